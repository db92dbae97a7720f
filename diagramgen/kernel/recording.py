"""What a kernel did, as data for the tests: written by `diagramgen kernel --format json`.

The kernel's side alone, in the scenario's numbers and without clocks: recorded anew on the same
kernel, the file stays as it is, but for the order of segments that cross.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from diagramgen.kernel.compare import Comparison, notation
from diagramgen.tcp.segment import Segment
from diagramgen.walk.trace import Sent, Trace


def series(release: str) -> str:
    """The series of a kernel: 6.18 of 6.18.44-fc."""
    return ".".join(release.partition("-")[0].split(".")[:2])


def recorded(comparison: Comparison) -> dict[str, Any]:
    """What the kernel did in one scenario, as far as it is compared."""
    kernel = comparison.kernel
    kept = {row.kernel.n for row in comparison.rows if row.kernel}
    return {
        "name": kernel.name,
        "scenario": kernel.source.split("\n"),
        "cut": comparison.cut is not None,
        "segments": [_segment(kernel, sent) for sent in kernel.segments if sent.n in kept],
        "states": {peer: list(theirs) for peer, (_, theirs) in comparison.paths.items()},
    }


def _segment(trace: Trace, sent: Sent) -> dict[str, str]:
    cause = "injected"
    if sent.cause is not None:
        moment = trace.moments[sent.cause]
        cause = {"call": moment.call or "", "segment": f"segment {moment.segment}"}.get(
            moment.event, moment.event
        )
    found = {"from": sent.source, "segment": notation(sent), "cause": cause}
    fates = [copy.fault for copy in sent.copies if copy.fault]
    if fates:
        found["fate"] = ", ".join(fates)
    return found


def as_text(release: str, comparisons: Sequence[Comparison]) -> str:
    """The file: one line for each segment and each path."""
    scenarios = []
    for comparison in comparisons:
        found = recorded(comparison)
        lines = [f'  "name": {_line(found["name"])}', f'  "scenario": {_line(found["scenario"])}']
        lines.append(f'  "cut": {_line(found["cut"])}')
        segments = ",\n".join("   " + _line(segment) for segment in found["segments"])
        lines.append('  "segments": [' + (f"\n{segments}\n  ]" if segments else "]"))
        lines.append(f'  "states": {_line(found["states"])}')
        scenarios.append(" {\n" + ",\n".join(lines) + "\n }")
    head = f'{{\n"kernel": {_line(series(release))},\n"scenarios": [\n'
    return head + ",\n".join(scenarios) + "\n]\n}\n"


def _line(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


def read(data: dict[str, Any], release: str) -> Trace:
    """The trace of one recorded scenario, as far as `compare` looks at it."""
    segments = []
    for n, found in enumerate(data["segments"], 1):
        segment = Segment.parse(found["segment"])
        segments.append(
            Sent(
                n,
                found["from"],
                "B" if found["from"] == "A" else "A",
                int(segment.seq),
                None if segment.ack is None else int(segment.ack),
                segment.flags,
                len(segment.text),
                segment.wnd,
                (),
                segment.up,
                0,
                (),
            )
        )
    return Trace(
        data["name"],
        "\n".join(data["scenario"]),
        f"Linux {release}",
        "time" if data["cut"] else "quiet",
        tuple(segments),
        (),
        {peer: tuple(states) for peer, states in data["states"].items()},
        {"kernel": release},
    )
