"""The axis of one space of numbers: broken, so that one number is seen beside a window of 65535.

Every number that something happens at has a place. What lies between two of them is a gap, and how
broad a gap is drawn depends on what is in it, not on how many numbers there are.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from math import fsum  # `sum` of floats rounds otherwise since Python 3.12
from typing import NamedTuple

from diagramgen.render.window.numbers import Numbers, Span

#: How broad gaps are: the number of a SYN or FIN, data, numbers that nobody took.
ONE, TEXT, SOME = 28, 36, 9

#: From how many numbers on an empty gap is a break, and how broad a break is at least.
MANY, BREAK = 64, 46

#: How much broader gaps may become where there is room: beside a break, and without one.
MOST, ALONE = 1.35, 2.4


class Gap(NamedTuple):
    """Between two neighbouring places: "SYN", "FIN", "data", "" (nothing yet) or "break"."""

    kind: str
    start: int
    end: int


def doublings(count: int) -> int:
    """How often 1 is doubled until it reaches `count`: a logarithm that is the same everywhere."""
    found = 0
    while count > 1:
        count, found = count // 2, found + 1
    return found


class Axis:
    """Where the numbers of a space stand between `x0` and `x1`."""

    def __init__(self, numbers: Numbers, space: str, x0: float, x1: float) -> None:
        self.space = space
        marks: dict[int, int] = {}
        for span in numbers.spans(space):
            for number in (span.first, span.una, span.nxt, span.edge):
                if number is not None:
                    marks[number] = 1
        for cell in numbers.cells[space]:
            marks[cell.start] = marks[cell.end] = 1
        self.marks = sorted(marks)
        self.gaps = self._gaps(numbers, space)
        self.x0, self.x1 = x0, x1
        self.places = self._places()

    def _gaps(self, numbers: Numbers, space: str) -> list[Gap]:
        found, cells = [], numbers.cells[space]
        starts = [cell.start for cell in cells]
        ends: list[int] = []
        for cell in cells:
            ends.append(max(cell.end, ends[-1] if ends else cell.end))
        ones = {cell.start: cell.kind for cell in cells if cell.kind != "data"}
        for start, end in zip(self.marks, self.marks[1:]):
            at = bisect_right(starts, start) - 1
            taken = at >= 0 and ends[at] >= end
            kind = ones.get(start, "data") if taken else ""
            if not taken and end - start >= MANY:
                kind = "break"
            found.append(Gap(kind, start, end))
        return found

    def _places(self) -> list[float]:
        """The x of each mark."""
        breadths = [_breadth(gap) for gap in self.gaps]
        room, total = self.x1 - self.x0, fsum(breadths)
        breaks = [i for i, gap in enumerate(self.gaps) if gap.kind == "break"]
        factor = min(room / total, MOST if breaks else ALONE) if total else 1.0
        breadths = [breadth * factor for breadth in breadths]
        left = room - fsum(breadths)
        for i in breaks:
            breadths[i] += left / len(breaks)
        places = [self.x0]
        for breadth in breadths:
            places.append(places[-1] + breadth)
        return places

    def x(self, number: int) -> float:
        """Where a number stands: the left edge of its own place. It must be a mark."""
        return self.places[bisect_right(self.marks, number) - 1]

    def within(self, span: Span) -> list[Gap]:
        """The gaps from the first number of a span to the end of its window."""
        last = max(span.nxt, span.edge if span.edge is not None else span.nxt)
        start, end = bisect_left(self.marks, span.first), bisect_right(self.marks, last)
        return self.gaps[start : max(end - 1, start)]


def _breadth(gap: Gap) -> float:
    if gap.kind in ("SYN", "FIN"):
        return ONE
    if gap.kind == "data":
        return TEXT
    if gap.kind == "break":
        return BREAK
    return SOME + 2 * doublings(gap.end - gap.start)
