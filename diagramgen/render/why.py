"""Why a moment went as it did: the sentences of the rules that had a part in it."""

from __future__ import annotations

from diagramgen.render.words import why as words
from diagramgen.walk.trace import Moment

#: Between two sentences: Chinese closes a sentence with its own width of space.
_BETWEEN = {"zh": "", "en": " "}


def why(moment: Moment, lang: str) -> str:
    """One sentence for each rule of the moment, in the order in which they were applied."""
    rules = moment.rules or (moment.rule,)
    return _BETWEEN[lang].join([words.why(rule, lang) for rule in rules])
