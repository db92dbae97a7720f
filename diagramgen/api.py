"""The short way in: a name or a text becomes a trace, a trace becomes a picture."""

from __future__ import annotations

from diagramgen.render import render
from diagramgen.render.look import Look
from diagramgen.scenarios import find
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


def draw(trace: Trace, view: str = "sequence", form: str = "svg", **look: object) -> str | bytes:
    """Write a trace: by default its sequence chart as SVG. `look` takes the fields of `Look`.

    The format "pcap" (of the view "trace") gives `bytes`, every other one `str`.

    Raises `NoSuchRenderer` for a view that cannot be had in that format, `TypeError` for an
    unknown field.
    """
    return render(trace, view, form, Look(**look))  # type: ignore[arg-type]  # fields are Look's
