"""The whole two-language build, beside the same site without its charts: a ratio from one run.

    python benchmarks/build.py [ROUNDS]

The site without charts is a copy whose tcp fences are left out; all else is equal. The first
drawing of the embedded Graphviz, once a process, is reported apart by ``compare.py``.
"""

from __future__ import annotations

import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from diagramgen.site.pages import fences

ROOT = Path(__file__).resolve().parents[1]
PARTS = ("docs", "overrides", "diagramgen", "mkdocs.yml", "mkdocs.base.yml", "mkdocs.en.yml")


def copy_site(folder: Path) -> Path:
    """Copy what a build reads."""
    for name in PARTS:
        source = ROOT / name
        if source.is_dir():
            ignored = shutil.ignore_patterns("__pycache__", "conftest.py")
            shutil.copytree(source, folder / name, ignore=ignored)
        else:
            shutil.copy(source, folder / name)
    return folder


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


def build(folder: Path) -> float:
    """Build a copy; how long it took, in seconds."""
    env = {**os.environ, "NO_MKDOCS_2_WARNING": "1", "SITE_URL": ""}
    command = [sys.executable, "-m", "mkdocs", "build", "--site-dir", str(folder / "site")]
    start = time.perf_counter()
    subprocess.run(command, cwd=folder, env=env, capture_output=True, check=True)
    return time.perf_counter() - start


def main(rounds: int) -> None:
    with tempfile.TemporaryDirectory() as name:
        with_them = copy_site(Path(name) / "with")
        without = copy_site(Path(name) / "without")
        count = without_charts(without)
        pairs = [(build(with_them), build(without)) for _ in range(rounds)]
    charts = statistics.median(pair[0] for pair in pairs)
    bare = statistics.median(pair[1] for pair in pairs)
    ratio = statistics.median(pair[0] / pair[1] for pair in pairs)
    print(f"{count} charts in both languages, {rounds} rounds, medians")
    print(f"  {charts:6.2f} s  with charts")
    print(f"  {bare:6.2f} s  without")
    print(f"  {ratio:6.2f}    with / without, pair by pair")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 3)
