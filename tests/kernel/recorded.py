"""What a real kernel did, what our walk of the same scenario does, and where the two differ.

Compared are, for each peer, its segments in order (flags, numbers, octets of text, whether lost),
what made it send each of them (a call, a timer, or which segment), the states that it entered, and
what made it enter them.
Not compared: clocks, windows, PSH. Three things are mapped:

- A kernel's listener stays in LISTEN beside its child; where our one TCB per peer has become CLOSED
  and the scenario lets it `listen` again, that LISTEN is left out.
- An acknowledgment that was delayed has the cause that made it due, not the timer; whether it was
  delayed is compared for Linux.
- A walk goes on where the recording had ended: it is cut at `until`.
"""

import json
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from functools import cache
from pathlib import Path
from typing import Any

from diagramgen.tcp.rules import Rules
from diagramgen.tcp.variants import linux
from diagramgen.walk.errors import ScenarioError
from diagramgen.walk.language import parse
from diagramgen.walk.scenario import Expect, Scenario, Setting, Statement
from diagramgen.walk.trace import Moment, Sent, Trace
from diagramgen.walk.walker import walk

FOLDER = Path(__file__).parents[1] / "data" / "kernel"
DATA = json.loads((FOLDER / "recorded.json").read_text(encoding="utf-8"))
RECORDED: dict[str, dict[str, Any]] = DATA["scenarios"]
LEFT_OUT: dict[str, str] = DATA["left_out"]

LINUX = "Linux 6.18"
PLAIN = "RFC9293"

#: When a walk is cut that the recording does not say, in ms: before TIME-WAIT ends.
UNTIL = 50_000

#: Behind the cause of an acknowledgment that waited. The RFC leaves that to a parameter, so it is
#: compared where the rules are Linux's only.
DELAYED = ", delayed"

#: Scenarios that expect what only Linux does.
LINUX_EXPECTS = ("listen_then_connect",)


@dataclass(frozen=True)
class Difference:
    """`what` is "A sends", "A states" or "A enters" (a state, for another reason).

    `at` counts A's segments, or states, from 1; it is 0 for the states as a whole.
    """

    scenario: str
    what: str
    at: int
    kernel: tuple[str, ...]
    machine: tuple[str, ...]


def scenario(name: str, linux: bool = True) -> Scenario:
    """The scenario; without `linux` as plain RFC 9293 walks it."""
    read = parse((FOLDER / f"{name}.tcp").read_text(encoding="utf-8"), name)
    if linux:
        return read
    left = tuple(
        s
        for s in read.statements
        if not (isinstance(s, Setting) and s.name == "profile")
        and not (isinstance(s, Expect) and name in LINUX_EXPECTS)
    )
    return replace(read, statements=left)


@cache
def walked(name: str, rules: str) -> Trace:
    """The walk by the rules of that name."""
    return walk(scenario(name, rules == LINUX))


def walked_by(name: str, rules: Rules) -> Trace | None:
    """The walk by other rules than the profile's, with its parameters; `None` if it cannot be."""
    given = [
        Setting(parameter.replace("_", "-"), (value,)) for parameter, value in linux.PARAMETERS
    ]
    left: list[Statement] = []
    for statement in scenario(name).statements:
        is_profile = isinstance(statement, Setting) and statement.name == "profile"
        left += given if is_profile else [statement]
    try:
        return walk(Scenario(tuple(left), name), rules=rules)
    except ScenarioError:
        return None


def cause(trace: Trace, sent: Sent) -> str:
    """A call, "timer", "injected", or the segment that made it necessary."""
    if sent.cause is None:
        return "injected"
    delayed = trace.moments[sent.cause].timeout == "delayed-ack"
    return stimulus(trace, sent.cause) + DELAYED * delayed


def stimulus(trace: Trace, at: int) -> str:
    """What the moment was: a call, "timer", or the segment that arrived."""
    moment = trace.moments[at]
    if moment.call:
        calls = {"open active": "connect", "open passive": "listen"}
        return calls.get(moment.call, moment.call.split()[0])
    if moment.timeout == "delayed-ack":
        moment = made_it_due(trace, at)
    if moment.segment is None:
        return "timer"
    return shown(trace.segments[moment.segment - 1], with_sender=True)


def made_it_due(trace: Trace, at: int) -> Moment:
    """The last moment before `at` in which that peer delayed an acknowledgment."""
    peer = trace.moments[at].peer
    for moment in reversed(trace.moments[:at]):
        waits = any(t.name == "delayed-ack" and t.due is not None for t in moment.timers)
        if moment.peer == peer and waits:
            return moment
    raise AssertionError(f"nothing delayed the acknowledgment of moment {at}")


def shown(sent: Sent, with_sender: bool = False) -> str:
    """The segment in the RFC's notation, without PSH."""
    text = str(sent._replace(flags=tuple(flag for flag in sent.flags if flag != "PSH")))
    return text if with_sender else text.partition(" ")[2]


def segments(trace: Trace, peer: str, until: int) -> list[tuple[str, str]]:
    """What the peer sent, and why."""
    return [
        (shown(sent) + (" lost" if sent.lost else ""), cause(trace, sent))
        for sent in trace.segments
        if sent.source == peer and sent.sent <= until
    ]


def changes(trace: Trace, peer: str, until: int) -> list[tuple[str, str]]:
    """The states that the peer entered and what made it, as a kernel shows them."""
    found: list[tuple[str, str]] = []
    for at, moment in enumerate(trace.moments):
        if moment.peer == peer and moment.t <= until:
            for state in moment.passed:
                last = found[-1][0] if found else "CLOSED"
                again = state == "LISTEN" and last == "CLOSED" and found
                if not again and state != last:
                    found.append((state, stimulus(trace, at)))
    return found


def recorded_segments(name: str, peer: str) -> list[tuple[str, str]]:
    """The same of the recording."""
    return [
        (
            fact["segment"] + (" lost" if fact.get("lost") else ""),
            fact["cause"] + (DELAYED if fact.get("delayed") else ""),
        )
        for fact in RECORDED[name]["segments"]
        if fact["from"] == peer
    ]


def recorded_changes(name: str, peer: str) -> list[tuple[str, str]]:
    """The same of the recording."""
    return [(state, why) for state, why in RECORDED[name]["states"][peer]]


def differences(name: str, trace: Trace, delays: bool = True) -> list[Difference]:
    """All differences between the recording and the walk; `delays`: delayed or at once, too."""
    until = RECORDED[name].get("until", UNTIL)

    def told(found: list[tuple[str, str]]) -> list[tuple[str, str]]:
        return found if delays else [(text, why.removesuffix(DELAYED)) for text, why in found]

    return [
        difference
        for peer in "AB"
        for difference in (
            *of_segments(
                name,
                peer,
                told(recorded_segments(name, peer)),
                told(segments(trace, peer, until)),
            ),
            *of_states(name, peer, recorded_changes(name, peer), changes(trace, peer, until)),
        )
    ]


def of_segments(
    name: str, peer: str, kernel: list[tuple[str, str]], machine: list[tuple[str, str]]
) -> Iterator[Difference]:
    for kind, i, i_end, j, j_end in SequenceMatcher(None, kernel, machine, False).get_opcodes():
        if kind != "equal":
            yield Difference(
                name,
                f"{peer} sends",
                i + 1,
                tuple(f"{text} by {why}" for text, why in kernel[i:i_end]),
                tuple(f"{text} by {why}" for text, why in machine[j:j_end]),
            )


def of_states(
    name: str, peer: str, kernel: list[tuple[str, str]], machine: list[tuple[str, str]]
) -> Iterator[Difference]:
    theirs, ours = tuple(s for s, _ in kernel), tuple(s for s, _ in machine)
    if theirs != ours:
        yield Difference(name, f"{peer} states", 0, theirs, ours)
        return
    for at, (was, found) in enumerate(zip(kernel, machine, strict=True), 1):
        if was != found:
            state = was[0]
            was_by, found_by = f"{state} by {was[1]}", f"{state} by {found[1]}"
            yield Difference(name, f"{peer} enters", at, (was_by,), (found_by,))


def allowed() -> list[dict[str, Any]]:
    """The list of differences that are known, each with its section and its reason."""
    text = (FOLDER / "differences.toml").read_text(encoding="utf-8")
    found: list[dict[str, Any]] = tomllib.loads(text)["difference"]
    return found


def reasons() -> dict[str, dict[str, str]]:
    """The reasons of those differences, by name."""
    text = (FOLDER / "differences.toml").read_text(encoding="utf-8")
    found: dict[str, dict[str, str]] = tomllib.loads(text)["reason"]
    return found


def of_entry(entry: dict[str, Any]) -> Difference:
    return Difference(
        entry["scenario"],
        entry["what"],
        entry.get("at", 0),
        tuple(entry["kernel"]),
        tuple(entry["machine"]),
    )
