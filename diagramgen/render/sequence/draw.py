"""A laid-out chart as SVG: shapes become elements, in layers from back to front.

Colours are attributes with a class beside each; there is no stylesheet and no reference to anything
outside. Texts come last, so that no line runs over them.
"""

from __future__ import annotations

from diagramgen.render.sequence import palette
from diagramgen.render.sequence.arrows import arrow, cross, label
from diagramgen.render.sequence.describe import Description
from diagramgen.render.sequence.grid import Grid
from diagramgen.render.sequence.layout import Chart
from diagramgen.render.sequence.shapes import BOLD, Brace, Layout, Mark, Text
from diagramgen.render.svg import Svg, attributes, num, point


class Drawing:
    """A chart being written."""

    def __init__(self, chart: Chart, layout: Layout) -> None:
        self.chart, self.layout, self.svg = chart, layout, Svg()
        self.grid: Grid = chart.grid
        self.saying = Description(chart.trace, chart.wording, chart.peers())

    def run(self) -> str:
        """Write the chart."""
        self.root()
        self.lifelines()
        self.folds()
        self.flights()
        for mark in self.layout.marks:
            self.mark(mark)
        self.states()
        self.heads()
        self.braces()
        self.labels()
        self.texts()
        self.svg.end()
        return str(self.svg)

    def root(self) -> None:
        """The outermost element, what it is called, and the paper."""
        svg, look, layout = self.svg, self.chart.look, self.layout
        name = look.id or "dg"
        wide, high = layout.width, layout.height
        svg.start(
            "svg",
            attributes(
                ("xmlns", "http://www.w3.org/2000/svg"),
                ("class", "dg"),
                ("width", wide),
                ("height", high),
                ("viewBox", f"0 0 {wide} {high}"),
                ("role", "img"),
                ("lang", "zh-CN" if look.lang == "zh" else look.lang),
                ("aria-labelledby", f"{name}-title {name}-desc"),
                ("font-family", palette.MONO),
                ("text-rendering", "geometricPrecision"),
            ),
        )
        title = look.title or self.chart.trace.name or self.chart.words.chart
        svg.leaf("title", title, attributes(("id", f"{name}-title")))
        svg.leaf("desc", self.saying.text(), attributes(("id", f"{name}-desc")))
        svg.rect(0, 0, wide, high, palette.SHEET)

    def lifelines(self) -> None:
        """The lifelines, and on them the bars of the states."""
        svg, half, layout = self.svg, self.grid.bar, self.layout
        for line in layout.lines:
            dashes = palette.DOWN if line.phase == "down" else ""
            svg.path(f"M{point(line.x, line.y0)}V{num(line.y1)}", palette.LIFE + dashes)
        for bar in layout.bars:
            height = bar.y1 - bar.y0
            svg.rect(bar.x - half, bar.y0, 2 * half, height, palette.phase(bar.phase))
        if self.chart.trace.stop != "quiet":
            for x in (layout.left, layout.right):
                more = f"M{point(x, layout.bottom + 1)}v7"
                svg.path(more, palette.LIFE + palette.GOES_ON)

    def folds(self) -> None:
        """Double zigzags where time is folded."""
        paper, lines = "", ""
        for mark in self.layout.marks:
            if mark.kind == "fold":
                upper, lower = point(mark.x - 9, mark.y), point(mark.x - 9, mark.y + 6)
                paper += f"M{upper}l6-6 6 8 6-6v6l-6 6-6-8-6 6z"
                lines += f"M{upper}l6-6 6 8 6-6M{lower}l6-6 6 8 6-6"
        if lines:
            self.svg.path(paper, palette.SHEET)
            self.svg.path(lines, palette.FOLD)

    def flights(self) -> None:
        """The arrows."""
        segments = self.chart.trace.segments
        self.svg.start("g", palette.SEGMENTS)
        for flight in self.layout.flights:
            seg = segments[flight.n - 1]
            arrow(self.svg, flight, seg, self.saying.title(seg, flight.copy))
        self.svg.end()

    def mark(self, mark: Mark) -> None:
        """A call or what the user is told: a little arrow. A crash: a cross. A restart: a ring."""
        moment = f' data-moment="{mark.moment}"'
        if mark.kind in ("call", "told", "error"):
            dress = {"call": palette.CALL, "told": palette.TOLD, "error": palette.ERROR}[mark.kind]
            sign = 1 if mark.to > mark.x else -1
            tip = f"m{-5 * sign}-3.5l{5 * sign} 3.5 {-5 * sign} 3.5"
            self.svg.path(f"M{point(mark.x, mark.y)}H{num(mark.to - sign)}{tip}", dress + moment)
        elif mark.kind == "crash":
            self.svg.path(cross(mark.x, mark.y, 7), palette.CROSS + moment)
        elif mark.kind == "restart":
            ring = f"M{point(mark.x - 5, mark.y)}a5 5 0 1 0 10 0 5 5 0 1 0-10 0z"
            self.svg.path(ring, palette.RESTART + moment)

    def states(self) -> None:
        """The state boxes, and the box around the label of a variant."""
        svg, size = self.svg, self.grid.state
        for box in self.layout.banner:
            svg.rect(box.x, box.y, box.w, box.h, palette.BANNER)
        svg.start("g", f'{palette.STATES} font-size="{size}"')
        for box in self.layout.states:
            moment = f' data-moment="{box.moment}"' if box.moment >= 0 else ""
            svg.rect(box.x, box.y, box.w, box.h, f'{palette.phase(box.phase)} rx="4"{moment}')
            svg.text(box.x + box.w / 2, box.y + box.h / 2 + size * 0.35, box.text)
        svg.end()

    def heads(self) -> None:
        """The peers' heads."""
        svg, size = self.svg, self.grid.head
        svg.start("g", f'{palette.HEADS} font-size="{size}"')
        for box in self.layout.heads:
            svg.rect(box.x, box.y, box.w, box.h, palette.PEER)
            svg.text(box.x + box.w / 2, box.y + box.h / 2 + size * 0.36, box.text)
        svg.end()

    def braces(self) -> None:
        """The curly braces of the timers."""
        if self.layout.braces:
            path = "".join([self.brace(brace) for brace in self.layout.braces])
            self.svg.path(path, palette.BRACE)

    def brace(self, brace: Brace) -> str:
        """The path of one brace: round at its ends and at its tip."""
        s = brace.side * 4
        tip = min(max(brace.tip, brace.y0 + 8), brace.y1 - 8)
        return (
            f"M{point(brace.x, brace.y0)}q{s} 0 {s} 4V{num(tip - 4)}q0 4 {s} 4"
            f"q{-s} 0 {-s} 4V{num(brace.y1 - 4)}q0 4 {-s} 4"
        )

    def labels(self) -> None:
        """The labels along the arrows, with a halo in the colour of the paper."""
        svg, segments = self.svg, self.chart.trace.segments
        found: dict[tuple[str, bool, int], list[Text]] = {}
        for text in self.layout.texts:
            if text.n:
                whose = "lost" if text.kind == "lost" else segments[text.n - 1].source
                found.setdefault((whose, text.mono, text.size), []).append(text)
        dressed: list[tuple[str, list[Text]]] = []
        for (whose, mono, size), texts in found.items():
            face = "" if mono else palette.IN_SANS
            dressed.append((f'{palette.words(whose)}{face} font-size="{size}"', texts))
        svg.start("g", palette.HALO)
        for dress, texts in sorted(dressed):
            svg.start("g", dress)
            for text in texts:
                label(svg, text)
            svg.end()
        svg.end()

    def texts(self) -> None:
        """All other texts, in groups of one kind."""
        found: dict[str, list[Text]] = {}
        for text in self.layout.texts:
            if not text.n:
                found.setdefault(text.kind, []).append(text)
        for kind, colour in palette.KINDS:
            if kind in found:
                first = found[kind][0]
                face = "" if first.mono else palette.IN_SANS
                weight = ' font-weight="600"' if kind in BOLD else ""
                dress = f' class="dg-{kind}-text" fill="{colour}" font-size="{first.size}"'
                self.svg.start("g", dress + face + weight)
                for text in found[kind]:
                    more = f' text-anchor="{text.anchor}"' if text.anchor != "start" else ""
                    self.svg.text(text.x, text.y, text.text, more)
                self.svg.end()


def draw(chart: Chart, layout: Layout) -> str:
    """Write a laid-out chart."""
    return Drawing(chart, layout).run()
