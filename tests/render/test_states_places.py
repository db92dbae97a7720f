"""Where things stand in the state graph: nothing touches, nothing leaves the picture."""

from __future__ import annotations

from itertools import combinations
from math import hypot

from diagramgen.render.measure import width
from diagramgen.render.states import layout
from diagramgen.render.states.dot import by_arc
from diagramgen.render.states.style import LINE, SIZE, cause_lines
from diagramgen.tcp.transitions import FIGURE_5

Box = tuple[float, float, float, float]


def touch(a: Box, b: Box, gap: float = 0.0) -> bool:
    return (
        a[0] < b[2] + gap and b[0] < a[2] + gap and a[1] < b[3] + gap and b[1] < a[3] + gap
    )  # fmt: skip


def labels() -> dict[str, Box]:
    """The room that each label takes, by the widths of a common sans face."""
    found = {}
    for key, rows in by_arc(FIGURE_5).items():
        lines = [*cause_lines(rows[0]), *([rows[0].action] if rows[0].action else [])]
        wide = max(width(line, SIZE, mono=False) for line in lines)
        x, y = layout.ARCS[key].label or (0, 0)
        found[key] = (
            x - wide / 2,
            y - SIZE / 2 + 1,
            x + wide / 2,
            y + LINE * (len(lines) - 1) + SIZE / 2 - 1,
        )
    for frame in layout.FRAMES:
        wide = width(f"{frame.name} close", SIZE, mono=False)
        x, y = frame.title
        found[frame.name] = (x - wide / 2, y - SIZE / 2, x + wide / 2, y + SIZE / 2)
    return found


def boxes() -> dict[str, Box]:
    return {
        name: (
            x - layout.HALF_WIDTH, y - layout.HALF_HEIGHT, x + layout.HALF_WIDTH,
            y + layout.HALF_HEIGHT,
        )
        for name, (x, y) in layout.NODES.items()
    }  # fmt: skip


def lines_of(arc: layout.Arc) -> list[Box]:
    return [
        (min(a[0], b[0]), min(a[1], b[1]), max(a[0], b[0]), max(a[1], b[1]))
        for a, b in zip(arc.way, arc.way[1:], strict=False)
    ]


def test_no_label_touches_a_label_a_state_or_an_arc() -> None:
    found = labels()
    for (one, a), (other, b) in combinations(found.items(), 2):
        assert not touch(a, b, 2), (one, other)
    for name, label in found.items():
        for state, box in boxes().items():
            assert not touch(label, box, 1), (name, state)
        for arc in layout.ARCS.values():
            for line in lines_of(arc):
                assert not touch(label, line, 1), (name, arc.key)


def test_everything_stays_in_the_picture() -> None:
    for box in [*labels().values(), *boxes().values()]:
        assert 0 <= box[0] < box[2] <= layout.WIDTH
        assert 0 <= box[1] < box[3] <= layout.HEIGHT
    for arc in layout.ARCS.values():
        assert all(0 < x < layout.WIDTH and 0 < y < layout.HEIGHT for x, y in arc.way), arc.key


def test_states_and_arcs_keep_apart() -> None:
    for (one, a), (other, b) in combinations(boxes().items(), 2):
        assert not touch(a, b, 20), (one, other)
    for arc in layout.ARCS.values():
        ends = (arc.source, layout.foot(arc).target)
        for line in lines_of(arc):
            for name, box in boxes().items():
                assert name in ends or not touch(line, box, 2), (arc.key, name)


def test_arcs_begin_and_end_on_the_border_of_their_states() -> None:
    for arc in layout.ARCS.values():
        for name, (x, y) in ((arc.source, arc.way[0]), (layout.foot(arc).target, arc.way[-1])):
            left, top, right, bottom = boxes()[name]
            upright = x in (left, right) and top < y < bottom
            assert upright or (y in (top, bottom) and left < x < right), (arc.key, name)


def test_step_marks_cover_no_state_no_label_and_not_each_other() -> None:
    for arc in layout.ARCS.values():
        first, second = (layout.point_at(arc, distance) for distance in arc.marks)
        assert hypot(first[0] - second[0], first[1] - second[1]) >= 15, arc.key
        for x, y in (first, second):
            mark = (x - 7.5, y - 7.5, x + 7.5, y + 7.5)
            for name, box in (boxes() | labels()).items():
                assert not touch(mark, box), (arc.key, name)
