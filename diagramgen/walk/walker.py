"""The walk: a scenario's acts, faults and timers, played through the machine in order of time.

Everything that happens is in one queue. At the same millisecond acts come before arrivals and
arrivals before timeouts; acts among themselves in file order, the rest in the order in which they
were caused. The same scenario therefore gives the same trace, always.
"""

from __future__ import annotations

from heapq import heappop, heappush
from types import MappingProxyType
from typing import Mapping, Optional

from diagramgen.tcp.calls import is_refused
from diagramgen.tcp.endpoint import advance, call_named
from diagramgen.tcp.events import Arrives, Event, Timeout
from diagramgen.tcp.rules import RFC9293, Rules
from diagramgen.tcp.segment import Segment
from diagramgen.tcp.step import Step
from diagramgen.walk.errors import ScenarioError
from diagramgen.walk.expectations import check, refused
from diagramgen.walk.journal import Journal
from diagramgen.walk.link import Link
from diagramgen.walk.peer import Peer
from diagramgen.walk.scenario import Act, Expect, Fault, Inject, Scenario
from diagramgen.walk.settings import PEERS, rules_name, settings_of
from diagramgen.walk.trace import Copy, Moment, Trace

#: Where a walk is cut that does not come to rest.
MAX_MOMENTS = 1000
MAX_TIME = 24 * 3600 * 1000

PORTS: Mapping[str, int] = MappingProxyType({"A": 40000, "B": 80})

#: The rules of what befalls a host and not its TCP: the machine does not have them.
CRASHED = "3.5.1/crash/forgotten"
RESTARTED = "3.4.2/restart/closed"
HOST_RULES = (CRASHED, RESTARTED)

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


class _Walker:
    def __init__(self, scenario: Scenario, rules: Rules) -> None:
        settings = settings_of(scenario, rules)
        acts = [s for s in scenario.statements if isinstance(s, Act)]
        faults = tuple(s for s in scenario.statements if isinstance(s, Fault))
        self.scenario = scenario
        self.peers = {
            name: Peer(name, settings[name], tuple(a for a in acts if a.peer == name))
            for name in PEERS
        }
        self.link = Link(faults, {name: settings[name].delay for name in PEERS})
        self.injects = [s for s in scenario.statements if isinstance(s, Inject)]
        self.place = {id(s): i for i, s in enumerate(scenario.statements)}
        self.may_refuse = tuple(
            s.peer for s in scenario.statements if isinstance(s, Expect) and s.verb == "refused"
        )
        self.now = 0
        self.queue: list[tuple[int, int, int, int, tuple[object, ...]]] = []
        self.count = 0
        self.journal = Journal()
        self.waiting: dict[str, tuple[int, Segment]] = {}

    # -- the queue ----------------------------------------------------------------------------

    def push(
        self, t: int, rank: int, item: tuple[object, ...], order: Optional[int] = None
    ) -> None:
        self.count += 1
        first = self.count if order is None else order
        heappush(self.queue, (t, rank, first, self.count, item))

    def run(self) -> str:
        for name in PEERS:
            self.schedule(self.peers[name])
        while self.queue or self.release_waiting():
            t, rank, _, _, item = heappop(self.queue)
            if rank == _TIMEOUT and self.peers[str(item[0])].deadlines.get(str(item[1])) != t:
                continue
            if t > MAX_TIME:
                return "time"
            if len(self.journal.moments) >= MAX_MOMENTS:
                return "moments"
            self.now = t
            if rank == _ACT:
                self.act(item[0])
            elif rank == _ARRIVAL:
                self.arrive(item)
            else:
                self.time_out(self.peers[str(item[0])], str(item[1]))
        return "quiet"

    def schedule(self, peer: Peer) -> None:
        """Plan what has become possible at a peer: its next act, and what is injected to it."""
        act = peer.next_act()
        if act is not None:
            peer.scheduled = True
            self.push(self.now + act.after, _ACT, (act,), self.place[id(act)])
        if not self.injects:
            return
        mine = [i for i in self.injects if i.peer == peer.name and i.when in ("", peer.state)]
        for inject in mine:
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
            found = f"{peer.name} has crashed and cannot call"
            raise ScenarioError(statement.line, 1, found, "restart")
        words = words_of(statement)
        step = self.advance(peer, call_named(words, peer.iss, peer.tcb))
        if is_refused(step.rule) and peer.name not in self.may_refuse:
            raise refused(statement, step, peer.tcb, self.now, peer.settings.rules)
        self.record(peer, step, "call", call=words)

    def crash_or_restart(self, peer: Peer, statement: Act) -> None:
        crash = statement.call == "crash"
        if peer.down == crash:
            found = f"{peer.name} has crashed already" if crash else f"{peer.name} has not crashed"
            raise ScenarioError(statement.line, 1, found, "restart" if crash else "crash")
        before = peer.state
        timers = peer.crash() if crash else ()
        peer.down = crash
        rule = CRASHED if crash else RESTARTED
        self.journal.moment(
            Moment(
                self.now,
                peer.name,
                statement.call,
                before,
                "CLOSED",
                rule.split("/")[0],
                rule,
                call=statement.call,
                passed=("CLOSED",) if before != "CLOSED" else (),
                timers=timers,
                rules=(rule,),
            )
        )
        self.schedule(peer)

    def inject(self, statement: Inject) -> None:
        segment = Segment.parse(statement.segment)
        source = "B" if statement.peer == "A" else "A"
        n = self.journal.segment(source, segment, self.now, (Copy(self.now),), injected=True)
        self.push(self.now, _ARRIVAL, (segment, n, 0), self.place[id(statement)])

    def arrive(self, item: tuple[object, ...]) -> None:
        segment, n, copy = item
        assert isinstance(segment, Segment) and isinstance(n, int) and isinstance(copy, int)
        peer = self.peers[self.journal.segments[n - 1].target]
        if peer.down:
            return self.journal.set_copy(n, copy, Copy(self.now, "down"))
        step = self.advance(peer, Arrives(segment, peer.iss))
        self.record(peer, step, "segment", segment=n, copy=copy)

    def time_out(self, peer: Peer, timer: str) -> None:
        del peer.deadlines[timer]
        self.record(peer, self.advance(peer, Timeout(timer)), "timeout", timeout=timer)

    def advance(self, peer: Peer, event: Event) -> Step:
        return advance(peer.tcb, event, self.now, peer.settings.rules)

    # -- what comes of an event ---------------------------------------------------------------

    def record(
        self,
        peer: Peer,
        step: Step,
        event: str,
        call: Optional[str] = None,
        timeout: Optional[str] = None,
        segment: Optional[int] = None,
        copy: Optional[int] = None,
    ) -> None:
        sends = [self.send(peer.name, s, r) for s, r in zip(step.segments, step.repeats)]
        before, timers = peer.state, peer.take(step)
        for timer in timers:
            if timer.due is not None:
                self.push(timer.due, _TIMEOUT, (peer.name, timer.name))
        self.journal.moment(
            Moment(
                self.now,
                peer.name,
                event,
                before,
                peer.state,
                step.rule.partition("/")[0],
                step.rule,
                call,
                timeout,
                segment,
                copy,
                tuple([state.value for state in step.passed]),
                tuple(sends),
                tuple(step.signals),
                len(step.delivered),
                timers,
                step.tcb.variables(),
                tuple(step.rules_applied),
            )
        )
        self.schedule(peer)

    def send(self, name: str, segment: Segment, repeat: bool) -> int:
        copies, waits = self.link.carry(name, segment.flags, len(segment.text), self.now)
        n = self.journal.segment(name, segment, self.now, copies, repeat)
        for i, copy in enumerate(copies):
            if copy.arrives is not None:
                self.push(copy.arrives, _ARRIVAL, (segment, n, i))
        if name in self.waiting:
            arrives = [copy.arrives for copy in copies if copy.arrives is not None]
            # A segment that is lost lets nothing pass: the one that waited goes on at once.
            self.let_pass(name, arrives[0] if arrives else self.now)
        if waits:
            self.waiting[name] = (n, segment)
        return n

    def let_pass(self, name: str, arrives: int) -> bool:
        """The segment of `name` that waited for a next one arrives behind it, if there is one."""
        if name not in self.waiting:
            return False
        n, segment = self.waiting.pop(name)
        copy = self.link.behind(arrives)
        self.journal.set_copy(n, 0, copy)
        assert copy.arrives is not None
        self.push(copy.arrives, _ARRIVAL, (segment, n, 0))
        return True

    def release_waiting(self) -> bool:
        """Nothing else can happen: what waited for a next segment has nothing to wait for."""
        return any(self.let_pass(name, self.now) for name in PEERS)

    def trace(self, source: str, stop: str) -> Trace:
        left: list[object] = self.injects + list(self.link.unstruck)
        for name in PEERS:
            left.extend(self.peers[name].acts[self.peers[name].done :])
        left.sort(key=lambda statement: self.place[id(statement)])
        return Trace(
            self.scenario.name,
            source,
            rules_name({name: self.peers[name].settings for name in PEERS}),
            stop,
            tuple(self.journal.segments),
            tuple(self.journal.moments),
            {name: tuple(self.peers[name].path) for name in PEERS},
            {name: self.peers[name].settings.as_dict() for name in PEERS},
            dict(PORTS),
            tuple(str(statement) for statement in left),
        )


def words_of(act: Act) -> str:
    """The call of an act in words, as `call_named` takes it and a trace shows it."""
    out = act.call
    if act.call in ("send", "receive"):
        out += f" {act.octets}"
    return out + " push" * act.push + " urgent" * act.urgent
