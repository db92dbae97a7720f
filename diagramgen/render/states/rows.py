"""The rows of the machine as a table: those that the graph draws and the machine follows."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from diagramgen.render.words.graph import words
from diagramgen.tcp.transitions import ROWS, State, Transition


class Row(NamedTuple):
    """One row in words. `remark` says that Figure 5 has it, or which option it needs."""

    source: str
    cause: str
    action: str
    target: str
    section: str
    remark: str


def table(
    lang: str, focus: State | None = None, rows: Iterable[Transition] = ROWS
) -> tuple[Row, tuple[Row, ...]]:
    """The heads of the columns, and the rows; with `focus`, those in and out of that state."""
    word = words(lang)
    heads = Row(word.source, word.head_cause, word.head_action, word.target, word.section, "")
    found = []
    for row in rows:
        if focus is not None and focus not in (row.source, row.target):
            continue
        remark = word.figure_5 if row.figure5 else ""
        if row.option:
            remark = word.option.format(option=row.option)
        found.append(
            Row(
                str(row.source),
                str(row.cause),
                row.action or word.none,
                str(row.target),
                row.section,
                remark or word.none,
            )
        )
    return heads._replace(remark=word.remark), tuple(found)
