"""Counterfactuals: each rule is reached, takes out what it says, and leaves the rest alone."""

from __future__ import annotations

import pytest

from diagramgen.tcp.endpoint import Endpoint
from diagramgen.tcp.rules import PROFILE_NAMES, RFC9293, Rules
from diagramgen.tcp.segment import Options, Segment
from diagramgen.tcp.tcb import Parameters
from diagramgen.tcp.transitions import Cause, State
from diagramgen.tcp.variants import counterfactual, profile, rows_beside
from diagramgen.walk.language import parse
from diagramgen.walk.walker import walk

TWO_WAY = counterfactual.TWO_WAY_HANDSHAKE
NO_TIME_WAIT = counterfactual.NO_TIME_WAIT

#: In `state` (ISS 100, IRS 300) the segment arrives: by these rules the step ends with the rule,
#: sends and leads to ...; and where RFC 9293 leads.
WAYS = [
    (
        TWO_WAY,
        "LISTEN",
        "<SEQ=300><CTL=SYN>",
        "3.10.7.2/two-way/established",
        ["<SEQ=100><ACK=301><CTL=SYN,ACK>"],
        "ESTABLISHED",
        "SYN-RECEIVED",
    ),
    (
        NO_TIME_WAIT,
        "CLOSING",
        "<SEQ=302><ACK=102><CTL=ACK>",
        "3.10.7.4/no-time-wait/fin-acknowledged",
        [],
        "CLOSED",
        "TIME-WAIT",
    ),
    (
        NO_TIME_WAIT,
        "FIN-WAIT-2",
        "<SEQ=301><ACK=102><CTL=FIN,ACK>",
        "3.10.7.4/no-time-wait/fin",
        ["<SEQ=102><ACK=302><CTL=ACK>"],
        "CLOSED",
        "TIME-WAIT",
    ),
]


@pytest.mark.parametrize(
    ("rules", "state", "segment", "rule", "sends", "after", "else_after"),
    [pytest.param(*way, id=way[3]) for way in WAYS],
)
def test_the_rule_is_reached_and_rfc_9293_does_otherwise(
    rules: Rules,
    state: str,
    segment: str,
    rule: str,
    sends: list[str],
    after: str,
    else_after: str,
) -> None:
    step = Endpoint(state, rules=rules).play(segment)
    assert (step.rule, str(step.state)) == (rule, after)
    assert [str(sent) for sent in step.segments] == sends
    plain = Endpoint(state).play(segment)
    assert str(plain.state) == else_after
    assert [str(sent) for sent in plain.segments] == sends


def test_every_rule_of_a_counterfactual_has_its_way() -> None:
    checks = [check for habit in counterfactual.HABITS for check in habit.checks]
    declared = [rule for check in checks for rule in check.rules()]
    assert sorted(way[3] for way in WAYS) == sorted(declared)


def test_each_can_be_selected_by_its_name() -> None:
    for rules in (TWO_WAY, NO_TIME_WAIT, counterfactual.FIXED_ISS):
        assert rules.name in PROFILE_NAMES
        assert profile(rules.name).rules == rules
        assert profile(rules.name).parameters == ()
        trace = walk(parse(f"set profile {rules.name}\nB: listen\nA: connect\n"))
        assert trace.rules == rules.name
        assert [trace.rules_of(peer) for peer in "AB"] == [rules.name] * 2
    with pytest.raises(ValueError, match=r"no profile 'x'; accepted: rfc9293, .*, fixed-iss"):
        profile("x")


def test_no_row_leads_to_what_is_taken_out() -> None:
    rows = NO_TIME_WAIT.rows
    assert not [row for row in rows if State.TIME_WAIT in (row.source, row.target)]
    asked = [row for row in TWO_WAY.rows if row.source is State.LISTEN]
    assert [row.target for row in asked if row.cause is Cause.RCV_SYN] == [State.ESTABLISHED]


def test_what_is_taken_out_is_all() -> None:
    """Every check and row of RFC 9293 but those is still there, in its order."""
    for rules in (TWO_WAY, NO_TIME_WAIT):
        for mine, plain in zip(rules.checks, RFC9293.checks, strict=True):
            assert [check for check in mine if check in plain] == list(plain)
    gone = {row for row in RFC9293.rows if row not in TWO_WAY.rows}
    assert [(str(row.source), str(row.target)) for row in gone] == [("LISTEN", "SYN-RECEIVED")]
    assert counterfactual.FIXED_ISS.rows == RFC9293.rows
    assert counterfactual.FIXED_ISS.checks == RFC9293.checks


# -- the two-way handshake ------------------------------------------------------------------------


def test_a_two_way_syn_ack_answers_the_options_of_the_syn() -> None:
    """What a SYN,ACK may offer depends on the SYN, here as everywhere (RFC 7323, 2)."""
    parameters = Parameters(window_scale=7, timestamps=True, sack=True)
    plain = Endpoint("LISTEN", rules=TWO_WAY, parameters=parameters).play("<SEQ=300><CTL=SYN>")
    assert plain.segments[0].options == Options(mss=1460)
    asked = Segment.make("SYN", 300, options=Options(window_scale=2, sack_permitted=True))
    given = Endpoint("LISTEN", rules=TWO_WAY, parameters=parameters).play(asked).segments[0].options
    assert (given.window_scale, given.sack_permitted, given.timestamps) == (7, True, None)


def test_a_two_way_handshake_leaves_the_rest_of_listen_to_the_reference() -> None:
    for arriving, rule in (
        (Segment.make("SYN", 300, security="another"), "3.10.7.2/3/security-mismatch"),
        ("<SEQ=5><ACK=7><CTL=ACK>", "3.10.7.2/2/reset"),
        ("<SEQ=5><DATA=3>", "3.10.7.2/4/dropped"),
    ):
        assert Endpoint("LISTEN", rules=TWO_WAY).play(arriving).rule == rule


def test_a_two_way_handshake_keeps_text_that_came_with_the_syn() -> None:
    endpoint = Endpoint("LISTEN", rules=TWO_WAY)
    assert endpoint.play("<SEQ=300><CTL=SYN><DATA=5>").delivered == b""
    assert len(endpoint.play("<SEQ=306><ACK=101><CTL=ACK>").delivered) == 5


def test_a_two_way_syn_ack_is_repeated_until_it_is_acknowledged() -> None:
    endpoint = Endpoint("LISTEN", rules=TWO_WAY)
    endpoint.play("<SEQ=300><CTL=SYN>")
    (again,) = endpoint.play("timeout retransmission").segments
    assert str(again) == "<SEQ=100><ACK=301><CTL=SYN,ACK>"
    endpoint.play("<SEQ=301><ACK=101><CTL=ACK>")
    assert endpoint.play("timeout retransmission").segments == ()
    assert endpoint.state is State.ESTABLISHED


# -- no TIME-WAIT ---------------------------------------------------------------------------------


def test_without_time_wait_one_segment_may_bring_ack_and_fin() -> None:
    endpoint = Endpoint("FIN-WAIT-1", rules=NO_TIME_WAIT)
    step = endpoint.play("<SEQ=301><ACK=102><CTL=FIN,ACK>")
    assert [str(state) for state in step.passed] == ["FIN-WAIT-2", "CLOSED"]
    assert step.signals == ("ok: CLOSE", "connection closing")
    assert endpoint.tcb.running == ()


def test_without_time_wait_text_before_the_fin_is_delivered() -> None:
    step = Endpoint("FIN-WAIT-2", rules=NO_TIME_WAIT).play(
        "<SEQ=301><ACK=102><CTL=FIN,ACK><DATA=5>"
    )
    assert (len(step.delivered), str(step.segments[0])) == (5, "<SEQ=102><ACK=307><CTL=ACK>")


@pytest.mark.parametrize("ack", [101, 103])
def test_without_time_wait_closing_still_waits_for_the_ack_of_its_fin(ack: int) -> None:
    endpoint = Endpoint("CLOSING", rules=NO_TIME_WAIT)
    endpoint.play(f"<SEQ=302><ACK={ack}><CTL=ACK>")
    assert endpoint.state is State.CLOSING


# -- one ISS --------------------------------------------------------------------------------------


@pytest.mark.parametrize(("name", "isses"), [("fixed-iss", [7, 7, 7]), ("rfc9293", [7, 8, 108])])
def test_with_a_fixed_iss_every_connection_has_the_first(name: str, isses: list[int]) -> None:
    text = f"set profile {name}\nset A.iss 7 8\n" + "A: connect\nA: close\n" * 3
    trace = walk(parse(text))
    assert [sent.seq for sent in trace.segments if "SYN" in sent.flags] == isses


def test_without_time_wait_the_user_hears_what_it_would_hear() -> None:
    closing = Endpoint("CLOSING", rules=NO_TIME_WAIT)
    assert closing.play("<SEQ=302><ACK=102><CTL=ACK>").signals == ("ok: CLOSE",)
    waiting = Endpoint("FIN-WAIT-2", rules=NO_TIME_WAIT)
    assert waiting.play("<SEQ=301><ACK=102><CTL=FIN,ACK>").signals == ("connection closing",)


@pytest.mark.parametrize(
    ("state", "event", "left"),
    [
        ("FIN-WAIT-2", "<SEQ=301><ACK=102><CTL=ACK><DATA=5>", "FIN-WAIT-2"),
        ("ESTABLISHED", "<SEQ=301><ACK=101><CTL=FIN,ACK>", "CLOSE-WAIT"),
        ("FIN-WAIT-1", "<SEQ=301><ACK=101><CTL=FIN,ACK>", "CLOSING"),
    ],
)
def test_without_time_wait_all_other_ways_are_the_same(state: str, event: str, left: str) -> None:
    for rules in (RFC9293, NO_TIME_WAIT):
        assert str(Endpoint(state, rules=rules).play(event).state) == left


@pytest.mark.parametrize(
    ("name", "ways"),
    [
        ("RFC9293", []),
        ("no-time-wait", ["FIN-WAIT-2 CLOSED", "CLOSING CLOSED"]),
        ("two-way-handshake", ["LISTEN ESTABLISHED"]),
        ("fixed-iss", []),
        ("nobody's", []),
    ],
)
def test_the_rows_that_a_variant_has_beside_the_table(name: str, ways: list[str]) -> None:
    assert [f"{row.source} {row.target}" for row in rows_beside(name)] == ways
