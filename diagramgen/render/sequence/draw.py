"""A laid-out chart as SVG: shapes become elements, in layers from back to front.

Colours are attributes with a class beside each; there is no stylesheet and no reference to anything
outside. Texts come last, so that no line runs over them.
"""

from __future__ import annotations

from diagramgen.render.look import Look
from diagramgen.render.sequence import palette
from diagramgen.render.sequence.arrows import Arrows, cross
from diagramgen.render.sequence.cite import sections, url
from diagramgen.render.sequence.describe import Description
from diagramgen.render.sequence.grid import Grid
from diagramgen.render.sequence.layout import Chart
from diagramgen.render.sequence.shapes import BOLD, Box, Brace, Layout, Mark, Text
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
        self.segments()
        hidden = self.chart.look.links  # the description says all of the rest, in its order
        if hidden:
            self.svg.start("g", ' aria-hidden="true"')
        self.marks()
        self.states()
        self.braces()
        self.texts()
        if hidden:
            self.svg.end()
        self.svg.end()
        return str(self.svg)

    def root(self) -> None:
        """The outermost element, what it is called, and the paper."""
        look, layout = self.chart.look, self.layout
        title = look.title or self.chart.trace.name or self.chart.words.chart
        frame(self.svg, look, (layout.width, layout.height), (title, self.saying.text()))

    def lifelines(self) -> None:
        """The lifelines, and on them the bars of the states."""
        svg, half, layout = self.svg, self.grid.bar, self.layout
        lines = {"": "", palette.DOWN: ""}
        for line in layout.lines:
            lines[palette.DOWN if line.phase == "down" else ""] += (
                f"M{point(line.x, line.y0)}V{num(line.y1)}"
            )
        for dashes, path in lines.items():
            if path:
                svg.path(path, palette.LIFE + dashes)
        bars: dict[str, str] = {}
        for bar in layout.bars:
            box = f"M{point(bar.x - half, bar.y0)}h{2 * half}V{num(bar.y1)}h-{2 * half}z"
            bars[bar.phase] = bars.get(bar.phase, "") + box
        for phase, path in bars.items():
            svg.path(path, palette.phase(phase))
        if self.chart.trace.stop != "quiet":
            y = layout.bottom + 1
            more = f"M{point(layout.left, y)}v7M{point(layout.right, y)}v7"
            svg.path(more, palette.LIFE + palette.GOES_ON)

    def folds(self) -> None:
        """Double zigzags where time is folded, on both lifelines."""
        layout, (zig, back) = self.layout, ("l6-6 6 8 6-6", "m-18 10")
        paper, lines, across = "", "", num(layout.right - layout.left)
        for y in layout.folds:
            strip = "l8 10v6l-8-10z"
            paper += f"M{point(layout.left - 4, y - 7)}{strip}m{across} 0{strip}"
            start = point(layout.left - 9, y)
            lines += f"M{start}{zig}{back}{zig}M{start}m{across} 0{zig}{back}{zig}"
        if lines:
            self.svg.path(paper, palette.SHEET)
            self.svg.path(lines, palette.FOLD)

    def segments(self) -> None:
        """The segments: arrows and labels. A label comes after whatever runs under it."""
        layout, segments, arrows = self.layout, self.chart.trace.segments, Arrows(self.svg)
        cited = sections(self.chart.trace) if self.chart.look.links else {}
        self.svg.start("g", f'{palette.SEGMENTS} font-size="{self.grid.label}"')
        for i in drawing_order(len(layout.flights), layout.over):
            flight = layout.flights[i]
            seg = segments[flight.n - 1]
            title, link = self.saying.title(seg, flight.copy), ""
            if seg.n in cited:
                title += f", RFC 9293 {cited[seg.n]}"
                link = url(cited[seg.n])
            arrows.segment(flight, seg, title, layout.labels[i], link)
        self.svg.end()

    def marks(self) -> None:
        """Calls and what users are told: little arrows. A crash: a cross. A restart: a ring."""
        found: dict[str, list[Mark]] = {}
        for mark in self.layout.marks:
            found.setdefault(mark.kind, []).append(mark)
        for kind, dress in palette.MARKS:
            if kind in found:
                self.svg.start("g", dress)
                for mark in found[kind]:
                    self.svg.path(self.sign(mark), f' data-moment="{mark.moment}"')
                self.svg.end()

    def sign(self, mark: Mark) -> str:
        """The path of a mark."""
        if mark.kind == "crash":
            return cross(mark.x, mark.y, 7)
        if mark.kind == "restart":
            return f"M{point(mark.x - 5, mark.y)}a5 5 0 1 0 10 0 5 5 0 1 0-10 0z"
        start = point(mark.x, mark.y)
        if mark.to > mark.x:
            return f"M{start}H{num(mark.to - 1)}m-5-3.5l5 3.5-5 3.5"
        return f"M{start}H{num(mark.to + 1)}m5-3.5l-5 3.5 5 3.5"

    def states(self) -> None:
        """The state boxes, and the box around the label of a variant."""
        svg, grid, size = self.svg, self.grid, self.grid.state
        for box in self.layout.banner:
            svg.rect(box.x, box.y, box.w, box.h, palette.BANNER)
        found: dict[str, list[Box]] = {}
        for box in self.layout.states:
            found.setdefault(box.phase, []).append(box)
        for phase, boxes in found.items():
            svg.start("g", palette.phase(phase))
            rounded = [
                (
                    box.x,
                    box.y,
                    f' rx="4" data-moment="{box.moment}"' if box.moment >= 0 else ' rx="4"',
                )
                for box in boxes
            ]
            svg.rects(rounded, grid.box_w, grid.box_h)
            svg.end()
        svg.start("g", f'{palette.STATES} font-size="{size}"')
        across, down = grid.box_w / 2, grid.box_h / 2 + size * 0.35
        for box in self.layout.states:
            svg.text(box.x + across, box.y + down, box.text)
        svg.end()

    def braces(self) -> None:
        """The curly braces of the timers."""
        if self.layout.braces:
            path = "".join([self.brace(brace) for brace in self.layout.braces])
            self.svg.path(path, palette.BRACE)

    def brace(self, brace: Brace) -> str:
        """The path of one brace: round at its ends and at its tip."""
        out, back = ("-4", "4") if brace.side < 0 else ("4", "-4")
        tip = min(max(brace.tip, brace.y0 + 8), brace.y1 - 8)
        return (
            f"M{point(brace.x, brace.y0)}q{out} 0 {out} 4V{num(tip - 4)}q0 4 {out} 4"
            f"q{back} 0 {back} 4V{num(brace.y1 - 4)}q0 4 {back} 4"
        )

    def heads(self) -> None:
        """The peers' heads."""
        svg, size = self.svg, self.grid.head
        svg.start("g", palette.PEER)
        for box in self.layout.heads:
            svg.rect(box.x, box.y, box.w, box.h, ' rx="6"')
        svg.end()
        svg.start("g", f'{palette.HEADS} font-size="{size}"')
        for box in self.layout.heads:
            svg.text(box.x + box.w / 2, box.y + box.h / 2 + size * 0.36, box.text)
        svg.end()

    def texts(self) -> None:
        """All texts that are no labels, in groups of one kind; and the heads, in the same face."""
        found: dict[str, list[Text]] = {}
        for text in self.layout.texts:
            if not text.n:
                found.setdefault(text.kind, []).append(text)
        for kind, colour in palette.KINDS:
            if kind == "heads":
                self.svg.start("g", palette.IN_SANS)
                self.heads()
            elif kind in found:
                weight = ' font-weight="600"' if kind in BOLD else ""
                size = f' font-size="{found[kind][0].size}"'
                self.svg.start("g", f' class="dg-{kind}-text" fill="{colour}"{size}{weight}')
                for text in found[kind]:
                    more = f' text-anchor="{text.anchor}"' if text.anchor != "start" else ""
                    self.svg.text(text.x, text.y, text.text, more)
                self.svg.end()
        self.svg.end()


def frame(
    svg: Svg, look: Look, size: tuple[int, int], said: tuple[str, str], dress: str = "dg"
) -> None:
    """The outermost element of a chart, its title and its description, and the paper.

    It is one image, unless there are links in it, which have to be within reach.
    """
    name, (wide, high) = look.id or "dg", size
    if look.links:
        role, names, more = "group", f"{name}-title", f"{name}-desc"
    else:
        role, names, more = "img", f"{name}-title {name}-desc", ""
    svg.start(
        "svg",
        attributes(
            ("xmlns", "http://www.w3.org/2000/svg"),
            ("class", dress),
            ("width", wide),
            ("height", high),
            ("viewBox", f"0 0 {wide} {high}"),
            ("role", role),
            ("lang", "zh-CN" if look.lang == "zh" else look.lang),
            ("aria-labelledby", names),
            ("aria-describedby", more),
            ("font-family", palette.MONO),
            ("text-rendering", "geometricPrecision"),
        ),
    )
    svg.leaf("title", said[0], attributes(("id", f"{name}-title")))
    svg.leaf("desc", said[1], attributes(("id", f"{name}-desc")))
    svg.path(f"M0 0h{wide}v{high}H0z", palette.SHEET)


def drawing_order(count: int, over: list[tuple[int, int]]) -> list[int]:
    """The flights from back to front: as they were sent, but each after those under its label."""
    left = list(range(count))
    if not over:
        return left
    order: list[int] = []
    while left:
        waiting = [label for label, j in over if j in left]
        ready = [i for i in left if i not in waiting]
        first = (ready or left)[0]  # two that run under each other's labels: as they were sent
        left.remove(first)
        order.append(first)
    return order


def draw(chart: Chart, layout: Layout) -> str:
    """Write a laid-out chart."""
    return Drawing(chart, layout).run()
