"""The workflows and the gates: what they name is there, and what they fetch is pinned."""

import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).resolve().parents[2]
WORKFLOWS = sorted((ROOT / ".github/workflows").glob("*.yml"))
PINNED = re.compile(r"uses: [\w.-]+/[\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$")


def steps(path: Path) -> list[dict[str, Any]]:
    jobs = yaml.safe_load(path.read_text(encoding="utf-8"))["jobs"]
    return [step for job in jobs.values() for step in job["steps"]]


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_every_action_is_pinned_to_a_commit_and_names_its_version(path: Path) -> None:
    lines = [line.strip() for line in path.read_text(encoding="utf-8").splitlines()]
    uses = [line.removeprefix("- ") for line in lines if "uses:" in line]
    assert len(uses) == sum("uses" in step for step in steps(path)) > 0
    assert [line for line in uses if not PINNED.match(line)] == []


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_a_workflow_may_write_only_where_it_publishes(path: Path) -> None:
    told = yaml.safe_load(path.read_text(encoding="utf-8"))
    assert told["permissions"] == {"contents": "read"}
    for name, job in told["jobs"].items():
        writes = [what for what, how in job.get("permissions", {}).items() if how == "write"]
        assert writes == (["pages", "id-token"] if name == "publish" else [])


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_a_workflow_runs_commands_that_there_are(path: Path) -> None:
    said = subprocess.run(
        [sys.executable, "run.py", "--help"], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout
    named = set(
        re.findall(r"run\.py (\w+)", " ".join(str(step.get("run")) for step in steps(path)))
    )
    assert named >= {"lint", "site", "test"}
    assert named <= set(re.findall(r"run\.py (\w+)", said))


@pytest.mark.parametrize("name", ["run", "full"])
def test_a_gate_is_a_script_that_bash_can_read(name: str) -> None:
    gate = ROOT / ".ci" / name
    assert gate.stat().st_mode & 0o111
    bash = shutil.which("bash")
    if bash is None:
        pytest.skip("no bash on PATH to read it")
    subprocess.run([bash, "-n", str(gate)], check=True)


def test_the_full_gate_has_every_step_that_it_names() -> None:
    text = (ROOT / ".ci/full").read_text(encoding="utf-8")
    (named,) = re.findall(r"\|\| steps=\(([^)]*)\)", text)
    assert set(named.split()) == set(re.findall(r"^(\w+)\(\) \{", text, re.MULTILINE))
    for module in re.findall(r"-m (tools\.\w+)", text):
        assert (ROOT / f"{module.replace('.', '/')}.py").is_file()
