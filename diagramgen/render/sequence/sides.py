"""What stands on the lifelines and outside them: bars, state boxes, calls, times, crashes."""

from __future__ import annotations

from diagramgen.render.sequence.grid import Grid, clock, phase
from diagramgen.render.sequence.shapes import Bar, Box, Layout, Mark, Text
from diagramgen.render.sequence.stacks import AIR, Item, Stack
from diagramgen.render.sequence.timeline import Timeline
from diagramgen.walk.trace import Trace


class Side:
    """The outside of one peer's lifeline."""

    def __init__(self, layout: Layout, grid: Grid, peer: str, x: float, gap: float) -> None:
        self.layout, self.grid, self.x = layout, grid, x
        sign = -1 if peer == "A" else 1
        self.anchor = "end" if peer == "A" else "start"
        self.box_x = x - gap - grid.box_w if peer == "A" else x + gap
        self.near = x + sign * (grid.bar + 2)  # where the arrow of a call begins and ends
        self.out = self.near + sign * grid.call
        self.beyond = x + sign * max(gap, grid.bar + grid.call + 5)  # and what is said of it

    def state(self, name: str, middle: float, moment: int) -> None:
        """A state box with its middle at height `middle`."""
        wide, high = self.grid.box_w, self.grid.box_h
        box = Box(self.box_x, middle - high / 2, wide, high, name, phase(name), moment)
        self.layout.states.append(box)

    def item(self, item: Item, y: float, moment: int) -> None:
        """Something of a stack with its middle at height `y`."""
        marks, kind, note = self.layout.marks, item.kind, self.grid.note
        if kind == "state":
            self.state(item.text, y, moment)
            return
        if kind == "call":
            marks.append(Mark("call", self.out, y, self.near, moment))
        elif kind in ("told", "error"):
            marks.append(Mark(kind, self.near, y, self.out, moment))
        elif kind in ("crash", "restart"):
            marks.append(Mark(kind, self.x, y, 0.0, moment))
        else:  # goes on in a further line
            kind = kind.rstrip("+")
        self.layout.texts.append(
            Text(self.beyond, y + note * 0.34, item.text, note, kind, self.anchor, mono=False)
        )

    def stack(self, stack: Stack, y: float, moment: int) -> None:
        """All of a moment's stack, the middle of its first item at height `y`."""
        top = y - stack.up
        for item in stack.items:
            self.item(item, top + item.height / 2, moment)
            top += item.height + AIR


def bars(layout: Layout, trace: Trace, line: Timeline, peer: str, x: float) -> None:
    """The lifeline of a peer and the bars of its states on it."""
    since, state, up = layout.top, trace.states[peer][0], "up"
    from_y = layout.top
    for i, moment in enumerate(trace.moments):
        if moment.peer != peer:
            continue
        y = line.moment_y[i]
        if moment.event in ("crash", "restart"):
            layout.lines.append(Bar(x, from_y, y, up))
            from_y, up = y, "down" if moment.event == "crash" else "up"
        if moment.after != state:
            if state != "CLOSED":
                layout.bars.append(Bar(x, since, y, phase(state)))
            since, state = y, moment.after
    if state != "CLOSED":
        layout.bars.append(Bar(x, since, layout.bottom, phase(state)))
    layout.lines.append(Bar(x, from_y, layout.bottom, up))


def times(layout: Layout, line: Timeline, stacks: dict[int, Stack], grid: Grid) -> None:
    """The times: in a column of their own, or above what stands at their moment."""
    for node, y in line.times:
        x, anchor, middle = float(grid.edge), "start", y
        if not grid.times_aside:
            stack = stacks.get(node.moment)
            middle -= stack.up + grid.time / 2 + 2 if stack else 0
            x += 1
            if node.peer == "B":
                x, anchor = grid.width - x, "end"
        layout.texts.append(
            Text(x, middle + grid.time * 0.36, clock(node.t), grid.time, "time", anchor)
        )
