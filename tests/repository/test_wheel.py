"""The wheel works where nothing else of this project is: installed, in another's MkDocs site.

The virtual environment of these tests holds the wheel, installed by pip, and links to what the
project declares that it needs, followed to the end: a package that is used but not declared is
missing in it. What the links lead to is the running environment, so the tests need no network.
"""

import ast
import importlib.metadata
import json
import os
import re
import subprocess
import sys
import sysconfig
import tomllib
import venv
import zipfile
from collections.abc import Iterator
from pathlib import Path
from shutil import copytree

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]

# Three lines that a reader of the README adds to mkdocs.yml.
CONFIG = """\
site_name: Foreign
markdown_extensions:
  - pymdownx.superfences
  - diagramgen
"""
PAGE = """\
# A page

```tcp
three-way-handshake
```
"""


def clean_environment() -> dict[str, str]:
    stray = ("PYTHON", "PIP_", "VIRTUAL_ENV")
    env = {name: value for name, value in os.environ.items() if not name.startswith(stray)}
    return env | {"NO_MKDOCS_2_WARNING": "1"}


def run(*command: str | Path, cwd: Path) -> str:
    done = subprocess.run(
        list(map(str, command)),
        cwd=cwd,
        env=clean_environment(),
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, f"{command}\n{done.stdout}\n{done.stderr}"
    return done.stdout


def closure(names: set[str]) -> Iterator[importlib.metadata.Distribution]:
    """Yield the distributions that a set of requirements brings, in this environment."""
    seen: set[tuple[str, str]] = set()
    todo = [(Requirement(name), "") for name in sorted(names)]
    while todo:
        requirement, extra = todo.pop()
        if requirement.marker and not requirement.marker.evaluate({"extra": extra}):
            continue
        name = canonicalize_name(requirement.name)
        distribution = importlib.metadata.distribution(name)
        assert requirement.specifier.contains(distribution.version, prereleases=True), requirement
        for wanted in ("", *sorted(requirement.extras)):
            if (name, wanted) not in seen:
                seen.add((name, wanted))
                todo += [(Requirement(text), wanted) for text in distribution.requires or []]
                yield distribution


def link(distribution: importlib.metadata.Distribution, folder: Path) -> None:
    """Put a distribution's packages and metadata into a site-packages folder."""
    for top in {file.parts[0] for file in distribution.files or []} - {"..", "__pycache__"}:
        there, here = Path(str(distribution.locate_file(top))), folder / top
        if here.exists() or not there.exists():
            continue
        try:
            here.symlink_to(there, target_is_directory=there.is_dir())
        except OSError:  # Windows, without the right to make links
            copytree(there, here) if there.is_dir() else here.write_bytes(there.read_bytes())


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    dist = tmp_path_factory.mktemp("dist")
    offline = ["--no-index", "--no-deps", "--no-build-isolation"]
    run(sys.executable, "-m", "pip", "wheel", "-q", *offline, "-w", dist, ROOT, cwd=dist)
    (built,) = dist.glob("diagramgen-*.whl")
    return built


@pytest.fixture(scope="module")
def python(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the interpreter of an environment that holds the wheel and what it asks for."""
    folder = tmp_path_factory.mktemp("empty environment")
    venv.create(folder, with_pip=False, symlinks=os.name != "nt")
    scheme = {"base": str(folder), "platbase": str(folder)}
    python = Path(sysconfig.get_path("scripts", "venv", scheme)) / Path(sys.executable).name
    packages = Path(sysconfig.get_path("purelib", "venv", scheme))
    pip = [sys.executable, "-m", "pip", "--python", python]
    run(*pip, "install", "-q", "--no-index", "--no-deps", wheel, cwd=folder)
    for distribution in closure(set(PROJECT["dependencies"])):
        link(distribution, packages)
    return python


@pytest.fixture(scope="module")
def page(python: Path, tmp_path_factory: pytest.TempPathFactory) -> str:
    """Return the page of another's site, built with the wheel."""
    site = tmp_path_factory.mktemp("foreign")
    (site / "mkdocs.yml").write_text(CONFIG, encoding="utf-8")
    (site / "docs").mkdir()
    (site / "docs" / "index.md").write_text(PAGE, encoding="utf-8")
    run(python, "-m", "mkdocs", "build", "--strict", cwd=site)
    return (site / "site" / "index.html").read_text(encoding="utf-8")


def test_what_runs_is_the_wheel(python: Path, tmp_path: Path) -> None:
    program = (
        "import diagramgen, json, importlib.metadata as m;"
        "metadata = m.distribution('diagramgen').locate_file('');"
        "print(json.dumps([diagramgen.__file__, str(metadata)]))"
    )
    for place in json.loads(run(python, "-c", program, cwd=tmp_path)):
        assert Path(place).is_relative_to(python.parents[1])
        assert not Path(place).is_relative_to(ROOT)


def test_the_wheel_holds_every_file_of_the_package(wheel: Path) -> None:
    packed = {name for name in zipfile.ZipFile(wheel).namelist() if name.startswith("diagramgen/")}
    listed = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z", "diagramgen"]
    done = subprocess.run(listed, cwd=ROOT, capture_output=True, encoding="utf-8", check=False)
    if done.returncode != 0:
        pytest.skip("not a git checkout")
    there = {name for name in done.stdout.split("\0") if name and (ROOT / name).is_file()}
    assert packed == there
    assert "diagramgen/py.typed" in packed


def test_the_wheel_declares_what_the_package_imports() -> None:
    declared = {canonicalize_name(Requirement(text).name) for text in PROJECT["dependencies"]}
    providers = importlib.metadata.packages_distributions()
    undeclared = {}
    for path in sorted((ROOT / "diagramgen").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            names = []
            if isinstance(node, ast.Import):
                names = [alias.name for alias in node.names]
            elif isinstance(node, ast.ImportFrom) and node.level == 0:
                names = [node.module or ""]
            for top in {name.partition(".")[0] for name in names} - {"diagramgen"}:
                if top in sys.stdlib_module_names:
                    continue
                if not declared & {canonicalize_name(name) for name in providers.get(top, [])}:
                    undeclared[top] = str(path.relative_to(ROOT))
    assert undeclared == {}


def test_the_command_runs(python: Path, tmp_path: Path) -> None:
    script = python.with_name("diagramgen.exe" if os.name == "nt" else "diagramgen")
    assert "three-way-handshake" in run(script, "list", cwd=tmp_path)


def test_the_lexer_is_found(python: Path, tmp_path: Path) -> None:
    program = "from pygments.lexers import get_lexer_by_name as g; print(type(g('tcp')).__module__)"
    assert run(python, "-c", program, cwd=tmp_path).strip() == "diagramgen.site.lexer"


def test_a_foreign_page_holds_the_chart(page: str) -> None:
    charts = re.findall(r"<svg\b[^>]*>", page)
    assert [chart for chart in charts if 'class="dg"' in chart], page


def test_a_foreign_page_holds_no_unexecuted_fence(page: str) -> None:
    assert not re.search(r"<code[^>]*>\s*three-way-handshake", page)
