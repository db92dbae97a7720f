"""The same pages by other builders: `python -m tools.successors SITE BUILDER...`: what differs.

A builder is a program: `properdocs`, `zensical`. Each builds both languages from a copy of the
sources, and each page is compared with the one that MkDocs made in SITE: is it there, with the same
headings and charts by id, and are the charts drawn the same? A difference is told, not a failure;
the exit code is 1 only if a builder builds nothing.

For Zensical, which knows neither our hook nor what our template of the sitemap asks for, the copy
is changed: the stylesheet and the script that the hook writes are put among the pages' files, and
the sitemap is left to it.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

from diagramgen.site.style import script, stylesheet
from tests.site.published_ids import built
from tools.sources import copy

CONFIGS = ("mkdocs.yml", "mkdocs.en.yml")
#: What a site has beside its pages.
FILES = ("404.html", "en/404.html", "sitemap.xml", "en/sitemap.xml", "robots.txt", "llms.txt")
SCRIPT = "javascripts/diagramgen.js"
_CHART = re.compile(r'<svg\b[^>]*\brole="(?:img|group|graphics-document)".*?</svg>', re.DOTALL)


def for_zensical(folder: Path) -> None:
    """Give a copy what our hook would have given."""
    (folder / "overrides/sitemap.xml").unlink()
    for lang in ("zh", "en"):
        assets = folder / "docs" / lang / "assets"
        for name, text in (("stylesheets/diagramgen.css", stylesheet()), (SCRIPT, script())):
            path = assets / name
            path.parent.mkdir(parents=True)
            path.write_text(text, encoding="utf-8")


def build(program: str, folder: Path) -> bool:
    """Build a copy; tell what went wrong, if anything did."""
    zensical = Path(program).name == "zensical"
    if zensical:
        for_zensical(folder)
    env = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
    for config in CONFIGS if zensical else CONFIGS[:1]:
        command = [program, "build", "-f", config]
        done = subprocess.run(
            command, cwd=folder, env=env, capture_output=True, encoding="utf-8", check=False
        )
        if done.returncode != 0:
            print(f"  {config} does not build:\n{(done.stdout + done.stderr).strip()}")
            return False
    return True


def compare(mine: Path, theirs: Path) -> list[str]:
    """List what differs between two sites, page by page."""
    said = []
    same = count = 0
    for lang in ("", "en"):
        one, other = built(mine / lang), built(theirs / lang)
        for page, ids in one.items():
            place = "/".join(filter(None, (lang, page)))
            if page not in other:
                said.append(f"{place}: is not there")
                continue
            gone = [each for each in ids if each not in other[page]]
            if gone:
                said.append(f"{place}: without the ids {' '.join(gone)}")
            charts = [_CHART.findall((site / place).read_text("utf-8")) for site in (mine, theirs)]
            count += len(charts[0])
            same += sum(a == b for a, b in zip(*charts, strict=False))
    said.append(f"{same} of {count} charts are the same bytes")
    missing = [name for name in FILES if not (theirs / name).is_file()]
    said += [f"{name}: is not there" for name in missing]
    index = theirs / "search/search_index.js"
    if not index.is_file():
        said.append("search/search_index.js: is not there; the search does not work from disk")
    home = (theirs / "index.html").read_text("utf-8")
    if "Content-Security-Policy" not in home:
        said.append("the pages carry no Content-Security-Policy")
    return said


def main(site: str, *programs: str) -> int:
    """Build with each program and tell what differs."""
    failed = 0
    for program in map(os.path.abspath, programs):
        print(f"{Path(program).name}:")
        with tempfile.TemporaryDirectory() as name:
            folder = copy(Path(name))
            if build(program, folder):
                for line in compare(Path(site), folder / "site"):
                    print(f"  {line}")
            else:
                failed = 1
    return failed


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
