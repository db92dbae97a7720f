"""Why a moment went as it did: the sentences of the rules that had a part in it."""

from __future__ import annotations

from diagramgen.render.words import why as words
from diagramgen.walk.trace import Moment

#: Between two sentences: Chinese closes a sentence with its own width of space.
_BETWEEN = {"zh": "", "en": " "}


def why(moment: Moment, lang: str) -> str:
    """One sentence for each rule of the moment, in the order in which they were applied.

    A trace of somebody else's machine may name rules that we have no words for: the section then.
    """
    rules = moment.rules or (moment.rule,)
    known = [rule for rule in rules if words.is_known(rule)]
    if not known:
        return moment.section
    return _BETWEEN[lang].join([words.why(rule, lang) for rule in known])
