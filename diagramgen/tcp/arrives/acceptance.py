"""3.10.7.4, first to fourth check: may this segment be looked at at all?"""

from __future__ import annotations

from dataclasses import replace

from diagramgen.tcp.arrives.established import after
from diagramgen.tcp.check import Check
from diagramgen.tcp.output import send_syn, take_syn
from diagramgen.tcp.step import Step
from diagramgen.tcp.transitions import SYNCHRONIZED, Cause, State


def _time_wait_reuse(step: Step) -> str:
    # 3.6.1, MAY-2: "a TCP endpoint may accept a new SYN to reopen the connection directly from
    # TIME-WAIT"; RFC 6191 says when. It comes before the window, which such a SYN lies behind.
    seg, tcb = step.seg, step.tcb
    asks = step.state is State.TIME_WAIT and seg.syn and seg.ack is None and not seg.rst
    if not (step.rules.options.rfc6191 and asks):
        return ""
    stamp = seg.options.timestamps[0] if seg.options.timestamps is not None else None
    if tcb.ts_recent is not None and stamp is not None:
        newer = stamp > tcb.ts_recent or (stamp == tcb.ts_recent and seg.seq >= step.rcv.nxt)
    else:
        newer = stamp is not None or seg.seq >= step.rcv.nxt
    if not newer:
        return "old-syn"
    step.clear_timer("time-wait")
    step.follow(Cause.RCV_NEW_SYN, State.SYN_RECEIVED)
    tcb.opened, tcb.fin, tcb.closing, tcb.held = "passive", None, False, ()
    tcb.retransmission, tcb.syn_timed_out = (), False
    take_syn(step)
    step.snd.wnd = step.snd.max_wnd = seg.wnd
    step.rcv.wnd = tcb.parameters.wnd
    send_syn(step)
    return "new-syn"


def in_window(step: Step) -> bool:
    """The four cases of the acceptability test (section 3.4)."""
    seg, rcv = step.seg, step.rcv
    if seg.len == 0 and rcv.wnd == 0:
        return seg.seq == rcv.nxt
    if seg.len == 0:
        return rcv.nxt <= seg.seq < rcv.nxt + rcv.wnd
    if rcv.wnd == 0:
        return False
    right = rcv.nxt + rcv.wnd
    return rcv.nxt <= seg.seq < right or rcv.nxt <= seg.last < right


def _sequence(step: Step) -> str:
    seg, rcv = step.seg, step.rcv
    repeats_syn = seg.syn and seg.ack is not None and seg.seq == step.tcb.irs
    if step.rules.options.figure_7 and step.state is State.SYN_RECEIVED and repeats_syn:
        # Figure 7, lines 6 and 7; Appendix A.2 admits that the text says otherwise.
        step.seg = after(seg, rcv.nxt)
        return ""
    if in_window(step):
        _tailor(step)
        return ""
    if rcv.wnd == 0 and seg.seq == rcv.nxt and not seg.syn:
        # "If the RCV.WND is zero, no segments will be acceptable, but special allowance should
        # be made to accept valid ACKs, URGs, and RSTs": all but its text and FIN is looked at.
        step.seg = replace(seg, text=b"", fin=False)
        if not seg.rst:
            step.owe_ack()
            step.note(SEQUENCE, "zero-window")
        return ""
    if seg.rst:
        return "rst-not-in-window"
    if step.state is State.TIME_WAIT and seg.fin and step.rules.options.restart_2msl:
        step.seg = replace(seg, seq=rcv.nxt, text=b"")
        return ""
    step.acknowledge()
    return "not-in-window"


def _tailor(step: Step) -> None:
    if step.seg.syn and step.rules.options.rfc5961_syn and step.state in SYNCHRONIZED:
        # RFC 5961, section 4: the SYN bit counts "irrespective of the sequence number".
        return
    # "One could tailor actual segments to fit this assumption by trimming off any portions that
    # lie outside the window (including SYN and FIN)".
    seg = after(step.seg, step.rcv.nxt)
    beyond = seg.seq + seg.len - (step.rcv.nxt + step.rcv.wnd)
    if beyond > 0:
        keep = len(seg.text) + int(seg.fin) - beyond
        seg = replace(seg, fin=False, text=seg.text[: max(keep, 0)])
    step.seg = seg


def _rst(step: Step) -> str:
    seg, tcb = step.seg, step.tcb
    if not seg.rst:
        return ""
    if step.rules.options.rfc1337 and step.state is State.TIME_WAIT:
        return "ignored-in-time-wait"
    if step.rules.options.rfc5961_rst and seg.seq != step.rcv.nxt:
        step.acknowledge()
        return "challenge"
    if step.state is State.SYN_RECEIVED:
        if tcb.opened == "passive":
            step.follow(Cause.RCV_RST, State.LISTEN)
            return "return-to-listen"
        step.signal("error: connection refused")
        step.follow(Cause.RCV_RST, State.CLOSED)
        return "connection-refused"
    if step.state in (State.CLOSING, State.LAST_ACK, State.TIME_WAIT):
        step.follow(Cause.RCV_RST, State.CLOSED)
        return "closed"
    step.signal("error: connection reset")
    step.follow(Cause.RCV_RST, State.CLOSED)
    return "connection-reset"


def _security(step: Step) -> str:
    if step.seg.security == step.tcb.security:
        return ""
    step.reset_in_reply()
    if step.state is State.SYN_RECEIVED:
        return "mismatch"
    step.signal("error: connection reset")
    step.follow(Cause.SECURITY_MISMATCH, State.CLOSED)
    return "mismatch-reset"


def _syn(step: Step) -> str:
    if not step.seg.syn:
        return ""
    if step.state is State.SYN_RECEIVED and step.tcb.opened == "passive":
        step.follow(Cause.RCV_SYN_IN_WINDOW, State.LISTEN)
        return "return-to-listen"
    if step.rules.options.rfc5961_syn and step.state in SYNCHRONIZED:
        step.acknowledge()
        return "challenge"
    step.reset_in_reply()
    step.signal("error: connection reset")
    step.follow(Cause.RCV_SYN_IN_WINDOW, State.CLOSED)
    return "reset"


SEQUENCE = Check(
    "3.10.7.4",
    "1",
    "check sequence number",
    _sequence,
    ("rst-not-in-window", "not-in-window", "zero-window"),
)

CHECKS = (
    Check("3.6.1", "reuse", "TIME-WAIT and a new SYN", _time_wait_reuse, ("new-syn", "old-syn")),
    SEQUENCE,
    Check(
        "3.10.7.4",
        "2",
        "check the RST bit",
        _rst,
        (
            "ignored-in-time-wait",
            "challenge",
            "return-to-listen",
            "connection-refused",
            "connection-reset",
            "closed",
        ),
    ),
    Check("3.10.7.4", "3", "check security", _security, ("mismatch", "mismatch-reset")),
    Check("3.10.7.4", "4", "check the SYN bit", _syn, ("return-to-listen", "challenge", "reset")),
)
