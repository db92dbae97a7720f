"""When becomes where: the y of every event of a walk.

Time runs down at the pace of the link's delay and folds where nothing happens for long. Where
things would touch, time is stretched, for both lifelines alike, so that what happens at once stands
at one height and what happens later stands lower.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple, Optional

from diagramgen.render.sequence.grid import Grid
from diagramgen.render.sequence.stacks import AIR, Stack
from diagramgen.walk.trace import Trace

#: Idle time longer than this, in tenths of a delay, folds.
FOLD_AFTER = 25
#: Least distance of two arrowheads on one lifeline, and of two times in their column.
HEADS_APART, TIMES_APART = 14, 14

Copied = tuple[int, int]  # a segment's number, and its copy's


class Node(NamedTuple):
    """Something that has a y: a moment, the sending of a segment, the arrival of a copy."""

    t: int
    rank: int  # at one time: moments come before what only the link sees
    order: int
    part: int
    peer: str
    moment: int  # -1 for none
    send: int  # a segment's number, 0 for none
    arrive: Optional[Copied]
    timed: bool  # whether its time is printed
    up: float  # how far what stands outside the lifeline goes up and down; 0 for nothing
    down: float


@dataclass
class Stretch:
    """Air that the placing of labels asked for.

    `before` a time, `apart` between a segment and the one before it, `drop` between the sending of
    a segment and its arrival.
    """

    before: dict[int, int] = field(default_factory=dict)
    apart: dict[int, int] = field(default_factory=dict)
    drop: dict[int, int] = field(default_factory=dict)

    def copy(self) -> Stretch:
        """The same, to be kept."""
        return Stretch(dict(self.before), dict(self.apart), dict(self.drop))


def more(table: dict[int, int], key: int, px: int) -> None:
    """Ask for `px` more at `key`."""
    table[key] = table.get(key, 0) + px


@dataclass
class Timeline:
    """The nodes of a walk in their order, and where `settle` put them."""

    nodes: list[Node]
    delay: int
    injected: list[int] = field(default_factory=list)
    moment_y: list[float] = field(default_factory=list)
    sent_y: dict[int, float] = field(default_factory=dict)
    arrived_y: dict[Copied, float] = field(default_factory=dict)
    times: list[tuple[Node, float]] = field(default_factory=list)  # whose time is printed, its y
    folds: list[float] = field(default_factory=list)
    end: float = 0.0


def delay_of(trace: Trace) -> int:
    """The delay of the link: the setting, or the shortest way that a copy had."""
    setting = trace.settings.get("delay")
    if isinstance(setting, int) and setting > 0:
        return setting
    ways = [c.arrives - s.sent for s in trace.segments for c in s.copies if c.arrives is not None]
    ways = [way for way in ways if way > 0]
    return min(ways) if ways else 10


def build(trace: Trace, stacks: dict[int, Stack], grid: Grid) -> Timeline:
    """The nodes of `trace`, in their order; `stacks` are what its moments have beside them."""
    delay = delay_of(trace)
    nodes: list[Node] = []
    time = 0.0 if grid.times_aside else grid.time / 2 + 2  # half of what a printed time takes
    seen: set[Copied] = set()
    caused: set[int] = set()
    for i, moment in enumerate(trace.moments):
        arrive = None
        if moment.event == "segment" and moment.segment is not None:
            arrive = (moment.segment, moment.copy or 0)
            seen.add(arrive)
        t, peer, up, down = moment.t, moment.peer, time, time
        if i in stacks:
            up, down = stacks[i].up + 2 * time, stacks[i].down
        sends = [n for n in moment.sends if trace.segments[n - 1].sent == t]
        first = sends[0] if sends else 0
        nodes.append(Node(t, 1, i, 0, peer, i, first, arrive, True, up, down))
        if sends:
            caused.update(sends)
            for part, n in enumerate(sends[1:]):
                nodes.append(Node(t, 1, i, part + 1, peer, -1, n, None, False, 0.0, 0.0))
    for seg in trace.segments:
        if seg.n not in caused and not seg.injected:
            nodes.append(Node(seg.sent, 0, seg.n, 0, seg.source, -1, seg.n, None, True, time, time))
        for c, copy in enumerate(seg.copies):
            if (seg.n, c) not in seen:
                t, own = seg.sent + delay, 0.0
                if copy.arrives is not None:
                    t, own = copy.arrives, time
                timed = copy.arrives is not None
                nodes.append(Node(t, 2, seg.n, c, seg.target, -1, 0, (seg.n, c), timed, own, own))
    nodes.sort()  # no two are alike in their first four fields
    return Timeline(nodes, delay, [seg.n for seg in trace.segments if seg.injected])


@dataclass
class Floors:
    """How high the next thing of each kind may stand at the earliest, while time is laid out."""

    stacks: dict[str, float]  # by peer
    sends: dict[str, tuple[float, int]] = field(default_factory=dict)  # y and segment, by source
    heads: dict[str, tuple[float, int]] = field(default_factory=dict)  # y and segment, by target
    time: float = -1000.0
    last: float = -1000.0


def _at_once(nodes: list[Node]) -> list[list[Node]]:
    """The nodes in groups of those that happen at one time."""
    groups: list[list[Node]] = []
    for node in nodes:
        if groups and groups[-1][0].t == node.t:
            groups[-1].append(node)
        else:
            groups.append([node])
    return groups


class Settling:
    """One laying out of a timeline: from the top, each node as high as its neighbours allow."""

    def __init__(
        self,
        line: Timeline,
        heights: dict[int, tuple[float, float]],
        grid: Grid,
        stretch: Stretch,
    ) -> None:
        self.line, self.heights = line, heights
        self.grid, self.stretch, self.top = grid, stretch, 0.0
        self.moments = sum([1 for node in line.nodes if node.moment >= 0])
        self.groups = _at_once(line.nodes)

    def _between(self, before: int, after: int) -> float:
        """How far the labels of two parallel arrows, one after the other, keep them apart."""
        own = self.heights[before][1] + self.heights[after][0] + 3
        return own + self.stretch.apart.get(after, 0)

    def _lowest(self, node: Node, floors: Floors) -> float:
        """The least y that `node` may have."""
        low = floors.stacks[node.peer] + AIR + node.up if node.up else -1000.0
        if node.send and node.peer in floors.sends:
            y, n = floors.sends[node.peer]
            low = max(low, y + self._between(n, node.send))
        if node.arrive:
            low = max(low, self._lowest_end(node.arrive[0], node.peer, floors))
        return low

    def _lowest_end(self, n: int, peer: str, floors: Floors) -> float:
        """The least y at which a copy of segment `n` may arrive at `peer`."""
        further = self.stretch.drop.get(n, 0)
        if n in self.line.injected:  # its way is drawn from here upwards
            low = max(self.top + self.grid.drop, floors.last + further)
        else:
            low = self.line.sent_y[n] + self.grid.least_drop + further
        if peer in floors.heads:
            y, last = floors.heads[peer]
            apart = HEADS_APART if n == last else self._between(last, n)
            low = max(low, y + max(HEADS_APART, apart))
        return low

    def _put(self, node: Node, y: float, floors: Floors) -> None:
        line, peer = self.line, node.peer
        if node.moment >= 0:
            line.moment_y[node.moment] = y
        if node.up:
            floors.stacks[peer] = y + node.down
        if node.send:
            line.sent_y[node.send] = y
            floors.sends[peer] = (y, node.send)
        if node.arrive:
            n = node.arrive[0]
            line.arrived_y[node.arrive] = y
            if n in line.injected and n not in line.sent_y:
                line.sent_y[n] = y - self.grid.drop - self.stretch.drop.get(n, 0) // 4
            floors.heads[peer] = (y, n)
        floors.last = y

    def _note(self, node: Node, y: float, floors: Floors) -> None:
        """Note the time of a node."""
        self.line.times.append((node, y))
        floors.time = y

    def _times(self, group: list[Node], floors: Floors) -> None:
        """Note the time of a group of nodes, once, or once a peer."""
        peers: list[str] = []
        for node in group:
            if node.timed and node.peer not in peers:
                peers.append(node.peer)
                self._note(node, self._y(node), floors)
                if self.grid.times_aside:
                    break

    def _alone(self, node: Node, y: float, floors: Floors) -> float:
        """Lay out the only thing that happens at its time: what `_group` does, in short."""
        y = max(y, self._lowest(node, floors))
        if node.timed and self.grid.times_aside:
            y = max(y, floors.time + TIMES_APART)
        self._put(node, y, floors)
        if node.timed:
            self._note(node, y, floors)
        return y

    def _group(self, group: list[Node], y: float, floors: Floors) -> float:
        """Lay out what happens at one time: the first of each peer at one height."""
        leading: list[Node] = []
        for node in group:
            sent = node.arrive[0] if node.arrive else 0
            if sent and sent not in self.line.sent_y and sent not in self.line.injected:
                break
            if node.peer in [other.peer for other in leading]:
                break
            leading.append(node)
        for node in leading:
            y = max(y, self._lowest(node, floors))
        if self.grid.times_aside and any(node.timed for node in group):
            y = max(y, floors.time + TIMES_APART)
        for i, node in enumerate(group):
            if i >= len(leading):
                y = max(y, self._lowest(node, floors))
            self._put(node, y, floors)
        self._times(group, floors)
        return y

    def run(self, top: float, floor: float) -> None:
        """Lay out everything: the first event at `top` or lower, no stack above `floor`."""
        line, grid, before = self.line, self.grid, self.stretch.before
        line.moment_y = [0.0] * self.moments
        line.sent_y, line.arrived_y, line.times, line.folds = {}, {}, [], []
        self.top = top
        floors = Floors({"A": floor, "B": floor})
        y, last = top, line.nodes[0].t if line.nodes else 0
        for group in self.groups:
            t = group[0].t
            idle = t - last
            folds = 10 * idle > FOLD_AFTER * line.delay
            above = y
            y += grid.fold if folds else idle * grid.drop // line.delay
            y += before.get(t, 0)
            asked = y
            if len(group) == 1:
                y = self._alone(group[0], y, floors)
            else:
                y = self._group(group, y, floors)
            if folds:
                first = min([self._y(node) for node in group])
                line.folds.append((above + max(asked, first)) / 2)
            last = t
        line.end = y  # time only goes down

    def _y(self, node: Node) -> float:
        if node.moment >= 0:
            return self.line.moment_y[node.moment]
        return self.line.arrived_y[node.arrive] if node.arrive else self.line.sent_y[node.send]
