"""The header diagram: a segment of a walk bit by bit, and the frame in which it travels.

`facts` reads the segment's own octets, `field` and `nesting` decide where everything stands, `grid`
has the measures and the colours.
"""

from __future__ import annotations

from diagramgen.render.header.facts import Facts, NoSuchSegment, facts, picked
from diagramgen.render.header.field import ByteField
from diagramgen.render.header.grid import DRESS, NARROW, WIDE
from diagramgen.render.header.nesting import Nesting
from diagramgen.render.look import Look
from diagramgen.render.measure import wrap
from diagramgen.render.notation import time_text
from diagramgen.render.panel import Label, Panel, write
from diagramgen.render.words.header import HeaderWords, words
from diagramgen.walk.trace import Trace

__all__ = ["NoSuchSegment", "facts", "lay_out", "picked", "render"]


def render(trace: Trace, look: Look) -> str:
    """Draw the header of the segment that `look` names, as an SVG.

    Raises `NoSuchSegment`, and `WireError` for a segment that octets cannot hold.
    """
    found, word = facts(trace, look), words(look.lang)
    n = found.sent.n
    title = look.title or (word.named.format(name=trace.name, n=n) if trace.name else word.title)
    return write(lay_out(trace, look), look, "header", (title, _told(found, word)), DRESS)


def lay_out(trace: Trace, look: Look) -> Panel:
    """The diagram with every place decided."""
    found, word = facts(trace, look), words(look.lang)
    grid = NARROW if look.narrow else WIDE
    panel = Panel(grid.width)
    y = panel.head(trace, look, grid.edge)
    size = grid.heading
    said = _caption(found, look, word)
    for part in said if look.narrow else (word.colon.join(said),):
        for line in wrap(part, size, grid.width - 2 * grid.edge, bold=True):
            y += size + 5
            panel.texts.append(Label(grid.edge, y, line, size, found.sent.source, bold=True))
    y = ByteField(panel, found, word, grid).place(y + (16 if look.narrow else 8))
    y = Nesting(panel, found, word, grid).place(y)
    panel.height = int(y + 6.999)
    return panel


def _caption(found: Facts, look: Look, word: HeaderWords) -> tuple[str, str]:
    """Which segment it is, and what it is."""
    sent = found.sent
    source = look.peers["AB".index(sent.source)] or sent.source
    target = look.peers["AB".index(sent.target)] or sent.target
    said = [f"{source} → {target}", ",".join(sent.flags) or word.none]
    when = word.old if sent.injected else word.sent
    said.append(when.format(time=time_text(sent.sent).replace(" ", "\u00a0")))
    if sent.retransmission_of:
        said.append(word.again.format(n=sent.retransmission_of))
    return word.caption.format(n=sent.n, count=found.count), word.clause.join(said)


def _told(found: Facts, word: HeaderWords) -> str:
    """The diagram in words."""
    sent, sizes = found.sent, found.sizes
    fields = [
        word.field.format(name=word.name(cell.name), value=cell.value)
        for cell in found.cells
        if cell.width > 1
    ]
    bits = [cell for cell in found.cells if cell.width == 1]
    on = [cell.name for cell in bits if cell.value]
    off = [cell.name for cell in bits if not cell.value]
    said = word.bits_set if on else word.none_set
    options = [
        word.field.format(name=word.name(cell.option), value=cell.value)
        for cell in found.options
        if cell.name not in ("Kind", "Length")
    ]
    return word.desc.format(
        n=sent.n,
        source=sent.source,
        target=sent.target,
        fields=word.comma.join(fields),
        bits=said.format(flags=word.comma.join(on), others=word.comma.join(off)),
        options=word.comma.join(options) or word.no_options,
        sizes=word.sizes.format(
            frame=len(found.frame), ethernet=sizes[3], ip=sizes[2], tcp=sizes[1], data=sizes[0]
        ),
    )
