"""Which arcs a walk passes: a step for every change of state, numbered for each peer."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from diagramgen.render.states.layout import ARCS, key_of
from diagramgen.tcp.transitions import ROWS, Cause, Transition
from diagramgen.tcp.variants import rows_beside
from diagramgen.walk.trace import Moment, Trace

_CALLS = {
    "open active": Cause.ACTIVE_OPEN,
    "open passive": Cause.PASSIVE_OPEN,
    "connect": Cause.ACTIVE_OPEN,
    "listen": Cause.PASSIVE_OPEN,
    "send": Cause.SEND,
    "close": Cause.CLOSE,
    "abort": Cause.ABORT,
}
_TIMEOUTS = {"time-wait": Cause.TIME_WAIT_TIMEOUT, "user": Cause.USER_TIMEOUT}
_SYN = (Cause.RCV_SYN, Cause.RCV_SYN_ACK, Cause.RCV_SYN_IN_WINDOW, Cause.RCV_NEW_SYN)


@dataclass(frozen=True)
class Step:
    """A peer's change of state, `number` from 1. `key` is the arc's, empty for a crash.

    `row` is the row of RFC 9293 or of the peer's variant that it follows, `None` where there is
    none: a crash is no part of the protocol, and a trace from elsewhere may go by any rules.
    """

    peer: str
    number: int
    source: str
    target: str
    key: str
    row: Transition | None
    moment: int

    @property
    def crash(self) -> bool:
        """Whether the peer lost its memory, or got up again: no arrow leads there."""
        return not self.key

    @property
    def beside(self) -> bool:
        """Whether RFC 9293 has no such row."""
        return self.row not in ROWS


@cache
def _beside(rules: str) -> tuple[Transition, ...]:
    return rows_beside(rules)


def steps(trace: Trace) -> tuple[Step, ...]:
    """Every change of state of both peers, in the order in which they happened."""
    counts = dict.fromkeys(trace.peers, 0)
    flags = {segment.n: segment.flags for segment in trace.segments}
    beside = {peer: _beside(trace.rules_of(peer)) for peer in trace.peers}
    found = []
    for index, moment in enumerate(trace.moments):
        before = moment.before
        passed = moment.passed
        if not passed and moment.after != before:
            passed = (moment.after,)
        for after in passed:
            counts[moment.peer] += 1
            key, row = "", None
            if moment.event not in ("crash", "restart"):
                came = tuple(flags.get(moment.segment or 0, ()))
                row = _row(moment, came, before, after, beside[moment.peer])
                key = key_of(row) if row else ""
                key = key if key in ARCS else f"else-{before}-{after}"
            number = counts[moment.peer]
            found.append(Step(moment.peer, number, before, after, key, row, index))
            before = after
    return tuple(found)


def _row(
    moment: Moment, flags: tuple[str, ...], before: str, after: str, beside: tuple[Transition, ...]
) -> Transition | None:
    """The row that the peer followed: of those between the two states, the one that fits.

    `beside` are the rows that its variant has beside the RFC's: they come first.
    """
    rows = [r for r in (*beside, *ROWS) if str(r.source) == before and str(r.target) == after]
    fitting = [row for row in rows if _fits(moment, flags, row.cause)]
    found = fitting or rows
    return found[0] if found else None


def _fits(moment: Moment, flags: tuple[str, ...], cause: Cause) -> bool:
    """Whether `cause` is what the moment tells of."""
    if moment.event == "call":
        call = moment.call or ""
        return cause in (_CALLS.get(call), _CALLS.get(call.split(" ")[0]))
    if moment.event == "timeout":
        return cause is _TIMEOUTS.get(moment.timeout or "", Cause.R2_REACHED)
    if "RST" in flags:
        return cause is Cause.RCV_RST
    if "SYN" in flags:
        return cause in _SYN
    return cause.value.startswith("rcv ") and cause is not Cause.RCV_RST and cause not in _SYN


def path(trace: Trace, peer: str) -> str:
    """The states of a peer, in order, with arrows between them."""
    return " → ".join(trace.states[peer])
