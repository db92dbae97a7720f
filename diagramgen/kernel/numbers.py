"""The kernel's sequence numbers, said in the scenario's: its ISNs become the ISSs of the settings.

A kernel chooses its initial sequence numbers itself. What can be compared is how far a number is
from them, so every number on the wire is told as if the connection had begun where the scenario
says. Numbers of an endpoint that has sent no SYN stay as they are.
"""

from __future__ import annotations

from diagramgen.tcp.segment import Segment
from diagramgen.tcp.seq import MODULUS, Seq
from diagramgen.walk.settings import PeerSettings

_HALF = MODULUS // 2


class Numbers:
    """Both peers' numbers; learns the ISNs from the SYNs that are shown to it."""

    def __init__(self, settings: dict[str, PeerSettings]) -> None:
        self._settings = settings
        self.isns: dict[str, list[int]] = {name: [] for name in settings}

    def seen(self, peer: str, segment: Segment) -> None:
        """Look at a segment that `peer` has sent."""
        if segment.syn and int(segment.seq) not in self.isns[peer]:
            self.isns[peer].append(int(segment.seq))

    def told(self, peer: str, segment: Segment) -> Segment:
        """The segment that `peer` sent, in the scenario's numbers."""
        # SEQ=0 of a RST,ACK is the number zero and not one of the connection (3.10.7.1).
        literal = segment.rst and segment.ack is not None and segment.seq == 0
        seq = segment.seq if literal else self._to(peer, segment.seq, back=False)
        ack = segment.ack and self._to(_other(peer), segment.ack, back=False)
        return segment._replace(seq=seq, ack=ack)

    def meant(self, peer: str, segment: Segment) -> Segment:
        """The segment that the scenario puts on the wire for `peer`, in the kernel's numbers."""
        seq = self._to(peer, segment.seq, back=True)
        ack = segment.ack and self._to(_other(peer), segment.ack, back=True)
        return segment._replace(seq=seq, ack=ack)

    def _to(self, peer: str, number: Seq, back: bool) -> Seq:
        """Move a number from the incarnation's one beginning to its other."""
        pairs = [(isn, self._settings[peer].nth_iss(n)) for n, isn in enumerate(self.isns[peer])]
        if back:
            pairs = [(iss, isn) for isn, iss in pairs]
        if not pairs:
            return number
        # The nearest beginning at or before the number; before all of them, the first one.
        ahead = [((int(number) - start) % MODULUS, i) for i, (start, _) in enumerate(pairs)]
        nearest = min([found for found in ahead if found[0] < _HALF], default=(0, 0))[1]
        start, target = pairs[nearest]
        return Seq((target + int(number) - start) % MODULUS)


def _other(peer: str) -> str:
    return "B" if peer == "A" else "A"
