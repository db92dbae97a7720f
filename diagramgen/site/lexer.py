"""A Pygments lexer: the scenario language in colour, what is no word of it marked as an error.

It colours words, it does not parse. The words come from the tables that the parser reads, so that
a word of the language cannot look like a mistake here, nor the reverse.
"""

from __future__ import annotations

from typing import Any, ClassVar

from pygments.lexer import RegexLexer, bygroups, words
from pygments.token import (
    Comment,
    Error,
    Keyword,
    Name,
    Number,
    Operator,
    Punctuation,
    Text,
    Whitespace,
)

from diagramgen.tcp.rules import OPTION_NAMES, PROFILE_NAMES
from diagramgen.tcp.segment import FIELDS, FLAGS
from diagramgen.walk.language import CALL_WORDS, STATEMENT_WORDS, STATES
from diagramgen.walk.scanner import UNIT_NAMES
from diagramgen.walk.scenario import KINDS, PEERS, SETTINGS, VERBS

_CALLS = tuple(word for word, _ in CALL_WORDS)
_WORD = r"[^\s:#<=]"
_ENDS = f"(?!{_WORD})"


def _one_of(*known: str, then: str = _ENDS) -> words:
    return words(known, suffix=then)


class ScenarioLexer(RegexLexer):
    """The scenario language of diagramgen, for ``Pygments`` and what uses it."""

    name = "TCP scenario"
    url = "https://www.rfc-editor.org/rfc/rfc9293"
    aliases: ClassVar[list[str]] = ["tcp", "tcp-scenario"]
    filenames: ClassVar[list[str]] = ["*.tcp"]
    mimetypes: ClassVar[list[str]] = ["text/x-tcp-scenario"]

    tokens: ClassVar[dict[str, list[Any]]] = {
        "root": [
            (r"\s+", Whitespace),
            (r"#.*", Comment.Single),
            (r":", Punctuation),
            (r"<(?=[^<>\n]*>)", Punctuation, "segment"),
            (r"\d+(st|nd|rd|th)" + _ENDS, Number.Integer),
            (r"\d+\.\d+" + _ENDS, Number.Float),
            (r"\d+" + _ENDS, Number.Integer),
            # A word of two kinds is of the first that it is found in: `delay` is a fault.
            (_one_of(*STATEMENT_WORDS, "to", "every", "by", "behind", "next"), Keyword),
            (_one_of("when", "after"), Keyword),
            (_one_of(*_CALLS, "passive", "active", "push", "urgent"), Name.Function),
            (_one_of(*VERBS), Keyword.Pseudo),
            (_one_of(*PEERS), Name.Class),
            (_one_of(*STATES), Name.Label),
            (_one_of(*KINDS), Name.Builtin),
            (_one_of(*UNIT_NAMES), Keyword.Type),
            (_one_of(*OPTION_NAMES, *PROFILE_NAMES, "on", "off"), Name.Constant),
            (_one_of(*SETTINGS), Name.Attribute),
            (
                f"({'|'.join(PEERS)})(\\.)({'|'.join(SETTINGS)}){_ENDS}",
                bygroups(Name.Class, Punctuation, Name.Attribute),
            ),
            (_WORD + "+", Error),
        ],
        "segment": [
            (r"[ \t]+", Whitespace),
            (_one_of(*FIELDS, then=r"(?=[ \t]*[=>])"), Name.Tag),
            (_one_of(*FLAGS, then=r"(?=[ \t]*[,>])"), Name.Builtin),
            (r"=", Operator),
            (r",", Punctuation),
            (r"\d+(?=[ \t]*>)", Number.Integer),
            (r">", Punctuation, "#pop"),
            (r"[^\s<>=,]+", Error),
            (r"\n", Text, "#pop"),
        ],
    }
