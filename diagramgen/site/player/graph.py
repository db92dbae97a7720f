"""The state graph in small, without words on its arrows: for a panel in which both peers move.

The same boxes and arcs as in the graph of `render.states`, drawn closer together, so that it
stands beside a chart. Every box and every arc bears its name; what is lit is for the script.
"""

from __future__ import annotations

from dataclasses import replace

from diagramgen.render.states import layout
from diagramgen.render.states.layout import ARCS, ELSE_ARCS, HALF_HEIGHT, HALF_WIDTH, NODES, Arc
from diagramgen.render.states.style import phase

#: Between two rows of boxes, above the first and below the last.
GAP, TOP, BOTTOM = 19.0, 11.0, 16.0
_ROWS = sorted({y for _, y in NODES.values()})


def closer(y: float) -> float:
    """A height of the large graph in the small one: boxes are as high, gaps are smaller."""
    edge, end = TOP, -1e9
    for row in _ROWS:
        start = row - HALF_HEIGHT
        if y < start:
            return edge - GAP * (start - y) / (start - end) if end > -1e9 else edge - (start - y)
        end = row + HALF_HEIGHT
        if y <= end:
            return edge + y - start
        edge += 2 * HALF_HEIGHT + GAP
    return edge - GAP + (y - end)


HEIGHT = closer(_ROWS[-1] + HALF_HEIGHT) + BOTTOM


def _path(arc: Arc) -> str:
    """An arc and the two strokes of its head."""
    way = tuple((x, closer(y)) for x, y in arc.way)
    points = layout.spline(replace(arc, way=way, radius=5.0))
    d = f"M{_at(points[0])}"
    for i in range(1, len(points), 3):
        first, second, end = points[i : i + 3]
        straight = first == points[i - 1] and second == end
        d += f"L{_at(end)}" if straight else f"C{_at(first)} {_at(second)} {_at(end)}"
    (x, y), (bx, by) = way[-1], way[-2]
    length = max(abs(x - bx) + abs(y - by), 1.0)
    ux, uy = (x - bx) / length, (y - by) / length
    base = (x - 6 * ux, y - 6 * uy)
    left, right = (base[0] - 4 * uy, base[1] + 4 * ux), (base[0] + 4 * uy, base[1] - 4 * ux)
    return f"{d}L{_at((x, y))}M{_at(left)}L{_at((x, y))}L{_at(right)}"


def _at(point: tuple[float, float]) -> str:
    return f"{round(point[0])},{round(point[1])}"


def small_graph() -> str:
    """The graph as SVG. It is beside a text that says the same, so it is hidden from readers."""
    size = f'viewBox="0 0 {layout.WIDTH} {round(HEIGHT)}"'
    out = [f'<svg class="dg-small" {size} aria-hidden="true" focusable="false">']
    for arc in (*ARCS.values(), *ELSE_ARCS):
        thin = "" if arc.key.startswith("arc-") else ' class="dg-rare"'
        out.append(f'<path data-arc="{arc.key}"{thin} d="{_path(arc)}"/>')
    for name, (x, y) in NODES.items():
        word = "CLOSED" if name == layout.FOOT else name
        middle = round(closer(y))
        out.append(
            f'<g data-box="{name}" class="dg-{phase(word)}"><rect x="{round(x - HALF_WIDTH)}"'
            f' y="{middle - 13}" width="102" height="26" rx="6"/>'
            f'<text x="{x:g}" y="{middle + 4}">{word}</text></g>'
        )
    # A is round and B is square, as everywhere.
    out.append(
        '<g class="dg-at-a"><circle r="10"/><text y="4">A</text></g>'
        '<g class="dg-at-b"><rect x="-9" y="-9" width="18" height="18" rx="2"/>'
        '<text y="4">B</text></g></svg>'
    )
    return "".join(out)
