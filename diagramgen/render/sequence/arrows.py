"""Segments as SVG: each copy an element of its own with a title, its arrow and its label."""

from __future__ import annotations

import math

from diagramgen.render.sequence import palette
from diagramgen.render.sequence.shapes import CLOUD, CROSS, HEAD, HEAD_HALF, Flight, Text
from diagramgen.render.svg import Svg, attributes, num, point, relative
from diagramgen.walk.trace import Sent

#: Half the breadth of a line: an arrowhead is outlined too, and must not be larger for that.
HALF = 0.75


def cross(x: float, y: float, half: int) -> str:
    """The path of a cross."""
    full = 2 * half
    return f"M{point(x - half, y - half)}l{full} {full}m0-{full}l-{full} {full}"


def cloud(x: float, y: float) -> str:
    """The path of the network, out of which an old duplicate comes."""
    return f"M{point(x - 6, y + 6)}a5 5 0 0 1-.6-9.9 6.4 6.4 0 0 1 12-1.2 5.2 5.2 0 0 1 .6 11.1z"


class Arrows:
    """The arrows of one chart, written to `svg`. What many have in common is made once."""

    def __init__(self, svg: Svg) -> None:
        self.svg = svg
        self._ways: dict[tuple[float, float, float], tuple[str, str]] = {}
        self._turns: dict[float, str] = {}

    def segment(
        self, flight: Flight, seg: Sent, title: str, label: list[Text], link: str = ""
    ) -> None:
        """One copy of a segment. `data-of` is the first sending of what is sent again."""
        svg, again = self.svg, seg.retransmission_of
        copy = f' data-copy="{flight.copy}"' if flight.copy else ""
        first = f' data-of="{again}"' if again else ""
        more = f'{palette.segment(flight.source)} data-n="{flight.n}"{copy}{first}'
        if link:
            svg.start("a", more + attributes(("href", link)))
        else:
            svg.start("g", more)
        svg.leaf("title", title)
        fault = "again" if again and not flight.lost and not flight.copy else flight.fault
        if fault:
            self._befallen(flight, fault)
        else:
            way, head = self._way(flight)
            svg.path(f"M{point(flight.x0, flight.y0)}{way}{head}")
        if label:
            self._label(label)
        svg.end()

    def _way(self, flight: Flight) -> tuple[str, str]:
        """The path from the start of an arrow to its head, and on around it."""
        ux, uy, seen = flight.ux, flight.uy, flight.length - flight.begin
        known = self._ways.get((ux, uy, seen))
        if known is None:
            neck, back = seen - HEAD + HALF, HEAD - 2 * HALF
            across = HEAD_HALF - HALF
            wing = relative(-ux * back - uy * across, -uy * back + ux * across)
            other = relative(2 * uy * across, -2 * ux * across)
            line = "l" + relative(ux * neck, uy * neck)
            known = (line, f"m{relative(ux * back, uy * back)}l{wing}l{other}z")
            self._ways[ux, uy, seen] = known
        return known

    def _befallen(self, flight: Flight, fault: str) -> None:
        """The arrow of a segment that something befell: with dashes, a cloud, a cross, a ghost."""
        svg, dashes = self.svg, palette.dash(fault)
        if flight.fault == "old":
            x, y = flight.at(flight.begin - CLOUD)
            svg.path(cloud(x, y), palette.CLOUD)
        x, y = flight.at(flight.begin)
        if not flight.lost:
            way, head = self._way(flight)
            svg.path(f"M{point(x, y)}{way}", dashes)
            x, y = flight.at(flight.length - HALF)
            svg.path(f"M{point(x, y)}l{head.partition('l')[2]}")
            return
        x1, y1 = flight.at(flight.stop)
        svg.path(f"M{point(x, y)}L{point(x1, y1)}", dashes)
        x, y = flight.at(flight.stop + CROSS + 2)
        svg.path(f"M{point(x, y)}L{point(flight.x1, flight.y1)}", palette.GHOST)
        svg.path(cross(x1, y1, CROSS - 1), palette.CROSS)

    def _label(self, texts: list[Text]) -> None:
        """The lines of a label. Where there are several, their common place is written once."""
        svg, first = self.svg, texts[0]
        turned = self._turns.get(first.angle)
        if turned is None:
            turned = f"rotate({num(first.angle)})" if first.angle else ""
            self._turns[first.angle] = turned
        place = f' transform="translate({point(first.x, first.y)}){turned}"'
        if len(texts) == 1:
            svg.leaf("text", first.text, _dress(first) + palette.NO_HALO * (not first.halo) + place)
            return
        svg.start("g", palette.NO_HALO + place)
        turn = math.radians(first.angle)
        cos, sin = math.cos(turn), math.sin(turn)
        for text in texts:
            dx, dy = text.x - first.x, text.y - first.y
            along, across = num(dx * cos + dy * sin), num(dy * cos - dx * sin)
            at = f' x="{along}"' * (along != "0") + f' y="{across}"' * (across != "0")
            svg.leaf("text", text.text, at + _dress(text))
        svg.end()


def _dress(text: Text) -> str:
    """The dress of a line of a label, but for an outline that it does without."""
    size = "" if text.mono else f'{palette.IN_SANS} font-size="{text.size}"'
    return palette.label(text.kind, size, halo=text.halo)
