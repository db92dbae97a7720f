"""What the README shows a newcomer works as it stands there."""

import doctest
import re
import subprocess
import sys
from pathlib import Path

import pytest

import diagramgen
from diagramgen.walk.language import parse

ROOT = Path(__file__).resolve().parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")


def fences(language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```$", README, re.MULTILINE | re.DOTALL)


def test_the_examples_in_python() -> None:
    examples = fences("pycon")
    assert examples
    for source in examples:
        test = doctest.DocTestParser().get_doctest(source, {}, "README.md", "README.md", 0)
        assert test.examples
        said: list[str] = []
        assert doctest.DocTestRunner().run(test, out=said.append).failed == 0, "".join(said)


def test_the_fence_is_a_scenario() -> None:
    (fence,) = fences("tcp")
    scenario = parse(fence)
    assert parse(str(scenario)) == scenario


@pytest.mark.parametrize("command", sorted(set(re.findall(r"python3 run\.py (\w+)", README))))
def test_the_commands_of_run_py(command: str) -> None:
    told = subprocess.run(
        [sys.executable, ROOT / "run.py", "--help"],
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    assert f"run.py {command} " in told.stdout


def test_the_links_lead_somewhere() -> None:
    links = re.findall(r"\]\(([^)#]+)\)", README)
    missing = [link for link in links if "://" not in link and not (ROOT / link).exists()]
    assert missing == []


def test_the_picture_is_what_the_command_draws() -> None:
    picture = ROOT / "docs" / "assets" / "three-way-handshake.svg"
    svg = diagramgen.draw(diagramgen.walked("three-way-handshake"))
    assert picture.read_text(encoding="utf-8") == svg
