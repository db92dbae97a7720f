"""What is run on the live kernel, what it is held to, and the runs themselves, made once."""

from __future__ import annotations

import json
import os
import time
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from diagramgen.kernel.compare import Comparison, compare, machine_walk, notation, run_of, within
from diagramgen.kernel.errors import KernelError, Unavailable
from diagramgen.kernel.live import record
from diagramgen.kernel.recording import read, series
from diagramgen.scenarios import CATALOGUE
from diagramgen.walk.language import parse
from diagramgen.walk.scenario import PEERS, Expect, Scenario
from diagramgen.walk.trace import Trace

FOLDER = Path(__file__).resolve().parents[1] / "data" / "kernel_live"
REQUIRE = "DIAGRAMGEN_REQUIRE_KERNEL"
ATTEMPTS = (
    3  # the kernel's timers are real and the machine may be busy: a difference shows each time
)

_DATA = json.loads((FOLDER / "recorded.json").read_text(encoding="utf-8"))
RECORDED: dict[str, Any] = {found["name"]: found for found in _DATA["scenarios"]}
SERIES: str = _DATA["kernel"]
NAMES = tuple(RECORDED)

Differences = tuple[tuple[str, tuple[str, ...], tuple[str, ...]], ...]


def texts() -> dict[str, str]:
    """The scenarios that there are, by name: the catalogue's and those of the folder."""
    found = {entry.name: entry.text for entry in CATALOGUE}
    for path in sorted(FOLDER.glob("*.tcp")):
        assert path.stem not in found, f"{path}: the catalogue has that name"
        found[path.stem] = path.read_text(encoding="utf-8")
    return found


def scenario(name: str) -> Scenario:
    return parse(texts()[name], name)


def done_by(what: Scenario) -> list[str]:
    """A scenario without what it expects."""
    return [str(s) for s in what.statements if not isinstance(s, Expect)]


def allowed() -> dict[str, Differences]:
    """The allow-list, by scenario."""
    listed = tomllib.loads((FOLDER / "differences.toml").read_text(encoding="utf-8"))
    found: dict[str, Differences] = {}
    for entry in listed["difference"]:
        one = (entry["of"], tuple(entry["machine"]), tuple(entry["kernel"]))
        found[entry["scenario"]] = (*found.get(entry["scenario"], ()), one)
    return found


def held_to_recording(name: str) -> Comparison:
    """The machine beside what was recorded: needs no kernel."""
    parsed = scenario(name)
    machine = machine_walk(parsed)
    return compare(machine, read(RECORDED[name], SERIES), run_of(parsed, machine).until)


def sides(segments: Iterable[tuple[str, str]]) -> dict[str, list[str]]:
    """Segments by sender: the order of two that cross is nobody's."""
    found: dict[str, list[str]] = {peer: [] for peer in PEERS}
    for sender, segment in segments:
        found[sender].append(segment)
    return found


def problems(comparison: Comparison) -> list[str]:
    """What a live run did otherwise than recorded, or than the machine and the allow-list say."""
    name = comparison.kernel.name
    recorded = RECORDED[name]
    found = []
    now = sides((r.kernel.source, notation(r.kernel)) for r in comparison.rows if r.kernel)
    then = sides((s["from"], s["segment"]) for s in recorded["segments"])
    for peer in PEERS:
        if now[peer] != then[peer]:
            found.append(f"{name}: {peer} sent {now[peer]}, recorded is {then[peer]}")
        path = list(comparison.paths[peer][1])
        before = recorded["states"][peer]
        if path != before and (traced(comparison.kernel) or not within(path, before)):
            found.append(f"{name}: {peer} went {path}, recorded is {before}")
    differs = comparison.differences
    if traced(comparison.kernel) and differs != allowed().get(name, ()):
        found.append(f"{name}: differs by {differs}, allowed is {allowed().get(name, ())}")
    return found


def traced(kernel: Trace) -> bool:
    return kernel.settings["states"] != "sock_diag"


@dataclass
class Live:
    """All runs. `failed` has a line for each scenario that could not be run."""

    kernel: str = ""
    untraced: str = ""
    seconds: float = 0.0
    comparisons: dict[str, Comparison] = field(default_factory=dict)
    failed: dict[str, str] = field(default_factory=dict)
    again: list[str] = field(default_factory=list)

    @property
    def strict(self) -> bool:
        return series(self.kernel) == SERIES

    def summary(self) -> list[str]:
        """The lines for the end of the test run."""
        differing = [name for name, c in self.comparisons.items() if c.differences]
        count = len(self.comparisons)
        took = f"{self.seconds:.1f} s"
        how = "strict" if self.strict else f"a report: recorded is {SERIES}"
        lines = [
            f"live kernel: {count} of {len(NAMES)} run on Linux {self.kernel} in {took} ({how})",
            f"equal to the machine with `set profile linux`: {count - len(differing)}",
            f"differing, as allowed or reported: {', '.join(differing) or 'none'}",
        ]
        if self.untraced:
            lines.append(f"states from sock_diag alone: {self.untraced}")
        if self.again:
            lines.append(f"run more than once: {', '.join(self.again)}")
        if not self.strict:
            lines += [line for c in self.comparisons.values() for line in problems(c)]
        return lines


def run_all() -> Live:
    """Run every recorded scenario; those that show a problem again, up to `ATTEMPTS` times."""
    live = Live()
    began = time.monotonic()
    left = list(NAMES)
    for attempt in range(ATTEMPTS):
        if attempt:
            live.again += [name for name in left if name not in live.again]
        _run(live, left)
        left = [n for n in left if n in live.failed or problems(live.comparisons[n])]
        if not left or not live.strict:
            break
    live.seconds = time.monotonic() - began
    return live


def _run(live: Live, names: list[str]) -> None:
    parsed = [scenario(name) for name in names]
    machines = [machine_walk(s) for s in parsed]
    runs = [run_of(s, m) for s, m in zip(parsed, machines, strict=True)]
    found = record(runs)
    live.kernel, live.untraced = found.kernel, found.untraced
    for name, machine, run, trace in zip(names, machines, runs, found.traces, strict=True):
        live.failed.pop(name, None)
        if isinstance(trace, str):
            live.failed[name] = trace
        else:
            live.comparisons[name] = compare(machine, trace, run.until)


def impossible(error: KernelError) -> str:
    return f"live kernel: 0 of {len(NAMES)} run: {error}"


def runs_or_skip() -> Live:
    """Run them all; where that is impossible, skip, or fail where a kernel is required."""
    try:
        return run_all()
    except Unavailable as error:
        if os.environ.get(REQUIRE) == "1":
            pytest.fail(impossible(error), pytrace=False)
        pytest.skip(impossible(error))
