"""A comparison as JSON, version 1: what ``comparison.schema.json`` describes, and back again."""

from __future__ import annotations

import json
from typing import Any, Optional

from diagramgen.render.beside.said import Said
from diagramgen.render.json import NotATrace, from_dict, to_json
from diagramgen.render.look import Look
from diagramgen.walk.comparison import VERSION, Comparison


def render(comparison: Comparison, look: Look) -> str:  # noqa: ARG001 - every renderer is asked alike
    """Write both traces and the pairs, without any language."""
    return comparison_json(comparison)


def comparison_json(comparison: Comparison, lang: Optional[str] = None) -> str:
    """Write both traces and the pairs; with `lang`, each moment and each difference also says why
    or what in that language.
    """
    said = Said(comparison, Look(lang)) if lang else None
    differences: list[dict[str, Any]] = []
    for difference in comparison.differences:
        found: dict[str, Any] = {
            "what": difference.what,
            "segments": difference.segments,
            "moments": difference.moments,
        }
        if said:
            found["says"] = said.sentence(difference)
        differences.append(found)
    own = ",\n".join("  " + _safe(each) for each in differences)
    return (
        "{\n"
        f' "version": {comparison.version},\n'
        f' "one": {to_json(comparison.one, lang).rstrip()},\n'
        f' "other": {to_json(comparison.other, lang).rstrip()},\n'
        f' "segments": {_safe(comparison.segments)},\n'
        f' "moments": {_safe(comparison.moments)},\n'
        ' "differences": ' + (f"[\n{own}\n ]" if own else "[]") + "\n}\n"
    )


def _safe(value: object) -> str:
    """JSON that may stand inside ``<script>``."""
    out = json.dumps(value, ensure_ascii=False)
    return out.replace("</", "<\\/").replace("<!", "\\u003c!")


def comparison_from(text: str) -> Comparison:
    """Read a comparison; what is in a language, and the differences, follow from the rest.

    Raises `NotATrace` for text that is none, or not of a version that can be read.
    """
    try:
        data = json.loads(text)
    except ValueError as error:
        raise NotATrace("not JSON: " + str(error)) from error
    if not isinstance(data, dict) or data.get("version") != VERSION:
        raise NotATrace(f"a comparison is a JSON object of version {VERSION}")
    try:
        one, other = from_dict(data["one"]), from_dict(data["other"])
        segments = tuple((int(n), int(m)) for n, m in data["segments"])
        moments = tuple((int(i), int(j)) for i, j in data["moments"])
    except (KeyError, TypeError, ValueError) as error:
        if isinstance(error, NotATrace):
            raise
        raise NotATrace(f"not a comparison: {error}") from error
    return Comparison(one, other, segments, moments)
