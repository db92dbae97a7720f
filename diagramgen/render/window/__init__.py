"""The view of sequence numbers: what both peers have sent, acknowledged, and may still send.

`numbers` takes the rows from a trace, `axis` gives each number a place, `bars` and `place` lay them
out, `grid` has the measures and the colours.
"""

from __future__ import annotations

from diagramgen.render.look import Look
from diagramgen.render.notation import time_text
from diagramgen.render.panel import Panel, write
from diagramgen.render.window.bars import names_of
from diagramgen.render.window.grid import DRESS
from diagramgen.render.window.numbers import PEERS
from diagramgen.render.window.place import View
from diagramgen.walk.trace import Trace

__all__ = ["lay_out", "render"]


def render(trace: Trace, look: Look) -> str:
    """Draw the sequence numbers along `trace`, as an SVG."""
    view = View(trace, look)
    panel, said = view.run(), view.words
    named = said.named.format(name=trace.name) if trace.name else said.title
    return write(panel, look, "window", (look.title or named, _told(view)), DRESS)


def lay_out(trace: Trace, look: Look) -> Panel:
    """The view with every place decided."""
    return View(trace, look).run()


def _told(view: View) -> str:
    """The view in words: the variables after each moment."""
    said, relative = view.words, view.look.numbers == "relative"
    told = said.desc.format(a=view.peer("A"), b=view.peer("B"))
    for row in view.numbers.rows:
        moment, numbers = view.trace.moments[row.moment], []
        for space in sorted(PEERS, key=lambda space: space != row.peer):
            span = row.span(space)
            for number, name in names_of(span, False, False) if span is not None else ():
                assert span is not None
                shown = view.numbers.shown(space, number, span.first, relative)
                numbers.append(said.number.format(name=name, value=shown))
        told += said.moment.format(
            time=time_text(moment.t),
            peer=view.peer(row.peer),
            state=moment.after,
            numbers=said.comma.join(numbers) or said.gone,
        )
    return told
