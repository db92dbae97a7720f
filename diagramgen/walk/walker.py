"""The walk: a scenario's acts, faults and timers, played through the machine in order of time.

Everything that happens is in one queue. At the same millisecond acts come before arrivals and
arrivals before timeouts; acts among themselves in file order, the rest in the order in which they
were caused. The same scenario therefore gives the same trace, always.
"""

from __future__ import annotations

from dataclasses import replace
from heapq import heappop, heappush
from typing import Optional, Union

from diagramgen.tcp.endpoint import advance, call_named
from diagramgen.tcp.events import Arrives, Event, Timeout
from diagramgen.tcp.rules import RFC9293, Rules
from diagramgen.tcp.segment import Segment
from diagramgen.tcp.seq import Seq
from diagramgen.tcp.step import SetTimer, Step
from diagramgen.tcp.tcb import Tcb
from diagramgen.walk.errors import ScenarioError
from diagramgen.walk.expectations import check, is_refusal, refused
from diagramgen.walk.link import Link
from diagramgen.walk.scenario import Act, Expect, Fault, Inject, Scenario
from diagramgen.walk.settings import PEERS, PeerSettings, settings_of
from diagramgen.walk.trace import Copy, Moment, Sent, Timer, Trace

#: Where a walk is cut that does not come to rest.
MAX_MOMENTS = 1000
MAX_TIME = 24 * 3600 * 1000

PORTS = {"A": 40000, "B": 80}

_ACT, _ARRIVAL, _TIMEOUT = 0, 1, 2


def walk(scenario: Scenario, source: str = "", rules: Rules = RFC9293) -> Trace:
    """Walk `scenario` by `rules` until nothing can happen any more, or to a limit.

    `source` is the text it came from (printed anew where empty). Raises `ScenarioError` for a call
    that the state does not allow, and for an expectation that is false.
    """
    walker = _Walker(scenario, rules)
    stop = walker.run()
    trace = walker.trace(source or str(scenario), stop)
    check(trace, scenario)
    return trace


class _Peer:
    """One of the two hosts: its connection, its timers, and the acts it still has to do."""

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
        self.path = ["CLOSED"]

    @property
    def state(self) -> str:
        return self.tcb.state.value

    @property
    def iss(self) -> Seq:
        return Seq(self.settings.nth_iss(self.opened))


class _Walker:
    def __init__(self, scenario: Scenario, rules: Rules) -> None:
        settings = settings_of(scenario, rules)
        self.scenario = scenario
        self.rules = rules
        self.settings = settings
        acts = [s for s in scenario.statements if isinstance(s, Act)]
        self.peers = {
            name: _Peer(name, settings[name], tuple(a for a in acts if a.peer == name))
            for name in PEERS
        }
        faults = tuple(s for s in scenario.statements if isinstance(s, Fault))
        self.link = Link(faults, {name: settings[name].delay for name in PEERS})
        self.injects = [s for s in scenario.statements if isinstance(s, Inject)]
        self.place = {id(s): i for i, s in enumerate(scenario.statements)}
        self.may_refuse = tuple(
            s.peer for s in scenario.statements if isinstance(s, Expect) and s.verb == "refused"
        )
        self.now = 0
        self.queue: list[tuple[int, int, int, tuple[object, ...]]] = []
        self.count = 0
        self.segments: list[Sent] = []
        self.moments: list[Moment] = []
        self.waiting: dict[str, int] = {}
        self.held: dict[int, Segment] = {}

    # -- the queue ----------------------------------------------------------------------------

    def push(self, t: int, rank: int, item: tuple[object, ...], order: Optional[int] = None) -> None:
        self.count += 1
        heappush(self.queue, (t, rank, self.count if order is None else order, item))

    def run(self) -> str:
        for name in PEERS:
            self.schedule(name)
        while True:
            if not self.queue and not self.release_waiting():
                return "quiet"
            t, rank, _, item = heappop(self.queue)
            if rank == _TIMEOUT and self.is_stale(t, item):
                continue
            if t > MAX_TIME:
                return "time"
            if len(self.moments) >= MAX_MOMENTS:
                return "moments"
            self.now = t
            if rank == _ACT:
                self.act(item[0])
            elif rank == _ARRIVAL:
                self.arrive(item)
            else:
                self.time_out(str(item[0]), str(item[1]))

    def is_stale(self, t: int, item: tuple[object, ...]) -> bool:
        return self.peers[str(item[0])].deadlines.get(str(item[1])) != t

    def schedule(self, name: str) -> None:
        """Plan what has become possible at `name`: its next act, and what is injected to it."""
        peer = self.peers[name]
        if not peer.scheduled and peer.done < len(peer.acts):
            act = peer.acts[peer.done]
            if act.when in ("", peer.state):
                peer.scheduled = True
                self.push(self.now + act.after, _ACT, (act,), self.place[id(act)])
        for inject in [i for i in self.injects if i.peer == name and i.when in ("", peer.state)]:
            self.injects.remove(inject)
            self.push(self.now + inject.after, _ACT, (inject,), self.place[id(inject)])

    # -- events ---------------------------------------------------------------------------------

    def act(self, statement: object) -> None:
        if isinstance(statement, Inject):
            return self.inject(statement)
        assert isinstance(statement, Act)
        peer = self.peers[statement.peer]
        peer.scheduled = False
        peer.done += 1
        if statement.call in ("crash", "restart"):
            return self.crash_or_restart(peer, statement)
        if peer.down:
            raise ScenarioError(
                statement.line, 1, f"{peer.name} has crashed and cannot call", "restart"
            )
        words = words_of(statement)
        step = self.advance(peer, call_named(words, peer.iss, peer.tcb))
        if is_refusal(step) and peer.name not in self.may_refuse:
            raise refused(statement, step, peer.tcb, self.now, peer.settings.rules)
        self.record(peer, step, "call", call=words)

    def crash_or_restart(self, peer: _Peer, statement: Act) -> None:
        crash = statement.call == "crash"
        if peer.down == crash:
            found = f"{peer.name} has crashed already" if crash else f"{peer.name} has not crashed"
            raise ScenarioError(statement.line, 1, found, "restart" if crash else "crash")
        before = peer.state
        peer.down = crash
        peer.tcb = Tcb(parameters=peer.settings.parameters)
        timers = tuple(Timer(name, None) for name in peer.deadlines)
        peer.deadlines = {}
        if before != "CLOSED":
            peer.path.append("CLOSED")
        event = "crash" if crash else "restart"
        self.moments.append(
            Moment(
                self.now,
                peer.name,
                event,
                before,
                "CLOSED",
                "3.5.1" if crash else "3.4.2",
                "3.5.1/crash/forgotten" if crash else "3.4.2/restart/closed",
                call=event,
                passed=("CLOSED",) if before != "CLOSED" else (),
                timers=timers,
            )
        )
        self.schedule(peer.name)

    def inject(self, statement: Inject) -> None:
        segment = Segment.parse(statement.segment)
        source = "B" if statement.peer == "A" else "A"
        n = self.note_segment(source, segment, (Copy(self.now),), injected=True)
        self.push(self.now, _ARRIVAL, (segment, n, 0), self.place[id(statement)])

    def arrive(self, item: tuple[object, ...]) -> None:
        segment, n, copy = item
        assert isinstance(segment, Segment) and isinstance(n, int) and isinstance(copy, int)
        sent = self.segments[n - 1]
        peer = self.peers[sent.target]
        if peer.down:
            copies = list(sent.copies)
            copies[copy] = Copy(self.now, "down")
            self.segments[n - 1] = replace(sent, copies=tuple(copies))
            return
        step = self.advance(peer, Arrives(segment, peer.iss))
        self.record(peer, step, "segment", segment=n, copy=copy)

    def time_out(self, name: str, timer: str) -> None:
        peer = self.peers[name]
        del peer.deadlines[timer]
        step = self.advance(peer, Timeout(timer))
        self.record(peer, step, "timeout", timeout=timer)

    def advance(self, peer: _Peer, event: Event) -> Step:
        return advance(peer.tcb, event, self.now, peer.settings.rules)

    # -- what comes of an event ---------------------------------------------------------------

    def record(
        self,
        peer: _Peer,
        step: Step,
        event: str,
        call: Optional[str] = None,
        timeout: Optional[str] = None,
        segment: Optional[int] = None,
        copy: Optional[int] = None,
    ) -> None:
        iss = peer.iss
        peer.tcb = step.tcb
        sends = []
        for sent, repeat in zip(step.segments, step.repeats):
            sends.append(self.send(peer.name, sent, repeat))
        if any(s.syn and s.seq == iss and not r for s, r in zip(step.segments, step.repeats)):
            peer.opened += 1
        for state in step.passed:
            if state.value != peer.path[-1]:
                peer.path.append(state.value)
        self.moments.append(
            Moment(
                self.now,
                peer.name,
                event,
                step.before.value,
                step.tcb.state.value,
                step.rule.split("/")[0],
                step.rule,
                call,
                timeout,
                segment,
                copy,
                tuple(state.value for state in step.passed),
                tuple(sends),
                tuple(step.signals),
                len(step.delivered),
                self.take_timers(peer, step),
                step.tcb.variables(),
            )
        )
        self.schedule(peer.name)

    def take_timers(self, peer: _Peer, step: Step) -> tuple[Timer, ...]:
        latest: dict[str, Optional[int]] = {}
        for timing in step.timers:
            latest.pop(timing.name, None)
            latest[timing.name] = self.now + timing.ms if isinstance(timing, SetTimer) else None
        timers = []
        for name, due in latest.items():
            if due is None:
                if peer.deadlines.pop(name, None) is None:
                    continue
            else:
                peer.deadlines[name] = due
                self.push(due, _TIMEOUT, (peer.name, name))
            timers.append(Timer(name, due))
        return tuple(timers)

    def send(self, name: str, segment: Segment, repeat: bool) -> int:
        copies, waits = self.link.carry(name, segment.flags, len(segment.text), self.now)
        n = self.note_segment(name, segment, copies, repeat)
        for i, copy in enumerate(copies):
            if copy.arrives is not None:
                self.push(copy.arrives, _ARRIVAL, (segment, n, i))
        earlier = self.waiting.pop(name, None)
        if earlier is not None:
            arrives = [c.arrives for c in copies if c.arrives is not None]
            # A segment that is lost lets nothing pass: the one that waited goes at its pace.
            self.deliver_waiting(earlier, arrives[0] if arrives else self.now)
        if waits:
            self.waiting[name] = n
            self.held[n] = segment
        return n

    def deliver_waiting(self, n: int, arrives: int) -> None:
        copy = self.link.behind(arrives)
        sent = self.segments[n - 1]
        self.segments[n - 1] = replace(sent, copies=(copy,) + sent.copies[1:])
        assert copy.arrives is not None
        self.push(copy.arrives, _ARRIVAL, (self.held[n], n, 0))

    def release_waiting(self) -> bool:
        """Nothing else can happen: what waited for a next segment has nothing to wait for."""
        for name in PEERS:
            n = self.waiting.pop(name, None)
            if n is not None:
                due = self.segments[n - 1].sent + self.settings[name].delay
                self.deliver_waiting(n, max(self.now, due) - 1)
                return True
        return False

    def note_segment(
        self,
        source: str,
        segment: Segment,
        copies: tuple[Copy, ...],
        repeat: bool = False,
        injected: bool = False,
    ) -> int:
        n = len(self.segments) + 1
        self.segments.append(
            Sent(
                n,
                source,
                "B" if source == "A" else "A",
                int(segment.seq),
                None if segment.ack is None else int(segment.ack),
                segment.flags,
                len(segment.text),
                segment.wnd,
                tuple(segment.options.as_dict().items()),
                segment.up,
                self.now,
                copies,
                self.first_sending(source, segment) if repeat else None,
                injected,
                None if injected else len(self.moments),
            )
        )
        return n

    def first_sending(self, source: str, segment: Segment) -> Optional[int]:
        for sent in reversed(self.segments):
            if sent.source == source and sent.retransmission_of is None and not sent.injected:
                ahead = segment.seq - sent.seq
                if 0 <= ahead < sent.seg_len:
                    return sent.n
        return None

    def trace(self, source: str, stop: str) -> Trace:
        waiting = [a for name in PEERS for a in self.peers[name].acts[self.peers[name].done :]]
        left: list[Union[Act, Inject]] = [*waiting, *self.injects]
        left.sort(key=lambda s: self.place[id(s)])
        settings: dict[str, object] = {name: self.settings[name].as_dict() for name in PEERS}
        return Trace(
            self.scenario.name,
            source,
            self.rules.name,
            stop,
            tuple(self.segments),
            tuple(self.moments),
            {name: tuple(self.peers[name].path) for name in PEERS},
            settings,
            dict(PORTS),
            tuple(str(statement) for statement in left),
        )


def words_of(act: Act) -> str:
    """The call of an act in words, as `call_named` takes it and a trace shows it."""
    out = act.call
    if act.call in ("send", "receive"):
        out += f" {act.octets}"
    return out + " push" * act.push + " urgent" * act.urgent
