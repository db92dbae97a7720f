"""Golden files: what a renderer wrote when someone last looked at it.

After a change that is meant, ``DIAGRAMGEN_GOLDEN=write pytest`` writes them anew; `git diff` then
shows the change for what it is.
"""

from __future__ import annotations

import os
from pathlib import Path

FOLDER = Path(__file__).resolve().parents[1] / "data" / "golden"


def same(name: str, text: str) -> None:
    """Assert that `text` is what the golden file `name` holds."""
    path = FOLDER / name
    if os.environ.get("DIAGRAMGEN_GOLDEN") == "write":
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    assert text == path.read_text(encoding="utf-8")
