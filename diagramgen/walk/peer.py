"""One of the two hosts of a walk: its connection, its timers, and the acts still to be done."""

from __future__ import annotations

from typing import Optional

from diagramgen.tcp.seq import Seq
from diagramgen.tcp.step import SetTimer, Step
from diagramgen.tcp.tcb import Tcb
from diagramgen.walk.scenario import Act
from diagramgen.walk.settings import PeerSettings
from diagramgen.walk.trace import Timer


class Peer:
    """`state` is the connection's by name, `path` are the states so far; `iss` is for the next
    connection that opens, `opened` counts those that used theirs."""

    def __init__(self, name: str, settings: PeerSettings, acts: tuple[Act, ...]) -> None:
        self.name = name
        self.settings = settings
        self.tcb = Tcb(parameters=settings.parameters)
        self.down = False
        self.opened = 0
        self.acts = acts
        self.done = 0
        self.scheduled = False
        self.deadlines: dict[str, int] = {}
        self.state = "CLOSED"
        self.path = ["CLOSED"]
        self.iss = Seq(settings.nth_iss(0))

    def next_act(self) -> Optional[Act]:
        """The act that has become possible and is not yet planned."""
        if self.scheduled or self.done == len(self.acts):
            return None
        act = self.acts[self.done]
        return act if act.when in ("", self.state) else None

    def take(self, step: Step) -> tuple[Timer, ...]:
        """Become what the step has made of the connection; the timers that changed."""
        for segment, repeat in zip(step.segments, step.repeats):
            if segment.syn and not repeat and segment.seq == self.iss:
                self.opened += 1
                self.iss = Seq(self.settings.nth_iss(self.opened))
                break
        self.tcb = step.tcb
        if step.tcb.state is not step.before:
            self.state = step.tcb.state.value
        for state in step.passed:
            if state.value != self.path[-1]:
                self.path.append(state.value)
        if not step.timers:
            return ()
        latest: dict[str, Optional[int]] = {}
        for timing in step.timers:
            latest.pop(timing.name, None)
            latest[timing.name] = step.now + timing.ms if isinstance(timing, SetTimer) else None
        timers = []
        for name, due in latest.items():
            was = self.deadlines.pop(name, None)
            if due is not None:
                self.deadlines[name] = due
            if due is not None or was is not None:
                timers.append(Timer(name, due))
        return tuple(timers)

    def crash(self) -> tuple[Timer, ...]:
        """Forget the connection without a word; the timers that are no more."""
        if self.path[-1] != "CLOSED":
            self.path.append("CLOSED")
        timers = tuple([Timer(name, None) for name in self.deadlines])
        self.tcb = Tcb(parameters=self.settings.parameters)
        self.state = "CLOSED"
        self.deadlines = {}
        self.down = True
        return timers
