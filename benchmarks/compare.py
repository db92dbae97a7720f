"""Walk and chart in process, beside what others need a process for: ratios from one run.

    python benchmarks/compare.py [ROUNDS]

The same walk is drawn by each. Peers that are not installed are named and left out. Times are
medians over the rounds of small batches, taken in turn, so that the machine's speed cancels out in
the ratios.
"""

from __future__ import annotations

import shutil
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import graphviz

from diagramgen.render import render
from diagramgen.render.look import Look
from diagramgen.site.graphviz import states
from diagramgen.walk.language import parse
from diagramgen.walk.trace import Trace
from diagramgen.walk.walker import walk

HERE = Path(__file__).resolve().parent


def mscgen_source(trace: Trace) -> str:
    """The same exchange in mscgen's language."""
    lines = ["msc {", "  A, B;"]
    for s in trace.segments:
        label = ",".join(s.flags) + f" SEQ={s.seq}" + ("" if s.ack is None else f" ACK={s.ack}")
        lines.append(f'  {s.source}=>{s.target} [label="{label}"];')
    return "\n".join([*lines, "}"]) + "\n"


def run_mscgen(source: str) -> None:
    command = ["mscgen", "-T", "svg", "-i", "-", "-o", "-"]
    subprocess.run(command, input=source.encode(), capture_output=True, check=True)


def timed(work: Callable[[], object]) -> float:
    """How long it takes, in ms."""
    start = time.perf_counter()
    work()
    return (time.perf_counter() - start) * 1000


def main(rounds: int) -> None:
    text = (HERE / "fourteen.tcp").read_text(encoding="utf-8")

    def chart() -> str:
        return render(walk(parse(text), text), "sequence", "svg", Look(id="x"))

    trace = walk(parse(text), text)
    dot = render(trace, "states", "dot", Look())
    source = mscgen_source(trace)
    entries: list[tuple[str, Callable[[], object]]] = [
        ("walk and sequence chart, in process", chart),
        ("walk alone", lambda: walk(parse(text), text)),
        ("walk and state graph, in process, warm", lambda: states(Look(), walk(parse(text), text))),
    ]
    if shutil.which("mscgen"):
        entries.append(("mscgen, a process", lambda: run_mscgen(source)))
    else:
        print("mscgen is not installed")
    if shutil.which("dot"):
        pipe = graphviz.Source(dot, engine="neato")
        entries.append(("graphviz.pipe, a process", lambda: pipe.pipe(format="svg")))
    else:
        print("dot is not installed")
    cold = timed(lambda: states(Look()))
    times: dict[str, list[float]] = {name: [] for name, _ in entries}
    for _ in range(rounds):
        for name, work in entries:
            # A batch each: a page has many charts, and a process that just ended leaves the caches
            # to nobody.
            batch = 3 if "a process" in name else 10
            times[name].append(timed(lambda work=work, n=batch: [work() for _ in range(n)]) / batch)
    base = {name: statistics.median(values) for name, values in times.items()}
    chart_ms = base[entries[0][0]]
    graph_ms = base[entries[2][0]]
    print(f"{len(trace.segments)} segments, {rounds} rounds, medians")
    for name, ms in base.items():
        ratios = f"{ms / chart_ms:7.1f} x chart  {ms / graph_ms:7.1f} x graph"
        print(f"  {ms:8.3f} ms  {ratios}   {name}")
    print(f"  {cold:8.1f} ms  the embedded Graphviz' first drawing, once a process")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 50)
