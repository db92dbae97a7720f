"""Placing labels: along their arrows, where nothing else is.

Each label has forms (`wording`) and places on its arrow. The first pair that touches nothing and
that no other arrow crosses is taken; failing that, the one that the fewest cross. Where every pair
touches something, the placing says between which arrows more time is needed, and the chart is laid
out anew.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from typing import NamedTuple, Optional

from diagramgen.render.sequence.grid import Grid
from diagramgen.render.sequence.shapes import CLOUD, CROSS, HEAD, Flight, Quad, Text, touch
from diagramgen.render.sequence.wording import Form, Forms, Wording
from diagramgen.walk.trace import Trace

#: Where on its arrow the middle of a label may stand, in hundredths of what is seen of the arrow.
PLACES = (50, 35, 65, 22, 78)
#: The same, where none of these is free.
ANYWHERE = (43, 57, 29, 71, 15, 85, 25, 75, 39, 61, 18, 82, 47, 53)
#: Air around a label; between it and a lifeline; between an arrow and the label's nearest line.
AIR, ASIDE, ABOVE = 2, 7, 3
#: A label this much too long for its arrow is tried all the same.
SQUEEZE = 24
#: How far beyond its arrow a label of three lines reaches, at most.
HALO = 50


class Clash(NamedTuple):
    """A label of flight `one` that has no good place because of flight `other`."""

    one: Flight
    other: Flight


class Spot(NamedTuple):
    """A place for a label: what it covers, and where its middle is on the arrow."""

    form: Form
    way: float
    quads: tuple[Quad, ...]


Taken = tuple[float, float, Quad]  # its top and its bottom, to pass by quickly what is elsewhere


def taken(quad: Quad) -> Taken:
    """A place that is taken."""
    reach = quad.reach
    return (quad.y - reach, quad.y + reach, quad)


@dataclass
class Search:
    """What the search for a label's spot has found so far."""

    best: Optional[Spot] = None  # free, and crossed by the fewest arrows
    crossing: list[int] = field(default_factory=list)  # which those are
    fallback: Optional[Spot] = None  # the first that was not free
    blocker: int = -1  # which flight stood in the way
    done: bool = False  # whether the best is not crossed at all


def leading(grid: Grid) -> int:
    """The height of one line of a label."""
    return grid.label + 2


def _neighbours(flights: list[Flight]) -> list[list[int]]:
    """For each flight, those with which it may have to do: they share some height."""
    order = sorted([(flight.y0, i) for i, flight in enumerate(flights)])
    found: list[list[int]] = [[] for _ in flights]
    for k, (_, i) in enumerate(order):
        low, mine = flights[i].y1 + HALO, found[i]
        for y0, j in order[k + 1 :]:
            if y0 - HALO > low:
                break
            mine.append(j)
            found[j].append(i)
    return found


def crosses(flight: Flight, quad: Quad) -> bool:
    """Whether the seen part of an arrow runs through `quad` (or within a px of it)."""
    x0, y0 = flight.at(flight.begin)
    x1, y1 = flight.at(flight.stop)
    ax = (x0 - quad.x) * quad.ux + (y0 - quad.y) * quad.uy
    ay = (y0 - quad.y) * quad.ux - (x0 - quad.x) * quad.uy
    bx = (x1 - quad.x) * quad.ux + (y1 - quad.y) * quad.uy
    by = (y1 - quad.y) * quad.ux - (x1 - quad.x) * quad.uy
    first, last = 0.0, 1.0
    for start, end, half in ((ax, bx, quad.half_w + 1), (ay, by, quad.half_h + 1)):
        if start == end:
            if abs(start) > half:
                return False
            continue
        enter, leave = (-half - start) / (end - start), (half - start) / (end - start)
        if enter > leave:
            enter, leave = leave, enter
        first, last = max(first, enter), min(last, leave)
    return first < last


class Placing:
    """One round of placing the labels of all flights."""

    def __init__(self, flights: list[Flight], grid: Grid, left: float, right: float) -> None:
        self.flights, self.grid = flights, grid
        self.left, self.right = left + grid.bar + 3, right - grid.bar - 3
        self.height = leading(grid)
        self.near = _neighbours(flights)
        self.taken: list[list[Taken]] = [[taken(flight.quad())] for flight in flights]
        self.texts: list[Text] = []
        self.clashes: list[Clash] = []
        self.crossed: list[Clash] = []
        for i, flight in enumerate(flights):
            if flight.fault == "old":
                x, y = flight.at(flight.begin - CLOUD)
                self.taken[i].append(taken(Quad(x, y, 1.0, 0.0, CLOUD + 2, CLOUD - 2)))

    def _quads(self, flight: Flight, form: Form, way: float) -> tuple[Quad, ...]:
        """What `form` covers with its middle `way` px along `flight`."""
        x, y = flight.at(way)
        ux, uy = flight.rightwards
        found: tuple[Quad, ...] = ()
        for lines, sign in ((form.above, 1), (form.below, -1)):
            if lines:
                half_w = max([line.width for line in lines]) / 2
                half_h = len(lines) * self.height / 2 - 0.7  # up to the ascenders of the last
                off = sign * (ABOVE + half_h)
                found += (Quad(x + uy * off, y - ux * off, ux, uy, half_w, half_h),)
        return found

    def _ways(
        self, flight: Flight, form: Form, after: float, stop: float, places: tuple[int, ...]
    ) -> list[float]:
        """Where the middle of a label may stand on `flight`, `after` or up to `stop` px of it.

        Lines below a falling arrow lean towards its start, lines above it towards its end.
        """
        half, lean = form.width / 2, self.height * flight.uy
        if after:
            far = flight.length - after - 2 * half
            return [after + half + more for more in (0, 8, 16) if more < far]
        ends = stop - (CROSS if flight.lost else HEAD)
        low = flight.begin + ASIDE + half + lean * len(form.below)
        high = ends - ASIDE + 2 - half - lean * len(form.above)
        if low > high:  # a squeeze; whether it touches anything will be seen
            return [(low + high) / 2] if low < high + SQUEEZE else []
        seen = flight.stop - flight.begin
        ways: list[float] = []
        for place in places:
            way = min(max(flight.begin + seen * place / 100, low), high)
            if way not in ways:
                ways.append(way)
        for way in (low, high):
            if way not in ways:
                ways.append(way)
        return ways

    def _blocked(self, i: int, quads: tuple[Quad, ...]) -> int:
        """The flight that stands in the way of `quads`; -1 for none."""
        near = [i] + self.near[i]
        for quad in quads:
            spread, reach, y = quad.spread, quad.reach + AIR, quad.y
            if quad.x - spread < self.left or quad.x + spread > self.right:
                return i
            top, bottom, taken = y - reach, y + reach, self.taken
            for j in near:
                for upper, lower, other in taken[j]:
                    if lower > top and upper < bottom and touch(quad, other, AIR):
                        return j
        return -1

    def _crossing(self, i: int, quads: tuple[Quad, ...]) -> list[int]:
        """The other arrows that run through `quads`."""
        found: list[int] = []
        bands = [(quad, quad.y, quad.reach + 1) for quad in quads]
        for j in self.near[i]:
            flight = self.flights[j]
            for quad, y, reach in bands:
                apart = flight.y0 > y + reach or flight.y1 < y - reach
                if not apart and crosses(flight, quad):
                    found.append(j)
                    break
        return found

    def _rounds(self, flight: Flight, after: float) -> list[tuple[tuple[int, ...], float]]:
        """Where to look for a spot, in which order: places, and how far along the arrow."""
        if after:
            return [(PLACES, flight.stop)]
        rounds: list[tuple[tuple[int, ...], float]] = [
            (PLACES, flight.stop),
            (ANYWHERE, flight.stop),
        ]
        if flight.lost:  # rather beyond the cross than nowhere
            rounds.append((ANYWHERE, flight.length))
        return rounds

    def put_first(self, i: int, form: Form) -> bool:
        """Place a label in the middle of its arrow if all is clear there: most labels stand so."""
        flight = self.flights[i]
        way = (flight.begin + flight.stop) / 2
        room = flight.stop - flight.begin - form.width - 4 * ASIDE
        if flight.lost or room < 0:
            return False
        spot = Spot(form, way, self._quads(flight, form, way))
        if self._blocked(i, spot.quads) >= 0 or self._crossing(i, spot.quads):
            return False
        self._take(i, spot, "label")
        return True

    def put(self, i: int, forms: list[Form], kind: str, after: float = 0.0) -> None:
        """Place a label on flight `i`: the first spot that is free."""
        flight = self.flights[i]
        search = Search()
        for places, stop in self._rounds(flight, after):
            for form in forms:
                if form.hangs and places == PLACES:
                    continue
                for way in self._ways(flight, form, after, stop, places):
                    self._try(i, Spot(form, way, self._quads(flight, form, way)), search)
                    if search.done:
                        break
                if search.done:
                    break
            if search.best:  # crossed by an arrow, perhaps, but free
                break
        best = search.best or search.fallback
        if search.best is None:
            blocker = search.blocker if search.blocker >= 0 else i
            self.clashes.append(Clash(flight, self.flights[blocker]))
        if best is None:
            best = Spot(forms[-1], flight.length / 2, ())
        self.crossed += [Clash(flight, self.flights[j]) for j in search.crossing]
        self._take(i, best, kind)

    def _take(self, i: int, spot: Spot, kind: str) -> None:
        """Let a label stand at `spot`."""
        for quad in spot.quads:
            self.taken[i].append(taken(quad))
        self._write(self.flights[i], spot, kind)

    def _try(self, i: int, spot: Spot, search: Search) -> None:
        """See whether `spot` is free, and better than what was found so far."""
        by = self._blocked(i, spot.quads)
        if by >= 0:
            search.blocker = by if by != i or search.blocker < 0 else search.blocker
            search.fallback = search.fallback or spot
            return
        through = self._crossing(i, spot.quads)
        if search.best is None or len(through) < len(search.crossing):
            search.best, search.crossing = spot, through
        search.done = not through

    def _write(self, flight: Flight, spot: Spot, kind: str) -> None:
        """The texts of a label at its spot."""
        x, y = flight.at(spot.way)
        ux, uy = flight.rightwards
        angle = math.degrees(math.atan2(uy, ux))
        height, big, small = self.height, self.grid.label, self.grid.note
        above, below = spot.form.above, spot.form.below
        offs: list[float] = [6 + (len(above) - 1 - k) * height for k in range(len(above))]
        for k, line in enumerate(below):
            offs.append(-(k * height + 3 + (big if line.mono else small) * 0.78))
        for off, line in zip(offs, above + below):
            size = big if line.mono else small
            what = kind if line.mono or kind == "lost" else "mark"
            x1, y1 = x + uy * off, y - ux * off
            self.texts.append(
                Text(x1, y1, line.text, size, what, "middle", line.mono, angle, flight.n)
            )


def place(
    trace: Trace,
    flights: list[Flight],
    forms: dict[int, Forms],
    wording: Wording,
    left: float,
    right: float,
) -> Placing:
    """Place the labels of all `flights`; `forms` are those of each segment."""
    placing = Placing(flights, wording.grid, left, right)
    words = wording.words
    for i, flight in enumerate(flights):
        seg = trace.segments[flight.n - 1]
        if flight.copy == 0:
            if not placing.put_first(i, forms[seg.n].first):
                placing.put(i, forms[seg.n].all(), "label")
        elif not flight.lost:
            placing.put(i, wording.word(words.duplicate), "label")
        if flight.lost:
            placing.put(i, wording.word(words.lost), "lost", flight.stop + CROSS + 3)
    return placing
