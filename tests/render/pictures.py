"""Every SVG of the catalogue: what other programs are shown of ours."""

from __future__ import annotations

from collections.abc import Iterator

from diagramgen.render import render, render_beside
from diagramgen.render.look import LANGUAGES, Look
from diagramgen.scenarios import CATALOGUE
from diagramgen.site.graphviz import one_state, states
from diagramgen.tcp.transitions import State
from diagramgen.walk.comparison import compare
from diagramgen.walk.language import parse
from diagramgen.walk.trace import Trace
from diagramgen.walk.walker import walk

#: The views that come in two widths.
TWO_WIDTHS = ("sequence", "header", "window")

#: Pairs that stand for the others.
BESIDE = (
    ("simultaneous-open", "simultaneous-open-figure-7"),
    ("three-way-handshake", "syn-ack-lost"),
    ("old-syn-alone", "two-way-handshake-old-syn"),
)


def walked(name: str) -> Trace:
    """The walk of an entry of the catalogue."""
    entry = next(entry for entry in CATALOGUE if entry.name == name)
    return walk(parse(entry.text, entry.name), entry.text)


def picture(trace: Trace, view: str, look: Look) -> str:
    """A view of a walk as SVG."""
    return states(look, trace) if view == "states" else render(trace, view, "svg", look)


def both(one: str, other: str, look: Look) -> str:
    """Two entries side by side."""
    return render_beside(compare(walked(one), walked(other)), "svg", look)


def pictures() -> Iterator[tuple[str, str]]:
    """All of them, by name: each view of each walk in both languages and, where it has, widths."""
    for lang in LANGUAGES:
        for entry in CATALOGUE:
            trace = walked(entry.name)
            yield f"{entry.name}-states-{lang}", picture(trace, "states", Look(lang))
            for view in TWO_WIDTHS:
                for narrow in (False, True):
                    look = Look(lang, "标题 <title> & more", narrow=narrow)
                    name = f"{entry.name}-{view}-{lang}-{'narrow' if narrow else 'wide'}"
                    yield name, picture(trace, view, look)
        for one, other in BESIDE:
            for narrow in (False, True):
                look = Look(lang, "标题 <title> & more", narrow=narrow)
                yield f"{other}-beside-{lang}-{narrow}", both(one, other, look)
        yield f"states-{lang}", states(Look(lang))
        for state in State:
            yield f"state-{state}-{lang}", one_state(state, Look(lang))
