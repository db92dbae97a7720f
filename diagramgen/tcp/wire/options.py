"""The options of a TCP header (RFC 9293, section 3.2; RFC 7323; RFC 2018)."""

from __future__ import annotations

from dataclasses import dataclass

from diagramgen.tcp.segment import Options
from diagramgen.tcp.wire.errors import WireError


@dataclass(frozen=True)
class Kind:
    """A kind of option. `length` is the whole option's, in octets; `sizes` those of its values."""

    kind: int
    name: str
    length: int
    sizes: tuple[int, ...]
    section: str


END = Kind(0, "End of Option List", 1, (), "RFC 9293, 3.2")
NOP = Kind(1, "No-Operation", 1, (), "RFC 9293, 3.2")
MSS = Kind(2, "Maximum Segment Size", 4, (2,), "RFC 9293, 3.2")
WINDOW_SCALE = Kind(3, "Window Scale", 3, (1,), "RFC 7323, 2.2")
SACK_PERMITTED = Kind(4, "SACK Permitted", 2, (), "RFC 2018, 2")
TIMESTAMPS = Kind(8, "Timestamps", 10, (4, 4), "RFC 7323, 3.2")

#: The kinds that are written and read; those of other numbers are passed over (MUST-6).
KINDS = (END, NOP, MSS, WINDOW_SCALE, SACK_PERMITTED, TIMESTAMPS)


def _option(kind: Kind, *values: int) -> bytes:
    octets = bytes([kind.kind]) if kind.length == 1 else bytes([kind.kind, kind.length])
    for value, width in zip(values, kind.sizes):
        largest = (1 << 8 * width) - 1
        if not 0 <= value <= largest:
            raise WireError(None, f"{kind.name} {value}", f"0 to {largest}")
        octets += value.to_bytes(width, "big")
    return octets


def write_options(options: Options) -> bytes:
    """The octets of the options, a multiple of 4: each begins where a 32-bit word does, or ends it.

    The order and the No-Operations are Linux's, so that a capture of a walk looks like one of a
    host. Raises `WireError` for a value that its option cannot hold.
    """
    nop = _option(NOP)
    out = b""
    if options.mss is not None:
        out += _option(MSS, options.mss)
    if options.sack_permitted:
        # In front of Timestamps the two octets fill the word that No-Operations fill elsewhere.
        out += (b"" if options.timestamps else 2 * nop) + _option(SACK_PERMITTED)
    if options.timestamps is not None:
        out += b"" if options.sack_permitted else 2 * nop
        out += _option(TIMESTAMPS, options.timestamps[0], options.timestamps[1])
    if options.window_scale is not None:
        out += nop + _option(WINDOW_SCALE, options.window_scale)
    return out


def read_options(octets: bytes, start: int) -> tuple[Options, tuple[str, ...]]:
    """The options in `octets`, which begin at octet `start`, and in words what was passed over.

    Nothing here is an error. An option of an unknown kind is ignored (MUST-6), and so is a known
    one of another length than its own. After a length that cannot be (below 2, or beyond the
    header) nobody knows where the next option begins: the rest is left (MUST-7). Of two options of
    a kind the later one counts, as in Linux.
    """
    found: dict[int, tuple[int, ...]] = {}
    ignored = []
    i = 0
    while i < len(octets) and octets[i] != END.kind:
        if octets[i] == NOP.kind:
            i += 1
            continue
        length = octets[i + 1] if i + 1 < len(octets) else 0
        if length < 2 or i + length > len(octets):
            ignored.append(f"option {octets[i]} of impossible length {length} at octet {start + i}")
            break
        kinds = [kind for kind in KINDS if (kind.kind, kind.length) == (octets[i], length)]
        if kinds:
            found[octets[i]] = _values(octets, i + 2, kinds[0].sizes)
        else:
            ignored.append(f"option {octets[i]} of length {length} at octet {start + i}")
        i += length
    stamps = found.get(TIMESTAMPS.kind)
    options = Options(
        mss=found[MSS.kind][0] if MSS.kind in found else None,
        window_scale=found[WINDOW_SCALE.kind][0] if WINDOW_SCALE.kind in found else None,
        sack_permitted=SACK_PERMITTED.kind in found,
        timestamps=None if stamps is None else (stamps[0], stamps[1]),
    )
    return options, tuple(ignored)


def _values(octets: bytes, at: int, sizes: tuple[int, ...]) -> tuple[int, ...]:
    values = []
    for width in sizes:
        values.append(int.from_bytes(octets[at : at + width], "big"))
        at += width
    return tuple(values)
