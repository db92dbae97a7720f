"""The scenario language: what is read as what, what is refused where, and the grammar's page."""

import re

import pytest

from diagramgen.tcp.segment import Segment
from diagramgen.tcp.transitions import State
from diagramgen.walk import language
from diagramgen.walk.errors import ScenarioError
from diagramgen.walk.language import MOST_STATEMENTS, parse
from diagramgen.walk.near import edits, narrow, near
from diagramgen.walk.scanner import LONGEST_LINE
from diagramgen.walk.scenario import (
    CALLS,
    PEERS,
    SETTINGS,
    TIME_SETTINGS,
    Act,
    Inject,
    Scenario,
    Statement,
    duration,
    ordinal,
)
from tests.walk.tables import ERRORS, GOOD, PRINTS


@pytest.mark.parametrize(("line", "statement"), GOOD)
def test_a_line_is_read(line: str, statement: Statement) -> None:
    assert parse(line).statements == (statement,)


@pytest.mark.parametrize(("line", "printed"), PRINTS.items())
def test_a_line_is_printed_in_one_way(line: str, printed: str) -> None:
    assert str(parse(line)) == printed
    assert str(parse(printed)) == printed


@pytest.mark.parametrize("error", ERRORS, ids=[e["text"].encode("unicode_escape") for e in ERRORS])
def test_an_error_says_where_what_and_what_else(error: dict[str, str]) -> None:
    with pytest.raises(ScenarioError) as caught:
        parse(error["text"])
    raised = caught.value
    assert f"{raised.line}:{raised.column}" == error["at"]
    assert raised.found == error.get("found", raised.found)
    assert raised.accepted == error.get("accepted", raised.accepted)
    assert raised.accepted
    assert raised.hint == error.get("hint", "")
    assert len(str(raised).splitlines()) == 1


def test_the_example_of_the_manual() -> None:
    text = """\
    B: listen                          # open passive
    A: connect                         # open active
    lose 1st B SYN,ACK                 # the sender's

    A: send 5 when ESTABLISHED
    A: close when ESTABLISHED after 20 ms
    B: close when CLOSE-WAIT
    expect A path SYN-SENT ESTABLISHED FIN-WAIT-1 FIN-WAIT-2 TIME-WAIT CLOSED
    """
    scenario = parse(text, "manual")
    assert scenario.name == "manual"
    assert [s.line for s in scenario.statements] == [1, 2, 3, 5, 6, 7, 8]
    assert parse(str(scenario)) == scenario
    assert [type(s) for s in scenario.of(Act)] == [Act] * 5


@pytest.mark.parametrize(
    "text", ["", "\n\n", " \t", "# nothing", "\ufeff", "\r\n\r\n", "  # ：，\n"]
)
def test_nothing_is_a_scenario(text: str) -> None:
    assert parse(text) == Scenario()
    assert str(parse(text)) == ""


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_lines_may_end_in_every_usual_way(newline: str) -> None:
    scenario = parse("\ufeffB: listen" + newline * 2 + "A: connect" + newline)
    assert [(str(s), s.line) for s in scenario.statements] == [("B: listen", 1), ("A: connect", 3)]


def test_equal_is_what_says_the_same_wherever_it_stands() -> None:
    assert parse("A: close", "one") == parse("\n\nA:  close # soon", "other")
    assert hash(parse("A: close")) == hash(parse("\nA: close"))
    assert parse("A: close") != parse("B: close")


def test_an_injected_segment_is_kept_as_the_author_wrote_it() -> None:
    (inject,) = parse("inject to B <MSS=9> <SEQ=1><WND=7><DATA=3><UP=2><CTL=SYN,URG>").of(Inject)
    assert isinstance(inject, Inject)
    segment = Segment.parse(inject.segment)
    assert (segment.wnd, segment.options.mss, segment.up, len(segment.text)) == (7, 9, 2, 3)


def test_a_long_line_is_refused() -> None:
    assert len(parse("A: close" + " " * (LONGEST_LINE - 8)).statements) == 1
    with pytest.raises(ScenarioError, match=r"^2:1001: a line of 1001 characters"):
        parse("\n#" + "x" * LONGEST_LINE)


def test_too_many_statements_are_refused() -> None:
    assert len(parse("A: close\n" * MOST_STATEMENTS).statements) == MOST_STATEMENTS
    with pytest.raises(ScenarioError, match=r"^1002:3: statement number 1001; accepted: at most"):
        parse("\n" + "A: close\n" * MOST_STATEMENTS + "  A: close")


def test_noise_fails_at_its_first_word() -> None:
    with pytest.raises(ScenarioError, match=r"^1:1: "):
        parse("lorem ipsum dolor sit amet\n" * 10_000)
    with pytest.raises(ScenarioError, match=r"^1:4: call \"x{37}\.\.\.\"; accepted"):
        parse("A: " + "x" * 900)


# Near misses


@pytest.mark.parametrize(
    ("one", "other", "slips"),
    [("", "", 0), ("AB", "BA", 1), ("CLOSE", "LOSE", 1), ("SEND", "SNED", 1), ("CA", "ABC", 3)],
)
def test_slips_are_counted(one: str, other: str, slips: int) -> None:
    assert edits(one, other, 5) == edits(other, one, 5) == slips
    assert edits(one, other, slips - 1) >= slips


def test_near_prefers_the_nearest_and_then_the_first() -> None:
    assert near("FIN-WAIT", language.STATES) == "FIN-WAIT-1"
    assert near("FINWAIT2", language.STATES) == "FIN-WAIT-2"
    assert near("LAST_ACK", language.STATES) == "LAST-ACK"
    assert near("C", PEERS) == ""
    assert near("", PEERS) == ""
    assert near("---", PEERS) == ""


@pytest.mark.parametrize(
    ("line", "state"),
    [
        (name.replace("-", mark).lower() if lower else name.replace("-", mark), name)
        for name in language.STATES
        for mark in ("_", "", "-")
        for lower in (False, True)
    ],
)
def test_every_other_spelling_of_a_state_is_understood(line: str, state: str) -> None:
    assert near(line, language.STATES) == state


def test_narrow_is_ascii_for_what_a_chinese_keyboard_writes() -> None:
    assert narrow("Ａ：，＃＜＞０９　、〈〉–") == "A:,#<>09 ,<>-"
    assert narrow("客户端") == "客户端"


# The tables


def test_the_tables_name_the_same_things() -> None:
    assert tuple(s.value for s in State) == language.STATES
    assert {call for _, call in language.CALL_WORDS if call} == set(CALLS)
    numbers = tuple(name for name, _, _ in language.NUMBER_SETTINGS)
    assert set(SETTINGS) == {*numbers, *TIME_SETTINGS, "option", "profile"}


@pytest.mark.parametrize(
    ("ms", "said"),
    [(0, "0 ms"), (1, "1 ms"), (1500, "1500 ms"), (60_000, "1 min"), (90_000, "90 s")],
)
def test_a_duration_is_said_in_the_longest_unit_without_a_fraction(ms: int, said: str) -> None:
    assert duration(ms) == said


def test_ordinals_are_english() -> None:
    said = "every 1st 2nd 3rd 4th 10th 11th 12th 13th 14th 21st 22nd 101st 111th 112th 113th"
    assert [ordinal(int(re.sub(r"\D", "", w) or 0)) for w in said.split()] == said.split()
