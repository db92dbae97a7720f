"""A scenario on two real stacks. Our process is the wire, and the walk's own link decides on it.

Time: an act or an arrival happens at the time that the scenario gives it, in that order and never
earlier. Where our process is later than a little, its clock is set back: so much sooner after one
another would events happen, that the kernel's timers between them fell behind. What a TUN write or
a call causes is there when it returns and is drained at once; what comes between was caused by a
timer of the kernel.
"""

from __future__ import annotations

import select
import time
from dataclasses import dataclass
from heapq import heappop, heappush

from diagramgen.kernel.host import Host, Place, kernel_release
from diagramgen.kernel.numbers import Numbers
from diagramgen.kernel.tracepoint import Tracepoint
from diagramgen.kernel.watch import Watch
from diagramgen.tcp.segment import Segment
from diagramgen.tcp.wire import WireError, from_octets, to_octets
from diagramgen.walk.journal import Journal
from diagramgen.walk.link import Link
from diagramgen.walk.scenario import Act, Fault, Inject, Scenario
from diagramgen.walk.settings import PEERS, settings_of
from diagramgen.walk.trace import Copy, Moment, Trace
from diagramgen.walk.walker import PORTS, words_of

_LOOK = 20  # ms: how often states are looked at when nothing else happens
_LATE = 10  # ms: less than any kernel's timer
_ACT, _ARRIVAL = 0, 1


@dataclass
class _Scheduled:
    """The acts of one peer: how many are done, and whether the next one has its time."""

    acts: tuple[Act, ...]
    done: int = 0
    planned: bool = False


class Exchange:
    """One run: number `number` of the process `owner`."""

    def __init__(self, scenario: Scenario, number: int, owner: int, traced: bool) -> None:
        self.scenario = scenario
        self.settings = settings_of(scenario)
        acts = [s for s in scenario.statements if isinstance(s, Act)]
        self.acts = {n: _Scheduled(tuple(a for a in acts if a.peer == n)) for n in PEERS}
        self.injects = [s for s in scenario.statements if isinstance(s, Inject)]
        self.place = {id(s): i for i, s in enumerate(scenario.statements)}
        faults = tuple(s for s in scenario.statements if isinstance(s, Fault))
        self.link = Link(faults, {name: self.settings[name].delay for name in PEERS})
        self.numbers = Numbers(self.settings)
        self.journal = Journal()
        # The tracepoint does not say of which namespace a socket is: no two runs share addresses.
        pair = (owner % 16384 * 256 + number) * 4
        ends = {n: (_address(pair + i), PORTS[n]) for i, n in enumerate(PEERS, 1)}
        ports = (PORTS["A"], PORTS["B"])
        tracepoint = Tracepoint(owner, str(number), ports) if traced else None
        self.hosts: dict[str, Host] = {}
        for name, other in (("A", "B"), ("B", "A")):
            place = Place(name, ends[name], ends[other])
            self.hosts[name] = Host(place, self.settings[name])
        self.watch = Watch(self.hosts, tracepoint)
        self.queue: list[tuple[int, int, int, int, tuple[object, ...]]] = []
        self.waiting: dict[str, tuple[int, bytes]] = {}
        self.count = 0
        self.now = 0

    def close(self) -> None:
        """End both hosts and take down what was put up."""
        for host in self.hosts.values():
            if not host.down:
                host.crash()
        self.watch.close()

    # -- the queue --------------------------------------------------------------------------------

    def run(self, until: int) -> Trace:
        """Play until `until`, in ms; what has not happened by then is not waited for."""
        began = time.monotonic()
        for name in PEERS:
            self._plan(name)
        while True:
            due = self.queue[0][0] if self.queue else until
            left = min(due, until) - _ms_since(began)
            if left > 0:
                self._sleep(min(left, _LOOK))
            self.now = max(self.now, min(_ms_since(began), due, until))
            self._unprompted()
            if self.queue and self.queue[0][0] < due:
                continue  # a timer's segment has let something earlier happen
            if _ms_since(began) < min(due, until):
                continue
            if not self.queue or due > until:
                passing = [name for name in PEERS if self._let_pass(name, self.now)]
                if not passing:
                    return self._trace("quiet" if not self.queue else "time")
                until = max(until, self.now + 500)
                continue
            t, rank, _, _, item = heappop(self.queue)
            began = max(began, time.monotonic() - (t + _LATE) / 1000)
            self.now = max(self.now, t)
            if rank == _ACT:
                self._act(item[0])
            else:
                self._arrive(item)

    def _push(self, t: int, rank: int, item: tuple[object, ...], order: int | None = None) -> None:
        self.count += 1
        first = self.count if order is None else order
        heappush(self.queue, (t, rank, first, self.count, item))

    def _sleep(self, ms: int) -> None:
        """Wait that long, or until a kernel's timer has sent something."""
        tuns = [host.namespace.tun for host in self.hosts.values() if not host.down]
        select.select(tuns, [], [], ms / 1000)

    def _plan(self, name: str) -> None:
        scheduled, state = self.acts[name], self.watch.states[name]
        if not scheduled.planned and scheduled.done < len(scheduled.acts):
            act = scheduled.acts[scheduled.done]
            if act.when in ("", state):
                scheduled.planned = True
                self._push(self.now + act.after, _ACT, (act,), self.place[id(act)])
        for inject in [i for i in self.injects if i.peer == name and i.when in ("", state)]:
            self.injects.remove(inject)
            self._push(self.now + inject.after, _ACT, (inject,), self.place[id(inject)])

    # -- events -----------------------------------------------------------------------------------

    def _act(self, statement: object) -> None:
        if isinstance(statement, Inject):
            source = "B" if statement.peer == "A" else "A"
            told = Segment.parse(statement.segment)
            octets = self._octets(source, self.numbers.meant(source, told))
            copies = (Copy(self.now),)
            n = self.journal.segment(source, told, self.now, copies, injected=True)
            return self._arrive((octets, statement.peer, n, 0))
        assert isinstance(statement, Act)
        host = self.hosts[statement.peer]
        scheduled = self.acts[statement.peer]
        scheduled.planned, scheduled.done = False, scheduled.done + 1
        if statement.call == "crash":
            host.crash()
            self.watch.changes(statement.peer)  # of sockets that nobody sees any more
            return self._record(statement.peer, "crash", call="crash")
        if statement.call == "restart":
            host.restart()
            return self._record(statement.peer, "restart", call="restart")
        host.call(statement)
        self._record(statement.peer, "call", call=words_of(statement))

    def _arrive(self, item: tuple[object, ...]) -> None:
        octets, peer, n, copy = item
        assert isinstance(octets, bytes) and isinstance(peer, str)
        assert isinstance(n, int) and isinstance(copy, int)
        if self.hosts[peer].down:
            return self.journal.set_copy(n, copy, Copy(self.now, "down"))
        self.hosts[peer].namespace.write(octets)
        self._record(peer, "segment", segment=n, copy=copy)

    def _unprompted(self) -> None:
        """Record what a timer of either kernel has done since the last event."""
        for name in PEERS:
            self._record(name, "timeout")

    def _record(
        self,
        name: str,
        event: str,
        call: str | None = None,
        segment: int | None = None,
        copy: int | None = None,
    ) -> None:
        host = self.hosts[name]
        before = self.watch.states[name]
        sends: list[int] = []
        changes: list[str] = []
        while True:
            left = [n for octets in host.settle() if (n := self._send(name, octets))]
            sends += left
            changes += self.watch.changes(name)
            if not left:
                break
        passed = self.watch.look(name, changes)
        delivered, signals = host.take()
        if event == "timeout" and not sends and not passed and not signals:
            return
        repeats = [self.journal.segments[n - 1].retransmission_of for n in sends]
        timer = "retransmission" if any(repeats) or not repeats else "delayed-ack"
        self.journal.moment(
            Moment(
                self.now,
                name,
                event,
                before,
                self.watch.states[name],
                "",
                "",
                call,
                timer if event == "timeout" else None,
                segment,
                copy,
                passed,
                tuple(sends),
                signals,
                delivered,
            )
        )
        self._plan(name)

    # -- the wire ---------------------------------------------------------------------------------

    def _octets(self, source: str, segment: Segment) -> bytes:
        place = self.hosts[source].place
        ports = (place.local[1], place.remote[1])
        return to_octets(segment, place.local[0], place.remote[0], ports)

    def _send(self, name: str, octets: bytes) -> int:
        """Put a datagram on the wire; the number of its segment, 0 if it holds none of ours."""
        try:
            segment = from_octets(octets).segment
        except WireError:
            return 0
        self.numbers.seen(name, segment)
        told = self.numbers.told(name, segment)
        copies, waits = self.link.carry(name, told.flags, len(told.text), self.now)
        n = self.journal.segment(name, told, self.now, copies, repeat=told.len > 0)
        peer = "B" if name == "A" else "A"
        for i, copy in enumerate(copies):
            if copy.arrives is not None:
                self._push(copy.arrives, _ARRIVAL, (octets, peer, n, i))
        arrives = [copy.arrives for copy in copies if copy.arrives is not None]
        self._let_pass(name, arrives[0] if arrives else self.now)
        if waits:
            self.waiting[name] = (n, octets)
        return n

    def _let_pass(self, name: str, arrives: int) -> bool:
        if name not in self.waiting:
            return False
        n, octets = self.waiting.pop(name)
        copy = self.link.behind(arrives)
        self.journal.set_copy(n, 0, copy)
        assert copy.arrives is not None
        self._push(copy.arrives, _ARRIVAL, (octets, "B" if name == "A" else "A", n, 0))
        return True

    def _trace(self, stop: str) -> Trace:
        left: list[object] = list(self.injects)
        for scheduled in self.acts.values():
            left += scheduled.acts[scheduled.done :]
        left.sort(key=lambda statement: self.place[id(statement)])
        settings: dict[str, object] = {n: self.settings[n].as_dict() for n in PEERS}
        settings["kernel"] = kernel_release()
        settings["states"] = self.watch.sources
        settings["isn"] = self.numbers.isns
        return Trace(
            self.scenario.name,
            str(self.scenario),
            f"Linux {kernel_release()}",
            stop,
            tuple(self.journal.segments),
            tuple(self.journal.moments),
            {name: tuple(self.watch.paths[name]) for name in PEERS},
            settings,
            dict(PORTS),
            tuple(str(statement) for statement in left),
        )


def _address(host: int) -> str:
    return f"10.{host >> 16}.{host >> 8 & 255}.{host & 255}"


def _ms_since(began: float) -> int:
    return int((time.monotonic() - began) * 1000)
