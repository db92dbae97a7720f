"""What the pages quote of a real Linux and of other programs is what these said.

Three kinds of blocks. `text` that begins with "# Linux 6.18.44 · NAME" is a recorded exchange of
`data/kernel/observed.json`. `console` with ss, netstat, nstat or /proc is of `tools.json`, recorded
by `tests.kernel.observe`; a page may quote a part. `console` with tcpdump or tshark reads the
capture of the scenario that the file is named after: the program itself is asked, where it is
installed.
"""

from __future__ import annotations

import json
import os
import re
import shlex
import shutil
import subprocess
from pathlib import Path

import pytest

import diagramgen
from diagramgen.render.pcap import capture
from diagramgen.site.pages import fences
from diagramgen.tcp.segment import Segment

ROOT = Path(__file__).resolve().parents[2]
DATA = ROOT / "tests" / "data" / "kernel"
OBSERVED = json.loads((DATA / "observed.json").read_text(encoding="utf-8"))
TOOLS = json.loads((DATA / "tools.json").read_text(encoding="utf-8"))
REQUIRED = os.environ.get("DIAGRAMGEN_REQUIRE_TSHARK") == "1"
HEAD = "# Linux 6.18.44 · "
READERS = ("tcpdump", "tshark")


def blocks(lang: str, language: str) -> list[tuple[str, str]]:
    """The fences of that language in all pages: page, body."""
    found = []
    for path in sorted((ROOT / "docs" / lang).rglob("*.md")):
        page = path.relative_to(ROOT / "docs" / lang).as_posix()
        text = path.read_text(encoding="utf-8")
        found += [(page, f.body) for f in fences(text) if f.language == language]
    return found


def commands(lang: str) -> list[tuple[str, str, list[str]]]:
    """Each command of a console block that shows what came of it: page, command, lines."""
    found = []
    for page, body in blocks(lang, "console"):
        for part in re.split(r"^\$ ", body, flags=re.MULTILINE)[1:]:
            command, _, rest = part.partition("\n")
            if rest.strip():
                found.append((page, command.strip(), rest.rstrip().splitlines()))
    return found


def captured(command: str) -> str | None:
    """The name of the capture that a command reads, if it is one of ours."""
    found = re.search(r"-r ([\w-]+)\.pcap", command)
    return found[1] if found and command.split(maxsplit=1)[0] in READERS else None


READ = [one for one in commands("en") if captured(one[1])]


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_recorded_exchange_is_quoted_as_recorded(lang: str) -> None:
    quoted = set()
    for page, body in blocks(lang, "text"):
        head, _, rest = body.partition("\n")
        if head.startswith("# Linux"):
            assert head.startswith(HEAD), f"{page}: {head}"
            name = head.removeprefix(HEAD)
            assert rest.rstrip().splitlines() == OBSERVED[name]["lines"], f"{page}: {name}"
            quoted.add(name)
    assert quoted == set(OBSERVED), "each is quoted somewhere, or need not be kept"


@pytest.mark.parametrize("name", OBSERVED)
def test_its_segments_are_segments_and_its_times_go_forward(name: str) -> None:
    times = []
    for line in OBSERVED[name]["lines"]:
        if "<SEQ=" in line:
            time, who, segment = line.removesuffix("lost").split()
            assert str(Segment.parse(segment)) == segment
            assert who in ("Linux", "peer", "A", "B")
            times.append(int(time))
    assert times == sorted(times)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_what_a_tool_shows_is_quoted_as_recorded(lang: str) -> None:
    shown = [(c["command"], c["lines"]) for kind in TOOLS.values() for c in kind if "command" in c]
    for page, command, lines in commands(lang):
        if page.startswith(("see/", "open/", "close/", "reset/")) and not captured(command):
            known = [set(recorded) for asked, recorded in shown if asked == command]
            assert any(set(lines) <= recorded for recorded in known), f"{page}: $ {command}"


def test_both_languages_quote_the_same() -> None:
    assert commands("zh") == commands("en")


@pytest.mark.parametrize(
    ("command", "lines"),
    [one[1:] for one in READ],
    ids=[f"{page}: {command}" for page, command, _ in READ],
)
def test_what_a_reader_of_captures_says_is_what_it_says(
    command: str, lines: list[str], tmp_path: Path
) -> None:
    program, *arguments = shlex.split(command)
    if shutil.which(program) is None and not REQUIRED:
        pytest.skip(f"no {program}: apt-get install {program}")
    name = captured(command)
    assert name is not None
    trace = diagramgen.walked(name)
    (tmp_path / f"{name}.pcap").write_bytes(capture(trace))
    done = subprocess.run(
        [program, *arguments],
        cwd=tmp_path,
        capture_output=True,
        encoding="utf-8",
        check=True,
        env={**os.environ, "LC_ALL": "C.UTF-8"},
    )
    assert [line.split() for line in done.stdout.splitlines()] == [line.split() for line in lines]
