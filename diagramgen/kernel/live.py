"""Run scenarios on the kernel of this machine, all at once, each between two hosts of its own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import diagramgen
from diagramgen.kernel.errors import KernelError, Unavailable
from diagramgen.render.json import from_dict
from diagramgen.walk.scenario import Scenario
from diagramgen.walk.trace import Trace

#: So many run at once; each has an address range of its own.
MOST = 200

_START = 30  # s for the process to start and to end


@dataclass(frozen=True)
class Run:
    """A scenario, and until when (in ms) what happens in it is waited for."""

    scenario: Scenario
    until: int


@dataclass(frozen=True)
class Recorded:
    """What a kernel did. `untraced` says why states come from sock_diag alone ("": they do not).

    `traces` has the trace of each run, or one line that says why there is none.
    """

    kernel: str
    untraced: str = ""
    traces: tuple[Trace | str, ...] = field(default=())


def record(runs: Sequence[Run]) -> Recorded:
    """Run them in parallel. Raises `Unavailable` where that is impossible here."""
    if not sys.platform.startswith("linux"):
        raise Unavailable(f"{sys.platform} is not Linux")
    if len(runs) > MOST:
        raise KernelError(f"{len(runs)} scenarios at once; accepted: {MOST}")
    request = {
        "scenarios": [
            {"name": run.scenario.name, "text": str(run.scenario), "until": run.until}
            for run in runs
        ]
    }
    longest = max((run.until for run in runs), default=0) / 1000
    # The same package, wherever the caller has it from.
    package = str(Path(diagramgen.__file__).resolve().parents[1])
    paths = [package, os.environ.get("PYTHONPATH", "")]
    env = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, paths))}
    try:
        done = subprocess.run(
            [sys.executable, "-m", "diagramgen.kernel"],
            input=json.dumps(request),
            capture_output=True,
            encoding="utf-8",
            env=env,
            timeout=longest + _START,
            check=False,
        )
    except OSError as error:
        raise Unavailable(f"{sys.executable} cannot be started: {error.strerror}") from None
    except subprocess.TimeoutExpired:
        raise KernelError(f"nothing came of it within {longest + _START:.0f} s") from None
    return _recorded(done, len(runs))


def _recorded(done: subprocess.CompletedProcess[str], count: int) -> Recorded:
    answers = [json.loads(line) for line in done.stdout.splitlines()]
    if not answers:
        last = done.stderr.strip().rpartition("\n")[2] or f"exit code {done.returncode}"
        raise Unavailable(f"the process that runs scenarios ended: {last}")
    head = answers[0]
    if "unavailable" in head:
        raise Unavailable(head["unavailable"])
    traces: list[Trace | str] = ["the run was cut"] * count
    for answer in answers[1:]:
        trace = answer.get("trace")
        traces[answer["index"]] = answer["error"] if trace is None else from_dict(trace)
    return Recorded(head["kernel"], head["untraced"], tuple(traces))


def why_not() -> str:
    """Why nothing can be run here, in one line; "" where it can."""
    try:
        record(())
    except KernelError as error:
        return str(error)
    return ""
