"""What the project holds itself to and no other tool checks."""

import ast
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "diagramgen"
LONGEST = 300
HEAD = 20  # lines in which a longer file gives its reason
REASON = f"Over {LONGEST} lines because"

# Folders of one machine. Spelled in two pieces: this file is searched too.
PLACES = ["/" + "work/", "/" + "tmp/", "/" + "home/", "/" + "root/"]
INDEXES = ["pypi" + ".org", "python" + "hosted"]

# Types through which mypy lets nobody write.
READ_ONLY = {"Final", "Mapping", "MappingProxyType", "Sequence", "frozenset", "tuple", "ClassVar"}
MUTABLE_CALLS = {"list", "dict", "set", "bytearray", "defaultdict", "deque", "Counter"}
MUTABLE_DISPLAYS = (ast.List, ast.Dict, ast.Set, ast.ListComp, ast.DictComp, ast.SetComp)


@cache
def files() -> list[Path]:
    """List the files that belong to the project: all that git would not ignore."""
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, encoding="utf-8", check=False)
    if done.returncode != 0:
        pytest.skip("not a git checkout")
    paths = [ROOT / name for name in sorted(set(done.stdout.split("\0")) - {""})]
    return [path for path in paths if path.is_file()]


def text(path: Path) -> str | None:
    """Read a file; None if it is not text."""
    octets = path.read_bytes()
    return None if b"\0" in octets else octets.decode("utf-8")


def modules(*rooms: str) -> Iterator[tuple[str, ast.Module]]:
    for room in rooms:
        for path in sorted((PACKAGE / room).rglob("*.py")):
            yield path.relative_to(ROOT).as_posix(), ast.parse(path.read_text(encoding="utf-8"))


def test_no_file_is_long_without_a_reason() -> None:
    long = []
    for path in files():
        if PACKAGE in path.parents and path.suffix in {".py", ".css", ".js"}:
            lines = path.read_text(encoding="utf-8").splitlines()
            if len(lines) > LONGEST and REASON not in " ".join(lines[:HEAD]):
                long.append(f"{path.relative_to(ROOT)}: {len(lines)} lines, no {REASON!r}")
    assert long == []


def test_no_file_names_a_folder_of_one_machine() -> None:
    found = []
    for path in files():
        for number, line in enumerate((text(path) or "").splitlines(), 1):
            where = f"{path.relative_to(ROOT)}:{number}"
            found += [f"{where}: {word}" for word in PLACES if word in line]
    assert found == []


def test_every_text_file_is_utf_8_with_unix_lines() -> None:
    found = [str(path.relative_to(ROOT)) for path in files() if "\r" in (text(path) or "")]
    assert found == []


def annotation_names(node: ast.expr | None) -> set[str]:
    return {
        name.id if isinstance(name, ast.Name) else name.attr
        for name in (ast.walk(node) if node else ())
        if isinstance(name, ast.Name | ast.Attribute)
    }


def is_mutable(value: ast.expr | None) -> bool:
    if isinstance(value, ast.Call):
        return isinstance(value.func, ast.Name) and value.func.id in MUTABLE_CALLS
    return isinstance(value, MUTABLE_DISPLAYS)


def shared_state(body: list[ast.stmt]) -> Iterator[int]:
    """Yield the lines that give a module or a class something that a call could change."""
    for node in body:
        if isinstance(node, ast.Assign) and is_mutable(node.value):
            names = [target.id for target in node.targets if isinstance(target, ast.Name)]
            if names != ["__all__"]:
                yield node.lineno
        elif isinstance(node, ast.AnnAssign) and is_mutable(node.value):
            if not annotation_names(node.annotation) & READ_ONLY:
                yield node.lineno
        elif isinstance(node, ast.ClassDef | ast.If | ast.Try | ast.For | ast.With):
            yield from shared_state(node.body)


def test_the_machine_and_the_walk_keep_no_state_of_their_own() -> None:
    found = []
    for name, module in modules("tcp", "walk"):
        lines = list(shared_state(module.body))
        lines += [node.lineno for node in ast.walk(module) if isinstance(node, ast.Global)]
        found += [f"{name}:{line}: mutable, and not declared read-only" for line in lines]
    assert found == []


@pytest.mark.parametrize(
    ("source", "lines"),
    [
        ("SEEN = []", [1]),
        ("SEEN: dict[str, int] = {}", [1]),
        ("class A:\n    seen = set()", [2]),
        ("if True:\n    SEEN = {x for x in 'ab'}", [2]),
        ("__all__ = ['a']", []),
        ("NAMES: Final = {'a': 1}", []),
        ("NAMES: Mapping[str, int] = {'a': 1}", []),
        ("NAMES = ('a', 'b')\nSET = frozenset({1})", []),
        ("def f():\n    seen = []", []),
    ],
)
def test_the_check_for_state_sees(source: str, lines: list[int]) -> None:
    assert list(shared_state(ast.parse(source).body)) == lines


def test_the_machine_and_the_walk_import_the_standard_library_only() -> None:
    allowed = sys.stdlib_module_names | {"diagramgen"}
    found = []
    for name, module in modules("tcp", "walk"):
        for node in ast.walk(module):
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            if isinstance(node, ast.ImportFrom) and node.level == 0:
                names = [node.module or ""]
            found += [f"{name}: {n}" for n in names if n.partition(".")[0] not in allowed]
    assert found == []


def locked() -> dict[str, list[str]]:
    """Read requirements.lock: name to versions, more than one where Pythons differ."""
    pins: dict[str, list[str]] = {}
    for line in (ROOT / "requirements.lock").read_text(encoding="utf-8").splitlines():
        if line[:1].isalnum():
            requirement = Requirement(line.removesuffix("\\").strip())
            (pin,) = requirement.specifier
            assert pin.operator == "=="
            pins.setdefault(canonicalize_name(requirement.name), []).append(pin.version)
    return pins


def test_the_lock_holds_what_the_project_asks_for() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    asked = list(project["project"]["dependencies"]) + list(project["build-system"]["requires"])
    for extra in project["project"]["optional-dependencies"].values():
        asked += extra
    pins = locked()
    for requirement in map(Requirement, asked):
        name = canonicalize_name(requirement.name)
        if name != "diagramgen":
            assert name in pins, f"{name} is not locked: python3 run.py lock"
            for version in pins[name]:
                good = requirement.specifier.contains(version)
                assert good, f"{requirement}, not {version}: python3 run.py lock"


def test_the_lock_is_hashed_and_names_no_index() -> None:
    lock = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    assert "://" not in lock
    assert "--index" not in lock
    for path in files():
        assert not [host for host in INDEXES if host in (text(path) or "")], path
    for block in lock.split("\n    # via")[:-1]:
        assert "--hash=sha256:" in block


def test_the_site_folder_is_ignored_at_the_top_only() -> None:
    """Hatchling leaves out what git ignores: `site/`, unanchored, would empty diagramgen/site."""
    patterns = (ROOT / ".gitignore").read_text(encoding="utf-8").splitlines()
    rooms = {path.name for path in PACKAGE.rglob("*") if path.is_dir()} - {"__pycache__"}
    assert not {pattern.strip("/") for pattern in patterns if not pattern.startswith("/")} & rooms


def test_every_room_says_what_it_is() -> None:
    for name, module in modules(""):
        assert ast.get_docstring(module), f"{name}: the first line of a module says what it is"
