"""The checksum of TCP and of the IPv4 header (RFC 9293, section 3.1; RFC 1071)."""

from __future__ import annotations

from diagramgen.tcp.wire.fields import PSEUDO_IPV4, PSEUDO_IPV6, write

#: TCP's number among the protocols of IP.
TCP = 6


def internet_checksum(octets: bytes) -> int:
    """The ones' complement of the ones' complement sum of the 16-bit words, 0 to 65535.

    An odd octet at the end counts as the high half of a word. Over octets that hold their own
    right checksum the result is 0.
    """
    total = 0
    for i in range(0, len(octets), 2):
        total += octets[i] << 8
        if i + 1 < len(octets):
            total += octets[i + 1]
    while total >> 16:
        total = (total & 0xFFFF) + (total >> 16)
    return total ^ 0xFFFF


def pseudo_header(source: bytes, target: bytes, length: int) -> bytes:
    """The pseudo-header before a segment of `length` octets, header included.

    `source` and `target` are addresses of 4 octets (RFC 9293, 3.1) or of 16 (RFC 8200, 8.1).
    """
    values = {
        "Source Address": int.from_bytes(source, "big"),
        "Destination Address": int.from_bytes(target, "big"),
    }
    if len(source) == 4:
        values["PTCL"] = TCP
        values["TCP Length"] = length
        return write(PSEUDO_IPV4, values)
    values["Next Header"] = TCP
    values["Upper-Layer Packet Length"] = length
    return write(PSEUDO_IPV6, values)


def tcp_checksum(source: bytes, target: bytes, segment: bytes) -> int:
    """The checksum of a segment's octets between two addresses; 0 if they hold the right one."""
    return internet_checksum(pseudo_header(source, target, len(segment)) + segment)
