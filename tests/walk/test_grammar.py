"""The grammar's page, held against the parser: they accept the same, word for word."""

import pytest

from diagramgen.tcp.segment import FLAGS
from diagramgen.walk import language
from diagramgen.walk.errors import ScenarioError
from diagramgen.walk.language import GRAMMAR_VERSION, parse
from diagramgen.walk.scenario import FAULTS, KINDS, PEERS, SETTINGS, UNITS, VERBS
from tests.walk import ebnf
from tests.walk.tables import GOOD, PRINTS

GRAMMAR = ebnf.rules()


def test_the_grammar_says_its_version() -> None:
    assert f"version {GRAMMAR_VERSION}." in ebnf.TEXT.splitlines()[0]


def test_every_rule_of_the_grammar_is_used_and_defined() -> None:
    def names(node: ebnf.Node) -> set[str]:
        if node[0] == "rule":
            return {node[1]}
        inner = node[1] if node[0] in ("all", "any") else [node[1]] if node[0] == "some" else []
        return {name for part in inner for name in names(part)}

    called = {name for node in GRAMMAR.values() for name in names(node)}
    assert called <= set(GRAMMAR)
    # The first; and two that are named in what is said in English.
    assert set(GRAMMAR) - called == {"statement", "amount", "unit"}


def test_the_words_of_the_grammar_are_those_of_the_parser() -> None:
    parser = {
        *PEERS,
        *FAULTS,
        *KINDS,
        *FLAGS,
        *SETTINGS,
        *VERBS,
        *language.STATES,
        *language.STATEMENT_WORDS,
        *[word for word, _ in language.CALL_WORDS],
        *[unit for unit, _ in UNITS],
        *["passive", "active", "push", "urgent", "when", "after", "to", "every", "by"],
        *["behind", "next", "on", "off"],
        *["SEQ", "ACK", "CTL", "DATA", "WND", "UP", "MSS"],
        *[":", ".", "<", "=", ",", ">"],
    }
    assert {word for node in GRAMMAR.values() for word in ebnf.words(node)} == parser


def test_what_the_grammar_derives_is_read() -> None:
    count = 0
    for sentence in ebnf.sentences(GRAMMAR["statement"], GRAMMAR):
        for turn in range(13):
            text = ebnf.written(sentence, turn)
            scenario = parse(text)
            assert parse(str(scenario)) == scenario, text
            count += 1
    assert count > 1000


def test_what_the_grammar_excludes_is_refused() -> None:
    count = 0
    for sentence in ebnf.sentences(GRAMMAR["statement"], GRAMMAR):
        for wrong in [at for at, (kind, _) in enumerate(sentence) if kind == "said"]:
            for turn in range(5):
                text = ebnf.written(sentence, turn, wrong)
                with pytest.raises(ScenarioError):
                    parse(text)
                count += 1
    assert count > 300


def test_the_grammar_recognises_what_is_read() -> None:
    for line in [line for line, _ in GOOD] + list(PRINTS.values()):
        text = str(parse(line))
        if " <" in text:  # the grammar names the fields in one order, and says: in any
            continue
        assert len(text) in ebnf.matches(GRAMMAR["statement"], GRAMMAR, text), text
