"""3.10.1 to 3.10.3: OPEN, SEND and RECEIVE, in each state."""

import pytest

from diagramgen.tcp.endpoint import Endpoint
from diagramgen.tcp.events import Open, SendCall
from diagramgen.tcp.seq import Seq
from tests.tcp.rows import Row, cases, check, each, endpoint_in, play

EXISTS = "error: connection already exists"
NONE = "error: connection does not exist"
CLOSING = "error: connection closing"
SYN = "<SEQ=ISS><CTL=SYN>"
DATA = "<SEQ=RCV.NXT><ACK=SND.UNA><CTL=ACK><DATA=5>"
HELD_BACK: dict[str, int | bool] = {"reads": False}  # no RECEIVE is outstanding
OPENED = (
    "SYN-SENT SYN-RECEIVED ESTABLISHED FIN-WAIT-1 FIN-WAIT-2 CLOSE-WAIT CLOSING LAST-ACK TIME-WAIT"
)

OPEN = [
    Row("R9293-3.10.1-01", "CLOSED", "open passive", "LISTEN", signal=""),
    Row(
        "R9293-3.10.1-02 R9293-3.8-01",
        "CLOSED",
        "open active",
        "SYN-SENT",
        (SYN,),
        after={"snd.una": "ISS", "snd.nxt": "ISS+1"},
        timers={"retransmission": 1000},
    ),
    Row(
        "R9293-3.10.1-06",
        "LISTEN",
        "open active",
        "SYN-SENT",
        (SYN,),
        after={"snd.una": "ISS", "snd.nxt": "ISS+1"},
    ),
    Row("R9293-3.9.1.1-01", "LISTEN", "open passive", signal=EXISTS),
    # R9293-3.10.1-08 R9293-3.10.1-09 R9293-3.10.1-10 R9293-3.10.1-11 R9293-3.10.1-12
    # R9293-3.10.1-13 R9293-3.10.1-14 R9293-3.10.1-15 R9293-3.10.1-16
    *(
        Row(req, state, call, signal=EXISTS)
        for req, state in each(8, "R9293-3.10.1", OPENED)
        for call in ("open active", "open passive")
    ),
]

SEND = [
    Row("R9293-3.10.2-01", "CLOSED", "send 5", signal=NONE),
    Row(
        "R9293-3.10.2-02",
        "LISTEN",
        "send 5",
        "SYN-SENT",
        (SYN,),
        after={"snd.una": "ISS", "snd.nxt": "ISS+1"},
    ),
    Row("R9293-3.10.2-04", "SYN-SENT", "send 5", after={"snd.nxt": "SND.NXT"}),
    Row("R9293-3.10.2-05", "SYN-RECEIVED", "send 5", after={"snd.nxt": "SND.NXT"}),
    Row(
        "R9293-3.10.2-04 R9293-3.10.7.3-08",
        "SYN-SENT",
        "<SEQ=300><ACK=SND.NXT><CTL=SYN,ACK>",
        "ESTABLISHED",
        ("<SEQ=SND.NXT><ACK=301><CTL=ACK><DATA=5>",),
        before=("send 5",),
    ),
    Row(
        "R9293-3.10.2-05",
        "SYN-RECEIVED",
        "<SEQ=RCV.NXT><ACK=SND.NXT><CTL=ACK>",
        "ESTABLISHED",
        ("<SEQ=SND.NXT><ACK=RCV.NXT><CTL=ACK><DATA=5>",),
        before=("send 5",),
    ),
    Row(
        "R9293-3.10.2-06 R9293-3.8-01 R9293-3.1-02 R6298-5.1-01",
        "ESTABLISHED",
        "send 5",
        sends=("<SEQ=SND.NXT><ACK=RCV.NXT><CTL=ACK><DATA=5>",),
        after={"snd.nxt": "SND.NXT+5", "snd.una": "SND.UNA"},
        timers={"retransmission": 1000},
    ),
    Row(
        "R9293-3.10.2-07 R9293-3.6.1-02",
        "CLOSE-WAIT",
        "send 5",
        sends=("<SEQ=SND.NXT><ACK=RCV.NXT><CTL=ACK><DATA=5>",),
        after={"snd.nxt": "SND.NXT+5"},
    ),
    # R9293-3.10.2-08 R9293-3.10.2-09 R9293-3.10.2-10 R9293-3.10.2-11 R9293-3.10.2-12
    *(
        Row(req, state, "send 5", signal=CLOSING)
        for req, state in each(
            8, "R9293-3.10.2", "FIN-WAIT-1 FIN-WAIT-2 CLOSING LAST-ACK TIME-WAIT"
        )
    ),
]

RECEIVE = [
    Row("R9293-3.10.3-01", "CLOSED", "receive 5", signal=NONE),
    # R9293-3.10.3-02 R9293-3.10.3-03 R9293-3.10.3-04
    *(
        Row(req, state, "receive 5", signal="", delivered=0, parameters=HELD_BACK)
        for req, state in each(2, "R9293-3.10.3", "LISTEN SYN-SENT SYN-RECEIVED")
    ),
    # R9293-3.10.3-05 R9293-3.10.3-06 R9293-3.10.3-07: from what has come, else it waits
    *(
        row
        for req, state in each(5, "R9293-3.10.3", "ESTABLISHED FIN-WAIT-1 FIN-WAIT-2")
        for row in (
            Row(
                req,
                state,
                "receive 5",
                sends=None,
                delivered=5,
                before=(DATA,),
                parameters=HELD_BACK,
            ),
            Row(
                req,
                state,
                "receive 3",
                sends=None,
                delivered=3,
                before=(DATA,),
                parameters=HELD_BACK,
            ),
            Row(req, state, "receive 5", signal="", delivered=0, parameters=HELD_BACK),
            Row(
                req,
                state,
                DATA,
                sends=None,
                delivered=5,
                before=("receive 5",),
                parameters=HELD_BACK,
            ),
        )
    ),
    Row(
        "R9293-3.10.3-08",
        "ESTABLISHED",
        "receive 5",
        "CLOSE-WAIT",
        sends=None,
        delivered=5,
        before=(DATA, "<SEQ=RCV.NXT><ACK=SND.NXT><CTL=FIN,ACK>"),
        parameters=HELD_BACK,
    ),
    Row("R9293-3.10.3-09", "CLOSE-WAIT", "receive 5", signal=CLOSING, delivered=0),
    # R9293-3.10.3-10 R9293-3.10.3-11 R9293-3.10.3-12
    *(
        Row(req, state, "receive 5", signal=CLOSING)
        for req, state in each(10, "R9293-3.10.3", "CLOSING LAST-ACK TIME-WAIT")
    ),
]


@pytest.mark.parametrize(("row", "state"), cases([*OPEN, *SEND, *RECEIVE]))
def test_the_call_does_what_the_rfc_says(row: Row, state: str) -> None:
    check(row, state)


@pytest.mark.parametrize("state", ["CLOSED", "LISTEN"])
def test_an_active_open_needs_a_remote_socket(state: str) -> None:
    """R9293-3.10.1-03, R9293-3.10.1-07"""
    played = endpoint_in(state).play(Open(True, Seq(100), remote=False))
    assert played.signals == ("error: remote socket unspecified",)
    assert (played.segments, str(played.state)) == ((), state)


def test_a_send_in_listen_needs_a_remote_socket() -> None:
    """R9293-3.10.2-03"""
    endpoint = Endpoint()
    endpoint.play(Open(False, remote=False))
    played = endpoint.play(SendCall(b"hello"))
    assert played.signals == ("error: remote socket unspecified",)
    assert (played.segments, str(played.state)) == ((), "LISTEN")


@pytest.mark.parametrize("call", ["open active", "send 5"])
def test_a_listener_that_becomes_active_is_active(call: str) -> None:
    """R9293-3.5-02 R1122-4.2.2.11-01: after that, RST in SYN-RECEIVED means connection refused."""
    endpoint = endpoint_in("LISTEN")
    for event in (call, "<SEQ=300><CTL=SYN>"):
        play(endpoint, event)
    assert str(endpoint.state) == "SYN-RECEIVED"
    assert str(play(endpoint, "<SEQ=301><CTL=RST>").state) == "CLOSED"


def test_a_listener_with_a_remote_socket_can_send() -> None:
    """R9293-3.10.2-02: "if the remote socket is specified", by the OPEN call."""
    endpoint = Endpoint()
    play(endpoint, "open passive")
    assert str(play(endpoint, "send 5").state) == "SYN-SENT"


def test_a_listener_learns_its_remote_socket_from_the_syn() -> None:
    """R9293-3.10.7.2-08: after that and a return to LISTEN by RST it can SEND."""
    endpoint = Endpoint()
    endpoint.play(Open(False, remote=False))
    play(endpoint, "<SEQ=300><CTL=SYN>")
    assert endpoint.tcb.remote
