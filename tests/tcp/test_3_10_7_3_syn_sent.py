"""3.10.7.3: a segment arrives in SYN-SENT."""

import pytest

from tests.tcp.rows import Row, cases, check, endpoint_in

S = "SYN-SENT"
RESET = ("<SEQ=SEG.ACK><CTL=RST>",)
ACK = ("<SEQ=SND.NXT><ACK=SEG.SEQ+1><CTL=ACK>",)
SYN_ACK = ("<SEQ=ISS><ACK=SEG.SEQ+1><CTL=SYN,ACK>",)

ROWS = [
    # the first check is of the ACK field
    *(
        Row("R9293-3.10.7.3-01 R9293-3.5.2-04 R9293-3.5.1-02 R1337-2.4-01", S, event, "same", RESET)
        for event in (
            "<SEQ=5><ACK=ISS><CTL=ACK>",
            "<SEQ=5><ACK=ISS-1><CTL=SYN,ACK>",
            "<SEQ=5><ACK=SND.NXT+1><CTL=ACK>",
            "<SEQ=5><ACK=SND.NXT+1><CTL=SYN,ACK>",
            "<SEQ=5><ACK=SND.NXT+1><CTL=FIN,ACK>",
            "<SEQ=5><ACK=ISS-9><CTL=ACK><DATA=3>",
        )
    ),
    *(
        Row(
            "R9293-3.10.7.3-03 R9293-3.4-02",
            S,
            f"<SEQ=5><ACK={ack}><CTL=SYN,ACK>",
            "ESTABLISHED",
            sends=None,
            numbers={"snd.nxt": 106},  # five octets of text on the SYN
            after={"snd.una": ack},
        )
        for ack in (101, 103, 106)
    ),
    Row(
        "R9293-3.10.7.3-03",
        S,
        "<SEQ=5><ACK=107><CTL=SYN,ACK>",
        "same",
        RESET,
        numbers={"snd.nxt": 106},
    ),
    Row("R9293-3.10.7.3-02 R9293-3.5.3-02", S, "<SEQ=5><ACK=ISS><CTL=RST,ACK>"),
    Row("R9293-3.10.7.3-02 R9293-3.5.2-03", S, "<SEQ=5><ACK=SND.NXT+1><CTL=RST,ACK>", signal=""),
    # the second for RST
    Row(
        "R9293-3.10.7.3-04 R9293-3.5-05 R9293-3.5.3-02 R9293-3.8.3-06",
        S,
        "<SEQ=0><ACK=SND.NXT><CTL=RST,ACK>",
        "CLOSED",
        signal="error: connection reset",
        timers={"retransmission": None},
    ),
    Row(
        "R9293-3.10.7.3-04 R9293-3.5.3-07", S, "<SEQ=0><ACK=SND.NXT><CTL=RST,ACK><DATA=4>", "CLOSED"
    ),
    Row("R9293-3.10.7.3-04", S, "<SEQ=0><ACK=SND.NXT><CTL=SYN,RST,ACK>", "CLOSED"),
    Row("R9293-3.10.7.3-05", S, "<SEQ=5><CTL=RST>", signal=""),
    # the third of security
    Row(
        "R9293-3.10.7.3-06",
        S,
        "<SEQ=5><ACK=SND.NXT><CTL=SYN,ACK>",
        "same",
        RESET,
        security="secret",
    ),
    Row(
        "R9293-3.10.7.3-06",
        S,
        "<SEQ=5><CTL=SYN>",
        "same",
        ("<SEQ=0><ACK=SEG.SEQ+SEG.LEN><CTL=RST,ACK>",),
        security="secret",
    ),
    # the fourth for SYN
    Row(
        "R9293-3.10.7.3-07 R1122-4.2.2.20c-01 R9293-3.4-02 R9293-3.4-04 R6298-5.2-01",
        S,
        "<SEQ=5><ACK=SND.NXT><CTL=SYN,ACK><WND=777>",
        "ESTABLISHED",
        ACK,
        after={
            "rcv.nxt": "SEG.SEQ+1",
            "irs": "SEG.SEQ",
            "snd.una": "SEG.ACK",
            "snd.wnd": 777,
            "snd.wl1": "SEG.SEQ",
            "snd.wl2": "SEG.ACK",
        },
        timers={"retransmission": None},
    ),
    Row(
        "R9293-3.10.7.3-07 R9293-3.4-01",
        S,
        "<SEQ=4294967295><ACK=SND.NXT><CTL=SYN,ACK>",
        "ESTABLISHED",
        ACK,
    ),
    Row(
        "R9293-3.10.7.3-09 R9293-3.5-03 R9293-3.4-10",
        S,
        "<SEQ=5><ACK=SND.NXT><CTL=SYN,ACK><DATA=4>",
        "ESTABLISHED",
        ("<SEQ=SND.NXT><ACK=SEG.SEQ+5><CTL=ACK>",),
        delivered=4,
    ),
    Row(
        "R9293-3.10.7.3-09",
        S,
        "<SEQ=5><ACK=SND.NXT><CTL=SYN,FIN,ACK>",
        "CLOSE-WAIT",
        ("<SEQ=SND.NXT><ACK=SEG.SEQ+2><CTL=ACK>",),
    ),
    Row(
        "R9293-3.10.7.3-10 R9293-3.1-01",
        S,
        "<SEQ=5><CTL=SYN><WND=777>",
        "SYN-RECEIVED",
        SYN_ACK,
        after={"rcv.nxt": "SEG.SEQ+1", "irs": "SEG.SEQ", "snd.wnd": 777, "snd.wl1": "SEG.SEQ"},
    ),
    Row(
        "R9293-3.10.7.3-11 R9293-3.5-03",
        S,
        "<SEQ=5><CTL=SYN><DATA=4>",
        "SYN-RECEIVED",
        SYN_ACK,
        delivered=0,
    ),
    Row(
        "R9293-3.10.7.3-11 R9293-3.5-03",
        S,
        "<SEQ=10><ACK=SND.NXT><CTL=ACK>",
        "ESTABLISHED",
        ("<SEQ=SND.NXT><ACK=10><CTL=ACK>",),
        before=("<SEQ=5><CTL=SYN><DATA=4>",),
        delivered=4,
    ),
    Row("R9293-3.10.7.3-11", S, "<SEQ=5><CTL=SYN,FIN>", "SYN-RECEIVED", SYN_ACK),
    # the fifth is for neither SYN nor RST
    Row("R9293-3.10.7.3-12", S, "<SEQ=5><ACK=SND.NXT><CTL=ACK>", signal=""),
    Row("R9293-3.10.7.3-12", S, "<SEQ=5><ACK=SND.NXT><CTL=ACK><DATA=3>", delivered=0),
    Row("R9293-3.10.7.3-12 R9293-3.10.7.4-55", S, "<SEQ=5><ACK=SND.NXT><CTL=FIN,ACK>"),
    Row("R9293-3.10.7.3-13 R9293-3.10.7.4-55", S, "<SEQ=5><CTL=FIN>"),
    Row("R9293-3.10.7.3-13", S, "<SEQ=5><DATA=3>", delivered=0),
]


def test_the_syn_ack_of_a_simultaneous_open_has_the_iss_of_the_syn() -> None:
    """R9293-3.10.7.3-10: whatever ISS the host would choose now; and it takes the SYN's place."""
    endpoint = endpoint_in(S)
    (sent,) = endpoint.play("<SEQ=300><CTL=SYN>", iss=999).segments
    assert str(sent) == "<SEQ=100><ACK=301><CTL=SYN,ACK>"
    (again,) = endpoint.play("timeout retransmission").segments
    assert str(again) == str(sent)
    assert len(endpoint.tcb.retransmission) == 1


@pytest.mark.parametrize(("row", "state"), cases(ROWS))
def test_syn_sent(row: Row, state: str) -> None:
    check(row, state)
