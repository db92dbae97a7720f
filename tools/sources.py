"""What a build of the site reads, as a copy that may be changed."""

from __future__ import annotations

import shutil
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
SOURCES = ("docs", "overrides", "diagramgen", "mkdocs.yml", "mkdocs.base.yml", "mkdocs.en.yml")


def copy(folder: Path) -> Path:
    """Copy what a build reads."""
    for name in SOURCES:
        source = ROOT / name
        if source.is_dir():
            ignored = shutil.ignore_patterns("__pycache__", "conftest.py")
            shutil.copytree(source, folder / name, ignore=ignored)
        else:
            shutil.copy(source, folder / name)
    return folder
