"""Two walks as two ladders: every place decided. A phone has one above the other."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import NamedTuple, Optional

from diagramgen.render.beside.rows import Row, rows
from diagramgen.render.beside.said import Said
from diagramgen.render.beside.settle import Track, settle
from diagramgen.render.look import Look
from diagramgen.render.measure import wrap
from diagramgen.render.sequence import labels, timers
from diagramgen.render.sequence.flights import flights
from diagramgen.render.sequence.grid import NARROW, Grid
from diagramgen.render.sequence.layout import CALM, MORE, REACH, ROUNDS, Chart
from diagramgen.render.sequence.shapes import Text
from diagramgen.render.sequence.wording import Line, Wording
from diagramgen.walk.comparison import Comparison
from diagramgen.walk.trace import Sent, Trace

#: A ladder beside another one, and one on a phone: room for a sign before the name of a state.
WIDE = NARROW._replace(width=380, gutter=106, box_w=92)
SMALL = NARROW._replace(gutter=103, box_w=91)
#: Air left and right of the words in a tag, between the ladders, and above the second on a phone.
TAG, BETWEEN, APART = 5, 20, 26


class Marked(Wording):
    """The labels of a walk that is compared: below each, what differs."""

    def __init__(self, plain: Wording, trace: Trace, said: Said, side: int) -> None:
        super().__init__(trace, plain.look, plain.words, plain.grid, plain.delay)
        self.said = {}
        for sent in trace.segments:
            mark = said.mark(side, sent)
            if mark:
                self.said[sent.n] = mark

    def marks(self, seg: Sent) -> tuple[Line, ...]:
        """What befell a segment, and its mark."""
        found = super().marks(seg)
        mark = self.said.get(seg.n)
        if not mark:
            return found
        line = self.line(mark, mono=False)
        return found + (line._replace(width=line.width + 2 * TAG),)


class Ladder(Chart):
    """One of the two walks."""

    def __init__(self, said: Said, side: int, grid: Grid) -> None:
        trace = said.traces[side]
        super().__init__(trace, said.look, grid)
        self.marked = Marked(self.wording, trace, said, side)
        self.wording: Wording = self.marked
        self.name = said.head(side)
        self.odd = said.odd(side)
        self.sign_calls()
        forms, heights = self._forms()
        self.forms = forms
        self.track = Track(self.line, heights, grid)
        self.placing: Optional[labels.Placing] = None
        self.bracing = timers.Bracing([], [], [])

    def sign_calls(self) -> None:
        """Put a sign before what happens outside the lifelines in this walk only."""
        for i, sign in self.odd.items():
            if i in self.stacks and sign == "+":
                items = self.stacks[i].items
                first = replace(items[0], text=f"{sign} {items[0].text}")
                self.stacks[i] = replace(self.stacks[i], items=(first,) + items[1:])

    def above(self) -> float:
        """The name of the walk and the label of a variant; returns where they end."""
        grid, y, layout = self.grid, 4.0, self.layout
        for text in wrap(self.name, grid.head, grid.width - 20, bold=True):
            y += grid.head + 4
            layout.texts.append(
                Text(grid.width / 2, y - 4, text, grid.head, "title", "middle", mono=False)
            )
        return self.labelled(y)

    def stand(self, y: float) -> None:
        """Put the peers' heads at `y`; the lifelines begin below them."""
        self._heads(self.layout, y)
        self.layout.top = y + self.grid.head_h

    @property
    def first(self) -> float:
        """The height of the first state boxes."""
        return self.layout.top + 8 + self.grid.box_h / 2

    def place(self, last: bool) -> list[int]:
        """Place all but the heights, which are settled; asks for more room if there is too little.

        Returns the times before which a brace lacks room.
        """
        layout, grid = self.layout, self.grid
        least = {
            seg.n: min([each.width + 4 * len(each.below) for each in self.forms[seg.n].all()])
            for seg in self.trace.segments
            if seg.copies[0].arrives is None
        }
        layout.flights = flights(self.trace, self.line, self.left, self.right, grid, least)
        self.placing = labels.place(
            self.trace, layout.flights, self.forms, self.wording, self.left, self.right
        )
        if self.placing.clashes and not last:
            return []
        self._sides(layout, self.first)
        self._sign_states()
        ends = {"A": self.left, "B": self.right}
        self.bracing = timers.brace(self.timers, self.line, ends, layout)
        return self.bracing.lacking

    def ask(self, clashes: list[labels.Clash], lacking: list[int], px: int) -> None:
        """Ask for `px` more where labels clash, and before the times at which braces lack room."""
        self._stretch(self.track.stretch, clashes, lacking, px)

    def _sign_states(self) -> None:
        for k, box in enumerate(self.layout.states):
            if self.odd.get(box.moment) == "≠":
                self.layout.states[k] = replace(box, text="≠ " + box.text)

    def lowest(self) -> float:
        """Where the last thing of this walk ends."""
        found = self.line.end
        for box in self.layout.states:
            found = max(found, box.y + box.h)
        for text in self.texts():
            if text.y + REACH > found:
                found = max(found, text.lowest())
        return found

    def texts(self) -> list[Text]:
        """All texts placed so far."""
        assert self.placing is not None
        labels = [text for label in self.placing.labels for text in label]
        return self.layout.texts + labels + self.bracing.texts

    def finish(self, lowest: float) -> None:
        """Draw the lifelines down to `lowest`, and what is below them."""
        layout = self.layout
        layout.texts = self.texts()
        if self.placing:
            layout.labels, layout.over = self.placing.labels, self.placing.over
        layout.braces = self.bracing.braces
        self.line.end = lowest
        self._lines(layout)
        self._below(layout)


class Place(NamedTuple):
    """Where a ladder stands in the picture."""

    ladder: Ladder
    x: float
    y: float


@dataclass
class Plan:
    """The whole picture."""

    width: int
    height: int
    said: Said
    places: list[Place]
    texts: list[Text] = field(default_factory=list)
    divide: tuple[float, float, float] = (0.0, 0.0, 0.0)  # x, y0, y1 of the line between the two


def lay_out(comparison: Comparison, look: Look) -> Plan:
    """Lay out both walks: side by side on one order of time, or for a phone one above the other."""
    said = Said(comparison, look)
    if not look.narrow:
        ladders = [Ladder(said, side, WIDE) for side in (0, 1)]
        _together(ladders, rows([ladder.line for ladder in ladders], comparison))
        plan = Plan(2 * WIDE.width + BETWEEN, 0, said, [])
        y = _title(plan, WIDE)
        step = WIDE.width + BETWEEN
        plan.places = [Place(ladder, k * step, y) for k, ladder in enumerate(ladders)]
        plan.height = int(y) + max([ladder.layout.height for ladder in ladders])
        plan.divide = (plan.width / 2, y + 4, plan.height - 8.0)
        return plan
    plan = Plan(SMALL.width, 0, said, [])
    y = _title(plan, SMALL)
    for side in (0, 1):
        ladder = Ladder(said, side, SMALL)
        _together([ladder], rows([ladder.line]))
        plan.places.append(Place(ladder, 0, y))
        y += ladder.layout.height + (0 if side else APART)
    plan.height = int(y)
    return plan


def _title(plan: Plan, grid: Grid) -> float:
    """The author's title; returns where it ends."""
    y = 0.0
    title = plan.said.look.title
    for text in wrap(title, grid.title, plan.width - 24, bold=True) if title else []:
        y += grid.title + 6
        plan.texts.append(
            Text(plan.width / 2, y - 1, text, grid.title, "title", "middle", mono=False)
        )
    return float(int(y + 4)) if y else 0.0


def _together(ladders: list[Ladder], found: list[Row]) -> None:
    """Lay out ladders on the same rows."""
    y = max([ladder.above() for ladder in ladders]) + 8
    for ladder in ladders:
        ladder.stand(y)
    _settled(ladders, found, ROUNDS)
    _calm(ladders, found)
    lowest = max([ladder.lowest() for ladder in ladders])
    for ladder in ladders:
        ladder.finish(lowest)


def _settled(ladders: list[Ladder], found: list[Row], rounds: int) -> bool:
    """Lay out the ladders with more and more stretch until all has a place; whether it has."""
    floor = ladders[0].first + ladders[0].grid.box_h / 2
    tracks = [ladder.track for ladder in ladders]
    lacks = False
    for turn in range(rounds):
        px, last, lacks = MORE + 5 * (turn // 3), turn == rounds - 1, False
        settle(found, tracks, floor + 6, floor)
        for ladder in ladders:
            lacking = ladder.place(last)
            assert ladder.placing is not None
            if ladder.placing.clashes or lacking:
                lacks = True
                ladder.ask(ladder.placing.clashes, lacking, px)
        if not lacks:
            break
    return not lacks


def _crossed(ladders: list[Ladder]) -> int:
    """How many labels an arrow runs through."""
    return sum([len(ladder.placing.crossed) for ladder in ladders if ladder.placing])


def _calm(ladders: list[Ladder], found: list[Row]) -> None:
    """Stretch a little further where that keeps arrows from running through labels."""
    fewest = last = _crossed(ladders)
    best = [ladder.track.stretch.copy() for ladder in ladders]
    for _ in range(CALM if fewest else 0):
        for ladder in ladders:
            if ladder.placing:
                ladder.ask(ladder.placing.crossed, [], MORE)
        good = _settled(ladders, found, CALM)
        last = _crossed(ladders) if good else fewest + 1
        if last < fewest:
            fewest, best = last, [ladder.track.stretch.copy() for ladder in ladders]
        if not last or not good:
            break
    if last != fewest:
        for ladder, stretch in zip(ladders, best):
            ladder.track.stretch = stretch
        _settled(ladders, found, CALM)
