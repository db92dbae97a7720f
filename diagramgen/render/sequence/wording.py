"""What an arrow says: its label in several forms, from one line to a line for each number."""

from __future__ import annotations

from typing import NamedTuple

from diagramgen.render.look import Look
from diagramgen.render.measure import MONO, width
from diagramgen.render.sequence.grid import Grid, duration
from diagramgen.render.words.fields import Words
from diagramgen.walk.trace import Sent, Trace


class Line(NamedTuple):
    """One line of a label."""

    text: str
    mono: bool
    width: float


class Form(NamedTuple):
    """A way to set a label: lines above the arrow and below it, from top to bottom."""

    above: tuple[Line, ...]
    below: tuple[Line, ...]
    width: float  # of its longest line
    hangs: bool  # all of it, several lines, below the arrow: only where nothing else goes


def form(above: tuple[Line, ...], below: tuple[Line, ...], *, hangs: bool = False) -> Form:
    """A form with its width."""
    lines = above + below
    wide = lines[0].width if len(lines) == 1 else max([line.width for line in lines])
    return Form(above, below, wide, hangs)


def bases(trace: Trace, look: Look) -> list[tuple[int, int]]:
    """What to subtract from SEQ and from ACK of each segment: each side's ISS, or 0 for absolute.

    A later SYN with another ISS begins a new count (B listens again, A opens again after a crash).
    """
    found: list[tuple[int, int]] = []
    iss = {"A": 0, "B": 0}
    for seg in trace.segments:
        if look.numbers == "relative" and "SYN" in seg.flags and not seg.injected:
            iss[seg.source] = seg.seq
        found.append((iss[seg.source], iss[seg.target]))
    return found


def counted(number: int, base: int) -> int:
    """`number` counted from `base`, around the circle of 2^32; an older one is negative."""
    if not base:
        return number
    ahead = (number - base) % 4294967296
    return ahead if ahead < 2147483648 else ahead - 4294967296


def _numbers(seg: Sent, base: tuple[int, int]) -> str:
    own, other = base
    seq = f"SEQ={counted(seg.seq, own)}"
    return seq if seg.ack is None else f"{seq} ACK={counted(seg.ack, other)}"


class Forms:
    """The forms of a label, the one to be preferred first.

    Most labels are set in their first form, so the others are made when somebody asks for them.
    """

    def __init__(self, wording: Wording, seg: Sent, room: float) -> None:
        self._wording, self._seg, self._room = wording, seg, room
        self._all: list[Form] = []
        self.first = wording.first(seg)
        if self.first.width > room:
            self.first = self.all()[0]

    def all(self) -> list[Form]:
        """All forms that fit; the narrowest if none does."""
        if not self._all:
            others = self._wording.others(self._seg)
            fitting = [form for form in [self.first] + others if form.width <= self._room]
            self._all = fitting or others[-1:]
        return self._all


class Wording:
    """The labels of one chart."""

    def __init__(self, trace: Trace, look: Look, words: Words, grid: Grid, delay: int) -> None:
        self.look, self.words, self.grid, self.delay = look, words, grid, delay
        self._numbers = [
            _numbers(seg, base) for seg, base in zip(trace.segments, bases(trace, look))
        ]

    def line(self, text: str, *, mono: bool = True) -> Line:
        """A line of a label with its width."""
        size = self.grid.label if mono else self.grid.note
        if mono:  # control bits and numbers
            return Line(text, True, len(text) * MONO * size / 100)
        return Line(text, False, width(text, size, mono=False))

    def numbers(self, seg: Sent) -> str:
        """SEQ and ACK of a segment, as `look` has them: "SEQ=300 ACK=101"."""
        return self._numbers[seg.n - 1]

    def length(self, seg: Sent) -> str:
        """How much text it carries, for a label that would else look like that of a mere ACK."""
        return f" LEN={seg.len}" if seg.len and self.look.detail == "numbers" else ""

    def rest(self, seg: Sent) -> str:
        """Text, window and urgent pointer of a segment."""
        urgent = "" if seg.urgent is None else f" UP={seg.urgent}"
        return f"LEN={seg.len} WND={seg.wnd}{urgent}"

    def marks(self, seg: Sent) -> tuple[Line, ...]:
        """The words that say what befell a segment, except that it was lost."""
        words, found = self.words, []
        if seg.retransmission_of:
            found.append(words.retransmission)
        if seg.injected:
            found.append(words.old_duplicate)
        first = seg.copies[0]
        if first.fault == "delayed" and first.arrives is not None:
            by = first.arrives - seg.sent - self.delay
            found.append(words.delayed.format(time=duration(max(by, 0))))
        if first.fault == "reordered":
            found.append(words.reordered)
        if first.fault == "down":
            found.append(words.down)
        return tuple([self.line(text, mono=False) for text in found])

    def first(self, seg: Sent) -> Form:
        """The form of a segment's label that is to be preferred: one line, marks below it."""
        said = ",".join(seg.flags)
        marks = self.marks(seg)
        if self.look.detail != "flags":
            said = f"{said} {self.numbers(seg)}{self.length(seg)}".lstrip()
        if self.look.detail == "full":
            marks = (self.line(self.rest(seg)),) + marks
        return form((self.line(said),), marks)

    def others(self, seg: Sent) -> list[Form]:
        """The other forms: in two lines, below the arrow, in a line for each number, hanging."""
        first = (self.line(",".join(seg.flags) + self.length(seg)),)
        marks = self.marks(seg)
        if self.look.detail == "flags":
            return [form((), first + marks)]
        numbers = self.numbers(seg).split(" ")
        both, rest = (self.line(self.numbers(seg)),), marks
        if self.look.detail == "full":
            rest = (self.line(self.rest(seg)),) + marks
            numbers += self.rest(seg).split(" ")
        forms = [form(first, both + rest)]
        if not rest:
            forms.append(form((), self.first(seg).above))
        lines = tuple([self.line(number) for number in numbers])
        forms.append(form(first + lines[:1], lines[1:] + marks))
        forms.append(form((), first + both + rest, hangs=True))
        forms.append(form((), first + lines + marks, hangs=True))
        return forms

    def forms(self, seg: Sent, room: float) -> Forms:
        """The forms of a segment's label that are no wider than `room`."""
        return Forms(self, seg, room)

    def word(self, text: str) -> list[Form]:
        """The forms of a single word beside an arrow."""
        line = (self.line(text, mono=False),)
        return [form(line, ()), form((), line)]
