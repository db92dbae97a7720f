"""Counterfactuals: RFC 9293 with one rule taken out, to see what the rule is for.

No stack is like this. Each has the name by which ``set profile`` selects it; every chart of a walk
by one of them says what is missing.
"""

from __future__ import annotations

from dataclasses import replace

from diagramgen.tcp.arrives.established import establish, hold_the_rest
from diagramgen.tcp.check import Check
from diagramgen.tcp.output import send_syn, take_syn
from diagramgen.tcp.rules import RFC9293, Rules
from diagramgen.tcp.step import Step
from diagramgen.tcp.transitions import ROWS, Cause, State, Transition
from diagramgen.tcp.variants.derive import Habit, before, each, rows, with_habits, without_rows

# -- a two-way handshake: whoever listens does not wait for the third segment ----------------------


def _two_way(step: Step) -> str:
    seg, tcb = step.seg, step.tcb
    if not seg.syn or seg.security != tcb.security:
        return ""
    take_syn(step)
    establish(step, Cause.RCV_SYN)
    tcb.remote_from_syn = not tcb.remote
    tcb.remote = True
    send_syn(step)
    hold_the_rest(step)
    return "established"


TWO_WAY_CHECK = Check("3.10.7.2", "two-way", "check for a SYN", _two_way, ("established",))
_TO_SYN_RECEIVED = tuple(
    row for row in ROWS if row.source is State.LISTEN and row.target is State.SYN_RECEIVED
)
_TO_ESTABLISHED = Transition(
    State.LISTEN, Cause.RCV_SYN, "snd SYN,ACK", State.ESTABLISHED, "3.10.7.2"
)
TWO_WAY = Habit(
    "two-way",
    "3.10.7.2",
    each(
        before("listen", "3", TWO_WAY_CHECK),
        without_rows(*_TO_SYN_RECEIVED),
        rows(_TO_ESTABLISHED),
    ),
    (TWO_WAY_CHECK,),
)

# -- no TIME-WAIT: both roads that lead there end in CLOSED ----------------------------------------


def _ack_of_fin(step: Step) -> str:
    seg, tcb = step.seg, step.tcb
    if step.state is not State.CLOSING or seg.ack is None or tcb.fin is None:
        return ""
    if not tcb.fin < seg.ack <= step.snd.nxt:
        return ""
    step.signal("ok: CLOSE")
    step.follow(Cause.RCV_ACK_OF_FIN, State.CLOSED)
    return "fin-acknowledged"


def _fin(step: Step) -> str:
    if step.state is not State.FIN_WAIT_2 or not step.fin_reached:
        return ""
    step.signal("connection closing")
    step.rcv.nxt += 1
    step.acknowledge()
    step.follow(Cause.RCV_FIN, State.CLOSED)
    return "fin"


NO_TIME_WAIT_ACK = Check(
    "3.10.7.4", "no-time-wait", "check the ACK field", _ack_of_fin, ("fin-acknowledged",)
)
NO_TIME_WAIT_FIN = Check("3.10.7.4", "no-time-wait", "check the FIN bit", _fin, ("fin",))
_TIME_WAIT = tuple(row for row in ROWS if State.TIME_WAIT in (row.source, row.target))
_TO_CLOSED = (
    Transition(State.FIN_WAIT_2, Cause.RCV_FIN, "snd ACK", State.CLOSED, "3.10.7.4"),
    Transition(State.CLOSING, Cause.RCV_ACK_OF_FIN, "", State.CLOSED, "3.10.7.4"),
)
WITHOUT_TIME_WAIT = Habit(
    "no-time-wait",
    "3.10.7.4",
    each(
        before("otherwise", "5", NO_TIME_WAIT_ACK),
        before("otherwise", "8", NO_TIME_WAIT_FIN),
        without_rows(*_TIME_WAIT),
        rows(*_TO_CLOSED),
    ),
    (NO_TIME_WAIT_ACK, NO_TIME_WAIT_FIN),
)

HABITS: tuple[Habit, ...] = (TWO_WAY, WITHOUT_TIME_WAIT)

TWO_WAY_HANDSHAKE: Rules = replace(with_habits(RFC9293, (TWO_WAY,)), name="two-way-handshake")
NO_TIME_WAIT: Rules = replace(with_habits(RFC9293, (WITHOUT_TIME_WAIT,)), name="no-time-wait")
#: The choice of an ISS (3.4.1) is not the machine's: whoever drives it asks these rules.
FIXED_ISS: Rules = replace(RFC9293, name="fixed-iss", iss_varies=False)
