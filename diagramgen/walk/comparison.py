"""Two walks, which of their segments and moments correspond, and what differs.

Segments correspond that are the same: sender, control bits (PSH apart), octets of text, and numbers
relative to each side's ISS. Of several the same, the one that answers the same segment in the same
state or, for one that a user or a timer sent, the one that has the same effect: a SYN that arrives
is paired with the SYN that arrives, and not with the lost one before it. If two different segments
answer the same one in the same state, they correspond, rather than either and its like elsewhere;
so do, of the rest, two that the same sender sent for the same reason.

Moments correspond if they send corresponding segments for the same kind of reason, if the same copy
of such segments arrives in them, or if the same call, timer or crash takes its turn.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple, Optional

from diagramgen.walk.alignment import Ordered, Pairs, aligned
from diagramgen.walk.likeness import Facts, flags_of, score
from diagramgen.walk.trace import Moment, Sent, Trace

VERSION = 1

#: What two corresponding segments may differ in.
FIELDS = ("flags", "seq", "ack", "len", "wnd", "urgent", "fate")


class Difference(NamedTuple):
    """One thing that differs. `what`: "only" (the other walk has nothing that corresponds),
    "state" (after corresponding moments), or names of `FIELDS`.

    Two numbers of segments (from 1) or two of moments (from 0), of the first walk and of the
    second; `None` where there is none.
    """

    what: tuple[str, ...]
    segments: tuple[Optional[int], Optional[int]] = (None, None)
    moments: tuple[Optional[int], Optional[int]] = (None, None)


@dataclass(frozen=True)
class Comparison:
    """Two walks. `segments` are pairs of segments' numbers (from 1), `moments` of moments' (from
    0), of the first walk and of the second. No two pairs of segments cross, nor of one peer's
    moments: what two peers do at about the same time has no order that matters.
    """

    one: Trace
    other: Trace
    segments: tuple[tuple[int, int], ...]
    moments: tuple[tuple[int, int], ...]
    version: int = VERSION

    @property
    def differences(self) -> tuple[Difference, ...]:
        """What differs, segments first, both in order. Times are not compared."""
        found: list[Difference] = []
        mine, theirs = self.one.segments, self.other.segments
        for left, right in in_order(self.segments, len(mine), len(theirs)):
            if left is None or right is None:
                found.append(Difference(("only",), segments=(left, right)))
                continue
            what = differs(mine[left - 1], theirs[right - 1])
            if what:
                found.append(Difference(what, segments=(left, right)))
        pairs = tuple([(i + 1, j + 1) for i, j in self.moments])
        for i, j in in_order(pairs, len(self.one.moments), len(self.other.moments)):
            first = self.one.moments[i - 1] if i is not None else None
            second = self.other.moments[j - 1] if j is not None else None
            places = (None if i is None else i - 1, None if j is None else j - 1)
            if first is not None and second is not None:
                if entered(first) != entered(second) or first.after != second.after:
                    found.append(Difference(("state",), moments=places))
            elif _is_told(first) or _is_told(second):
                found.append(Difference(("only",), moments=places))
        return tuple(found)


def compare(one: Trace, other: Trace) -> Comparison:
    """Pair the segments and the moments of two walks."""
    mine, theirs = Facts(one).of, Facts(other).of
    pairs = aligned(len(mine), len(theirs), lambda i, j: score(mine[i], theirs[j]))
    return Comparison(
        one,
        other,
        tuple([(i + 1, j + 1) for i, j in pairs]),
        tuple(_moments(one, other, pairs)),
    )


def in_order(
    pairs: tuple[tuple[int, int], ...], one: int, other: int
) -> list[tuple[Optional[int], Optional[int]]]:
    """All numbers from 1 to `one` and to `other`, paired ones side by side, the others alone.

    They go by the first walk's; what only the second has stands behind what it follows there, and
    behind what only the first has at that place.
    """
    partner = dict(pairs)
    found: list[tuple[Optional[int], Optional[int]]] = [
        (n, partner.get(n)) for n in range(1, one + 1)
    ]
    paired = set(partner.values())
    at = 0
    for m in range(1, other + 1):
        if m in paired:
            at = [right for _, right in found].index(m) + 1
            continue
        while at < len(found) and found[at][1] is None:
            at += 1
        found.insert(at, (None, m))
        at += 1
    return found


def differs(one: Sent, other: Sent) -> tuple[str, ...]:
    """In which of `FIELDS` two corresponding segments differ; PSH is no difference, nor is what a
    RST has for a window.
    """
    reset = "RST" in one.flags or "RST" in other.flags
    pairs = (
        (flags_of(one), flags_of(other)),
        (one.seq, other.seq),
        (one.ack, other.ack),
        (one.len, other.len),
        (0, 0) if reset else (one.wnd, other.wnd),
        (one.urgent, other.urgent),
        (fate(one), fate(other)),
    )
    return tuple([name for name, (mine, theirs) in zip(FIELDS, pairs) if mine != theirs])


def fate(sent: Sent) -> tuple[str, ...]:
    """What befell each copy: "" for nothing, or a copy's fault."""
    return tuple([copy.fault or "" for copy in sent.copies])


def entered(moment: Moment) -> tuple[str, ...]:
    """The states entered at a moment, in order."""
    if moment.passed:
        return moment.passed
    return (moment.after,) if moment.after != moment.before else ()


def _is_told(moment: Optional[Moment]) -> bool:
    """Whether a moment that has no partner is a difference of its own.

    Not so the arrival of a segment that has none, or a timer that sends one, if no state changes:
    the segment says it.
    """
    if moment is None:
        return False
    if entered(moment):
        return True
    return moment.event != "segment" and not moment.sends


# -- moments --------------------------------------------------------------------------------------


def _moments(one: Trace, other: Trace, segments: Pairs) -> Pairs:
    """The pairs of moments, given the pairs of segments (both by their places)."""
    kept = {peer: Ordered() for peer in one.peers}
    for i, j in segments:
        a, b = one.segments[i].cause, other.segments[j].cause
        if a is None or b is None:
            continue
        if _event(one.moments[a]) == _event(other.moments[b]):
            kept[one.moments[a].peer].add(a, b)
    arrivals = _arrivals(one), _arrivals(other)
    for i, j in segments:
        for copy in range(len(one.segments[i].copies)):
            if (i + 1, copy) in arrivals[0] and (j + 1, copy) in arrivals[1]:
                a, b = arrivals[0][(i + 1, copy)], arrivals[1][(j + 1, copy)]
                kept[one.moments[a].peer].add(a, b)
    found: Pairs = []
    for peer in one.peers:
        found += _filled(one, other, peer, kept[peer].pairs)
    return sorted(found)


def _arrivals(trace: Trace) -> dict[tuple[int, int], int]:
    """The moment in which each copy of each segment arrives."""
    return {
        (moment.segment, moment.copy or 0): i
        for i, moment in enumerate(trace.moments)
        if moment.segment is not None
    }


def _event(moment: Moment) -> tuple[object, ...]:
    """What takes its turn: of arrivals, which are paired by their segments, only that it is one."""
    return (moment.peer, moment.event, moment.call, moment.timeout)


def _filled(one: Trace, other: Trace, peer: str, kept: Pairs) -> Pairs:
    """The pairs of a peer, and between two of them the same calls, timers and crashes, in order."""
    mine = [i for i, moment in enumerate(one.moments) if moment.peer == peer]
    theirs = [j for j, moment in enumerate(other.moments) if moment.peer == peer]
    found: Pairs = list(kept)
    i = j = -1
    for a, b in kept + [(len(one.moments), len(other.moments))]:
        left = [k for k in mine if i < k < a]
        right = [k for k in theirs if j < k < b]

        def turn(m: int, n: int, left: list[int] = left, right: list[int] = right) -> int:
            first, second = one.moments[left[m]], other.moments[right[n]]
            if first.event == "segment" or _event(first) != _event(second):
                return 0
            return 2 + (entered(first) == entered(second))

        found += [(left[m], right[n]) for m, n in aligned(len(left), len(right), turn)]
        i, j = a, b
    return found
