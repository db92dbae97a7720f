"""3.10.7.4, fifth check: the ACK field. RFC 5961, section 5."""

import pytest

from diagramgen.tcp.rules import RFC9293
from tests.tcp.rows import Row, cases, check, endpoint_in, play

SYNC = "SYNCHRONIZED"
ACK = ("<SEQ=SND.NXT><ACK=RCV.NXT><CTL=ACK>",)
BARE = "<SEQ=RCV.NXT><ACK=SND.NXT><CTL=ACK>"
SENT = "ESTABLISHED CLOSE-WAIT"  # states in which text can be outstanding by a SEND

FIFTH = [
    *(
        Row("R9293-3.10.7.4-30", f"SYN-RECEIVED {SYNC}", event, signal="", delivered=0)
        for event in ("<SEQ=RCV.NXT>", "<SEQ=RCV.NXT><DATA=3>", "<SEQ=RCV.NXT><CTL=FIN>")
    ),
    # RFC 5961, section 5
    Row(
        "R9293-3.10.7.4-31 R5961-5.2-01",
        SYNC,
        "<SEQ=RCV.NXT><ACK=SND.UNA-SND.WND-1><CTL=ACK>",
        "same",
        ACK,
        options="rfc5961-ack",
        numbers={"snd.wnd": 50},
    ),
    Row(
        "R5961-5.2-01",
        SYNC,
        "<SEQ=RCV.NXT><ACK=SND.NXT+1><CTL=ACK>",
        "same",
        ACK,
        options="rfc5961-ack",
    ),
    Row(
        "R5961-5.2-01",
        "ESTABLISHED FIN-WAIT-2 CLOSE-WAIT LAST-ACK",
        "<SEQ=RCV.NXT><ACK=SND.UNA-SND.WND><CTL=ACK>",
        options="rfc5961-ack",
        numbers={"snd.wnd": 50},
    ),
    # SYN-RECEIVED
    Row(
        "R9293-3.10.7.4-32 R1122-4.2.2.20f-01 R9293-3.4-02",
        "SYN-RECEIVED",
        BARE + "<WND=777>",
        "ESTABLISHED",
        after={
            "snd.una": "SND.NXT",
            "snd.wnd": 777,
            "snd.wl1": "SEG.SEQ",
            "snd.wl2": "SEG.ACK",
        },
        timers={"retransmission": None},
    ),
    Row(
        "R9293-3.10.7.4-32",
        "SYN-RECEIVED",
        BARE + "<DATA=4>",
        "ESTABLISHED",
        ("<SEQ=SND.NXT><ACK=RCV.NXT+4><CTL=ACK>",),
        delivered=4,
    ),
    *(
        Row(
            "R9293-3.10.7.4-33 R9293-3.5.2-04",
            "SYN-RECEIVED",
            event,
            "same",
            ("<SEQ=SEG.ACK><CTL=RST>",),
        )
        for event in (
            "<SEQ=RCV.NXT><ACK=SND.UNA><CTL=ACK>",  # strictly greater: RFC 793 had =<
            "<SEQ=RCV.NXT><ACK=SND.UNA-1><CTL=ACK>",
            "<SEQ=RCV.NXT><ACK=SND.NXT+1><CTL=ACK>",
            "<SEQ=RCV.NXT><ACK=SND.NXT+1><CTL=FIN,ACK>",
        )
    ),
    # the other states: SND.UNA and the retransmission queue
    Row(
        "R9293-3.10.7.4-34 R9293-3.10.7.4-41 R9293-3.4-04 R6298-5.2-01",
        SENT,
        BARE,
        before=("send 5",),
        after={"snd.una": "SND.NXT"},
        timers={"retransmission": None},
    ),
    Row(
        "R9293-3.10.7.4-34 R9293-3.4-04 R6298-5.3-01",
        SENT,
        "<SEQ=RCV.NXT><ACK=SND.UNA+2><CTL=ACK>",
        before=("send 5",),
        after={"snd.una": "SND.UNA+2"},
        timers={"retransmission": 1000},
    ),
    *(
        Row(
            "R9293-3.10.7.4-35 R1122-4.2.2.20g-01",
            SENT,
            event,
            signal="",
            before=("send 5",),
            after={"snd.una": "SND.UNA"},
        )
        for event in (
            "<SEQ=RCV.NXT><ACK=SND.UNA><CTL=ACK>",
            "<SEQ=RCV.NXT><ACK=SND.UNA-9><CTL=ACK>",
        )
    ),
    Row(
        "R9293-3.10.7.4-35",
        "FIN-WAIT-1 FIN-WAIT-2 CLOSING LAST-ACK",
        "<SEQ=RCV.NXT><ACK=SND.UNA-1><CTL=ACK>",
        after={"snd.una": "SND.UNA"},
    ),
    *(
        Row("R9293-3.10.7.4-36 R9293-3.5.2-05", SYNC, event, "same", ACK, delivered=0)
        for event in (
            "<SEQ=RCV.NXT><ACK=SND.NXT+1><CTL=ACK>",
            "<SEQ=RCV.NXT><ACK=SND.NXT+1000><CTL=ACK><DATA=3>",
            "<SEQ=RCV.NXT><ACK=SND.NXT+1><CTL=FIN,ACK>",
        )
    ),
    # the window: by a later SEQ, or the same and no older ACK; never by an older one
    *(
        Row(
            "R9293-3.10.7.4-37",
            "ESTABLISHED CLOSE-WAIT",
            f"<SEQ={seq}><ACK={ack}><CTL=ACK><WND=9>",
            before=("send 5",),
            numbers={"snd.wl1": 400, "snd.wl2": 102, "snd.wnd": 1000, "rcv.nxt": 400},
            after={"snd.wnd": wnd},
        )
        for seq, ack, wnd in (
            (401, 101, 9),
            (400, 102, 9),
            (400, 103, 9),
            (400, 101, 1000),
            (401, 100, 1000),
        )
    ),
    # our FIN
    Row(
        "R9293-3.10.7.4-38",
        "FIN-WAIT-1",
        BARE,
        "FIN-WAIT-2",
        after={"snd.una": "SND.NXT"},
        timers={"retransmission": None},
    ),
    Row(
        "R9293-3.10.7.4-38", "FIN-WAIT-1", BARE + "<DATA=2>", "FIN-WAIT-2", sends=None, delivered=2
    ),
    Row(
        "R9293-3.10.7.4-39",
        "ESTABLISHED",
        "<SEQ=RCV.NXT><ACK=SND.NXT-1><CTL=ACK>",
        "FIN-WAIT-1",
        before=("send 5", "close", "<SEQ=RCV.NXT><ACK=SND.UNA><CTL=ACK>"),
        sends=None,
    ),
    Row("R9293-3.10.7.4-40", "FIN-WAIT-1", BARE, "FIN-WAIT-2", signal="ok"),
    Row("R9293-3.10.7.4-41", "CLOSE-WAIT", BARE),
    Row(
        "R9293-3.10.7.4-42",
        "CLOSING",
        BARE,
        "TIME-WAIT",
        timers={"time-wait": 240_000, "retransmission": None},
    ),
    Row("R9293-3.10.7.4-43", "CLOSING", "<SEQ=RCV.NXT><ACK=SND.UNA><CTL=ACK>"),
    Row(
        "R9293-3.10.7.4-44",
        "LAST-ACK",
        BARE,
        "CLOSED",
        timers={"retransmission": None},
    ),
    Row("R9293-3.10.7.4-45", "LAST-ACK", "<SEQ=RCV.NXT><ACK=SND.UNA><CTL=ACK>"),
    # a repeated FIN in TIME-WAIT: by the text it fails the first check, and the 2 MSL run on
    Row(
        "R9293-3.10.7.4-46 R9293-3.10.7.4-66",
        "TIME-WAIT",
        "<SEQ=RCV.NXT-1><ACK=SND.NXT><CTL=FIN,ACK>",
        "same",
        ACK,
        timers={"time-wait": "untouched"},  # type: ignore[dict-item]
    ),
    Row(
        "R9293-3.10.7.4-46 R9293-3.10.7.4-66",
        "TIME-WAIT",
        "<SEQ=RCV.NXT-1><ACK=SND.NXT><CTL=FIN,ACK>",
        "same",
        ACK,
        options="restart-2msl",
        timers={"time-wait": 240_000},
    ),
    Row(
        "R9293-3.6.1-04 R1122-4.2.2.13-01",
        "FIN-WAIT-2",
        "<SEQ=RCV.NXT><ACK=SND.NXT><CTL=FIN,ACK>",
        "TIME-WAIT",
        sends=None,
        timers={"time-wait": 240_000},
    ),
]


@pytest.mark.parametrize(("row", "state"), cases(FIFTH))
def test_the_check(row: Row, state: str) -> None:
    check(row, state)


def test_each_send_is_answered_by_ok_when_all_of_it_is_acknowledged() -> None:
    """R9293-3.10.7.4-34: "buffers that have been SENT and fully acknowledged"."""
    endpoint = endpoint_in("ESTABLISHED", rules=RFC9293.with_options("nagle-free"))
    for call in ("send 5", "send 3"):
        play(endpoint, call)
    told = [
        play(endpoint, f"<SEQ=301><ACK={ack}><CTL=ACK>").signals for ack in (105, 106, 108, 109)
    ]
    assert [len(signals) for signals in told] == [0, 1, 0, 1]
    assert all("ok" in signal for signals in told for signal in signals)


def test_simultaneous_close_ends_although_both_acks_are_lost() -> None:
    """R9293-A.2-02: the repeated FIN's own ACK goes unused; the ACK in reply ends the close."""
    a, b = endpoint_in("CLOSING"), endpoint_in("CLOSING")
    fin = play(a, "timeout retransmission").segments
    assert [str(s) for s in fin] == ["<SEQ=101><ACK=302><CTL=FIN,ACK>"]
    # b's numbers are a's mirror image: its peer's FIN was 301 and its own 101
    answer = play(b, "<SEQ=301><ACK=102><CTL=FIN,ACK>")
    assert str(answer.state) == "CLOSING"
    assert [str(s) for s in answer.segments] == ["<SEQ=102><ACK=302><CTL=ACK>"]
    assert str(play(a, "<SEQ=302><ACK=102><CTL=ACK>").state) == "TIME-WAIT"
