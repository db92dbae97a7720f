"""A walk as a capture: which frames are seen where and when, and what is in them."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

import diagramgen
from diagramgen.cli import main, output
from diagramgen.render import render as render_as
from diagramgen.render.look import Look
from diagramgen.render.pcap import FIRST_ACT, PLACES, capture, frame_of, render, segment_of
from diagramgen.scenarios.entry import Entry
from diagramgen.tcp.segment import NO_OPTIONS, Options, octets
from diagramgen.tcp.seq import Seq
from diagramgen.tcp.wire import Datagram, from_octets
from diagramgen.walk.trace import Copy, Sent, Trace

OPEN = "B: listen\nA: connect\n"


def frames(file: bytes) -> Iterator[tuple[float, bytes]]:
    """Read a capture: ms from the first act, and the frame. Not by the code that wrote it."""
    magic, major, minor, zone, sigfigs, snaplen, link = struct.unpack_from("<IHHiIII", file)
    assert (magic, major, minor, zone, sigfigs, link) == (0xA1B2C3D4, 2, 4, 0, 0, 1)
    at = 24
    while at < len(file):
        seconds, micros, kept, length = struct.unpack_from("<IIII", file, at)
        assert kept == length <= snaplen
        assert micros < 1_000_000
        yield (seconds - FIRST_ACT) * 1000 + micros / 1000, file[at + 16 : at + 16 + kept]
        at += 16 + kept
    assert at == len(file)


def datagrams(file: bytes) -> Iterator[tuple[float, int, Datagram]]:
    """The ms, the IPv4 identification and the datagram of each frame."""
    for ms, frame in frames(file):
        yield ms, int.from_bytes(frame[18:20], "big"), from_octets(frame[14:])


def seen(trace: Trace, at: str) -> list[tuple[float, int]]:
    """When which segment passes a place."""
    return [(ms, n) for ms, n, _ in datagrams(capture(trace, at))]


# -- what is in a frame ---------------------------------------------------------------------------


@pytest.mark.parametrize("ip", [4, 6])
@pytest.mark.parametrize("entry", diagramgen.CATALOGUE, ids=lambda entry: entry.name)
def test_the_segments_of_a_capture_are_those_of_the_walk(entry: Entry, ip: int) -> None:
    trace = diagramgen.walked(entry.name)
    hosts = {
        "A": ("192.0.2.1" if ip == 4 else "2001:db8::1", 40000, "00005e005301"),
        "B": ("192.0.2.2" if ip == 4 else "2001:db8::2", 80, "00005e005302"),
    }
    left = [sent for sent in trace.segments for _ in sent.copies]
    for _, frame in frames(capture(trace, "wire", ip)):
        found = from_octets(frame[14:])
        assert found.ignored == ()
        # Nothing in IPv6 says which segment it is: the first of the walk that is equal.
        sent = next(s for s in left if segment_of(s) == found.segment)
        left.remove(sent)
        source, target = hosts[sent.source], hosts[sent.target]
        assert (found.source, found.target) == (source[0], target[0])
        assert found.ports == (source[1], target[1])
        assert frame[:14].hex() == target[2] + source[2] + ("0800" if ip == 4 else "86dd")
    assert left == []


def sent_segment(**more: object) -> Sent:
    first = Sent(1, "A", "B", 100, None, ("SYN",), 0, 65535, (), None, 0, (Copy(10),))
    return first._replace(**more)  # type: ignore[arg-type]


def test_text_is_what_it_was_and_begins_behind_syn() -> None:
    assert segment_of(sent_segment(len=3)).text == octets(Seq(101), 3)
    assert segment_of(sent_segment(len=3, flags=("ACK",), ack=7)).text == octets(Seq(100), 3)
    assert segment_of(sent_segment(seq=2**32 - 1, len=3)).text == octets(Seq(0), 3)


def test_options_come_back_from_a_trace_and_from_its_json() -> None:
    whole = Options(1460, 7, True, (5, 6))
    for options in (whole, NO_OPTIONS):
        sent = sent_segment(options=tuple(options.as_dict().items()))
        assert segment_of(sent).options == options


def test_bits_and_numbers_come_back() -> None:
    segment = segment_of(sent_segment(flags=("FIN", "PSH", "ACK", "URG"), ack=7, urgent=9, wnd=3))
    assert segment.flags == ("FIN", "PSH", "ACK", "URG")
    assert (segment.seq, segment.ack) == (Seq(100), Seq(7))
    assert (segment.up, segment.wnd) == (9, 3)


# -- which frames, and when -----------------------------------------------------------------------


def test_a_lost_segment_is_seen_by_its_sender_and_not_by_the_other() -> None:
    trace = diagramgen.walked("data-lost")
    # 4 is the text that is lost, 5 the same again, 6 its acknowledgment; one way takes 10 ms.
    sent, again = trace.segments[3], trace.segments[4]
    assert (sent.lost, again.retransmission_of, again.sent - sent.sent) == (True, 4, 1000)
    first, second = sent.sent, again.sent
    assert seen(trace, "A")[3:] == [(first, 4), (second, 5), (second + 20, 6)]
    assert seen(trace, "B")[3:] == [(second + 10, 5), (second + 10, 6)]
    assert seen(trace, "wire")[3:] == [(first + 5, 4), (second + 5, 5), (second + 15, 6)]


def test_what_arrives_comes_before_the_answer_of_the_same_millisecond() -> None:
    trace = diagramgen.walked("three-way-handshake")
    assert seen(trace, "A") == [(0, 1), (20, 2), (20, 3)]
    assert seen(trace, "B") == [(10, 1), (10, 2), (30, 3)]
    assert seen(trace, "wire") == [(5, 1), (15, 2), (25, 3)]


def test_a_call_comes_before_what_arrives_in_the_same_millisecond() -> None:
    """As in the walk: acts, then arrivals, each followed by what it causes."""
    trace = diagramgen.walked(
        OPEN + "B: send 5 when ESTABLISHED\nA: send 7 when ESTABLISHED after 20 ms\n"
    )
    mine, theirs, answer = [s for s in trace.segments if 40 in (s.sent, s.copies[0].arrives)]
    if mine.source == "B":
        mine, theirs = theirs, mine
    assert (mine.source, theirs.source, answer.source) == ("A", "B", "A")
    assert seen(trace, "A")[3:6] == [(40, mine.n), (40, theirs.n), (40, answer.n)]


def test_what_is_lost_passes_half_way_by_the_delay_that_is_known() -> None:
    trace = diagramgen.walked("syn-lost")
    assert seen(trace, "wire")[0] == (5, 1)
    assert seen(replace(trace, settings={}), "wire")[0] == (0, 1)
    assert seen(replace(trace, settings={"A": {"delay": 30}}), "wire")[0] == (15, 1)


def test_copies_of_the_link_are_seen_behind_it() -> None:
    trace = diagramgen.walked(OPEN + "duplicate 1st A DATA\nA: send 5 when ESTABLISHED\n")
    assert [n for _, n in seen(trace, "A")] == [1, 2, 3, 4, 5, 6]
    assert seen(trace, "B")[3:6] == [(30, 4), (30, 5), (35, 4)]
    assert [n for _, n in seen(trace, "wire")].count(4) == 2


def test_segments_that_change_places_do_so_at_the_receiver() -> None:
    trace = diagramgen.walked(
        OPEN + "set option nagle-free on\nreorder 1st A DATA behind next\n"
        "A: send 5 when ESTABLISHED\nA: send 7 after 5 ms\n"
    )
    assert [n for _, n in seen(trace, "A") if n in (4, 5)] == [4, 5]
    assert [n for _, n in seen(trace, "B") if n in (4, 5)] == [5, 4]


def test_what_is_injected_does_not_pass_the_peer_it_names() -> None:
    trace = diagramgen.walked("time-wait-assassination")
    (injected,) = [s for s in trace.segments if s.injected]
    assert injected.source == "B"
    at = {place: [n for _, n in seen(trace, place)] for place in PLACES}
    assert (at["A"].count(injected.n), at["B"].count(injected.n)) == (1, 0)
    assert at["wire"].count(injected.n) == 1


def test_a_crashed_peer_still_has_a_cable() -> None:
    trace = diagramgen.walked(
        OPEN + "B: crash when ESTABLISHED\nA: send 5 when ESTABLISHED after 30 ms\n"
    )
    assert any(copy.fault == "down" for s in trace.segments for copy in s.copies)
    sent = [s.n for s in trace.segments if s.len]
    assert [n for _, n in seen(trace, "B") if n in sent] == sent


def test_a_walk_that_was_cut_shows_nothing_that_came_later() -> None:
    whole = diagramgen.walked("three-way-handshake")
    cut = replace(whole, moments=whole.moments[:3], segments=whole.segments[:2], stop="moments")
    assert (cut.end, whole.segments[1].copies[0].arrives) == (10, 20)
    assert seen(cut, "A") == [(0, 1)]
    assert seen(cut, "B") == [(10, 1), (10, 2)]
    assert seen(cut, "wire") == [(5, 1)]


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("entry", diagramgen.CATALOGUE, ids=lambda entry: entry.name)
def test_time_goes_forward(entry: Entry, place: str) -> None:
    times = [ms for ms, _ in seen(diagramgen.walked(entry.name), place)]
    assert times == sorted(times)


@given(st.integers(0, 24 * 3600 * 1000))
def test_times_are_those_of_the_walk(ms: int) -> None:
    trace = diagramgen.walked("three-way-handshake")
    sent = trace.segments[0]._replace(sent=ms, copies=(Copy(ms + 10),))
    later = replace(trace, segments=(sent,), moments=(), ports={})
    assert seen(later, "A") == [(ms, 1)]
    assert seen(later, "B") == [(ms + 10, 1)]


# -- the renderer ---------------------------------------------------------------------------------


def test_the_renderer_captures_at_a_and_looks_do_not_matter() -> None:
    trace = diagramgen.walked("syn-lost")
    assert render(trace, Look("zh", narrow=True)) == capture(trace) == capture(trace, "A")
    assert capture(trace)[40:].startswith(frame_of(trace.segments[0], trace))
    assert render_as(trace, "trace", "pcap") == capture(trace)
    assert diagramgen.draw(trace, "trace", "pcap") == capture(trace)


def test_the_first_frame_is_these_octets() -> None:
    """A file of yesterday is a file of today: header, record, Ethernet, IPv4, TCP with its MSS."""
    assert capture(diagramgen.walked("three-way-handshake"))[:98].hex(" ", 2) == (
        "d4c3 b2a1 0200 0400 0000 0000 0000 0000 0000 0400 0100 0000 "
        "0081 fd62 0000 0000 3a00 0000 3a00 0000 "
        "0000 5e00 5302 0000 5e00 5301 0800 "
        "4500 002c 0001 4000 4006 b6c7 c000 0201 c000 0202 "
        "9c40 0050 0000 0064 0000 0000 6002 ffff 772e 0000 0204 05b4"
    )


def test_other_places_and_versions_are_refused() -> None:
    trace = diagramgen.walked("syn-lost")
    with pytest.raises(ValueError, match="no capture at 'C'; accepted: A, B, wire"):
        capture(trace, "C")
    with pytest.raises(ValueError, match="no IP version 5; accepted: 4, 6"):
        capture(trace, ip=5)


# -- the command ----------------------------------------------------------------------------------


def test_the_command_writes_octets(tmp_path: Path) -> None:
    trace = diagramgen.walked("data-lost")
    walk = ["walk", "data-lost", "--format", "pcap"]
    assert CliRunner().invoke(main, walk).stdout_bytes == capture(trace)
    path = tmp_path / "data-lost.pcap"
    assert CliRunner().invoke(main, [*walk, "--at", "B", "-o", str(path)]).output == ""
    assert path.read_bytes() == capture(trace, "B")


def test_the_command_keeps_octets_off_a_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    class Terminal:
        def isatty(self) -> bool:
            return True

    monkeypatch.setattr(output.sys, "stdout", Terminal())  # type: ignore[attr-defined]
    with pytest.raises(output.Wrong, match="octets, not text, for a terminal") as error:
        output.put(b"octets", None)
    assert error.value.exit_code == 2


def test_the_command_captures_nothing_but_the_trace() -> None:
    done = CliRunner().invoke(main, ["walk", "data-lost", "--format", "pcap", "--view", "states"])
    assert done.exit_code == 2
    assert "'states' cannot be written as 'pcap'" in done.output
