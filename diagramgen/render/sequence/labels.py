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
from diagramgen.render.sequence.shapes import CLOUD, CROSS, HEAD, Flight, Quad, Text, crosses, touch
from diagramgen.render.sequence.wording import Form, Forms, Line, Wording
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


#: What is covered: its top and its bottom, to pass by quickly what is elsewhere, and all of it.
Taken = tuple[float, float, Quad]


def taken(quad: Quad) -> Taken:
    """What `quad` covers."""
    reach = quad.reach
    return (quad.y - reach, quad.y + reach, quad)


class Spot(NamedTuple):
    """A place for a label: what it covers, and where its middle is on the arrow."""

    form: Form
    way: float
    taken: tuple[Taken, ...]


@dataclass
class Search:
    """What the search for a label's spot has found so far."""

    best: Optional[Spot] = None  # free, and crossed by the fewest arrows
    crossing: list[int] = field(default_factory=list)  # which those are
    fallback: Optional[Spot] = None  # the first that was not free
    blocker: int = -1  # which flight stood in the way
    done: bool = False  # whether the best is not crossed at all


def _widest(lines: tuple[Line, ...]) -> float:
    return max([line.width for line in lines])


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


class Placing:
    """One round of placing the labels of all flights."""

    def __init__(self, flights: list[Flight], grid: Grid, left: float, right: float) -> None:
        self.flights, self.grid = flights, grid
        self.left, self.right = left + grid.bar + 3, right - grid.bar - 3
        self.height = leading(grid)
        self.near = _neighbours(flights)
        self.ghosts = any(flight.lost for flight in flights)
        self.taken: list[list[Taken]] = [[taken(flight.quad())] for flight in flights]
        self.labels: list[list[Text]] = [[] for _ in flights]
        self.over: list[tuple[int, int]] = []  # a label's flight, and one that runs under it
        self.clashes: list[Clash] = []
        self.crossed: list[Clash] = []
        for i, flight in enumerate(flights):
            if flight.fault == "old":
                x, y = flight.at(flight.begin - CLOUD)
                self.taken[i].append(taken(Quad(x, y, 1.0, 0.0, CLOUD + 2, CLOUD - 2)))

    def _spot(self, flight: Flight, form: Form, way: float) -> Spot:
        """The spot of `form` with its middle `way` px along `flight`."""
        x, y = flight.at(way)
        ux, uy = flight.rightwards
        found: tuple[Taken, ...] = ()
        for lines, sign in ((form.above, 1), (form.below, -1)):
            if lines:
                half_w = lines[0].width / 2 if len(lines) == 1 else _widest(lines) / 2
                half_h = len(lines) * self.height / 2 - 0.7  # up to the ascenders of the last
                off = sign * (ABOVE + half_h)
                found += (taken(Quad(x + uy * off, y - ux * off, ux, uy, half_w, half_h)),)
        return Spot(form, way, found)

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

    def _blocked(self, i: int, spot: Spot) -> int:
        """The flight that stands in the way of `spot`; -1 for none."""
        near, all_taken = [i] + self.near[i], self.taken
        for upper, lower, quad in spot.taken:
            spread = quad.spread
            if quad.x - spread < self.left or quad.x + spread > self.right:
                return i
            high, low = upper - AIR, lower + AIR
            for j in near:
                for top, bottom, other in all_taken[j]:
                    if bottom > high and top < low and touch(quad, other, AIR):
                        return j
        return -1

    def _crossing(self, i: int, spot: Spot) -> list[int]:
        """The other arrows that run through `spot`."""
        found: list[int] = []
        for j in self.near[i]:
            flight = self.flights[j]
            y0, y1 = flight.y0 - 1, flight.y1 + 1
            for top, bottom, quad in spot.taken:
                apart = y0 > bottom or y1 < top
                if not apart and crosses(flight, quad, flight.begin, flight.stop):
                    found.append(j)
                    break
        return found

    def _ghosts(self, i: int, spot: Spot) -> list[int]:
        """The lost segments whose ghosts, where they would have gone, run through `spot`."""
        found: list[int] = []
        for j in self.near[i] if self.ghosts else ():
            flight = self.flights[j]
            if flight.lost:
                for _, _, quad in spot.taken:
                    if crosses(flight, quad, flight.stop, flight.length):
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
        spot = self._spot(flight, form, way)
        if self._blocked(i, spot) >= 0 or self._crossing(i, spot):
            return False
        self._take(i, spot, "label", [])
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
                    self._try(i, self._spot(flight, form, way), search)
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
        self._take(i, best, kind, search.crossing)

    def _take(self, i: int, spot: Spot, kind: str, crossing: list[int]) -> None:
        """Let a label stand at `spot`, through which the arrows `crossing` run."""
        self.taken[i] += spot.taken
        under = crossing + self._ghosts(i, spot)
        self.over += [(i, j) for j in under]
        self._write(i, spot, kind, halo=bool(under))

    def _try(self, i: int, spot: Spot, search: Search) -> None:
        """See whether `spot` is free, and better than what was found so far."""
        by = self._blocked(i, spot)
        if by >= 0:
            search.blocker = by if by != i or search.blocker < 0 else search.blocker
            search.fallback = search.fallback or spot
            return
        through = self._crossing(i, spot)
        if search.best is None or len(through) < len(search.crossing):
            search.best, search.crossing = spot, through
        search.done = not through

    def _write(self, i: int, spot: Spot, kind: str, *, halo: bool) -> None:
        """The texts of a label at its spot."""
        flight, label = self.flights[i], self.labels[i]
        x, y = flight.at(spot.way)
        ux, uy = flight.rightwards
        angle = math.degrees(math.atan2(uy, ux))
        height, big, small = self.height, self.grid.label, self.grid.note
        k = len(spot.form.above)
        for line in spot.form.above + spot.form.below:
            size = big if line.mono else small
            what = kind if line.mono or kind == "lost" else "mark"
            k -= 1  # lines above the arrow count down to 0, those below it go on from -1
            off = 6 + k * height if k >= 0 else (k + 1) * height - 3 - size * 0.78
            x1, y1 = x + uy * off, y - ux * off
            label.append(
                Text(x1, y1, line.text, size, what, "middle", line.mono, angle, flight.n, halo)
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
