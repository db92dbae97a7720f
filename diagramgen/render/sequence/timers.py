"""Timers: which ones ran out, and the curly braces that show how long they ran."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from diagramgen.render.measure import width, wrap
from diagramgen.render.sequence.grid import BRACE, BRACE_AIR, Grid, duration
from diagramgen.render.sequence.shapes import Brace, Layout, Quad, Text
from diagramgen.render.sequence.stacks import timer_words
from diagramgen.render.sequence.timeline import Timeline
from diagramgen.render.words.fields import Words
from diagramgen.walk.trace import Moment, Trace

#: The widest line beside a brace.
ROOM = 60
#: Air between its label and other texts.
CLEAR = 4
#: Whatever is this far above a brace and its label, or below them, does not touch the label.
FAR = 30

Barred = tuple[float, float]  # a height, and how near it nothing else can stand


class Run(NamedTuple):
    """A timer that ran from moment `start`, or the sending of `sent`, to moment `end`."""

    peer: str
    start: int
    sent: int  # a segment's number, or 0
    end: int
    since: int  # ms
    until: int
    lines: tuple[str, ...]
    width: float


def _set_at(trace: Trace, end: int, name: str) -> int:
    """The moment that set the timer which ran out at moment `end`; -1 if the trace has none."""
    out = trace.moments[end]
    for i in range(end - 1, -1, -1):
        moment = trace.moments[i]
        if moment.peer == out.peer:
            for timer in moment.timers:
                if timer.name == name and timer.due == out.t:
                    return i
    return -1


def _sendings(trace: Trace, moment: Moment) -> list[int]:
    """The earlier sendings of what a retransmission timeout sends again; the first one first."""
    again = [trace.segments[n - 1] for n in moment.sends]
    firsts = [seg.retransmission_of for seg in again if seg.retransmission_of]
    found: list[int] = []
    for seg in trace.segments:
        first = seg.retransmission_of or seg.n
        if seg.source != moment.peer or seg.sent >= moment.t or not seg.seg_len or seg.injected:
            continue
        if firsts and first == firsts[0]:
            found.append(seg.n)
        elif not firsts and seg.retransmission_of:  # given up: what was repeated last
            found = [n for n in found if _first(trace, n) == first] or [first]
            found.append(seg.n)
    return found


def _first(trace: Trace, n: int) -> int:
    return trace.segments[n - 1].retransmission_of or n


class Timers:
    """The timers of a walk that ran out, and their braces."""

    def __init__(self, trace: Trace, words: Words, grid: Grid) -> None:
        self.trace, self.words, self.grid = trace, words, grid
        self.runs: list[Run] = []
        self._wrapped: dict[str, tuple[list[str], float]] = {}  # a timer's name, and how wide
        for end, moment in enumerate(trace.moments):
            if moment.event == "timeout" and moment.timeout:
                self._note(end, moment, moment.timeout)
        self.levels = self._levels()
        self.depths = {peer: self._depths(peer) for peer in trace.peers}

    def _note(self, end: int, moment: Moment, name: str) -> None:
        words = self.words
        start = _set_at(self.trace, end, name)
        sendings = _sendings(self.trace, moment) if name == "retransmission" else []
        if start >= 0:
            self._add(timer_words(name, words), start, 0, end)
        elif sendings:
            self._add(words.rto, -1, sendings[-1], end)
        if name == "retransmission" and moment.after == "CLOSED" and len(sendings) > 1:
            self._add(words.r2, -1, sendings[0], end)

    def _add(self, name: str, start: int, sent: int, end: int) -> None:
        out = self.trace.moments[end]
        since = self.trace.segments[sent - 1].sent if sent else self.trace.moments[start].t
        if since >= out.t:
            return
        note = self.grid.note
        if name not in self._wrapped:
            named = wrap(name, note, ROOM)
            self._wrapped[name] = (named, max([width(line, note, mono=False) for line in named]))
        named, wide = self._wrapped[name]
        long = duration(out.t - since)
        lines, wide = tuple(named + [long]), max(wide, width(long, note, mono=False))
        self.runs.append(Run(out.peer, start, sent, end, since, out.t, lines, wide))

    def _levels(self) -> list[int]:
        """For each run, how far out its brace stands: 0 is nearest, longer ones further out."""
        levels = [0] * len(self.runs)
        order = sorted(
            range(len(self.runs)), key=lambda i: (self.runs[i].until - self.runs[i].since, i)
        )
        for k, i in enumerate(order):
            run = self.runs[i]
            busy = [
                levels[j]
                for j in order[:k]
                if self.runs[j].peer == run.peer
                and self.runs[j].since < run.until
                and run.since < self.runs[j].until
            ]
            while levels[i] in busy:
                levels[i] += 1
        return levels

    def _depths(self, peer: str) -> list[float]:
        """The widths of the labels of each level at `peer`, from the inside out."""
        found: list[float] = []
        for i, run in enumerate(self.runs):
            if run.peer == peer:
                level = self.levels[i]
                while len(found) <= level:
                    found.append(0.0)
                found[level] = max(found[level], run.width)
        return found


@dataclass
class Bracing:
    """Braces drawn, their labels, and the times before which a label lacked room."""

    braces: list[Brace]
    texts: list[Text]
    lacking: list[int]


def _offsets(run: Run, grid: Grid) -> list[float]:
    """How far below the tip of a brace the baselines of its label are."""
    height, lines = grid.note + 2, len(run.lines)
    first = grid.note * 0.28 - 1 - (lines - 1) * height / 2
    return [first + k * height for k in range(lines)]


def _label(run: Run, grid: Grid, x: float, tip: float, side: int) -> list[Text]:
    """The label of a brace whose tip is at (`x`, `tip`)."""
    anchor = "end" if side < 0 else "start"
    return [
        Text(x + 4 * side, tip + off, line, grid.note, "timer", anchor, mono=False)
        for off, line in zip(_offsets(run, grid), run.lines)
    ]


def _barred(label: list[Text], tip: float, others: list[Quad]) -> list[Barred]:
    """Where the tip of a brace cannot be, because then its label would touch one of `others`."""
    return [
        (other.y - quad.y + tip, quad.half_h + other.half_h + CLEAR)
        for quad in [text.quad() for text in label]
        for other in others
        if abs(other.x - quad.x) < quad.half_w + other.half_w + CLEAR
    ]


def _near(label: list[Text], wide: float, layout: Layout, far: tuple[float, float]) -> list[Quad]:
    """What of `layout` stands over or under `label`, `wide` px wide, between the heights `far`."""
    (top, bottom), x = far, label[0].x
    left, right = (x - wide, x) if label[0].anchor == "end" else (x, x + wide)
    left, right = left - CLEAR, right + CLEAR
    found = [box.quad() for box in layout.states if box.x < right and box.x + box.w > left]
    for text in layout.texts:
        aside = ROOM if text.kind == "time" else 0
        if top < text.y < bottom and text.reaches(left - aside, right + aside):
            found.append(_whole_row(text) if aside else text.quad())
    return found


def _whole_row(time: Text) -> Quad:
    """A printed time and all beside it: there, how long a timer ran would read as a time too."""
    quad = time.quad()
    return Quad(quad.x, quad.y, 1.0, 0.0, quad.half_w + ROOM, quad.half_h)


def _tips(y0: float, y1: float) -> Iterator[float]:
    """Where the tip of a brace from `y0` to `y1` may be: in its middle, or nearest to it."""
    middle, off = (y0 + y1) / 2, 0
    yield middle
    while off < (y1 - y0) / 2 - 14:
        off += 6
        yield middle - off
        yield middle + off


def brace(timers: Timers, line: Timeline, peers_x: dict[str, float], layout: Layout) -> Bracing:
    """The braces of `timers`, their labels clear of what `layout` has outside the lifelines."""
    grid, result = timers.grid, Bracing([], [], [])
    if not timers.runs:
        return result
    for i, run in enumerate(timers.runs):
        level = timers.levels[i]
        side = -1 if run.peer == "A" else 1
        x = _open_side(timers, run.peer, level, peers_x[run.peer])
        outer = len(timers.depths[run.peer]) - 1 if grid.brace_inside else level
        out = _open_side(timers, run.peer, outer, peers_x[run.peer]) + BRACE * side
        y0 = (line.sent_y[run.sent] if run.sent else line.moment_y[run.start]) + 2
        y1 = line.moment_y[run.end] - 2
        tip, far = (y0 + y1) / 2, len(run.lines) * grid.note / 2 + FAR
        label = _label(run, grid, out, tip, side)
        others = _near(label, run.width, layout, (y0 - far, y1 + far))
        others += [text.quad() for text in result.texts]
        barred = _barred(label, tip, others) if others else []
        for tip in _tips(y0, y1):
            if all(abs(y - tip) >= reach for y, reach in barred):
                break
        else:
            tip = (y0 + y1) / 2
            result.lacking.append(run.until)
        result.braces.append(Brace(x, y0, max(y1, y0 + 17), tip, side))
        result.texts += _label(run, grid, out, tip, side) if barred else label
    return result


def _open_side(timers: Timers, peer: str, level: int, x: float) -> float:
    """The x of the open side of a brace at `level`; `x` is the lifeline's."""
    grid, side = timers.grid, -1 if peer == "A" else 1
    if grid.brace_inside:
        return x + side * (grid.bar + BRACE_AIR + level * (BRACE + 1))
    out = float(grid.box_gap + grid.box_w + BRACE_AIR)
    for wide in timers.depths[peer][:level]:
        out += BRACE + 4 + wide + BRACE_AIR
    return x + side * out


def room(timers: Timers, peer: str, times: float) -> float:
    """How far a lifeline is from its edge at least; `times` is the width of their column."""
    grid, depths = timers.grid, timers.depths[peer]
    if grid.brace_inside:
        inside = len(depths) * (BRACE + 1) + (BRACE_AIR if depths else 0)
        return grid.bar + max(inside, grid.box_gap - grid.bar) + 2 + grid.box_w + grid.edge
    out = float(grid.box_gap + grid.box_w)
    for level, wide in enumerate(depths):
        last = level == len(depths) - 1
        out += BRACE_AIR + BRACE + 4 + (max(wide, times) if last else wide)
    return out + (0 if depths else times + 8) + grid.edge


def box_gap(timers: Timers, peer: str) -> float:
    """From a lifeline to its state boxes."""
    grid, depths = timers.grid, timers.depths[peer]
    if grid.brace_inside and depths:
        return grid.bar + BRACE_AIR + len(depths) * (BRACE + 1) + 2
    return grid.box_gap
