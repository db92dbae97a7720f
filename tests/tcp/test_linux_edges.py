"""What the Linux profile answers beside what its recordings show; found by mutants."""

import pytest

from diagramgen.tcp.calls import NO_CONNECTION
from diagramgen.tcp.endpoint import Endpoint
from diagramgen.tcp.transitions import State
from diagramgen.tcp.variants import profile

LINUX = profile("linux").rules


@pytest.mark.parametrize(
    ("call", "signal"),
    [("open active", "error: connection already exists"), ("send 5", NO_CONNECTION)],
)
def test_a_listening_socket_refuses_to_become_active(call: str, signal: str) -> None:
    listener = Endpoint("LISTEN", rules=LINUX)
    played = listener.play(call)
    assert (played.signals, played.segments, str(played.state)) == ((signal,), (), "LISTEN")


def test_no_row_leads_a_listening_socket_to_syn_sent() -> None:
    ways = [(row.source, row.target) for row in LINUX.rows]
    assert (State.LISTEN, State.SYN_SENT) not in ways
    assert (State.LISTEN, State.SYN_RECEIVED) in ways


@pytest.mark.parametrize(
    ("event", "left"),
    [
        ("<SEQ=300><CTL=SYN>", False),
        ("<SEQ=300><CTL=SYN><DATA=5>", True),
        ("<SEQ=300><ACK=5><CTL=ACK><DATA=5>", False),
    ],
)
def test_only_the_text_of_a_syn_is_left(event: str, left: bool) -> None:
    played = Endpoint("LISTEN", rules=LINUX).play(event)
    assert ("3.10.7.2/linux-syn-text/left" in played.rules) is left


def test_an_exact_ack_starts_the_time_wait_anew() -> None:
    played = Endpoint("TIME-WAIT", rules=LINUX).play("<SEQ=302><ACK=102><CTL=ACK>")
    assert played.rule.endswith("/exact-ack")
    assert [timer.name for timer in played.timers] == ["time-wait"]
