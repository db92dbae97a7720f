"""The sequence chart: its size, its bytes, and what its source may use (a browser runs it too)."""

from __future__ import annotations

import ast
import gzip
import os
import re
import subprocess
import sys
import xml.etree.ElementTree as ET
from dataclasses import replace
from pathlib import Path

import pytest

from diagramgen.render.look import DETAILS, LANGUAGES, Look
from diagramgen.render.sequence import render
from tests.render.traces import TRACES

HERE = Path(__file__).parent


@pytest.mark.parametrize("narrow", [False, True])
@pytest.mark.parametrize("detail", DETAILS)
def test_size_of_a_whole_connection(detail: str, narrow: bool) -> None:
    for lang in LANGUAGES:
        title = "一条连接的一生" if lang == "zh" else "A whole connection"
        for links in (False, True):
            look = Look(lang, title, ("", ""), "whole-connection", detail, "absolute", narrow)
            svg = render(TRACES["whole"], replace(look, links=links)).encode()
            assert len(TRACES["whole"].segments) >= 14
            assert len(svg) <= 16_000
            assert len(gzip.compress(svg, mtime=0)) <= 4_500


def test_the_same_bytes_whatever_the_hash_seed() -> None:
    script = (
        "import sys; sys.path.insert(0, sys.argv[1])\n"
        "import hashlib, traces\n"
        "from diagramgen.render.look import Look\n"
        "from diagramgen.render.sequence import render\n"
        "for name, trace in traces.TRACES.items():\n"
        "    for lang in ('zh', 'en'):\n"
        "        svg = render(trace, Look(lang)).encode()\n"
        "        print(name, hashlib.sha256(svg).hexdigest())\n"
    )
    seen = set()
    for seed in ("0", "1", "4711"):
        env = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(HERE.parent.parent)}
        run = subprocess.run(
            [sys.executable, "-c", script, str(HERE)],
            env=env,
            capture_output=True,
            text=True,
            check=True,
        )
        seen.add(run.stdout)
    assert len(seen) == 1


def sources() -> list[Path]:
    """The files that will also run in the reader's browser."""
    render_room = HERE.parent.parent / "diagramgen" / "render"
    return [
        *(render_room / "sequence").glob("*.py"),
        render_room / "svg.py",
        render_room / "measure.py",
        *(render_room / "words" / name for name in ("__init__.py", "fields.py", "zh.py", "en.py")),
    ]


ALLOWED = {"__future__", "math", "dataclasses", "typing", "collections.abc"}


@pytest.mark.parametrize("path", sources(), ids=lambda path: path.name)
def test_only_what_a_browser_can_run(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    for node in ast.walk(tree):
        assert not isinstance(node, ast.Match)
        if isinstance(node, ast.arguments):
            assert not node.posonlyargs
        if isinstance(node, (ast.List, ast.Tuple, ast.Set)) and isinstance(node.ctx, ast.Load):
            assert not any(isinstance(each, ast.Starred) for each in node.elts), node.lineno
        if isinstance(node, ast.Import):
            assert {alias.name for alias in node.names} <= ALLOWED
        if isinstance(node, ast.ImportFrom):
            assert node.module in ALLOWED or str(node.module).startswith("diagramgen.")


def test_every_class_has_a_rule_for_the_dark_page() -> None:
    css = (HERE.parent.parent / "diagramgen/site/assets/diagram.css").read_text(encoding="utf-8")
    coloured = set()
    for trace in TRACES.values():
        for e in ET.fromstring(render(trace, Look())).iter():  # noqa: S314
            if {e.get(name) or "none" for name in ("fill", "stroke", "color")} != {"none"}:
                coloured |= set((e.get("class") or "dg-segment").split())
    ruled = set(re.findall(r"\.(dg-[a-z-]+)", css))
    assert coloured <= ruled
