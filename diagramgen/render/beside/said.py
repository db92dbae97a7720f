"""What is said of two walks: their names, the marks of what differs, the sentences."""

from __future__ import annotations

from diagramgen.render.look import Look
from diagramgen.render.notation import call_text, notation
from diagramgen.render.words import in_language
from diagramgen.render.words.beside import BesideWords, words
from diagramgen.render.words.graph import words as graph_words
from diagramgen.render.words.variants import REFERENCE
from diagramgen.walk.comparison import FIELDS, Comparison, Difference, differs, entered, fate
from diagramgen.walk.trace import Moment, Sent

SIGNS = ("①", "②")


class Said:
    """The words for one comparison."""

    def __init__(self, comparison: Comparison, look: Look) -> None:
        self.comparison, self.look = comparison, look
        self.words: BesideWords = words(look.lang)
        self.traces = (comparison.one, comparison.other)
        self.partner = (
            dict(comparison.segments),
            {m: n for n, m in comparison.segments},
        )
        self.names = tuple([self._name(side) for side in (0, 1)])
        self.peers = {peer: label or peer for peer, label in zip(comparison.one.peers, look.peers)}

    def _name(self, side: int) -> str:
        """What a walk is called: its name, or the rules where these differ, or its number."""
        trace, other = self.traces[side], self.traces[1 - side]
        if trace.name and trace.name != other.name:
            return trace.name
        if trace.rules != other.rules:
            return trace.rules.replace(REFERENCE, "RFC 9293")
        return trace.name or self.words.walk.format(n=side + 1)

    def head(self, side: int) -> str:
        """The name of a walk with its sign."""
        return f"{SIGNS[side]} {self.names[side]}"

    def title(self) -> str:
        """What the whole is called: the author's title, or the names of both walks."""
        return self.look.title or self.words.named.format(one=self.head(0), other=self.head(1))

    # -- marks ------------------------------------------------------------------------------------

    def mark(self, side: int, sent: Sent) -> str:
        """What a chart says beside an arrow of walk `side`: "" if its partner is the same."""
        n = self.partner[side].get(sent.n)
        if n is None:
            return self.words.only
        other = self.traces[1 - side].segments[n - 1]
        what = [
            self._value(sent, name) if name == "fate" else dict(self.words.fields)[name]
            for name in differs(sent, other)
        ]
        return self.words.differs.format(what=self.words.comma.join(what)) if what else ""

    def odd(self, side: int) -> dict[int, str]:
        """The moments of walk `side` that differ, by their places: "≠", or "+" for a call or a
        timer that only this walk has.
        """
        found: dict[int, str] = {}
        for difference in self.comparison.differences:
            i = difference.moments[side]
            if i is not None:
                moment = self.traces[side].moments[i]
                found[i] = "≠" if entered(moment) or difference.what == ("state",) else "+"
        return found

    # -- sentences --------------------------------------------------------------------------------

    def peer(self, name: str) -> str:
        """The label of a peer."""
        return self.peers[name]

    def segment(self, side: int, sent: Sent) -> str:
        """A segment as the RFC's figures print it."""
        return notation(sent, self.traces[side], self.look)

    def short(self, difference: Difference) -> str:
        """A difference in few words, beside what differs."""
        (n, m), (i, j) = difference.segments, difference.moments
        if n is not None and m is not None:
            names = dict(self.words.fields)
            return self.words.comma.join(
                [names.get(name, self.words.fate) for name in difference.what]
            )
        if i is not None and j is not None:
            peer = self.traces[0].moments[i].peer
            return self.words.state_of.format(peer=self.peer(peer))
        side = 0 if n is not None or i is not None else 1
        return self.words.only_in.format(walk=SIGNS[side])

    def sentence(self, difference: Difference) -> str:
        """A difference in one sentence."""
        if difference.segments != (None, None):
            return self._of_segments(difference)
        return self._of_moments(difference)

    def _of_segments(self, difference: Difference) -> str:
        word, (n, m) = self.words, difference.segments
        if n is not None and m is not None:
            one, other = self.traces[0].segments[n - 1], self.traces[1].segments[m - 1]
            pairs = self._values(one, other, difference.what)
            return word.values.format(
                peer=self.peer(one.source),
                what=word.clause.join(
                    [word.value.format(name=a, one=b, other=c) for a, b, c in pairs]
                ),
            )
        side, number = (0, n) if n is not None else (1, m or 1)
        sent = self.traces[side].segments[number - 1]
        said = word.only_lost if sent.lost else word.only_segment
        return said.format(
            walk=SIGNS[side], peer=self.peer(sent.source), segment=self.segment(side, sent)
        )

    def _values(self, one: Sent, other: Sent, names: tuple[str, ...]) -> list[tuple[str, str, str]]:
        """Name and both values of each field that differs."""
        found = []
        for name in FIELDS:
            if name in names:
                shown = dict(self.words.fields).get(name, self.words.fate)
                found.append((shown, self._value(one, name), self._value(other, name)))
        return found

    def _value(self, sent: Sent, name: str) -> str:
        if name == "flags":
            return ",".join([flag for flag in sent.flags if flag != "PSH"])
        if name == "fate":
            fates = dict(self.words.fates)
            return self.words.comma.join([fates.get(each, each) for each in fate(sent)])
        value = getattr(sent, name)
        return "—" if value is None else f"{value}"

    def _of_moments(self, difference: Difference) -> str:
        word, (i, j) = self.words, difference.moments
        if i is not None and j is not None:
            one, other = self.traces[0].moments[i], self.traces[1].moments[j]
            return word.states.format(
                event=self.event(0, one),
                peer=self.peer(one.peer),
                one=one.after,
                other=other.after,
            )
        side, place = (0, i) if i is not None else (1, j or 0)
        moment = self.traces[side].moments[place]
        said = word.only_state if entered(moment) else word.only_event
        return said.format(
            walk=SIGNS[side],
            event=self.event(side, moment),
            peer=self.peer(moment.peer),
            states=word.comma.join(entered(moment)),
        )

    def event(self, side: int, moment: Moment) -> str:
        """What happened at a moment, in few words."""
        peer, chart = self.peer(moment.peer), in_language(self.look.lang)
        if moment.event == "segment" and moment.segment is not None:
            sent = self.traces[side].segments[moment.segment - 1]
            return self.words.state.format(peer=peer, segment=self.segment(side, sent))
        if moment.event == "call":
            said = chart.calls.format(call=call_text(moment.call or "", self.look.lang))
        elif moment.event == "timeout":
            timer = graph_words(self.look.lang).timer(moment.timeout or "")
            said = chart.goes_off.format(timer=timer)
        else:
            said = chart.crashes if moment.event == "crash" else chart.restarts
        return f"{peer} {said}"

    def sentences(self) -> list[str]:
        """Every difference, a sentence each; one that says so if there is none."""
        found = [self.sentence(difference) for difference in self.comparison.differences]
        return found or [self.words.equal.format(n=len(self.comparison.segments))]

    def counts(self) -> str:
        """How many segments each walk has, and how many correspond."""
        return self.words.count.format(
            one=len(self.traces[0].segments),
            other=len(self.traces[1].segments),
            n=len(self.comparison.segments),
        )
