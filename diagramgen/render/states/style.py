"""Colours, classes and texts of the state graph, shared by its DOT and its SVG."""

from __future__ import annotations

from collections.abc import Iterable

from diagramgen.render.measure import wrap
from diagramgen.render.states.layout import WIDTH
from diagramgen.render.words.graph import GraphWords
from diagramgen.tcp.transitions import Transition

TEXT = "#1f1f1f"
MUTED = "#6b6b6b"
THIN = "#949494"
PAPER = "#ffffff"
IDLE = "#f6f6f6"  # a state that a walk does not touch
#: The peers' colours; never alone: A has circles and solid lines, B squares and double lines.
PEERS = {"A": "#0072B2", "B": "#B84A00"}
FILLS = {"opening": "#e3f0f9", "established": "#e2f3ec", "closing": "#fbebdd", "closed": "#efefef"}

SANS = "Helvetica,Arial,sans-serif"
MONO = "ui-monospace,SFMono-Regular,Menlo,Consolas,monospace"
SIZE = 11  # of an arc's label
SIZE_STATE = 12
LINE = 13  # from one line of a label to the next

_PHASES = {
    "CLOSED": "closed",
    "LISTEN": "opening",
    "SYN-SENT": "opening",
    "SYN-RECEIVED": "opening",
    "ESTABLISHED": "established",
}
#: The way that a client and a server usually go (bold and dashed in the picture without a walk).
CLIENT = (
    "CLOSED", "SYN-SENT", "ESTABLISHED", "FIN-WAIT-1", "FIN-WAIT-2", "TIME-WAIT", "CLOSED",
)  # fmt: skip
SERVER = (
    "CLOSED", "LISTEN", "SYN-RECEIVED", "ESTABLISHED", "CLOSE-WAIT", "LAST-ACK", "CLOSED",
)  # fmt: skip
CLIENT_ARCS = frozenset(f"arc-{a}-{b}" for a, b in zip(CLIENT, CLIENT[1:], strict=False))
SERVER_ARCS = frozenset(f"arc-{a}-{b}" for a, b in zip(SERVER, SERVER[1:], strict=False))


def phase(state: str) -> str:
    """The phase of a connection that a state belongs to: it chooses the fill of the box."""
    return _PHASES.get(state, "closing")


def cause_lines(row: Transition) -> tuple[str, ...]:
    """A cause as the label shows it: what is longer than a gap between boxes takes two lines."""
    if row.cause.value == "rcv ACK of FIN":
        return ("rcv ACK", "of FIN")
    return (row.cause.value,)


def sentence(row: Transition, words: GraphWords, beside: bool = False) -> str:
    """A row in one line: its cause, its action, its section, its option.

    One that a variant has `beside` RFC 9293's has no section there.
    """
    action = f" / {row.action}" if row.action else ""
    option = words.stop + words.option.format(option=row.option) if row.option else ""
    where = words.not_a_row if beside else f"{row.section}{option}"
    return f"{row.cause}{action}" + words.aside.format(text=where)


def label_lines(label: str) -> list[str]:
    """The label of a walk by other rules, in lines that the graph has room for."""
    return wrap(label, SIZE, WIDTH - 16, bold=True) if label else []


def tooltip(rows: Iterable[Transition], words: GraphWords, beside: bool = False) -> str:
    """What an arc says when the pointer rests on it: from where to where, then a line a row."""
    rows = tuple(rows)
    head = f"{rows[0].source} → {rows[0].target}"
    return "\n".join((head, *(_named(row, words, beside) for row in rows)))


def _named(row: Transition, words: GraphWords, beside: bool) -> str:
    """A row in one line, each part by its name."""
    where = words.not_a_row if beside else words.of_section.format(section=row.section)
    parts = [
        words.cause.format(cause=row.cause),
        words.action.format(action=row.action or words.no_action),
        where,
    ]
    if row.option:
        parts.append(words.option.format(option=row.option))
    return words.stop.join(parts)
