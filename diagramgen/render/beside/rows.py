"""Two walks in one order of time: which of their events stand at one height.

An event is a node of a walk's timeline. Corresponding segments leave at one height and arrive at
one height, and corresponding calls and timeouts are level where that does not forbid it. What only
one walk has gets a row of its own, opposite to nothing. Where one walk answers at once what the
other answers later, its moment is drawn in two: the arrival, and further down the sending.
"""

from __future__ import annotations

from typing import NamedTuple, Optional

from diagramgen.render.sequence.grid import NARROW
from diagramgen.render.sequence.timeline import Node, Timeline
from diagramgen.walk.alignment import Ordered
from diagramgen.walk.comparison import Comparison

#: Half of what a printed time takes.
TIME = NARROW.time / 2 + 2


class Row(NamedTuple):
    """What stands at one height: for each walk the events of one time, of either peer one."""

    sides: tuple[list[Node], ...]


class _Ports:
    """Where a walk's nodes can be tied: an arrival that is answered has two such places."""

    def __init__(self, line: Timeline) -> None:
        self.nodes = line.nodes
        self.spans: list[tuple[int, int]] = []  # of each node, its first port and its last
        self.of: list[int] = []  # of each port, its node
        self.sends: dict[int, int] = {}
        self.arrivals: dict[tuple[int, int], int] = {}
        self.moments: dict[int, int] = {}
        for k, node in enumerate(line.nodes):
            first = len(self.of)
            self.of += [k, k] if node.arrive is not None and node.send else [k]
            self.spans.append((first, len(self.of) - 1))
            if node.arrive is not None:
                self.arrivals[node.arrive] = first
            if node.moment >= 0:
                self.moments[node.moment] = first
            if node.send:
                self.sends[node.send] = len(self.of) - 1


def rows(lines: list[Timeline], comparison: Optional[Comparison] = None) -> list[Row]:
    """The rows of one walk, or of two that `comparison` compares."""
    if comparison is None:
        return _grouped([(node,) for node in lines[0].nodes])
    ports = [_Ports(line) for line in lines]
    tied = _tied(comparison, ports[0], ports[1])
    nodes, pairs = _split(ports, tied)
    return _grouped(_merged(nodes, pairs))


def _tied(comparison: Comparison, one: _Ports, other: _Ports) -> list[tuple[int, int]]:
    """The ports that are level: of segments first, so that these always are."""
    kept = Ordered()
    for n, m in comparison.segments:
        if n in one.sends and m in other.sends:
            kept.add(one.sends[n], other.sends[m])
    for n, m in comparison.segments:
        for copy in range(len(comparison.one.segments[n - 1].copies)):
            if (n, copy) in one.arrivals and (m, copy) in other.arrivals:
                kept.add(one.arrivals[(n, copy)], other.arrivals[(m, copy)])
    for i, j in comparison.moments:
        kept.add(one.moments[i], other.moments[j])
    return kept.pairs


def _split(
    ports: list[_Ports], tied: list[tuple[int, int]]
) -> tuple[list[list[Node]], list[tuple[int, int]]]:
    """The nodes of both walks, those in two that are tied to two; and which of them are level."""
    nodes: list[list[Node]] = [[], []]
    places: list[dict[int, int]] = [{}, {}]  # of a port, its node's
    for side, mine in enumerate(ports):
        partner = {pair[side]: ports[1 - side].of[pair[1 - side]] for pair in tied}
        found, place = nodes[side], places[side]
        for node, (first, last) in zip(mine.nodes, mine.spans):
            apart = first in partner and last in partner and partner[first] != partner[last]
            if apart:
                found.append(node._replace(send=0))
            place[first] = len(found) - apart
            found.append(_sending(node) if apart else node)
            place[last] = len(found) - 1
    pairs = sorted({(places[0][a], places[1][b]) for a, b in tied})
    return nodes, pairs


def _sending(node: Node) -> Node:
    """The sending, by itself, of what a moment sends; its time is printed once more."""
    return node._replace(part=1, moment=-1, arrive=None, up=TIME, down=TIME)


Step = tuple[Optional[Node], ...]


def _merged(nodes: list[list[Node]], pairs: list[tuple[int, int]]) -> list[Step]:
    """The nodes of both walks in one order; between two level ones by the time since the first."""
    steps: list[Step] = []
    i = j = 0
    since = (0, 0)
    for a, b in pairs + [(len(nodes[0]), len(nodes[1]))]:
        left, right = nodes[0][i:a], nodes[1][j:b]
        while left or right:
            first = bool(left) and (not right or left[0].t - since[0] <= right[0].t - since[1])
            steps.append((left.pop(0), None) if first else (None, right.pop(0)))
        if a < len(nodes[0]):
            steps.append((nodes[0][a], nodes[1][b]))
            since = (nodes[0][a].t, nodes[1][b].t)
        i, j = a + 1, b + 1
    return steps


def _grouped(steps: list[Step]) -> list[Row]:
    """The steps as rows: what happens at once at both peers is level."""
    found: list[Row] = []
    for step in steps:
        if found and _joins(found[-1], step):
            for side, node in enumerate(step):
                if node is not None:
                    found[-1].sides[side].append(node)
        else:
            found.append(Row(tuple([[] if node is None else [node] for node in step])))
    return found


def _joins(row: Row, step: Step) -> bool:
    """Whether a step happens at the time of a row, in a walk that is in it, at the other peer."""
    for nodes, node in zip(row.sides, step):
        if node is None:
            continue
        if not nodes:
            return False
        if nodes[0].t != node.t or node.peer in [other.peer for other in nodes]:
            return False
        if node.arrive is not None and node.arrive[0] in [other.send for other in nodes]:
            return False
    return True
