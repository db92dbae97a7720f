"""The stylesheet and the script of the charts: one text each, for our site and for anyone's."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files

from diagramgen.site.player.kit import kit

#: The views that the script can walk through or make large; the others are text.
DRAWN = ("sequence", "states", "header", "window")
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)


def _joined(end: str) -> str:
    folder = files("diagramgen.site") / "assets"
    names = sorted(item.name for item in folder.iterdir() if item.name.endswith(end))
    return "\n".join((folder / name).read_text(encoding="utf-8") for name in names)


@cache
def stylesheet() -> str:
    """Return every CSS file of the package in one, in the order of their names."""
    return _joined(".css")


@cache
def script() -> str:
    """Return every script of the package in one, without the lines that are comments, and indents.

    The scripts hold no text of more than one line, in which an indent would mean something.
    """
    lines = (line.strip() for line in _joined(".js").splitlines())
    return "\n".join(line for line in lines if line and not line.startswith("//")) + "\n"


@cache
def compact() -> str:
    """Return the stylesheet without comments and indents, for a page that carries it inside."""
    bare = _COMMENT.sub("", stylesheet())
    return "\n".join(line.strip() for line in bare.splitlines() if line.strip())


class Once:
    """What a page with charts needs once: styles, the parts of the player, its script.

    `css` is "inline" or "linked": in the page, or brought along by the site. `player` is either, or
    false: then there is no player, and no script.
    """

    def __init__(self, css: str, player: str | bool) -> None:
        self.css, self.player = css, player
        self.given: set[str] = set()

    @property
    def plays(self) -> bool:
        """Whether charts can be walked through."""
        return bool(self.player)

    def html(self, view: str, lang: str) -> str:
        """Write what a figure needs and this page has not been given yet."""
        needed = {}
        if self.css == "inline":
            needed["css"] = f"<style>{compact()}</style>"
        if self.plays and view in DRAWN:
            needed["kit"] = kit(lang)
            if self.player == "inline":
                needed["script"] = f"<script>{script()}</script>"
        new = [html for name, html in needed.items() if name not in self.given]
        self.given.update(needed)
        return "\n".join(new)
