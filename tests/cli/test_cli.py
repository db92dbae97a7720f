"""The command line: what it prints, what it refuses, and its exit codes."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from diagramgen.cli import main
from diagramgen.scenarios import CATALOGUE

LISTEN = "B: listen\nA: connect\n"


def run(*arguments: str, stdin: str | bytes = "") -> Result:
    return CliRunner().invoke(main, list(arguments), input=stdin)


def test_the_list_names_every_entry() -> None:
    result = run("list")
    assert result.exit_code == 0
    assert [line.split("\t")[0] for line in result.output.splitlines()] == [
        entry.name for entry in CATALOGUE
    ]


def test_the_list_as_json_has_both_titles() -> None:
    entries = json.loads(run("list", "--format", "json").output)
    assert entries[0] == {
        "name": "three-way-handshake",
        "chapter": "open",
        "title": {"zh": "三次握手", "en": "Three-way handshake"},
        "source": "RFC 9293, Figure 6",
    }


def test_a_walk_prints_figure_6() -> None:
    result = run("walk", "three-way-handshake")
    assert result.exit_code == 0
    words = result.output.split()
    for word in (
        "<SEQ=100><CTL=SYN>",
        "<SEQ=300><ACK=101><CTL=SYN,ACK>",
        "<SEQ=101><ACK=301><CTL=ACK>",
    ):
        assert word in words
    for state in ("SYN-SENT", "SYN-RECEIVED", "ESTABLISHED"):
        assert state in words


@pytest.mark.parametrize(
    ("options", "begins"),
    [
        (["--format", "svg"], "<svg "),
        (["--format", "dot"], "digraph"),
        (["--format", "json"], "{"),
        (["--format", "table"], "| "),
        (["--view", "table"], "| "),
        (["--view", "states", "--format", "svg"], "<svg "),
        (["--view", "header", "--segment", "3"], "<svg "),
        (["--view", "window"], "<svg "),
        (["--view", "sequence"], "<svg "),
    ],
)
def test_a_walk_is_written_in_each_format(options: list[str], begins: str) -> None:
    result = run("walk", "syn-lost", *options)
    assert result.exit_code == 0, result.output
    assert result.output.startswith(begins)


def test_why_is_added_where_a_language_is_asked_for() -> None:
    plain = json.loads(run("walk", "syn-lost", "--format", "json").output)
    told = json.loads(run("walk", "syn-lost", "--format", "json", "--lang", "zh").output)
    assert all("why" not in moment for moment in plain["moments"])
    assert all(moment.pop("why") for moment in told["moments"])
    assert plain == told


def test_a_scenario_comes_from_a_file_or_from_standard_input(tmp_path: Path) -> None:
    path = tmp_path / "mine.tcp"
    path.write_text(LISTEN, encoding="utf-8")
    from_file = run("walk", str(path), "--format", "svg")
    from_pipe = run("walk", "-", "--format", "svg", stdin=LISTEN)
    by_name = run("walk", "-", "--format", "svg", stdin="three-way-handshake\n")
    assert (from_file.exit_code, from_pipe.exit_code, by_name.exit_code) == (0, 0, 0)
    # A file's scenario is called by the file's name.
    assert "<title" in from_file.output and ">mine</title>" in from_file.output
    assert from_file.output.replace(">mine</title>", "") in from_pipe.output.replace(
        ">TCP sequence chart</title>", ""
    )


def test_output_goes_to_a_file_that_is_whole_or_not_there(tmp_path: Path) -> None:
    path = tmp_path / "chart.svg"
    assert run("walk", "syn-lost", "--format", "svg", "-o", str(path)).output == ""
    assert path.read_text(encoding="utf-8") == run("walk", "syn-lost", "--format", "svg").output
    assert run("walk", "-", "-o", str(path), stdin="no sense").exit_code == 1
    assert path.read_text(encoding="utf-8").startswith("<svg ")
    assert [p.name for p in tmp_path.iterdir()] == ["chart.svg"]


NOISE = "x" * 40 + "\n"


@pytest.mark.parametrize(
    ("arguments", "stdin", "code", "says"),
    [
        (
            ["walk", "three-way-handshak"],
            "",
            2,
            (
                "no scenario 'three-way-handshak' in the catalogue; `diagramgen list` names them "
                "all; did you mean three-way-handshake?"
            ),
        ),
        (["walk", "no/such.tcp"], "", 2, "no/such.tcp: cannot be read: No such file or directory"),
        (["walk", "-"], "B: send 5\n", 1, "<stdin>:1:1: B in CLOSED cannot SEND"),
        (["walk", "-"], "A: conect\n", 1, "did you mean connect?"),
        (
            ["walk", "-"],
            LISTEN + "expect A ends CLOSED\n",
            1,
            "<stdin>:3:1: 'expect A ends CLOSED'",
        ),
        (["walk", "-"], NOISE * 10_000, 1, "<stdin>:1:1: "),
        (["walk", "-"], b"\xff\xfe", 1, "<stdin>: not UTF-8 at byte 0"),
        (["walk", "syn-lost", "--view", "table", "--format", "svg"], "", 2, "accepted: "),
        (["walk", "syn-lost", "--view", "header", "--segment", "9"], "", 2, "accepted: 1 to 4"),
        (["walk", "syn-lost", "--view", "header", "--segment", "0"], "", 2, "Invalid value"),
        (["walk", "syn-lost", "--peers", "a,b,c"], "", 2, "two labels"),
        (["walk", "syn-lost", "-o", "no/such/folder/x"], "", 2, "cannot be written"),
        (["walk", "syn-lost", "--format", "gif"], "", 2, "Invalid value"),
        (["states", "--focus", "SYN_RECV"], "", 2, "SYN-RECEIVED"),
        (["check", "no/such.md"], "", 1, "no/such.md: cannot be read"),
        (["frobnicate"], "", 2, "No such command"),
    ],
)
def test_what_is_wrong_is_said_in_a_line(
    arguments: list[str], stdin: str | bytes, code: int, says: str
) -> None:
    result = run(*arguments, stdin=stdin)
    assert result.exit_code == code
    assert says in result.stderr
    assert "Traceback" not in result.output + result.stderr
    if "Usage:" not in result.stderr:
        assert len(result.stderr.splitlines()) == 1


def test_check_walks_files_and_the_fences_of_pages(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text(
        '# A page\n\n```tcp\nsyn-lost\n```\n\n```tcp view="stats"\nsyn-lost\n```\n\n'
        "```tcp\nB: listen\nA: connect\nexpect B ends CLOSED\n```\n\n```python\nA: connect\n```\n",
        encoding="utf-8",
    )
    good = tmp_path / "good.tcp"
    good.write_text(LISTEN, encoding="utf-8")
    result = run("check", str(good), str(page))
    assert result.exit_code == 1
    assert result.output.splitlines()[-1] == "2 walked, 2 wrong"
    first, second = result.stderr.splitlines()
    assert first.startswith(f"{page}:7: ") and "states" in first
    assert second.startswith(f"{page}:14: ") and "B ends ESTABLISHED" in second
    assert run("check", str(good)).exit_code == 0


def test_states_shows_the_rows() -> None:
    result = run("states")
    assert "CLOSED\tpassive OPEN\tcreate TCB\tLISTEN\t3.10.1\t-" in result.output.splitlines()
    focused = run("states", "--focus", "TIME-WAIT").output.splitlines()
    assert focused and all("TIME-WAIT" in line for line in focused)
    assert run("states", "--format", "svg").output.startswith("<svg ")
    assert run("states", "--format", "dot", "--focus", "LISTEN").output.startswith("digraph")


@pytest.mark.parametrize("command", ["list", "walk", "states", "check"])
def test_help_has_examples(command: str) -> None:
    assert "Examples:" in run(command, "--help").output


# -- compare --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("options", "begins"),
    [
        ([], "① three-way-handshake"),
        (["--format", "text", "--title", "Both"], "Both\n"),
        (["--format", "svg"], "<svg "),
        (
            ["--format", "svg", "--narrow", "--lang", "zh"],
            '<svg xmlns="http://www.w3.org/2000/svg"',
        ),
        (["--format", "table"], "① three-way-handshake"),
        (["--format", "json"], '{\n "version": 1,'),
    ],
)
def test_two_walks_are_written_in_each_format(options: list[str], begins: str) -> None:
    result = run("compare", "three-way-handshake", "syn-lost", *options)
    assert result.exit_code == 0, result.output
    assert result.output.startswith(begins)


def test_a_comparison_takes_files_and_standard_input(tmp_path: Path) -> None:
    path = tmp_path / "mine.tcp"
    path.write_text(LISTEN, encoding="utf-8")
    result = run("compare", str(path), "-", "--format", "json", stdin="set delay 20 ms\n" + LISTEN)
    assert json.loads(result.output)["differences"] == []
    assert "says" not in result.output
    told = run("compare", "close-in-four", "close-in-three", "--format", "json", "--lang", "zh")
    assert all(each["says"] for each in json.loads(told.output)["differences"])


def test_a_comparison_that_cannot_be_made() -> None:
    twice = run("compare", "-", "-", stdin=LISTEN)
    assert (twice.exit_code, "can be read once" in twice.output) == (2, True)
    unknown = run("compare", "syn-lost", "sin-lost")
    assert (unknown.exit_code, "did you mean syn-lost?" in unknown.output) == (2, True)
    wrong = run("compare", "syn-lost", "-", stdin=LISTEN + "expect A ends CLOSED\n")
    assert wrong.exit_code == 1
    assert "<stdin>:3:1: " in wrong.output
