"""IPv4 (RFC 791) and IPv6 (RFC 8200), as far as a segment needs them: whole datagrams with TCP."""

from __future__ import annotations

from dataclasses import dataclass

from diagramgen.tcp.wire.checksum import TCP, internet_checksum
from diagramgen.tcp.wire.errors import WireError
from diagramgen.tcp.wire.fields import IPV4_HEADER, IPV6_HEADER, octet_of, read, size, write

_IPV4, _IPV6 = size(IPV4_HEADER), size(IPV6_HEADER)
_LONGEST = 65535

#: Extension headers that may stand before TCP and do not change where it ends (RFC 8200, 4.1).
_HOP_BY_HOP, _ROUTING, _FRAGMENT, _DESTINATION = 0, 43, 44, 60


@dataclass(frozen=True)
class Envelope:
    """Where in the octets the segment lies (from `start`, up to `end`), and its two addresses."""

    start: int
    end: int
    source: bytes
    target: bytes


def header(source: bytes, target: bytes, length: int, identification: int, ttl: int) -> bytes:
    """The IP header before `length` octets of TCP; the version is that of the addresses.

    `identification` is IPv4's alone. Raises `WireError` for what does not fit.
    """
    whole = length + (_IPV4 if len(source) == 4 else 0)
    if whole > _LONGEST:
        raise WireError(None, f"a datagram of {whole} octets", f"{_LONGEST} at most")
    values = {
        "Source Address": int.from_bytes(source, "big"),
        "Destination Address": int.from_bytes(target, "big"),
    }
    if len(source) == 16:
        values.update(
            {"Version": 6, "Payload Length": length, "Next Header": TCP, "Hop Limit": ttl}
        )
        return write(IPV6_HEADER, values)
    values.update(
        {
            "Version": 4,
            "IHL": _IPV4 // 4,
            "Total Length": whole,
            "Identification": identification,
            "DF": 1,
            "Time to Live": ttl,
            "Protocol": TCP,
        }
    )
    octets = write(IPV4_HEADER, values)
    values["Header Checksum"] = internet_checksum(octets)
    return write(IPV4_HEADER, values)


def open_envelope(octets: bytes, check: bool = True) -> Envelope:
    """Find the segment in a datagram of either version. Octets behind the datagram are padding.

    Raises `WireError` for a truncated or contradictory header, a fragment, another protocol, and,
    unless `check` is off, a wrong header checksum.
    """
    if not octets:
        raise WireError(0, "no octets", "an IPv4 or IPv6 header")
    version = octets[0] >> 4
    if version == 4:
        return _open_ipv4(octets, check)
    if version == 6:
        return _open_ipv6(octets)
    raise WireError(0, f"Version {version}", "4 or 6")


def _open_ipv4(octets: bytes, check: bool) -> Envelope:
    values = read(IPV4_HEADER, octets)
    start, end = 4 * values["IHL"], values["Total Length"]
    if not _IPV4 <= start <= len(octets):
        most = min(15, len(octets) // 4)
        raise WireError(0, f"IHL {values['IHL']}", "5" if most == 5 else f"5 to {most}")
    if not start <= end <= len(octets):
        place = octet_of(IPV4_HEADER, "Total Length")
        raise WireError(place, f"Total Length {end}", f"{start} to {len(octets)}")
    if check and internet_checksum(octets[:start]):
        place = octet_of(IPV4_HEADER, "Header Checksum")
        cleared = octets[:place] + bytes(2) + octets[place + 2 : start]
        wanted = internet_checksum(cleared)
        found = f"Header Checksum 0x{values['Header Checksum']:04x}"
        raise WireError(place, found, f"0x{wanted:04x}")
    if values["MF"] or values["Fragment Offset"]:
        raise WireError(octet_of(IPV4_HEADER, "MF"), "a fragment", "a whole datagram")
    if values["Protocol"] != TCP:
        raise WireError(
            octet_of(IPV4_HEADER, "Protocol"), f"Protocol {values['Protocol']}", "6, TCP"
        )
    return _envelope(start, end, values, 4)


def _open_ipv6(octets: bytes) -> Envelope:
    values = read(IPV6_HEADER, octets)
    end = _IPV6 + values["Payload Length"]
    if end > len(octets):
        place = octet_of(IPV6_HEADER, "Payload Length")
        most = len(octets) - _IPV6
        raise WireError(place, f"Payload Length {values['Payload Length']}", f"0 to {most}")
    start, following, place = _IPV6, values["Next Header"], octet_of(IPV6_HEADER, "Next Header")
    while following != TCP:
        if following not in (_HOP_BY_HOP, _ROUTING, _FRAGMENT, _DESTINATION):
            raise WireError(place, f"Next Header {following}", "6, TCP")
        if start + 8 > end:
            raise WireError(end, "the end, within an extension header", "8 octets or more")
        if following == _FRAGMENT and (octets[start + 2] or octets[start + 3] & 0xF9):
            raise WireError(start + 2, "a fragment", "a whole datagram")
        if following == _ROUTING and octets[start + 3]:
            # The checksum covers the last address of the route, which is not in the IP header.
            raise WireError(start + 3, f"Segments Left {octets[start + 3]}", "0, at the end")
        length = 8 if following == _FRAGMENT else 8 + 8 * octets[start + 1]
        place, following = start, octets[start]
        start += length
        if start > end:
            found = f"an extension header of {length} octets"
            raise WireError(place + 1, found, f"{end - place} at most")
    return _envelope(start, end, values, 16)


def _envelope(start: int, end: int, values: dict[str, int], width: int) -> Envelope:
    source = values["Source Address"].to_bytes(width, "big")
    target = values["Destination Address"].to_bytes(width, "big")
    return Envelope(start, end, source, target)
