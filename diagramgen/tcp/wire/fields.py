"""The headers as tables of fields: octets are written and read from them, and diagrams drawn.

A table is the picture that the RFC prints, row by row. Offsets are added up, so a field can neither
overlap another nor leave a gap.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Mapping

from diagramgen.tcp.wire.errors import WireError


@dataclass(frozen=True)
class Field:
    """One field of a header: `offset` and `width` in bits, bit 0 the first on the wire.

    `name` is the RFC's, and the key of its value in `write` and `read`.
    """

    name: str
    offset: int
    width: int
    meaning: str

    @property
    def octet(self) -> int:
        """The octet, from 0, in which the field begins."""
        return self.offset // 8

    @property
    def largest(self) -> int:
        """The largest value that the field holds; the smallest is 0."""
        return (1 << self.width) - 1


def _lay_out(*rows: tuple[str, int, str]) -> tuple[Field, ...]:
    fields = []
    offset = 0
    for name, width, meaning in rows:
        fields.append(Field(name, offset, width, meaning))
        offset += width
    return tuple(fields)


#: RFC 9293, section 3.1. The options follow, then the text.
TCP_HEADER = _lay_out(
    ("Source Port", 16, "the port of the sender"),
    ("Destination Port", 16, "the port of the receiver"),
    (
        "Sequence Number",
        32,
        "the number of the first octet of text; with SYN the ISS, and the text begins at ISS+1",
    ),
    (
        "Acknowledgment Number",
        32,
        "with ACK the next sequence number that the sender of the segment expects",
    ),
    ("Data Offset", 4, "the 32-bit words of the header: where the text begins"),
    ("Reserved", 4, "zero when sent, ignored when received"),
    ("CWR", 1, "congestion window reduced (RFC 3168)"),
    ("ECE", 1, "ECN-Echo (RFC 3168)"),
    ("URG", 1, "the Urgent Pointer means something"),
    ("ACK", 1, "the Acknowledgment Number means something"),
    ("PSH", 1, "push: deliver without waiting for more"),
    ("RST", 1, "reset the connection"),
    ("SYN", 1, "synchronize sequence numbers"),
    ("FIN", 1, "no more text from the sender"),
    (
        "Window",
        16,
        "the octets that the sender takes from the Acknowledgment Number on, scaled (RFC 7323)",
    ),
    ("Checksum", 16, "over pseudo-header, header, options and text"),
    ("Urgent Pointer", 16, "with URG how far from the Sequence Number the urgent text ends"),
)

#: RFC 9293, section 3.1: what the checksum covers besides, over IPv4.
PSEUDO_IPV4 = _lay_out(
    ("Source Address", 32, "the address of the sender"),
    ("Destination Address", 32, "the address of the receiver"),
    ("zero", 8, "zero"),
    ("PTCL", 8, "the protocol: 6, TCP"),
    ("TCP Length", 16, "the octets of header, options and text"),
)

#: RFC 8200, section 8.1: the same over IPv6.
PSEUDO_IPV6 = _lay_out(
    ("Source Address", 128, "the address of the sender"),
    ("Destination Address", 128, "the address of the receiver"),
    ("Upper-Layer Packet Length", 32, "the octets of header, options and text"),
    ("zero", 24, "zero"),
    ("Next Header", 8, "the protocol: 6, TCP"),
)

#: RFC 791, section 3.1, with the names of RFC 2474 and RFC 3168. Options may follow.
IPV4_HEADER = _lay_out(
    ("Version", 4, "4"),
    ("IHL", 4, "the 32-bit words of the header"),
    ("DSCP", 6, "the class of service (RFC 2474)"),
    ("ECN", 2, "explicit congestion notification (RFC 3168)"),
    ("Total Length", 16, "the octets of header and contents"),
    ("Identification", 16, "the same in all fragments of one datagram"),
    ("Reserved", 1, "zero"),
    ("DF", 1, "do not fragment"),
    ("MF", 1, "more fragments follow"),
    ("Fragment Offset", 13, "where the fragment belongs, in units of 8 octets"),
    ("Time to Live", 8, "how many more routers may pass the datagram on"),
    ("Protocol", 8, "what the contents are: 6, TCP"),
    ("Header Checksum", 16, "over this header alone"),
    ("Source Address", 32, "the address of the sender"),
    ("Destination Address", 32, "the address of the receiver"),
)

#: RFC 8200, section 3. Extension headers may follow.
IPV6_HEADER = _lay_out(
    ("Version", 4, "6"),
    ("Traffic Class", 8, "the class of service, and ECN"),
    ("Flow Label", 20, "the same in all packets of one flow"),
    ("Payload Length", 16, "the octets that follow this header"),
    ("Next Header", 8, "what follows: 6, TCP"),
    ("Hop Limit", 8, "how many more routers may pass the packet on"),
    ("Source Address", 128, "the address of the sender"),
    ("Destination Address", 128, "the address of the receiver"),
)

#: IEEE 802.3: the frame in which a capture carries a datagram.
ETHERNET_HEADER = _lay_out(
    ("Destination", 48, "the interface that the frame is for"),
    ("Source", 48, "the interface that sends it"),
    ("Type", 16, "what the frame carries: 0x0800 IPv4, 0x86DD IPv6"),
)


def octet_of(fields: tuple[Field, ...], name: str) -> int:
    """The octet, from 0, in which the field of this name begins."""
    return next(field.octet for field in fields if field.name == name)


def size(fields: tuple[Field, ...]) -> int:
    """The octets that the fields of a table take."""
    return sum([field.width for field in fields]) // 8


def write(fields: tuple[Field, ...], values: Mapping[str, int]) -> bytes:
    """The octets of a header; a field without a value is zero.

    Raises `WireError` for a value that its field cannot hold.
    """
    number = 0
    for field in fields:
        value = values.get(field.name, 0)
        if not 0 <= value <= field.largest:
            raise WireError(field.octet, f"{field.name} {value}", f"0 to {field.largest}")
        number = number << field.width | value
    return number.to_bytes(size(fields), "big")


def read(fields: tuple[Field, ...], octets: bytes, start: int = 0) -> dict[str, int]:
    """The value of each field of the header that begins at octet `start`, by name.

    Raises `WireError` where the octets end within the header.
    """
    there, needed = len(octets) - start, size(fields)
    if there < needed:
        raise WireError(len(octets), f"the end, {there} octets into the header", f"{needed} octets")
    number = int.from_bytes(octets[start : start + needed], "big")
    values = {}
    left = 8 * needed
    for field in fields:
        left -= field.width
        values[field.name] = number >> left & field.largest
    return values
