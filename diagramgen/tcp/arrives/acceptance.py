"""3.10.7.4, first to fourth check: may this segment be looked at at all?"""

from __future__ import annotations

from typing import Optional

from diagramgen.tcp.arrives.established import after, hold_the_rest, start_2msl, tailor
from diagramgen.tcp.check import Check
from diagramgen.tcp.output import send_syn, take_syn
from diagramgen.tcp.segment import Segment
from diagramgen.tcp.seq import Seq
from diagramgen.tcp.step import Step
from diagramgen.tcp.tcb import Receive, Tcb
from diagramgen.tcp.transitions import SYNCHRONIZED, Cause, State


def _time_wait_reuse(step: Step) -> str:
    # 3.6.1, MAY-2: "a TCP endpoint may accept a new SYN to reopen the connection directly from
    # TIME-WAIT"; RFC 6191 says when. It comes before the window, which such a SYN lies behind.
    seg, tcb = step.seg, step.tcb
    asks = step.state is State.TIME_WAIT and seg.syn and seg.ack is None and not seg.rst
    if not (step.rules.options.rfc6191 and asks):
        return ""
    stamps = seg.options.timestamps
    beyond = seg.seq >= step.rcv.nxt
    if tcb.ts_on and tcb.ts_recent is not None and stamps is not None:
        ahead = Seq(stamps[0]) - tcb.ts_recent
        newer = ahead > 0 or (ahead == 0 and beyond)
    else:
        newer = beyond or stamps is not None
    if not newer:
        return "old-syn"
    if seg.security != tcb.security:
        step.reset_in_reply()
        return "security-mismatch"
    # MAY-2 (1): the new ISS is to be larger than any number used before; SND.NXT is.
    reopen(step, max(step.iss, tcb.snd.nxt), tcb.copy())
    return "new-syn"


def reopen(step: Step, iss: Seq, earlier: Optional[Tcb]) -> None:
    """From TIME-WAIT to SYN-RECEIVED by the SYN in hand, as if it had come to LISTEN.

    `earlier` is the connection to which a RST returns, where MAY-2 (2) is kept.
    """
    seg, tcb = step.seg, step.tcb
    step.clear_timer("time-wait")
    step.follow(Cause.RCV_NEW_SYN, State.SYN_RECEIVED)
    step.iss = iss
    step.tcb = Tcb(tcb.parameters, State.SYN_RECEIVED, "passive", True, earlier=earlier)
    step.tcb.security = tcb.security
    step.rcv.wnd = tcb.parameters.wnd
    take_syn(step)
    step.snd.wnd = step.snd.max_wnd = seg.wnd
    send_syn(step)
    hold_the_rest(step)


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


def is_crossing_syn_ack(step: Step) -> bool:
    """Whether this is line 6 or 7 of Figure 7: the SYN that was taken comes again, with ACK."""
    seg, tcb = step.seg, step.tcb
    repeats_syn = seg.syn and seg.ack is not None and seg.seq == tcb.irs
    return step.state is State.SYN_RECEIVED and tcb.opened == "active" and repeats_syn


def ends_at_the_left_edge(seg: Segment, rcv: Receive) -> bool:
    """Whether all that the segment occupies has come before, and nothing more is missing."""
    return seg.seq + seg.len == rcv.nxt


def _sequence(step: Step) -> str:
    seg, rcv = step.seg, step.rcv
    if step.rules.options.figure_7 and is_crossing_syn_ack(step):
        # Figure 7, lines 6 and 7; Appendix A.2 admits that the text says otherwise.
        step.seg = after(seg, rcv.nxt)
        return ""
    if in_window(step):
        if _is_old_by_timestamp(step):
            step.acknowledge()
            return "old-timestamp"
        # A reset counts by its number alone; RFC 5961, section 4: so does a SYN, "irrespective of
        # the sequence number".
        by_number = seg.rst or (
            seg.syn and step.rules.options.rfc5961_syn and _as_synchronized(step)
        )
        if not by_number:
            step.seg = tailor(seg, rcv)
        return ""
    if rcv.wnd == 0 and seg.seq == rcv.nxt and not seg.syn:
        # "If the RCV.WND is zero, no segments will be acceptable, but special allowance should
        # be made to accept valid ACKs, URGs, and RSTs": all but its text and FIN is looked at.
        step.seg = seg._replace(text=b"", fin=False)
        if not seg.rst:
            step.owe_ack()
            step.note(SEQUENCE, "zero-window")
        return ""
    if seg.rst:
        return "rst-not-in-window"
    repeated_fin = step.state is State.TIME_WAIT and seg.fin and not seg.syn
    if repeated_fin and step.rules.options.restart_2msl:
        return ""
    if step.rules.options.appendix_a2 and not seg.syn and ends_at_the_left_edge(seg, rcv):
        # Its text and FIN have been taken; the ACK field, and the window with it, may be news.
        step.seg = seg._replace(seq=rcv.nxt, text=b"", fin=False)
        step.owe_ack()
        step.note(SEQUENCE, "ack-field-only")
        return ""
    step.acknowledge()
    return "not-in-window"


def _is_old_by_timestamp(step: Step) -> bool:
    """PAWS (RFC 7323, 5.3, R1); a newer timestamp at the left edge is remembered (4.3)."""
    seg, tcb = step.seg, step.tcb
    if not tcb.ts_on or tcb.ts_recent is None or seg.options.timestamps is None:
        return False
    ahead = Seq(seg.options.timestamps[0]) - tcb.ts_recent
    if ahead < 0:
        return not seg.rst
    if tcb.last_ack_sent is None or seg.seq <= tcb.last_ack_sent:
        tcb.ts_recent = seg.options.timestamps[0]
    return False


def _as_synchronized(step: Step) -> bool:
    """Whether the fourth check treats the state as synchronized: an active SYN-RECEIVED too."""
    return step.state in SYNCHRONIZED or step.tcb.opened == "active"


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
        if tcb.earlier is not None:
            # MAY-2 (2): the SYN that reopened the connection was an old duplicate.
            for name in tcb.running:
                step.clear_timer(name)
            step.follow(Cause.RCV_RST, State.TIME_WAIT)
            step.tcb = tcb.earlier.copy()
            start_2msl(step)
            return "return-to-time-wait"
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
    if step.rules.options.rfc5961_syn:
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
    ("rst-not-in-window", "not-in-window", "zero-window", "old-timestamp", "ack-field-only"),
)

CHECKS = (
    Check(
        "3.6.1",
        "reuse",
        "TIME-WAIT and a new SYN",
        _time_wait_reuse,
        ("new-syn", "old-syn", "security-mismatch"),
    ),
    SEQUENCE,
    Check(
        "3.10.7.4",
        "2",
        "check the RST bit",
        _rst,
        (
            "ignored-in-time-wait",
            "challenge",
            "return-to-time-wait",
            "return-to-listen",
            "connection-refused",
            "connection-reset",
            "closed",
        ),
    ),
    Check("3.10.7.4", "3", "check security", _security, ("mismatch", "mismatch-reset")),
    Check("3.10.7.4", "4", "check the SYN bit", _syn, ("return-to-listen", "challenge", "reset")),
)
