"""The walk: acts, faults, timers, limits; what a trace says of them."""

from __future__ import annotations

import pytest

from diagramgen.walk.errors import ScenarioError
from diagramgen.walk.language import parse
from diagramgen.walk.trace import Trace
from diagramgen.walk.walker import MAX_MOMENTS, MAX_TIME, walk

OPEN = "B: listen\nA: connect\n"


def walked(text: str) -> Trace:
    return walk(parse(text))


def sent(trace: Trace) -> list[str]:
    """Each segment in short: time, sender, flags, octets, when its copies arrive."""
    out = []
    for s in trace.segments:
        arrivals = " ".join(str(c.arrives) if c.arrives is not None else "-" for c in s.copies)
        out.append(f"{s.sent} {s.source} {','.join(s.flags)} {s.len} > {arrivals}")
    return out


def calls(trace: Trace) -> list[str]:
    return [f"{m.t} {m.peer} {m.call}" for m in trace.moments if m.call]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # `after` runs from when the previous act is done and the condition holds.
        (
            OPEN + "A: send 5 when ESTABLISHED after 20 ms\nA: close after 5 ms\n",
            ["0 B open passive", "0 A open active", "40 A send 5", "45 A close"],
        ),
        # A state only passed through does not count: A is in FIN-WAIT-2 within one segment.
        (
            "set B.delack 40 ms\n"
            + OPEN
            + "A: close when ESTABLISHED\nA: status when FIN-WAIT-2\nB: close when CLOSE-WAIT\n",
            ["0 B open passive", "0 A open active", "20 A close", "30 B close"],
        ),
        # Ties go by file order.
        ("A: connect\nB: connect\n", ["0 A open active", "0 B open active"]),
        ("B: connect\nA: connect\n", ["0 B open active", "0 A open active"]),
        # An act comes before a segment that arrives at the same millisecond.
        (
            OPEN + "A: send 5 when ESTABLISHED\nB: close when SYN-RECEIVED after 20 ms\n",
            ["0 B open passive", "0 A open active", "20 A send 5", "30 B close"],
        ),
    ],
)
def test_acts_are_done_when_they_are_due(text: str, expected: list[str]) -> None:
    assert calls(walked(text)) == expected


def test_an_act_that_never_came_to_be_is_in_the_trace() -> None:
    trace = walked("A: connect\nA: close when ESTABLISHED\ninject to B <SEQ=1> when LISTEN\n")
    assert trace.waiting == ("A: close when ESTABLISHED", "inject to B <SEQ=1> when LISTEN")


def test_a_fault_that_never_struck_is_in_the_trace() -> None:
    trace = walked("lose 2nd A SYN,ACK\nlose every B FIN\nlose B SYN,ACK\n" + OPEN)
    assert trace.waiting == ("lose 2nd A SYN,ACK", "lose every B FIN")


DATA = OPEN + "A: send 1 when ESTABLISHED\nA: send 1 after 2 ms\nset option nagle-free on\n"


@pytest.mark.parametrize(
    ("fault", "expected"),
    [
        ("", ["20 A ACK 1 > 30", "22 A ACK 1 > 32"]),
        ("lose 1st A DATA", ["20 A ACK 1 > -", "22 A ACK 1 > 32", "1020 A ACK 1 > 1030"]),
        ("lose every A DATA", ["20 A ACK 1 > -", "22 A ACK 1 > -"]),
        ("delay 1st A DATA by 7 ms", ["20 A ACK 1 > 37", "22 A ACK 1 > 32"]),
        ("duplicate 1st A DATA", ["20 A ACK 1 > 30 35", "22 A ACK 1 > 32"]),
        ("duplicate 2nd A DATA by 3 ms", ["20 A ACK 1 > 30", "22 A ACK 1 > 32 35"]),
        ("reorder 1st A DATA behind next", ["20 A ACK 1 > 33", "22 A ACK 1 > 32"]),
        # Nothing comes after it but its own retransmission.
        (
            "reorder 2nd A DATA behind next",
            ["20 A ACK 1 > 30", "22 A ACK 1 > 1051", "1040 A ACK 1 > 1050"],
        ),
        # Of several faults each does its part; what is lost has no other fate.
        (
            "delay 1st A DATA by 7 ms\nduplicate 1st A DATA",
            ["20 A ACK 1 > 37 42", "22 A ACK 1 > 32"],
        ),
        ("duplicate 1st A DATA\nlose 1st A DATA", ["20 A ACK 1 > -", "22 A ACK 1 > 32"]),
    ],
)
def test_faults_befall_the_segments_they_name(fault: str, expected: list[str]) -> None:
    data = [line for line in sent(walked(DATA + fault + "\n")) if " A ACK 1 " in line]
    assert data[: len(expected)] == expected


def test_each_copy_is_a_moment_and_says_what_befell_it() -> None:
    trace = walked(OPEN + "duplicate 1st A SYN by 4 ms\n")
    arrivals = [(m.t, m.copy, m.rule) for m in trace.moments if m.segment == 1]
    assert arrivals == [(10, 0, "3.10.7.2/3/syn"), (14, 1, "3.10.7.4/1/not-in-window")]
    assert [c.fault for c in trace.segments[0].copies] == [None, "duplicate"]


def test_a_retransmission_names_its_first_sending() -> None:
    trace = walked(OPEN + "lose 1st A SYN\nlose 2nd A SYN\n")
    assert [s.retransmission_of for s in trace.segments if s.flags == ("SYN",)] == [None, 1, 1]
    assert [s.sent for s in trace.segments if s.flags == ("SYN",)] == [0, 1000, 3000]


def test_a_moment_and_its_segments_name_each_other() -> None:
    trace = walked(OPEN + "A: send 5 when ESTABLISHED\nA: close\nB: close when CLOSE-WAIT\n")
    for number, moment in enumerate(trace.moments):
        for n in moment.sends:
            assert trace.segments[n - 1].cause == number


def test_an_injected_segment_comes_from_the_wire() -> None:
    trace = walked("B: listen\ninject to B <SEQ=90><CTL=SYN> after 5 ms\n")
    first = trace.segments[0]
    assert (first.source, first.target, first.injected, first.cause) == ("A", "B", True, None)
    # A in CLOSED answers B's SYN,ACK by RST.
    assert trace.states["B"] == ("CLOSED", "LISTEN", "SYN-RECEIVED", "LISTEN")


def test_a_crashed_peer_is_silent_and_one_that_is_back_is_not() -> None:
    text = OPEN + "A: crash when ESTABLISHED after 20 ms\nB: send 5 when ESTABLISHED after 20 ms\n"
    silent = walked(text)
    assert {c.fault for s in silent.segments if s.len for c in s.copies} == {"down"}
    assert silent.final("B") == "CLOSED"  # R2
    back = walked(text + "A: restart after 5 s\n")
    assert [s.flags for s in back.segments if s.source == "A"][-1] == ("RST",)


def test_each_incarnation_has_its_own_iss() -> None:
    text = "set A.iss 7 9\nA: connect\nA: close\nA: connect\nA: close\nA: connect\n"
    seqs = [s.seq for s in walked(text).segments if s.flags == ("SYN",) and s.sent == 0]
    assert seqs == [7, 9, 109]


def test_the_delay_of_each_direction_can_be_set() -> None:
    trace = walked("set delay 40 ms\nset B.delay 5 ms\n" + OPEN)
    assert sent(trace) == ["0 A SYN 0 > 40", "40 B SYN,ACK 0 > 45", "45 A ACK 0 > 85"]


def test_a_user_that_asks_for_its_text_closes_the_window() -> None:
    trace = walked(
        "set B.wnd 10\n"
        + OPEN
        + "A: send 30 when ESTABLISHED\nB: receive 10 when ESTABLISHED after 10 s\n"
        + "B: receive 10 after 5 s\nB: receive 10 after 5 s\n"
    )
    assert sum(m.delivered for m in trace.moments if m.peer == "B") == 30
    probes = [m for m in trace.moments if m.timeout == "persist"]
    assert probes and all(m.rule == "3.8.6.1/persist/probe" for m in probes)
    assert 0 in {s.wnd for s in trace.segments if s.source == "B"}


@pytest.mark.parametrize(
    ("text", "error"),
    [
        (
            "B: send 5\n",
            (
                "1:1: B in CLOSED cannot SEND: connection does not exist (RFC 9293, 3.10.2); "
                "accepted: listen, connect"
            ),
        ),
        (
            OPEN + "A: connect when ESTABLISHED\n",
            (
                "3:1: A in ESTABLISHED cannot OPEN: connection already exists "
                "(RFC 9293, 3.10.1); accepted: send, receive, close, abort, status"
            ),
        ),
        ("A: crash\nA: connect\n", "2:1: A has crashed and cannot call; accepted: restart"),
        ("A: restart\n", "1:1: A has not crashed; accepted: crash"),
        ("A: crash\nA: crash\n", "2:1: A has crashed already; accepted: restart"),
        (
            OPEN + "expect A ends CLOSED\n",
            "3:1: 'expect A ends CLOSED' is false: A ends ESTABLISHED",
        ),
        (
            OPEN + "expect B reaches TIME-WAIT\n",
            (
                "3:1: 'expect B reaches TIME-WAIT' is false: "
                "B went CLOSED LISTEN SYN-RECEIVED ESTABLISHED"
            ),
        ),
        (
            OPEN + "expect A path ESTABLISHED\n",
            "3:1: 'expect A path ESTABLISHED' is false: A went CLOSED SYN-SENT ESTABLISHED",
        ),
        (OPEN + "expect B sends RST\n", "3:1: 'expect B sends RST' is false: B sent SYN,ACK"),
        (OPEN + "expect B refused\n", "3:1: 'expect B refused' is false: no call of B was refused"),
    ],
)
def test_what_is_wrong_is_said_in_one_line(text: str, error: str) -> None:
    with pytest.raises(ScenarioError) as caught:
        walked(text)
    assert str(caught.value) == error


def test_a_refused_call_can_be_what_is_meant() -> None:
    trace = walked("B: send 5\nexpect B refused\n")
    assert trace.moments[0].signals == ("error: connection does not exist",)


def test_what_waits_for_a_segment_that_never_comes_arrives_at_last() -> None:
    trace = walked("B: listen\nA: connect\nreorder 1st A ACK behind next\n")
    # B repeats its SYN,ACK after the RTO, and A's answer is what comes next.
    assert trace.final("B") == "ESTABLISHED"
    alone = walked("A: connect\nreorder 1st B RST behind next\n")
    assert alone.segments[1].copies[0].arrives is not None


def test_an_endless_exchange_is_cut_and_says_so() -> None:
    # RFC 1337, section 2.3: each thinks that the other acknowledges the future, and says so. Here
    # the ACK that each sends for the other's text is lost together with the text of the first.
    trace = walked(LOOP)
    assert trace.stop == "moments"
    assert len(trace.moments) == MAX_MOMENTS


# Text that A never sent takes B's RCV.NXT beyond A's SND.NXT: whatever A sends is old to B,
# whatever B acknowledges is news to A.
LOOP = OPEN + "inject to B <SEQ=101><ACK=301><DATA=40> when ESTABLISHED\n"


def test_a_walk_ends_with_the_day() -> None:
    late = "A: connect after 23 h\nA: close after 2 h\nA: connect\n"
    assert walked(late).stop == "time"


def test_the_limits_are_named_in_the_trace() -> None:
    # A window that stays closed, and probes that are answered: MUST-37 keeps the connection open.
    trace = walked(
        "set B.wnd 1\n" + OPEN + "A: send 9 when ESTABLISHED\nB: receive 1 when CLOSED\n"
    )
    assert trace.stop == "moments"
    assert trace.end < MAX_TIME
    assert trace.final("A") == "ESTABLISHED"
