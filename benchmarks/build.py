"""The whole two-language build, beside the same site with finished pictures, and without any.

    python benchmarks/build.py [ROUNDS]

In the site with pictures each tcp fence is the link of an image to the SVG of its chart, drawn
beforehand; in the one without, fences are left out; all else is equal. The first drawing of the
embedded Graphviz, once a process, is reported apart by ``compare.py``. Seconds are those of the
processor, so that other work on the machine matters less.
"""

from __future__ import annotations

import os
import re
import resource
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

from diagramgen.site.options import checked_header
from diagramgen.site.pages import fences
from diagramgen.site.states import made
from tools.sources import copy


def without_charts(folder: Path) -> int:
    """Leave the charts out of the pages of a copy; how many there were."""
    count = 0
    for page in sorted((folder / "docs").rglob("*.md")):
        text = page.read_text(encoding="utf-8")
        for fence in reversed([fence for fence in fences(text) if fence.is_ours]):
            text = text[: fence.start] + text[fence.end :]
            count += 1
        page.write_text(text, encoding="utf-8")
    return count


def with_pictures(folder: Path) -> None:
    """Put the picture of each chart in its place: an image in a file, as other tools leave it."""
    number = 0
    for lang in ("zh", "en"):
        for page in sorted((folder / "docs" / lang).rglob("*.md")):
            text = page.read_text(encoding="utf-8")
            for fence in reversed([fence for fence in fences(text) if fence.is_ours]):
                number += 1
                name = f"chart-{number}.svg"
                html = made(fence.body, checked_header(fence), lang, f"c{number}", "", False)
                found = re.search(r"<svg\b.*?</svg>", html, re.DOTALL)
                picture = found[0] if found else "<svg xmlns='http://www.w3.org/2000/svg'/>"
                (page.parent / name).write_text(picture, encoding="utf-8")
                text = f"{text[: fence.start]}{fence.margin}![]({name})\n{text[fence.end :]}"
            page.write_text(text, encoding="utf-8")


def build(folder: Path) -> float:
    """Build a copy; how long it took, in seconds of the processor."""
    env = {**os.environ, "NO_MKDOCS_2_WARNING": "1", "SITE_URL": ""}
    command = [sys.executable, "-m", "mkdocs", "build", "--site-dir", str(folder / "site")]
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, cwd=folder, env=env, capture_output=True, check=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def main(rounds: int) -> None:
    with tempfile.TemporaryDirectory() as name:
        with_them = copy(Path(name) / "with")
        pictures = copy(Path(name) / "pictures")
        with_pictures(pictures)
        without = copy(Path(name) / "without")
        count = without_charts(without)
        rounds_of = [(build(with_them), build(pictures), build(without)) for _ in range(rounds)]
    charts, finished, bare = (statistics.median(times) for times in zip(*rounds_of, strict=True))
    print(f"{count} charts in both languages, {rounds} rounds, medians, processor's time")
    print(f"  {charts:6.2f} s  with executed charts")
    print(f"  {finished:6.2f} s  with finished pictures")
    print(f"  {bare:6.2f} s  without")
    ratio = statistics.median(one / other for one, other, _ in rounds_of)
    print(f"  {ratio:6.2f}    executed / finished, pair by pair")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 3)
