"""Linux 6.18, as recorded: what two real stacks did on a scripted wire, where it is not RFC 9293.

The letters (B1, D4 ...) are those of the observations in `tests/data/kernel/README.md`. Not here,
because one TCB a connection has no place for it: the listener beside its children, the accept
queue, SYN cookies, TCP_DEFER_ACCEPT. A connection that was opened passively counts as one with a
listener.
"""

from __future__ import annotations

from dataclasses import replace

from diagramgen.tcp.rules import RFC9293, Rules
from diagramgen.tcp.variants.derive import Habit, options, with_habits
from diagramgen.tcp.variants.linux.closing import CLOSING
from diagramgen.tcp.variants.linux.opening import OPENING
from diagramgen.tcp.variants.linux.time_wait import TIME_WAIT

#: What Linux has and an RFC names.
NAMED = (
    Habit("rfc5961", "3.10.7.4", options("rfc5961")),  # E: challenge ACKs
    Habit("figure-7", "3.5", options("figure-7")),  # B1
    Habit("half-duplex", "3.6.1", options("half-duplex")),  # C2, C3
    Habit("abort-rst-ack", "3.10.5", options("abort-rst-ack")),  # C3, C4
    Habit("appendix-a2", "A.2", options("appendix-a2")),  # C9
    Habit("rfc6191", "3.6.1", options("rfc6191")),  # D4
)

HABITS: tuple[Habit, ...] = NAMED + OPENING + CLOSING + TIME_WAIT

LINUX: Rules = replace(with_habits(RFC9293, HABITS), name="Linux 6.18")

#: Times in ms. `delack`: 40 ms (C1). `msl`: TIME-WAIT lasts 60 s (D1). `r2_syn`: tcp_syn_retries=6
#: without linear timeouts (B8). `r2`: tcp_retries2=15 (C8). There is no user timeout by default.
PARAMETERS = (
    ("delack", 40),
    ("msl", 30_000),
    ("r2_syn", 127_000),
    ("r2", 924_600),
    ("user_timeout", 86_400_000),
)
