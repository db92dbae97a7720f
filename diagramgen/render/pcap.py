"""A walk as a capture file that Wireshark, tshark and tcpdump read (`--format pcap`).

The format is the classic one, little-endian and in microseconds, which every tool reads; a walk
counts in milliseconds. The frames are Ethernet's, not raw IP: then the layers that a reader opens
in Wireshark are those of the textbook, frame around datagram around segment. They are not padded
to 60 octets, as a capture at the sender's side never is.

A capture has a place. At a peer it shows what that peer's own cable carried: what the peer sends
when it sends it, even if it is lost further on, and what reaches it when it arrives; what is lost
on the way to it is not there. On the wire, half way, every copy passes half way between its times,
lost ones too: the link loses them behind that point, and makes duplicates before it.

The IPv4 identification is the segment's number in the walk: ``ip.id == 4`` finds segment 4, and
two copies of one segment have the same, as on a real network.
"""

from __future__ import annotations

import struct
from typing import Any, NamedTuple

from diagramgen.render.look import Look
from diagramgen.tcp.segment import Options, Segment, octets
from diagramgen.tcp.seq import Seq
from diagramgen.tcp.wire import to_octets
from diagramgen.tcp.wire.fields import ETHERNET_HEADER, write
from diagramgen.walk.trace import Copy, Sent, Trace
from diagramgen.walk.walker import PORTS

#: Where a capture can be taken: at a peer, or half way between the two.
PLACES = ("A", "B", "wire")

#: Addresses for documentation: RFC 5737, RFC 3849, and RFC 7042, section 2.1.2.
ADDRESSES = {
    4: {"A": "192.0.2.1", "B": "192.0.2.2"},
    6: {"A": "2001:db8::1", "B": "2001:db8::2"},
}
INTERFACES = {"A": 0x00005E005301, "B": 0x00005E005302}

#: The first act of every walk, so that the same walk gives the same octets: midnight (UTC) of
#: 18 August 2022, the day on which RFC 9293 was published, in seconds from 1970.
FIRST_ACT = 1_660_780_800

_ETHERTYPES = {4: 0x0800, 6: 0x86DD}
_MAGIC, _VERSION, _SNAPLEN, _ETHERNET = 0xA1B2C3D4, (2, 4), 262_144, 1


class _Frame(NamedTuple):
    """One frame of a capture; `micros` from the first act. Frames sort as they are seen."""

    micros: int
    place: int
    n: int
    copy: int
    sent: Sent


def render(trace: Trace, look: Look) -> bytes:  # noqa: ARG001 - every renderer is asked alike
    """The capture taken at A. A capture has no language and no look: `look` changes nothing."""
    return capture(trace)


def capture(trace: Trace, at: str = "A", ip: int = 4) -> bytes:
    """The walk as seen at a peer ("A", "B") or half way ("wire"), over IP version 4 or 6.

    Raises `ValueError` for another place or version, `WireError` for a segment of a hand-made
    trace that octets cannot hold.
    """
    if at not in PLACES:
        raise ValueError(f"no capture at {at!r}; accepted: {', '.join(PLACES)}")
    if ip not in ADDRESSES:
        raise ValueError(f"no IP version {ip!r}; accepted: 4, 6")
    out = struct.pack("<IHHiIII", _MAGIC, *_VERSION, 0, 0, _SNAPLEN, _ETHERNET)
    for seen in sorted(_half_way(trace) if at == "wire" else _at_peer(trace, at)):
        frame = frame_of(seen.sent, trace, ip)
        seconds, micros = divmod(seen.micros, 1_000_000)
        out += struct.pack("<IIII", FIRST_ACT + seconds, micros, len(frame), len(frame)) + frame
    return out


def frame_of(sent: Sent, trace: Trace, ip: int = 4) -> bytes:
    """The Ethernet frame in which a segment of a walk travels: no preamble, no padding, no FCS."""
    addresses = ADDRESSES[ip]
    ports = {**PORTS, **trace.ports}
    datagram = to_octets(
        segment_of(sent),
        addresses[sent.source],
        addresses[sent.target],
        (ports[sent.source], ports[sent.target]),
        identification=sent.n % 65536,
    )
    values = {
        "Destination": INTERFACES[sent.target],
        "Source": INTERFACES[sent.source],
        "Type": _ETHERTYPES[ip],
    }
    return write(ETHERNET_HEADER, values) + datagram


def segment_of(sent: Sent) -> Segment:
    """The segment that a trace tells of, its text again what it was: a function of SEQ."""
    options: dict[str, Any] = dict(sent.options)
    stamps = options.get("timestamps")
    return Segment.make(
        sent.flags,
        sent.seq,
        sent.ack if "ACK" in sent.flags else None,
        text=octets(Seq(sent.seq) + int("SYN" in sent.flags), sent.len),
        wnd=sent.wnd,
        up=sent.urgent,
        options=Options(
            mss=options.get("mss"),
            window_scale=options.get("window_scale"),
            sack_permitted=bool(options.get("sack_permitted")),
            timestamps=None if stamps is None else (stamps[0], stamps[1]),
        ),
    )


def _at_peer(trace: Trace, peer: str) -> list[_Frame]:
    """Frames in the order of the moments: what arrives comes before the answer it causes."""
    arrivals = {}
    for number, moment in enumerate(trace.moments):
        if moment.segment is not None and moment.copy is not None:
            arrivals[moment.segment, moment.copy] = number
    frames = []
    for sent in trace.segments:
        if sent.source == peer:
            # What is injected comes out of the network, and does not pass the peer it names.
            if not sent.injected:
                place = len(trace.moments) if sent.cause is None else sent.cause
                frames.append(_Frame(1000 * sent.sent, 2 * place + 1, sent.n, 0, sent))
            continue
        for i, copy in enumerate(sent.copies):
            # A copy that reaches a crashed peer is on its cable, though there is no moment for it.
            place = arrivals.get((sent.n, i), len(trace.moments))
            if copy.arrives is not None and not _beyond(trace, copy):
                frames.append(_Frame(1000 * copy.arrives, 2 * place, sent.n, i, sent))
    return frames


def _half_way(trace: Trace) -> list[_Frame]:
    frames = []
    for sent in trace.segments:
        for i, copy in enumerate(sent.copies):
            if _beyond(trace, copy):
                continue
            arrives = _would_arrive(trace, sent) if copy.arrives is None else copy.arrives
            frames.append(_Frame(500 * (sent.sent + arrives), 0, sent.n, i, sent))
    return frames


def _would_arrive(trace: Trace, sent: Sent) -> int:
    """When a lost segment would have arrived, by the delay of its sender's side of the link."""
    settings: Any = trace.settings.get(sent.source, {})
    return sent.sent + (settings.get("delay", 0) if isinstance(settings, dict) else 0)


def _beyond(trace: Trace, copy: Copy) -> bool:
    """Whether the walk was cut before this copy could arrive."""
    return trace.stop != "quiet" and copy.arrives is not None and copy.arrives > trace.end
