"""3.10.7.2: a segment arrives in LISTEN."""

import pytest

from tests.tcp.rows import Row, cases, check, endpoint_in, play

RESET = ("<SEQ=SEG.ACK><CTL=RST>",)
SYN_ACK = ("<SEQ=ISS><ACK=SEG.SEQ+1><CTL=SYN,ACK>",)
OPENED: dict[str, str | int] = {
    "irs": "SEG.SEQ",
    "rcv.nxt": "SEG.SEQ+1",
    "snd.una": "ISS",
    "snd.nxt": "ISS+1",
}

ROWS = [
    # the first check is for RST
    Row("R9293-3.10.7.2-01 R9293-3.5.3-03 R9293-3.5.2-03", "LISTEN", "<SEQ=5><CTL=RST>", signal=""),
    Row("R9293-3.10.7.2-01", "LISTEN", "<SEQ=5><ACK=9><CTL=RST,ACK>"),
    Row("R9293-3.10.7.2-03", "LISTEN", "<SEQ=5><CTL=SYN,RST>"),
    # the second for ACK
    Row("R9293-3.10.7.2-02 R9293-3.5.2-04", "LISTEN", "<SEQ=5><ACK=9><CTL=ACK>", "same", RESET),
    Row("R9293-3.10.7.2-02", "LISTEN", "<SEQ=5><ACK=9><CTL=ACK><DATA=3>", "same", RESET),
    Row("R9293-3.10.7.2-02", "LISTEN", "<SEQ=5><ACK=9><CTL=SYN,ACK>", "same", RESET),
    Row(
        "R9293-3.10.7.2-02 R9293-3.10.7.4-55",
        "LISTEN",
        "<SEQ=5><ACK=9><CTL=FIN,ACK>",
        "same",
        RESET,
    ),
    # the third for SYN
    Row(
        "R9293-3.10.7.2-04 R1122-4.2.2.20b-01",
        "LISTEN",
        "<SEQ=5><CTL=SYN>",
        "same",
        ("<SEQ=0><ACK=SEG.SEQ+SEG.LEN><CTL=RST,ACK>",),
        security="secret",
    ),
    Row(
        "R9293-3.10.7.2-05 R9293-3.8-01 R9293-3.1-01",
        "LISTEN",
        "<SEQ=5><CTL=SYN>",
        "SYN-RECEIVED",
        SYN_ACK,
        after=OPENED,
        timers={"retransmission": 1000},
    ),
    Row(
        "R9293-3.10.7.2-05 R9293-3.4-01",
        "LISTEN",
        "<SEQ=4294967295><CTL=SYN>",
        "SYN-RECEIVED",
        SYN_ACK,
    ),
    Row(
        "R9293-3.10.7.2-06 R9293-3.5-03 R9293-3.4-10",
        "LISTEN",
        "<SEQ=5><CTL=SYN><DATA=3>",
        "SYN-RECEIVED",
        SYN_ACK,
        delivered=0,
        after={"rcv.nxt": "SEG.SEQ+1"},
    ),
    Row(
        "R9293-3.10.7.2-06 R9293-3.5-03 R9293-3.4-10",
        "LISTEN",
        "<SEQ=9><ACK=SND.NXT><CTL=ACK>",  # the peer goes on behind its text
        "ESTABLISHED",
        ("<SEQ=SND.NXT><ACK=9><CTL=ACK>",),
        before=("<SEQ=5><CTL=SYN><DATA=3>",),
        delivered=3,
        after={"rcv.nxt": 9},
    ),
    Row(
        "R9293-3.10.7.2-07",
        "LISTEN",
        "<SEQ=5><CTL=SYN,FIN>",
        "SYN-RECEIVED",
        SYN_ACK,
        after={"rcv.nxt": "SEG.SEQ+1"},
    ),
    Row(
        "R9293-3.10.7.2-07",
        "LISTEN",
        "<SEQ=7><ACK=SND.NXT><CTL=ACK>",
        "CLOSE-WAIT",
        ("<SEQ=SND.NXT><ACK=7><CTL=ACK>",),
        before=("<SEQ=5><CTL=SYN,FIN>",),
        after={"rcv.nxt": 7},
    ),
    # the fourth is for all else
    Row("R9293-3.10.7.2-09 R9293-3.10.7.4-55", "LISTEN", "<SEQ=5><CTL=FIN>"),
    Row("R9293-3.10.7.2-09", "LISTEN", "<SEQ=5><DATA=3>", delivered=0),
    Row("R9293-3.10.7.2-09", "LISTEN", "<SEQ=5>"),
]


def test_a_listener_is_as_good_as_new_after_each_reset() -> None:
    """R9293-3.10.7.4-10 R9293-3.5.3-04: it returns to LISTEN again and again."""
    endpoint = endpoint_in("LISTEN")
    for seq in (5, 300, 4_294_967_295):
        (answer,) = play(endpoint, f"<SEQ={seq}><CTL=SYN>").segments
        assert str(answer) == f"<SEQ=100><ACK={(seq + 1) % 2**32}><CTL=SYN,ACK>"
        assert str(play(endpoint, "<SEQ=RCV.NXT><CTL=RST>").state) == "LISTEN"


@pytest.mark.parametrize(("row", "state"), cases(ROWS))
def test_listen(row: Row, state: str) -> None:
    check(row, state)
