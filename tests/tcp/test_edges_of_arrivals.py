"""Edges of the eight checks (3.10.7.4), found by letting mutants loose (`tests/mutation`)."""

import pytest

from diagramgen.tcp.endpoint import Endpoint
from diagramgen.tcp.rules import RFC9293
from diagramgen.tcp.segment import Segment
from tests.tcp.rows import endpoint_in, play

REOPENING = RFC9293.with_options("rfc6191")


def test_a_new_syn_of_another_compartment_is_reset_and_time_wait_stays() -> None:
    """R9293-3.6.1-05; the third check's answer (3.10.7.4)."""
    endpoint = endpoint_in("TIME-WAIT", rules=REOPENING)
    played = endpoint.play(Segment.make("SYN", 900, security="secret"))
    assert [str(segment) for segment in played.segments] == ["<SEQ=0><ACK=901><CTL=RST,ACK>"]
    assert (str(played.state), played.rule) == ("TIME-WAIT", "3.6.1/reuse/security-mismatch")


def test_text_that_comes_with_the_syn_of_a_reopened_connection_is_kept() -> None:
    endpoint = endpoint_in("TIME-WAIT", rules=REOPENING)
    (syn_ack,) = endpoint.play("<SEQ=900><CTL=SYN><DATA=4>", iss=5000).segments
    assert str(syn_ack) == "<SEQ=5000><ACK=901><CTL=SYN,ACK>"
    played = endpoint.play("<SEQ=905><ACK=5001><CTL=ACK>")
    assert len(played.delivered) == 4


def test_a_reopened_connection_knows_its_remote_socket() -> None:
    """It was told by no SYN to a listener, so that the way back to LISTEN would not forget it."""
    endpoint = endpoint_in("TIME-WAIT", rules=REOPENING)
    endpoint.play("<SEQ=900><CTL=SYN>")
    assert (endpoint.tcb.remote, endpoint.tcb.remote_from_syn) == (True, False)


@pytest.mark.parametrize(("octets", "taken"), [(1, 1), (2, 1)])
def test_a_window_of_one_octet_takes_one(octets: int, taken: int) -> None:
    """Table 6 of section 3.4: the window is open as long as it is not zero."""
    endpoint = endpoint_in("ESTABLISHED", {"rcv.wnd": 1})
    played = play(endpoint, f"<SEQ=RCV.NXT><ACK=SND.UNA><CTL=ACK><DATA={octets}>")
    assert len(played.delivered) == taken


@pytest.mark.parametrize(
    ("opened", "rule", "delivered"),
    [("active", "3.10.7.4/4/challenge", 0), ("passive", "3.10.7.4/7/text", 3)],
)
def test_a_syn_that_begins_before_the_window(opened: str, rule: str, delivered: int) -> None:
    """RFC 5961, section 4: "irrespective of the sequence number" where the fourth check
    challenges; elsewhere the SYN lies outside of the window, and is trimmed off."""
    rules = RFC9293.with_options("rfc5961-syn")
    endpoint = endpoint_in("SYN-RECEIVED", {"opened": opened}, rules=rules)
    played = endpoint.play("<SEQ=300><ACK=101><CTL=SYN,ACK><DATA=3>")
    assert (played.rule, len(played.delivered)) == (rule, delivered)


@pytest.mark.parametrize(
    ("event", "timers"),
    [
        ("<SEQ=301><ACK=102><CTL=FIN,ACK>", ["time-wait"]),
        ("<SEQ=300><ACK=102><CTL=SYN,FIN,ACK>", []),
    ],
)
def test_only_a_repeated_fin_restarts_the_2_msl(event: str, timers: list[str]) -> None:
    """The option restart-2msl. An old SYN with FIN is no repeated FIN: the first check ends it."""
    endpoint = endpoint_in("TIME-WAIT", rules=RFC9293.with_options("restart-2msl"))
    played = endpoint.play(event)
    assert [str(segment) for segment in played.segments] == ["<SEQ=102><ACK=302><CTL=ACK>"]
    assert (str(played.state), [timer.name for timer in played.timers]) == ("TIME-WAIT", timers)
    assert endpoint.tcb.snd.wl1 == 302


def test_what_comes_with_a_syn_into_a_closed_window_is_not_kept() -> None:
    endpoint = Endpoint("LISTEN", {"rcv.wnd": 0})
    endpoint.play("<SEQ=300><CTL=SYN><DATA=2>")
    assert endpoint.tcb.held == ()


@pytest.mark.parametrize(("up", "signals"), [(0, ()), (1, ("urgent data",))])
def test_urgent_text_is_announced_where_there_is_some(up: int, signals: tuple[str, ...]) -> None:
    """Sixth check: "if the urgent pointer (RCV.UP) is in advance of the data consumed"."""
    endpoint = endpoint_in("ESTABLISHED")
    played = play(endpoint, f"<SEQ=RCV.NXT><ACK=SND.UNA><CTL=ACK,URG><UP={up}>")
    assert played.signals == signals


def test_a_fin_answers_the_receives_that_wait() -> None:
    """Eighth check: "return any pending RECEIVEs with same message"; ABORT finds none."""
    endpoint = endpoint_in("ESTABLISHED", parameters={"reads": False})
    endpoint.play("receive 5")
    assert endpoint.play("<SEQ=301><ACK=101><CTL=FIN,ACK>").signals == ("connection closing",)
    assert endpoint.play("abort").signals == ()


def test_what_comes_with_the_syn_ack_is_dealt_with_by_the_later_checks() -> None:
    """3.10.7.3, fourth check: "continue processing at the sixth check"."""
    played = endpoint_in("SYN-SENT").play("<SEQ=300><ACK=101><CTL=SYN,FIN,ACK>")
    assert str(played.state) == "CLOSE-WAIT"
    assert played.rule == "3.10.7.3/4/syn-ack-with-more"
    assert "3.10.7.4/8/established" in played.rules


@pytest.mark.parametrize(
    ("state", "opened", "event", "rule", "next_state"),
    [
        # a RST is looked at before its compartment in SYN-SENT, ...
        ("SYN-SENT", "active", "<SEQ=0><ACK=101><CTL=RST,ACK>", "3.10.7.3/2/connection-reset", 0),
        # ... the compartment before SYN elsewhere
        ("SYN-RECEIVED", "passive", "<SEQ=301><CTL=SYN>", "3.10.7.4/3/mismatch", "SYN-RECEIVED"),
        ("ESTABLISHED", "active", "<SEQ=301><CTL=SYN>", "3.10.7.4/3/mismatch-reset", 0),
    ],
)
def test_the_checks_come_in_the_order_of_the_text(
    state: str, opened: str, event: str, rule: str, next_state: str | int
) -> None:
    endpoint = endpoint_in(state, {"opened": opened})
    played = play(endpoint, event, security="secret")
    assert (played.rule, str(played.state)) == (rule, next_state or "CLOSED")


def test_text_of_a_syn_ack_beyond_the_window_is_left() -> None:
    endpoint = endpoint_in("SYN-SENT", {"rcv.wnd": 2})
    played = endpoint.play("<SEQ=300><ACK=101><CTL=SYN,ACK><DATA=5>")
    assert len(played.delivered) == 2
