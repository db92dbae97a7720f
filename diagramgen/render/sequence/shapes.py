"""The shapes of a laid-out chart: data, in px, with no colour and no SVG in it.

`quad` gives the four corners of what a shape covers and `touch` says whether two of them come
closer than a gap: the placing of labels and the geometric test both go by these.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from typing import NamedTuple

from diagramgen.render.measure import at_most, width

#: Above the baseline and below it, in hundredths of the font size: capitals, and the comma's tail.
ASCENT, DESCENT = 78, 22

#: The kinds of text that are set in bold type.
BOLD = ("title", "variant", "call", "crash", "restart")


@dataclass(slots=True)
class Quad:
    """A rectangle turned by some angle: centre, unit vector along it, half its sides."""

    x: float
    y: float
    ux: float
    uy: float
    half_w: float
    half_h: float

    @property
    def reach(self) -> float:
        """How far it extends above and below its centre."""
        return self.half_w * abs(self.uy) + self.half_h * abs(self.ux)

    @property
    def spread(self) -> float:
        """How far it extends left and right of its centre."""
        return self.half_w * abs(self.ux) + self.half_h * abs(self.uy)


def _apart(a: Quad, b: Quad, gap: float) -> bool:
    """Whether an axis of `a` separates the two by at least `gap`."""
    dx, dy = b.x - a.x, b.y - a.y
    cos = abs(a.ux * b.ux + a.uy * b.uy)
    sin = abs(a.ux * b.uy - a.uy * b.ux)
    along = abs(dx * a.ux + dy * a.uy)
    if along >= a.half_w + b.half_w * cos + b.half_h * sin + gap:
        return True
    across = abs(dy * a.ux - dx * a.uy)
    return across >= a.half_h + b.half_w * sin + b.half_h * cos + gap


def touch(a: Quad, b: Quad, gap: float = 0) -> bool:
    """Whether two rectangles overlap, or come closer than `gap`."""
    return not (_apart(a, b, gap) or _apart(b, a, gap))


def above(size: int) -> float:
    """How far the middle of a text is above its baseline."""
    return (ASCENT - DESCENT) * size / 200


@dataclass(slots=True)
class Text:
    """A text, its anchor at (`x`, `y`) on the baseline, turned by `angle` degrees about it.

    `anchor` is "start", "middle" or "end"; `kind` is what it says (a class of the SVG); `n` is the
    segment that it belongs to, or 0. `halo`: a line runs through it, of which it keeps clear.
    """

    x: float
    y: float
    text: str
    size: int
    kind: str
    anchor: str = "middle"
    mono: bool = True
    angle: float = 0.0
    n: int = 0
    halo: bool = False

    def reaches(self, left: float, right: float) -> bool:
        """Whether any of it is between `left` and `right`, if it is not turned."""
        x, most = (
            self.x,
            at_most(self.text, self.size),
        )  # a bound, to spare most texts the measuring
        if x - most >= right or x + most <= left:
            return False
        quad = self.quad()
        return quad.x - quad.half_w < right and quad.x + quad.half_w > left

    def lowest(self) -> float:
        """The y of its lowest point."""
        if not self.angle:
            return self.y - above(self.size) + (ASCENT + DESCENT) * self.size / 200
        quad = self.quad()
        return quad.y + quad.reach

    def quad(self) -> Quad:
        """What it covers."""
        bold = self.kind in BOLD
        half = width(self.text, self.size, mono=self.mono, bold=bold) / 2
        shift = half if self.anchor == "start" else (-half if self.anchor == "end" else 0.0)
        up = above(self.size)
        half_h = (ASCENT + DESCENT) * self.size / 200
        if not self.angle:
            return Quad(self.x + shift, self.y - up, 1.0, 0.0, half, half_h)
        turn = math.radians(self.angle)
        ux, uy = math.cos(turn), math.sin(turn)
        x, y = self.x + shift * ux + up * uy, self.y + shift * uy - up * ux
        return Quad(x, y, ux, uy, half, half_h)


@dataclass(slots=True)
class Box:
    """A state box or a peer's head, with its text in the middle. `phase` is a class of the SVG."""

    x: float
    y: float
    w: float
    h: float
    text: str
    phase: str
    moment: int = -1

    def quad(self) -> Quad:
        """What it covers."""
        return Quad(self.x + self.w / 2, self.y + self.h / 2, 1.0, 0.0, self.w / 2, self.h / 2)


class Bar(NamedTuple):
    """A stretch of a lifeline in one state."""

    x: float
    y0: float
    y1: float
    phase: str


@dataclass(slots=True)
class Flight:
    """One copy of a segment on its way: from (`x0`, `y0`) to (`x1`, `y1`), (`ux`, `uy`) per px.

    It is seen from `begin` px of the way to `stop` px; where it was lost, a ghost goes on from
    there to the far lifeline. `fault` is the copy's, or "old" (injected), "again" (a
    retransmission) or "" (nothing befell it).
    """

    n: int
    copy: int
    source: str
    fault: str
    x0: float
    y0: float
    x1: float
    y1: float
    ux: float
    uy: float
    length: float
    begin: float
    stop: float
    lost: bool  # whether it ends under way

    def at(self, way: float) -> tuple[float, float]:
        """The point `way` px from the start."""
        return (self.x0 + self.ux * way, self.y0 + self.uy * way)

    @property
    def rightwards(self) -> tuple[float, float]:
        """The unit vector along it that points to the right, as a text on it reads."""
        return (self.ux, self.uy) if self.ux > 0 else (-self.ux, -self.uy)

    def quad(self) -> Quad:
        """What its arrowhead covers, or the cross where it was lost."""
        if self.lost:
            x, y = self.at(self.stop)
            return Quad(x, y, 1.0, 0.0, CROSS, CROSS)
        x, y = self.at(self.length - HEAD / 2)
        return Quad(x, y, self.ux, self.uy, HEAD / 2, HEAD_HALF)


def crosses(flight: Flight, quad: Quad, begin: float, stop: float) -> bool:
    """Whether the arrow from `begin` to `stop` px runs through `quad` (or within a px of it)."""
    x0, y0 = flight.at(begin)
    x1, y1 = flight.at(stop)
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


#: Length of an arrowhead and half its breadth; half the size of a cross; radius of the cloud out
#: of which an old duplicate comes.
HEAD, HEAD_HALF, CROSS, CLOUD = 9, 4, 6, 11


class Brace(NamedTuple):
    """A timer's curly brace from `y0` to `y1`, its open side at `x`, its tip at height `tip`."""

    x: float
    y0: float
    y1: float
    tip: float
    side: int  # -1 the tip points left, 1 right


@dataclass(slots=True)
class Mark:
    """A sign at (`x`, `y`): "crash", "restart", "call", "told", "error" (arrows)."""

    kind: str
    x: float
    y: float
    to: float = 0.0
    moment: int = -1


@dataclass
class Layout:
    """A chart with every place decided."""

    width: int
    height: int
    left: float  # x of the lifelines
    right: float
    top: float  # y where the lifelines begin and end
    bottom: float
    lines: list[Bar] = field(default_factory=list)  # lifelines; phase is "up", "down" or "on"
    bars: list[Bar] = field(default_factory=list)
    heads: list[Box] = field(default_factory=list)
    states: list[Box] = field(default_factory=list)
    flights: list[Flight] = field(default_factory=list)
    labels: list[list[Text]] = field(default_factory=list)  # of each flight; in `texts` too
    over: list[tuple[int, int]] = field(default_factory=list)  # a label, and a flight under it
    braces: list[Brace] = field(default_factory=list)
    folds: list[float] = field(default_factory=list)  # the y of each
    marks: list[Mark] = field(default_factory=list)
    texts: list[Text] = field(default_factory=list)
    banner: list[Box] = field(default_factory=list)
