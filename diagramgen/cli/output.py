"""What the commands print and write, and how they say what is wrong."""

from __future__ import annotations

import json
import os
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

import click
from rich.console import Console
from rich.table import Table


class Wrong(click.ClickException):
    """One line on standard error. Exit code 1: the scenario is wrong; 2: the call was."""

    def __init__(self, message: str, code: int = 1) -> None:
        super().__init__(" ".join(message.split()))
        # click's is a class variable: every ClickException of a kind has one code.
        vars(self)["exit_code"] = code

    def show(self, file: object = None) -> None:  # noqa: ARG002  click's signature
        click.echo(f"diagramgen: {self.message}", err=True)


def as_json(value: object) -> str:
    """Indented JSON that ends its last line."""
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"


def echo(written: str | bytes) -> None:
    """Print text as UTF-8, so that the output is the same in every locale; octets as they are.

    Raises `Wrong` for octets on a terminal, which they would garble.
    """
    if isinstance(written, bytes) and sys.stdout.isatty():
        raise Wrong("octets, not text, for a terminal; accepted: -o FILE, or a pipe", code=2)
    sys.stdout.flush()
    sys.stdout.buffer.write(_octets(written))


def _octets(written: str | bytes) -> bytes:
    return written.encode("utf-8") if isinstance(written, str) else written


def table(head: tuple[str, ...], rows: Sequence[tuple[str, ...]]) -> None:
    """A table on a terminal; lines with tabs in a pipe."""
    if not sys.stdout.isatty():
        return echo("".join("\t".join(row) + "\n" for row in rows))
    shown = Table(box=None, header_style="bold", pad_edge=False)
    for name in head:
        shown.add_column(name, style="cyan" if name == head[0] else "")
    for row in rows:
        shown.add_row(*row)
    Console().print(shown)


def read(path: Path) -> str:
    """The text of a file; raises `Wrong`."""
    try:
        return path.read_text(encoding="utf-8")
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise Wrong(f"{path}: cannot be read: {reason}", code=2) from None
    except UnicodeDecodeError as error:
        raise Wrong(f"{path}: not UTF-8 at byte {error.start}") from None


def put(written: str | bytes, output: Path | None) -> None:
    """Write to standard output, or to a file that is whole or not there."""
    if output is None:
        return echo(written)
    try:
        handle, aside = tempfile.mkstemp(dir=output.parent, prefix=f".{output.name}.")
    except OSError as error:
        raise Wrong(f"{output}: cannot be written: {error.strerror}", code=2) from None
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(_octets(written))
        # mkstemp makes files that only their owner may read.
        umask = os.umask(0)
        os.umask(umask)
        os.chmod(aside, 0o666 & ~umask)  # noqa: PTH101  the name is not a Path yet
        os.replace(aside, output)  # noqa: PTH105  the same
    except OSError as error:
        Path(aside).unlink(missing_ok=True)
        raise Wrong(f"{output}: cannot be written: {error.strerror}", code=2) from None
