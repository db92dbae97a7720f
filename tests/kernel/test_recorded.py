"""What two real Linux 6.18 stacks did, against our walk of the same scenario.

By the rules of the profile `linux` and by plain RFC 9293. Each difference is an entry of
`tests/data/kernel/differences.toml` that pins both values; there is no other, and none is unused.
"""

from collections import Counter

import pytest

from diagramgen.tcp.rules import RFC9293, Rules
from diagramgen.tcp.variants import linux
from diagramgen.tcp.variants.derive import Habit, with_habits
from diagramgen.walk.scenario import Setting
from tests.kernel import recorded
from tests.kernel.probes import PROBES, Probe
from tests.kernel.recorded import LINUX, PLAIN, RECORDED, Difference

pytestmark = pytest.mark.kernel

ALLOWED = recorded.allowed()
REASONS = recorded.reasons()

#: Habits that none of these exchanges shows: the letters under which the README has them.
SEEN_ELSEWHERE = {
    "appendix-a2": "C9",
    "ack-first": "B6",
    "stale-ack": "B2",
    "orphan-machine": "C6",
    "time-wait-stays": "D9",
}


def pinned(name: str, rules: str) -> list[Difference]:
    return [
        recorded.of_entry(entry)
        for entry in ALLOWED
        if (entry["scenario"], entry["rules"]) == (name, rules)
    ]


@pytest.mark.parametrize("rules", [LINUX, PLAIN])
@pytest.mark.parametrize("name", RECORDED)
def test_the_walk_is_what_the_kernel_did(
    name: str, rules: str, compared: dict[str, Counter[str]]
) -> None:
    trace = recorded.walked(name, rules)
    assert trace.rules == rules
    # A fault may wait for more than either of them sends.
    acts = [statement for statement in trace.waiting if not statement.startswith("lose ")]
    assert not acts or trace.stop != "quiet"
    found = recorded.differences(name, trace, delays=rules == LINUX)
    known = pinned(name, rules)
    compared[rules]["allow-listed" if known else "equal"] += 1
    compared[rules]["differences"] += len(known)
    assert found == known


def test_all_recorded_scenarios_are_here_or_left_out_by_name() -> None:
    assert len(RECORDED) + len(recorded.LEFT_OUT) == 46
    assert not set(RECORDED) & set(recorded.LEFT_OUT)
    assert all(recorded.LEFT_OUT.values())
    files = {path.stem for path in recorded.FOLDER.glob("*.tcp")}
    assert files == set(RECORDED)


def test_an_entry_names_what_there_is() -> None:
    assert {entry["rules"] for entry in ALLOWED} <= {LINUX, PLAIN}
    assert {entry["scenario"] for entry in ALLOWED} <= set(RECORDED)
    assert {entry["reason"] for entry in ALLOWED} == set(REASONS)


def test_a_reason_has_a_section_and_both_languages() -> None:
    habits = {habit.name for habit in linux.HABITS}
    for name, reason in REASONS.items():
        assert reason["section"], name
        assert reason["en"] and reason["zh"], name
        assert reason.get("habit", "quick-syn") in habits, name
    # What differs from Linux's own rules is no habit's doing; what differs from the RFC's is one's.
    for entry in ALLOWED:
        explained = "habit" in REASONS[entry["reason"]]
        assert explained or entry["reason"] in {e["reason"] for e in ALLOWED if e["rules"] == LINUX}


def test_every_scenario_is_walked_by_the_profile() -> None:
    for name in RECORDED:
        profiles = [s for s in recorded.scenario(name).of(Setting) if s.name == "profile"]
        assert [str(setting) for setting in profiles] == ["set profile linux"]
        assert not [s for s in recorded.scenario(name, False).of(Setting) if s.name == "profile"]


@pytest.mark.parametrize("habit", [pytest.param(habit, id=habit.name) for habit in linux.HABITS])
def test_no_habit_is_there_for_nothing(habit: Habit) -> None:
    """Without it a walk is no longer what was recorded, or the table says where it was seen."""
    rules = with_habits(RFC9293, tuple(h for h in linux.HABITS if h is not habit))
    changed = [name for name in PROBES if fails(name, rules)]
    for name in RECORDED:
        trace = recorded.walked_by(name, rules)
        if trace is None or recorded.differences(name, trace) != pinned(name, LINUX):
            changed.append(name)
    assert bool(changed) != (habit.name in SEEN_ELSEWHERE), changed


def fails(name: str, rules: Rules) -> bool:
    try:
        Probe(PROBES[name], rules).run()
    except AssertionError:
        return True
    return False


def test_a_difference_is_seen() -> None:
    """The comparison itself: one segment changed, left out or added, a cause or a state changed."""
    name = "hs_basic"
    trace = recorded.walked(name, LINUX)
    kernel = recorded.recorded_segments(name, "A")
    ours = recorded.segments(trace, "A", recorded.UNTIL)
    assert kernel == ours
    for changed in (
        ours[:1],
        [*ours, ours[1]],
        [ours[0], ("<SEQ=102><ACK=301><CTL=ACK>", ours[1][1])],
        [ours[0], (ours[1][0] + " lost", ours[1][1])],
        [ours[0], (ours[1][0], "timer")],
    ):
        (found,) = recorded.of_segments(name, "A", kernel, changed)
        assert found.what == "A sends"
    states = recorded.changes(trace, "A", recorded.UNTIL)
    (found,) = recorded.of_states(name, "A", states, states[:1])
    assert found.what == "A states"
    (found,) = recorded.of_states(name, "A", states, [states[0], (states[1][0], "timer")])
    assert (found.what, found.at) == ("A enters", 2)
