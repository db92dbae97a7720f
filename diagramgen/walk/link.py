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

    def carry(
        self, peer: str, flags: tuple[str, ...], text: int, now: int
    ) -> tuple[tuple[Copy, ...], bool]:
        """The copies of a segment that `peer` sends, and whether it waits for the next one.

        A copy that waits (``reorder``) has no time of arrival yet; the caller asks `behind`.
        """
        ordinals = {}
        for kind in kinds(flags, text):
            key = (peer, kind)
            self._seen[key] = self._seen.get(key, 0) + 1
            ordinals[kind] = self._seen[key]
        delay = self._delays[peer]
        copies: list[Copy] = [Copy(now + delay)]
        waits = False
        for fault in self._faults:
            if fault.peer != peer or fault.kind not in ordinals:
                continue
            if fault.nth not in (0, ordinals[fault.kind]):
                continue
            if fault.fault == "lose":
                copies = [Copy(None, "lost")]
                break
            if fault.fault == "delay":
                copies[0] = Copy(now + delay + fault.by, "delayed")
            elif fault.fault == "duplicate":
                first = copies[0].arrives
                assert first is not None
                copies.append(Copy(first + (fault.by or max(1, delay // 2)), "duplicate"))
            else:
                copies[0] = Copy(None, "reordered")
                waits = True
        return tuple(copies), waits

    def behind(self, arrives: int) -> Copy:
        """The copy that waited, now that the one it lets pass arrives at `arrives`."""
        return Copy(arrives + 1, "reordered")
