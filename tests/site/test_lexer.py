"""The Pygments lexer: every word of the language has its colour, every other word is an error."""

import tomllib
from importlib import import_module
from pathlib import Path

import pytest
from pygments.token import (
    Comment,
    Error,
    Keyword,
    Name,
    Number,
    Operator,
    Punctuation,
    Whitespace,
    _TokenType,
)

from diagramgen.site.lexer import ScenarioLexer
from diagramgen.walk.language import CALL_WORDS, STATEMENT_WORDS, STATES
from diagramgen.walk.scenario import KINDS, SETTINGS, UNITS, VERBS
from tests.walk import ebnf
from tests.walk.tables import PRINTS

ROOT = Path(__file__).parents[2]
GRAMMAR = ebnf.rules()


def tokens(text: str) -> list[tuple[_TokenType, str]]:
    """The tokens of a text, without the white space."""
    return [(kind, word) for kind, word in ScenarioLexer().get_tokens(text) if kind != Whitespace]


def test_it_is_a_lexer_with_a_name() -> None:
    assert (ScenarioLexer.name, ScenarioLexer.aliases[0]) == ("TCP scenario", "tcp")
    assert ScenarioLexer.filenames == ["*.tcp"]


def test_pygments_will_find_it_where_the_project_is_installed() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    (entry,) = project["entry-points"]["pygments.lexers"].values()
    module, _, name = entry.partition(":")
    assert getattr(import_module(module), name) is ScenarioLexer


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        (
            "A: send 5 push when CLOSE-WAIT after 1.5 s # soon",
            [
                (Name.Class, "A"),
                (Punctuation, ":"),
                (Name.Function, "send"),
                (Number.Integer, "5"),
                (Name.Function, "push"),
                (Keyword, "when"),
                (Name.Label, "CLOSE-WAIT"),
                (Keyword, "after"),
                (Number.Float, "1.5"),
                (Keyword.Type, "s"),
                (Comment.Single, "# soon"),
            ],
        ),
        (
            "lose 2nd B SYN,ACK",
            [
                (Keyword, "lose"),
                (Number.Integer, "2nd"),
                (Name.Class, "B"),
                (Name.Builtin, "SYN,ACK"),
            ],
        ),
        (
            "inject to B <SEQ=90><CTL=SYN, URG>",
            [
                (Keyword, "inject"),
                (Keyword, "to"),
                (Name.Class, "B"),
                (Punctuation, "<"),
                (Name.Tag, "SEQ"),
                (Operator, "="),
                (Number.Integer, "90"),
                (Punctuation, ">"),
                (Punctuation, "<"),
                (Name.Tag, "CTL"),
                (Operator, "="),
                (Name.Builtin, "SYN"),
                (Punctuation, ","),
                (Name.Builtin, "URG"),
                (Punctuation, ">"),
            ],
        ),
        (
            "set B.r2-syn 3 min",
            [
                (Keyword, "set"),
                (Name.Class, "B"),
                (Punctuation, "."),
                (Name.Attribute, "r2-syn"),
                (Number.Integer, "3"),
                (Keyword.Type, "min"),
            ],
        ),
        (
            "set option rfc5961-rst on",
            [
                (Keyword, "set"),
                (Name.Attribute, "option"),
                (Name.Constant, "rfc5961-rst"),
                (Name.Constant, "on"),
            ],
        ),
        (
            "expect A sends RST",
            [
                (Keyword, "expect"),
                (Name.Class, "A"),
                (Keyword.Pseudo, "sends"),
                (Name.Builtin, "RST"),
            ],
        ),
    ],
)
def test_a_line_in_colour(line: str, expected: list[tuple[_TokenType, str]]) -> None:
    assert tokens(line) == expected


def test_every_word_of_the_language_has_one_colour() -> None:
    for word in (
        *STATES,
        *KINDS,
        *VERBS,
        *SETTINGS,
        *STATEMENT_WORDS,
        *[word for word, _ in CALL_WORDS],
        *[unit for unit, _ in UNITS],
    ):
        ((kind, found),) = tokens(word)
        assert found == word
        assert kind is not Error, word


def test_what_the_grammar_derives_has_no_error_in_it() -> None:
    for sentence in ebnf.sentences(GRAMMAR["statement"], GRAMMAR):
        for turn in range(4):
            text = ebnf.written(sentence, turn)
            assert Error not in [kind for kind, _ in tokens(text)], text
    for printed in PRINTS.values():
        assert Error not in [kind for kind, _ in tokens(printed)], printed


@pytest.mark.parametrize(
    ("line", "wrong"),
    [
        ("A: conect", ["conect"]),
        ("A: close when SYN_RCVD", ["SYN_RCVD"]),
        ("A: CLOSE", ["CLOSE"]),
        ("C: close", ["C"]),
        ("lose 1st B SYN+ACK", ["SYN+ACK"]),
        ("set C.iss 1", ["C.iss"]),
        ("set A.issue 1", ["A.issue"]),
        ("A: close after 20ms", ["20ms"]),
        ("A: send -5", ["-5"]),
        ("inject to B <SEQ=x><SNY=1><CTL=SNY>", ["x", "SNY", "SNY"]),
        ("inject to B <SEQ=90", ["<", "SEQ", "="]),
        ("A：close", ["A：close"]),
        ("A: close # conect", []),
        ("conect\nA: close", ["conect"]),
    ],
)
def test_what_is_no_word_is_an_error(line: str, wrong: list[str]) -> None:
    assert [word for kind, word in tokens(line) if kind is Error] == wrong


def test_nothing_is_lost_or_added() -> None:
    text = "# head\n\tA:  close\r\ninject to B <SEQ=90\n<x\ny>\n客户端：x\n"
    lexer = ScenarioLexer(stripnl=False, ensurenl=False)
    assert "".join(word for _, _, word in lexer.get_tokens_unprocessed(text)) == text
