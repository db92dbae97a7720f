"""Other programs that draw such charts, and the same exchange, or the same states, in their words.

Each is looked for on PATH, or where its variable says; what is not there is named and left out.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import NamedTuple

from diagramgen.tcp.transitions import Transition
from diagramgen.walk.trace import Sent, Trace

BROWSERS = ("chromium", "chromium-browser", "google-chrome")


class Peer(NamedTuple):
    """A program: its name, its variable, its command, how often one measurement runs it."""

    name: str
    variable: str
    program: str
    batch: int


PEERS = (
    Peer("mscgen", "DIAGRAMGEN_MSCGEN", "mscgen", 3),
    Peer("pikchr", "DIAGRAMGEN_PIKCHR", "pikchr", 3),
    Peer("PlantUML", "DIAGRAMGEN_PLANTUML", "plantuml", 1),
    Peer("mermaid-cli", "DIAGRAMGEN_MMDC", "mmdc", 1),
)


def where(peer: Peer) -> str | None:
    """The program of a peer."""
    return os.environ.get(peer.variable) or shutil.which(peer.program)


# -- the same exchange ----------------------------------------------------------------------------


def _label(segment: Sent) -> str:
    ack = "" if segment.ack is None else f" ACK={segment.ack}"
    return ",".join(segment.flags) + f" SEQ={segment.seq}{ack}"


def mscgen(trace: Trace) -> str:
    """The exchange for mscgen."""
    arcs = [f'  {s.source}=>{s.target} [label="{_label(s)}"];' for s in trace.segments]
    return "\n".join(["msc {", "  A, B;", *arcs, "}"]) + "\n"


def plantuml(trace: Trace) -> str:
    """The exchange for PlantUML."""
    arrows = [f"{s.source} -> {s.target} : {_label(s)}" for s in trace.segments]
    return "\n".join(["@startuml", "participant A", "participant B", *arrows, "@enduml"]) + "\n"


def mermaid(trace: Trace) -> str:
    """The exchange for mermaid."""
    arrows = [f"  {s.source}->>{s.target}: {_label(s)}" for s in trace.segments]
    return "\n".join(["sequenceDiagram", "  participant A", "  participant B", *arrows]) + "\n"


def pikchr(trace: Trace) -> str:
    """The exchange for pikchr, which has no word for it: two lines, and arrows between them."""
    foot = 0.4 * len(trace.segments) + 0.6
    lines = ['text "A" at (0, 0)', 'text "B" at (4, 0)']
    lines += [f"line from ({x}, -0.2) to ({x}, {-foot:.1f})" for x in (0, 4)]
    for n, s in enumerate(trace.segments):
        ends = (0, 4) if s.source == "A" else (4, 0)
        y = -0.4 * (n + 1)
        way = f"from ({ends[0]}, {y:.1f}) to ({ends[1]}, {y - 0.2:.1f})"
        lines.append(f'arrow {way} "{_label(s)}" above aligned')
    return "\n".join(lines) + "\n"


# -- the same states ------------------------------------------------------------------------------


def _name(state: object) -> str:
    return str(state).replace("-", "_")


def _what(row: Transition) -> str:
    return f"{row.cause} / {row.action}" if row.action else str(row.cause)


def plantuml_states(rows: Iterable[Transition]) -> str:
    """The rows for PlantUML."""
    arrows = [f"{_name(r.source)} --> {_name(r.target)} : {_what(r)}" for r in rows]
    return "\n".join(["@startuml", *arrows, "@enduml"]) + "\n"


def mermaid_states(rows: Iterable[Transition]) -> str:
    """The rows for mermaid."""
    arrows = [f"  {_name(r.source)} --> {_name(r.target)}: {_what(r)}" for r in rows]
    return "\n".join(["stateDiagram-v2", *arrows]) + "\n"


# -- running them ---------------------------------------------------------------------------------


def _svg(command: list[str], source: str) -> Callable[[], bytes]:
    """Run a command that reads the source and writes SVG."""

    def run() -> bytes:
        done = subprocess.run(command, input=source.encode(), capture_output=True, check=True)
        if b"<svg" not in done.stdout:
            raise RuntimeError(f"{command[0]} wrote no SVG: {done.stdout[:200]!r}")
        return done.stdout

    return run


def _mermaid(program: str, source: str, folder: Path) -> Callable[[], bytes]:
    """mermaid-cli drives a browser, and says more on its standard output than the picture."""
    browser = next(filter(None, map(shutil.which, BROWSERS)), None)
    config = folder / "puppeteer.json"
    config.write_text(json.dumps({"executablePath": browser, "args": ["--no-sandbox"]}))
    target = folder / "chart.svg"
    command = [program, "-q", "-p", str(config), "-i", "-", "-o", str(target)]

    def run() -> bytes:
        target.unlink(missing_ok=True)
        subprocess.run(command, input=source.encode(), capture_output=True, check=True)
        return target.read_bytes()

    return run


def work(
    peer: Peer, program: str, trace: Trace, rows: Iterable[Transition]
) -> dict[str, Callable[[], bytes]]:
    """What a peer is to draw, by sort: "chart", and "graph" where it can."""
    rows = tuple(rows)
    if peer.name == "mscgen":
        return {"chart": _svg([program, "-T", "svg", "-i", "-", "-o", "-"], mscgen(trace))}
    if peer.name == "pikchr":
        return {"chart": _svg([program, "--svg-only", "-"], pikchr(trace))}
    if peer.name == "PlantUML":
        command = [program, "-tsvg", "-pipe"]
        return {
            "chart": _svg(command, plantuml(trace)),
            "graph": _svg(command, plantuml_states(rows)),
        }
    folder = Path(tempfile.mkdtemp(prefix="diagramgen-peers-"))
    return {
        "chart": _mermaid(program, mermaid(trace), folder),
        "graph": _mermaid(program, mermaid_states(rows), folder),
    }
