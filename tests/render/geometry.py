"""What must hold of every laid-out sequence chart: `problems` lists where it does not."""

from __future__ import annotations

from diagramgen.render.sequence.shapes import Layout, Quad, touch

#: Least air, in px: between texts, between a text and an arrowhead, between two state boxes.
TEXTS, HEADS, BOXES = 1, 1, 3
#: A text may come this close to the edge of the picture.
EDGE = 1


def named(layout: Layout) -> list[tuple[str, str, Quad]]:
    """Everything that must not touch: (sort, name, what it covers)."""
    found = [("text", text.text, text.quad()) for text in layout.texts]
    found += [("box", box.text, box.quad()) for box in layout.states]
    found += [("peer", box.text, box.quad()) for box in layout.heads]
    found += [("head", f"arrowhead of {f.n}/{f.copy}", f.quad()) for f in layout.flights]
    return found


def _gap(one: str, other: str) -> int:
    """The least distance of two sorts of thing."""
    if "head" in (one, other):
        return HEADS
    if one == other == "box":
        return BOXES
    return TEXTS


def problems(layout: Layout) -> list[str]:
    """What is wrong with a layout, a line each; empty if all is well."""
    found: list[str] = []
    things = named(layout)
    for sort, name, quad in things:
        out = (
            quad.x - quad.spread < EDGE
            or quad.x + quad.spread > layout.width - EDGE
            or quad.y - quad.reach < EDGE
            or quad.y + quad.reach > layout.height - EDGE
        )
        if out:
            found.append(f"{sort} {name!r} at {quad.x:.0f},{quad.y:.0f} leaves the picture")
    things.sort(key=lambda thing: thing[2].y - thing[2].reach)
    for i, (sort, name, quad) in enumerate(things):
        for other_sort, other_name, other in things[i + 1 :]:
            if other.y - other.reach > quad.y + quad.reach + BOXES:
                break
            if sort == other_sort == "head":
                continue
            if touch(quad, other, _gap(sort, other_sort)):
                found.append(
                    f"{sort} {name!r} at {quad.x:.0f},{quad.y:.0f} touches "
                    f"{other_sort} {other_name!r} at {other.x:.0f},{other.y:.0f}"
                )
    up = [f"bar {bar.phase} at {bar.x:.0f}" for bar in layout.bars if bar.y1 < bar.y0]
    up += [f"arrow of {f.n}/{f.copy}" for f in layout.flights if f.y1 <= f.y0]
    return found + [f"{name} runs upwards" for name in up]
