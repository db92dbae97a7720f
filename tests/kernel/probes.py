"""One Linux 6.18 endpoint under a hand-written peer, against our endpoint with the same rules.

A step is a call, "timer" (the next one goes off), ``> segment`` (it arrives), ``< segment`` (it is
what was sent next), or ``= STATE`` ("none": no connection; its listener, if there is one, stays).
Nothing else may be sent. An acknowledgment that waits leaves when it is looked for.
"""

import json
from pathlib import Path
from typing import Any

from diagramgen.tcp.endpoint import Endpoint
from diagramgen.tcp.rules import Rules
from diagramgen.tcp.segment import Segment
from diagramgen.tcp.tcb import Parameters
from diagramgen.tcp.variants import linux
from tests.tcp.clock import Clock

PROBES: dict[str, dict[str, Any]] = json.loads(
    (Path(__file__).parents[1] / "data" / "kernel" / "probes.json").read_text(encoding="utf-8")
)


def rules_of(probe: dict[str, Any], rules: Rules) -> Rules:
    for name in probe.get("options", "").split():
        rules = rules.with_options(name.removeprefix("no-"), on=not name.startswith("no-"))
    return rules


class Probe(Clock):
    """`unseen` is what was sent and not yet looked at."""

    def __init__(self, probe: dict[str, Any], rules: Rules = linux.LINUX) -> None:
        parameters = Parameters(**dict(linux.PARAMETERS), reads=not probe.get("unread", False))
        with_options = rules_of(probe, rules)
        super().__init__(Endpoint(rules=with_options, parameters=parameters))
        self.steps: list[str] = probe["steps"]
        self.looked = 0

    def run(self) -> None:
        """All steps; raises `AssertionError` for the first that differs."""
        for words in self.steps:
            self.step(words)
        assert self.unseen == []

    @property
    def unseen(self) -> list[str]:
        return [str(segment._replace(psh=False)) for _, segment in self.sent[self.looked :]]

    def step(self, words: str) -> None:
        if words.startswith("< "):
            if not self.unseen and "delayed-ack" in self.due:
                self.until(self.due["delayed-ack"])
            assert self.unseen[:1] == [words[2:]], words
            self.looked += 1
            return
        assert self.unseen == [], f"before {words}"
        if words.startswith("= "):
            nothing = self.state in ("CLOSED", "LISTEN")
            assert nothing if words == "= none" else self.state == words[2:], words
        elif words == "timer":
            assert self.due, "no timer runs"
            self.go_off()
        elif words.startswith("> "):
            arriving = Segment.parse(words[2:])
            if self.state == "CLOSED" and arriving.syn and self.endpoint.tcb.opened == "":
                self.reopen()
            self.play(arriving)
        else:
            self.play(words)

    def reopen(self) -> None:
        """The listener beside the connection that is no more, where there was one."""
        if self.steps[0] == "open passive":
            self.play("open passive")
