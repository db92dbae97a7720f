"""A row: one endpoint in one state, one event, and what RFC 9293 says comes of it.

Segments are in the RFC's notation and may hold the RFC's names: ``<SEQ=RCV.NXT+1><ACK=SND.NXT>``.
They stand for the numbers before the event, in the event and in what is expected alike; SEG.SEQ,
SEG.ACK and SEG.LEN are those of the event. The window and PSH are not compared.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

import pytest

from diagramgen.tcp.endpoint import Endpoint, Played
from diagramgen.tcp.rules import RFC9293, Rules
from diagramgen.tcp.segment import Segment
from diagramgen.tcp.tcb import Parameters

SYNCHRONIZED = "ESTABLISHED FIN-WAIT-1 FIN-WAIT-2 CLOSE-WAIT CLOSING LAST-ACK TIME-WAIT"
GROUPS = {
    "SYNCHRONIZED": SYNCHRONIZED,
    "OTHERWISE": f"SYN-RECEIVED {SYNCHRONIZED}",  # the states of 3.10.7.4
    "WITH-TCB": f"LISTEN SYN-SENT SYN-RECEIVED {SYNCHRONIZED}",
    "RECEIVING": "ESTABLISHED FIN-WAIT-1 FIN-WAIT-2",
    "DEAF": "CLOSE-WAIT CLOSING LAST-ACK TIME-WAIT",  # the peer's FIN has been received
}

#: ISS 100 and IRS 300; a state's own FIN, where it has sent one, is octet 101, the peer's 301.
NUMBERS: dict[str, dict[str, int]] = {
    "CLOSED": {},
    "LISTEN": {},
    "SYN-SENT": {"snd.una": 100, "snd.nxt": 101},
    "SYN-RECEIVED": {"snd.una": 100, "snd.nxt": 101, "rcv.nxt": 301},
    "ESTABLISHED": {"snd.una": 101, "snd.nxt": 101, "rcv.nxt": 301},
    "FIN-WAIT-1": {"snd.una": 101, "snd.nxt": 102, "rcv.nxt": 301},
    "FIN-WAIT-2": {"snd.una": 102, "snd.nxt": 102, "rcv.nxt": 301},
    "CLOSE-WAIT": {"snd.una": 101, "snd.nxt": 101, "rcv.nxt": 302},
    "CLOSING": {"snd.una": 101, "snd.nxt": 102, "rcv.nxt": 302},
    "LAST-ACK": {"snd.una": 101, "snd.nxt": 102, "rcv.nxt": 302},
    "TIME-WAIT": {"snd.una": 102, "snd.nxt": 102, "rcv.nxt": 302},
}

SYMBOL = r"(?:SND\.(?:UNA|NXT|WND)|RCV\.(?:NXT|WND|UP)|SEG\.(?:SEQ|ACK|LEN)|ISS|IRS)"
EXPRESSION = re.compile(rf"{SYMBOL}(?:[+-](?:{SYMBOL}|\d+))*")


@dataclass(frozen=True)
class Row:
    """`req` names the requirements, `states` the states (or groups) in which the row holds.

    `sends`: the segments, in order; the word RST alone stands for a reset whose numbers the RFC
    leaves open; `None` is not looked at. `signal`: a part of one of the signals; "": there is none.
    `timers`: the delay in ms with which each was last set, `None` for cleared.
    """

    req: str
    states: str
    event: str
    next: str = "same"
    sends: tuple[str, ...] | None = ()
    before: tuple[str, ...] = ()
    signal: str | None = None
    delivered: int | None = None
    after: dict[str, str | int] = field(default_factory=dict)
    timers: dict[str, int | None] = field(default_factory=dict)
    numbers: dict[str, int | str] = field(default_factory=dict)
    options: str = ""
    parameters: dict[str, int | bool] = field(default_factory=dict)
    security: str = ""


def names(states: str) -> list[str]:
    """The states behind the names of states and groups."""
    return " ".join(GROUPS.get(word, word) for word in states.split()).split()


def endpoint_in(
    state: str,
    numbers: dict[str, int | str] | None = None,
    rules: Rules = RFC9293,
    parameters: dict[str, int | bool] | None = None,
) -> Endpoint:
    """An endpoint in `state`, with ISS 100 and IRS 300 unless `numbers` says otherwise."""
    known: dict[str, int | str] = {"rcv.wnd": 65535}
    if state not in ("CLOSED", "LISTEN"):
        known |= {"iss": 100, "snd.wnd": 65535, "opened": "active"}
    if state not in ("CLOSED", "LISTEN", "SYN-SENT"):
        known["irs"] = 300
    known |= NUMBERS[state]
    return Endpoint(
        state=state,
        numbers=known | (numbers or {}),
        rules=rules,
        parameters=Parameters(**(parameters or {})),
    )


def variables(endpoint: Endpoint) -> dict[str, int]:
    """The variables of the TCB by the RFC's names; what has no value yet is 0."""
    found = {name: value or 0 for name, value in endpoint.tcb.variables()}
    return {**found, "iss": found.get("iss", 100), "irs": found.get("irs", 300)}


def resolve(text: str, known: dict[str, int]) -> str:
    """`text` with numbers in place of the RFC's names."""

    def number(match: re.Match[str]) -> str:
        total = 0
        for sign, term in re.findall(rf"([+-]?)({SYMBOL}|\d+)", match[0]):
            value = int(term) if term.isdigit() else known.get(term.lower(), 0)
            total += -value if sign == "-" else value
        return str(total % 2**32)

    return EXPRESSION.sub(number, text)


def segment(text: str, known: dict[str, int], security: str = "") -> Segment:
    found = Segment.parse(resolve(text, known))
    return found._replace(security=security) if security else found


def drawn(sent: Segment) -> str:
    """The segment without PSH."""
    return str(sent._replace(psh=False))


def play(endpoint: Endpoint, event: str, security: str = "") -> Played:
    """Play one event; a segment's names are resolved from the endpoint's own TCB."""
    if event.startswith("<"):
        return endpoint.play(segment(event, variables(endpoint), security), iss=100)
    return endpoint.play(event, iss=100)


def check(row: Row, state: str) -> None:
    """Play `row` in `state` and compare everything that it names, in one assertion."""
    rules = RFC9293.with_options(*row.options.split())
    endpoint = endpoint_in(state, row.numbers, rules, row.parameters)
    for event in row.before:
        play(endpoint, event)
    known = variables(endpoint)
    start = str(endpoint.state)
    if row.event.startswith("<"):
        arriving = segment(row.event, known)
        known |= {
            "seg.seq": int(arriving.seq),
            "seg.ack": int(arriving.ack or 0),
            "seg.len": arriving.len,
        }
    played = play(endpoint, row.event, row.security)

    expected: dict[str, object] = {"state": start if row.next == "same" else row.next}
    found: dict[str, object] = {"state": str(played.state)}
    if row.sends is not None:
        expected["sends"] = [drawn_or_rst(text, known) for text in row.sends]
        found["sends"] = [
            "RST" if i < len(row.sends) and row.sends[i] == "RST" and sent.rst else drawn(sent)
            for i, sent in enumerate(played.segments)
        ]
    if row.signal == "":
        expected["signals"] = ()
        found["signals"] = played.signals
    elif row.signal is not None and not any(row.signal in text for text in played.signals):
        expected["signals"] = row.signal
        found["signals"] = played.signals
    if row.delivered is not None:
        expected["delivered"] = row.delivered
        found["delivered"] = len(played.delivered)
    later = variables(endpoint)
    for name, value in row.after.items():
        expected[name] = int(resolve(str(value), known))
        found[name] = later.get(name)
    last = {timer.name: getattr(timer, "ms", None) for timer in played.timers}
    for name, ms in row.timers.items():
        expected[f"timer {name}"] = ms
        found[f"timer {name}"] = last.get(name, "untouched")
    assert found == expected, f"{row.req} in {state}: {row.event}"


def each(first: int, section: str, states: str) -> list[tuple[str, str]]:
    """Consecutive ids of a section, one a state."""
    return [(f"{section}-{first + i:02}", state) for i, state in enumerate(states.split())]


def drawn_or_rst(text: str, known: dict[str, int]) -> str:
    return "RST" if text == "RST" else drawn(segment(text, known))


def cases(rows: Iterable[Row]) -> list[object]:
    """The rows as pytest's parameters, one a state."""
    return [
        pytest.param(
            row, state, id=f"{row.req.split()[0]} {state} {row.event} {row.options}".strip()
        )
        for row in rows
        for state in names(row.states)
    ]
