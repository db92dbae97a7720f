"""How well a segment of one walk goes with one of another: what it is, its cause, its effect."""

from __future__ import annotations

from typing import NamedTuple, Optional

from diagramgen.walk.trace import Moment, Sent, Trace

_MODULUS = 1 << 32
#: Scores: of a segment that is the same; the same, but in answer to something else; not the same,
#: but in answer to the same, or for the same reason.
_SAME, _ELSEWHERE, _INSTEAD, _STANDS_FOR = 100, 40, 80, 10
#: What is added for the same cause, an arrival or another one, and for the same effect.
_ARRIVAL, _OTHER_CAUSE, _EFFECT = 40, 10, 30


class Known(NamedTuple):
    """What pairs a segment: what it is, why it was sent, what it did."""

    source: str
    shape: tuple[object, ...]
    arrival: bool  # whether a segment that arrived had it sent
    cause: tuple[object, ...]
    before: str  # the state in which it was sent
    effect: tuple[object, ...]


class Facts:
    """What is known of every segment of a walk."""

    def __init__(self, trace: Trace) -> None:
        self.trace = trace
        self.shapes = self._shapes()
        first: dict[int, Moment] = {}
        for moment in trace.moments:
            if moment.segment is not None and moment.segment not in first:
                first[moment.segment] = moment
        self.of = [self._known(sent, first.get(sent.n)) for sent in trace.segments]

    def _shapes(self) -> list[tuple[object, ...]]:
        """Each segment with its numbers relative to each side's ISS, which a new SYN sets anew."""
        iss: dict[str, int] = {}
        for sent in self.trace.segments:  # a walk that begins without a SYN counts from what it has
            if not sent.injected:
                iss.setdefault(sent.source, sent.seq)
        found: list[tuple[object, ...]] = []
        for sent in self.trace.segments:
            if "SYN" in sent.flags and not sent.injected:
                iss[sent.source] = sent.seq
            seq = (sent.seq - iss.get(sent.source, 0)) % _MODULUS
            ack = sent.ack
            if ack is not None:
                ack = (ack - iss.get(sent.target, 0)) % _MODULUS
            found.append((flags_of(sent), seq, ack, sent.len, sent.injected))
        return found

    def _known(self, sent: Sent, arrives: Optional[Moment]) -> Known:
        cause: tuple[object, ...] = ("injected",)
        before, arrival = "", False
        if sent.cause is not None:
            moment = self.trace.moments[sent.cause]
            before, arrival = moment.before, moment.event == "segment"
            cause = (moment.event, moment.call, moment.timeout)
            if moment.segment is not None:
                turn = len([n for n in moment.sends if n < sent.n])
                cause = ("segment", self.shapes[moment.segment - 1], turn)
        effect: tuple[object, ...] = ()
        if arrives is not None:
            replies = tuple([self.shapes[n - 1] for n in arrives.sends])
            effect = (arrives.before, arrives.after, replies)
        return Known(sent.source, self.shapes[sent.n - 1], arrival, cause, before, effect)


def score(one: Known, other: Known) -> int:
    """How well two segments go together; 0 if they do not."""
    if one.source != other.source:
        return 0
    same_cause = one.cause == other.cause
    answers = one.arrival or other.arrival
    same_answer = same_cause and one.before == other.before
    if one.shape != other.shape:
        if same_answer and answers:
            return _INSTEAD
        return _STANDS_FOR if same_cause and one.cause != ("injected",) else 0
    found = _EFFECT if one.effect == other.effect else 0
    if answers:
        return found + (_SAME + _ARRIVAL if same_answer else _ELSEWHERE)
    return found + _SAME + (_OTHER_CAUSE if same_cause else 0)


def flags_of(sent: Sent) -> tuple[str, ...]:
    """The control bits but PSH."""
    return tuple([flag for flag in sent.flags if flag != "PSH"])
