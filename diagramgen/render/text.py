"""A walk as the RFC prints one: the text of Figures 6 to 13, for a terminal 80 columns wide.

    1.  CLOSED                                               LISTEN
    2.  SYN-SENT     --> <SEQ=100><CTL=SYN>              --> SYN-RECEIVED

As there, a segment that arrives before anything else happens takes one line. One that is
overtaken or crosses another takes two: where it leaves, its far end is "..." for "still in the
network"; where it arrives, its near end is. What a user calls and a timer does stands in
parentheses above.
"""

from __future__ import annotations

from dataclasses import dataclass
from unicodedata import east_asian_width

from diagramgen.render.look import Look
from diagramgen.render.notation import call_text, notation, time_text
from diagramgen.render.words.graph import GraphWords, words
from diagramgen.render.words.variants import label
from diagramgen.walk.trace import Moment, Sent, Trace

COLUMNS = 80
_NUMBER = 4
_SIDE = 12  # the longest name of a state
_LEAST, _MOST = 29, 42  # of the segment's column
_ARROW = {"A": "-->", "B": "<--"}
_AWAY = "..."
_LOST = "x"


def columns(text: str) -> int:
    """How many columns a terminal gives a text: two for a Chinese character."""
    return sum(2 if east_asian_width(char) in "WF" else 1 for char in text)


def _pad(text: str, width: int) -> str:
    return text + " " * (width - columns(text))


@dataclass
class _Line:
    """A numbered line: marks above, then state, arrow, segment, arrow, state."""

    left: str = ""
    near: str = ""
    segment: str = ""
    far: str = ""
    right: str = ""
    above: tuple[str, str] = ("", "")


def render(trace: Trace, look: Look) -> str:
    """Write the figure."""
    return _Figure(trace, look).text()


class _Figure:
    """One figure in the making: what each peer's state is by now, and the lines so far."""

    def __init__(self, trace: Trace, look: Look) -> None:
        self.trace = trace
        self.look = look
        self.words: GraphWords = words(look.lang)
        self.segments = {segment.n: segment for segment in trace.segments}
        self.arrivals = {
            (moment.segment, moment.copy or 0): index
            for index, moment in enumerate(trace.moments)
            if moment.segment is not None
        }
        self.whole = {s.n: self._is_whole(s) for s in trace.segments}
        self.state = {peer: trace.states[peer][0] for peer in trace.peers}
        self.marks = dict.fromkeys(trace.peers, "")
        self.lines: list[_Line | str] = []

    # -- one line or two ----------------------------------------------------------------------

    def _is_whole(self, segment: Sent) -> bool:
        """Whether leaving and arriving fit on one line: nothing that matters lies between."""
        arrives = self.arrivals.get((segment.n, 0))
        if len(segment.copies) != 1 or segment.cause is None or arrives is None:
            return False
        if segment.copies[0].fault == "delayed":
            return False
        between = enumerate(self.trace.moments[segment.cause + 1 : arrives], segment.cause + 1)
        return not any(self._matters(moment, segment) for _, moment in between)

    def _matters(self, moment: Moment, segment: Sent) -> bool:
        """Whether a moment while `segment` is on its way must be seen to be so."""
        if moment.event == "call" and moment.before == moment.after:
            # A call that sends nothing, or only more in the same direction.
            return bool(moment.sends) and moment.peer != segment.source
        if moment.peer == segment.source or moment.segment is None or moment.sends:
            return True
        return moment.segment > segment.n or self.segments[moment.segment].injected

    # -- the lines ----------------------------------------------------------------------------

    def text(self) -> str:
        """The whole figure."""
        self.lines.append(_Line(left=self.state["A"], right=self.state["B"]))
        idle = self._idle()
        last = 0
        for index, moment in enumerate(self.trace.moments):
            if moment.t - last > idle:
                self._flush()
                self.lines.append(self.words.later.format(time=time_text(moment.t - last)))
            last = moment.t
            self._moment(moment, index)
        self._flush()
        return "\n".join([*self._head(), *self._body(), *self._foot()]) + "\n"

    def _idle(self) -> float:
        """More than this between two moments is said: two and a half times the usual delay."""
        flights = [
            copy.arrives - segment.sent
            for segment in self.trace.segments
            for copy in segment.copies
            if copy.arrives is not None and copy.fault is None and not segment.injected
        ]
        return 2.5 * sorted(flights)[len(flights) // 2] if flights else 25.0

    def _moment(self, moment: Moment, index: int) -> None:
        said = self._said(moment)
        if said:
            if self.marks[moment.peer]:
                self._flush()
            self.marks[moment.peer] = f"({said})"
        self.state[moment.peer] = moment.after
        if moment.segment is not None:
            self._arrival(moment)
        for n in moment.sends:
            self._leaving(self.segments[n])
        waiting = [n for n in moment.sends if self.whole[n]]
        following = self.trace.moments[index + 1 :]
        soon = following and any(following[0].segment == n for n in waiting)
        if moment.before != moment.after and moment.segment is None and not moment.sends:
            self._states()
        elif self.marks[moment.peer] and not soon:
            self._flush()

    def _said(self, moment: Moment) -> str:
        """What stands in parentheses above a line."""
        if moment.event == "call":
            return call_text(moment.call or "", self.look.lang)
        if moment.event == "timeout":
            return self.words.timer(moment.timeout or "")
        return {"crash": self.words.crashes, "restart": self.words.restarts}.get(moment.event, "")

    def _put(self, line: _Line) -> None:
        line.above = (self.marks["A"], self.marks["B"])
        self.marks = dict.fromkeys(self.marks, "")
        self.lines.append(line)

    def _states(self) -> None:
        self._put(_Line(left=self.state["A"], right=self.state["B"]))

    def _flush(self) -> None:
        """Marks that no line has taken get one of their own."""
        if any(self.marks.values()):
            self._states()

    def _segment(self, segment: Sent, source: str, target: str, arrows: tuple[str, str]) -> None:
        """A line with a segment; `source`, `target` and `arrows` in the order of its way."""
        text = notation(segment, self.trace, self.look)
        if segment.source == "A":
            self._put(_Line(source, arrows[0], text, arrows[1], target))
        else:
            self._put(_Line(target, arrows[1], text, arrows[0], source))

    def _leaving(self, segment: Sent) -> None:
        if self.whole[segment.n]:
            return  # drawn where it arrives
        arrow = _ARROW[segment.source]
        state = self.state[segment.source]
        if segment.lost:
            why = self.words.down if segment.copies[0].fault == "down" else self.words.lost
            self._segment(segment, state, f"({why})", (arrow, _LOST))
        else:
            self._segment(segment, state, "", (arrow, _AWAY))

    def _arrival(self, moment: Moment) -> None:
        segment = self.segments[moment.segment or 0]
        arrow = _ARROW[segment.source]
        state = self.state[segment.target]
        if self.whole[segment.n]:
            self._segment(segment, self.state[segment.source], state, (arrow, arrow))
            return
        fault = segment.copies[moment.copy or 0].fault
        said = {
            "duplicate": self.words.duplicate,
            "delayed": self.words.delayed,
            "reordered": self.words.reordered,
        }.get(fault or "", self.words.old if segment.injected else "")
        self._segment(segment, f"({said})" if said else "", state, (_AWAY, arrow))

    # -- on paper -----------------------------------------------------------------------------

    def _width(self) -> int:
        found = [columns(line.segment) for line in self.lines if isinstance(line, _Line)]
        return min(_MOST, max([_LEAST, *found]))

    def _sides(self, left: str, right: str, between: str = "") -> str:
        """A left text, a middle one, and a right one that ends within the page."""
        column = _NUMBER + _SIDE + 5 + self._width() + 5
        out = " " * _NUMBER + _pad(left, _SIDE + 5) + between
        if right:
            start = min(column, COLUMNS - columns(right))
            out = _pad(out, start) if columns(out) < start else out + " "
            out += right
        return out.rstrip()

    def _head(self) -> list[str]:
        names = [
            self.words.named.format(peer=peer, label=label) if label else peer
            for peer, label in zip(self.trace.peers, self.look.peers, strict=True)
        ]
        out = []
        title = self.look.title or self.trace.name
        if title:
            out += [title, ""]
        other = label(self.trace, self.look.lang, self.look.peers)
        if other:
            out += [*lines_of(other), ""]
        return [*out, self._sides(names[0], names[1]), ""]

    def _body(self) -> list[str]:
        out: list[str] = []
        number = 0
        width = self._width()
        for line in self.lines:
            if isinstance(line, str):
                out += ["", self._sides("", "", f"({line})")]
                continue
            number += 1
            rows = []
            if any(line.above):
                rows.append(self._sides(*line.above))
            pieces = _pieces(line.segment, width)
            rows.append(
                f"{' ' * _NUMBER}{_pad(line.left, _SIDE)} {_pad(line.near, 3)}"
                f" {_pad(pieces[0], width)} {_pad(line.far, 3)} {line.right}".rstrip()
            )
            rows += [self._sides("", "", piece) for piece in pieces[1:]]
            rows[0] = _pad(f"{number}.", _NUMBER) + rows[0][_NUMBER:]
            out += ["", *rows]
        return out[1:]

    def _foot(self) -> list[str]:
        out = []
        drawn = [line for line in self.lines if isinstance(line, _Line)]
        arrows = {line.near for line in drawn} | {line.far for line in drawn}
        if _AWAY in arrows:
            out.append(self.words.legend_still)
        if _LOST in arrows:
            out.append(self.words.legend_lost)
        stopped = dict(self.words.stopped).get(self.trace.stop)
        if stopped:
            out.append(stopped)
        if self.trace.waiting:
            out.append(self.words.waiting.format(acts=self.words.comma.join(self.trace.waiting)))
        return ["", *out] if out else []


def lines_of(sentence: str) -> list[str]:
    """A sentence in lines of the page's width: broken at a space, or behind a wide character."""
    out = [""]
    for char in sentence:
        if columns(out[-1] + char) > COLUMNS:
            head, space, rest = out[-1].rpartition(" ")
            wide = columns(out[-1][-1]) == 2 or not space
            out[-1:] = [out[-1], ""] if wide else [head, rest]
        if out[-1] or char != " ":
            out[-1] += char
    return out


def _pieces(segment: str, width: int) -> list[str]:
    """A segment in as many pieces as its column needs, cut between its fields."""
    out = [""]
    for field in segment.replace("><", ">\n<").split("\n"):
        if out[-1] and columns(out[-1] + field) > width:
            out.append("")
        out[-1] += field
    return out
