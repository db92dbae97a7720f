"""Arrows that lead to the RFC: a link around each, which the keyboard reaches too."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from diagramgen.render.states.layout import key_of
from diagramgen.render.states.steps import Step
from diagramgen.tcp.transitions import Transition

#: Where the sections of RFC 9293 stand.
RFC = "https://www.rfc-editor.org/rfc/rfc9293#section-"

_ARC = re.compile(r'<g id="([^"]*)" class="dg-arc[^"]*">\n.*?</g>\n', re.DOTALL)


def sections_of_rows(rows: Iterable[Transition]) -> dict[str, str]:
    """The section of each arc, by its key: that of the first of its rows."""
    found: dict[str, str] = {}
    for row in rows:
        found.setdefault(key_of(row), row.section)
    return found


def sections_of_steps(steps: Iterable[Step]) -> dict[str, str]:
    """The section of each arc that a walk takes; one that RFC 9293 does not have has none."""
    found: dict[str, str] = {}
    for step in steps:
        if step.key and step.row is not None and not step.beside:
            found.setdefault(step.key, step.row.section)
    return found


def linked(svg: str, sections: Mapping[str, str]) -> str:
    """The dressed SVG, each arc of `sections` a link.

    What may be entered by the keyboard is no longer one image to a screen reader: its role says so.
    """

    def link(arc: re.Match[str]) -> str:
        section = sections.get(arc[1])
        return f'<a href="{RFC}{section}">\n{arc[0]}</a>\n' if section else arc[0]

    done = _ARC.sub(link, svg)
    if done == svg:
        return svg
    return done.replace(' role="img"', ' role="graphics-document"', 1)
