"""Where everything in the state graph stands: the two columns of RFC 793 and of Stevens, pinned.

Coordinates are pixels from the top left corner, y downwards, in a picture `WIDTH` by `HEIGHT`. It
is narrow on purpose: on a phone of 390 px it is scaled to three quarters and can still be read.
Opening is above, closing below: active close in the left frame, passive close in the right one.
CLOSED stands at the head and again at the foot. Arcs run at right angles with rounded corners. The
rows that Figure 5 leaves out run in thin lanes: one left of everything, one between the frames.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from math import fsum, hypot

from diagramgen.tcp.transitions import State, Transition

Point = tuple[float, float]

WIDTH = 470
HEIGHT = 672
HALF_WIDTH = 51
HALF_HEIGHT = 13
RADIUS = 8.0
HEAD = 7.0  # the length of an arrow's head

#: The name of the second CLOSED, at the foot.
FOOT = "CLOSED-FOOT"

_LEFT, _MIDDLE, _RIGHT = 87, 245, 399
_OUTER, _LANE, _BETWEEN = 6, 16, 324

#: The middle of every state's box, by name.
NODES: dict[str, Point] = {
    "CLOSED": (_MIDDLE, 48),
    "LISTEN": (_MIDDLE, 142),
    "SYN-SENT": (_RIGHT, 236),
    "SYN-RECEIVED": (_LEFT, 236),
    "ESTABLISHED": (_MIDDLE, 330),
    "FIN-WAIT-1": (_LEFT, 452),
    "FIN-WAIT-2": (_LEFT, 548),
    "CLOSE-WAIT": (_RIGHT, 452),
    "CLOSING": (_MIDDLE, 452),
    "LAST-ACK": (_RIGHT, 548),
    "TIME-WAIT": (_MIDDLE, 548),
    FOOT: (_BETWEEN, 632),
}


@dataclass(frozen=True)
class Frame:
    """A frame around the states of one way to close: its corners, and its title's middle."""

    name: str
    left: float
    top: float
    right: float
    bottom: float
    title: Point


FRAMES = (
    Frame("active", 26, 402, 310, 574, (264, 419)),
    Frame("passive", 338, 402, 462, 574, (379, 419)),
)


@dataclass(frozen=True)
class Arc:
    """One arrow as drawn: the corners of its way, where its label stands, where marks go.

    `key` is "arc-SOURCE-TARGET" for an arc of Figure 5, "more-SOURCE-TARGET" for the other rows of
    that pair. `label` is the middle of the first line. `marks` are distances along the way at
    which the first and second peer's step marks stand: from the head, or, if negative, from the
    tail.
    """

    key: str
    source: str
    target: str
    way: tuple[Point, ...]
    label: Point | None = None
    marks: tuple[float, float] = (23.0, 40.0)
    radius: float = RADIUS


def _figure5(
    source: str, target: str, label: Point, *way: Point, marks: tuple[float, float] = (23.0, 40.0)
) -> Arc:
    return Arc(f"arc-{source}-{target}", source, target, way, label, marks)


def _more(
    source: str, target: str, *way: Point, marks: tuple[float, float] = (-11.0, -35.0)
) -> Arc:
    return Arc(f"more-{source}-{target}", source, target, way, None, marks, 6.0)


#: Figure 5's arcs, each with its label's first line.
FIGURE_5_ARCS = (
    _figure5("CLOSED", "LISTEN", (179, 85), (229, 61), (229, 129)),
    _figure5("CLOSED", "SYN-SENT", (362, 17), (296, 43), (432, 43), (432, 223)),
    _figure5("LISTEN", "CLOSED", (300, 85), (249, 129), (249, 61)),
    _figure5("LISTEN", "SYN-SENT", (334, 167), (296, 137), (384, 137), (384, 223)),
    _figure5("LISTEN", "SYN-RECEIVED", (154, 167), (194, 151), (106, 151), (106, 223)),
    _figure5("SYN-SENT", "CLOSED", (367, 88), (416, 223), (416, 53), (296, 53)),
    _figure5("SYN-SENT", "SYN-RECEIVED", (245, 211), (348, 236), (138, 236)),
    _figure5("SYN-SENT", "ESTABLISHED", (317, 289), (362, 249), (362, 330), (296, 330)),
    _figure5("SYN-RECEIVED", "ESTABLISHED", (174, 302), (124, 249), (124, 330), (194, 330)),
    _figure5("SYN-RECEIVED", "FIN-WAIT-1", (95, 277), (66, 249), (66, 439)),
    _figure5("SYN-RECEIVED", "LISTEN", (36, 180), (66, 223), (66, 133), (194, 133)),
    _figure5(
        "ESTABLISHED", "FIN-WAIT-1", (164, 352), (221, 343), (221, 378), (106, 378), (106, 439)
    ),
    _figure5(
        "ESTABLISHED", "CLOSE-WAIT", (347, 352), (269, 343), (269, 378), (432, 378), (432, 439)
    ),
    _figure5("FIN-WAIT-1", "CLOSING", (165, 424), (138, 452), (194, 452)),
    _figure5("FIN-WAIT-1", "FIN-WAIT-2", (122, 489), (87, 465), (87, 535)),
    _figure5("FIN-WAIT-2", "TIME-WAIT", (165, 520), (138, 548), (194, 548)),
    _figure5("CLOSING", "TIME-WAIT", (280, 487), (245, 465), (245, 535)),
    _figure5("CLOSE-WAIT", "LAST-ACK", (432, 493), (399, 465), (399, 535)),
    _figure5(
        "LAST-ACK", "CLOSED", (434, 594), (399, 561), (399, 632), (375, 632), marks=(40.0, 57.0)
    ),
    _figure5(
        "TIME-WAIT", "CLOSED", (193, 598), (245, 561), (245, 632), (273, 632), marks=(43.0, 60.0)
    ),
)

_FOOT_LEFT = ((_LANE, 659), (_BETWEEN, 659), (_BETWEEN, 645))
_FOOT_TOP = ((_BETWEEN, 619),)

#: The arcs of the thin layer: all rows outside Figure 5, one arc a pair of states.
MORE_ARCS = (
    _more("LISTEN", "SYN-SENT", (296, 148), (372, 148), (372, 223)),
    _more("LISTEN", "CLOSED", (259, 129), (259, 61), marks=(-16.0, -33.0)),
    _more("SYN-SENT", "CLOSED", (402, 223), (402, 70), (280, 70), (280, 61), marks=(-16.0, -33.0)),
    _more("SYN-RECEIVED", "LISTEN", (86, 223), (86, 142), (194, 142), marks=(-16.0, -33.0)),
    _more("SYN-RECEIVED", "CLOSED", (36, 244), (_LANE, 244), *_FOOT_LEFT),
    _more(
        "ESTABLISHED", "CLOSED", (245, 343), (245, 390), (_BETWEEN, 390), *_FOOT_TOP,
        marks=(-16.0, -33.0),
    ),
    _more("FIN-WAIT-1", "CLOSED", (36, 452), (_LANE, 452), *_FOOT_LEFT),
    _more("FIN-WAIT-2", "CLOSED", (36, 548), (_LANE, 548), *_FOOT_LEFT),
    _more("CLOSING", "CLOSED", (296, 452), (_BETWEEN, 452), *_FOOT_TOP, marks=(-15.0, -39.0)),
    _more("TIME-WAIT", "CLOSED", (296, 556), (_BETWEEN, 556), *_FOOT_TOP, marks=(-15.0, -39.0)),
    _more("CLOSE-WAIT", "CLOSED", (348, 444), (_BETWEEN, 444), *_FOOT_TOP),
    _more("LAST-ACK", "CLOSED", (348, 540), (_BETWEEN, 540), *_FOOT_TOP),
    _more(
        "TIME-WAIT", "TIME-WAIT", (270, 535), (270, 521), (304, 521), (304, 544), (296, 544),
        marks=(23.0, 46.0),
    ),
    _more(
        "TIME-WAIT", "SYN-RECEIVED", (212, 561), (212, 582), (_OUTER, 582), (_OUTER, 228),
        (36, 228), marks=(-40.0, -57.0),
    ),
    _more(
        "SYN-RECEIVED", "TIME-WAIT", (36, 236), (_OUTER + 5, 236), (_OUTER + 5, 588), (202, 588),
        (202, 561), marks=(-60.0, -77.0),
    ),
)  # fmt: skip

#: Rows that a variant has and RFC 9293 has not, where a straight line would run through words.
ELSE_ARCS = (
    Arc(
        "else-LISTEN-ESTABLISHED", "LISTEN", "ESTABLISHED",
        ((203, 155), (203, 262), (245, 262), (245, 317)), marks=(23.0, 40.0),
    ),
)  # fmt: skip

ARCS: dict[str, Arc] = {arc.key: arc for arc in FIGURE_5_ARCS + MORE_ARCS}


def key_of(row: Transition) -> str:
    """The key of the arc that draws `row`."""
    layer = "arc" if row.figure5 else "more"
    return f"{layer}-{row.source}-{row.target}"


def arc_for(key: str, source: State | str, target: State | str) -> Arc:
    """The pinned arc of that key; for a pair that nobody has pinned, a straight one.

    A variant of the rules may hold rows that the RFC does not know. They go from border to border,
    a little to the right of the line between the middles, so that there and back can be told apart.
    """
    if key in ARCS:
        return ARCS[key]
    for arc in ELSE_ARCS:
        if arc.key == key:
            return arc
    a, b = NODES[str(source)], NODES[str(target)]
    if a == b:
        x, y = a[0] - 20, a[1] - HALF_HEIGHT
        loop = ((x, y), (x, y - 14), (x + 24, y - 14), (x + 24, y))
        return Arc(key, str(source), str(target), loop, None, (23.0, 40.0), 6.0)
    length = hypot(b[0] - a[0], b[1] - a[1])
    aside = (-(b[1] - a[1]) / length * 6, (b[0] - a[0]) / length * 6)
    a, b = (a[0] + aside[0], a[1] + aside[1]), (b[0] + aside[0], b[1] + aside[1])
    way = (_border(a, b), _border(b, a))
    return Arc(key, str(source), str(target), way)


def _border(inside: Point, towards: Point) -> Point:
    """Where the line from the middle of a box `towards` a point leaves the box."""
    dx, dy = towards[0] - inside[0], towards[1] - inside[1]
    scale = min(
        (HALF_WIDTH / abs(dx)) if dx else float("inf"),
        (HALF_HEIGHT / abs(dy)) if dy else float("inf"),
    )
    return (round(inside[0] + dx * scale, 1), round(inside[1] + dy * scale, 1))


def _step(a: Point, b: Point, distance: float) -> Point:
    """The point `distance` from `a` on the way to `b`."""
    length = hypot(b[0] - a[0], b[1] - a[1])
    return (a[0] + (b[0] - a[0]) * distance / length, a[1] + (b[1] - a[1]) * distance / length)


def length_of(way: tuple[Point, ...]) -> float:
    """The length of a way, corners not rounded."""
    return fsum(hypot(b[0] - a[0], b[1] - a[1]) for a, b in zip(way, way[1:], strict=False))


def point_at(arc: Arc, distance: float) -> Point:
    """The point of the arc's way `distance` from its head, or from its tail if negative."""
    way = arc.way if distance < 0 else arc.way[::-1]
    left = min(abs(distance), length_of(way))
    for a, b in zip(way, way[1:], strict=False):
        length = hypot(b[0] - a[0], b[1] - a[1])
        if left <= length:
            x, y = _step(a, b, left)
            return (round(x, 1), round(y, 1))
        left -= length
    return way[-1]


def spline(arc: Arc) -> tuple[Point, ...]:
    """The cubic Bézier curve of the arc, 3n + 1 points, ending where the arrow's head begins."""
    way = list(arc.way)
    way[-1] = _step(way[-1], way[-2], HEAD)
    points = [way[0]]
    for before, corner, after in zip(way, way[1:], way[2:], strict=False):
        radius = min(
            arc.radius,
            hypot(corner[0] - before[0], corner[1] - before[1]) / 2,
            hypot(after[0] - corner[0], after[1] - corner[1]) / 2,
        )
        enters, leaves = _step(corner, before, radius), _step(corner, after, radius)
        _line(points, enters)
        points += [
            _step(corner, before, radius * 0.45),
            _step(corner, after, radius * 0.45),
            leaves,
        ]
    _line(points, way[-1])
    return tuple((round(x, 1), round(y, 1)) for x, y in points)


def _line(points: list[Point], to: Point) -> None:
    """Go on straight: a Bézier curve whose middle points lie on its ends."""
    points += [points[-1], to, to]


def foot(arc: Arc) -> Arc:
    """The arc with its target's box named: those that lead down to CLOSED end at the foot."""
    down = arc.target == "CLOSED" and arc.way[-1][1] > NODES["ESTABLISHED"][1]
    return replace(arc, target=FOOT) if down else arc
