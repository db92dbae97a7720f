"""Segments as octets: TCP (RFC 9293, 3.1 and 3.2) in IPv4 or IPv6, with their checksums.

    >>> from diagramgen.tcp.segment import Segment
    >>> octets = to_octets(Segment.make("SYN", 100), "192.0.2.1", "192.0.2.2", (40000, 80))
    >>> len(octets)
    40
    >>> print(from_octets(octets).segment)
    <SEQ=100><CTL=SYN>

The tables of fields from which all of it is written and read are in `fields`.
"""

from __future__ import annotations

from dataclasses import dataclass

from diagramgen.tcp.segment import Segment
from diagramgen.tcp.wire.address import address, address_text
from diagramgen.tcp.wire.errors import WireError
from diagramgen.tcp.wire.header import read_segment, write_segment
from diagramgen.tcp.wire.ip import header, open_envelope

__all__ = ["Datagram", "WireError", "from_octets", "to_octets"]


@dataclass(frozen=True)
class Datagram:
    """A segment with the addresses and ports of its sender and its receiver.

    `ignored` names what stood in the octets and means nothing to the machine: reserved bits, ECN,
    options of other kinds or of impossible lengths.
    """

    segment: Segment
    source: str
    target: str
    ports: tuple[int, int]
    ignored: tuple[str, ...] = ()


def to_octets(
    segment: Segment,
    source: str,
    target: str,
    ports: tuple[int, int],
    identification: int = 0,
    ttl: int = 64,
) -> bytes:
    """Write a segment from `ports[0]` at `source` to `ports[1]` at `target` as an IP datagram.

    The version of IP is that of the addresses. `identification` (IPv4 alone) may be any number,
    since the datagram may not be fragmented (RFC 6864); `ttl` is IPv6's hop limit too. The
    segment's `security` is not written. Raises `WireError` for what octets cannot hold.
    """
    from_address, to_address = address(source), address(target)
    if len(from_address) != len(to_address):
        raise WireError(None, f"{source} and {target}", "two addresses of one version of IP")
    octets = write_segment(segment, from_address, to_address, ports)
    return header(from_address, to_address, len(octets), identification, ttl) + octets


def from_octets(octets: bytes, check: bool = True) -> Datagram:
    """Read an IP datagram that holds a segment; the opposite of `to_octets`.

    What the RFC wants ignored is ignored, and named: unknown options (MUST-6), impossible lengths
    of options (MUST-7), reserved bits. Any set of control bits is read, none and SYN,FIN,RST too:
    what becomes of it is for 3.10.7 to say. With `check` off the checksums are not looked at, as
    of a capture taken before an interface filled them in.

    Raises `WireError`, and nothing else, for what is no segment; a host drops such octets in
    silence (a wrong checksum: MUST-3).
    """
    envelope = open_envelope(octets, check)
    # Octets behind the datagram are an Ethernet frame's padding: they are not the segment's.
    whole = octets[: envelope.end]
    found = read_segment(whole, envelope.source, envelope.target, envelope.start, check)
    return Datagram(
        found.segment,
        address_text(envelope.source),
        address_text(envelope.target),
        found.ports,
        found.ignored,
    )
