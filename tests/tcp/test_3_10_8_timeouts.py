"""3.10.8, 3.8.1 to 3.8.3 and RFC 6298: what happens when a timer goes off, and when it does."""

import pytest

from diagramgen.tcp.endpoint import Endpoint
from diagramgen.tcp.tcb import Parameters
from tests.tcp.clock import Clock
from tests.tcp.rows import Row, cases, check, endpoint_in, variables

USER = "error: connection aborted due to user timeout"
FIN = "<SEQ=SND.NXT-1><ACK=RCV.NXT><CTL=FIN,ACK>"

ROWS = [
    # R9293-3.10.8-01: USER TIMEOUT, in any state; no RST
    Row("R9293-3.10.8-01", "WITH-TCB", "timeout user", "CLOSED", signal=USER),
    Row(
        "R9293-3.10.8-01",
        "ESTABLISHED CLOSE-WAIT",
        "timeout user",
        "CLOSED",
        signal=USER,
        before=("send 5", "send 5"),
        timers={"retransmission": None},
    ),
    Row(
        "R9293-3.9.1.4-01 R9293-3.6-06",
        "FIN-WAIT-1 CLOSING LAST-ACK",
        "timeout user",
        "CLOSED",
        signal=USER,
    ),
    # R9293-3.10.8-02: RETRANSMISSION TIMEOUT: the front of the queue again, the timer once more
    Row(
        "R9293-3.10.8-02 R9293-3.8.3-04 R6298-5.5-01",
        "SYN-SENT",
        "timeout retransmission",
        "same",
        ("<SEQ=ISS><CTL=SYN>",),
        timers={"retransmission": 2000},
    ),
    Row(
        "R9293-3.10.8-02",
        "SYN-RECEIVED",
        "timeout retransmission",
        "same",
        ("<SEQ=ISS><ACK=RCV.NXT><CTL=SYN,ACK>",),
        timers={"retransmission": 2000},
    ),
    Row(
        "R9293-3.10.8-02 R9293-3.6-04 R6298-5.5-01",
        "FIN-WAIT-1 CLOSING LAST-ACK",
        "timeout retransmission",
        "same",
        (FIN,),
        after={"snd.nxt": "SND.NXT"},
        timers={"retransmission": 2000},
    ),
    Row(
        "R9293-3.10.8-02 R6298-5.4-01",
        "ESTABLISHED CLOSE-WAIT",
        "timeout retransmission",
        "same",
        ("<SEQ=SND.NXT-5><ACK=RCV.NXT><CTL=ACK><DATA=5>",),
        before=("send 5",),
        after={"snd.nxt": "SND.NXT"},
        timers={"retransmission": 2000},
    ),
    Row("R9293-3.10.8-02", "FIN-WAIT-2 TIME-WAIT", "timeout retransmission"),
    # R9293-3.10.8-03: TIME-WAIT TIMEOUT
    Row("R9293-3.10.8-03", "TIME-WAIT", "timeout time-wait", "CLOSED", signal=""),
    Row("R9293-3.10.8-03", "ESTABLISHED FIN-WAIT-2", "timeout time-wait"),
    # what is repeated carries the newest ACK (the state is CLOSING by then)
    Row(
        "R9293-3.10.8-02 R9293-3.1-02",
        "FIN-WAIT-1",
        "timeout retransmission",
        "same",
        (FIN,),
        before=("<SEQ=RCV.NXT><ACK=SND.UNA><CTL=FIN,ACK>",),
    ),
]


@pytest.mark.parametrize(("row", "state"), cases(ROWS))
def test_the_timeout(row: Row, state: str) -> None:
    check(row, state)


def test_a_syn_is_repeated_with_doubled_intervals_until_r2() -> None:
    """R9293-3.8.3-05 R1122-4.2.3.5-01 R9293-3.8.3-04 R9293-3.8.3-06 R9293-3.8.2-01 R6298-2.1-01
    R6298-5.5-01 R6298-2.5-01 R9293-3.8.1-01: at least three minutes; the RTO has no bound."""
    clock = Clock(Endpoint())
    clock.play("open active")
    clock.until(3_600_000)
    assert clock.times() == [0, 1, 3, 7, 15, 31, 63, 127]
    assert {str(segment) for _, segment in clock.sent} == {"<SEQ=100><CTL=SYN>"}
    assert clock.state == "CLOSED"
    assert clock.signals[-1][0] == 255_000
    assert clock.due == {}


def test_a_syn_ack_is_repeated_until_r2() -> None:
    """R9293-3.8.3-04 for the other side of the open."""
    clock = Clock(Endpoint("LISTEN"))
    clock.play("<SEQ=300><CTL=SYN>")
    clock.until(3_600_000)
    assert clock.times() == [0, 1, 3, 7, 15, 31, 63, 127]
    assert {str(s) for _, s in clock.sent} == {"<SEQ=100><ACK=301><CTL=SYN,ACK>"}
    assert clock.state == "CLOSED"  # 3.8.3: "close the connection"; a listener of its own is gone


@pytest.mark.parametrize(
    ("state", "call"),
    [("ESTABLISHED", "send 5"), ("CLOSE-WAIT", "send 5"), ("ESTABLISHED", "close")],
)
def test_text_and_fin_are_repeated_until_r2(state: str, call: str) -> None:
    """R9293-3.8.3-02 R9293-3.8.2-01 R9293-3.6-04 R6298-5.5-01: R2 is 100 s."""
    clock = Clock(endpoint_in(state))
    clock.play(call)
    clock.until(3_600_000)
    assert clock.times() == [0, 1, 3, 7, 15, 31, 63]
    assert len({str(segment) for _, segment in clock.sent}) == 1
    assert clock.state == "CLOSED"
    assert clock.signals[-1][0] == 127_000
    assert not any(segment.rst for _, segment in clock.sent)


def test_r2_counts_from_the_first_sending() -> None:
    """R9293-3.8.3-02: whatever the time of day."""
    clock = Clock(endpoint_in("ESTABLISHED"))
    clock.now = 5_000_000
    clock.play("send 5")
    clock.until(9_000_000)
    assert clock.times() == [5000, 5001, 5003, 5007, 5015, 5031, 5063]
    assert clock.signals[-1][0] == 5_127_000


def test_the_last_ack_never_comes() -> None:
    """R9293-3.6-06: LAST-ACK ends, and the user is told."""
    clock = Clock(endpoint_in("CLOSE-WAIT"))
    clock.play("close")
    clock.until(3_600_000)
    assert clock.state == "CLOSED"
    assert any(signal.startswith("error") for _, signal in clock.signals)


def test_the_user_is_told_when_r1_is_reached() -> None:
    """R9293-3.8.3-01: at least three retransmissions."""
    clock = Clock(endpoint_in("ESTABLISHED"))
    clock.play("send 5")
    assert [len(clock.go_off().signals) for _ in range(4)] == [0, 0, 1, 0]


def test_the_user_may_set_r2_and_the_user_timeout() -> None:
    """R9293-3.8.3-03 R9293-3.9.1.1-04"""
    assert Parameters().user_timeout == 300_000
    assert Parameters().r1 >= 3
    assert Parameters().r2 >= 100_000
    assert Parameters().r2_syn >= 180_000
    short = Clock(endpoint_in("ESTABLISHED", parameters={"r2": 10_000}))
    short.play("send 5")
    short.until(3_600_000)
    assert short.times() == [0, 1, 3, 7]
    assert short.signals[-1][0] == 15_000
    user = Clock(endpoint_in("ESTABLISHED", parameters={"user_timeout": 5000}))
    user.play("send 5")
    user.until(3_600_000)
    assert user.times() == [0, 1, 3]
    assert user.signals[-1] == (5000, USER)


def test_an_acknowledgment_of_new_text_restarts_the_timer() -> None:
    """R6298-5.3-01 R6298-5.1-01 R6298-5.2-01"""
    clock = Clock(endpoint_in("ESTABLISHED", parameters={"mss": 100}))
    clock.play("send 200")
    assert clock.due["retransmission"] == 1000
    clock.now = 600
    clock.play("<SEQ=301><ACK=201><CTL=ACK>")
    assert clock.due["retransmission"] == 1600
    assert clock.due["user"] == 300_600
    clock.now = 700
    clock.play("<SEQ=301><ACK=301><CTL=ACK>")
    assert "retransmission" not in clock.due


def test_the_timer_that_runs_is_not_set_anew_by_more_text() -> None:
    """R6298-5.1-01: only "if the timer is not running"."""
    clock = Clock(endpoint_in("ESTABLISHED", parameters={"mss": 100}))
    clock.play("send 100")
    clock.now = 600
    clock.play("send 100")
    assert clock.due["retransmission"] == 1000


def test_the_earliest_unacknowledged_segment_is_repeated() -> None:
    """R6298-5.4-01"""
    clock = Clock(endpoint_in("ESTABLISHED", parameters={"mss": 100}))
    clock.play("send 300")
    clock.play("<SEQ=301><ACK=201><CTL=ACK>")
    repeated = clock.go_off().segments
    assert [str(s).replace(",PSH", "").replace("PSH,", "") for s in repeated] == [
        "<SEQ=201><ACK=301><CTL=ACK><DATA=100>"
    ]


def test_the_back_off_lasts_until_a_segment_that_was_not_repeated_is_acknowledged() -> None:
    """R9293-3.8.1-01 R6298-3-01: Karn."""
    clock = Clock(endpoint_in("ESTABLISHED"))
    clock.play("send 5")
    clock.go_off()
    clock.play("<SEQ=301><ACK=106><CTL=ACK>")
    start = clock.now
    clock.play("send 5")
    assert clock.due["retransmission"] == start + 2000
    clock.play("<SEQ=301><ACK=111><CTL=ACK>")
    clock.play("send 5")
    assert clock.due["retransmission"] == start + 1000


def test_after_a_syn_timed_out_the_rto_is_three_seconds() -> None:
    """R6298-5.7-01 R6298-2.1-01 R1122-4.2.3.1-01: 3 s was RFC 1122's initial RTO, and is 5.7's."""
    clock = Clock(Endpoint())
    clock.play("open active")
    clock.go_off()
    clock.play("<SEQ=300><ACK=101><CTL=SYN,ACK>")
    start = clock.now
    clock.play("send 5")
    assert clock.due["retransmission"] == start + 3000
    other = Clock(Endpoint())
    other.play("open active")
    other.play("<SEQ=300><ACK=101><CTL=SYN,ACK>")
    other.play("send 5")
    assert other.due["retransmission"] == 1000


def test_time_wait_lasts_two_msl() -> None:
    """R9293-3.6.1-04 R9293-4-01 R1122-4.2.2.13-01"""
    clock = Clock(endpoint_in("FIN-WAIT-2"))
    clock.play("<SEQ=301><ACK=102><CTL=FIN,ACK>")
    assert clock.due == {"time-wait": 240_000}
    clock.until(239_999)
    assert clock.state == "TIME-WAIT"
    clock.until(240_000)
    assert clock.state == "CLOSED"
    shorter = Clock(endpoint_in("FIN-WAIT-2", parameters={"msl": 30_000}))
    shorter.play("<SEQ=301><ACK=102><CTL=FIN,ACK>")
    assert shorter.due == {"time-wait": 60_000}


def test_entering_time_wait_turns_the_other_timers_off() -> None:
    """R9293-3.10.7.4-60 R9293-3.10.7.4-62"""
    clock = Clock(endpoint_in("ESTABLISHED"))
    clock.play("close")
    assert set(clock.due) == {"retransmission", "user"}
    clock.play("<SEQ=301><ACK=102><CTL=FIN,ACK>")
    assert set(clock.due) == {"time-wait"}


def test_in_closed_no_timer_runs() -> None:
    """R9293-3.10.8-01: "all queues flushed", and with them what was due."""
    for way in ("abort", "<SEQ=301><CTL=RST>", "timeout user"):
        clock = Clock(endpoint_in("ESTABLISHED"))
        clock.play("send 5")
        clock.due.pop(way.removeprefix("timeout "), None)
        clock.play(way)
        assert clock.due == {}
        assert clock.state == "CLOSED"
        assert variables(clock.endpoint) == {"iss": 100, "irs": 300}
