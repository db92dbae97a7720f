"""What leaves, to the octet: the queue, the window, and the probe that is sent again."""

from copy import deepcopy

import pytest

from diagramgen.tcp.endpoint import Endpoint, advance
from diagramgen.tcp.events import Arrives, Timeout
from diagramgen.tcp.rules import RFC9293
from diagramgen.tcp.segment import Segment, SegmentError, octets
from diagramgen.tcp.seq import Seq
from tests.tcp.rows import drawn, endpoint_in


def probing(*calls: str) -> Endpoint:
    """ESTABLISHED with a closed window, after the calls and one probe."""
    endpoint = endpoint_in("ESTABLISHED", {"snd.wnd": 0})
    for call in calls:
        endpoint.play(call)
    endpoint.play("timeout persist")
    assert endpoint.tcb.probing
    return endpoint


def opens(endpoint: Endpoint, wnd: int) -> list[str]:
    """What leaves when the probe is refused and a window of `wnd` is offered."""
    played = endpoint.play(f"<SEQ=301><ACK=101><CTL=ACK><WND={wnd}>")
    return [drawn(segment) for segment in played.segments]


@pytest.mark.parametrize("wnd", [1, 2, 3, 4, 5, 6, 7, 8])
def test_the_queue_is_cut_in_order_wherever_the_window_ends(wnd: int) -> None:
    endpoint = endpoint_in("ESTABLISHED", {"snd.wnd": 0})
    for call in ("send 3", "send 4", "send 2", "send 1"):
        endpoint.play(call)
    una, text = 101, b""
    while len(text) < 10:
        played = endpoint.play(f"<SEQ=301><ACK={una}><CTL=ACK><WND={wnd}>")
        if not played.segments:
            # What is left of the window is not worth a segment: the sender waits for the timer.
            played = endpoint.play("timeout persist")
        for segment in played.segments:
            assert int(segment.seq) == una
            assert len(segment.text) <= wnd
            text += segment.text
            una += len(segment.text)
    assert text == octets(Seq(101), 10)


def test_text_of_two_sends_fills_the_window_and_no_more() -> None:
    endpoint = endpoint_in("SYN-RECEIVED", {"snd.wnd": 5})
    endpoint.play("send 3")
    endpoint.play("send 4")
    played = endpoint.play("<SEQ=301><ACK=101><CTL=ACK><WND=5>")
    assert [len(segment.text) for segment in played.segments] == [5]
    assert endpoint.tcb.queued == 2


def test_text_that_waits_for_a_window_has_both_timers() -> None:
    endpoint = endpoint_in("ESTABLISHED", {"snd.wnd": 0})
    timers = endpoint.play("send 5").timers
    assert [(timer.name, getattr(timer, "ms", None)) for timer in timers] == [
        ("persist", 1000),
        ("user", 300_000),
    ]


@pytest.mark.parametrize(
    ("calls", "wnd", "leaves"),
    [
        (("send 5",), 1, "<SEQ=101><ACK=301><CTL=ACK><DATA=1>"),
        (("send 5",), 3, "<SEQ=101><ACK=301><CTL=ACK><DATA=3>"),
        (("send 5",), 99, "<SEQ=101><ACK=301><CTL=ACK><DATA=5>"),
        (("send 5", "close"), 5, "<SEQ=101><ACK=301><CTL=ACK><DATA=5>"),
        (("send 5", "close"), 6, "<SEQ=101><ACK=301><CTL=FIN,ACK><DATA=5>"),
        (("send 1", "close"), 1, "<SEQ=101><ACK=301><CTL=ACK><DATA=1>"),
        (("send 1", "close"), 2, "<SEQ=101><ACK=301><CTL=FIN,ACK><DATA=1>"),
        (("close",), 1, "<SEQ=101><ACK=301><CTL=FIN,ACK>"),
    ],
)
def test_a_refused_probe_leaves_again_with_what_fits(
    calls: tuple[str, ...], wnd: int, leaves: str
) -> None:
    assert opens(probing(*calls), wnd) == [leaves]


@pytest.mark.parametrize(
    ("calls", "wnd", "push"),
    [
        (("send 1 push",), 99, True),
        (("send 5 push",), 99, True),
        (("send 5 push",), 3, False),
        (("send 5",), 99, False),
        (("send 1 push", "send 4"), 99, True),
    ],
)
def test_a_refused_probe_keeps_the_push(calls: tuple[str, ...], wnd: int, push: bool) -> None:
    endpoint = probing(*calls)
    (segment,) = endpoint.play(f"<SEQ=301><ACK=101><CTL=ACK><WND={wnd}>").segments
    assert segment.psh == push


def test_a_refused_probe_is_a_repetition_and_the_first_one_is_not() -> None:
    endpoint = probing("send 5")
    news = Segment.parse("<SEQ=301><ACK=101><CTL=ACK><WND=99>")
    assert advance(endpoint.tcb, Arrives(news)).repeats == [True]
    fresh = endpoint_in("ESTABLISHED", {"snd.wnd": 0})
    fresh.play("send 5")
    assert advance(fresh.tcb, Arrives(news)).repeats == [False]


@pytest.mark.parametrize(
    ("calls", "wnd", "waits"),
    [
        (("send 5",), 100, False),
        (("send 5", "close"), 100, False),
        (("send 5000",), 1460, True),  # a part is under way, and its ACK will come
    ],
)
@pytest.mark.parametrize("probed", [False, True])
def test_the_persist_timer_stops_when_something_is_outstanding(
    calls: tuple[str, ...], wnd: int, waits: bool, probed: bool
) -> None:
    """3.8.6.1: it is for a window that nothing else would open."""
    endpoint = endpoint_in("ESTABLISHED", {"snd.wnd": 0}, parameters={"mss": 1460})
    for call in calls:
        endpoint.play(call)
    if probed:
        endpoint.play("timeout persist")
    assert "persist" in endpoint.tcb.running
    assert opens(endpoint, wnd)
    assert "persist" not in endpoint.tcb.running
    assert "retransmission" in endpoint.tcb.running
    assert bool(endpoint.tcb.queue) is waits


def test_a_reset_offers_no_window() -> None:
    (reset,) = Endpoint().play("<SEQ=1><CTL=SYN>").segments
    assert (reset.rst, reset.wnd) == (True, 0)


@pytest.mark.parametrize("stamp", [0, 7])
def test_the_last_timestamp_is_echoed(stamp: int) -> None:
    """RFC 7323, section 3.2: TSecr, also of a clock that stands at nought."""
    endpoint = endpoint_in("ESTABLISHED")
    endpoint.tcb.ts_on, endpoint.tcb.ts_recent = True, stamp
    (segment,) = endpoint.play("send 5", now=90).segments
    assert segment.options.timestamps == (90, stamp)


def test_an_mss_that_is_written_is_read() -> None:
    assert Segment.parse("<SEQ=1><CTL=SYN><MSS=1200>").options.mss == 1200
    assert Segment.parse("<SEQ=1><CTL=SYN>").options.mss is None


def test_an_error_of_the_notation_says_what_was_found_and_what_is_accepted() -> None:
    with pytest.raises(SegmentError) as caught:
        Segment.parse("<SEQ=1><ACK=5><CTL=SYN>")
    error = caught.value
    assert (error.column, error.found) == (16, "CTL and ACK differ")
    assert error.accepted == "<ACK=number> when CTL has ACK"


@pytest.mark.parametrize(
    "event", ["<SEQ=301><ACK=101><CTL=ACK><WND=9><DATA=5>", "send 5", "close", "receive 5"]
)
@pytest.mark.parametrize("state", ["SYN-RECEIVED", "ESTABLISHED", "CLOSE-WAIT"])
def test_an_event_leaves_the_tcb_that_it_was_given(state: str, event: str) -> None:
    """The machine is a pure function: what it returns is another TCB."""
    endpoint = endpoint_in(state, parameters={"reads": False})
    given, before = endpoint.tcb, deepcopy(endpoint.tcb)
    endpoint.play(event)
    assert endpoint.tcb is not given
    assert given == before


def test_a_timer_that_went_off_is_not_cleared_besides() -> None:
    endpoint = endpoint_in("ESTABLISHED", parameters={"delack": 40})
    for _ in range(2):
        text = f"<SEQ={endpoint.tcb.rcv.nxt}><ACK=101><CTL=ACK><DATA=5>"
        assert [(t.name, getattr(t, "ms", None)) for t in endpoint.play(text).timers] == [
            ("delayed-ack", 40)
        ]
        played = endpoint.play("timeout delayed-ack")
        assert (len(played.segments), played.timers) == (1, ())


def test_the_first_of_several_is_repeated_and_all_stay_in_the_queue() -> None:
    """RFC 6298, 5.4: "retransmit the earliest segment"."""
    endpoint = endpoint_in("ESTABLISHED", rules=RFC9293.with_options("nagle-free"))
    for _ in range(3):
        endpoint.play("send 5")
    assert opens(endpoint, 100) == []
    again = endpoint.play("timeout retransmission").segments
    assert [drawn(segment) for segment in again] == ["<SEQ=101><ACK=301><CTL=ACK><DATA=5>"]
    assert [int(entry.segment.seq) for entry in endpoint.tcb.retransmission] == [101, 106, 111]


def test_what_leaves_with_a_refused_probe_is_no_longer_than_the_mss() -> None:
    endpoint = endpoint_in("ESTABLISHED", {"snd.wnd": 0}, parameters={"mss": 10})
    endpoint.play("send 30")
    endpoint.play("timeout persist")
    assert opens(endpoint, 100)[0] == "<SEQ=101><ACK=301><CTL=ACK><DATA=10>"


def test_the_second_probe_is_a_retransmission() -> None:
    tcb = probing("send 5").tcb
    step = advance(tcb, Timeout("persist"))
    assert (step.repeats, step.tcb.probing) == ([True], True)


def test_an_octet_into_a_silly_window_is_no_probe() -> None:
    """3.8.6.1 probes a closed window; an octet that fits is ordinary text."""
    endpoint = endpoint_in("ESTABLISHED", {"snd.wnd": 1})
    endpoint.tcb.snd.max_wnd = 65535
    assert endpoint.play("send 5").segments == ()
    (segment,) = endpoint.play("timeout persist").segments
    assert (len(segment.text), endpoint.tcb.probing) == (1, False)


def test_the_syn_ack_takes_the_place_of_the_syn_in_the_queue() -> None:
    """A simultaneous open: what is outstanding is the SYN that carries an ACK."""
    endpoint = Endpoint()
    endpoint.play("open active", now=0, iss=100)
    endpoint.play("<SEQ=300><CTL=SYN>", now=10)
    (entry,) = endpoint.tcb.retransmission
    assert (str(entry.segment), entry.sent) == ("<SEQ=100><ACK=301><CTL=SYN,ACK>", 0)


@pytest.mark.parametrize(("offered", "taken"), [(0, 1), (1, 1), (2, 2)])
def test_an_mss_of_one_octet_is_taken(offered: int, taken: int) -> None:
    endpoint = Endpoint("LISTEN")
    endpoint.play(f"<SEQ=300><CTL=SYN><MSS={offered}>")
    assert endpoint.tcb.send_mss == taken
