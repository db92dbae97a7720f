"""The short way in: a name or a text becomes a trace, a trace becomes a picture."""

from __future__ import annotations

from diagramgen.render import NoSuchRenderer, render, render_beside
from diagramgen.render.look import Look
from diagramgen.scenarios import find
from diagramgen.walk.comparison import Comparison, compare
from diagramgen.walk.language import parse
from diagramgen.walk.trace import Trace
from diagramgen.walk.walker import walk


def is_name(text: str) -> bool:
    """Whether `text` is one word, which stands for an entry of the catalogue."""
    return len(text.split()) == 1


def scenario_text(name_or_text: str) -> tuple[str, str]:
    """The text of a scenario and its name ("" for a text). Raises `UnknownScenario`."""
    if is_name(name_or_text):
        entry = find(name_or_text.strip())
        return entry.text, entry.name
    return name_or_text, ""


def walked(scenario: str) -> Trace:
    """The trace of a scenario: the name of one in the catalogue, or its text.

    Raises `UnknownScenario` for a name, `ScenarioError` for a text that cannot be read or walked
    or that expects what does not happen.
    """
    text, name = scenario_text(scenario)
    return walk(parse(text, name), text)


def compared(one: str | Trace, other: str | Trace) -> Comparison:
    """Two walks, which of their segments and moments correspond, and what differs.

    Each is a trace, or what `walked` takes; raises what that does.
    """
    traces = [walk if isinstance(walk, Trace) else walked(walk) for walk in (one, other)]
    return compare(traces[0], traces[1])


def draw(
    what: Trace | Comparison, view: str = "", form: str = "svg", **look: object
) -> str | bytes:
    """Write a trace, or two that are compared, by default as a chart in SVG.

    The view of a trace is "sequence" where none is named, that of a comparison "beside". `look`
    takes the fields of `Look`. The format "pcap" (of the view "trace") gives `bytes`, every other
    one `str`.

    Raises `NoSuchRenderer` for a view that cannot be had in that format, `TypeError` for an
    unknown field.
    """
    chosen = Look(**look)  # type: ignore[arg-type]  # fields are Look's
    if isinstance(what, Trace):
        return render(what, view or "sequence", form, chosen)
    if view not in {"", "beside"}:
        raise NoSuchRenderer(f"two walks cannot be written as {view!r}; accepted: beside")
    return render_beside(what, form, chosen)
