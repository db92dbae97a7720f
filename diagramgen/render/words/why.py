"""Why: the sentence for a rule, in a language."""

from __future__ import annotations

from diagramgen.render.words.rules_en import RULES as EN
from diagramgen.render.words.rules_zh import RULES as ZH


def is_known(rule: str) -> bool:
    """Whether there is a sentence for the rule."""
    return any(known == rule for known, _ in EN)


def why(rule: str, lang: str) -> str:
    """The sentence for a rule of the machine or of the walk.

    Raises `ValueError` for a language that there is not, `KeyError` for a rule without a sentence.
    """
    if lang not in ("zh", "en"):
        raise ValueError(f"no language {lang!r}; accepted: zh, en")
    for known, sentence in ZH if lang == "zh" else EN:
        if known == rule:
            return sentence
    raise KeyError(f"no sentence for the rule {rule!r} in {lang!r}")
