"""Habits of FreeBSD, as github.com/freebsd-net/tcp-testsuite (commit 04b8c73fc508) expects them.

Two of them, `drop-syn-fin` and `rst-ack-reply`, are what a sysctl turns on and not in `FREEBSD`.
"""

from __future__ import annotations

from dataclasses import replace

from diagramgen.tcp.check import Check
from diagramgen.tcp.rules import RFC9293, Rules
from diagramgen.tcp.step import Step
from diagramgen.tcp.transitions import Cause, State
from diagramgen.tcp.variants.derive import Habit, before, each, with_habits


def _syn_fin(step: Step) -> str:
    return "dropped" if step.seg.syn and step.seg.fin else ""


# D26: the sysctl drop_synfin.
_TITLE = "a SYN with FIN"
SYN_FIN = tuple(
    Check(section, "freebsd-syn-fin", _TITLE, _syn_fin, ("dropped",))
    for section in ("3.10.7.2", "3.10.7.3", "3.10.7.4")
)


def _syn_ack(step: Step) -> str:
    return "dropped" if step.seg.syn and step.seg.ack is not None else ""


SYN_ACK = Check("3.10.7.2", "freebsd-syn-ack", "a SYN,ACK", _syn_ack, ("dropped",))


def _time_wait_syn(step: Step) -> str:
    # D13: a SYN that is not ahead of RCV.NXT gets no answer.
    seg = step.seg
    waits = step.state is State.TIME_WAIT and seg.syn and seg.ack is None and not seg.rst
    return "dropped" if waits and seg.seq <= step.rcv.nxt else ""


TIME_WAIT_SYN = Check(
    "3.10.7.4", "freebsd-time-wait-syn", "a SYN in TIME-WAIT", _time_wait_syn, ("dropped",)
)


def _time_wait_ack(step: Step) -> str:
    # D17: what is in the window but not at its left edge was not meant for this state.
    seg = step.seg
    if step.state is not State.TIME_WAIT or seg.ack is None or seg.seq == step.rcv.nxt:
        return ""
    step.acknowledge()
    return "acknowledged"


TIME_WAIT_ACK = Check(
    "3.10.7.4", "freebsd-time-wait-ack", "an ACK in TIME-WAIT", _time_wait_ack, ("acknowledged",)
)


def _rst_ack(step: Step) -> str:
    # The sysctl insecure_syn: RFC 793's reset, with other numbers than those of 3.5.2.
    passive = step.state is State.SYN_RECEIVED and step.tcb.opened == "passive"
    if not step.seg.syn or passive or step.rules.options.rfc5961_syn:
        return ""
    step.reset(step.snd.nxt, step.rcv.nxt)
    step.signal("error: connection reset")
    step.follow(Cause.RCV_SYN_IN_WINDOW, State.CLOSED)
    return "reset"


RST_ACK = Check("3.10.7.4", "freebsd-rst-ack", "a SYN in the window", _rst_ack, ("reset",))

DROP_SYN_FIN = Habit(
    "drop-syn-fin",
    "3.10.7.4",
    each(
        before("listen", "1", SYN_FIN[0]),
        before("syn_sent", "1", SYN_FIN[1]),
        before("otherwise", "reuse", SYN_FIN[2]),
    ),
    SYN_FIN,
)
RST_ACK_REPLY = Habit("rst-ack-reply", "3.5.2", before("otherwise", "4", RST_ACK), (RST_ACK,))
LISTEN_SYN_ACK = Habit("listen-syn-ack", "3.10.7.2", before("listen", "2", SYN_ACK), (SYN_ACK,))
SILENT_SYN = Habit(
    "time-wait-syn", "3.6.1", before("otherwise", "reuse", TIME_WAIT_SYN), (TIME_WAIT_SYN,)
)
PURE_ACK = Habit(
    "time-wait-ack", "3.10.7.4", before("otherwise", "5", TIME_WAIT_ACK), (TIME_WAIT_ACK,)
)

HABITS: tuple[Habit, ...] = (DROP_SYN_FIN, RST_ACK_REPLY, LISTEN_SYN_ACK, SILENT_SYN, PURE_ACK)

FREEBSD: Rules = replace(
    with_habits(RFC9293, (LISTEN_SYN_ACK, SILENT_SYN, PURE_ACK)).with_options(
        "rfc5961", "rfc1337", "rfc6191", "half-duplex", "abort-rst-ack", "appendix-a2"
    ),
    name="FreeBSD",
)

#: TIME-WAIT lasts 60 s (D45).
PARAMETERS = (("msl", 30_000),)
