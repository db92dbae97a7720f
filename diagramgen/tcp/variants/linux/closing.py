"""How Linux 6.18 acknowledges and closes where RFC 9293 would do something else."""

from __future__ import annotations

from diagramgen.tcp import calls
from diagramgen.tcp.arrives.acceptance import ends_at_the_left_edge, in_window
from diagramgen.tcp.check import Check
from diagramgen.tcp.events import AbortCall, Timeout
from diagramgen.tcp.step import Step
from diagramgen.tcp.timeouts import timeout
from diagramgen.tcp.transitions import Cause, State, Transition
from diagramgen.tcp.variants.derive import Habit, before, each, procedures, rows


def _is_orphan(step: Step) -> bool:
    # close() has taken the socket away; after shutdown() (half-duplex off) there still is one.
    return step.state is State.FIN_WAIT_2 and step.rules.options.half_duplex


# -- C1: text is acknowledged at once, a FIN is not (`close_three_segments`, `hs_data_close_client`)


def _quick_ack(step: Step) -> str:
    if step.owes_ack and not step.ack_at_once and not step.fin_reached:
        step.ack_at_once = True
        step.note(QUICK_ACK, "at-once")
    return ""


QUICK_ACK = Check(
    "3.8.6.3", "linux-quick-ack", "the first text of a connection", _quick_ack, ("at-once",)
)


# -- C5: FIN-WAIT-2 without a socket ends by itself (`finwait2_timeout`) ---------------------------


def _orphan(step: Step) -> str:
    if State.FIN_WAIT_2 in step.passed and _is_orphan(step):
        # tcp_fin_timeout is 60 s, as long as TIME-WAIT, and the kernel keeps both in one place.
        step.set_timer("time-wait", 2 * step.tcb.parameters.msl)
        step.note(ORPHAN, "timer")
    return ""


ORPHAN = Check("3.10.7.4", "linux-orphan", "FIN-WAIT-2 without a socket", _orphan, ("timer",))
ORPHAN_TIMEOUT = Check(
    "3.10.8", "linux-orphan", "FIN-WAIT-2 TIMEOUT", lambda step: "", ("deleted",)
)
_ORPHAN_ROW = Transition(
    State.FIN_WAIT_2, Cause.TIME_WAIT_TIMEOUT, "delete TCB", State.CLOSED, "3.10.8"
)


def _timeout(step: Step, event: Timeout) -> None:
    if event.timer == "time-wait" and step.state is State.FIN_WAIT_2:
        step.follow(Cause.TIME_WAIT_TIMEOUT, State.CLOSED)
        return step.note(ORPHAN_TIMEOUT, "deleted")
    timeout(step, event)


# -- C6: what is left of a connection in FIN-WAIT-2 without a socket is a simpler machine ----------


def _fin_wait_2(step: Step) -> str:
    if not _is_orphan(step):
        return ""
    seg, rcv = step.seg, step.rcv
    if not in_window(step):
        step.acknowledge()
        return "not-in-window"
    if seg.rst:
        step.follow(Cause.RCV_RST, State.CLOSED)
        return "rst"
    if seg.syn:
        step.reset_in_reply()
        step.follow(Cause.RCV_SYN_IN_WINDOW, State.CLOSED)
        return "syn"
    if seg.ack is None or not seg.len:
        return "ignored"
    if not seg.fin or seg.seq + seg.len != rcv.nxt + 1:
        step.reset_in_reply()
        step.follow(Cause.RCV_TEXT_AFTER_CLOSE, State.CLOSED)
        return "text"
    return ""


FIN_WAIT_2 = Check(
    "3.10.7.4",
    "linux-fin-wait-2",
    "FIN-WAIT-2 without a socket",
    _fin_wait_2,
    ("not-in-window", "rst", "syn", "ignored", "text"),
)


# -- C9: the ACK of a repeated FIN ends CLOSING and LAST-ACK in silence (`closing_fin_copy`) -------


def _repeated_fin(step: Step) -> str:
    seg = step.seg
    closing = step.state in (State.CLOSING, State.LAST_ACK) and seg.fin and not seg.rst
    if closing and seg.ack == step.snd.nxt and ends_at_the_left_edge(seg, step.rcv):
        step.seg = seg._replace(seq=step.rcv.nxt, text=b"", fin=False)
        step.note(REPEATED_FIN, "ack-taken")
    return ""


REPEATED_FIN = Check(
    "3.10.7.4", "linux-repeated-fin", "the FIN again, with news", _repeated_fin, ("ack-taken",)
)


# -- D9: abort on a socket does not reach TIME-WAIT ------------------------------------------------

ABORT_TIME_WAIT = Check("3.10.5", "linux-time-wait", "", lambda step: "", ("stays",))


def _abort(step: Step, call: AbortCall) -> None:
    if step.state is State.TIME_WAIT:
        step.signal("ok")
        return step.note(ABORT_TIME_WAIT, "stays")
    calls.abort(step, call)


CLOSING = (
    Habit("quick-ack", "3.8.6.3", before("otherwise", "8", QUICK_ACK), (QUICK_ACK,)),
    Habit(
        "orphan-fin-wait-2",
        "3.10.8",
        each(before("otherwise", "6", ORPHAN), procedures(timeout=_timeout), rows(_ORPHAN_ROW)),
        (ORPHAN, ORPHAN_TIMEOUT),
    ),
    Habit("orphan-machine", "3.10.7.4", before("otherwise", "1", FIN_WAIT_2), (FIN_WAIT_2,)),
    Habit("repeated-fin", "A.2", before("otherwise", "1", REPEATED_FIN), (REPEATED_FIN,)),
    Habit("time-wait-stays", "3.10.5", procedures(abort=_abort), (ABORT_TIME_WAIT,)),
)
