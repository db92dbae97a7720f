"""The same scenarios on the machine and on the TCP of the kernel that runs this test.

Needs Linux, and root or a user namespace with /dev/net/tun; `DIAGRAMGEN_REQUIRE_KERNEL=1` turns
the skip into a failure. Strict on the recorded series of kernels, a report on others.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from diagramgen.kernel import live as live_module
from diagramgen.kernel.compare import compare, machine_walk
from diagramgen.kernel.errors import Unavailable
from diagramgen.kernel.live import Run, record, why_not
from diagramgen.kernel.numbers import Numbers
from diagramgen.kernel.recording import as_text
from diagramgen.kernel.report import side_by_side
from diagramgen.kernel.words import WORDS
from diagramgen.render.json import from_json
from diagramgen.scenarios import CATALOGUE
from diagramgen.tcp.segment import Segment
from diagramgen.tcp.seq import MODULUS
from diagramgen.walk.language import parse
from diagramgen.walk.settings import settings_of
from tests.kernel.live_runs import (
    FOLDER,
    NAMES,
    RECORDED,
    REQUIRE,
    SERIES,
    Live,
    allowed,
    done_by,
    held_to_recording,
    problems,
    runs_or_skip,
    scenario,
    texts,
)

ROOT = Path(__file__).resolve().parents[2]


class Summary:
    """Prints what was run, at the end of the test run."""

    def __init__(self, live: Live) -> None:
        self.live = live

    def pytest_terminal_summary(self, terminalreporter: pytest.TerminalReporter) -> None:
        terminalreporter.write_sep("-", "live kernel")
        for line in self.live.summary():
            terminalreporter.write_line(line)


@pytest.fixture(scope="session")
def live(request: pytest.FixtureRequest) -> Live:
    runs = runs_or_skip()
    request.config.pluginmanager.register(Summary(runs))
    return runs


# -- on the kernel --------------------------------------------------------------------------------


@pytest.mark.parametrize("name", NAMES)
def test_the_kernel_does_what_is_recorded_and_what_the_machine_does(live: Live, name: str) -> None:
    assert name not in live.failed, live.failed[name]
    if live.strict:
        assert problems(live.comparisons[name]) == []


def test_all_of_it_is_quick(live: Live) -> None:
    assert live.seconds < 30 * (1 + bool(live.again))


def test_every_segment_and_every_change_has_its_cause(live: Live) -> None:
    for name, comparison in live.comparisons.items():
        kernel = comparison.kernel
        for sent in kernel.segments:
            assert sent.injected or sent.n in kernel.moments[sent.cause or 0].sends, name
        for peer in ("A", "B"):
            path = [kernel.states[peer][0]]
            for moment in (m for m in kernel.moments if m.peer == peer):
                assert moment.before == path[-1], name
                path += moment.passed
                assert moment.after == path[-1], name
            assert tuple(path) == kernel.states[peer], name


def test_fin_wait_2_is_seen_though_one_segment_enters_and_leaves_it(live: Live) -> None:
    if live.untraced:
        pytest.skip(live.untraced)
    moments = live.comparisons["close-in-three"].kernel.moments
    assert ("FIN-WAIT-2", "TIME-WAIT") in [m.passed for m in moments]


@pytest.mark.usefixtures("live")
def test_nothing_is_left_behind() -> None:
    namespace = Path("/proc/self/ns/net").readlink()
    record([Run(scenario("three-way-handshake"), 100)])
    assert Path("/proc/self/ns/net").readlink() == namespace
    running = []
    for found in Path("/proc").glob("[0-9]*/cmdline"):
        try:
            words = found.read_bytes().split(b"\0")
            parent = (found.parent / "stat").read_text(encoding="utf-8").rpartition(")")[2]
        except OSError:
            continue
        if b"diagramgen.kernel" in words and int(parent.split()[1]) == os.getpid():
            running.append(found.parent.name)
    assert running == []
    assert not list(Path("/sys/kernel/tracing/instances").glob(f"diagramgen-{os.getpid()}-*"))


# -- what a run without privileges has ------------------------------------------------------------

UNPRIVILEGED = """\
import ctypes, os, sys
from diagramgen.kernel import runner
os.setgroups([])
os.setgid(65534)
os.setuid(65534)
ctypes.CDLL(None).prctl(4, 1, 0, 0, 0)  # PR_SET_DUMPABLE: /proc/self is ours again
sys.exit(runner.main())
"""


@pytest.mark.usefixtures("live")
@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root can leave")
def test_a_user_namespace_does_as_well() -> None:
    names = ["close-in-four", "half-open-syn", "simultaneous-close", "data-on-third-ack"]
    runs = [{"name": n, "text": texts()[n], "until": 1500} for n in names]
    done = subprocess.run(
        [sys.executable, "-c", UNPRIVILEGED],
        input=json.dumps({"scenarios": runs}),
        cwd=ROOT,
        capture_output=True,
        encoding="utf-8",
        timeout=60,
        check=False,
    )
    head, *answers = [json.loads(line) for line in done.stdout.splitlines()]
    if "unavailable" in head:
        pytest.skip(head["unavailable"])
    for answer in answers:
        trace = from_json(json.dumps(answer["trace"]))
        parsed = scenario(trace.name)
        found = compare(machine_walk(parsed), trace, 1500)
        assert head["untraced"] or not found.differences
        assert [d for d in found.differences if "segments" in d[0]] == []


# -- without a kernel -----------------------------------------------------------------------------


@pytest.mark.parametrize("name", NAMES)
def test_the_machine_with_the_profile_does_what_is_recorded(name: str) -> None:
    assert held_to_recording(name).differences == allowed().get(name, ())


def test_the_recording_is_of_the_scenarios_that_there_are() -> None:
    for name in NAMES:
        was = done_by(parse("\n".join(RECORDED[name]["scenario"])))
        assert done_by(scenario(name)) == was, f"{name}: record it anew (kernel_live/README.md)"
    assert set(allowed()) <= set(NAMES)
    assert {path.stem for path in FOLDER.glob("*.tcp")} <= set(NAMES)
    assert len({entry.name for entry in CATALOGUE} & set(NAMES)) >= 20


def test_where_it_is_impossible_the_reason_and_the_count_are_said(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise Unavailable("/dev/net/tun: no such file or directory")

    monkeypatch.setattr("tests.kernel.live_runs.record", refuse)
    wanted = f"live kernel: 0 of {len(NAMES)} run: /dev/net/tun: no such file or directory"
    monkeypatch.delenv(REQUIRE, raising=False)
    with pytest.raises(pytest.skip.Exception, match=wanted):
        runs_or_skip()
    monkeypatch.setenv(REQUIRE, "1")
    with pytest.raises(pytest.fail.Exception, match=wanted):
        runs_or_skip()


def test_on_another_series_it_is_a_report() -> None:
    found = held_to_recording("abort")
    other = Live("6.1.0-generic", comparisons={"abort": replace(found, rows=found.rows[:-1])})
    other.comparisons["abort"].kernel.settings["states"] = "both"
    assert not other.strict
    first, *_, last = other.summary()
    assert f"a report: recorded is {SERIES}" in first
    assert last.startswith("abort: A sent")


def test_a_process_that_cannot_run_anything_is_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(live_module.sys, "platform", "darwin")
    assert why_not() == "darwin is not Linux"


def test_numbers_go_to_the_kernel_and_back() -> None:
    settings = settings_of(parse("set A.iss 100 400\nset B.iss 300"))
    numbers = Numbers(settings)
    for isn in (4_294_967_290, 70_000):
        numbers.seen("A", Segment.make("SYN", isn))
    for text in ("<SEQ=100><CTL=SYN>", "<SEQ=90><CTL=SYN>", "<SEQ=420><CTL=RST>"):
        told = Segment.parse(text)
        assert numbers.told("A", numbers.meant("A", told)) == told
    assert numbers.meant("A", Segment.make("RST", 110)).seq == (4_294_967_290 + 10) % MODULUS
    assert numbers.meant("A", Segment.make("RST", 401)).seq == 70_001
    # B has sent no SYN: its numbers are nobody's.
    assert numbers.told("B", Segment.make("RST", 77)).seq == 77
    assert str(numbers.told("B", Segment.make("RST,ACK", 0, 70_001))).startswith("<SEQ=0><ACK=401>")


def test_both_walks_stand_side_by_side_in_both_languages() -> None:
    found = held_to_recording("close-in-syn-received")
    for lang in WORDS:
        page = side_by_side(found, lang, "no tracefs")
        assert WORDS[lang].segments in page
        assert f"<- Linux {SERIES}" in page
        assert "no tracefs" in page
    assert "All is equal" in side_by_side(held_to_recording("abort"), "en")
    assert "\n" in as_text(SERIES, [found])


def test_the_command_says_what_is_wrong_in_one_line() -> None:
    for arguments, code in ((["no-such-name"], 2), (["-"], 1), ([], 2)):
        done = subprocess.run(
            [sys.executable, "-m", "diagramgen", "kernel", *arguments],
            input="A: conect",
            cwd=ROOT,
            capture_output=True,
            encoding="utf-8",
            timeout=60,
            check=False,
        )
        assert done.returncode == code
        assert done.stdout == ""
        assert "Traceback" not in done.stderr
