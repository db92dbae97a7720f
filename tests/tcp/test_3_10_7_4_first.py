"""3.10.7.4, first check: the sequence number."""

import pytest

from tests.tcp.rows import Row, cases, check

OTHERWISE = "OTHERWISE"
SYNC = "SYNCHRONIZED"
ACK = ("<SEQ=SND.NXT><ACK=RCV.NXT><CTL=ACK>",)
PASSIVE: dict[str, int | str] = {"opened": "passive"}
ACTIVE: dict[str, int | str] = {"opened": "active"}
SHUT: dict[str, int | str] = {"rcv.wnd": 0}

FIRST = [
    # R9293-3.10.7.4-02: outside the window, no RST: an ACK, and nothing else happens
    *(
        Row(f"R9293-3.10.7.4-02 R9293-3.5.2-05 {req}", OTHERWISE, event, "same", ACK, delivered=0)
        for req, event in (
            ("R9293-3.4-06", "<SEQ=RCV.NXT-1><ACK=SND.NXT><CTL=ACK>"),
            ("R9293-3.4-06", "<SEQ=RCV.NXT+RCV.WND><ACK=SND.NXT><CTL=ACK>"),
            ("R9293-3.4-08", "<SEQ=RCV.NXT-3><ACK=SND.NXT><CTL=ACK><DATA=3>"),
            ("R9293-3.4-08", "<SEQ=RCV.NXT+RCV.WND><ACK=SND.NXT><CTL=ACK><DATA=3>"),
            ("R9293-3.4-08", "<SEQ=RCV.NXT-1><ACK=SND.NXT><CTL=FIN,ACK>"),
            ("R9293-3.4-08", "<SEQ=RCV.NXT+RCV.WND><ACK=SND.NXT><CTL=FIN,ACK>"),
            ("R9293-3.4-08", "<SEQ=RCV.NXT-1><CTL=FIN>"),
        )
    ),
    Row(
        "R9293-3.10.7.4-28 R9293-3.5.1-01 R9293-3.10.7.4-02",
        SYNC,
        "<SEQ=RCV.NXT-1><CTL=SYN>",
        "same",
        ACK,
    ),
    Row("R9293-3.10.7.4-28", SYNC, "<SEQ=RCV.NXT+RCV.WND><CTL=SYN>", "same", ACK),
    Row("R9293-3.10.7.4-28", SYNC, "<SEQ=RCV.NXT-9><ACK=SND.NXT><CTL=SYN,ACK>", "same", ACK),
    Row("R9293-3.10.7.4-08", "SYN-RECEIVED", "<SEQ=IRS><CTL=SYN>", "same", ACK, numbers=PASSIVE),
    Row("R9293-3.10.7.4-08", "SYN-RECEIVED", "<SEQ=IRS><CTL=SYN>", "same", ACK, numbers=ACTIVE),
    Row(
        "R9293-3.10.7.4-09",
        "SYN-RECEIVED",
        "<SEQ=IRS><ACK=SND.NXT><CTL=SYN,ACK>",
        "same",
        ACK,
        numbers=ACTIVE,
    ),
    Row(
        "R9293-3.10.7.4-09 R9293-A.2-01",
        "SYN-RECEIVED",
        "<SEQ=IRS><ACK=SND.NXT><CTL=SYN,ACK>",
        "ESTABLISHED",
        (),
        numbers=ACTIVE,
        options="figure-7",
    ),
    # R9293-3.10.7.4-03: the same with RST: nothing at all
    *(
        Row("R9293-3.10.7.4-03 R9293-3.5.3-01 R9293-3.5.2-03", OTHERWISE, event, signal="")
        for event in (
            "<SEQ=RCV.NXT-1><CTL=RST>",
            "<SEQ=RCV.NXT+RCV.WND><CTL=RST>",
            "<SEQ=RCV.NXT-1><ACK=SND.NXT><CTL=RST,ACK>",
            "<SEQ=RCV.NXT-1><CTL=SYN,RST>",
        )
    ),
    # the window is 0 (R9293-3.10.7.4-04)
    Row(
        "R9293-3.4-05 R9293-3.10.7.4-02",
        SYNC,
        "<SEQ=RCV.NXT-1><ACK=SND.NXT><CTL=ACK>",
        "same",
        ACK,
        numbers=SHUT,
    ),
    Row("R9293-3.4-05", SYNC, "<SEQ=RCV.NXT+1><ACK=SND.NXT><CTL=ACK>", "same", ACK, numbers=SHUT),
    Row(
        "R9293-3.4-05",
        "ESTABLISHED FIN-WAIT-2 CLOSE-WAIT",
        "<SEQ=RCV.NXT><ACK=SND.NXT><CTL=ACK>",
        numbers=SHUT,
    ),
    Row(
        "R9293-3.4-07 R9293-3.8.6.1-03",
        "ESTABLISHED FIN-WAIT-2 CLOSE-WAIT TIME-WAIT",
        "<SEQ=RCV.NXT><ACK=SND.NXT><CTL=ACK><DATA=1>",
        "same",
        ACK,
        numbers=SHUT,
        delivered=0,
        after={"rcv.nxt": "RCV.NXT"},
    ),
    Row(
        "R9293-3.4-07",
        "RECEIVING",
        "<SEQ=RCV.NXT><ACK=SND.UNA><CTL=FIN,ACK>",
        "same",
        ACK,
        numbers=SHUT,
    ),
    Row("R9293-3.4-09 R9293-3.10.7.4-04", SYNC, "<SEQ=RCV.NXT><CTL=RST>", "CLOSED", numbers=SHUT),
    Row(
        "R9293-3.4-09 R9293-3.10.7.4-04",
        "RECEIVING",
        "<SEQ=RCV.NXT><ACK=SND.UNA><CTL=ACK,URG><UP=5>",
        "same",
        sends=None,
        numbers=SHUT,
        signal="urgent data",
        after={"rcv.up": "RCV.NXT+5"},
    ),
    Row(
        "R9293-3.10.7.4-04",
        "FIN-WAIT-1",
        "<SEQ=RCV.NXT><ACK=SND.NXT><CTL=ACK><DATA=1>",
        "FIN-WAIT-2",
        sends=None,
        numbers=SHUT,
        delivered=0,
    ),
    Row(
        "R9293-3.10.7.4-04",
        "LAST-ACK",
        "<SEQ=RCV.NXT><ACK=SND.NXT><CTL=ACK>",
        "CLOSED",
        numbers=SHUT,
    ),
    # partly old, partly new
    *(
        Row(
            "R9293-3.10.7.4-05 R9293-3.4-08",
            "RECEIVING",
            event,
            "same",
            ("<SEQ=SND.NXT><ACK=RCV.NXT+3><CTL=ACK>",),
            delivered=3,
            after={"rcv.nxt": "RCV.NXT+3"},
        )
        for event in (
            "<SEQ=RCV.NXT-2><ACK=SND.UNA><CTL=ACK><DATA=5>",
            "<SEQ=RCV.NXT-40><ACK=SND.UNA><CTL=ACK><DATA=43>",
        )
    ),
    Row(
        "R9293-3.10.7.4-05 R9293-3.10.7.4-52",
        "RECEIVING",
        "<SEQ=RCV.NXT><ACK=SND.UNA><CTL=FIN,ACK><DATA=9>",
        "same",
        ("<SEQ=SND.NXT><ACK=RCV.NXT+4><CTL=ACK>",),
        numbers={"rcv.wnd": 4},
        delivered=4,
    ),
    # the last numbers of the window, R9293-3.4-06 and R9293-3.4-08: the right edge is outside
    Row("R9293-3.4-06", "ESTABLISHED CLOSE-WAIT", "<SEQ=RCV.NXT+RCV.WND-1><ACK=SND.NXT><CTL=ACK>"),
    Row(
        "R9293-3.4-08",
        "ESTABLISHED",
        "<SEQ=RCV.NXT+RCV.WND-1><ACK=SND.NXT><CTL=ACK><DATA=1>",
        "same",
        ACK,
        delivered=0,
        after={"rcv.nxt": "RCV.NXT"},
    ),
]


@pytest.mark.parametrize(("row", "state"), cases(FIRST))
def test_the_check(row: Row, state: str) -> None:
    check(row, state)
