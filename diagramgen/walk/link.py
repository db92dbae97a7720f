"""The link between two peers: it delays every segment, and does to some what the faults say."""

from __future__ import annotations

from diagramgen.walk.scenario import Fault
from diagramgen.walk.trace import Copy


def kinds(flags: tuple[str, ...], text: int) -> tuple[str, ...]:
    """The kinds (see `scenario.KINDS`) that a segment with these flags and octets of text is.

    SYN, SYN,ACK and RST go by the bits alone, PSH and URG apart; RST stands for RST,ACK too.
    """
    bits = tuple(flag for flag in flags if flag not in ("PSH", "URG"))
    found: tuple[str, ...] = ()
    if "RST" in bits:
        return ("RST",)
    if bits == ("SYN",) or bits == ("SYN", "ACK"):
        found += (",".join(bits),)
    if "FIN" in bits:
        found += ("FIN",)
    if text:
        found += ("DATA",)
    if bits == ("ACK",) and not text:
        found += ("ACK",)
    return found


class Link:
    """Decides when each copy of a segment arrives. `delays`: for each sender, in ms."""

    def __init__(self, faults: tuple[Fault, ...], delays: dict[str, int]) -> None:
        self._faults = faults
        self._delays = delays
        self._seen: dict[tuple[str, str], int] = {}
        self._struck = [False] * len(faults)

    @property
    def unstruck(self) -> tuple[Fault, ...]:
        """The faults whose segment has not been sent."""
        return tuple([f for f, struck in zip(self._faults, self._struck) if not struck])

    def carry(
        self, peer: str, flags: tuple[str, ...], text: int, now: int
    ) -> tuple[tuple[Copy, ...], bool]:
        """The copies of a segment that `peer` sends, and whether it waits for the next one.

        A copy that waits (``reorder``) has no time of arrival yet; the caller asks `behind`.
        """
        if not self._faults:
            return (Copy(now + self._delays[peer]),), False
        ordinals = {}
        for kind in kinds(flags, text):
            key = (peer, kind)
            self._seen[key] = self._seen.get(key, 0) + 1
            ordinals[kind] = self._seen[key]
        mine = []
        for i, fault in enumerate(self._faults):
            nth = ordinals.get(fault.kind) if fault.peer == peer else None
            if nth is not None and fault.nth in (0, nth):
                mine.append(fault)
                self._struck[i] = True
        if any(f.fault == "lose" for f in mine):
            return (Copy(None, "lost"),), False
        arrives = now + self._delays[peer]
        first = Copy(arrives)
        more = []
        for fault in mine:
            if fault.fault == "delay":
                arrives += fault.by
                first = Copy(arrives, "delayed")
            elif fault.fault == "duplicate":
                after = fault.by or max(1, self._delays[peer] // 2)
                more.append(Copy(arrives + after, "duplicate"))
        waits = any(f.fault == "reorder" for f in mine)
        if waits:
            first = Copy(None, "reordered")
        return (first,) + tuple(more), waits

    def behind(self, arrives: int) -> Copy:
        """The copy that waited, now that the one it lets pass arrives at `arrives`."""
        return Copy(arrives + 1, "reordered")
