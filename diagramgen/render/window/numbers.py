"""The numbers of both peers along a walk: a row for each moment in which they change.

The numbers come from the variables that a moment left (`Moment.tcb`) and from the segments, which
say what took a number. They count from the first of their space, so that they are in order where
the circle of 2^32 closes.
"""

from __future__ import annotations

from typing import NamedTuple, Optional

from diagramgen.walk.trace import Moment, Trace

MODULUS = 1 << 32
PEERS = ("A", "B")


class Span(NamedTuple):
    """One space of one peer: from its first number to the end of its window.

    Sending: `first` is ISS, `una` SND.UNA, `nxt` SND.NXT, `edge` SND.UNA+SND.WND (`None` until a
    window is known). Receiving: IRS, RCV.NXT twice, RCV.NXT+RCV.WND.
    """

    sending: bool
    first: int
    una: int
    nxt: int
    edge: Optional[int]


class Row(NamedTuple):
    """The numbers of `peer` after moment number `moment`: its own, and those that it receives.

    `None`: not known. `changed` says of which there is something new.
    """

    moment: int
    peer: str
    send: Optional[Span]
    receive: Optional[Span]
    changed: tuple[bool, bool]

    def span(self, space: str) -> Optional[Span]:
        """What this row has to say of the numbers of `space`."""
        return self.send if space == self.peer else self.receive

    def news(self, space: str) -> bool:
        """Whether it differs from the row before it of the same peer."""
        return self.changed[0] if space == self.peer else self.changed[1]


class Cell(NamedTuple):
    """Numbers that something took: "SYN" or "FIN" one, "data" one for each octet."""

    kind: str
    start: int
    end: int


class Numbers:
    """The rows of a walk, and what took the numbers of each space."""

    def __init__(self, trace: Trace) -> None:
        self.trace = trace
        self.bases: dict[str, int] = {}
        self.rows: list[Row] = []
        none: tuple[Optional[Span], Optional[Span]] = (None, None)
        last = {"A": none, "B": none}
        for i, moment in enumerate(trace.moments):
            spans = self._spans(moment)
            before = last[moment.peer]
            if spans != before:
                changed = (spans[0] != before[0], spans[1] != before[1])
                self.rows.append(Row(i, moment.peer, spans[0], spans[1], changed))
            last[moment.peer] = spans
        self.cells = {peer: self._cells(peer) for peer in PEERS}

    def counted(self, space: str, number: int) -> int:
        """A number of a space, counted from the first that was seen of it."""
        base = self.bases.setdefault(space, number)
        ahead = (number - base) % MODULUS
        return ahead if ahead < MODULUS // 2 else ahead - MODULUS

    def shown(self, space: str, number: int, first: int, relative: bool) -> str:
        """A counted number as it is printed: as on the wire, or from the ISS on."""
        return str(number - first) if relative else str((number + self.bases[space]) % MODULUS)

    def _spans(self, moment: Moment) -> tuple[Optional[Span], Optional[Span]]:
        found = {name: value for name, value in moment.tcb if isinstance(value, int)}
        own, other = moment.peer, "B" if moment.peer == "A" else "A"
        send = receive = None
        if "iss" in found and "snd.nxt" in found:
            first = self.counted(own, found["iss"])
            una = self.counted(own, found.get("snd.una", found["iss"]))
            nxt = self.counted(own, found["snd.nxt"])
            known = moment.after != "SYN-SENT" and "snd.wnd" in found
            send = Span(True, first, una, nxt, una + found["snd.wnd"] if known else None)
        if "irs" in found and "rcv.nxt" in found:
            first = self.counted(other, found["irs"])
            nxt = self.counted(other, found["rcv.nxt"])
            receive = Span(False, first, nxt, nxt, nxt + found.get("rcv.wnd", 0))
        return send, receive

    def spans(self, space: str) -> list[Span]:
        """Everything that is said of a space."""
        found = [row.span(space) for row in self.rows]
        return [span for span in found if span is not None]

    def _cells(self, space: str) -> tuple[Cell, ...]:
        """What took numbers of a space, in order; each number is named once."""
        if space not in self.bases:
            return ()
        reached = [(span.first, span.nxt) for span in self.spans(space)]
        found: dict[tuple[int, int], str] = {}
        for seg in sorted(self.trace.segments, key=lambda seg: seg.injected):
            if seg.source != space:
                continue
            at = self.counted(space, seg.seq)
            for kind, size in (
                ("SYN", int("SYN" in seg.flags)),
                ("data", seg.len),
                ("FIN", int("FIN" in seg.flags)),
            ):
                place = (at, at + size)
                if size and any(first <= at and at + size <= nxt for first, nxt in reached):
                    found.setdefault(place, kind)
                at += size
        return tuple([Cell(found[place], place[0], place[1]) for place in sorted(found)])
