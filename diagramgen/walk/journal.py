"""The journal of a walk: segments and moments, as they come to be in the trace."""

from __future__ import annotations

from typing import Optional

from diagramgen.tcp.segment import Segment
from diagramgen.walk.trace import Copy, Moment, Sent


class Journal:
    """Numbers what happens. Segments count from 1, moments from 0."""

    def __init__(self) -> None:
        self.segments: list[Sent] = []
        self.moments: list[Moment] = []

    def segment(
        self,
        source: str,
        segment: Segment,
        now: int,
        copies: tuple[Copy, ...],
        repeat: bool = False,
        injected: bool = False,
    ) -> int:
        """Enter a segment that `source` sends at `now` by the moment entered next; its number."""
        n = len(self.segments) + 1
        self.segments.append(
            Sent(
                n,
                source,
                "B" if source == "A" else "A",
                segment.seq.value,
                None if segment.ack is None else segment.ack.value,
                segment.flags,
                len(segment.text),
                segment.wnd,
                tuple(segment.options.as_dict().items()),
                segment.up,
                now,
                copies,
                self._first_sending(source, segment) if repeat else None,
                injected,
                None if injected else len(self.moments),
            )
        )
        return n

    def _first_sending(self, source: str, segment: Segment) -> Optional[int]:
        for sent in reversed(self.segments):
            if sent.source == source and sent.retransmission_of is None and not sent.injected:
                ahead = segment.seq - sent.seq
                if 0 <= ahead < sent.seg_len:
                    return sent.n
        return None

    def set_copy(self, n: int, i: int, copy: Copy) -> None:
        """Say anew what becomes of copy `i` of segment `n`."""
        sent = self.segments[n - 1]
        copies = sent.copies[:i] + (copy,) + sent.copies[i + 1 :]
        self.segments[n - 1] = sent._replace(copies=copies)

    def moment(self, moment: Moment) -> None:
        self.moments.append(moment)
