"""Arrows as SVG: each copy of a segment with a title of its own, and the labels along them."""

from __future__ import annotations

from diagramgen.render.sequence import palette
from diagramgen.render.sequence.shapes import CLOUD, CROSS, HEAD, HEAD_HALF, Flight, Text
from diagramgen.render.svg import Svg, num, point
from diagramgen.walk.trace import Sent


def cross(x: float, y: float, half: int) -> str:
    """The path of a cross."""
    full = 2 * half
    return f"M{point(x - half, y - half)}l{full} {full}m0-{full}l-{full} {full}"


def arrowhead(flight: Flight) -> str:
    """The path of a filled arrowhead at the end of a flight."""
    x, y = flight.at(flight.length - HEAD)
    across, along = flight.uy * HEAD_HALF, flight.ux * HEAD_HALF
    left, right = point(x - across, y + along), point(x + across, y - along)
    return f"M{point(flight.x1, flight.y1)}L{left}L{right}z"


def cloud(x: float, y: float) -> str:
    """The path of the network, out of which an old duplicate comes."""
    return f"M{point(x - 6, y + 6)}a5 5 0 0 1-.6-9.9 6.4 6.4 0 0 1 12-1.2 5.2 5.2 0 0 1 .6 11.1z"


def arrow(svg: Svg, flight: Flight, seg: Sent, title: str) -> None:
    """One arrow. `data-of` is the first sending of what is sent again."""
    name, colour = palette.direction(flight.source)
    copy = f' data-copy="{flight.copy}"' if flight.copy else ""
    again = seg.retransmission_of
    first = f' data-of="{again}"' if again else ""
    svg.start(
        "g",
        f' class="dg-segment {name}" data-n="{flight.n}"{copy}{first}'
        f' fill="{colour}" stroke="{colour}"',
    )
    svg.leaf("title", title)
    if flight.fault == "old":
        x, y = flight.at(flight.begin - CLOUD)
        svg.path(cloud(x, y), palette.CLOUD)
    fault = "again" if again and not flight.lost and not flight.copy else flight.fault
    start = flight.at(flight.begin)
    end = flight.at(flight.stop - (0 if flight.lost else HEAD - 2))
    svg.path(f"M{point(start[0], start[1])}L{point(end[0], end[1])}", palette.dash(fault))
    if flight.lost:
        x, y = flight.at(flight.stop + CROSS + 2)
        svg.path(f"M{point(x, y)}L{point(flight.x1, flight.y1)}", palette.GHOST)
        svg.path(cross(end[0], end[1], CROSS - 1), palette.CROSS)
    else:
        svg.path(arrowhead(flight), ' stroke="none"')
    svg.end()


def label(svg: Svg, text: Text) -> None:
    """One line of a label."""
    turned = f"rotate({num(text.angle)})" if text.angle else ""
    place = f' transform="translate({point(text.x, text.y)}){turned}"'
    svg.leaf("text", text.text, f' data-n="{text.n}"{place}')
