"""Which requirement is named where: by a test, by a line of data, or as left out with a reason."""

import json
import re
import tomllib
from functools import cache
from pathlib import Path

TESTS = Path(__file__).parents[1]
DATA = TESTS / "data"

#: Data whose lines are executed, and may name what they show.
EXECUTED = ("figures.json",)

REQUIREMENTS = {
    entry["id"]: entry
    for entry in json.loads((DATA / "requirements.json").read_text(encoding="utf-8"))
}
LEFT: dict[str, dict[str, str]] = tomllib.loads(
    (DATA / "requirements_left.toml").read_text(encoding="utf-8")
)
ID = re.compile("|".join(sorted(map(re.escape, REQUIREMENTS), key=len, reverse=True)))
LOOKS_LIKE_ONE = re.compile(r"R\d{4}-[\d.]+[a-z]?(?:-\d{2})(?!\d)")


def texts() -> list[tuple[str, str]]:
    """Every file that tests something, with its name from tests/."""
    paths = sorted(TESTS.rglob("test_*.py")) + [DATA / name for name in EXECUTED]
    return [(str(p.relative_to(TESTS)), p.read_text(encoding="utf-8")) for p in paths]


@cache
def named() -> dict[str, tuple[str, ...]]:
    """For each requirement that a test names, the files that do."""
    found: dict[str, list[str]] = {}
    for name, text in texts():
        for req in set(ID.findall(text)):
            found.setdefault(req, []).append(name)
    return {req: tuple(found[req]) for req in REQUIREMENTS if req in found}


def summary() -> list[str]:
    """The counts, one line each."""
    left = {kind: len(entries) for kind, entries in LEFT.items()}
    return [
        f"requirements: {len(REQUIREMENTS)}",
        f"named by a test: {len(named())}",
        f"not modelled, with a reason: {left['not_modelled']}",
        f"later: {left['later']}",
    ]
