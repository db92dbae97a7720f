"""What leaves once an event has been dealt with: text, FIN and the acknowledgment that is due.

They share one segment where they can; without that no connection would close in three segments.
"""

from __future__ import annotations

from diagramgen.tcp.segment import Options
from diagramgen.tcp.seq import Seq
from diagramgen.tcp.step import Step
from diagramgen.tcp.tcb import DEFAULT_MSS, Chunk, Unacknowledged
from diagramgen.tcp.transitions import Cause, State

_SENDING = (
    State.ESTABLISHED,
    State.CLOSE_WAIT,
    State.FIN_WAIT_1,
    State.CLOSING,
    State.LAST_ACK,
)
_SILENT = (State.CLOSED, State.LISTEN, State.SYN_SENT)

#: The interval between probes grows exponentially (SHLD-30) up to here: well below the default
#: user timeout, which would else end a connection that MUST-37 keeps open.
_MAX_PROBE_INTERVAL = 60_000

#: Shifts above 14 are not allowed (RFC 7323, section 2.3).
_MAX_SHIFT = 14


def flush(step: Step) -> None:
    """Send what can be sent, then the acknowledgment if one is still due."""
    if step.state in _SENDING:
        _send_text(step)
    if step.owes_ack and step.state not in _SILENT:
        _acknowledge(step)


def _acknowledge(step: Step) -> None:
    # Section 3.8.6.3: an acknowledgment may wait, but not for a second segment (MUST-58, SHLD-19).
    tcb = step.tcb
    tcb.owed += 1
    if step.ack_at_once or not tcb.parameters.delack or tcb.owed > 1:
        step.acknowledge()
    elif "delayed-ack" not in tcb.running:
        step.set_timer("delayed-ack", tcb.parameters.delack)


def _usable(step: Step) -> int:
    snd = step.snd
    return snd.wnd - (snd.nxt - snd.una)


def _sendable(step: Step) -> int:
    """How many queued octets may leave now (3.7.4 Nagle; 3.8.6.2.1 silly windows)."""
    tcb = step.tcb
    queued = tcb.queued
    size = min(queued, _usable(step), tcb.send_mss)
    if size <= 0 or size == tcb.send_mss:
        return max(size, 0)
    if step.snd.una < step.snd.nxt and not step.rules.options.nagle_free:
        return 0
    return size if size == queued or 2 * size >= step.snd.max_wnd else 0


def _cut(step: Step, size: int) -> tuple[bytes, bool]:
    """Take `size` octets off the queue; whether the last of them ends a pushed SEND."""
    chunks = list(step.tcb.queue)
    text, push = b"", False
    while len(text) < size:
        chunk = chunks.pop(0)
        room = size - len(text)
        text += chunk.text[:room]
        push = chunk.push and len(chunk.text) <= room
        if len(chunk.text) > room:
            chunks.insert(0, Chunk(chunk.text[room:], chunk.push))
    step.tcb.queue = tuple(chunks)
    return text, push


def _urgent(step: Step, seq: Seq) -> int | None:
    up = step.snd.up
    return up - seq if up is not None and up > seq else None


def _send_text(step: Step) -> None:
    tcb, snd = step.tcb, step.snd
    if tcb.probing and snd.wnd > 0:
        _repack_probe(step)
    while tcb.unsent:
        size = _sendable(step)
        text, push = _cut(step, size) if size else (b"", False)
        # FIN takes a sequence number, and so needs room in the window like an octet of text.
        fin = not tcb.queue and tcb.closing and tcb.fin is None and _usable(step) > size
        if not size and not fin:
            break
        if fin and step.state is State.CLOSE_WAIT:
            step.follow(Cause.CLOSE, State.LAST_ACK)
        step.send_new(step.form(snd.nxt, text, fin=fin, psh=push, up=_urgent(step, snd.nxt)))
    if tcb.unsent and not tcb.retransmission:
        # The window is closed or silly and nothing is outstanding: no acknowledgment will open
        # it by itself (3.8.6.1, MUST-36).
        if "persist" not in tcb.running:
            step.set_timer("persist", tcb.rto)
        if "user" not in tcb.running:
            step.set_timer("user", tcb.parameters.user_timeout)
    elif not tcb.probing:
        step.clear_timer("persist")


def _repack_probe(step: Step) -> None:
    # The octet of the probe was refused while the window was closed. It leaves again at once, in
    # front of what may follow it; SND.NXT does not go back, since an ACK of it may be on its way.
    tcb, snd = step.tcb, step.snd
    tcb.probing = False
    tcb.rto = tcb.parameters.rto
    probe = tcb.retransmission[-1].segment
    tcb.retransmission = ()  # a probe leaves when nothing else is outstanding
    room = snd.una + snd.wnd - (probe.seq + probe.len)
    size = max(0, min(tcb.queued, room, tcb.send_mss - probe.len))
    text, push = _cut(step, size)
    fin = probe.fin or (not tcb.queue and tcb.closing and room > size)
    up = _urgent(step, probe.seq)
    step.send_new(
        step.form(probe.seq, probe.text + text, fin=fin, psh=push or probe.psh, up=up), repeat=True
    )


def probe(step: Step) -> None:
    """Send one octet into a closed window, or what fits into a silly one (3.8.6.1)."""
    tcb, snd = step.tcb, step.snd
    if tcb.probing:
        entry = tcb.retransmission[-1]
        step.send(step.form(entry.segment.seq, entry.segment.text, fin=entry.segment.fin), True)
    else:
        size = max(1, min(tcb.queued, _usable(step), tcb.send_mss))
        text, push = _cut(step, min(size, tcb.queued))
        fin = not text
        # An octet beyond the window is a probe; text that fits is ordinary.
        tcb.probing = _usable(step) <= 0
        if fin and step.state is State.CLOSE_WAIT:
            step.follow(Cause.CLOSE, State.LAST_ACK)
        step.send_new(step.form(snd.nxt, text, fin=fin, psh=push))
    if tcb.probing:
        tcb.rto = min(2 * tcb.rto, _MAX_PROBE_INTERVAL)
        step.set_timer("persist", tcb.rto)


# -- SYN ----------------------------------------------------------------------------------------


def _syn_options(step: Step, reply: bool) -> Options:
    """What a SYN offers. A SYN,ACK repeats an offer only where the peer made it (RFC 7323)."""
    tcb = step.tcb
    p = tcb.parameters
    scale = p.window_scale
    if reply and not tcb.peer_scales:
        scale = None
    stamps = p.timestamps and (not reply or tcb.ts_recent is not None)
    return Options(
        mss=p.mss,
        window_scale=scale,
        sack_permitted=p.sack and (not reply or tcb.peer_sack),
        timestamps=(step.now, tcb.ts_recent or 0) if stamps else None,
    )


def send_syn(step: Step, iss_given: bool = True) -> None:
    """<SEQ=ISS><CTL=SYN>; after a SYN of the peer with <ACK=RCV.NXT>, as SYN,ACK."""
    tcb = step.tcb
    reply = step.state is not State.SYN_SENT
    if iss_given:
        tcb.iss = tcb.snd.una = tcb.snd.nxt = step.iss
        tcb.rto = tcb.parameters.rto
    segment = step.form(tcb.iss, syn=True, options=_syn_options(step, reply))
    if iss_given:
        step.send_new(segment)
    else:
        # Simultaneous open: the SYN was sent before, its place in the queue is the SYN,ACK's now.
        step.send(segment)
        entry = tcb.retransmission[0]
        tcb.retransmission = (Unacknowledged(segment, entry.sent, entry.times),)
    step.owes_nothing()


def take_syn(step: Step) -> None:
    """RCV.NXT is set to SEG.SEQ+1, IRS to SEG.SEQ; the options of the SYN are taken."""
    tcb, seg = step.tcb, step.seg
    tcb.irs = seg.seq
    tcb.rcv.nxt = seg.seq + 1
    given = seg.options
    tcb.send_mss = DEFAULT_MSS if given.mss is None else max(1, given.mss)
    own = tcb.parameters.window_scale
    tcb.peer_scales = given.window_scale is not None
    if given.window_scale is not None and own is not None:
        tcb.snd_scale = min(given.window_scale, _MAX_SHIFT)
        tcb.rcv_scale = min(own, _MAX_SHIFT)
    tcb.peer_sack = given.sack_permitted
    if given.timestamps is not None:
        tcb.ts_recent = given.timestamps[0]
        tcb.ts_on = tcb.parameters.timestamps
