"""The view laid out: a legend, the heads of the columns, and a row for each moment."""

from __future__ import annotations

from diagramgen.render.look import Look
from diagramgen.render.measure import shorten, width, wrap
from diagramgen.render.notation import event_text, time_text
from diagramgen.render.panel import Label, Line, Panel, Rect, Run, Runs
from diagramgen.render.sequence.wording import bases, counted
from diagramgen.render.svg import num
from diagramgen.render.window.axis import Axis
from diagramgen.render.window.bars import FALL, Bar, names_of, points
from diagramgen.render.window.grid import BEYOND, NARROW, WIDE, Grid
from diagramgen.render.window.numbers import PEERS, Numbers, Row
from diagramgen.render.words import in_language
from diagramgen.render.words.window import WindowWords, words
from diagramgen.walk.trace import Moment, Sent, Trace

#: The side of a peer's badge, round for A and square for B; a swatch of the legend.
BADGE, SWATCH = 16, 30


class View:
    """A view being laid out."""

    def __init__(self, trace: Trace, look: Look) -> None:
        self.trace, self.look = trace, look
        self.words: WindowWords = words(look.lang)
        self.grid: Grid = NARROW if look.narrow else WIDE
        self.numbers = Numbers(trace)
        self.bases = bases(trace, look)
        self.panel = Panel(self.grid.width)
        self.axes = {
            space: Axis(self.numbers, space, x0 + BEYOND, x1 - BEYOND)
            for space, (x0, x1) in zip(PEERS, self.grid.columns)
        }

    def peer(self, peer: str) -> str:
        """What a peer is called."""
        return self.look.peers[PEERS.index(peer)] or peer

    def run(self) -> Panel:
        """Lay it out."""
        y = self.panel.head(self.trace, self.look, self.grid.edge)
        if any(row.send or row.receive for row in self.numbers.rows):
            y = self._legend(y)
            y = self._heads(y)
            for row in self.numbers.rows:
                y = self._row(y, row)
        else:
            y = self._said(y + 4, self.words.nothing, "text")
        y = self._foot(y)
        self.panel.height = int(y + 8.999)
        return self.panel

    def _said(self, y: float, text: str, kind: str) -> float:
        """A sentence in lines over the whole breadth."""
        grid = self.grid
        for line in wrap(text, grid.text, grid.width - 2 * grid.edge):
            y += grid.text + 5
            self.panel.texts.append(Label(grid.edge, y, line, grid.text, kind))
        return y

    def _foot(self, y: float) -> float:
        """That the walk was cut, if it was."""
        said = in_language(self.look.lang)
        if self.trace.stop == "moments":
            return self._said(y, said.stop_moments.format(n=len(self.trace.moments)), "muted")
        if self.trace.stop != "quiet":
            return self._said(y, said.stop_time, "muted")
        return y

    # -- legend and heads --------------------------------------------------------------------------

    def _legend(self, y: float) -> float:
        """What the parts of a bar mean: sending in the dress of A, receiving in that of B."""
        said = self.words
        rows = (
            (
                said.sending,
                (
                    ("done", said.acknowledged),
                    ("hatch", said.unacknowledged),
                    ("open", said.usable),
                    ("axis", said.not_yet),
                ),
            ),
            (
                said.receiving,
                (("got", said.received), ("dash", said.acceptable), ("axis", said.outside)),
            ),
        )
        grid = self.grid
        head = max([width(name, grid.text, mono=False, bold=True) for name, _ in rows]) + 12
        for name, entries in rows:
            y += 20
            self.panel.texts.append(Label(grid.edge, y, name, grid.text, "text", bold=True))
            x = grid.edge + head
            for look, text in entries:
                wide = SWATCH + 5 + width(text, grid.text, mono=False) + 14
                if x + wide - 14 > grid.width - grid.edge:
                    x, y = grid.edge + head, y + 20
                self._swatch(x, y, look)
                self.panel.texts.append(Label(x + SWATCH + 5, y, text, grid.text, "text"))
                x += wide
        return self._said(y + 4, said.scale, "muted") + 6

    def _swatch(self, x: float, y: float, look: str) -> None:
        top, shapes = y - 11, self.panel.shapes
        if look == "axis":
            shapes.append(Line(f"M{num(x)} {num(y - 4)}h{SWATCH}", "axis"))
            return
        if look == "hatch":
            starts = range(0, SWATCH - 13, 5)
            path = "".join([f"M{num(x + i)} {num(top + 14)}l14-14" for i in starts])
            shapes.append(Line(path, "A-hatch"))
        shapes.append(Rect(x, top, SWATCH, 14, "A-open" if look == "hatch" else f"A-{look}"))

    def _heads(self, y: float) -> float:
        """Whose numbers stand in which column."""
        if self.look.narrow:
            return y
        grid = self.grid
        for space, other, (x0, x1) in zip(PEERS, ("B", "A"), grid.columns):
            name = self.words.column.format(peer=self.peer(space))
            name = shorten(name, 13, x1 - x0, bold=True)
            said = self.words.column_of.format(peer=self.peer(space), other=self.peer(other))
            head = Runs(x0, y + 18, (Run(name, 13, space, True), Run(said, 11, "muted")), "start")
            if head.wide > x1 - x0:
                head = head._replace(runs=head.runs[:1])
            self.panel.texts.append(head)
        return y + 24

    # -- a row -------------------------------------------------------------------------------------

    def _row(self, y: float, row: Row) -> float:
        """One moment: what happened, and the numbers afterwards."""
        grid, moment = self.grid, self.trace.moments[row.moment]
        rule = f"M{num(grid.edge)} {num(y + 3)}H{num(grid.width - grid.edge)}"
        self.panel.shapes.append(Line(rule, "rule"))
        y = self._event(y + 8, row, moment)
        if row.send is None and row.receive is None:
            return y + 4
        if self.look.narrow:
            for space in PEERS:
                if row.news(space) and row.span(space) is not None:
                    y = self._column(y, row, space)
            return y + 2
        foot = y
        for space in PEERS:
            foot = max(foot, self._column(y, row, space))
        return foot + 2

    def _event(self, y: float, row: Row, moment: Moment) -> float:
        """Peer, time, state, and what came and went."""
        grid, peer = self.grid, row.peer
        x, base = grid.edge + BADGE + 6, y + 13
        round_ = f' rx="{BADGE // 2 if peer == "A" else 2}"'
        more = f'{round_} data-moment="{row.moment}"'
        self.panel.shapes.append(Rect(grid.edge, y, BADGE, BADGE, f"{peer}-badge", more=more))
        self.panel.texts.append(
            Label(grid.edge + BADGE / 2, y + 12, peer, 11, "on", "middle", bold=True)
        )
        head = f"{time_text(moment.t)}  {moment.after}"
        label = self.look.peers[PEERS.index(peer)]
        if label:
            room = grid.width - grid.edge - x - width(head, grid.text, mono=False, bold=True) - 12
            head = shorten(label, grid.text, room, bold=True) + "  " + head
        said, room = self._told(moment), grid.width - grid.edge - x
        runs = (Run(head, grid.text, "text", True), Run(said, grid.text, "text"))
        one = Runs(x, base, runs, "start")
        if one.wide <= room:
            self.panel.texts.append(one)
            return base + 8
        self.panel.texts.append(Label(x, base, head, grid.text, "text", bold=True))
        for line in wrap(said, grid.text, room):
            base += grid.text + 4
            self.panel.texts.append(Label(x, base, line, grid.text, "text"))
        return base + 8

    def _told(self, moment: Moment) -> str:
        """What came and what went."""
        said, by_n = [], {seg.n: seg for seg in self.trace.segments}
        if moment.event == "segment" and moment.segment in by_n:
            seg = by_n[moment.segment]
            form = self.words.injected if seg.injected else self.words.receives
            said.append(form.format(segment=self._segment(seg)))
        else:
            said.append(event_text(moment, self.look.lang))
        for n in moment.sends:
            seg = by_n[n]
            form = self.words.again if seg.retransmission_of else self.words.sends
            lost = self.words.lost if seg.lost else ""
            said.append(form.format(segment=self._segment(seg)) + lost)
        if not moment.tcb:
            said.append(self.words.gone)
        return self.words.clause.join(said)

    def _segment(self, seg: Sent) -> str:
        """A segment: control bits, numbers, how much text."""
        own, other = self.bases[seg.n - 1]
        said = f"{','.join(seg.flags)} SEQ={counted(seg.seq, own)}".strip()
        if seg.ack is not None:
            said += f" ACK={counted(seg.ack, other)}"
        return said + (f" LEN={seg.len}" if seg.len else "")

    def _column(self, y: float, row: Row, space: str) -> float:
        """One space in one row; returns where it ends."""
        grid, span = self.grid, row.span(space)
        x0, x1 = grid.columns[PEERS.index(space)]
        if span is None:
            said = self.words.unknown.format(peer=self.peer(space))
            said = shorten(said, grid.text, x1 - x0)
            self.panel.texts.append(Label(x0, y + 15, said, grid.text, "muted"))
            return y + 20
        if self.look.narrow:
            name = self.words.column.format(peer=self.peer(space))
            name = shorten(name, grid.variable, x1 - x0, bold=True)
            self.panel.texts.append(Label(x0, y + 9, name, grid.variable, space, bold=True))
            y += 14
        bar = Bar(self.panel, grid, self.axes[space], span, y + 2)
        bar.place()
        moment = self.trace.moments[row.moment]
        named = names_of(span, self._acknowledged(row, moment), self._acknowledges(row, moment))
        relative = self.look.numbers == "relative"
        found = points(named, span, self.axes[space], self.numbers, relative)
        bar.name(found, x0, x1, row.news(space))
        return y + grid.bar + FALL + grid.number + 20

    def _acknowledged(self, row: Row, moment: Moment) -> bool:
        """Whether the segment that arrived brought SND.UNA its number."""
        if row.send is None or not row.changed[0] or moment.segment is None:
            return False
        seg = self.trace.segments[moment.segment - 1]
        if seg.ack is None or row.send.una <= row.send.first:
            return False
        return self.numbers.counted(row.peer, seg.ack) == row.send.una

    def _acknowledges(self, row: Row, moment: Moment) -> bool:
        """Whether RCV.NXT was sent as an ACK."""
        if row.receive is None:
            return False
        other = "B" if row.peer == "A" else "A"
        acks = [self.trace.segments[n - 1].ack for n in moment.sends]
        return any(
            ack is not None and self.numbers.counted(other, ack) == row.receive.nxt for ack in acks
        )
