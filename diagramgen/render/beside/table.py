"""What differs between two walks, as a Markdown table: a row a difference."""

from __future__ import annotations

from diagramgen.render.beside.said import SIGNS, Said
from diagramgen.render.look import Look
from diagramgen.render.notation import time_text
from diagramgen.render.table import cell, code, row
from diagramgen.render.words.graph import words
from diagramgen.render.words.variants import label
from diagramgen.walk.comparison import Comparison, Difference


def render(comparison: Comparison, look: Look) -> str:
    """Write the table, and above it which walk is which."""
    said = Said(comparison, look)
    lines: list[str] = []
    for side, trace in enumerate(said.traces):
        lines += [cell(said.head(side)), ""]
        other = label(trace, look.lang, look.peers)
        if other:
            lines += [f"**{cell(other)}**", ""]
    lines += [cell(said.counts()), ""]
    if not comparison.differences:
        return "\n".join([*lines, cell(said.sentences()[0])]) + "\n"
    lines += [row((*SIGNS, said.words.what)), "| --- | --- | --- |"]
    for difference in comparison.differences:
        cells = [_cell(said, side, difference) for side in (0, 1)]
        lines.append(row((*cells, cell(said.short(difference)))))
    return "\n".join(lines) + "\n"


def _cell(said: Said, side: int, difference: Difference) -> str:
    """When, who, and what: a segment, or what happens and the state that it leaves."""
    trace = said.traces[side]
    n, i = difference.segments[side], difference.moments[side]
    if n is not None:
        sent = trace.segments[n - 1]
        word = words(said.look.lang)
        lost = word.aside.format(text=word.lost) if sent.lost else ""
        own = code(said.segment(side, sent))
        return f"{time_text(sent.sent)} {cell(said.peer(sent.source))} {own}{lost}"
    if i is not None:
        moment = trace.moments[i]
        return f"{time_text(moment.t)} {cell(said.event(side, moment))} → {moment.after}"
    return "—"
