"""Walk and chart in process, beside what others need a process for: ratios from one run.

    python benchmarks/compare.py [ROUNDS]

The same exchange, and the same states, are drawn by each of `peers.PEERS` and by the `graphviz`
package's pipe; those that are not installed are named and left out. Times are medians over the
rounds of small batches, taken in turn, so that the machine's speed cancels out in the ratios.
"""

from __future__ import annotations

import gzip
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import graphviz
from peers import PEERS, where, work

from diagramgen.render import render
from diagramgen.render.look import Look
from diagramgen.site.graphviz import states
from diagramgen.tcp.transitions import FIGURE_5
from diagramgen.walk.language import parse
from diagramgen.walk.trace import Trace
from diagramgen.walk.walker import walk

HERE = Path(__file__).resolve().parent
#: How often one of our own is drawn for one measurement: a page has many charts.
BATCH = 10
#: A program that takes seconds is not run more often than this.
SLOW, SELDOM = 500, 7


class Entry(NamedTuple):
    """Something to measure: its name, "chart" or "graph", how often at once, and the work."""

    name: str
    sort: str
    batch: int
    draw: Callable[[], str | bytes]


def timed(entry: Entry) -> float:
    """How long one drawing takes, in ms."""
    start = time.perf_counter()
    for _ in range(entry.batch):
        entry.draw()
    return (time.perf_counter() - start) * 1000 / entry.batch


def entries(text: str, trace: Trace) -> list[Entry]:
    """All that can be measured here; what cannot is said."""

    def chart() -> str:
        return render(walk(parse(text), text), "sequence", "svg", Look(id="x"))

    found = [
        Entry("walk and sequence chart, in process", "chart", BATCH, chart),
        Entry("walk and state graph, in process, warm", "graph", BATCH,
              lambda: states(Look(), walk(parse(text), text))),
    ]  # fmt: skip
    for peer in PEERS:
        program = where(peer)
        if program is None:
            print(f"{peer.name} is not on PATH, nor named by {peer.variable}")
            continue
        for sort, draw in work(peer, program, trace, FIGURE_5).items():
            found.append(Entry(f"{peer.name}, a process", sort, peer.batch, draw))
    pipe = graphviz.Source(render(trace, "states", "dot", Look()), engine="neato")
    try:
        pipe.pipe(format="svg")
        found.append(Entry("graphviz.pipe, a process", "graph", 3, lambda: pipe.pipe(format="svg")))
    except graphviz.ExecutableNotFound:
        print("dot is not on PATH")
    return found


def size(drawn: str | bytes) -> str:
    """How large a drawing is, and how large when compressed."""
    octets = drawn.encode() if isinstance(drawn, str) else drawn
    return f"{len(octets) / 1000:6.1f} kB ({len(gzip.compress(octets, 9, mtime=0)) / 1000:.1f})"


def main(rounds: int) -> None:
    """Measure, and print."""
    text = (HERE / "fourteen.tcp").read_text(encoding="utf-8")
    trace = walk(parse(text), text)
    start = time.perf_counter()
    states(Look())
    cold = (time.perf_counter() - start) * 1000
    found = entries(text, trace)
    sizes = [size(entry.draw()) for entry in found]
    times: list[list[float]] = [[] for _ in found]
    for _ in range(rounds):
        for entry, so_far in zip(found, times, strict=True):
            if so_far and so_far[0] > SLOW and len(so_far) >= SELDOM:
                continue
            so_far.append(timed(entry))
    medians = [statistics.median(values) for values in times]
    print(f"{len(trace.segments)} segments, {len(FIGURE_5)} arrows; medians of {rounds} rounds")
    for sort in ("chart", "graph"):
        ours = next(ms for ms, entry in zip(medians, found, strict=True) if entry.sort == sort)
        print(f"the {sort}:")
        for entry, ms, how_large in zip(found, medians, sizes, strict=True):
            if entry.sort == sort:
                print(f"  {ms:9.3f} ms  {ms / ours:7.1f} x  {how_large}  {entry.name}")
    print(f"{cold:.0f} ms: the embedded Graphviz' first drawing, once a process")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 50)
