"""Renderers: a trace (or the rows of the machine) in, text out; pure.

A renderer is one module with ``render(trace, look) -> str`` and one row in `RENDERERS`. Modules are
imported when they are first asked for.
"""

from __future__ import annotations

from importlib import import_module
from typing import cast

from diagramgen.render.look import Look
from diagramgen.walk.trace import Trace

#: (view, format): the module that writes it. `view` says what is drawn, `format` how it is written.
RENDERERS = (
    ("sequence", "svg", "diagramgen.render.sequence"),
    ("states", "dot", "diagramgen.render.states"),
    ("table", "markdown", "diagramgen.render.table"),
    ("text", "text", "diagramgen.render.text"),
    ("trace", "json", "diagramgen.render.json"),
)


class NoSuchRenderer(ValueError):
    """A pair of view and format that nothing writes; the message lists those that exist."""


def pairs() -> tuple[tuple[str, str], ...]:
    """Every (view, format) that can be asked for."""
    return tuple((view, form) for view, form, _ in RENDERERS)


def render(trace: Trace, view: str, form: str, look: Look | None = None) -> str:
    """Write `trace` as `view` in the format `form`.

    Raises `NoSuchRenderer` for a pair that nothing writes.
    """
    for a_view, a_form, module in RENDERERS:
        if (view, form) == (a_view, a_form):
            write = import_module(module).render
            return cast(str, write(trace, look if look is not None else Look()))
    known = ", ".join(f"{v} as {f}" for v, f in pairs())
    raise NoSuchRenderer(f"{view!r} cannot be written as {form!r}; accepted: {known}")
