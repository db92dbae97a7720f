"""A flat chart: rectangles, lines and upright labels, each with its place, and then as SVG.

What the views of a header and of sequence numbers have in common. A `Panel` is data; `write` gives
every thing on it the dress of its kind, so that a geometric test can look at the places alone.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from math import fsum
from typing import Mapping, NamedTuple, Union

from diagramgen.render.look import Look
from diagramgen.render.measure import MONO as ONE
from diagramgen.render.measure import width, wrap
from diagramgen.render.sequence.palette import IN_SANS, MONO
from diagramgen.render.sequence.shapes import ASCENT, DESCENT
from diagramgen.render.svg import Svg, attributes, num
from diagramgen.render.words.variants import label
from diagramgen.walk.trace import Trace

IN_MONO = f' font-family="{MONO}"'


class Area(NamedTuple):
    """What a thing covers: left, top, right, bottom."""

    x0: float
    y0: float
    x1: float
    y1: float

    def near(self, other: Area, gap: float) -> bool:
        """Whether the two overlap, or come closer than `gap`."""
        beside = self.x1 + gap > other.x0 and other.x1 + gap > self.x0
        return beside and self.y1 + gap > other.y0 and other.y1 + gap > self.y0


class Label(NamedTuple):
    """A text, its anchor ("start", "middle", "end") at (`x`, `y`) on the baseline."""

    x: float
    y: float
    text: str
    size: int
    kind: str
    anchor: str = "start"
    mono: bool = False
    bold: bool = False

    @property
    def wide(self) -> float:
        """Its width, as the widest face sets it."""
        return width(self.text, self.size, mono=self.mono, bold=self.bold)

    def areas(self) -> list[Area]:
        """What it covers."""
        wide = self.wide
        left = self.x - {"start": 0.0, "middle": wide / 2, "end": wide}[self.anchor]
        top, foot = self.y - ASCENT * self.size / 100, self.y + DESCENT * self.size / 100
        return [Area(left, top, left + wide, foot)]


class Run(NamedTuple):
    """A stretch of a line in one dress."""

    text: str
    size: int
    kind: str
    bold: bool = False
    mono: bool = False

    @property
    def wide(self) -> float:
        """How wide it is."""
        return width(self.text, self.size, mono=self.mono, bold=self.bold)


#: Air between two runs of a line.
GAP = 7


class Runs(NamedTuple):
    """A line of runs, anchored at (`x`, `y`) as a whole: whatever face sets it, it is one text."""

    x: float
    y: float
    runs: tuple[Run, ...]
    anchor: str = "middle"

    @property
    def wide(self) -> float:
        """The breadth of the line."""
        return fsum([run.wide for run in self.runs]) + GAP * (len(self.runs) - 1)

    @property
    def size(self) -> int:
        """The size of its largest run."""
        return max([run.size for run in self.runs])

    def areas(self) -> list[Area]:
        """What it covers."""
        top, foot = self.y - ASCENT * self.size / 100, self.y + DESCENT * self.size / 100
        left = self.x - (self.wide / 2 if self.anchor == "middle" else 0)
        return [Area(left, top, left + self.wide, foot)]


class Signs(NamedTuple):
    """Single characters on one baseline, each centred at an x of its own."""

    xs: tuple[float, ...]
    y: float
    text: str
    size: int
    kind: str
    bold: bool = False
    mono: bool = True

    def areas(self) -> list[Area]:
        """What each of them covers."""
        half = ONE * self.size / 200
        top, foot = self.y - ASCENT * self.size / 100, self.y + DESCENT * self.size / 100
        return [Area(x - half, top, x + half, foot) for x in self.xs]


class Rect(NamedTuple):
    """A rectangle; `title` is shown when the pointer rests on it, `more` are further attributes."""

    x: float
    y: float
    w: float
    h: float
    kind: str
    title: str = ""
    more: str = ""


class Line(NamedTuple):
    """A path; `d` holds letters and numbers written by `num`."""

    d: str
    kind: str


@dataclass
class Panel:
    """A chart with every place decided. Texts lie above all shapes, shapes as their kinds do."""

    width: int
    height: int = 0
    shapes: list[Union[Rect, Line]] = field(default_factory=list)
    texts: list[Union[Label, Runs, Signs]] = field(default_factory=list)

    def head(self, trace: Trace, look: Look, edge: int) -> float:
        """The title, and the label that every variant bears; returns where they end."""
        y, size = 6.0, 14 if look.narrow else 15
        for line in wrap(look.title, size, self.width - 2 * edge, bold=True) if look.title else []:
            y += size + 4
            self.texts.append(Label(self.width / 2, y, line, size, "title", "middle", bold=True))
        y += 6 if look.title else 0
        said = label(trace, look.lang, look.peers)
        if said:
            lines = wrap(said, 12, self.width - 2 * edge - 20, bold=True)
            self.shapes.append(
                Rect(edge, y + 4, self.width - 2 * edge, 17 * len(lines) + 9, "variant")
            )
            for line in lines:
                y += 17
                self.texts.append(
                    Label(self.width / 2, y + 4, line, 12, "noted", "middle", bold=True)
                )
            y += 18
        return y


def write(
    panel: Panel, look: Look, view: str, titles: tuple[str, str], dress: Mapping[str, str]
) -> str:
    """Write a panel as an SVG of the class ``dg-VIEW``; `titles` are its title and description.

    `dress` has the attributes of each kind of thing, the kinds from back to front.
    """
    svg, name = Svg(), look.id or "dg"
    svg.start(
        "svg",
        attributes(
            ("xmlns", "http://www.w3.org/2000/svg"),
            ("class", f"dg-{view}"),
            ("width", panel.width),
            ("height", panel.height),
            ("viewBox", f"0 0 {panel.width} {panel.height}"),
            ("role", "img"),
            ("lang", "zh-CN" if look.lang == "zh" else look.lang),
            ("aria-labelledby", f"{name}-title {name}-desc"),
            ("font-family", MONO),
            ("text-rendering", "geometricPrecision"),
        ),
    )
    svg.leaf("title", titles[0], attributes(("id", f"{name}-title")))
    svg.leaf("desc", titles[1], attributes(("id", f"{name}-desc")))
    svg.rect(0, 0, panel.width, panel.height, dress["paper"])
    _shapes(svg, panel, dress)
    _texts(svg, panel, dress)
    svg.end()
    return str(svg)


def _shapes(svg: Svg, panel: Panel, dress: Mapping[str, str]) -> None:
    """The shapes, kind after kind as `dress` has them, from back to front."""
    found: dict[str, list[Union[Rect, Line]]] = {kind: [] for kind in dress}
    for shape in panel.shapes:
        found[shape.kind].append(shape)
    for kind, shapes in found.items():
        lines = "".join([shape.d for shape in shapes if isinstance(shape, Line)])
        if lines:
            svg.path(lines, dress[kind])
        rects = [shape for shape in shapes if isinstance(shape, Rect)]
        if rects:
            svg.start("g", dress[kind])
        for rect in rects:
            if rect.title:
                svg.start("g")
                svg.leaf("title", rect.title)
            svg.rect(rect.x, rect.y, rect.w, rect.h, rect.more)
            if rect.title:
                svg.end()
        if rects:
            svg.end()


def _dressed(kind: str, size: int, bold: bool, dress: Mapping[str, str]) -> str:
    return f'{dress[kind]} font-size="{size}"' + (' font-weight="600"' if bold else "")


def _texts(svg: Svg, panel: Panel, dress: Mapping[str, str]) -> None:
    """The texts, those in one dress together."""
    found: dict[str, list[Union[Label, Runs, Signs]]] = {}
    for text in panel.texts:
        if isinstance(text, Runs):
            key = "" if text.runs[0].mono else IN_SANS
        else:
            face = "" if text.mono else IN_SANS
            key = _dressed(text.kind, text.size, text.bold, dress) + face
        anchor = "middle" if isinstance(text, Signs) else text.anchor
        key += f' text-anchor="{anchor}"' if anchor != "start" else ""
        found.setdefault(key, []).append(text)
    for key, texts in found.items():
        svg.start("g", key)
        for text in texts:
            if isinstance(text, Runs):
                _runs(svg, text, dress)
            elif isinstance(text, Signs):
                # Not one text with a list of places: librsvg reads the first of them only.
                for x, sign in zip(text.xs, text.text):
                    svg.text(x, text.y, sign)
            else:
                svg.text(text.x, text.y, text.text)
        svg.end()


def _runs(svg: Svg, line: Runs, dress: Mapping[str, str]) -> None:
    """A line in the face of its first run; a run in the other face says so."""
    svg.start("text", f' x="{num(line.x)}" y="{num(line.y)}"')
    for i, run in enumerate(line.runs):
        more = _dressed(run.kind, run.size, run.bold, dress) + (f' dx="{GAP}"' if i else "")
        if run.mono != line.runs[0].mono:
            more += IN_SANS if line.runs[0].mono else IN_MONO
        svg.leaf("tspan", run.text, more)
    svg.end()
