"""3.10.7.4, sixth to eighth check: URG, the text, FIN."""

import pytest

from tests.tcp.rows import Row, cases, check, endpoint_in, play, variables

ACK = ("<SEQ=SND.NXT><ACK=RCV.NXT><CTL=ACK>",)
URG = "<CTL=ACK,URG>"
SIXTH = [
    Row(
        "R9293-3.10.7.4-47",
        "RECEIVING",
        f"<SEQ=RCV.NXT><ACK=SND.UNA>{URG}<UP=9>",
        signal="urgent data",
        after={"rcv.up": "RCV.NXT+9"},
    ),
    Row(
        "R9293-3.10.7.4-47",
        "RECEIVING",
        f"<SEQ=RCV.NXT><ACK=SND.UNA>{URG}<UP=4>",
        signal="",
        before=(f"<SEQ=RCV.NXT><ACK=SND.UNA>{URG}<UP=9>",),
        after={"rcv.up": "RCV.NXT+9"},
    ),
    Row(
        "R9293-3.10.7.4-48",
        "CLOSE-WAIT TIME-WAIT",
        f"<SEQ=RCV.NXT><ACK=SND.NXT>{URG}<UP=9>",
        signal="",
        after={"rcv.up": 0},
    ),
    Row(
        "R9293-3.10.7.4-48",
        "CLOSING LAST-ACK",
        f"<SEQ=RCV.NXT><ACK=SND.UNA>{URG}<UP=9>",
        signal="",
        after={"rcv.up": 0},
    ),
]

TAKEN = "<SEQ=SND.NXT><ACK=RCV.NXT+5><CTL=ACK>"
SEVENTH = [
    *(
        Row(
            f"{req} R9293-3.6.1-01",
            state,
            "<SEQ=RCV.NXT><ACK=SND.UNA><CTL=ACK><DATA=5>",
            "same",
            (TAKEN,),
            delivered=5,
            after={"rcv.nxt": "RCV.NXT+5"},
        )
        for req, state in (
            ("R9293-3.10.7.4-49", "ESTABLISHED"),
            ("R9293-3.10.7.4-50", "FIN-WAIT-1"),
            ("R9293-3.10.7.4-51", "FIN-WAIT-2"),
        )
    ),
    Row(
        "R9293-3.10.7.4-06 R9293-3.10.7.4-53",
        "RECEIVING",
        "<SEQ=RCV.NXT+3><ACK=SND.UNA><CTL=ACK><DATA=2>",
        "same",
        ACK,
        delivered=0,
        after={"rcv.nxt": "RCV.NXT"},
    ),
    Row(
        "R9293-3.10.7.4-06 R9293-3.10.7.4-07",
        "RECEIVING",
        "<SEQ=RCV.NXT><ACK=SND.UNA><CTL=ACK><DATA=1>",
        "same",
        (TAKEN,),  # one ACK for all that had been held
        before=(
            "<SEQ=RCV.NXT+3><ACK=SND.UNA><CTL=ACK><DATA=2>",
            "<SEQ=RCV.NXT+1><ACK=SND.UNA><CTL=ACK><DATA=2>",
        ),
        delivered=5,
    ),
    Row(
        "R9293-3.10.7.4-54",
        "CLOSE-WAIT CLOSING LAST-ACK TIME-WAIT",
        "<SEQ=RCV.NXT><ACK=SND.UNA><CTL=ACK><DATA=5>",
        sends=None,
        delivered=0,
        after={"rcv.nxt": "RCV.NXT"},
    ),
    # R9293-3.10.7.4-52: what is taken from the window is taken from its left
    Row(
        "R9293-3.10.7.4-52",
        "RECEIVING",
        "<SEQ=RCV.NXT><ACK=SND.UNA><CTL=ACK><DATA=5>",
        sends=None,
        parameters={"reads": False},
        after={"rcv.nxt": "RCV.NXT+5", "rcv.wnd": "RCV.WND-5"},
    ),
]

FIN = "<SEQ=RCV.NXT><ACK=SND.UNA><CTL=FIN,ACK>"
FIN_TAKEN = ("<SEQ=SND.NXT><ACK=RCV.NXT+1><CTL=ACK>",)
EIGHTH = [
    Row(
        "R9293-3.10.7.4-56 R9293-3.10.7.4-59 R9293-3.6-05 R9293-3.6-03",
        "ESTABLISHED",
        FIN,
        "CLOSE-WAIT",
        FIN_TAKEN,
        signal="connection closing",
        after={"rcv.nxt": "RCV.NXT+1"},
    ),
    Row(
        "R9293-3.10.7.4-56",
        "ESTABLISHED",
        "<SEQ=RCV.NXT><ACK=SND.UNA><CTL=FIN,ACK><DATA=5>",
        "CLOSE-WAIT",
        ("<SEQ=SND.NXT><ACK=RCV.NXT+6><CTL=ACK>",),
        delivered=5,
    ),
    Row("R9293-3.10.7.4-57", "RECEIVING", "<SEQ=RCV.NXT+4><ACK=SND.UNA><CTL=FIN,ACK>", "same", ACK),
    Row(
        "R9293-3.10.7.4-57",
        "ESTABLISHED",
        "<SEQ=RCV.NXT><ACK=SND.UNA><CTL=ACK><DATA=4>",
        "CLOSE-WAIT",
        ("<SEQ=SND.NXT><ACK=RCV.NXT+5><CTL=ACK>",),
        before=("<SEQ=RCV.NXT+4><ACK=SND.UNA><CTL=FIN,ACK>",),
        delivered=4,
    ),
    Row(
        "R9293-3.10.7.4-58",
        "SYN-RECEIVED",
        "<SEQ=RCV.NXT><ACK=SND.NXT><CTL=FIN,ACK>",
        "CLOSE-WAIT",
        FIN_TAKEN,
    ),
    Row(
        "R9293-3.10.7.4-60",
        "FIN-WAIT-1",
        "<SEQ=RCV.NXT><ACK=SND.NXT><CTL=FIN,ACK>",
        "TIME-WAIT",
        FIN_TAKEN,
        timers={"time-wait": 240_000, "retransmission": None},
    ),
    Row("R9293-3.10.7.4-61", "FIN-WAIT-1", FIN, "CLOSING", FIN_TAKEN),
    Row(
        "R9293-3.10.7.4-62 R9293-3.6.1-04",
        "FIN-WAIT-2",
        FIN,
        "TIME-WAIT",
        FIN_TAKEN,
        timers={"time-wait": 240_000},
    ),
    *(
        Row(req, state, event, "same", ACK, after={"rcv.nxt": "RCV.NXT"})
        for req, state in (
            ("R9293-3.10.7.4-63", "CLOSE-WAIT"),
            ("R9293-3.10.7.4-64", "CLOSING"),
            ("R9293-3.10.7.4-65", "LAST-ACK"),
        )
        for event in (
            "<SEQ=RCV.NXT-1><ACK=SND.UNA><CTL=FIN,ACK>",
            "<SEQ=RCV.NXT-1><ACK=SND.NXT><CTL=FIN,ACK>",  # R9293-A.2-02: its ACK goes unused
        )
    ),
]


@pytest.mark.parametrize(("row", "state"), cases([*SIXTH, *SEVENTH, *EIGHTH]))
def test_the_check(row: Row, state: str) -> None:
    check(row, state)


def test_time_wait_follows_note_2_inside_one_segment() -> None:
    """R9293-3.10.7.4-60"""
    passed = play(endpoint_in("FIN-WAIT-1"), "<SEQ=RCV.NXT><ACK=SND.NXT><CTL=FIN,ACK>").passed
    assert [str(state) for state in passed] == ["FIN-WAIT-2", "TIME-WAIT"]


def test_urgent_text_says_where_it_ends() -> None:
    """R9293-3.10.7.4-47, from the other side: UP points behind the last urgent octet (3.8.5)."""
    endpoint = endpoint_in("ESTABLISHED", parameters={"mss": 100})
    sent = play(endpoint, "send 150 urgent").segments
    sent += play(endpoint, "<SEQ=301><ACK=201><CTL=ACK>").segments
    assert [(int(s.seq), s.up, "URG" in s.flags) for s in sent] == [
        (101, 150, True),
        (201, 50, True),
    ]
    play(endpoint, "<SEQ=301><ACK=251><CTL=ACK>")
    assert [s.flags for s in play(endpoint, "send 5").segments] == [("ACK",)]


def test_an_urgent_pointer_into_text_that_is_known_says_nothing_new() -> None:
    """R9293-3.10.7.4-47 R9293-3.10.7.4-05"""
    played = play(endpoint_in("ESTABLISHED"), "<SEQ=298><ACK=101><CTL=ACK,URG><UP=2><DATA=5>")
    assert "urgent data" not in played.signals
    assert len(played.delivered) == 2


def test_a_window_never_shrinks_from_the_right() -> None:
    """R9293-3.10.7.4-52"""
    endpoint = endpoint_in("ESTABLISHED", parameters={"reads": False})
    before = variables(endpoint)
    for _ in range(5):
        play(endpoint, "<SEQ=RCV.NXT><ACK=SND.UNA><CTL=ACK><DATA=700>")
        after = variables(endpoint)
        assert after["rcv.nxt"] + after["rcv.wnd"] >= before["rcv.nxt"] + before["rcv.wnd"]
        before = after
