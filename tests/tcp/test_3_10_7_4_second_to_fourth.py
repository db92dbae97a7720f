"""3.10.7.4, second to fourth check: RST, security, SYN. RFC 5961 and RFC 1337."""

import pytest

from diagramgen.tcp.rules import RFC9293
from tests.tcp.rows import Row, cases, check, endpoint_in, play

OTHERWISE = "OTHERWISE"
SYNC = "SYNCHRONIZED"
ACK = ("<SEQ=SND.NXT><ACK=RCV.NXT><CTL=ACK>",)
RESET = ("<SEQ=SEG.ACK><CTL=RST>",)
PASSIVE: dict[str, int | str] = {"opened": "passive"}
ACTIVE: dict[str, int | str] = {"opened": "active"}

RESETS = "R9293-3.5.3-06 R9293-3.6-05"
SECOND = [
    Row(
        "R9293-3.10.7.4-10 R9293-3.5.3-04",
        "SYN-RECEIVED",
        "<SEQ=RCV.NXT><CTL=RST>",
        "LISTEN",
        signal="",
        numbers=PASSIVE,
        timers={"retransmission": None},
    ),
    Row(
        "R9293-3.10.7.4-11 R9293-3.5.3-05 R9293-3.5-02 R1122-4.2.2.11-01",
        "SYN-RECEIVED",
        "<SEQ=RCV.NXT><CTL=RST>",
        "CLOSED",
        signal="connection refused",
        numbers=ACTIVE,
        timers={"retransmission": None},
    ),
    *(
        Row(f"{req} {RESETS}", state, event, "CLOSED", signal="connection reset")
        for req, state in (
            ("R9293-3.10.7.4-12", "ESTABLISHED"),
            ("R9293-3.10.7.4-13", "FIN-WAIT-1"),
            ("R9293-3.10.7.4-14", "FIN-WAIT-2"),
            ("R9293-3.10.7.4-15", "CLOSE-WAIT"),
        )
        for event in (
            "<SEQ=RCV.NXT><CTL=RST>",
            "<SEQ=RCV.NXT+RCV.WND-1><CTL=RST>",
            "<SEQ=RCV.NXT><ACK=SND.NXT+9><CTL=RST,ACK>",
        )
    ),
    *(
        Row(f"{req} R9293-3.5.3-06", state, "<SEQ=RCV.NXT><CTL=RST>", "CLOSED", signal="")
        for req, state in (
            ("R9293-3.10.7.4-16", "CLOSING"),
            ("R9293-3.10.7.4-17", "LAST-ACK"),
            ("R9293-3.10.7.4-18", "TIME-WAIT"),
        )
    ),
    Row(
        "R9293-3.5.3-07 R9293-3.5.3-01",
        SYNC,
        "<SEQ=RCV.NXT><CTL=RST><DATA=6>",
        "CLOSED",
        delivered=0,
    ),
    # RFC 5961, section 3
    Row(
        "R9293-3.10.7.4-19 R5961-3.2-01",
        OTHERWISE,
        "<SEQ=RCV.NXT-1><CTL=RST>",
        options="rfc5961-rst",
    ),
    Row(
        "R9293-3.10.7.4-19 R5961-erratum 4772/4845-01",
        OTHERWISE,
        "<SEQ=RCV.NXT+RCV.WND><CTL=RST>",
        options="rfc5961-rst",
    ),
    Row(
        "R9293-3.10.7.4-20 R5961-3.2-01",
        SYNC,
        "<SEQ=RCV.NXT><CTL=RST>",
        "CLOSED",
        options="rfc5961-rst",
    ),
    Row(
        "R9293-3.10.7.4-20",
        "SYN-RECEIVED",
        "<SEQ=RCV.NXT><CTL=RST>",
        "LISTEN",
        numbers=PASSIVE,
        options="rfc5961-rst",
    ),
    *(
        Row(
            "R9293-3.10.7.4-21 R5961-3.2-01",
            OTHERWISE,
            event,
            "same",
            ACK,
            signal="",
            options="rfc5961",
        )
        for event in ("<SEQ=RCV.NXT+1><CTL=RST>", "<SEQ=RCV.NXT+RCV.WND-1><CTL=RST>")
    ),
    # RFC 1337, fix F1
    Row("R1337-3 F1-01", "TIME-WAIT", "<SEQ=RCV.NXT><CTL=RST>", options="rfc1337", signal=""),
    Row("R1337-3 F1-01", "TIME-WAIT", "<SEQ=RCV.NXT+9><CTL=RST>", options="rfc1337"),
]

THIRD = [
    Row(
        "R9293-3.10.7.4-22",
        "SYN-RECEIVED",
        "<SEQ=RCV.NXT><ACK=SND.NXT><CTL=ACK>",
        "same",
        RESET,
        security="secret",
    ),
    Row(
        "R9293-3.10.7.4-23",
        SYNC,
        "<SEQ=RCV.NXT><ACK=SND.NXT><CTL=ACK><DATA=3>",
        "CLOSED",
        RESET,
        signal="connection reset",
        security="secret",
        delivered=0,
    ),
    # R9293-3.10.7.4-01: the sequence number and RST come first, SYN later
    Row(
        "R9293-3.10.7.4-01",
        SYNC,
        "<SEQ=RCV.NXT-1><ACK=SND.NXT><CTL=ACK>",
        "same",
        ACK,
        security="secret",
    ),
    Row("R9293-3.10.7.4-01", SYNC, "<SEQ=RCV.NXT><CTL=RST>", "CLOSED", security="secret"),
    Row("R9293-3.10.7.4-01", SYNC, "<SEQ=RCV.NXT><CTL=SYN,RST>", "CLOSED"),
]

FOURTH = [
    Row(
        "R9293-3.10.7.4-24 R1122-4.2.2.20e-01",
        "SYN-RECEIVED",
        "<SEQ=RCV.NXT+10><CTL=SYN>",
        "LISTEN",
        numbers=PASSIVE,
        timers={"retransmission": None},
    ),
    Row(
        "R9293-3.10.7.4-25",
        "SYN-RECEIVED",
        "<SEQ=RCV.NXT+10><CTL=SYN>",
        "CLOSED",
        ("RST",),
        numbers=ACTIVE,
        signal="connection reset",
    ),
    *(
        Row(
            "R9293-3.10.7.4-27 R9293-3.10.7.4-01",
            SYNC,
            event,
            "CLOSED",
            ("RST",),
            signal="connection reset",
        )
        for event in (
            "<SEQ=RCV.NXT><CTL=SYN>",
            "<SEQ=RCV.NXT+RCV.WND-1><CTL=SYN>",
            "<SEQ=RCV.NXT><ACK=SND.NXT><CTL=SYN,ACK>",
        )
    ),
    # RFC 5961, section 4: irrespective of the sequence number
    *(
        Row(
            "R9293-3.10.7.4-26 R5961-4.2-01",
            SYNC,
            event,
            "same",
            ACK,
            signal="",
            options="rfc5961-syn",
        )
        for event in (
            "<SEQ=RCV.NXT><CTL=SYN>",
            "<SEQ=RCV.NXT-1><CTL=SYN>",
            "<SEQ=RCV.NXT+RCV.WND><CTL=SYN>",
            "<SEQ=RCV.NXT><ACK=SND.NXT><CTL=SYN,ACK>",
            "<SEQ=RCV.NXT-1><CTL=SYN,FIN>",
            "<SEQ=RCV.NXT-1><ACK=SND.NXT><CTL=SYN,ACK><DATA=4>",
        )
    ),
]


@pytest.mark.parametrize(("row", "state"), cases([*SECOND, *THIRD, *FOURTH]))
def test_the_check(row: Row, state: str) -> None:
    check(row, state)


def test_a_reset_answers_no_reset_in_any_state() -> None:
    """R9293-3.5.2-03"""
    for state in ("CLOSED", "LISTEN", "SYN-SENT", "SYN-RECEIVED", "ESTABLISHED", "TIME-WAIT"):
        for seq in (0, 301, 302, 1000):
            for rest in ("<CTL=RST>", "<ACK=101><CTL=RST,ACK>", "<CTL=SYN,RST>", "<CTL=FIN,RST>"):
                segments = play(endpoint_in(state), f"<SEQ={seq}>{rest}").segments
                assert not any(sent.rst for sent in segments)


def test_a_restarted_peer_and_a_challenge_ack() -> None:
    """R5961-4.2-02: its RST has the exact number, and the old connection dies."""
    old = endpoint_in("ESTABLISHED", rules=RFC9293.with_options("rfc5961"))
    new = endpoint_in("CLOSED")
    syn = new.play("open active", iss=400).segments[0]
    challenge = old.play(syn).segments[0]
    reset = new.play(challenge).segments[0]
    assert str(reset) == "<SEQ=301><CTL=RST>"
    assert str(old.play(reset).state) == "CLOSED"
    assert str(new.state) == "SYN-SENT"
    assert [str(s) for s in play(new, "timeout retransmission").segments] == ["<SEQ=400><CTL=SYN>"]
