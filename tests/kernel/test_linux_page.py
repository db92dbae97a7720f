"""The page "RFC and Linux" in both languages, held to the recordings and their allow-lists.

And the tables of the page on the language, held to the options and profiles that there are.
"""

import re
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from diagramgen.kernel.compare import compare, machine_walk, run_of
from diagramgen.kernel.recording import read as recording
from diagramgen.site.fence import DIVIDER
from diagramgen.site.options import read_header
from diagramgen.site.pages import LANGUAGE, fences
from diagramgen.tcp.rules import OPTION_NAMES, PROFILE_NAMES, RFC9293, Rules
from diagramgen.tcp.variants import linux
from diagramgen.tcp.variants.derive import with_habits
from diagramgen.walk.language import parse
from diagramgen.walk.scenario import Expect, Scenario
from tests.kernel import recorded
from tests.kernel.live_runs import NAMES, SERIES, scenario
from tests.kernel.live_runs import RECORDED as LIVE
from tests.kernel.live_runs import allowed as live_allowed
from tests.kernel.probes import PROBES, Probe
from tests.kernel.recorded import LINUX, PLAIN, RECORDED

pytestmark = pytest.mark.kernel

DOCS = Path(__file__).resolve().parents[2] / "docs"
PAGES = [pytest.param(DOCS / lang / "linux" / "index.md", id=lang) for lang in ("zh", "en")]
LANGUAGE_PAGES = [
    pytest.param(DOCS / lang / "language" / "index.md", id=lang) for lang in ("zh", "en")
]
HEADING = re.compile(r"^#{1,6} .*\{#([\w-]+)\}$", re.MULTILINE)
LETTERS = re.compile(r"\b[A-F]\d+\b")

BY_RFC = [entry for entry in recorded.allowed() if entry["rules"] == PLAIN]
BY_LINUX = [entry for entry in recorded.allowed() if entry["rules"] == LINUX]

#: Habits that neither a recording nor a probe needs: there the page names the observation.
OBSERVED = {
    "appendix-a2": "C9",
    "ack-first": "B6",
    "stale-ack": "B2",
    "orphan-machine": "C6",
    "time-wait-stays": "D9",
}


def sections(text: str) -> dict[str, str]:
    """What stands below each heading, up to the next one of any level, by its id."""
    for fence in reversed(fences(text)):
        text = text[: fence.start] + text[fence.end :]
    found = list(HEADING.finditer(text))
    ends = [heading.start() for heading in found[1:]] + [len(text)]
    return {h[1]: text[h.end() : end] for h, end in zip(found, ends, strict=True)}


def anchors(text: str) -> set[str]:
    return set(re.findall(r"\{#([\w-]+)\}", text))


def section_of(text: str, anchor: str) -> str:
    """The section that has this id, or holds the words that have it."""
    below = sections(text)
    if anchor in below:
        return below[anchor]
    (found,) = [part for part in below.values() if f"{{#{anchor}}}" in part]
    return found


def rows(section: str) -> list[list[str]]:
    """The cells of a table, without its head."""
    lines = [line.strip("| ").split(" | ") for line in section.splitlines() if line[:1] == "|"]
    return lines[2:]


def plays(probe: dict[str, Any], rules: Rules) -> bool:
    try:
        Probe(probe, rules).run()
    except AssertionError:
        return False
    return True


def live_equal(name: str, profile: str) -> bool:
    """Whether the walk by that profile is what the live run recorded."""
    parsed = scenario(name)
    walked = machine_walk(parsed, profile)
    return not compare(
        walked, recording(LIVE[name], SERIES), run_of(parsed, walked).until
    ).differences


def counted() -> list[list[int]]:
    """How many there are, and how many are equal by `linux` and by plain RFC 9293."""
    differ = [{entry["scenario"] for entry in entries} for entries in (BY_LINUX, BY_RFC)]
    return [
        [len(RECORDED), *(len(RECORDED) - len(names) for names in differ)],
        [
            len(PROBES),
            *(
                sum(plays(probe, rules) for probe in PROBES.values())
                for rules in (linux.LINUX, RFC9293)
            ),
        ],
        [
            len(NAMES),
            *(sum(live_equal(name, p) for name in NAMES) for p in ("linux", "rfc9293")),
        ],
    ]


@cache
def needed_by(habit: str) -> tuple[str, ...]:
    """The recordings and probes that are no longer repeated without the habit."""
    rules = with_habits(RFC9293, tuple(h for h in linux.HABITS if h.name != habit))
    found = [name for name, probe in PROBES.items() if not plays(probe, rules)]
    for name in RECORDED:
        trace = recorded.walked_by(name, rules)
        known = [recorded.of_entry(e) for e in BY_LINUX if e["scenario"] == name]
        if trace is None or recorded.differences(name, trace) != known:
            found.append(name)
    return tuple(found)


def named(section: str, names: Iterable[str]) -> list[str]:
    """Those of the names that stand there in code; a probe may be named by its beginning."""
    code = set(re.findall(r"`([^`\n]+)`", section))
    return [n for n in names if n in code or (n in PROBES and n.partition("_")[0] in code)]


# -- the counts -----------------------------------------------------------------------------------


@pytest.mark.parametrize("page", PAGES)
def test_the_counts_are_those_of_the_data(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    shown = [[int(cell) for cell in row[1:]] for row in rows(sections(text)["counts"])]
    assert shown == counted()
    (both, _, _) = shown
    head = sections(text)["linux"]
    numbers = [int(n) for n in re.findall(r"(?<![\d.])\d+(?![\d.])", head.replace("9293", ""))]
    assert numbers[:4] == [both[0], both[2], both[1], len(linux.HABITS)]


@pytest.mark.parametrize("page", PAGES)
def test_what_was_left_out_is_named(page: Path) -> None:
    section = sections(page.read_text(encoding="utf-8"))["left-out"]
    assert named(section, recorded.LEFT_OUT) == list(recorded.LEFT_OUT)
    assert sorted(named(section, NAMES)) == sorted(live_allowed())


# -- the allow-list -------------------------------------------------------------------------------


@pytest.mark.parametrize("page", PAGES)
def test_every_entry_of_the_allow_list_has_its_row(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    reasons = recorded.reasons()
    wanted: dict[str, str] = {}
    for entry in BY_RFC:
        anchor = reasons[entry["reason"]].get("habit", entry["reason"])
        assert wanted.setdefault(entry["scenario"], anchor) == anchor
    shown: dict[str, str] = {}
    for cell, _ in rows(sections(text)["recordings"]):
        (found,) = re.findall(r"^`(\w+)`\{#\1\}<br>\[.*\]\(#([\w-]+)\)$", cell)
        shown[found[0]] = found[1]
    assert shown == wanted
    for name, anchor in wanted.items():
        assert anchor in sections(text)
        assert named(section_of(text, anchor), [name]) == [name]


@pytest.mark.parametrize("page", PAGES)
def test_the_charts_walk_the_recorded_scenarios(page: Path) -> None:
    """Each pair is a recording's scenario; each habit of the allow-list has such a pair."""
    drawn: dict[str, Scenario] = {}
    for fence in fences(page.read_text(encoding="utf-8")):
        if fence.language == LANGUAGE:
            chosen = read_header(fence.options)
            parts = fence.body.split(f"\n{DIVIDER}\n")
            for name, part in zip((chosen.id, chosen.second), parts, strict=True):
                drawn[name] = parse(part)
    chart = {name: f"linux-{name.replace('_', '-')}" for name in RECORDED}
    paired = [name for name in RECORDED if f"{chart[name]}-rfc" in drawn]
    assert set(drawn) == {f"{chart[name]}-{end}" for name in paired for end in ("rfc", "linux")}
    for name in paired:
        for end in ("rfc", "linux"):
            wanted = recorded.scenario(name, end == "linux")
            assert done(drawn[f"{chart[name]}-{end}"]) == done(wanted), name
    reasons = {e["reason"] for e in BY_RFC if "habit" in recorded.reasons()[e["reason"]]}
    assert {e["reason"] for e in BY_RFC if e["scenario"] in paired} == reasons


def done(what: Scenario) -> list[str]:
    """A scenario without what it expects."""
    return [str(statement) for statement in what.statements if not isinstance(statement, Expect)]


# -- the habits -----------------------------------------------------------------------------------


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("habit", [habit.name for habit in linux.HABITS])
def test_a_habit_has_its_place_and_what_shows_it(page: Path, habit: str) -> None:
    text = page.read_text(encoding="utf-8")
    assert habit in anchors(text)
    section = section_of(text, habit)
    if habit in OBSERVED:
        assert OBSERVED[habit] in LETTERS.findall(section)
    else:
        assert named(section, needed_by(habit)), needed_by(habit)


@pytest.mark.parametrize("page", PAGES)
def test_a_recording_that_is_named_is_there(page: Path) -> None:
    """And an observation is one of the README's."""
    text = page.read_text(encoding="utf-8")
    listed = LETTERS.findall((recorded.FOLDER / "README.md").read_text(encoding="utf-8"))
    known = {*RECORDED, *recorded.LEFT_OUT, *NAMES, *PROBES}
    known |= {name.partition("_")[0] for name in PROBES}
    known |= {"tcp_linger", "test_established_abort"}  # other stacks' tests
    marks = re.compile(r"\*\*(?:Recorded\.|实录：)\*\*(.*?)(?=\*\*|$)", re.MULTILINE)
    found = marks.findall(text)
    assert len(found) >= len(linux.HABITS) - 3  # three share the place of another
    for line in found:
        for word in re.findall(r"`([a-z][a-z\d]*(?:[_-][a-z\d_-]+|\d+))`", line):
            assert word in known, word
        assert set(LETTERS.findall(line)) <= set(listed), line


# -- the page on the language ---------------------------------------------------------------------


@pytest.mark.parametrize("page", LANGUAGE_PAGES)
def test_every_option_and_profile_has_its_row(page: Path) -> None:
    below = sections(page.read_text(encoding="utf-8"))
    settings = [re.findall(r"`([^`]+)`", row[0]) for row in rows(below["settings"])]
    assert [name for name in OPTION_NAMES if [name] not in settings] == []
    assert [row[0].strip("`") for row in rows(below["profiles"])] == list(PROFILE_NAMES)
