"""A bar: one space of one peer at one moment, with its boundaries named below it."""

from __future__ import annotations

from typing import NamedTuple

from diagramgen.render.measure import width
from diagramgen.render.panel import Label, Line, Panel, Rect
from diagramgen.render.svg import num
from diagramgen.render.window.axis import Axis
from diagramgen.render.window.grid import BEYOND, Grid
from diagramgen.render.window.numbers import Numbers, Span

#: From the bar to the numbers below it; air between two of those; distance of the hatching.
FALL, AIR, HATCH = 10, 6, 6

#: Cells narrower than this are not told apart.
LEAST = 5


class Point(NamedTuple):
    """A boundary: where it is, its number as printed, the variables that are equal to it."""

    x: float
    number: str
    names: str


def names_of(span: Span, acknowledged: bool, acknowledges: bool) -> list[tuple[int, str]]:
    """The variables of a span with their numbers.

    `acknowledged`: an ACK that arrived gave SND.UNA its number. `acknowledges`: RCV.NXT was sent
    as an ACK.
    """
    if not span.sending:
        found = [(span.nxt, "RCV.NXT → ACK" if acknowledges else "RCV.NXT")]
        return found + ([(span.edge, "RCV.NXT+RCV.WND")] if span.edge is not None else [])
    found = [(span.una, "ACK → SND.UNA" if acknowledged else "SND.UNA"), (span.nxt, "SND.NXT")]
    return found + ([(span.edge, "SND.UNA+SND.WND")] if span.edge is not None else [])


def points(
    named: list[tuple[int, str]], span: Span, axis: Axis, numbers: Numbers, relative: bool
) -> list[Point]:
    """The boundaries from left to right, those at one number together."""
    space = axis.space
    found: dict[int, list[str]] = {}
    for number, name in named:
        found.setdefault(number, []).append(name)
    return [
        Point(
            axis.x(number),
            numbers.shown(space, number, span.first, relative),
            " = ".join(found[number]),
        )
        for number in sorted(found)
    ]


def spread(wanted: list[float], breadths: list[float], left: float, right: float) -> list[float]:
    """Centres as near to `wanted` as labels of these breadths allow, between `left` and `right`."""
    centres: list[float] = []
    free = left
    for x, wide in zip(wanted, breadths):
        centres.append(max(x, free + wide / 2))
        free = centres[-1] + wide / 2 + AIR
    free = right
    for i in range(len(centres) - 1, -1, -1):
        centres[i] = min(centres[i], free - breadths[i] / 2)
        free = centres[i] - breadths[i] / 2 - AIR
    return centres


class Bar:
    """A bar on its way to a panel, its top at `y`."""

    def __init__(self, panel: Panel, grid: Grid, axis: Axis, span: Span, y: float) -> None:
        self.panel, self.grid, self.axis, self.span, self.y = panel, grid, axis, span, y

    def place(self) -> None:
        """Place what is acknowledged, what is on its way, the window, and what took the numbers."""
        span, axis, high = self.span, self.axis, self.grid.bar
        start, una, nxt = axis.x(span.first), axis.x(span.una), axis.x(span.nxt)
        edge = nxt if span.edge is None else axis.x(span.edge)
        middle = self.y + high / 2
        ends = f"M{num(axis.x0 - BEYOND)} {num(middle)}H{num(start)}"
        ends += f"M{num(max(nxt, edge))} {num(middle)}H{num(axis.x1 + BEYOND)}"
        self.panel.shapes.append(Line(ends, "axis"))
        self._stretch(start, una, "done" if span.sending else "got")
        if span.sending:
            self._hatched(una, nxt)
            self._stretch(nxt, edge, "open")
        else:
            self._stretch(nxt, edge, "dash")
        self._cells()
        if span.edge is not None and edge >= nxt:
            self.panel.shapes.append(Line(f"M{num(edge)} {num(self.y - 2)}v{high + 4}", "stop"))

    def _stretch(self, x0: float, x1: float, look: str) -> None:
        if x1 > x0:
            kind = f"{self.axis.space}-{look}"
            self.panel.shapes.append(Rect(x0, self.y, x1 - x0, self.grid.bar, kind))

    def _hatched(self, x0: float, x1: float) -> None:
        """A stretch with slanting lines, cut off where it ends."""
        if x1 <= x0:
            return
        high, path = self.grid.bar, ""
        offset = -high + (HATCH - x0 % HATCH)
        while x0 + offset < x1:
            left, right = max(x0 + offset, x0), min(x0 + offset + high, x1)
            low, top = left - x0 - offset, right - x0 - offset
            if right > left:
                path += f"M{num(left)} {num(self.y + high - low)}"
                path += f"L{num(right)} {num(self.y + high - top)}"
            offset += HATCH
        self._stretch(x0, x1, "open")
        self.panel.shapes.append(Line(path, f"{self.axis.space}-hatch"))

    def _cells(self) -> None:
        """What took each number, where there is room to say it; breaks."""
        span, axis, size = self.span, self.axis, 10
        base = self.y + self.grid.bar / 2 + 3.6
        for gap in axis.within(span):
            x0, x1 = axis.x(gap.start), axis.x(gap.end)
            if gap.kind == "break":
                self._break((x0 + x1) / 2)
                continue
            if gap.kind == "" or gap.end > span.nxt or x1 - x0 < LEAST:
                continue
            if gap.start > span.first:
                self._divide(x0, gap.end <= span.una and span.sending)
            text = str(gap.end - gap.start) if gap.kind == "data" else gap.kind
            wide = width(text, size)
            if wide + 4 > x1 - x0:
                continue
            done = gap.end <= span.una
            kind = "on" if done and span.sending else "text"
            middle = (x0 + x1) / 2
            if not done:
                # Hatching behind letters would make them hard to read.
                self.panel.shapes.append(
                    Rect(middle - wide / 2 - 2, self.y + 3, wide + 4, self.grid.bar - 6, "clear")
                )
            self.panel.texts.append(Label(middle, base, text, size, kind, "middle", mono=True))

    def _divide(self, x: float, dark: bool) -> None:
        """A line between what took one number and what took the next."""
        kind = "gap" if dark else "divide"
        self.panel.shapes.append(Line(f"M{num(x)} {num(self.y + 1)}v{self.grid.bar - 2}", kind))

    def _break(self, x: float) -> None:
        """Two slashes where numbers are left out."""
        top, high = self.y - 3, self.grid.bar + 6
        clear = f"M{num(x - 6)} {num(top + high)}l6 {-high}h6l-6 {high}z"
        self.panel.shapes.append(Line(clear, "clear"))
        slashes = f"M{num(x - 6)} {num(top + high)}l6 {-high}M{num(x)} {num(top + high)}l6 {-high}"
        self.panel.shapes.append(Line(slashes, "break"))

    def name(self, found: list[Point], left: float, right: float, news: bool) -> None:
        """The boundaries: a pointer, the number, and the variables that have it.

        Numbers of a space in which nothing is new are not in bold.
        """
        grid, foot = self.grid, self.y + self.grid.bar
        numbers = [width(point.number, grid.number, bold=True) for point in found]
        names = [width(point.names, grid.variable) for point in found]
        breadths = [max(pair) for pair in zip(numbers, names)]
        centres = spread([point.x for point in found], breadths, left, right)
        path, base = "", foot + FALL + grid.number
        for i, point in enumerate(found):
            # The number stands below its boundary as long as that is above the label.
            play = (breadths[i] - numbers[i]) / 2
            x = min(max(point.x, centres[i] - play), centres[i] + play)
            near = min(max(point.x, x - numbers[i] / 2), x + numbers[i] / 2)
            path += f"M{num(near)} {num(foot + FALL)}L{num(point.x)} {num(foot + 6)}"
            path += f"V{num(foot + 1)}m-3 4l3-4 3 4"
            kind, anchor = ("text" if news else "muted"), "middle"
            self.panel.texts.append(
                Label(x, base, point.number, grid.number, kind, anchor, True, news)
            )
            self.panel.texts.append(
                Label(centres[i], base + 12, point.names, grid.variable, "muted", anchor, True)
            )
        self.panel.shapes.append(Line(path, "pointer"))
