"""The arrows: one for each copy of each segment, from where it is sent to where it ends."""

from __future__ import annotations

import math

from diagramgen.render.sequence.grid import Grid
from diagramgen.render.sequence.shapes import CLOUD, Flight
from diagramgen.render.sequence.timeline import Timeline
from diagramgen.walk.trace import Copy, Sent, Trace

#: Where on its way, in hundredths, a copy is lost, and where the network makes a second one.
LOST_AT, FORK_AT = 58, 40
#: A copy is lost here at the latest; a label needs this much more than its width.
LATEST, BESIDE = 80, 20


def fault_of(seg: Sent, c: int, copy: Copy) -> str:
    """What befell a copy, as `Flight.fault` says it."""
    if copy.arrives is None:
        return "lost"
    if copy.fault == "down":
        return "down"
    if c > 0:
        return "duplicate"
    if seg.injected:
        return "old"
    if copy.fault:
        return copy.fault
    return "again" if seg.retransmission_of else ""


def _flight(
    seg: Sent,
    c: int,
    start: tuple[float, float],
    end: tuple[float, float],
    cloud: int,
    least: float,
) -> Flight:
    """The flight of copy `c` from `start` to `end`, and how much of it is seen.

    An old duplicate comes out of a cloud at `cloud` % of the way. A lost copy ends at 58 %, or
    further on where its label, `least` px wide, needs the room.
    """
    fault = fault_of(seg, c, seg.copies[c])
    dx, dy = end[0] - start[0], end[1] - start[1]
    length = math.sqrt(dx * dx + dy * dy)
    begin, stop, lost = 0.0, length, fault == "lost"
    if fault == "old":
        begin = length * cloud / 100 + CLOUD
    if lost:
        stop = min(max(length * LOST_AT / 100, least + BESIDE), length * LATEST / 100)
    (x0, y0), (x1, y1), ux, uy = start, end, dx / length, dy / length
    return Flight(seg.n, c, seg.source, fault, x0, y0, x1, y1, ux, uy, length, begin, stop, lost)


def flights(
    trace: Trace, line: Timeline, left: float, right: float, grid: Grid, least: dict[int, float]
) -> list[Flight]:
    """The flights of all copies, in the order of the segments."""
    gap = grid.bar + 1
    found: list[Flight] = []
    for seg in trace.segments:
        x0, x1 = (left + gap, right - gap) if seg.source == "A" else (right - gap, left + gap)
        start = (x0, line.sent_y[seg.n])
        for c in range(len(seg.copies)):
            end = (x1, line.arrived_y[(seg.n, c)])
            if c == 1:  # every further copy leaves the way of the first
                first = found[-1]
                fork = first.at(first.length * FORK_AT / 100)
                if end[1] > fork[1] + grid.least_drop / 2:  # else it arrives before the first
                    start = fork
            found.append(_flight(seg, c, start, end, grid.cloud, least.get(seg.n, 0.0)))
    return found
