"""How Linux 6.18 treats a segment that arrives in TIME-WAIT: one paragraph in place of eight."""

from __future__ import annotations

from diagramgen.tcp.arrives.acceptance import reopen
from diagramgen.tcp.arrives.established import start_2msl
from diagramgen.tcp.check import Check
from diagramgen.tcp.seq import Seq
from diagramgen.tcp.step import Step
from diagramgen.tcp.transitions import Cause, State, Transition
from diagramgen.tcp.variants.derive import Habit, before, each, rows

#: The ISS of a reopened connection lies this far behind SND.NXT: 65539 behind the old ISS (D4).
ISS_STEP = 65_537


def _time_wait(step: Step) -> str:
    if step.state is not State.TIME_WAIT:
        return ""
    seg, rcv = step.seg, step.rcv
    age = _age(step)
    if age >= 0 and seg.seq == rcv.nxt and (seg.rst or not seg.len):
        return _exact(step)
    if seg.rst:
        # D2: in the window or not, it is not answered by a challenge ACK.
        return "rst-elsewhere"
    asks = seg.syn and seg.ack is None and age >= 0
    if asks and step.rules.options.rfc6191 and step.tcb.opened == "passive":
        # D4, D5: only where there is a listener.
        if seg.seq > rcv.nxt or age > 0:
            return _new_syn(step)
    if seg.ack is not None or age < 0:
        # D1: a FIN that came again restarts the clock; a SYN may be a good one, and does not.
        start_2msl(step)
    step.acknowledge()
    return "acknowledged"


def _age(step: Step) -> int:
    """By how much the timestamp is newer than the last one: 0 where there is none."""
    tcb, stamps = step.tcb, step.seg.options.timestamps
    if not tcb.ts_on or tcb.ts_recent is None or stamps is None:
        return 0
    return Seq(stamps[0]) - tcb.ts_recent


def _exact(step: Step) -> str:
    if not step.seg.rst:
        start_2msl(step)
        return "exact-ack"
    if step.rules.options.rfc1337:
        return "rst-ignored"
    step.follow(Cause.RCV_RST, State.CLOSED)
    return "rst"


def _new_syn(step: Step) -> str:
    if step.seg.fin:
        # D6: TIME-WAIT has made room for a SYN that the listener then does not take.
        step.follow(Cause.RCV_NEW_SYN, State.CLOSED)
        return "syn-fin"
    # A RST returns to LISTEN, not to TIME-WAIT as MAY-2 (2) asks.
    reopen(step, step.snd.nxt + ISS_STEP, None)
    return "new-syn"


TIME_WAIT_CHECK = Check(
    "3.10.7.4",
    "linux-time-wait",
    "a segment in TIME-WAIT",
    _time_wait,
    ("exact-ack", "rst-ignored", "rst", "rst-elsewhere", "syn-fin", "new-syn", "acknowledged"),
)
_DELETED = Transition(State.TIME_WAIT, Cause.RCV_NEW_SYN, "delete TCB", State.CLOSED, "3.6.1")

TIME_WAIT = (
    Habit(
        "time-wait",
        "3.10.7.4",
        each(before("otherwise", "reuse", TIME_WAIT_CHECK), rows(_DELETED)),
        (TIME_WAIT_CHECK,),
    ),
)
