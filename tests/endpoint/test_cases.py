"""One endpoint under a real suite's scripts: plain RFC 9293 where a case needs nothing else, an
option where it needs a behaviour that an RFC names, a habit of a stack for the rest."""

import json
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from diagramgen.tcp.rules import RFC9293, Rules
from diagramgen.tcp.variants import freebsd
from diagramgen.tcp.variants.derive import Habit, with_habits
from tests.endpoint.replay import Replay

DATA = json.loads(
    (Path(__file__).parents[1] / "data" / "endpoint_cases.json").read_text(encoding="utf-8")
)
CASES = DATA["cases"]

#: What the facts call a switch, and the option that turns the same behaviour on here. Cases of the
#: same suites that are not in the file need the ones that none of these does.
OPTION = {
    "rst5961": "rfc5961-rst",
    "syn5961": "rfc5961-syn",
    "ack5961": "rfc5961-ack",
    "simopen=fig7": "figure-7",
    "rfc1337": "rfc1337",
    "half_duplex": "half-duplex",
    "tw_reopen": "rfc6191",
    "abort_rstack": "abort-rst-ack",
    "trim_old": "appendix-a2",
}

#: What only a stack does, and the habit that does the same. An unused entry fails.
HABIT = {
    "drop_synfin": freebsd.DROP_SYN_FIN,
    "listen_synack_silent": freebsd.LISTEN_SYN_ACK,
    "rstack_reply": freebsd.RST_ACK_REPLY,
    "tw_ack_pure": freebsd.PURE_ACK,
    "tw_syn_silent": freebsd.SILENT_SYN,
}

#: Cases that replay by RFC 9293 alone, although the facts say that they need one of those: the SYN
#: lies before the window and the FIN in it, so the first check trims SYN off ("including SYN and
#: FIN"); what is left has no ACK and is dropped by the fifth. An unused entry fails.
TRIMMED = {
    "rcv-syn-fin-time-wait-using-shutdown-outside-left-insecure-nodrop-ipv4@FreeBSD",
    "rcv-syn-fin-time-wait-using-shutdown-outside-left-secure-nodrop-ipv4@FreeBSD",
}


@dataclass(frozen=True)
class Way:
    """One set of behaviours with which a case replays: options, and habits of a stack."""

    options: tuple[str, ...] = ()
    habits: tuple[Habit, ...] = ()

    @property
    def kind(self) -> str:
        if self.habits:
            return "with a habit of a stack"
        return "with options" if self.options else "plain"

    @property
    def rules(self) -> Rules:
        return with_habits(RFC9293, self.habits).with_options(*self.options)

    def __str__(self) -> str:
        names = self.options + tuple(habit.name for habit in self.habits)
        return "".join(f" +{name}" for name in names)


def ways(case: dict[str, Any]) -> list[Way]:
    """How the case replays: plain, or by each set of options that we have, or by habits."""
    if "needs_any_of" not in case or case["id"] in TRIMMED:
        return [Way()]
    found = [
        Way(
            tuple(OPTION[switch] for switch in switches if switch in OPTION),
            tuple(HABIT[switch] for switch in switches if switch in HABIT),
        )
        for switches in case["needs_any_of"]
        if all(switch in OPTION or switch in HABIT for switch in switches)
    ]
    return [way for way in found if not way.habits] or found


RUNS = [pytest.param(case, way, id=f"{case['id']}{way}") for case in CASES for way in ways(case)]


@pytest.mark.parametrize(("case", "way"), RUNS)
def test_the_endpoint_does_what_the_script_expects(
    case: dict[str, Any], way: Way, replayed: Counter[str]
) -> None:
    replay = Replay(case, way.rules)
    replay.run()
    replayed["plain, by trimming SYN" if case["id"] in TRIMMED else way.kind] += 1
    replayed.update({f"leniency {name}": n for name, n in replay.leniencies.items()})


def test_every_case_replays() -> None:
    """Plain, by an option, or by a habit; and no habit is in the table that no case needs."""
    plain = [case for case in CASES if "needs_any_of" not in case]
    assert len(plain) == 85
    assert len(CASES) == 120
    assert all(ways(case) for case in CASES)
    assert all("needs_any_of" in case for case in CASES if case["id"] in TRIMMED)
    used = [way for case in CASES for way in ways(case)]
    assert {habit for way in used for habit in way.habits} == set(HABIT.values())
    assert {option for way in used for option in way.options} <= set(OPTION.values())


@pytest.mark.parametrize(
    "case",
    [
        pytest.param(case, id=case["id"])
        for case in CASES
        if any(way.kind != "plain" for way in ways(case))
    ],
)
def test_what_needs_more_than_rfc_9293_needs_it(case: dict[str, Any]) -> None:
    """Without the option or the habit that it is said to need, the replay fails."""
    with pytest.raises(AssertionError):
        Replay(case).run()


@pytest.mark.parametrize(
    ("case", "way"),
    # The suite has cases for other stacks too, and calls what those do STANDARD.
    [run for run in RUNS if run.values[1].habits and "STANDARD" not in str(run.id)],
)
def test_the_variant_replays_it_too(case: dict[str, Any], way: Way) -> None:
    """`FREEBSD` has the habits that are on by default; those of a sysctl are put on top of it."""
    added = tuple(h for h in way.habits if h in (freebsd.DROP_SYN_FIN, freebsd.RST_ACK_REPLY))
    rules = with_habits(freebsd.FREEBSD, added)
    if freebsd.RST_ACK_REPLY in added:
        rules = rules.with_options("rfc5961-syn", on=False)
    Replay(case, rules).run()
