"""Why a moment went as it did: the sentence of the rule that ended it."""

from __future__ import annotations

from diagramgen.render.words import in_language
from diagramgen.walk.trace import Moment


def why(moment: Moment, lang: str) -> str:
    """The sentence of the moment's rule in `lang`; where there is none, its section."""
    sentences = getattr(in_language(lang), "rules", None)
    found = dict(sentences).get(moment.rule, "") if sentences else ""
    return str(found) if found else moment.section
