"""A fence that holds no scenario but the machine itself: its states and the arrows between them.

The body is ``RFC9293``, which means all of it, or the name of a state, which means that state and
the arrows in and out.
"""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from functools import lru_cache
from html import escape

from diagramgen.render.look import Look
from diagramgen.render.states.links import RFC
from diagramgen.render.states.rows import table
from diagramgen.site.fence import WORDS, Drawn, NotDrawn, details, entry_name, figure, walked
from diagramgen.site.options import Options
from diagramgen.tcp.transitions import State

#: The body that means every state.
ALL = "RFC9293"
#: What can be shown of a machine that nobody walks, and what an author may choose of it.
VIEWS = ("states", "table")
CHOICES = ("view", "title", "id", "steps")


@dataclass(frozen=True)
class Machine:
    """The machine, or one state of it, as a fence asks for it."""

    focus: State | None
    look: Look
    options: Options


def read(body: str, options: Options, lang: str) -> Drawn | Machine:
    """What a fence holds: a scenario, walked, or the machine.

    Raises `NotDrawn` for everything that an author can get wrong.
    """
    name = entry_name(body)
    names = [state.value for state in State]
    if name != ALL and name not in names:
        return walked(body, options, lang)
    if options.view not in VIEWS:
        accepted = " or ".join(f'view="{view}"' for view in VIEWS)
        raise NotDrawn(f"{name} is no scenario, and has no {options.view}; accepted: {accepted}")
    plain = Options()
    for field in fields(Options):
        chosen = getattr(options, field.name) != getattr(plain, field.name)
        if chosen and field.name not in CHOICES:
            raise NotDrawn(
                f"{name} is no scenario, and has no {field.name};"
                f" accepted options: {', '.join(CHOICES)}"
            )
    focus = None if name == ALL else State(name)
    return Machine(focus, Look(lang, options.title or ""), options)


def moments(found: Drawn | Machine) -> int:
    """How many moments the figure can be walked through; -1 where there is no walk."""
    return len(found.trace.moments) if isinstance(found, Drawn) and found.plays else -1


def drawn(found: Drawn | Machine, anchor: str, once: str = "", player: bool = True) -> str:
    """Write the figure of what was read; what it is given besides is as for `fence.figure`."""
    if isinstance(found, Drawn):
        return figure(found, anchor, once, player)
    view = found.options.view
    parts = [f'<figure class="dg-figure dg-view-{view}" id="{escape(anchor)}">']
    if once:
        parts.append(once)
    rows = rows_table(found.look.lang, found.focus)
    if view == "table":
        parts.append(rows)
    else:
        # Imported late: the engine behind it takes half a second, and most fences do without.
        from diagramgen.site.graphviz import one_state, states  # noqa: PLC0415

        look = replace(found.look, id=f"{anchor}-graph")
        graph = states(look) if found.focus is None else one_state(found.focus, look)
        parts.append(f'<div class="dg-wide" data-search-exclude>{graph.strip()}</div>')
    if view != "table" and found.options.steps:
        parts.append(details("dg-steps", WORDS[found.look.lang]["rows"], rows))
    if found.look.title:  # HTML has a caption first or last; CSS shows it below the graph
        parts.append(f"<figcaption>{escape(found.look.title)}</figcaption>")
    parts.append("</figure>")
    return "\n".join(parts)


@lru_cache(maxsize=2048)  # a server builds all pages after a save, and most charts are as before
def made(body: str, options: Options, lang: str, anchor: str, once: str, player: bool) -> str:
    """Read a fence and write its figure.

    Raises `NotDrawn` as `read` does.
    """
    return drawn(read(body, options, lang), anchor, once, player)


def rows_table(lang: str, focus: State | None) -> str:
    """The table of transitions as HTML, each section a link."""
    heads, rows = table(lang, focus)
    head = "".join(f'<th scope="col">{escape(cell)}</th>' for cell in heads)
    out = [
        '<div class="dg-scroll" tabindex="0" data-search-exclude><table class="dg-table dg-rows">',
        f"<thead><tr>{head}</tr></thead>",
        "<tbody>",
    ]
    for row in rows:
        link = f'<td><a href="{RFC}{row.section}">{row.section}</a></td>'
        out.append(
            f"<tr>{_cell(row.source)}{_cell(row.cause)}{_cell(row.action)}"
            f"{_cell(row.target, 'dg-to')}{link}{_cell(row.remark)}</tr>"
        )
    out.append("</tbody></table></div>")
    return "\n".join(out)


def _cell(text: str, name: str = "") -> str:
    """Write a cell; a phone leaves it out where it says nothing."""
    name = "dg-none" if text == "—" else name
    return f'<td class="{name}">{escape(text)}</td>' if name else f"<td>{escape(text)}</td>"
