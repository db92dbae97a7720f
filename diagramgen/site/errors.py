"""What goes wrong in an author's page, said in one line that names the page and the line."""

from __future__ import annotations

import click
from pymdownx.superfences import SuperFencesException

#: A body may be ten thousand lines of noise; what quotes it stays short.
LONGEST = 400


def one_line(text: str) -> str:
    """Bring a message onto one printable line of bounded length."""
    flat = " ".join(text.split())
    flat = "".join(char if char.isprintable() else "\N{REPLACEMENT CHARACTER}" for char in flat)
    return flat if len(flat) <= LONGEST else flat[: LONGEST - 1] + "…"


class FenceError(SuperFencesException, click.ClickException):
    """A fence that cannot be drawn: ``docs/zh/close/index.md:10: what is wrong``.

    It is two things because it passes two doors. superfences turns any exception but its own into
    plain code without a word; MkDocs prints a `ClickException` as one line and stops.

    `line` counts from 1 in the page's file (0: not known), `page` is "" where there is no file.
    """

    def __init__(self, message: str, page: str = "", line: int = 0) -> None:
        self.reason = one_line(message)
        self.page = page
        self.line = line
        place = page or ("line" if line else "")
        if line:
            place += f":{line}" if page else f" {line}"
        click.ClickException.__init__(self, f"{place}: {self.reason}" if place else self.reason)


class OptionError(ValueError):
    """A fence's header that cannot be read; the message is one line."""
