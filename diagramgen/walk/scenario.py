"""A scenario as values: who calls what, which faults befall which segments, what is expected.

`str` of a value is its line of the scenario language, as `walk.language` reads it. Two values are
equal when they say the same, on whatever line.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Union

#: The calls of a scenario, and the two that are not the user's: the host crashes and restarts.
CALLS = (
    "open passive",
    "open active",
    "send",
    "receive",
    "close",
    "abort",
    "status",
    "crash",
    "restart",
)

#: Which segments a fault can name. RST, SYN and SYN,ACK mean exactly these flags; FIN any segment
#: with FIN; ACK a bare one; DATA any with text. PSH is ignored everywhere.
KINDS = ("SYN", "SYN,ACK", "ACK", "DATA", "FIN", "RST")

FAULTS = ("lose", "duplicate", "delay", "reorder")

PEERS = ("A", "B")

#: What `Setting` can name: the times, and the rest.
TIME_SETTINGS = ("delay", "delack", "rto", "msl", "r2", "r2-syn", "user-timeout")
SETTINGS = ("iss", "wnd", "mss") + TIME_SETTINGS + ("option", "profile")

#: The verbs of `Expect`.
VERBS = ("reaches", "ends", "path", "sends", "refused")

#: Units of time and their length in ms, the shortest first.
UNITS = (("ms", 1), ("s", 1000), ("min", 60_000), ("h", 3_600_000))


def duration(ms: int) -> str:
    """A time as authors write it, in the longest unit that needs no fraction: 90000 is ``90 s``."""
    unit, length = UNITS[0]
    for longer, its_length in UNITS:
        if ms and ms % its_length == 0:
            unit, length = longer, its_length
    return f"{ms // length} {unit}"


def ordinal(nth: int) -> str:
    """``1st``, ``2nd``, ``3rd``, ``11th`` ...; ``every`` for 0."""
    if nth == 0:
        return "every"
    if 10 < nth % 100 < 14:
        return f"{nth}th"
    return f"{nth}" + {1: "st", 2: "nd", 3: "rd"}.get(nth % 10, "th")


def _condition(when: str, after: int) -> str:
    return (f" when {when}" if when else "") + (f" after {duration(after)}" if after else "")


@dataclass(frozen=True)
class Act:
    """`peer` makes `call` when it is in `when` (a state's name; empty: any), `after` ms later."""

    peer: str
    call: str
    octets: int = 0
    push: bool = False
    urgent: bool = False
    when: str = ""
    after: int = 0
    line: int = field(default=0, compare=False)

    def __str__(self) -> str:
        call = {"open passive": "listen", "open active": "connect"}.get(self.call, self.call)
        out = f"{self.peer}: {call}"
        if self.call in ("send", "receive"):
            out += f" {self.octets}"
        out += " push" * self.push + " urgent" * self.urgent
        return out + _condition(self.when, self.after)


@dataclass(frozen=True)
class Fault:
    """A fault of the link on the `nth` segment (0: every one) of `kind` that `peer` sends.

    `kind` is the fault: one of `FAULTS`. `by` is in ms (delay; duplicate: how long after the first
    copy the second arrives, 0 for half of the link's delay).
    """

    fault: str
    peer: str
    kind: str
    nth: int = 1
    by: int = 0
    line: int = field(default=0, compare=False)

    def __str__(self) -> str:
        out = f"{self.fault} {ordinal(self.nth)} {self.peer} {self.kind}"
        if self.fault == "reorder":
            out += " behind next"
        return out + (f" by {duration(self.by)}" if self.by else "")


@dataclass(frozen=True)
class Inject:
    """An old duplicate arrives at `peer`: `segment` in the RFC's notation."""

    peer: str
    segment: str
    when: str = ""
    after: int = 0
    line: int = field(default=0, compare=False)

    def __str__(self) -> str:
        return f"inject to {self.peer} {self.segment}" + _condition(self.when, self.after)


@dataclass(frozen=True)
class Setting:
    """``set [PEER.]NAME VALUE...``; times are in ms, switches are "on" or "off".

    `name` is one of: iss, wnd, mss; delay, delack, rto, msl, r2, r2-syn, user-timeout (ms);
    option (values: its name, "on"/"off"); profile (a name). Without `peer` it is of both. The
    delay is the link's: with `peer`, that of the direction into which this peer sends.
    """

    name: str
    values: tuple[Union[int, str], ...]
    peer: str = ""
    line: int = field(default=0, compare=False)

    def __str__(self) -> str:
        whose = f"{self.peer}." if self.peer else ""
        times = self.name in TIME_SETTINGS
        values = [duration(int(v)) if times else str(v) for v in self.values]
        return f"set {whose}{self.name} " + " ".join(values)


@dataclass(frozen=True)
class Expect:
    """``expect PEER VERB ...``: `verb` is reaches, ends, path, sends or refused.

    `values` are states (reaches, ends: one; path: all, in order), or one kind of segment (sends);
    none for refused (a call of the peer was answered by an error, and that is meant).
    """

    peer: str
    verb: str
    values: tuple[str, ...] = ()
    line: int = field(default=0, compare=False)

    def __str__(self) -> str:
        return f"expect {self.peer} {self.verb}" + "".join([f" {v}" for v in self.values])


Statement = Union[Act, Fault, Inject, Setting, Expect]


@dataclass(frozen=True)
class Scenario:
    """Statements in file order. `name` is for people; it is not part of the language."""

    statements: tuple[Statement, ...] = ()
    name: str = field(default="", compare=False)

    def of(self, kind: type) -> tuple[Statement, ...]:
        """The statements of one kind, in file order."""
        return tuple(s for s in self.statements if isinstance(s, kind))

    def __str__(self) -> str:
        return "\n".join(str(s) for s in self.statements)
