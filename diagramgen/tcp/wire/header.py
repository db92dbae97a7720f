"""A segment's own octets: TCP header, options and text (RFC 9293, section 3.1)."""

from __future__ import annotations

from dataclasses import dataclass

from diagramgen.tcp.segment import Segment
from diagramgen.tcp.seq import Seq
from diagramgen.tcp.wire.checksum import tcp_checksum
from diagramgen.tcp.wire.errors import WireError
from diagramgen.tcp.wire.fields import TCP_HEADER, octet_of, read, size, write
from diagramgen.tcp.wire.options import read_options, write_options

_FIXED = size(TCP_HEADER)
_CHECKSUM = octet_of(TCP_HEADER, "Checksum")
_DATA_OFFSET = octet_of(TCP_HEADER, "Data Offset")

#: Bits that the machine does not know: zero in what it sends, ignored in what it receives.
_UNKNOWN = ("Reserved", "CWR", "ECE")


@dataclass(frozen=True)
class Received:
    """What octets say: a segment, the ports of its sender and its receiver.

    `ignored` are the things that stood there and mean nothing to the machine, in words: reserved
    bits, ECN, options. The RFC wants them passed over, a reader may want to know.
    """

    segment: Segment
    ports: tuple[int, int]
    ignored: tuple[str, ...] = ()


def write_segment(segment: Segment, source: bytes, target: bytes, ports: tuple[int, int]) -> bytes:
    """The octets of a segment from `ports[0]` at `source` to `ports[1]` at `target`.

    The addresses, 4 or 16 octets each, are in the checksum alone. A number that the segment does
    not have (ACK, urgent pointer) is zero; `security` is not on the wire. Raises `WireError` for a
    value that its field cannot hold.
    """
    options = write_options(segment.options)
    values = {
        "Source Port": ports[0],
        "Destination Port": ports[1],
        "Sequence Number": int(segment.seq),
        "Acknowledgment Number": 0 if segment.ack is None else int(segment.ack),
        "Data Offset": (_FIXED + len(options)) // 4,
        "Window": segment.wnd,
        "Urgent Pointer": 0 if segment.up is None else segment.up,
    }
    for flag in segment.flags:
        values[flag] = 1
    # The checksum is taken with zero in its own place (section 3.1).
    octets = write(TCP_HEADER, values) + options + segment.text
    checksum = tcp_checksum(source, target, octets)
    return octets[:_CHECKSUM] + checksum.to_bytes(2, "big") + octets[_CHECKSUM + 2 :]


def read_segment(
    octets: bytes, source: bytes, target: bytes, start: int = 0, check: bool = True
) -> Received:
    """Read the segment that goes from octet `start` to the end.

    Any set of control bits is read, SYN,FIN,RST and none at all too: what becomes of it is for
    3.10.7 to say. Raises `WireError` for a truncated header, a Data Offset within the header's
    fixed part or beyond the end, and, unless `check` is off, a wrong checksum (MUST-3).
    """
    values = read(TCP_HEADER, octets, start)
    ends = 4 * values["Data Offset"]
    there = len(octets) - start
    if not _FIXED <= ends <= there:
        most = min(15, there // 4)
        raise WireError(
            start + _DATA_OFFSET,
            f"Data Offset {values['Data Offset']}, for {there} octets",
            "5" if most == 5 else f"5 to {most}",
        )
    if check and tcp_checksum(source, target, octets[start:]):
        wanted = _right_checksum(octets[start:], source, target)
        found = f"Checksum 0x{values['Checksum']:04x}"
        raise WireError(start + _CHECKSUM, found, f"0x{wanted:04x}")
    options, ignored = read_options(octets[start + _FIXED : start + ends], start + _FIXED)
    unknown = [f"{name} {values[name]}" for name in _UNKNOWN if values[name]]
    segment = Segment(
        seq=Seq(values["Sequence Number"]),
        ack=Seq(values["Acknowledgment Number"]) if values["ACK"] else None,
        syn=values["SYN"] == 1,
        fin=values["FIN"] == 1,
        rst=values["RST"] == 1,
        psh=values["PSH"] == 1,
        up=values["Urgent Pointer"] if values["URG"] else None,
        wnd=values["Window"],
        text=octets[start + ends :],
        options=options,
    )
    ports = (values["Source Port"], values["Destination Port"])
    return Received(segment, ports, tuple(unknown) + ignored)


def _right_checksum(octets: bytes, source: bytes, target: bytes) -> int:
    cleared = octets[:_CHECKSUM] + bytes(2) + octets[_CHECKSUM + 2 :]
    return tcp_checksum(source, target, cleared)
