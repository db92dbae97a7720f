"""What a command is given: a scenario by name, in a file or on standard input; labels of peers."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import click

from diagramgen.api import is_name
from diagramgen.cli.output import Wrong, read
from diagramgen.scenarios import UnknownScenario, find
from diagramgen.walk import language
from diagramgen.walk.errors import ScenarioError
from diagramgen.walk.trace import Trace
from diagramgen.walk.walker import walk


def labels_of(peers: str) -> tuple[str, str]:
    """Two labels with a comma between them, or none; raises `click.BadParameter`."""
    labels = [label.strip() for label in peers.split(",")] if peers else ["", ""]
    if len(labels) != 2:
        raise click.BadParameter(f"{peers!r}; accepted: two labels, A,B", param_hint="--peers")
    return labels[0], labels[1]


def trace_of(argument: str) -> Trace:
    """The trace of what the argument means; says in one line what is wrong with it."""
    if argument == "-":
        place, name = "<stdin>", ""
        try:
            text = sys.stdin.buffer.read().decode("utf-8")
        except UnicodeDecodeError as error:
            raise Wrong(f"<stdin>: not UTF-8 at byte {error.start}") from None
    elif "/" in argument or "." in argument or os.sep in argument:
        place, name, text = argument, Path(argument).stem, read(Path(argument))
    else:
        try:
            entry = find(argument)
        except UnknownScenario as error:
            raise Wrong(str(error), code=2) from None
        place, name, text = entry.name, entry.name, entry.text
    try:
        if argument == "-" and is_name(text):
            # What a fence may hold, standard input may: a name.
            return trace_of(text.strip())
        return walk(language.parse(text, name), text)
    except ScenarioError as error:
        raise Wrong(f"{place}:{error}") from None
