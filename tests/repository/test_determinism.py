"""A walk is the same bytes wherever, whenever and however Python is started."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]

# What may differ from one machine to the next, and must not show.
MACHINES = {
    "here": {"PYTHONHASHSEED": "0", "TZ": "UTC", "LANG": "C.UTF-8", "COLUMNS": "80"},
    "there": {
        "PYTHONHASHSEED": "42",
        "TZ": "Asia/Kathmandu",
        "LANG": "zh_CN.UTF-8",
        "COLUMNS": "99",
    },
}
OUTPUTS = {
    "json": ["--format", "json"],
    "json-zh": ["--format", "json", "--lang", "zh"],
    "svg": ["--format", "svg", "--lang", "en"],
    "states": ["--view", "states", "--format", "svg"],
    "header": ["--view", "header", "--lang", "zh"],
    "window": ["--view", "window", "--lang", "zh"],
    "text": [],
}


def walk(machine: str, folder: Path, arguments: list[str]) -> bytes:
    kept = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("LC_", "LANGUAGE", "PYTHON"))
    }
    done = subprocess.run(
        [sys.executable, "-m", "diagramgen", "walk", "three-way-handshake", *arguments],
        cwd=folder,
        env=kept | MACHINES[machine],
        capture_output=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr.decode(errors="replace")
    assert done.stdout
    return done.stdout


@pytest.mark.parametrize("output", OUTPUTS)
def test_the_same_bytes_everywhere(output: str, tmp_path: Path) -> None:
    far = tmp_path / "another folder" / "更远"
    far.mkdir(parents=True)
    assert walk("here", ROOT, OUTPUTS[output]) == walk("there", far, OUTPUTS[output])
