"""The measures of the two forms of a chart: 760 px wide, and 356 px for a phone."""

from __future__ import annotations

from typing import NamedTuple


class Grid(NamedTuple):
    """Fixed measures, in px. Lifelines move inwards where timers need the room outside."""

    width: int
    gutter: int  # least distance of a lifeline from its edge of the picture
    edge: int  # distance of the outermost text from the edge
    label: int  # font sizes: labels, words beside them, times, states, peers, title
    note: int
    time: int
    state: int
    head: int
    title: int
    box_w: int
    box_h: int
    head_w: int
    head_h: int
    call: int  # length of the little arrow of a call
    bar: int  # half the breadth of a state bar
    box_gap: int  # from the lifeline to the state boxes
    drop: int  # how far an arrow falls in one delay
    least_drop: int
    fold: int
    cloud: int  # where on its way, in hundredths, an old duplicate comes out of the network
    tail: int  # what a lifeline goes on for after the last event
    times_aside: bool  # times stand in a column of their own, not above the state boxes
    brace_inside: bool  # braces stand between the boxes and the lifeline


WIDE = Grid(
    width=760,
    gutter=190,
    edge=8,
    label=12,
    note=11,
    time=11,
    state=12,
    head=14,
    title=15,
    box_w=98,
    box_h=19,
    head_w=104,
    head_h=28,
    call=16,
    bar=3,
    box_gap=11,
    drop=50,
    least_drop=26,
    fold=46,
    cloud=40,
    tail=22,
    times_aside=True,
    brace_inside=False,
)

NARROW = Grid(
    width=356,
    gutter=92,
    edge=2,
    label=11,
    note=10,
    time=10,
    state=10,
    head=13,
    title=14,
    box_w=79,
    box_h=17,
    head_w=72,
    head_h=26,
    call=10,
    bar=3,
    box_gap=8,
    drop=42,
    least_drop=24,
    fold=50,
    cloud=20,
    tail=18,
    times_aside=False,
    brace_inside=True,
)

#: Depth of a curly brace, and the air on either side of it.
BRACE, BRACE_AIR = 8, 3

#: The states of a connection that is being opened.
OPENING = ("LISTEN", "SYN-SENT", "SYN-RECEIVED")


def phase(state: str) -> str:
    """The phase to which a state belongs: "closed", "opening", "open" or "closing"."""
    if state in OPENING:
        return "opening"
    if state == "ESTABLISHED":
        return "open"
    return "closed" if state == "CLOSED" else "closing"


def duration(ms: int) -> str:
    """A length of time as people write it: "40 ms", "1 s", "1.5 s", "4 min"."""
    if ms % 60000 == 0 and ms >= 60000:
        return f"{ms // 60000} min"
    return clock(ms)


def clock(ms: int) -> str:
    """A time since the first act: "0 ms", "30 ms", "1.01 s", "240.03 s"."""
    if ms < 1000:
        return f"{ms} ms"
    rest = ms % 1000
    if not rest:
        return f"{ms // 1000} s"
    digits = f"{1000 + rest}"[1:].rstrip("0")
    return f"{ms // 1000}.{digits} s"
