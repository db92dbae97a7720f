"""RFC 9293's Figures 6 to 13 and RFC 1337's 1, 3 and 4, executed line by line on two endpoints.

A line is: what its users do, then `depart` (the next segment that `from` has sent is the line's
and is now in the network), then `arrive` (it reaches the other side; one that never departed is an
old duplicate), then the states. What an endpoint sends and no line shows must be `undrawn`.
PSH and the window are not compared: the figures do not print them.
"""

import json
from pathlib import Path
from typing import Any

import pytest

from diagramgen.tcp.endpoint import Endpoint
from diagramgen.tcp.rules import RFC9293
from diagramgen.tcp.segment import Segment

FIGURES = json.loads(
    (Path(__file__).parents[1] / "data" / "figures.json").read_text(encoding="utf-8")
)
OTHER = {"A": "B", "B": "A"}


def drawn(segment: Segment) -> str:
    """The segment as the figures print it."""
    return str(segment).replace(",PSH", "").replace("PSH,", "")


class Figure:
    """Two endpoints, what each has sent and no line has shown, and what is in the network."""

    def __init__(self, figure: dict[str, Any]) -> None:
        rules = RFC9293.with_options(*figure.get("options", []))
        self.endpoints: dict[str, Endpoint] = {}
        self.iss: dict[str, list[int]] = {}
        self.sent: dict[str, list[Segment]] = {"A": [], "B": []}
        self.network: dict[str, Segment] = {}
        for peer in "AB":
            side = figure[peer]
            self.endpoints[peer] = Endpoint(
                state=side["state"], numbers=side.get("numbers", {}), rules=rules
            )
            self.iss[peer] = list(side.get("iss", [0]))

    def state(self, peer: str) -> str:
        return str(self.endpoints[peer].state)

    def play(self, peer: str, event: str | Segment) -> None:
        before = self.state(peer)
        played = self.endpoints[peer].play(event, iss=self.iss[peer][0])
        after = str(played.state)
        if (before, after) in OPENED and len(self.iss[peer]) > 1:
            self.iss[peer].pop(0)
        self.sent[peer].extend(played.segments)

    def run(self, line: dict[str, Any]) -> None:
        """Execute one line; everything that is not as drawn is said in one assertion."""
        found: list[str] = []
        expected: list[str] = []
        for peer in "AB":
            if peer in line:
                found.append(f"{peer} before {self.state(peer)}")
                expected.append(f"{peer} before {line[peer][0]}")
        for peer, call in line.get("calls", {}).items():
            self.play(peer, call)
        if "depart" in line.get("action", ""):
            waiting = self.sent[line["from"]]
            first = waiting.pop(0) if waiting else None
            found.append(f"{line['from']} sends {drawn(first) if first else 'nothing'}")
            expected.append(f"{line['from']} sends {line['segment']}")
            self.network[line["id"]] = first or Segment.parse(line["segment"])
        if "arrive" in line.get("action", ""):
            segment = self.network.pop(line["id"], None) or Segment.parse(line["segment"])
            self.play(OTHER[line["from"]], segment)
        for peer, undrawn in line.get("undrawn", {}).items():
            for text in undrawn:
                waiting = self.sent[peer]
                found.append(f"{peer} sends {drawn(waiting.pop(0)) if waiting else 'nothing'}")
                expected.append(f"{peer} sends {text}")
        for peer in "AB":
            if peer in line:
                found.append(f"{peer} after {self.state(peer)}")
                expected.append(f"{peer} after {line[peer][1]}")
        assert found == expected, f"line {line['line']}"


#: Where an ISS of the list has been used up.
OPENED = {("LISTEN", "SYN-RECEIVED"), ("CLOSED", "SYN-SENT"), ("LISTEN", "SYN-SENT")}


@pytest.mark.parametrize("figure", FIGURES, ids=[f["id"] for f in FIGURES])
def test_the_machine_draws_the_figure(figure: dict[str, Any]) -> None:
    two = Figure(figure)
    for line in figure["lines"]:
        two.run(line)
    left = {peer: [drawn(s) for s in sent] for peer, sent in two.sent.items()}
    assert left == {"A": [], "B": []}, "sent, and on no line"
    assert not two.network, "departed, and never arrived"


def test_simultaneous_open_takes_six_segments_by_the_text_and_four_by_the_figure() -> None:
    """R9293-A.2-01, R9293-3.5-01, R1122-4.2.2.10-01: the RFC's own contradiction, both ways."""
    departures = {
        figure["id"]: sum("depart" in line.get("action", "") for line in figure["lines"])
        for figure in FIGURES
    }
    assert departures["figure-7"] == 4
    assert departures["figure-7-by-the-text"] == 6
