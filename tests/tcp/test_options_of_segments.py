"""MSS (3.7.1), window scale and timestamps on SYN (RFC 7323)."""

import pytest

from diagramgen.tcp.endpoint import Endpoint, Played
from diagramgen.tcp.segment import NO_OPTIONS, Options, Segment
from diagramgen.tcp.tcb import Parameters
from tests.tcp.rows import SYNCHRONIZED, endpoint_in


def opened(parameters: Parameters, offered: Options) -> tuple[Endpoint, Segment]:
    """An endpoint that listened and got a SYN with these options; its SYN,ACK."""
    endpoint = Endpoint(parameters=parameters)
    endpoint.play("open passive")
    (answer,) = endpoint.play(Segment.make("SYN", 300, wnd=1000, options=offered)).segments
    endpoint.play(Segment.make("ACK", 301, 101, wnd=1000))
    return endpoint, answer


def connected(parameters: Parameters, offered: Options) -> tuple[Endpoint, Segment]:
    """An endpoint that connected and got a SYN,ACK with these options; its SYN."""
    endpoint = Endpoint(parameters=parameters)
    (syn,) = endpoint.play("open active").segments
    endpoint.play(Segment.make("SYN,ACK", 300, 101, wnd=1000, options=offered))
    endpoint.play(Segment.make("ACK", 301, 101, wnd=1000))
    return endpoint, syn


def test_mss_is_on_syn_and_on_no_other_segment() -> None:
    """R9293-3.2-01 R9293-3.7.1-02"""
    for endpoint, syn in (
        connected(Parameters(), NO_OPTIONS),
        opened(Parameters(), NO_OPTIONS),
    ):
        assert syn.options.mss == 1460
        for event in ("send 5", "<SEQ=301><ACK=106><CTL=ACK><DATA=2>", "close", "abort"):
            for sent in endpoint.play(event).segments:
                assert sent.options.mss is None


@pytest.mark.parametrize(("offered", "size"), [(None, 536), (700, 700), (9000, 9000)])
def test_the_peers_mss_bounds_the_text_of_a_segment(offered: int | None, size: int) -> None:
    """R9293-3.7.1-01 R9293-3.7.1-03: each side has its own; 536 where none was named."""
    for way in (connected, opened):
        endpoint, _ = way(Parameters(mss=1200), Options(mss=offered))
        endpoint.play(Segment.make("ACK", 301, 101, wnd=60000))
        assert endpoint.state.value == "ESTABLISHED"
        sent = endpoint.play("send 10000").segments
        assert max(len(segment.text) for segment in sent) == size


def test_the_window_is_scaled_only_where_both_syns_said_so() -> None:
    """R7323-2.2-01: and never in a SYN (R7323-2.2-02)."""
    mine = Parameters(window_scale=3)
    endpoint, syn = connected(mine, Options(window_scale=2))
    assert syn.options.window_scale == 3
    assert endpoint.tcb.snd.wnd == 4000
    endpoint, answer = opened(mine, Options(window_scale=2))
    assert answer.options.window_scale == 3
    assert endpoint.tcb.snd.wnd == 4000
    endpoint, answer = opened(mine, NO_OPTIONS)
    assert answer.options.window_scale is None
    assert endpoint.tcb.snd.wnd == 1000
    endpoint, _ = connected(mine, NO_OPTIONS)
    assert endpoint.tcb.snd.wnd == 1000
    endpoint, _ = connected(Parameters(), Options(window_scale=2))
    assert endpoint.tcb.snd.wnd == 1000


def test_the_window_of_a_syn_is_not_scaled() -> None:
    """R7323-2.2-02"""
    endpoint = Endpoint(parameters=Parameters(window_scale=3, wnd=400_000))
    (syn,) = endpoint.play("open active").segments
    assert syn.wnd == 65535
    endpoint.play(Segment.make("SYN,ACK", 300, 101, wnd=1000, options=Options(window_scale=2)))
    assert endpoint.tcb.snd.wnd == 1000


def test_what_the_peer_reads_is_the_window_after_its_shift() -> None:
    """R7323-2.2-01: SEG.WND = RCV.WND >> Rcv.Wind.Shift in every segment without SYN."""
    endpoint, _ = connected(Parameters(window_scale=3, wnd=400_000), Options(window_scale=2))
    (sent,) = endpoint.play("send 5").segments
    assert sent.wnd << 3 == 400_000


def test_a_shift_above_14_counts_as_14() -> None:
    """R7323-2.3-01"""
    endpoint, _ = opened(Parameters(window_scale=3), Options(window_scale=15))
    assert endpoint.tcb.snd.wnd == 1000 << 14


def test_timestamps_are_offered_in_reply_only_to_an_offer() -> None:
    """R7323-3.2-02, and the first half of what 3.2 asks."""
    mine = Parameters(timestamps=True)
    _, syn = connected(mine, NO_OPTIONS)
    assert syn.options.timestamps is not None
    assert syn.options.timestamps[1] == 0
    _, answer = opened(mine, Options(timestamps=(77, 0)))
    assert answer.options.timestamps is not None
    assert answer.options.timestamps[1] == 77
    assert opened(mine, NO_OPTIONS)[1].options.timestamps is None
    assert opened(Parameters(), Options(timestamps=(77, 0)))[1].options.timestamps is None


def test_timestamps_are_on_every_segment_once_both_syns_had_them() -> None:
    """R7323-3.2-01: except, optionally, on RST."""
    mine = Parameters(timestamps=True)
    for way in (connected, opened):
        endpoint, _ = way(mine, Options(timestamps=(77, 0)))
        text = Segment.make("ACK", 301, 101, text=b"abc", options=Options(timestamps=(78, 1)))
        (ack,) = endpoint.play(text, now=5000).segments
        assert ack.options.timestamps == (5000, 78)
        for call in ("send 5", "timeout retransmission", "close"):
            for sent in endpoint.play(call, now=6000).segments:
                assert sent.options.timestamps == (6000, 78)
        other, _ = way(mine, NO_OPTIONS)
        assert other.play("send 5").segments[0].options == NO_OPTIONS


@pytest.mark.parametrize("state", SYNCHRONIZED.split())
def test_an_old_timestamp_is_answered_and_dropped_but_not_on_a_reset(state: str) -> None:
    """R7323-5.3-01 R7323-5.3-02: PAWS."""

    def met(flags: str, stamp: int) -> Played:
        endpoint = endpoint_in(state)
        endpoint.tcb.ts_on, endpoint.tcb.ts_recent = True, 1000
        rcv, nxt = int(endpoint.tcb.rcv.nxt), int(endpoint.tcb.snd.nxt)
        ack = nxt if "ACK" in flags else None
        options = Options(timestamps=(stamp % 2**32, 0))
        return endpoint.play(Segment.make(flags, rcv, ack, text=b"abc", options=options))

    for stamp in (999, 1000 - 2**31 + 1):
        old = met("FIN,ACK", stamp)
        assert (str(old.state), old.delivered) == (state, b"")
        assert [segment.flags for segment in old.segments] == [("ACK",)]
    assert str(met("RST", 999).state) == "CLOSED"
    new = [met("ACK", stamp) for stamp in (1000, 1001, 1000 + 2**31 - 1)]
    taken = state in ("ESTABLISHED", "FIN-WAIT-1", "FIN-WAIT-2")
    assert {played.delivered for played in new} == {b"abc" if taken else b""}


def test_sack_permitted_is_answered_only_where_it_was_offered() -> None:
    mine = Parameters(sack=True)
    assert connected(mine, NO_OPTIONS)[1].options.sack_permitted
    assert opened(mine, Options(sack_permitted=True))[1].options.sack_permitted
    assert not opened(mine, NO_OPTIONS)[1].options.sack_permitted


@pytest.mark.parametrize("flags", ["ACK", "FIN,ACK"])
def test_options_on_any_segment_are_no_obstacle(flags: str) -> None:
    """R9293-3.1-03 R9293-3.1-04: taken or ignored, and the segment is processed."""
    odd = Options(mss=1, window_scale=14, sack_permitted=True, timestamps=(2**32 - 1, 5))
    endpoint, _ = connected(Parameters(), NO_OPTIONS)
    played = endpoint.play(Segment.make(flags, 301, 101, text=b"hello", options=odd))
    assert played.delivered == b"hello"
    assert len(played.segments) == 1
    assert endpoint.tcb.send_mss == 536
