"""The state graph: the rows of the machine as a picture, and a walk lit on it.

`render` writes DOT. A page's SVG is made in two parts: `drawn` dresses what Graphviz draws from
`rows_dot` (once per process and language), and `light` puts a walk on it.
"""

from __future__ import annotations

from collections.abc import Iterable

from diagramgen.render.look import Look
from diagramgen.render.states.dot import neighbourhood, pinned
from diagramgen.render.states.dress import NotGraphviz, dress, prefixed
from diagramgen.render.states.light import add, legend, light
from diagramgen.render.states.links import linked, sections_of_rows, sections_of_steps
from diagramgen.render.states.marks import marks
from diagramgen.render.states.steps import Step, steps
from diagramgen.render.states.style import CLIENT, SERVER
from diagramgen.render.words.graph import words
from diagramgen.render.words.variants import label
from diagramgen.tcp.transitions import ROWS, State, Transition
from diagramgen.walk.trace import Trace

__all__ = [
    "NotGraphviz",
    "Step",
    "drawn",
    "finish",
    "finish_one",
    "legend",
    "light",
    "prefixed",
    "render",
    "rows_dot",
    "steps",
]


def render(trace: Trace, look: Look) -> str:
    """The state graph as DOT, with the walk of `trace` lit."""
    word = words(look.lang)
    walk = steps(trace)
    return pinned(ROWS, word, walk, marks(walk, word), label(trace, look.lang, look.peers))


def rows_dot(
    rows: Iterable[Transition] = ROWS, focus: State | None = None, lang: str = "en"
) -> str:
    """The graph of `rows` as DOT, without a walk; with `focus`, that state's neighbourhood."""
    if focus is not None:
        return neighbourhood(rows, focus, words(lang))
    return pinned(rows, words(lang))


def drawn(
    svg: str, lang: str, focus: State | None = None, rows: Iterable[Transition] = ROWS
) -> str:
    """Graphviz's drawing of `rows_dot`, made fit for a page: without a legend, without a prefix."""
    word = words(lang)
    if focus is None:
        ways = {"client": " → ".join(CLIENT), "server": " → ".join(SERVER)}
        return dress(svg, word.graph_title, word.graph_desc.format(**ways))
    into = [str(row.source) for row in rows if row.target is focus]
    out = [str(row.target) for row in rows if row.source is focus]
    names = {
        "state": focus,
        "into": ", ".join(dict.fromkeys(into)) or word.none,
        "out": ", ".join(dict.fromkeys(out)) or word.none,
    }
    return dress(
        svg, word.one_title.format(**names), word.one_desc.format(**names), "dg-graph dg-one"
    )


def finish(svg: str, look: Look, trace: Trace | None = None) -> str:
    """The page's SVG from what `drawn` gave: lit by `trace`, or with the key of the lines."""
    if trace is not None:
        done = linked(light(svg, trace, look), sections_of_steps(steps(trace)))
    else:
        done = linked(add(svg, legend(look)), sections_of_rows(ROWS))
    return prefixed(done, look.id)


def finish_one(svg: str, look: Look) -> str:
    """The page's SVG of one state's neighbourhood, from what `drawn` gave."""
    return prefixed(linked(svg, sections_of_rows(ROWS)), look.id)
