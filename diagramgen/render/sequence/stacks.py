"""What stands outside a lifeline at one moment: a call, the states entered, what is told."""

from __future__ import annotations

from dataclasses import dataclass

from diagramgen.render.measure import fits, wrap
from diagramgen.render.sequence.grid import Grid
from diagramgen.render.words.fields import Words
from diagramgen.walk.trace import Moment

#: The calls whose words bear their names.
CALLS = ("send", "receive", "close", "abort", "status", "crash", "restart")
#: The timers of a trace, and the words that name them.
TIMERS = (
    ("retransmission", "rto"),
    ("time-wait", "two_msl"),
    ("user", "user_timeout"),
    ("persist", "persist"),
    ("delayed-ack", "delayed_ack"),
)
#: Air between two things in a stack, and between two stacks.
AIR = 3


@dataclass(slots=True)
class Item:
    """One thing in a stack: "call", "state", "told", "error" (and "told+", "error+" for what
    goes on in a further line), "crash" or "restart"."""

    kind: str
    text: str
    height: int


@dataclass(slots=True)
class Stack:
    """The items of one moment, from top to bottom. The middle of the first is the moment's y."""

    items: tuple[Item, ...]
    up: float
    down: float


def call_words(call: str, words: Words) -> str:
    """A call as the chart shows it: "active OPEN", "SEND 5"."""
    name, _, rest = call.partition(" ")
    if name == "open":
        return words.open_active if rest == "active" else words.open_passive
    if name in CALLS:
        said: str = getattr(words, name)
        return said.replace("{n}", rest).strip()
    return call.upper()


def timer_words(name: str, words: Words) -> str:
    """A timer as the chart names it; one that it does not know by the name in the trace."""
    for known, field in TIMERS:
        if name == known:
            said: str = getattr(words, field)
            return said
    return name


def _call_that_fits(call: str, words: Words, grid: Grid) -> str:
    """The words of a call, or as many of them as the gutter has room for: at least its name."""
    said = call_words(call, words)
    room = grid.gutter - grid.call - 12
    if fits(said, grid.note, room, bold=True):
        return said
    parts = said.split(" ")
    if call.startswith("open"):  # its name comes last ("active OPEN"), that of others first
        return parts[-1]
    shorter = " ".join(parts[:2])
    return shorter if fits(shorter, grid.note, room, bold=True) else parts[0]


def told(signal: str, words: Words) -> str:
    """A signal to the user as the chart shows it, or "" for one that says that all is well."""
    if signal.startswith("ok") or signal.startswith("state"):
        return ""
    for known, shown in words.signals:
        if signal == known:
            return shown
    return signal.partition(": ")[2] or signal


def entered(moment: Moment) -> tuple[str, ...]:
    """The states entered at a moment, in order."""
    if moment.passed:
        return moment.passed
    return (moment.after,) if moment.after != moment.before else ()


def stack(moment: Moment, words: Words, grid: Grid) -> Stack | None:
    """What to put beside the lifeline at `moment`; `None` for nothing."""
    line, event = grid.note + 3, moment.event
    room = min(grid.box_w, grid.gutter - grid.bar - grid.call - 5) - 4
    items = [Item("state", state, grid.box_h) for state in entered(moment)]
    if event in ("crash", "restart"):
        items.insert(0, Item(event, getattr(words, event), line))
    elif moment.call:
        items.insert(0, Item("call", _call_that_fits(moment.call, words, grid), line))
    for signal in moment.signals:
        shown = told(signal, words)
        if not shown:
            continue
        kind = "error" if signal.startswith("error") else "told"
        lines = wrap(shown, grid.note, room)
        items += [Item(kind if not i else kind + "+", text, line) for i, text in enumerate(lines)]
    if not items:
        return None
    up = items[0].height / 2
    down = sum([item.height for item in items]) + AIR * (len(items) - 1) - up
    return Stack(tuple(items), up, down)
