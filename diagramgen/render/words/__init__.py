"""The words of a chart, a file a language.

`in_language("zh")` gives a `Words`; every language fills every field, by test. A new language is one
file here and one row in `in_language`.
"""

from __future__ import annotations

from diagramgen.render.words.en import EN
from diagramgen.render.words.fields import Words
from diagramgen.render.words.zh import ZH

__all__ = ["EN", "ZH", "Words", "in_language"]


def in_language(lang: str) -> Words:
    """The words of `lang`; raises `ValueError` for a language that there is not."""
    for words in (ZH, EN):
        if words.lang == lang:
            return words
    raise ValueError(f"no language {lang!r}; accepted: zh, en")
