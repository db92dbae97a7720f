"""What a frame of a walk holds: its layers, their fields with the values, the options.

All of it is read back from the octets, by the tables from which they were written.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from diagramgen.render.look import Look
from diagramgen.render.pcap import frame_of
from diagramgen.tcp.wire.fields import (
    ETHERNET_HEADER,
    IPV4_HEADER,
    TCP_HEADER,
    Field,
    read,
    size,
)
from diagramgen.tcp.wire.options import KINDS
from diagramgen.walk.trace import Sent, Trace


class NoSuchSegment(ValueError):
    """A number that no segment of the walk has; the message says which there are."""


class Cell(NamedTuple):
    """A field with its value. `offset` counts bits from where the TCP header begins.

    `option` is the name of the option to which the field belongs ("": a field of the header).
    """

    name: str
    offset: int
    width: int
    value: int
    option: str = ""


class Group(NamedTuple):
    """Whole octets of a header, and the fields that share them."""

    names: tuple[str, ...]
    values: tuple[int, ...]
    widths: tuple[int, ...]
    octets: bytes


@dataclass(frozen=True)
class Facts:
    """A segment of a walk in its frame."""

    sent: Sent
    count: int
    frame: bytes
    ethernet: tuple[Group, ...]
    ip: tuple[Group, ...]
    tcp: tuple[Group, ...]
    cells: tuple[Cell, ...]
    options: tuple[Cell, ...]
    option_groups: tuple[Group, ...]
    data: bytes

    @property
    def sizes(self) -> tuple[int, int, int, int]:
        """The octets of data, TCP header, IPv4 header and Ethernet header."""
        ethernet, ip = size(ETHERNET_HEADER), size(IPV4_HEADER)
        data = len(self.data)
        return (data, len(self.frame) - data - ip - ethernet, ip, ethernet)

    def set(self, name: str) -> bool:
        """Whether a control bit is set."""
        return name in self.sent.flags


def picked(trace: Trace, look: Look) -> Sent:
    """The segment that `look` asks for. Raises `NoSuchSegment`."""
    count = len(trace.segments)
    if not 1 <= look.segment <= count:
        accepted = f"1 to {count}" if count else "none, the walk sends no segment"
        raise NoSuchSegment(f"no segment {look.segment} in this walk; accepted: {accepted}")
    return trace.segments[look.segment - 1]


def facts(trace: Trace, look: Look) -> Facts:
    """The segment that `look` asks for, in its frame.

    Raises `NoSuchSegment`, and `WireError` for a segment that octets cannot hold.
    """
    sent = picked(trace, look)
    frame = frame_of(sent, trace)
    ip_at = size(ETHERNET_HEADER)
    tcp_at = ip_at + size(IPV4_HEADER)
    values = read(TCP_HEADER, frame, tcp_at)
    options_at, data_at = tcp_at + size(TCP_HEADER), tcp_at + 4 * values["Data Offset"]
    options, groups = _options(frame[options_at:data_at], 8 * size(TCP_HEADER))
    return Facts(
        sent=sent,
        count=len(trace.segments),
        frame=frame,
        ethernet=_groups(ETHERNET_HEADER, frame, 0),
        ip=_groups(IPV4_HEADER, frame, ip_at),
        tcp=_groups(TCP_HEADER, frame, tcp_at),
        cells=tuple([Cell(f.name, f.offset, f.width, values[f.name]) for f in TCP_HEADER]),
        options=options,
        option_groups=groups,
        data=frame[data_at:],
    )


def _groups(fields: tuple[Field, ...], frame: bytes, start: int) -> tuple[Group, ...]:
    """The fields of a header, those that share an octet together."""
    values, found, begin = read(fields, frame, start), [], 0
    for i, each in enumerate(fields):
        end = each.offset + each.width
        if end % 8 == 0:
            some = fields[begin : i + 1]
            found.append(
                Group(
                    tuple([f.name for f in some]),
                    tuple([values[f.name] for f in some]),
                    tuple([f.width for f in some]),
                    frame[start + some[0].octet : start + end // 8],
                )
            )
            begin = i + 1
    return tuple(found)


def _options(octets: bytes, offset: int) -> tuple[tuple[Cell, ...], tuple[Group, ...]]:
    """The options: kind, length and values as cells from bit `offset` on, and as octets."""
    cells, groups, i = [], [], 0
    while i < len(octets):
        kind = next(kind for kind in KINDS if kind.kind == octets[i])
        name, at = kind.name, offset + 8 * i
        cells.append(Cell("Kind", at, 8, kind.kind, name))
        if kind.length > 1:
            cells.append(Cell("Length", at + 8, 8, kind.length, name))
        at, values = at + 16, []
        for which, width in enumerate(kind.sizes):
            start = (at - offset) // 8
            values.append(int.from_bytes(octets[start : start + width], "big"))
            cells.append(Cell(_value_name(name, which), at, 8 * width, values[-1], name))
            at += 8 * width
        some = octets[i : i + kind.length]
        groups.append(Group((name,), tuple(values), tuple([8 * n for n in kind.sizes]), some))
        i += kind.length
    return tuple(cells), tuple(groups)


def _value_name(option: str, which: int) -> str:
    """The name of an option's value: the option's own, but that Timestamps has two."""
    return ("TSval", "TSecr")[which] if option == "Timestamps" else option
