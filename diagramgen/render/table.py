"""A walk as a Markdown table: a row a moment, from the same trace as the chart."""

from __future__ import annotations

from diagramgen.render.look import Look
from diagramgen.render.notation import event_text, notation, time_text
from diagramgen.render.why import why
from diagramgen.render.words.graph import GraphWords, words
from diagramgen.render.words.variants import label
from diagramgen.walk.trace import Moment, Sent, Trace


def render(trace: Trace, look: Look) -> str:
    """Write the table: number, time, peer, event, what arrives, what is sent, state, why."""
    word = words(look.lang)
    head = (
        word.number, word.time, word.peer, word.event, word.arrives, word.sends, word.state,
        word.why,
    )  # fmt: skip
    lines = []
    other = label(trace, look.lang, look.peers)
    if other:
        lines += [f"**{cell(other)}**", ""]
    lines += [row(head), "| ---: | ---: | --- | --- | --- | --- | --- | --- |"]
    for number, moment in enumerate(trace.moments, 1):
        lines.append(row((str(number), *_cells(moment, trace, look, word))))
    lines += _after(trace, word)
    return "\n".join(lines) + "\n"


def _cells(moment: Moment, trace: Trace, look: Look, word: GraphWords) -> tuple[str, ...]:
    by_number = {segment.n: segment for segment in trace.segments}
    arrived, sent = word.none, word.none
    if moment.segment is not None:
        arrived = code(notation(by_number[moment.segment], trace, look))
        arrived += _aside(_of_copy(by_number[moment.segment], moment.copy or 0, word), word)
    if moment.sends:
        sent = "<br>".join(
            code(notation(by_number[n], trace, look)) + _aside(_of(by_number[n], word), word)
            for n in moment.sends
        )
    states = moment.before
    for state in moment.passed or ((moment.after,) if moment.after != moment.before else ()):
        states += f" → {state}"
    label = look.peers[0 if moment.peer == "A" else 1]
    peer = word.named.format(peer=moment.peer, label=label) if label else moment.peer
    return (
        time_text(moment.t),
        cell(peer),
        cell(event_text(moment, look.lang)),
        arrived,
        sent,
        states,
        cell(why(moment, look.lang)),
    )


def _of(segment: Sent, word: GraphWords) -> tuple[str, ...]:
    """What befalls a segment, known when it is sent."""
    said = []
    if segment.retransmission_of is not None:
        said.append(word.retransmission)
    if segment.lost:
        faults = {copy.fault for copy in segment.copies}
        said.append(word.down if faults == {"down"} else word.lost)
    return tuple(said)


def _of_copy(segment: Sent, copy: int, word: GraphWords) -> tuple[str, ...]:
    """What befell a copy on the way, known when it arrives."""
    names = {
        "duplicate": word.duplicate,
        "delayed": word.delayed,
        "reordered": word.reordered,
        "down": word.down,
    }
    fault = segment.copies[copy].fault if copy < len(segment.copies) else None
    said = (word.injected,) if segment.injected else ()
    return (*said, names[fault]) if fault in names else said


def _aside(said: tuple[str, ...], word: GraphWords) -> str:
    return word.aside.format(text=word.comma.join(said)) if said else ""


def _after(trace: Trace, word: GraphWords) -> list[str]:
    """What the rows do not say: why the walk stopped, and what never ran."""
    lines = []
    stopped = dict(word.stopped).get(trace.stop)
    if stopped:
        lines += ["", stopped]
    if trace.waiting:
        acts = word.comma.join(code(act) for act in trace.waiting)
        lines += ["", word.waiting.format(acts=acts)]
    return lines


def row(cells: tuple[str, ...]) -> str:
    """A row of cells."""
    return "| " + " | ".join(cells) + " |"


def code(text: str) -> str:
    """A code span. Nothing in it is markup but the bar, which would end the cell."""
    return "`" + text.replace("|", "\\|") + "`"


def cell(text: str) -> str:
    """Plain text in a cell: what Markdown or HTML would take for markup is escaped."""
    out = ""
    for char in " ".join(text.split()):
        out += {"&": "&amp;", "<": "&lt;", ">": "&gt;"}.get(char, char)
    for mark in ("\\", "`", "*", "_", "[", "]", "|"):
        out = out.replace(mark, "\\" + mark)
    return out
