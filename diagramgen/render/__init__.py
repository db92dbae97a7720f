"""Renderers: a trace (or the rows of the machine) in, text or octets out; pure.

A renderer is one module with ``render(trace, look)``, which gives a `str`, or `bytes` where the
format is binary (pcap), and one row in `RENDERERS`. Modules are imported when they are first asked
for.
"""

from __future__ import annotations

from importlib import import_module
from typing import Literal, cast, overload

from diagramgen.render.look import Look
from diagramgen.walk.comparison import Comparison
from diagramgen.walk.trace import Trace

#: (view, format): the module that writes it. `view` says what is drawn, `format` how it is written.
RENDERERS = (
    ("sequence", "svg", "diagramgen.render.sequence"),
    ("states", "dot", "diagramgen.render.states"),
    ("header", "svg", "diagramgen.render.header"),
    ("window", "svg", "diagramgen.render.window"),
    ("table", "markdown", "diagramgen.render.table"),
    ("text", "text", "diagramgen.render.text"),
    ("trace", "json", "diagramgen.render.json"),
    ("trace", "pcap", "diagramgen.render.pcap"),
)

#: Of two walks that are compared there is one view, "beside"; format and module.
BESIDE = (
    ("svg", "diagramgen.render.beside"),
    ("text", "diagramgen.render.beside.text"),
    ("markdown", "diagramgen.render.beside.table"),
    ("json", "diagramgen.render.beside.data"),
)

#: The formats that are text; the others are octets.
Text = Literal["dot", "json", "markdown", "svg", "text"]


class NoSuchRenderer(ValueError):
    """A pair of view and format that nothing writes; the message lists those that exist."""


def pairs() -> tuple[tuple[str, str], ...]:
    """Every (view, format) that can be asked for."""
    return tuple((view, form) for view, form, _ in RENDERERS)


@overload
def render(trace: Trace, view: str, form: Text, look: Look | None = None) -> str: ...
@overload
def render(trace: Trace, view: str, form: Literal["pcap"], look: Look | None = None) -> bytes: ...
@overload
def render(trace: Trace, view: str, form: str, look: Look | None = None) -> str | bytes: ...
def render(trace: Trace, view: str, form: str, look: Look | None = None) -> str | bytes:
    """Write `trace` as `view` in the format `form`: text, or octets if the format is "pcap".

    Raises `NoSuchRenderer` for a pair that nothing writes.
    """
    for a_view, a_form, module in RENDERERS:
        if (view, form) == (a_view, a_form):
            write = import_module(module).render
            return cast("str | bytes", write(trace, look if look is not None else Look()))
    known = ", ".join(f"{v} as {f}" for v, f in pairs())
    raise NoSuchRenderer(f"{view!r} cannot be written as {form!r}; accepted: {known}")


def render_beside(comparison: Comparison, form: str, look: Look | None = None) -> str:
    """Write two walks side by side in the format `form`.

    Raises `NoSuchRenderer` for a format that they cannot be written in.
    """
    for a_form, module in BESIDE:
        if form == a_form:
            write = import_module(module).render
            return cast("str", write(comparison, look if look is not None else Look()))
    known = ", ".join(form for form, _ in BESIDE)
    raise NoSuchRenderer(f"two walks side by side cannot be written as {form!r}; accepted: {known}")
