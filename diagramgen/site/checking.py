"""Walks every scenario of a file, and says in a line each what is wrong."""

from __future__ import annotations

from diagramgen.site.errors import OptionError, one_line
from diagramgen.site.fence import NotDrawn
from diagramgen.site.options import checked_header
from diagramgen.site.pages import fences
from diagramgen.site.states import read
from diagramgen.walk import language
from diagramgen.walk.errors import ScenarioError
from diagramgen.walk.walker import walk


def check_text(place: str, text: str) -> tuple[int, list[str]]:
    """How many scenarios of a file walked, and the errors of the others.

    A file whose name ends in ``.md`` is Markdown, and its fences are walked; any other is one
    scenario. An error is ``place:line:column: what is wrong`` (a fence's has no column).
    """
    if not place.endswith(".md"):
        try:
            walk(language.parse(text), text)
        except ScenarioError as error:
            return 0, [one_line(f"{place}:{error}")]
        return 1, []
    done, errors = 0, []
    for fence in fences(text):
        if not fence.is_ours:
            continue
        line = fence.line
        try:
            read(fence.body, checked_header(fence), "en")
        except NotDrawn as error:
            errors.append(one_line(f"{place}:{line + error.line}: {error}"))
        except OptionError as error:
            errors.append(one_line(f"{place}:{line}: {error}"))
        else:
            done += 1
    return done, errors
