"""A trace and a look in, a chart with every place decided out: pure geometry, no SVG."""

from __future__ import annotations

from dataclasses import replace
from typing import Optional

from diagramgen.render.look import Look
from diagramgen.render.measure import shorten, width, wrap
from diagramgen.render.sequence import labels, sides, timers
from diagramgen.render.sequence.flights import flights
from diagramgen.render.sequence.grid import NARROW, WIDE, Grid, clock
from diagramgen.render.sequence.shapes import Box, Flight, Layout, Text
from diagramgen.render.sequence.stacks import Stack, stack
from diagramgen.render.sequence.timeline import Settling, Stretch, Timeline, build, more
from diagramgen.render.sequence.wording import Forms, Wording
from diagramgen.render.words import Words, in_language, variants
from diagramgen.walk.trace import Trace

#: How often a chart is laid out anew because labels lacked room.
ROUNDS = 40
#: What each of these rounds adds, in px.
MORE = 10
#: How often more is added to keep arrows from running through labels.
CALM = 6
#: How far a text reaches below its anchor, at most.
REACH = 150
#: A chart longer than this shows its peers at the foot too.
LONG = 1000


class Chart:
    """A chart being laid out."""

    def __init__(self, trace: Trace, look: Look, grid: Optional[Grid] = None) -> None:
        self.trace, self.look = trace, look
        self.words: Words = in_language(look.lang)
        self.grid: Grid = grid or (NARROW if look.narrow else WIDE)
        self.stacks: dict[int, Stack] = {}
        for i, moment in enumerate(trace.moments):
            beside = stack(moment, self.words, self.grid)
            if beside:
                self.stacks[i] = beside
        self.line: Timeline = build(trace, self.stacks, self.grid)
        self.wording = Wording(trace, look, self.words, self.grid, self.line.delay)
        self.timers = timers.Timers(trace, self.words, self.grid)
        self.left, self.right = self._lifelines()
        self.layout = Layout(self.grid.width, 0, self.left, self.right, 0.0, 0.0)

    def _lifelines(self) -> tuple[float, float]:
        """Where the lifelines stand: as far out as the timers allow."""
        grid = self.grid
        column = 0.0
        if grid.times_aside:
            last = max([node.t for node in self.line.nodes if node.timed] + [0])
            column = max(width(clock(last), grid.time), width("000 ms", grid.time))
        left = timers.room(self.timers, "A", column)
        right = timers.room(self.timers, "B", 0.0)
        return (max(grid.gutter, left), grid.width - max(grid.gutter, right))

    def peers(self) -> tuple[str, str]:
        """The labels of the peers."""
        return (
            self.look.peers[0] or self.words.peers[0],
            self.look.peers[1] or self.words.peers[1],
        )

    def run(self) -> Layout:
        """Lay out the chart, anew for as long as labels lack room."""
        grid, layout = self.grid, self.layout
        layout.top = self._above(layout)
        forms, heights = self._forms()
        stretch = Stretch()
        self.settling = Settling(self.line, heights, grid, stretch)
        placing, bracing = self._settle(forms, stretch)
        if placing.crossed:
            placing, bracing = self._calm(forms, stretch, placing, bracing)
        for label in placing.labels:
            layout.texts += label
        layout.texts += bracing.texts
        layout.labels, layout.over = placing.labels, placing.over
        layout.braces = bracing.braces
        self._lines(layout)
        self._below(layout)
        return layout

    def _forms(self) -> tuple[dict[int, Forms], dict[int, tuple[float, float]]]:
        """The forms of each label that fit between the lifelines, and how high the first one is."""
        grid = self.grid
        room = self.right - self.left - 2 * (grid.bar + labels.ASIDE + 4)
        height = labels.leading(grid)
        forms: dict[int, Forms] = {}
        heights: dict[int, tuple[float, float]] = {}
        for seg in self.trace.segments:
            forms[seg.n] = self.wording.forms(seg, room)
            first = forms[seg.n].first
            heights[seg.n] = (len(first.above) * height + 3, len(first.below) * height + 3)
        return forms, heights

    def _settle(
        self, forms: dict[int, Forms], stretch: Stretch, rounds: int = ROUNDS
    ) -> tuple[labels.Placing, timers.Bracing]:
        """Lay everything out, with more and more stretch until every label has a place."""
        layout, grid = self.layout, self.grid
        self.settling.stretch = stretch
        first = layout.top + 8 + grid.box_h / 2
        floor = first + grid.box_h / 2
        least = {
            seg.n: min([form.width + 4 * len(form.below) for form in forms[seg.n].all()])
            for seg in self.trace.segments
            if seg.copies[0].arrives is None
        }
        ends = {"A": self.left, "B": self.right}
        for turn in range(rounds):
            more_px, last = MORE + 5 * (turn // 3), turn == rounds - 1
            self.settling.run(floor + 6, floor)
            layout.flights = flights(self.trace, self.line, self.left, self.right, grid, least)
            placing = labels.place(
                self.trace, layout.flights, forms, self.wording, self.left, self.right
            )
            if placing.clashes and not last:
                self._stretch(stretch, placing.clashes, [], more_px)
                continue
            self._sides(layout, first)
            bracing = timers.brace(self.timers, self.line, ends, layout)
            if last or not bracing.lacking:
                break
            self._stretch(stretch, [], bracing.lacking, more_px)
        return placing, bracing

    def _calm(
        self,
        forms: dict[int, Forms],
        stretch: Stretch,
        placing: labels.Placing,
        bracing: timers.Bracing,
    ) -> tuple[labels.Placing, timers.Bracing]:
        """Stretch a little further where that keeps arrows from running through labels."""
        best, fewest = stretch.copy(), len(placing.crossed)
        last = fewest
        for _ in range(CALM):
            self._stretch(stretch, placing.crossed, [], MORE)
            placing, bracing = self._settle(forms, stretch, CALM)
            last = len(placing.crossed)
            if placing.clashes or bracing.lacking:
                last = fewest + 1
                break
            if last < fewest:
                best, fewest = stretch.copy(), last
            if not last:
                break
        if last != fewest:
            placing, bracing = self._settle(forms, best)
        return placing, bracing

    def _stretch(
        self, stretch: Stretch, clashes: list[labels.Clash], lacking: list[int], px: int
    ) -> None:
        """Ask for more time where labels found no place."""
        times: list[int] = list(lacking)
        steeper: list[int] = []
        apart: list[int] = []
        for clash in clashes:
            one, other = clash.one, clash.other
            old = [f.n for f in (one, other) if f.fault == "old"]
            if old:
                steeper += old[:1]
                continue
            if one.source == other.source and one.n != other.n:
                apart.append(max(one.n, other.n))
                continue
            first = one if self._ends(one) <= self._ends(other) else other
            if one.n == other.n:  # two copies: the later one
                first = one if one.copy > other.copy else other
            if self._ends(first) > self.trace.segments[first.n - 1].sent:
                times.append(self._ends(first))
            else:
                steeper.append(first.n)
        for wanted, table in (
            (times, stretch.before),
            (apart, stretch.apart),
            (steeper, stretch.drop),
        ):
            for key in sorted(set(wanted)):
                more(table, key, px)

    def _ends(self, flight: Flight) -> int:
        """When a copy arrives, or would have."""
        seg = self.trace.segments[flight.n - 1]
        arrives = seg.copies[flight.copy].arrives
        return seg.sent + self.line.delay if arrives is None else arrives

    def _above(self, layout: Layout) -> float:
        """Title, the label of a variant and the peers' heads; returns where the lifelines begin."""
        grid, y = self.grid, 8.0
        for text in wrap(self.look.title, grid.title, grid.width - 24, bold=True):
            y += grid.title + 4
            layout.texts.append(
                Text(grid.width / 2, y - 4, text, grid.title, "title", "middle", mono=False)
            )
        y = self.labelled(y)
        y += 8 if len(layout.texts) else 0
        self._heads(layout, y)
        return y + grid.head_h

    def labelled(self, y: float) -> float:
        """The label of a variant, if this is one, below `y`; returns where it ends."""
        said = variants.label(self.trace, self.look.lang, self.peers())
        return self._variant(self.layout, said, y + 6) if said else y

    def _variant(self, layout: Layout, said: str, y: float) -> float:
        """The label that says by which rules this went, if not by RFC 9293. No option hides it."""
        grid = self.grid
        lines = wrap(said, grid.note + 1, grid.width - 40, bold=True)
        wide = max([width(line, grid.note + 1, mono=False, bold=True) for line in lines]) + 20
        height = len(lines) * (grid.note + 5) + 8
        layout.banner.append(Box((grid.width - wide) / 2, y, wide, height, "", "variant"))
        for k, line in enumerate(lines):
            at = y + 4 + (grid.note + 5) * (k + 0.5) + grid.note * 0.37
            layout.texts.append(
                Text(grid.width / 2, at, line, grid.note + 1, "variant", "middle", mono=False)
            )
        return y + height

    def _heads(self, layout: Layout, y: float) -> None:
        """The peers' heads, wide enough for their labels and no wider than the picture."""
        grid = self.grid
        for x, peer in ((self.left, 0), (self.right, 1)):
            most = 2 * min(x, grid.width - x) - 4
            most = min(most, self.right - self.left - 16)
            text = shorten(self.peers()[peer], grid.head, most - 20, bold=True)
            wide = min(max(grid.head_w, width(text, grid.head, mono=False, bold=True) + 20), most)
            layout.heads.append(Box(x - wide / 2, y, wide, grid.head_h, text, "head", peer))

    def _sides(self, layout: Layout, first: float) -> None:
        """Everything outside the lifelines but the braces."""
        grid = self.grid
        layout.texts = [t for t in layout.texts if t.kind in ("title", "variant")]
        layout.states, layout.marks = [], []
        for peer, x in (("A", self.left), ("B", self.right)):
            side = sides.Side(layout, grid, peer, x, timers.box_gap(self.timers, peer))
            side.state(self.trace.states[peer][0], first, -1)
            for i, moment in enumerate(self.trace.moments):
                if moment.peer == peer and i in self.stacks:
                    side.stack(self.stacks[i], self.line.moment_y[i], i)
        sides.times(layout, self.line, self.stacks, grid)

    def _lines(self, layout: Layout) -> None:
        """Lifelines, bars and folds, once it is known where the last thing ends."""
        lowest = max([self.line.end] + [box.y + box.h for box in layout.states])
        for text in layout.texts:
            if text.y + REACH > lowest:
                lowest = max(lowest, text.lowest())
        layout.bottom = lowest + self.grid.tail
        for peer, x in (("A", self.left), ("B", self.right)):
            sides.bars(layout, self.trace, self.line, peer, x)
        layout.folds = self.line.folds

    def _below(self, layout: Layout) -> None:
        """The foot: the peers again under a long chart, and what was cut or never happened."""
        grid, words, y = self.grid, self.words, layout.bottom
        if y > LONG:
            layout.heads += [replace(head, y=y) for head in layout.heads]
            y += grid.head_h
        notes: list[str] = []
        if self.trace.stop == "moments":
            notes.append(words.stop_moments.format(n=len(self.trace.moments)))
        elif self.trace.stop != "quiet":
            notes.append(words.stop_time)
        if self.trace.waiting:
            notes.append(words.waiting.format(acts="; ".join(self.trace.waiting)))
        y += 8 if notes else 0
        for note in notes:
            for text in wrap(note, grid.note, grid.width - 24):
                y += grid.note + 5
                layout.texts.append(
                    Text(grid.width / 2, y - 2, text, grid.note, "foot", "middle", mono=False)
                )
        layout.height = int(y + 8.999)


def lay_out(trace: Trace, look: Look) -> Layout:
    """Lay out `trace` as `look` has it."""
    return Chart(trace, look).run()
