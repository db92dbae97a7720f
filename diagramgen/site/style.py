"""The stylesheet and the script of the charts: one text each, for our site and for anyone's."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable

from diagramgen.site.player.kit import kit

#: The scripts, in the order in which they need each other.
SCRIPTS = ("film.js", "player.js", "enlarge.js", "start.js")
#: The views that the script can walk through or make large; the others are text.
DRAWN = ("sequence", "states", "header", "window", "beside")
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)


def _assets() -> Traversable:
    return files("diagramgen.site") / "assets"


@cache
def stylesheet() -> str:
    """Return every CSS file of the package in one, in the order of their names."""
    names = sorted(item.name for item in _assets().iterdir() if item.name.endswith(".css"))
    return "\n".join((_assets() / name).read_text(encoding="utf-8") for name in names)


@cache
def script() -> str:
    """Return the scripts as one function, without the lines that are comments, and indents.

    They hold no text of more than one line, in which an indent would mean something.
    """
    return "(() => {\n" + "".join(bare(name) for name in SCRIPTS) + "})();\n"


def bare(name: str) -> str:
    """Return one of the scripts as it is delivered."""
    text = (_assets() / name).read_text(encoding="utf-8")
    lines = (line.strip() for line in text.splitlines())
    return "".join(f"{line}\n" for line in lines if line and not line.startswith("//"))


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
