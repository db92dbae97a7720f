"""3.8.6: a closed window and its probes; acknowledgments that wait."""

import pytest

from tests.tcp.clock import Clock
from tests.tcp.rows import endpoint_in

SHUT = "<SEQ=301><ACK={ack}><CTL=ACK><WND=0>"


def closed(state: str = "ESTABLISHED") -> Clock:
    """An endpoint whose peer has no room; its peer's FIN, in CLOSE-WAIT, is 301."""
    return Clock(endpoint_in(state, {"snd.wnd": 0}))


@pytest.mark.parametrize("state", ["ESTABLISHED", "CLOSE-WAIT"])
def test_a_closed_window_is_probed_after_one_rto_and_then_more_and_more_rarely(state: str) -> None:
    """R9293-3.8.6.1-01"""
    clock = closed(state)
    assert clock.play("send 5").segments == ()
    clock.until(16_000)
    assert [time for time, _ in clock.sent] == [1000, 3000, 7000, 15_000]
    assert {(int(s.seq), len(s.text)) for _, s in clock.sent} == {(101, 1)}


def test_the_connection_stays_as_long_as_its_probes_are_acknowledged() -> None:
    """R9293-3.8.6.1-02 (MUST-37): for a day, with the user timeout at its default."""
    clock = closed()
    clock.play("send 5")
    seen = 0
    while clock.now < 86_400_000:
        clock.go_off()
        assert clock.state == "ESTABLISHED", f"gives up after {clock.now / 1000:.0f} s"
        if len(clock.sent) > seen:
            seen = len(clock.sent)
            clock.play(SHUT.format(ack=101))
            assert clock.state == "ESTABLISHED"
    assert clock.due


def test_an_opened_window_lets_the_text_go() -> None:
    """R9293-3.8.6.1-01"""
    clock = closed()
    clock.play("send 5")
    clock.go_off()  # the octet of the probe is refused ...
    clock.play(SHUT.format(ack=101))
    sent = clock.play("<SEQ=301><ACK=101><CTL=ACK><WND=1000>").segments
    assert [(int(s.seq), len(s.text)) for s in sent] == [(101, 5)]
    assert "persist" not in clock.due
    assert clock.due["retransmission"] == clock.now + 1000


def test_a_probe_that_was_taken_is_not_sent_again() -> None:
    """R9293-3.8.6.1-01"""
    clock = closed()
    clock.play("send 5")
    clock.go_off()  # ... or taken
    sent = clock.play("<SEQ=301><ACK=102><CTL=ACK><WND=1000>").segments
    assert [(int(s.seq), len(s.text)) for s in sent] == [(102, 4)]


def test_a_fin_behind_a_closed_window_gets_out_in_the_end() -> None:
    """R9293-3.8.6.1-01 R9293-3.10.4-06: FIN-WAIT-1 at once, the FIN when there is room."""
    clock = closed()
    clock.play("send 5")
    clock.play("close")
    assert clock.state == "FIN-WAIT-1"
    clock.go_off()
    clock.play(SHUT.format(ack=101))
    sent = clock.play("<SEQ=301><ACK=101><CTL=ACK><WND=1000>").segments
    assert sent[-1].fin
    assert int(sent[-1].last) == 106


@pytest.mark.parametrize(
    ("state", "waiting", "closed_by"),
    [("ESTABLISHED", "FIN-WAIT-1", "FIN-WAIT-1"), ("CLOSE-WAIT", "CLOSE-WAIT", "LAST-ACK")],
)
def test_a_fin_alone_waits_for_the_window_too(state: str, waiting: str, closed_by: str) -> None:
    """R9293-3.8.6.1-01: a FIN takes a number, and there is no room for one."""
    for event in ("<SEQ={}><ACK=101><CTL=ACK><WND=1>", "timeout persist"):
        clock = closed(state)
        assert clock.play("close").segments == ()
        assert clock.state == waiting
        assert "persist" in clock.due
        (fin,) = clock.play(event.format(clock.endpoint.tcb.rcv.nxt)).segments
        assert (int(fin.seq), fin.fin) == (101, True)
        assert clock.state == closed_by


def test_a_fin_that_was_a_probe_is_sent_once_more_when_there_is_room() -> None:
    """R9293-3.8.6.1-01"""
    clock = closed()
    clock.play("close")
    clock.go_off()
    clock.play(SHUT.format(ack=101))
    (fin,) = clock.play("<SEQ=301><ACK=101><CTL=ACK><WND=9>").segments
    assert str(fin) == "<SEQ=101><ACK=301><CTL=FIN,ACK>"
    assert len(clock.endpoint.tcb.retransmission) == 1
    assert str(clock.play("<SEQ=301><ACK=102><CTL=ACK><WND=9>").state) == "FIN-WAIT-2"


def test_text_does_not_leave_in_silly_pieces() -> None:
    """3.8.6.2.1 (MUST-38): not before half of the largest window that the peer had is open."""
    for window, sent in ((499, 0), (500, 500)):
        clock = Clock(endpoint_in("ESTABLISHED", {"snd.wnd": 1000}))
        clock.play(f"<SEQ=301><ACK=101><CTL=ACK><WND={window}>")
        assert sum(len(s.text) for s in clock.play("send 600").segments) == sent
        assert ("persist" in clock.due) == (not sent)


def test_push_is_on_the_segment_that_ends_the_text_of_its_send() -> None:
    """3.9.1.2: and on no segment of a SEND without it."""
    endpoint = endpoint_in("ESTABLISHED", parameters={"mss": 100})
    assert [s.psh for s in endpoint.play("send 200 push").segments] == [False, True]
    endpoint = endpoint_in("ESTABLISHED", parameters={"mss": 100})
    assert [s.psh for s in endpoint.play("send 200").segments] == [False, False]


def test_a_segment_that_finds_the_window_closed_is_answered() -> None:
    """R9293-3.8.6.1-03: with RCV.NXT and the window, 0."""
    clock = Clock(endpoint_in("ESTABLISHED", {"rcv.wnd": 0}))
    (answer,) = clock.play("<SEQ=301><ACK=101><CTL=ACK><DATA=1>").segments
    assert str(answer) == "<SEQ=101><ACK=301><CTL=ACK>"
    assert answer.wnd == 0


def test_a_window_that_the_user_empties_opens_at_once_or_not_at_all() -> None:
    """R9293-3.10.7.4-52 R9293-3.8.6.1-03: 3.8.6.2.2, no silly windows; the peer is told."""
    endpoint = endpoint_in(
        "ESTABLISHED", {"rcv.wnd": 1000}, parameters={"wnd": 1000, "reads": False}
    )
    clock = Clock(endpoint)
    (ack,) = clock.play("<SEQ=301><ACK=101><CTL=ACK><DATA=1000>").segments
    assert (int(ack.ack or 0), ack.wnd) == (1301, 0)
    assert clock.play("receive 499").segments == ()
    assert endpoint.tcb.rcv.wnd == 0
    (update,) = clock.play("receive 1").segments
    assert (str(update), update.wnd) == ("<SEQ=101><ACK=1301><CTL=ACK>", 500)
    (update,) = clock.play("receive 500").segments
    assert update.wnd == 1000


def test_an_acknowledgment_may_wait_but_not_for_a_second_segment() -> None:
    """R9293-3.8.6.3-01"""
    clock = Clock(endpoint_in("ESTABLISHED", parameters={"delack": 200}))
    assert clock.play("<SEQ=301><ACK=101><CTL=ACK><DATA=500>").segments == ()
    assert clock.due == {"delayed-ack": 200}
    (ack,) = clock.play("<SEQ=801><ACK=101><CTL=ACK><DATA=500>").segments
    assert str(ack) == "<SEQ=101><ACK=1301><CTL=ACK>"
    assert clock.due == {}
    assert clock.play("<SEQ=1301><ACK=101><CTL=ACK><DATA=500>").segments == ()
    clock.until(200)
    assert [str(s) for _, s in clock.sent[1:]] == ["<SEQ=101><ACK=1801><CTL=ACK>"]


def test_an_acknowledgment_that_waits_rides_on_text() -> None:
    """R9293-3.8.6.3-01, 3.10.7.4: "piggybacked on a segment being transmitted if possible"."""
    clock = Clock(endpoint_in("ESTABLISHED", parameters={"delack": 200}))
    clock.play("<SEQ=301><ACK=101><CTL=ACK><DATA=5>")
    (sent,) = clock.play("send 3").segments
    assert (int(sent.ack or 0), len(sent.text)) == (306, 3)
    assert "delayed-ack" not in clock.due


def test_an_acknowledgment_that_waits_rides_on_a_retransmission() -> None:
    """R9293-3.8.6.3-01"""
    clock = Clock(endpoint_in("ESTABLISHED", parameters={"delack": 2000}))
    clock.play("send 3")
    clock.play("<SEQ=301><ACK=101><CTL=ACK><DATA=5>")
    assert "delayed-ack" in clock.due
    (again,) = clock.go_off().segments
    assert (int(again.seq), int(again.ack or 0), len(again.text)) == (101, 306, 3)
    assert "delayed-ack" not in clock.due


def test_segments_out_of_order_are_acknowledged_at_once() -> None:
    """R9293-3.10.7.4-53 with delayed acknowledgments on (RFC 5681, 4.2)."""
    clock = Clock(endpoint_in("ESTABLISHED", parameters={"delack": 200}))
    (ack,) = clock.play("<SEQ=401><ACK=101><CTL=ACK><DATA=5>").segments
    assert str(ack) == "<SEQ=101><ACK=301><CTL=ACK>"
