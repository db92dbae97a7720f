"""A walk in words: the description of a chart, and the title of each arrow."""

from __future__ import annotations

from diagramgen.render.sequence.grid import clock
from diagramgen.render.sequence.stacks import call_words, entered, timer_words, told
from diagramgen.render.sequence.wording import Wording
from diagramgen.render.words.variants import label
from diagramgen.walk.trace import Moment, Sent, Trace


class Description:
    """The sentences of one chart, with the numbers that its labels have."""

    def __init__(self, trace: Trace, wording: Wording, peers: tuple[str, str]) -> None:
        self.trace, self.words, self.wording = trace, wording.words, wording
        self.peers = {"A": peers[0], "B": peers[1]}
        self.segments = [self._segment(seg) for seg in trace.segments]

    def kind(self, seg: Sent) -> str:
        """A segment's control bits."""
        return ",".join(seg.flags)

    def segment(self, seg: Sent) -> str:
        """A segment with its numbers: "SYN,ACK SEQ 300 ACK 101"."""
        return self.segments[seg.n - 1]

    def _segment(self, seg: Sent) -> str:
        said = self.kind(seg) + " " + self.wording.numbers(seg).replace("=", " ")
        if seg.len:
            said += " " + self.words.octets.replace("{n}", f"{seg.len}")
        return said

    def fate(self, seg: Sent) -> str:
        """What befalls a segment under way, or ""."""
        words, first = self.words, seg.copies[0]
        if seg.lost:
            return words.is_lost
        if len(seg.copies) > 1:
            return words.is_doubled
        if first.fault == "delayed":
            return words.is_late
        return words.is_overtaken if first.fault == "reordered" else ""

    def _head(self, moment: Moment) -> str:
        """What happened at a moment."""
        words = self.words
        if moment.event == "segment" and moment.segment:
            seg = self.trace.segments[moment.segment - 1]
            said = words.receives_copy if moment.copy else words.receives
            shown = self.kind(seg)
            if seg.injected:
                shown = words.injected.replace("{segment}", self.segment(seg))
            return said.replace("{segment}", shown)
        if moment.event == "timeout":
            name = timer_words(moment.timeout or "", words)
            return words.goes_off.replace("{timer}", name)
        if moment.event == "crash":
            return words.crashes
        if moment.event == "restart":
            return words.restarts
        return words.calls.replace("{call}", call_words(moment.call or "", words))

    def moment(self, moment: Moment) -> str:
        """One sentence for one moment."""
        words = self.words
        clauses = [self._head(moment)]
        states = entered(moment)
        if states:
            clauses.append(words.enters.replace("{states}", words.clause.join(states)))
        for n in moment.sends:
            seg = self.trace.segments[n - 1]
            said = words.sends_again if seg.retransmission_of else words.sends
            clauses.append(said.replace("{segment}", self.segment(seg)) + self.fate(seg))
        for signal in moment.signals:
            shown = told(signal, words)
            if shown:
                clauses.append(words.told.replace("{signal}", shown))
        said = words.sentence.replace("{time}", clock(moment.t))
        said = said.replace("{clauses}", words.clause.join(clauses))
        # Last, for a label may hold anything, and nothing is to be filled in there.
        return said.replace("{peer}", self.peers[moment.peer]) + words.end

    def text(self) -> str:
        """The whole walk, a sentence a moment."""
        start = self.words.chart_of.format(a=self.peers["A"], b=self.peers["B"])
        space = "" if self.words.lang == "zh" else " "
        other = label(self.trace, self.words.lang, (self.peers["A"], self.peers["B"]))
        said = [start] + ([other + self.words.end] if other else [])
        return space.join(said + [self.moment(moment) for moment in self.trace.moments])

    def title(self, seg: Sent, c: int) -> str:
        """The title of an arrow: number, segment, times, what befell it."""
        words, copy = self.words, seg.copies[c]
        said = f"#{seg.n} {self.segment(seg)} WND {seg.wnd}"
        for name, value in seg.options:
            said += f" {name.upper()} {value}"
        end = words.lost if copy.arrives is None else clock(copy.arrives)
        said += f", {clock(seg.sent)} → {end}"
        if c:
            said += f", {words.duplicate}"
        if seg.injected:
            said += f", {words.old_duplicate}"
        if seg.retransmission_of:
            said += f", {words.retransmission} #{seg.retransmission_of}"
        return said
