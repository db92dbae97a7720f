"""Where we are: each tool that runs Python-Markdown says it in its own way, or not at all."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from markdown import Markdown


def page_file(md: Markdown) -> tuple[str, str]:
    """Return the page's path as an author would write it, and its text; "" where unknown."""
    path: Path | None = None
    if "relpath" in md.treeprocessors:  # MkDocs, ProperDocs
        source = getattr(md.treeprocessors["relpath"], "file", None)
        path = _path(getattr(source, "abs_src_path", None))
    elif "rendering_context" in md.preprocessors:  # Zensical
        context = md.preprocessors["rendering_context"]
        path = _path(getattr(getattr(context, "page", None), "path", None))
    if path is None:
        return "", ""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, ValueError):
        text = ""
    try:
        return path.resolve().relative_to(Path.cwd().resolve()).as_posix(), text
    except ValueError:
        return path.as_posix(), text


def theme_language(md: Markdown) -> str:
    """Return the language of the site's theme: "zh", or "en" for all that we do not speak."""
    theme: Any = None
    if "relpath" in md.treeprocessors:
        settings = getattr(md.treeprocessors["relpath"], "config", None)
        theme = getattr(settings, "theme", None)
    try:
        language = str(theme["language"] or "") if theme is not None else ""
    except (KeyError, TypeError):
        language = ""
    return "zh" if language.lower().split("-")[0] == "zh" else "en"


def _path(value: object) -> Path | None:
    return Path(str(value)) if value else None
