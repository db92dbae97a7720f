"""The heights of the rows: each as high as what stands above it allows, in either walk.

What `sequence.timeline` does for one walk, in step for two: arrows fall with the delay, idle time
folds, and what would touch moves down; where one of the two has to wait, the other waits too.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from diagramgen.render.beside.rows import Row
from diagramgen.render.sequence.grid import Grid
from diagramgen.render.sequence.stacks import AIR
from diagramgen.render.sequence.timeline import (
    FOLD_AFTER,
    HEADS_APART,
    Node,
    Stretch,
    Timeline,
)

#: Least distance of two rows, and the least that a lifeline passes by for a zigzag to say so.
ROWS_APART, PASSED_BY = 12, 46
_NOWHERE = -1000.0


@dataclass
class Track:
    """One walk on its way down: its timeline, and how far it is."""

    line: Timeline
    heights: dict[int, tuple[float, float]]
    grid: Grid
    stretch: Stretch = field(default_factory=Stretch)
    top: float = 0.0
    y: float = 0.0  # of the last row that has something of it
    t: int = 0
    beside: dict[str, float] = field(default_factory=dict)  # by peer: where its last stack ends
    sends: dict[str, tuple[float, int]] = field(default_factory=dict)
    heads: dict[str, tuple[float, int]] = field(default_factory=dict)

    def begin(self, top: float, floor: float) -> None:
        """Forget the last laying out; the first event stands at `top` or lower."""
        line = self.line
        moments = [node.moment for node in line.nodes]
        line.moment_y = [0.0] * (max(moments + [-1]) + 1)
        line.sent_y, line.arrived_y, line.times, line.folds = {}, {}, [], []
        line.end = self.top = self.y = top
        self.t = line.nodes[0].t if line.nodes else 0
        self.beside = {"A": floor, "B": floor}
        self.sends, self.heads = {}, {}

    def due(self, node: Node) -> float:
        """Where an event would stand if nothing were in its way."""
        idle, delay = node.t - self.t, self.line.delay
        fall = self.grid.fold if self.folds(node) else idle * self.grid.drop // delay
        return self.y + fall + self.stretch.before.get(node.t, 0)

    def folds(self, node: Node) -> bool:
        """Whether nothing happened for long before an event."""
        return 10 * (node.t - self.t) > FOLD_AFTER * self.line.delay

    def _between(self, before: int, after: int) -> float:
        """How far the labels of two parallel arrows keep them apart."""
        own = self.heights[before][1] + self.heights[after][0] + 3
        return own + self.stretch.apart.get(after, 0)

    def lowest(self, node: Node) -> float:
        """The least y that an event may have."""
        low = self.beside[node.peer] + AIR + node.up if node.up else _NOWHERE
        if node.send and node.peer in self.sends:
            y, n = self.sends[node.peer]
            low = max(low, y + self._between(n, node.send))
        if node.arrive:
            n = node.arrive[0]
            further = self.stretch.drop.get(n, 0)
            if n in self.line.sent_y and n not in self.line.injected:
                low = max(low, self.line.sent_y[n] + self.grid.least_drop + further)
            else:  # its way is drawn from here upwards
                low = max(low, self.top + self.grid.drop, self.y + further)
            if node.peer in self.heads:
                y, last = self.heads[node.peer]
                apart = HEADS_APART if n == last else self._between(last, n)
                low = max(low, y + max(HEADS_APART, apart))
        return low

    def put(self, node: Node, y: float) -> None:
        """Let an event stand at `y`."""
        line = self.line
        if node.moment >= 0:
            line.moment_y[node.moment] = y
        if node.up:
            self.beside[node.peer] = y + node.down
        if node.send:
            line.sent_y[node.send] = y
            self.sends[node.peer] = (y, node.send)
        if node.arrive:
            n = node.arrive[0]
            line.arrived_y[node.arrive] = y
            if n not in line.sent_y:
                line.sent_y[n] = y - self.grid.drop - self.stretch.drop.get(n, 0) // 4
            self.heads[node.peer] = (y, n)
        if node.timed:
            line.times.append((node, y))
        line.end = max(line.end, y)

    def wants(self, nodes: list[Node]) -> float:
        """Where a row would stand if this walk were alone."""
        return max([self.due(nodes[0])] + [self.lowest(node) for node in nodes])

    def move_on(self, node: Node, y: float, wanted: float) -> None:
        """Note that a row at `y` was this walk's, and that it waited for the other if it did."""
        if self.folds(node) or y - wanted > PASSED_BY:
            self.line.folds.append((self.y + y) / 2)
        self.y, self.t = y, node.t


def settle(rows: list[Row], tracks: list[Track], top: float, floor: float) -> None:
    """Give every event its height: the first at `top` or lower, nothing above `floor`."""
    for track in tracks:
        track.begin(top, floor)
    last = _NOWHERE
    for row in rows:
        present = [
            (track, nodes, track.wants(nodes)) for track, nodes in zip(tracks, row.sides) if nodes
        ]
        y = max([last + ROWS_APART] + [wanted for _, _, wanted in present])
        for track, nodes, wanted in present:
            track.move_on(nodes[0], y, wanted)
            for node in nodes:
                track.put(node, y)
        last = y
