"""Two walks as text, in the form of the RFC's figures: what both have once, what differs twice.

    =  SYN-SENT     --> <SEQ=100><CTL=SYN>              --> SYN-RECEIVED
    !< SYN-RECEIVED <-- <SEQ=300><ACK=101><CTL=SYN,ACK> <-- SYN-RECEIVED
    !> ESTABLISHED  <-- <SEQ=300><ACK=101><CTL=SYN,ACK> <-- SYN-RECEIVED
     < SYN-RECEIVED --> <SEQ=101><ACK=301><CTL=ACK>     --> ESTABLISHED

A line is a segment between two states: the sender's after it, the receiver's after its arrival.
"""

from __future__ import annotations

from diagramgen.render.beside.said import SIGNS, Said
from diagramgen.render.look import Look
from diagramgen.render.text import columns, lines_of
from diagramgen.render.words import in_language
from diagramgen.render.words.variants import label
from diagramgen.walk.comparison import Comparison, in_order
from diagramgen.walk.trace import Sent, Trace

_SIDE = 12  # the longest name of a state
_ARROW = {"A": "-->", "B": "<--"}


def render(comparison: Comparison, look: Look) -> str:
    """Write both walks in one figure."""
    said = Said(comparison, look)
    numbers = in_order(
        comparison.segments, len(comparison.one.segments), len(comparison.other.segments)
    )
    rows: list[tuple[str, tuple[str, ...]]] = []
    for pair in numbers:
        cells = [_cells(said, side, n) for side, n in enumerate(pair) if n is not None]
        if None in pair:
            rows.append((" <" if pair[1] is None else " >", cells[0]))
        elif cells[0] == cells[1] and not said.mark(0, comparison.one.segments[(pair[0] or 1) - 1]):
            rows.append(("=", cells[0]))
        else:
            rows += [("!<", cells[0]), ("!>", cells[1])]
    return "\n".join(_head(said) + _body(rows, said) + _paths(said) + _foot(said)) + "\n"


def _cells(said: Said, side: int, number: int) -> tuple[str, ...]:
    """A's state, arrow, segment, arrow, B's state."""
    trace = said.traces[side]
    sent = trace.segments[number - 1]
    word = in_language(said.look.lang)
    near, far = _states(trace, sent)
    arrow = _ARROW[sent.source]
    end = arrow
    if sent.lost:
        down = sent.copies[0].fault == "down"
        end, far = "x", f"({word.down if down else word.lost})"
    if sent.injected:
        near = f"({word.old_duplicate})"
    segment = said.segment(side, sent)
    if sent.source == "A":
        return (near, arrow, segment, end, far)
    return (far, end, segment, arrow, near)


def _states(trace: Trace, sent: Sent) -> tuple[str, str]:
    """The sender's state after the sending, the receiver's after the arrival."""
    near = trace.moments[sent.cause].after if sent.cause is not None else ""
    far = [moment.after for moment in trace.moments if moment.segment == sent.n]
    return near, far[0] if far else ""


def _pad(text: str, width: int) -> str:
    return text + " " * (width - columns(text))


def _head(said: Said) -> list[str]:
    out = [said.look.title, ""] if said.look.title else []
    for side, trace in enumerate(said.traces):
        out.append(said.head(side))
        other = label(trace, said.look.lang, said.look.peers)
        out += lines_of(other) if other else []
    return [*out, ""]


def _body(rows: list[tuple[str, tuple[str, ...]]], said: Said) -> list[str]:
    width = max([columns(cells[2]) for _, cells in rows] + [_SIDE])
    peers = [said.peer(peer) for peer in said.traces[0].peers]
    out = ["   " + _pad(peers[0], _SIDE + width + 10) + peers[1], ""]
    for mark, (left, near, segment, far, right) in rows:
        out.append(
            f"{_pad(mark, 2)} {_pad(left, _SIDE)} {_pad(near, 3)} {_pad(segment, width)}"
            f" {_pad(far, 3)} {right}".rstrip()
        )
    return [*out, ""]


def _paths(said: Said) -> list[str]:
    """The states of each peer, once if both walks have the same."""
    out = []
    for peer in said.traces[0].peers:
        out.append(said.words.paths.format(peer=said.peer(peer)))
        paths = [" ".join(trace.states[peer]) for trace in said.traces]
        if paths[0] == paths[1]:
            out.append(f"=  {paths[0]}")
        else:
            out += [f"!< {paths[0]}", f"!> {paths[1]}"]
    return [*out, ""]


def _foot(said: Said) -> list[str]:
    word = in_language(said.look.lang)
    out = [said.counts()]
    both = [each for each in said.comparison.differences if None not in each.segments]
    out += [said.sentence(each) for each in both]
    for sign, trace in zip(SIGNS, said.traces, strict=True):
        if trace.stop == "moments":
            out.append(f"{sign} {word.stop_moments.format(n=len(trace.moments))}")
        elif trace.stop != "quiet":
            out.append(f"{sign} {word.stop_time}")
        if trace.waiting:
            out.append(f"{sign} {word.waiting.format(acts='; '.join(trace.waiting))}")
    return [*out, said.words.legend]
