"""The trace: what a walk leaves, free of language (its JSON form is version 1 of the schema).

Times are in milliseconds from the first act. Sequence and acknowledgment numbers are absolute, as
on the wire. Peers are "A" and "B".
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple, Optional

VERSION = 1


class Copy(NamedTuple):
    """One copy of a segment on the link. `arrives` is `None` for a copy that never does.

    `fault`: `None`, "lost", "duplicate", "delayed", "reordered", or "down" (it reached a peer that
    had crashed and was not back).
    """

    arrives: Optional[int]
    fault: Optional[str] = None


class Sent(NamedTuple):
    """A segment on the wire, number `n` in the order of sending (from 1).

    `cause` is the number (from 0) of the moment that sent it, `None` for an injected one.
    `retransmission_of` is the number of its first sending.
    """

    n: int
    source: str
    target: str
    seq: int
    ack: Optional[int]
    flags: tuple[str, ...]
    len: int
    wnd: int
    options: tuple[tuple[str, object], ...]
    urgent: Optional[int]
    sent: int
    copies: tuple[Copy, ...]
    retransmission_of: Optional[int] = None
    injected: bool = False
    cause: Optional[int] = None

    def __str__(self) -> str:
        """The segment in the RFC's notation, behind its sender: ``A <SEQ=100><CTL=SYN>``."""
        out = f"{self.source} <SEQ={self.seq}>"
        if self.ack is not None:
            out += f"<ACK={self.ack}>"
        if self.flags:
            out += "<CTL=" + ",".join(self.flags) + ">"
        return out + (f"<DATA={self.len}>" if self.len else "")

    @property
    def seg_len(self) -> int:
        """SEG.LEN: the octets of text, and one each for SYN and FIN (section 3.4)."""
        return self.len + int("SYN" in self.flags) + int("FIN" in self.flags)

    @property
    def lost(self) -> bool:
        """Whether no copy of it arrives."""
        return all(copy.arrives is None for copy in self.copies)


class Timer(NamedTuple):
    """A timer that was set (`due` in ms from the start) or cleared (`due` is `None`).

    `name`: "retransmission", "persist", "user", "delayed-ack" or "time-wait".
    """

    name: str
    due: Optional[int]


class Moment(NamedTuple):
    """One event at one peer, number = its place in `Trace.moments`.

    `event`: "call", "segment", "timeout", "crash" or "restart". `call` is the RFC's word in lower
    case ("open active", "send 5"), `timeout` the timer's name; `segment` and `copy` (from 0) say
    which copy arrived. `passed` are the states entered, in order, the last one included.
    `rule` names the rule of the machine that ended the event; `rules` are all that had a part in
    it, in order, `rule` the last. `tcb` are the variables afterwards.
    """

    t: int
    peer: str
    event: str
    before: str
    after: str
    section: str
    rule: str
    call: Optional[str] = None
    timeout: Optional[str] = None
    segment: Optional[int] = None
    copy: Optional[int] = None
    passed: tuple[str, ...] = ()
    sends: tuple[int, ...] = ()
    signals: tuple[str, ...] = ()
    delivered: int = 0
    timers: tuple[Timer, ...] = ()
    tcb: tuple[tuple[str, object], ...] = ()
    rules: tuple[str, ...] = ()


@dataclass(frozen=True)
class Trace:
    """A whole walk.

    `stop`: "quiet" (nothing can happen any more), "moments" or "time" (a limit was reached).
    `waiting` are the acts that never ran and the faults that never struck, as the scenario has
    them. `rules` names the rules in force, "RFC9293" or a variant, or those of each peer:
    "A: RFC9293, B: Linux 6.18". A chart by other rules than RFC 9293's must say so.
    """

    name: str
    source: str
    rules: str
    stop: str
    segments: tuple[Sent, ...]
    moments: tuple[Moment, ...]
    states: dict[str, tuple[str, ...]]
    settings: dict[str, object] = field(default_factory=dict)
    ports: dict[str, int] = field(default_factory=dict)
    waiting: tuple[str, ...] = ()
    version: int = VERSION

    @property
    def peers(self) -> tuple[str, str]:
        return ("A", "B")

    @property
    def end(self) -> int:
        """The time of the last moment, or 0."""
        return self.moments[-1].t if self.moments else 0

    def rules_of(self, peer: str) -> str:
        """The name of the rules by which `peer` goes."""
        for part in self.rules.split(", "):
            if part.startswith(peer + ": "):
                return part[len(peer) + 2 :]
        return self.rules

    def final(self, peer: str) -> str:
        """The state in which `peer` ends."""
        return self.states[peer][-1]
