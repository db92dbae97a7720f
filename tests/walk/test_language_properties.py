"""The scenario language, on whatever hypothesis thinks of."""

import string

from hypothesis import example, given
from hypothesis import strategies as st

from diagramgen.tcp.rules import OPTION_NAMES, PROFILE_NAMES
from diagramgen.tcp.segment import Segment, octets
from diagramgen.tcp.seq import Seq
from diagramgen.walk.errors import ScenarioError
from diagramgen.walk.language import (
    CALL_WORDS,
    MOST_OCTETS,
    NUMBER_SETTINGS,
    STATEMENT_WORDS,
    STATES,
    parse,
)
from diagramgen.walk.near import edits
from diagramgen.walk.scanner import LONGEST_TIME
from diagramgen.walk.scenario import (
    KINDS,
    PEERS,
    TIME_SETTINGS,
    UNITS,
    VERBS,
    Act,
    Expect,
    Fault,
    Inject,
    Scenario,
    Setting,
    Statement,
    duration,
)
from tests.walk import ebnf

GRAMMAR = ebnf.rules()

peers = st.sampled_from(PEERS)
either = st.sampled_from(("", *PEERS))
states = st.sampled_from(STATES)
conditions = st.sampled_from(("", *STATES))
waits = st.integers(0, LONGEST_TIME)
times = st.integers(1, LONGEST_TIME)
seqs = st.integers(0, 2**32 - 1)
words = st.integers(0, 65535)
kinds = st.sampled_from(KINDS)

PLAIN = ("open passive", "open active", "close", "abort", "status", "crash", "restart")

acts = (
    st.builds(Act, peers, st.sampled_from(PLAIN), when=conditions, after=waits)
    | st.builds(
        Act,
        peers,
        st.just("send"),
        st.integers(1, MOST_OCTETS),
        push=st.booleans(),
        urgent=st.booleans(),
        when=conditions,
        after=waits,
    )
    | st.builds(
        Act, peers, st.just("receive"), st.integers(1, MOST_OCTETS), when=conditions, after=waits
    )
)

nths = st.integers(0, 1000)
faults = (
    st.builds(Fault, st.sampled_from(("lose", "reorder")), peers, kinds, nths)
    | st.builds(Fault, st.just("duplicate"), peers, kinds, nths, waits)
    | st.builds(Fault, st.just("delay"), peers, kinds, nths, times)
)


@st.composite
def segments(draw: st.DrawFn) -> str:
    """A segment with every field in its place, as an author could write it."""
    seq = draw(seqs)
    flags = draw(st.lists(st.sampled_from(("SYN", "FIN", "RST", "PSH", "URG", "ACK")), unique=True))
    fields = [f"<SEQ={seq}>"]
    if flags:
        fields.append(f"<CTL={','.join(flags)}>")
    if "ACK" in flags:
        fields.append(f"<ACK={draw(seqs)}>")
    others = draw(st.lists(st.sampled_from(("DATA", "WND", "UP", "MSS")), unique=True))
    fields += [f"<{name}={draw(words)}>" for name in others]
    return "".join(draw(st.permutations(fields)))


printed_segments = st.builds(
    lambda seq, size, flags, ack: str(
        Segment.make(flags, seq, ack if "ACK" in flags else None, octets(Seq(seq), size))
    ),
    seqs,
    st.integers(0, 100),
    st.sampled_from(("SYN", "SYN,ACK", "ACK", "FIN,ACK", "RST", "PSH,ACK", "")),
    seqs,
)

injections = st.builds(Inject, peers, segments() | printed_segments, conditions, waits)

settings = st.one_of(
    st.builds(Setting, st.just("iss"), st.lists(seqs, min_size=1, max_size=9).map(tuple), either),
    *[
        st.builds(Setting, st.just(name), st.tuples(st.integers(low, high)), either)
        for name, low, high in NUMBER_SETTINGS
    ],
    st.builds(
        Setting,
        st.sampled_from([name for name in TIME_SETTINGS if name != "delack"]),
        st.tuples(times),
        either,
    ),
    st.builds(Setting, st.just("delack"), st.tuples(st.integers(0, 499)), either),
    st.builds(
        Setting,
        st.just("option"),
        st.tuples(st.sampled_from(OPTION_NAMES), st.sampled_from(("on", "off"))),
        either,
    ),
    st.builds(Setting, st.just("profile"), st.tuples(st.sampled_from(PROFILE_NAMES)), either),
)

expectations = (
    st.builds(Expect, peers, st.sampled_from(("reaches", "ends")), st.tuples(states))
    | st.builds(Expect, peers, st.just("path"), st.lists(states, min_size=1, max_size=9).map(tuple))
    | st.builds(Expect, peers, st.just("sends"), st.tuples(kinds))
    | st.builds(Expect, peers, st.just("refused"))
)

statements: st.SearchStrategy[Statement] = acts | faults | injections | settings | expectations
scenarios = st.builds(Scenario, st.lists(statements, max_size=12).map(tuple), st.text(max_size=9))


@given(scenarios)
def test_what_is_printed_is_read_back(scenario: Scenario) -> None:
    text = str(scenario)
    again = parse(text)
    assert again == scenario
    assert str(again) == text
    assert [s.line for s in again.statements] == list(range(1, len(scenario.statements) + 1))


@given(scenarios, st.data())
def test_blanks_and_comments_change_nothing(scenario: Scenario, data: st.DataObject) -> None:
    blank = st.text(" \t", min_size=1, max_size=3)
    characters = st.characters(exclude_characters="\r\n", exclude_categories=["Cs"])
    comment = st.text(characters, max_size=9)
    lines = []
    for line in str(scenario).split("\n"):
        spaced = "".join(data.draw(blank) if char == " " else char for char in line)
        lines.append(data.draw(blank) + spaced + data.draw(blank) + "#" + data.draw(comment))
    newline = data.draw(st.sampled_from(["\n", "\r\n", "\r", "\n\n"]))
    assert parse(newline.join(lines)) == scenario


@given(acts | faults | settings | expectations)
def test_the_grammar_recognises_every_statement(statement: Statement) -> None:
    text = str(statement)
    assert len(text) in ebnf.matches(GRAMMAR["statement"], GRAMMAR, text)


VOCABULARY = (
    *PEERS,
    *STATES,
    *KINDS,
    *VERBS,
    *STATEMENT_WORDS,
    *[word for word, _ in CALL_WORDS],
    *[unit for unit, _ in UNITS],
    *["A:", "A.iss", "when", "after", "by", "behind", "next", "to", "1st", "5", "1.5", "option"],
    *["<SEQ=1>", "<", ">", "<SEQ", "=", ":", "#", "：", "，", "\u3000", "\x00", "\ufeff"],
    *["<CTL=>", "<DATA>", "<SEQ=²>", "<ſEQ=1>", "²", "ß", "１"],
)

anything = (
    st.text()
    | st.text(string.printable)
    | st.text("AB:<>=#.,123 \n\t")
    | st.lists(st.sampled_from(VOCABULARY), max_size=9).map(" ".join)
    | st.lists(st.sampled_from((*VOCABULARY, "\n")), max_size=30).map("".join)
)


def outcome(text: str) -> Scenario | ScenarioError:
    """What comes of a text; anything but a scenario and its error is a failure of the test."""
    try:
        return parse(text)
    except ScenarioError as error:
        return error


@given(anything)
@example("\ud800")
@example("A:" + "\u2028")
@example("A: send " + "9" * 900)
@example("A: close after " + "9" * 400 + "." + "9" * 400 + " h")
@example("inject to A " + "<" * 900)
@example("inject to A <SEQ=" + "9" * 900 + ">")
def test_a_text_is_a_scenario_or_a_scenario_error(text: str) -> None:
    found = outcome(text)
    if isinstance(found, Scenario):
        assert parse(str(found)) == found
        return
    lines = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n").split("\n")
    assert 1 <= found.line <= len(lines)
    assert 1 <= found.column <= len(lines[found.line - 1]) + 1
    assert found.found
    assert found.accepted
    assert len(str(found).splitlines()) == 1
    assert str(found).encode("utf-8")


@given(statements, st.data())
def test_one_slip_of_the_hand_is_an_error_or_another_scenario(
    statement: Statement, data: st.DataObject
) -> None:
    text = str(statement)
    at = data.draw(st.integers(0, len(text) - 1))
    slip = data.draw(st.sampled_from(["", "x", " ", "，", text[at] * 2]))
    found = outcome(text[:at] + slip + text[at + 1 :])
    if isinstance(found, Scenario):
        assert parse(str(found)) == found
    else:
        assert found.line == 1
        assert found.hint not in text.split() or found.hint not in found.found.split('"')


@given(waits)
def test_a_duration_is_read_back(ms: int) -> None:
    (act,) = parse(f"A: close after {duration(ms)}").statements
    assert isinstance(act, Act)
    assert act.after == ms


short = st.text("ABC", max_size=6)


@given(short, short, st.integers(0, 6))
def test_edits_are_a_distance(one: str, other: str, limit: int) -> None:
    far = edits(one, other, 6)
    assert far == edits(other, one, 6)
    assert (far == 0) == (one == other)
    assert abs(len(one) - len(other)) <= far <= max(len(one), len(other))
    assert (edits(one, other, limit) <= limit) == (far <= limit)
