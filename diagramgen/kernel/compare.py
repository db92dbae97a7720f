"""The machine's walk of a scenario held against the kernel's: segments by direction, and states.

Compared are sender, flags (PSH apart), numbers relative to the ISS, and octets of text. Clocks and
windows are not, nor the order of two segments that cross: each direction is a sequence of its own,
and the acknowledgment numbers in it say what had arrived.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from diagramgen.kernel.live import Run
from diagramgen.walk.alignment import aligned
from diagramgen.walk.scenario import Expect, Scenario, Setting
from diagramgen.walk.settings import PEERS
from diagramgen.walk.trace import Moment, Sent, Trace
from diagramgen.walk.walker import walk

#: The rules by which the machine walks beside a kernel.
PROFILE = "linux"

#: Longer, in ms, no run takes; a scenario that goes on is compared up to there.
LONGEST = 8000
_SPARE = 1200  # an RTO: whatever repeats what should have been answered shows itself


@dataclass(frozen=True)
class Row:
    """A segment of the machine and the kernel's that corresponds; either may be missing."""

    machine: Sent | None
    kernel: Sent | None

    @property
    def same(self) -> bool:
        """Whether both sent it, and it is one."""
        return (
            self.machine is not None
            and self.kernel is not None
            and notation(self.machine) == notation(self.kernel)
        )


@dataclass(frozen=True)
class Comparison:
    """Two walks of one scenario. `cut` is when (in ms) the kernel's ended before the machine's."""

    machine: Trace
    kernel: Trace
    rows: tuple[Row, ...]
    paths: dict[str, tuple[tuple[str, ...], tuple[str, ...]]]
    cut: int | None = None

    def same_path(self, peer: str) -> bool:
        """Whether both went the same way, as far as can be seen.

        sock_diag alone sees no state that is entered and left within one event.
        """
        machine, kernel = self.paths[peer]
        if self.kernel.settings.get("states") == "sock_diag":
            return within(kernel, machine)
        return machine == kernel

    @property
    def differences(self) -> tuple[tuple[str, tuple[str, ...], tuple[str, ...]], ...]:
        """What differs: of which peer ("A segments", "B states"), the machine's, the kernel's.

        Segments are those that the other does not have, as `notation` writes them; of states it is
        the whole path.
        """
        found = []
        for peer in PEERS:
            mine = [row for row in self.rows if not row.same and _sender(row) == peer]
            machine = tuple(notation(row.machine) for row in mine if row.machine)
            kernel = tuple(notation(row.kernel) for row in mine if row.kernel)
            if machine or kernel:
                found.append((f"{peer} segments", machine, kernel))
        for peer, (machine, kernel) in self.paths.items():
            if not self.same_path(peer):
                found.append((f"{peer} states", machine, kernel))
        return tuple(found)


def notation(sent: Sent) -> str:
    """A segment as it is compared: ``<SEQ=100><ACK=301><CTL=FIN,ACK><DATA=5>``, PSH apart."""
    flags = tuple(flag for flag in sent.flags if flag != "PSH")
    return str(sent._replace(flags=flags)).partition(" ")[2]


def _sender(row: Row) -> str:
    sent = row.machine or row.kernel
    assert sent is not None
    return sent.source


# -- the machine's side ---------------------------------------------------------------------------


def machine_walk(scenario: Scenario, profile: str = PROFILE) -> Trace:
    """Walk by the rules that a kernel can be held to; raises `ScenarioError`.

    What the scenario expects of plain RFC 9293 is left out. Where a scenario says nothing of them,
    two things are the RFC's on both sides: CLOSE is shutdown(SHUT_WR) on the kernel and not its
    close, and an ACK does not wait there.
    """
    first = (
        Setting("profile", (profile,)),
        Setting("option", ("half-duplex", "off")),
        Setting("delack", (0,)),
    )
    kept = tuple(s for s in scenario.statements if not isinstance(s, Expect) or s.verb == "refused")
    return walk(replace(scenario, statements=first + kept), str(scenario))


def run_of(scenario: Scenario, machine: Trace) -> Run:
    """The run of the scenario on a kernel: until all that the machine did could have happened."""
    last = max((m.t for m in machine.moments if not _is_two_msl(m)), default=0)
    return Run(scenario, min(LONGEST, _late(last) + _SPARE))


def _is_two_msl(moment: Moment) -> bool:
    """Whether the moment is the end of TIME-WAIT, which nobody waits for here."""
    return moment.timeout == "time-wait"


def _late(t: int) -> int:
    """When a kernel has done what the machine does at `t`: its timers are late by up to 1/8."""
    return t + t // 8 + 200


# -- both sides -----------------------------------------------------------------------------------


def compare(machine: Trace, kernel: Trace, until: int) -> Comparison:
    """Pair the segments of both and take the states side by side."""
    moments = [m for m in machine.moments if not _is_two_msl(m)]
    cut = until if any(_late(m.t) > until for m in moments) else None
    rows: list[Row] = []
    for peer in PEERS:
        ours = [s for s in machine.segments if s.source == peer]
        theirs = [s for s in kernel.segments if s.source == peer]
        if cut is not None:
            ours = [s for s in ours if _late(s.sent) <= cut]
            theirs = theirs[: len(ours)]
        rows += _paired(ours, theirs)
    paths = {}
    for peer in PEERS:
        ours_path = _path(machine, peer, [m for m in moments if cut is None or _late(m.t) <= cut])
        theirs_path = kernel.states[peer]
        if cut is not None:
            theirs_path = theirs_path[: len(ours_path)]
        paths[peer] = (ours_path, theirs_path)
    return Comparison(machine, kernel, tuple(_in_order(rows)), paths, cut)


def _paired(ours: list[Sent], theirs: list[Sent]) -> Iterator[Row]:
    """Equal segments side by side, as many as can be; what is left between them one by one."""
    mine, others = [notation(s) for s in ours], [notation(s) for s in theirs]
    equal = len(ours) + len(theirs) + 1  # one equal pair is worth more than all that are not
    pairs = aligned(len(ours), len(theirs), lambda i, j: equal if mine[i] == others[j] else 1)
    i = j = 0
    for one, other in [*pairs, (len(ours), len(theirs))]:
        yield from (Row(sent, None) for sent in ours[i:one])
        yield from (Row(None, sent) for sent in theirs[j:other])
        if one < len(ours):
            yield Row(ours[one], theirs[other])
        i, j = one + 1, other + 1


def _in_order(rows: list[Row]) -> list[Row]:
    """The rows of both directions in one sequence: by the machine's, where there is one."""
    by_kernel = sorted([r for r in rows if r.kernel], key=lambda r: r.kernel.n if r.kernel else 0)
    place: dict[int, tuple[int, int]] = {}
    last = 0
    for row in by_kernel:
        if row.machine is not None:
            last = row.machine.n
        place[id(row)] = (last, row.kernel.n if row.kernel else 0)
    return sorted(rows, key=lambda r: (r.machine.n, 0) if r.machine else place[id(r)])


def _path(trace: Trace, peer: str, moments: list[Moment]) -> tuple[str, ...]:
    path = [trace.states[peer][0]]
    for moment in moments:
        for state in moment.passed if moment.peer == peer else ():
            if state != path[-1]:
                path.append(state)
    return tuple(path)


def within(path: Sequence[str], longer: Sequence[str]) -> bool:
    """Whether `path` is the longer one, from the first state to the last, with some unseen."""
    left = iter(longer)
    return path[0] == longer[0] and path[-1] == longer[-1] and all(s in left for s in path)
