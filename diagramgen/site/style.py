"""The stylesheet of the charts: one text, for our site and for anyone's."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files

_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)


@cache
def stylesheet() -> str:
    """Return every CSS file of the package in one, in the order of their names."""
    folder = files("diagramgen.site") / "assets"
    names = sorted(item.name for item in folder.iterdir() if item.name.endswith(".css"))
    return "\n".join((folder / name).read_text(encoding="utf-8") for name in names)


@cache
def compact() -> str:
    """Return the stylesheet without comments and indents, for a page that carries it inside."""
    bare = _COMMENT.sub("", stylesheet())
    return "\n".join(line.strip() for line in bare.splitlines() if line.strip())
