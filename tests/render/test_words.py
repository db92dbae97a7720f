"""The words: every language fills every field, in the same way."""

from __future__ import annotations

import string
from dataclasses import fields

import pytest

from diagramgen.render.look import LANGUAGES
from diagramgen.render.measure import shorten, width, wrap
from diagramgen.render.words import Words, in_language


def named(text: str) -> set[str]:
    """The names in braces of a template."""
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


def test_every_language_has_words() -> None:
    assert [in_language(lang).lang for lang in LANGUAGES] == list(LANGUAGES)


def test_an_unknown_language_is_refused() -> None:
    with pytest.raises(ValueError, match="accepted: zh, en"):
        in_language("tlh")


@pytest.mark.parametrize("name", [field.name for field in fields(Words)])
def test_no_word_is_missing_in_a_language(name: str) -> None:
    values = [getattr(in_language(lang), name) for lang in LANGUAGES]
    assert all(values)
    if all(isinstance(value, str) for value in values):
        assert len({frozenset(named(value)) for value in values}) == 1
    else:
        assert len({len(value) for value in values}) == 1


def test_signals_are_translated_alike() -> None:
    known = [[signal for signal, _ in in_language(lang).signals] for lang in LANGUAGES]
    assert all(each == known[0] for each in known)
    assert all(shown for lang in LANGUAGES for _, shown in in_language(lang).signals)


def test_a_chinese_character_is_as_wide_as_the_type_is_high() -> None:
    assert width("三次握手", 12) == 48
    assert width("三次握手", 12, mono=False) == 48
    assert width("SYN", 12) < 36


def test_lines_are_never_wider_than_their_room() -> None:
    for text in ("三次握手，四次挥手：一条连接的一生", "connection reset by peer", "x" * 90):
        lines = wrap(text, 12, 100)
        assert all(width(line, 12, mono=False) <= 100 for line in lines)
        assert "".join(lines).replace(" ", "") == text.replace(" ", "")
    assert width(shorten("a very long name of a peer", 14, 80), 14, mono=False) <= 80
    assert shorten("client", 14, 80) == "client"
