"""The same bytes by every Python that the package is for: the whole catalogue, in every view.

The others are looked for on PATH (`python3.12`) and in DIAGRAMGEN_PYTHONS, which lists programs as
PATH lists folders. One that is not there is skipped by name.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import graphviz
import pytest

from diagramgen.render.look import LANGUAGES
from diagramgen.render.states import rows_dot
from diagramgen.site.graphviz import draw

ROOT = Path(__file__).resolve().parents[2]
HERE = f"{sys.version_info.major}.{sys.version_info.minor}"
VERSIONS = ("3.11", "3.12", "3.13")
#: What may differ from one machine to the next, and must not show.
ELSEWHERE = {
    "3.11": {"PYTHONHASHSEED": "4711", "TZ": "Asia/Kathmandu", "LANG": "zh_CN.UTF-8"},
    "3.12": {"PYTHONHASHSEED": "1", "TZ": "America/St_Johns", "LC_ALL": "C"},
    "3.13": {"PYTHONHASHSEED": "99", "TZ": "Asia/Shanghai", "LC_ALL": "tr_TR.UTF-8"},
}


def version_of(program: str) -> str:
    """The version of a Python, such as "3.12"; "" for what does not run."""
    ask = "import sys; print('%d.%d' % sys.version_info[:2])"
    try:
        done = subprocess.run(
            [program, "-c", ask], capture_output=True, text=True, check=False, timeout=60
        )
    except OSError:
        return ""
    return done.stdout.strip() if done.returncode == 0 else ""


def python(version: str) -> str | None:
    """A Python of that version, if there is one."""
    if version == HERE:
        return sys.executable
    named = os.environ.get("DIAGRAMGEN_PYTHONS", "").split(os.pathsep)
    found = [*filter(None, named), *filter(None, [shutil.which(f"python{version}")])]
    return next((program for program in found if version_of(program) == version), None)


@pytest.fixture(scope="module")
def drawings(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What Graphviz draws of the states, to be lit by each Python."""
    folder = tmp_path_factory.mktemp("drawings")
    for lang in LANGUAGES:
        (folder / f"{lang}.svg").write_text(draw(rows_dot(lang=lang)), encoding="utf-8")
    return folder


def digest(program: str, folder: Path, machine: dict[str, str], drawings: Path) -> str:
    """What `digest.py` prints, run by `program` in `folder`."""
    told = ("LC_", "LANG", "PYTHON")
    kept = {name: value for name, value in os.environ.items() if not name.startswith(told)}
    packages = Path(graphviz.__file__).resolve().parents[1]
    script = Path(__file__).with_name("digest.py")
    done = subprocess.run(
        [program, "-B", str(script), str(ROOT), str(packages), str(drawings)],
        cwd=folder,
        env=kept | machine,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def reference(drawings: Path) -> str:
    """The digest of the Python that runs the tests."""
    here = {"PYTHONHASHSEED": "0", "TZ": "UTC", "LANG": "C.UTF-8"}
    return digest(sys.executable, ROOT, here, drawings)


@pytest.mark.parametrize("version", VERSIONS)
def test_the_same_bytes_by_each_python(
    version: str, tmp_path: Path, drawings: Path, reference: str
) -> None:
    program = python(version)
    if program is None:
        pytest.skip(f"no python{version} on PATH or in DIAGRAMGEN_PYTHONS")
    found = digest(program, tmp_path, ELSEWHERE[version], drawings)
    texts, octets, _ = found.split()
    assert int(texts) > 500
    assert int(octets) > 1_000_000
    assert found == reference
