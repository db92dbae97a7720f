"""Every SVG is XML for a program that knows nothing of us, and needs nothing beside itself.

Skipped by name where there is no xmllint, unless DIAGRAMGEN_REQUIRE_SVG=1.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.render.pictures import pictures

XMLLINT = shutil.which("xmllint")
REQUIRED = os.environ.get("DIAGRAMGEN_REQUIRE_SVG") == "1"
#: What an image does not load, a page would take for its own, or librsvg does not know.
NEVER = ("<style", "style=", "var(", "url(", "xlink", "<script", "<!DOCTYPE", "foreignObject")
#: Where a link may lead.
HREF = re.compile(r"(?:^#|^https://www\.rfc-editor\.org/rfc/rfc9293#section-[\d.]+$)")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Every picture as a file."""
    found = tmp_path_factory.mktemp("pictures")
    for name, svg in pictures():
        (found / f"{name}.svg").write_text(svg, encoding="utf-8")
    return found


def lint(*files: Path) -> subprocess.CompletedProcess[str]:
    """Let xmllint read files."""
    if XMLLINT is None:
        if REQUIRED:
            pytest.fail("DIAGRAMGEN_REQUIRE_SVG=1, and no xmllint")
        pytest.skip("no xmllint on PATH")
    command = [XMLLINT, "--noout", "--nonet", *map(str, files)]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def test_every_picture_is_xml(folder: Path) -> None:
    files = sorted(folder.glob("*.svg"))
    assert len(files) > 500
    done = lint(*files)
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.parametrize("broken", ["<svg><g></svg>", "<svg a='1' a='2'/>", "<svg>&nbsp;</svg>"])
def test_xmllint_would_tell(broken: str, tmp_path: Path) -> None:
    path = tmp_path / "broken.svg"
    path.write_text(broken, encoding="utf-8")
    assert lint(path).returncode != 0


def test_no_picture_needs_anything_beside_itself(folder: Path) -> None:
    for path in sorted(folder.glob("*.svg")):
        svg = path.read_text(encoding="utf-8")
        assert [word for word in NEVER if word in svg] == [], path.name
        assert [href for href in re.findall(r'href="([^"]*)"', svg) if not HREF.match(href)] == []
        ids = re.findall(r' id="([^"]+)"', svg)
        assert len(ids) == len(set(ids)), path.name
        named = re.findall(r' aria-(?:labelledby|describedby)="([^"]+)"', svg)
        assert {name for names in named for name in names.split()} <= set(ids), path.name
