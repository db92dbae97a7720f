"""What several checks have in common: entering ESTABLISHED and TIME-WAIT, windows, the queue."""

from __future__ import annotations

from diagramgen.tcp.segment import Segment
from diagramgen.tcp.seq import Seq
from diagramgen.tcp.step import Step
from diagramgen.tcp.tcb import TIMERS, Receive
from diagramgen.tcp.transitions import Cause, State

#: The RTO when data transmission begins after a SYN had timed out (RFC 6298, 5.7).
_RTO_AFTER_SYN_TIMEOUT = 3000


def take_window(step: Step) -> None:
    """SND.WND <- SEG.WND, SND.WL1 <- SEG.SEQ, SND.WL2 <- SEG.ACK."""
    snd, seg = step.snd, step.seg
    snd.wnd = seg.wnd if seg.syn else seg.wnd << step.tcb.snd_scale
    snd.max_wnd = max(snd.max_wnd, snd.wnd)
    snd.wl1 = seg.seq
    if seg.ack is not None:
        snd.wl2 = seg.ack


def take_ack(step: Step, ack: Seq) -> None:
    """SND.UNA <- SEG.ACK; what it covers leaves the retransmission queue (RFC 6298, 5.2, 5.3)."""
    tcb, snd = step.tcb, step.snd
    snd.una = ack
    kept = []
    for entry in tcb.retransmission:
        if entry.segment.last < ack:
            if entry.times == 0:
                # It was never repeated, so its round trip is a sample (Karn): the back-off ends.
                tcb.rto = tcb.parameters.rto
        elif entry.segment.seq < ack:
            kept.append(entry._replace(segment=after(entry.segment, ack)))
        else:
            kept.append(entry)
    tcb.retransmission = tuple(kept)
    tcb.probing = tcb.probing and bool(kept)
    done = sum(1 for end in tcb.sends if end <= ack)
    tcb.sends = tcb.sends[done:]
    for _ in range(done):
        step.signal("ok: SEND")
    if not kept:
        step.clear_timer("retransmission")
        if not tcb.queue:
            step.clear_timer("user")
    elif not tcb.probing:
        step.set_timer("retransmission", tcb.rto)
        step.set_timer("user", tcb.parameters.user_timeout)


def after(segment: Segment, seq: Seq) -> Segment:
    """What is left of a segment from `seq` on: SYN comes first, FIN last."""
    if seq <= segment.seq:
        return segment
    cut = seq - segment.text_seq
    up = segment.up
    if up is not None:
        up -= seq - segment.seq
        if up <= 0:
            up = None
    return segment._replace(seq=seq, syn=False, text=segment.text[cut:], up=up)


def tailor(segment: Segment, rcv: Receive) -> Segment:
    """What of a segment lies in the window, from RCV.NXT on.

    "One could tailor actual segments to fit this assumption by trimming off any portions that lie
    outside the window (including SYN and FIN)" (section 3.10.7.4, first check).
    """
    segment = after(segment, rcv.nxt)
    beyond = segment.seq - rcv.nxt + segment.len - rcv.wnd
    if beyond <= 0:
        return segment
    keep = len(segment.text) + int(segment.fin) - beyond
    return segment._replace(fin=False, text=segment.text[: max(keep, 0)])


def hold_the_rest(step: Step) -> None:
    """Keep text, URG and FIN that came with a SYN: they are processed once it is acknowledged."""
    rest = tailor(step.seg, step.rcv)
    if rest.text or rest.fin or rest.up is not None:
        step.tcb.held = (rest,)


def establish(step: Step, cause: Cause) -> None:
    """Enter ESTABLISHED; a CLOSE that waited in SYN-RECEIVED is processed (section 3.10.4)."""
    tcb = step.tcb
    step.follow(cause, State.ESTABLISHED)
    take_window(step)
    tcb.earlier = None
    if tcb.syn_timed_out:
        tcb.rto = max(tcb.parameters.rto, _RTO_AFTER_SYN_TIMEOUT)
    if tcb.closing:
        step.follow(Cause.CLOSE, State.FIN_WAIT_1)


def enter_time_wait(step: Step, cause: Cause) -> None:
    """Enter TIME-WAIT: "start the time-wait timer, turn off the other timers"."""
    step.follow(cause, State.TIME_WAIT)
    for name in TIMERS:
        if name != "time-wait":
            step.clear_timer(name)
    start_2msl(step)


def start_2msl(step: Step) -> None:
    """(Re)start the 2 MSL timeout."""
    step.set_timer("time-wait", 2 * step.tcb.parameters.msl)
