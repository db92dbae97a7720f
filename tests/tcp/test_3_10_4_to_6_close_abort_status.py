"""3.10.4 to 3.10.6: CLOSE, ABORT and STATUS, in each state."""

import pytest

from tests.tcp.rows import Row, cases, check, each, endpoint_in, names, play, variables

NONE = "error: connection does not exist"
CLOSING = "error: connection closing"
HELD_BACK: dict[str, int | bool] = {"reads": False}  # no RECEIVE is outstanding

FIN = "<SEQ=SND.NXT><ACK=RCV.NXT><CTL=FIN,ACK>"
CLOSE = [
    Row("R9293-3.10.4-01", "CLOSED", "close", signal=NONE),
    Row("R9293-3.10.4-02", "LISTEN", "close", "CLOSED"),
    Row(
        "R9293-3.10.4-02",
        "LISTEN",
        "close",
        "CLOSED",
        signal="error: closing",
        before=("receive 5",),
        parameters=HELD_BACK,
    ),
    Row("R9293-3.10.4-03", "SYN-SENT", "close", "CLOSED", timers={"retransmission": None}),
    Row(
        "R9293-3.10.4-03",
        "SYN-SENT",
        "close",
        "CLOSED",
        signal="error: closing",
        before=("send 5",),
    ),
    Row(
        "R9293-3.10.4-04",
        "SYN-RECEIVED",
        "close",
        "FIN-WAIT-1",
        (FIN,),
        after={"snd.nxt": "SND.NXT+1"},
    ),
    Row("R9293-3.10.4-05", "SYN-RECEIVED", "close", before=("send 5",)),
    Row(
        "R9293-3.10.4-05 R9293-3.6-02",
        "SYN-RECEIVED",
        "<SEQ=RCV.NXT><ACK=SND.NXT><CTL=ACK>",
        "FIN-WAIT-1",
        ("<SEQ=SND.NXT><ACK=RCV.NXT><CTL=FIN,ACK><DATA=5>",),
        before=("send 5", "close"),
    ),
    Row(
        "R9293-3.10.4-06 R9293-3.6-01 R9293-3.1-02",
        "ESTABLISHED",
        "close",
        "FIN-WAIT-1",
        (FIN,),
        after={"snd.nxt": "SND.NXT+1"},
        timers={"retransmission": 1000},
    ),
    Row("R9293-3.10.4-07", "FIN-WAIT-1", "close", signal=CLOSING),
    Row("R9293-3.10.4-08", "FIN-WAIT-2", "close", signal=CLOSING),
    Row(
        "R9293-3.10.4-09 R1122-4.2.2.20a-01",
        "CLOSE-WAIT",
        "close",
        "LAST-ACK",
        (FIN,),
        after={"snd.nxt": "SND.NXT+1"},
    ),
    # R9293-3.10.4-10 R9293-3.10.4-11 R9293-3.10.4-12
    *(
        Row(req, state, "close", signal=CLOSING)
        for req, state in each(10, "R9293-3.10.4", "CLOSING LAST-ACK TIME-WAIT")
    ),
    # the FIN waits for the window, the state does not: ESTABLISHED yes, CLOSE-WAIT no
    Row(
        "R9293-3.10.4-06 R9293-3.6-02",
        "ESTABLISHED",
        "close",
        "FIN-WAIT-1",
        before=("send 5",),
        numbers={"snd.wnd": 5},
    ),
    Row(
        "R9293-3.6-02",
        "ESTABLISHED",
        "<SEQ=RCV.NXT><ACK=SND.NXT><CTL=ACK><WND=1000>",
        "FIN-WAIT-1",
        (FIN,),
        before=("send 5", "close"),
        numbers={"snd.wnd": 5},
    ),
    Row(
        "R9293-3.10.4-09 R9293-3.6-02",
        "CLOSE-WAIT",
        "close",
        before=("send 5",),
        numbers={"snd.wnd": 5},
    ),
]

RST = "<SEQ=SND.NXT><CTL=RST>"
ABORT = [
    Row("R9293-3.10.5-01", "CLOSED", "abort", signal=NONE),
    Row("R9293-3.10.5-02", "LISTEN", "abort", "CLOSED"),
    Row(
        "R9293-3.10.5-02",
        "LISTEN",
        "abort",
        "CLOSED",
        signal="connection reset",
        before=("receive 5",),
        parameters=HELD_BACK,
    ),
    Row("R9293-3.10.5-03", "SYN-SENT", "abort", "CLOSED", timers={"retransmission": None}),
    Row(
        "R9293-3.10.5-03",
        "SYN-SENT",
        "abort",
        "CLOSED",
        signal="connection reset",
        before=("send 5",),
    ),
    # R9293-3.10.5-04 R9293-3.10.5-05 R9293-3.10.5-06 R9293-3.10.5-07 R9293-3.10.5-08
    *(
        Row(f"{req} R9293-3.9.1.6-01 R9293-3.5.2-06", state, "abort", "CLOSED", (RST,))
        for req, state in each(
            4, "R9293-3.10.5", "SYN-RECEIVED ESTABLISHED FIN-WAIT-1 FIN-WAIT-2 CLOSE-WAIT"
        )
    ),
    *(
        Row(
            "R9293-3.10.5-05 R9293-3.10.5-08",
            state,
            "abort",
            "CLOSED",
            (RST,),
            signal="connection reset",
            before=("send 5", "send 5"),
            timers={"retransmission": None},
        )
        for state in ("ESTABLISHED", "CLOSE-WAIT")
    ),
    # R9293-3.10.5-09 R9293-3.10.5-10 R9293-3.10.5-11
    *(
        Row(req, state, "abort", "CLOSED", signal="ok")
        for req, state in each(9, "R9293-3.10.5", "CLOSING LAST-ACK TIME-WAIT")
    ),
]

STATUS = [
    Row("R9293-3.10.6-01", "CLOSED", "status", signal=NONE),
    *(
        Row("R9293-3.10.6-02", state, "status", signal=f"state = {state}")
        for state in names("WITH-TCB")
    ),
]


@pytest.mark.parametrize(("row", "state"), cases([*CLOSE, *ABORT, *STATUS]))
def test_the_call_does_what_the_rfc_says(row: Row, state: str) -> None:
    check(row, state)


def test_a_close_right_behind_the_syn() -> None:
    """R9293-3.10.4-04: after a passive OPEN too; the window is the SYN's."""
    endpoint = endpoint_in("LISTEN")
    play(endpoint, "<SEQ=300><CTL=SYN><WND=500>")
    closed = play(endpoint, "close")
    assert [str(sent) for sent in closed.segments] == ["<SEQ=101><ACK=301><CTL=FIN,ACK>"]
    assert str(closed.state) == "FIN-WAIT-1"


def test_a_close_after_several_sends_comes_after_all_their_text() -> None:
    """R9293-3.6-02, R9293-3.10.4-06, R9293-3.10.4-09"""
    for state, closed in (("ESTABLISHED", "FIN-WAIT-1"), ("CLOSE-WAIT", "LAST-ACK")):
        endpoint = endpoint_in(state)
        sent = [s for call in ("send 5", "send 7", "close") for s in play(endpoint, call).segments]
        for _ in range(5):
            if str(endpoint.state) == closed and endpoint.tcb.fin is not None:
                break
            sent += play(endpoint, "<SEQ=RCV.NXT><ACK=SND.NXT><CTL=ACK>").segments
        assert str(endpoint.state) == closed
        assert sum(len(s.text) for s in sent) == 12
        assert [s.fin for s in sent] == [False] * (len(sent) - 1) + [True]
        assert int(sent[-1].last) == 101 + 12
        assert variables(endpoint)["snd.nxt"] == 101 + 12 + 1


def test_abort_flushes_the_queues() -> None:
    """R9293-3.9.1.6-01: nothing is left to be retransmitted."""
    endpoint = endpoint_in("ESTABLISHED")
    play(endpoint, "send 5")
    play(endpoint, "abort")
    assert endpoint.tcb.retransmission == ()
    assert endpoint.tcb.queue == ()
    assert play(endpoint, "timeout retransmission").segments == ()
