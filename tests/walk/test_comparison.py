"""Two walks compared: what must hold of any two, and which segments of known ones correspond."""

from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from diagramgen import compared, walked
from diagramgen.walk.alignment import Ordered, aligned
from diagramgen.walk.comparison import FIELDS, Comparison, compare, entered, in_order
from diagramgen.walk.language import parse
from diagramgen.walk.walker import walk
from tests.walk.test_walk_properties import connections

# -- alignment ------------------------------------------------------------------------------------

SCORES = st.integers(0, 4).flatmap(
    lambda wide: st.lists(
        st.lists(st.integers(0, 3), min_size=wide, max_size=wide), min_size=0, max_size=4
    ).map(lambda rows: (wide, rows))
)


def crosses(one: tuple[int, int], other: tuple[int, int]) -> bool:
    return (one[0] < other[0]) != (one[1] < other[1]) or one[0] == other[0]


@settings(max_examples=200, deadline=None)
@given(SCORES)
def test_no_other_pairs_that_keep_order_score_more(table: tuple[int, list[list[int]]]) -> None:
    wide, rows = table
    pairs = aligned(len(rows), wide, lambda i, j: rows[i][j])
    assert all(a[0] < b[0] and a[1] < b[1] for a, b in combinations(pairs, 2))
    assert all(rows[i][j] for i, j in pairs)
    every = [(i, j) for i in range(len(rows)) for j in range(wide)]
    most = 0
    for size in range(min(len(rows), wide) + 1):
        for chosen in combinations(every, size):
            if not any(crosses(a, b) for a, b in combinations(chosen, 2)):
                most = max(most, sum(rows[i][j] for i, j in chosen))
    assert sum(rows[i][j] for i, j in pairs) == most


def test_of_equals_the_earliest_are_paired() -> None:
    assert aligned(1, 3, lambda _i, _j: 1) == [(0, 0)]
    assert aligned(3, 1, lambda _i, _j: 1) == [(0, 0)]


@given(st.lists(st.tuples(st.integers(0, 6), st.integers(0, 6)), max_size=12))
def test_whoever_comes_first_is_kept_and_order_with_it(wanted: list[tuple[int, int]]) -> None:
    kept = Ordered()
    taken: list[tuple[int, int]] = []
    for pair in wanted:
        fits = pair in taken or not any(crosses(*sorted((pair, one))) for one in taken)
        assert kept.add(*pair) == fits
        taken += [pair] if fits and pair not in taken else []
    assert kept.pairs == sorted(taken)


# -- any two walks --------------------------------------------------------------------------------


@settings(max_examples=150, deadline=None)
@given(connections(), connections())
def test_every_segment_is_paired_at_most_once_and_order_is_kept(one: str, other: str) -> None:
    check(compare(walk(parse(one)), walk(parse(other))))


def check(found: Comparison) -> None:
    one, other = found.one, found.other
    for a, b in combinations(found.segments, 2):
        assert a[0] < b[0] and a[1] < b[1]
    for n, m in found.segments:
        assert one.segments[n - 1].source == other.segments[m - 1].source
    assert len({i for i, _ in found.moments}) == len({j for _, j in found.moments})
    for peer in one.peers:
        mine = [pair for pair in found.moments if one.moments[pair[0]].peer == peer]
        assert all(a[0] < b[0] and a[1] < b[1] for a, b in combinations(mine, 2))
    for i, j in found.moments:
        first, second = one.moments[i], other.moments[j]
        assert (first.peer, first.event) == (second.peer, second.event)
    rows = in_order(found.segments, len(one.segments), len(other.segments))
    assert [n for n, _ in rows if n] == list(range(1, len(one.segments) + 1))
    assert [m for _, m in rows if m] == list(range(1, len(other.segments) + 1))
    assert [row for row in rows if None not in row] == list(found.segments)
    lone = {row for row in rows if None in row}
    assert {d.segments for d in found.differences if d.what == ("only",)} - {(None, None)} == lone
    for difference in found.differences:
        assert set(difference.what) <= {"only", "state", *FIELDS}


@settings(max_examples=100, deadline=None)
@given(connections())
def test_a_walk_and_itself_do_not_differ(text: str) -> None:
    trace = walk(parse(text))
    found = compare(trace, walk(parse(text)))
    assert found.segments == tuple((n, n) for n in range(1, len(trace.segments) + 1))
    assert found.moments == tuple((i, i) for i in range(len(trace.moments)))
    assert found.differences == ()


@settings(max_examples=60, deadline=None)
@given(connections(), st.integers(1, 2**32 - 1))
def test_another_iss_changes_numbers_and_pairs_nothing_else(text: str, iss: int) -> None:
    trace, other = walk(parse(text)), walk(parse(f"set A.iss {iss}\n" + text))
    found = compare(trace, other)
    assert found.segments == tuple((n, n) for n in range(1, len(trace.segments) + 1))
    what = {name for difference in found.differences for name in difference.what}
    assert what <= {"seq", "ack"}


# -- known walks ----------------------------------------------------------------------------------

APPENDIX_A2 = """\
set option appendix-a2 on
lose 2nd A ACK
lose 1st B ACK
B: listen
A: connect
A: close when ESTABLISHED after 30 ms
B: close when ESTABLISHED after 20 ms
"""

#: Two walks, and what in each has no partner. Losing a segment that takes sequence numbers puts the
#: lost one beside nothing; losing a bare ACK, or an answer, puts what repairs it there.
KNOWN = [
    ("three-way-handshake", "syn-lost", [], [1]),
    ("three-way-handshake", "syn-ack-lost", [], [3, 4, 5]),
    ("three-way-handshake", "third-ack-lost", [], [4, 5]),
    ("close-in-four", "first-fin-lost", [], [4]),
    ("close-in-four", "second-fin-lost", [], [6]),
    ("close-in-four", "last-ack-lost", [], [8, 9]),
    ("close-in-four", "close-in-three", [5], []),
    ("simultaneous-open", "simultaneous-open-figure-7", [5, 6], []),
    ("simultaneous-close-acks-lost", APPENDIX_A2, [], []),
]


@pytest.mark.parametrize(("one", "other", "left", "right"), KNOWN)
def test_what_only_one_of_them_has(one: str, other: str, left: list[int], right: list[int]) -> None:
    found = compared(one, other)
    only = [d.segments for d in found.differences if d.what == ("only",)]
    assert [n for n, _ in only if n] == left
    assert [m for _, m in only if m] == right


def test_by_figure_7_the_crossing_segment_establishes() -> None:
    """RFC 9293: by 3.10.7.4 it is not acceptable, by Figure 7, lines 6 and 7, it establishes."""
    found = compared("simultaneous-open", "simultaneous-open-figure-7")
    states = [d.moments for d in found.differences if d.what == ("state",)]
    assert [
        (found.one.moments[i or 0].after, found.other.moments[j or 0].after) for i, j in states
    ] == [("SYN-RECEIVED", "ESTABLISHED")] * 2


def test_a_lost_ack_is_the_ack_that_arrives_elsewhere() -> None:
    found = compared("three-way-handshake", "third-ack-lost")
    assert (3, 3) in found.segments
    assert [d.segments for d in found.differences if d.what == ("fate",)] == [(3, 3)]
    late = [d.moments for d in found.differences if d.moments != (None, None)]
    assert [entered(found.one.moments[i]) for i, _ in late if i] == [("ESTABLISHED",)]
    assert [entered(found.other.moments[j]) for _, j in late if j] == [("ESTABLISHED",)]


def test_what_is_sent_in_the_place_of_another_corresponds_to_it() -> None:
    """ABORT: a bare RST by 3.10.5, RST,ACK by Linux."""
    text = "B: listen\nA: connect\nB: abort when ESTABLISHED after 100 ms\n"
    found = compared(text, "set profile linux\n" + text)
    assert [d.what for d in found.differences] == [("flags", "ack")]
    assert found.segments == ((1, 1), (2, 2), (3, 3), (4, 4))


@pytest.mark.parametrize(
    ("first", "text", "pair", "what"),
    [
        # A duplicate SYN in SYN-RECEIVED: an ACK by 3.10.7.4, SYN,ACK again by Linux, not the
        # SYN,ACK that the timer of the other walk sends later.
        (
            "set B.profile linux\n",
            "B: listen\nA: connect\nlose 1st B SYN,ACK\nduplicate 1st A SYN by 15 ms\n",
            (3, 3),
            ("flags", "seq"),
        ),
        # Figure 9: the SYN of a rebooted peer, in the window; a challenge by RFC 5961.
        (
            "set option rfc5961-syn on\n",
            (
                "B: listen\nA: connect\nA: crash when ESTABLISHED after 30 ms\n"
                "A: restart after 20 ms\nA: connect after 10 ms\nset A.iss 99 400\n"
            ),
            (5, 5),
            ("flags", "seq", "ack"),
        ),
    ],
)
def test_answers_to_the_same_segment_correspond_though_they_differ(
    first: str, text: str, pair: tuple[int, int], what: tuple[str, ...]
) -> None:
    found = compared(text, first + text)
    assert pair in found.segments
    assert [d.what for d in found.differences if d.segments == pair] == [what]


def test_push_and_times_are_no_differences() -> None:
    text = "B: listen\nA: connect\nA: send 5 {push}when ESTABLISHED after {ms} ms\n"
    found = compared(text.format(push="", ms=20), text.format(push="push ", ms=70))
    assert found.differences == ()
    assert ("PSH" in found.one.segments[3].flags) != ("PSH" in found.other.segments[3].flags)


def test_traces_are_taken_as_they_are() -> None:
    trace = walked("syn-lost")
    assert compared(trace, "syn-lost").one is trace
