"""Segments, and the RFC's way to print them: ``<SEQ=300><ACK=101><CTL=SYN,ACK>``."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from diagramgen.tcp.seq import MODULUS, Seq

#: The control bits that the machine knows, in the order in which the RFC's figures print them.
FLAGS = ("SYN", "FIN", "RST", "PSH", "ACK", "URG")

#: Options that a segment can carry; all but ``timestamps`` only together with SYN.
OPTIONS = ("mss", "window_scale", "sack_permitted", "timestamps")


#: The fields of the notation.
FIELDS = ("SEQ", "ACK", "CTL", "DATA", "WND", "UP", "MSS")


class SegmentError(ValueError):
    """A segment that cannot be read. `column` counts from 1 in the text that was given."""

    def __init__(self, column: int, found: str, accepted: str) -> None:
        super().__init__(f"{found}; accepted: {accepted}")
        self.column = column
        self.found = found
        self.accepted = accepted


@dataclass(frozen=True)
class Options:
    """The options of a segment (RFC 9293, section 3.2; RFC 7323; RFC 2018). `None`: not there.

    `mss` in octets, `window_scale` a shift count, `timestamps` a pair (TSval, TSecr) in ms.
    """

    mss: int | None = None
    window_scale: int | None = None
    sack_permitted: bool = False
    timestamps: tuple[int, int] | None = None

    def as_dict(self) -> dict[str, object]:
        """Those that are there, by name, in the order of `OPTIONS`."""
        found: dict[str, object] = {}
        if self.mss is not None:
            found["mss"] = self.mss
        if self.window_scale is not None:
            found["window_scale"] = self.window_scale
        if self.sack_permitted:
            found["sack_permitted"] = True
        if self.timestamps is not None:
            found["timestamps"] = list(self.timestamps)
        return found


NO_OPTIONS = Options()


class Segment(NamedTuple):
    """One segment. The ACK bit is on exactly when `ack` is a number.

    `wnd` is SEG.WND as printed in the header (not scaled), `up` the urgent pointer when URG is on,
    `security` the compartment that section 3.10.7.4's third check compares (empty: none).
    """

    seq: Seq
    ack: Seq | None = None
    syn: bool = False
    fin: bool = False
    rst: bool = False
    psh: bool = False
    up: int | None = None
    wnd: int = 65535
    text: bytes = b""
    options: Options = NO_OPTIONS
    security: str = ""

    @property
    def len(self) -> int:
        """SEG.LEN: the octets of text, and one each for SYN and FIN (section 3.4)."""
        return len(self.text) + self.syn + self.fin

    @property
    def last(self) -> Seq:
        """The last sequence number that the segment occupies: SEG.SEQ+SEG.LEN-1."""
        return (self.seq + self.len).back(1)

    @property
    def text_seq(self) -> Seq:
        """Where the text begins: SYN comes before the first octet of it (section 3.4)."""
        return self.seq + int(self.syn)

    @property
    def flags(self) -> tuple[str, ...]:
        """The names of the bits that are on, in the order of `FLAGS`."""
        on = (self.syn, self.fin, self.rst, self.psh, self.ack is not None, self.up is not None)
        return tuple([name for name, is_on in zip(FLAGS, on) if is_on])

    def __str__(self) -> str:
        out = f"<SEQ={self.seq}>"
        if self.ack is not None:
            out += f"<ACK={self.ack}>"
        flags = self.flags
        if flags:
            out += "<CTL=" + ",".join(flags) + ">"
        if self.text:
            out += f"<DATA={len(self.text)}>"
        return out

    @classmethod
    def make(
        cls,
        flags: str | tuple[str, ...],
        seq: int | Seq,
        ack: int | Seq | None = None,
        text: bytes = b"",
        wnd: int = 65535,
        up: int | None = None,
        options: Options = NO_OPTIONS,
        security: str = "",
    ) -> Segment:
        """Build a segment from the names of its flags: ``Segment.make("SYN,ACK", 300, 101)``.

        Raises `SegmentError` for an unknown flag, for ACK without a number and the reverse.
        """
        names = tuple(n for n in flags.split(",") if n) if isinstance(flags, str) else tuple(flags)
        for name in names:
            if name not in FLAGS:
                raise SegmentError(1, f"flag {name!r}", ", ".join(FLAGS))
        if ("ACK" in names) != (ack is not None):
            raise SegmentError(1, "CTL and ACK differ", "an ACK number exactly when CTL has ACK")
        if "URG" in names and up is None:
            up = 0
        return cls(
            seq=Seq(seq),
            ack=None if ack is None else Seq(ack),
            syn="SYN" in names,
            fin="FIN" in names,
            rst="RST" in names,
            psh="PSH" in names,
            up=up if "URG" in names else None,
            wnd=wnd,
            text=text,
            options=options,
            security=security,
        )

    @classmethod
    def parse(cls, text: str) -> Segment:
        """Read the RFC's notation, as `str` prints it.

        Fields: SEQ, ACK, CTL, DATA (a count of octets, taken from `octets`), WND, UP, MSS. Raises
        `SegmentError` with the column of the field at fault.
        """
        fields: dict[str, str] = {}
        columns: dict[str, int] = {}
        i = 0
        while i < len(text):
            if text[i] in " \t":
                i += 1
                continue
            end = text.find(">", i)
            if text[i] != "<" or end < 0:
                raise SegmentError(i + 1, repr(text[i:]), "fields such as <SEQ=90><CTL=SYN>")
            name, equals, value = text[i + 1 : end].partition("=")
            name = name.strip().upper()
            if name not in FIELDS:
                raise SegmentError(i + 2, f"field {name!r}", ", ".join(FIELDS))
            if name in fields:
                raise SegmentError(i + 2, f"{name} a second time", "each field once")
            if not equals and name != "DATA":
                raise SegmentError(i + 2, f"{name} without a value", f"<{name}=...>")
            fields[name] = value.strip().upper() if equals else "1"
            columns[name] = i + 2
            i = end + 1
        if "SEQ" not in fields:
            raise SegmentError(1, repr(text), "a segment with <SEQ=number>, as <SEQ=90><CTL=SYN>")

        def number(name: str, limit: int) -> int | None:
            value = fields.get(name)
            if value is None:
                return None
            # isdigit() takes digits that are not ASCII's.
            if not value or any(c not in "0123456789" for c in value) or int(value) >= limit:
                raise SegmentError(columns[name], f"{name}={value}", f"a number below {limit}")
            return int(value)

        seq = number("SEQ", 1 << 32)
        assert seq is not None
        ack = number("ACK", 1 << 32)
        names = [n.strip() for n in fields.get("CTL", "ACK" if ack is not None else "").split(",")]
        for name in names:
            if name and name not in FLAGS:
                raise SegmentError(columns["CTL"], f"flag {name!r}", ", ".join(FLAGS))
        if ("ACK" in names) != (ack is not None):
            column = columns["CTL" if "CTL" in columns else "ACK"]
            raise SegmentError(column, "CTL and ACK differ", "<ACK=number> when CTL has ACK")
        size = number("DATA", 65536) or 0
        wnd = number("WND", 65536)
        mss = number("MSS", 65536)
        start = Seq(seq) + int("SYN" in names)
        return cls.make(
            tuple(n for n in names if n),
            seq,
            ack,
            text=octets(start, size),
            wnd=65535 if wnd is None else wnd,
            up=number("UP", 65536),
            options=NO_OPTIONS if mss is None else Options(mss=mss),
        )


def octets(seq: Seq, count: int) -> bytes:
    """The `count` octets of text that begin at `seq`: a fixed function of the sequence number.

    Each octet is a letter, so that a capture of a walk can be read; what was sent twice is equal.
    """
    first = int(seq)
    return bytes([97 + ((first + i) % MODULUS) % 26 for i in range(count)])
