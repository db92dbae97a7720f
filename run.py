#!/usr/bin/env python3
"""Build the site or run the tests, on a machine that has Python and nothing else.

    python3 run.py site     build the pages into site/; more arguments go to mkdocs build
                            (--zip: also a zip of the whole site, diagramgen.zip, beside them)
    python3 run.py pdf      print site/ as book.zh.pdf and book.en.pdf; needs Chromium
    python3 run.py test     run the tests; more arguments go to pytest
    python3 run.py serve    show the pages while they are written; more arguments go to mkdocs serve
    python3 run.py deck     write the interview questions as Anki decks into dist/ or another folder
    python3 run.py lint     style, types, and which room may import which
    python3 run.py lock     write requirements.lock anew, keeping its pins (--upgrade moves them)

Each command first sees to .venv: the packages of requirements.lock, checked by hash, and this
project in place. That takes about a minute once, and nothing while requirements.lock and
pyproject.toml stay as they are. .venv belongs to this script: one that it did not finish is made
again from nothing.
"""

import sys

if sys.version_info < (3, 11):
    sys.exit("run.py: diagramgen needs Python 3.11 or newer; this is %d.%d" % sys.version_info[:2])

import hashlib
import os
import subprocess
import tempfile
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent
LOCK = ROOT / "requirements.lock"
PROJECT = ROOT / "pyproject.toml"
VENV = ROOT / ".venv"
BIN, EXE = ("Scripts", ".exe") if os.name == "nt" else ("bin", "")
PYTHON = VENV / BIN / f"python{EXE}"

ZIP = "diagramgen.zip"  # what `site --zip` makes; another name goes into SITE_ZIP
UV = "uv==0.13.9"  # writes the lock; used by `lock` alone
UNREACHED = (  # signs, in what pip says, of a network that is not there
    "Connection aborted",
    "ConnectTimeout",
    "Failed to establish a new connection",
    "NameResolutionError",
    "Network is unreachable",
    "ProxyError",
    "Read timed out",
    "SSLError",
    "(from versions: none)",
)
HINT_VENV = "on Debian or Ubuntu: apt-get install python3-venv"

# What a shell may hold that would send an install elsewhere, or bring in another's code. Mirrors,
# proxies and certificates (PIP_INDEX_URL, PIP_CERT, HTTPS_PROXY ...) stay.
MISLEADING = (
    "PIP_CONSTRAINT",
    "PIP_NO_BINARY",
    "PIP_ONLY_BINARY",
    "PIP_PREFIX",
    "PIP_PYTHON",
    "PIP_REQUIRE_VIRTUALENV",
    "PIP_ROOT",
    "PIP_TARGET",
    "PIP_USER",
    "PYTHONHOME",
    "PYTHONPATH",
    "PYTHONSAFEPATH",
    "VIRTUAL_ENV",
    "__PYVENV_LAUNCHER__",
)


def environment() -> dict[str, str]:
    """Return the environment in which every tool runs."""
    env = {name: value for name, value in os.environ.items() if name not in MISLEADING}
    env["PATH"] = os.pathsep.join([str(VENV / BIN), env.get("PATH", os.defpath)])
    env["NO_MKDOCS_2_WARNING"] = "1"  # Material's notice, which --strict would take for a fault
    env["PIP_DISABLE_PIP_VERSION_CHECK"] = "1"
    env["PIP_NO_INPUT"] = "1"
    if not os.access(Path.home(), os.W_OK) and not {"PIP_CACHE_DIR", "XDG_CACHE_HOME"} & env.keys():
        env["PIP_NO_CACHE_DIR"] = "1"  # pip stops where it cannot keep the wheel that it built
    return env


def run(*command: str | Path) -> int:
    """Run a tool of .venv at the top of the project; return its exit code, as a shell counts it."""
    sys.stdout.flush()
    words = list(map(str, command))
    code = subprocess.run(words, cwd=ROOT, env=environment(), check=False).returncode
    return code if code >= 0 else 128 - code


def say(line: str) -> None:
    """Tell what takes time; standard output belongs to the tools."""
    print(f"run.py: {line}", file=sys.stderr, flush=True)


def digest(*parts: str | Path) -> str:
    """Hash texts and the contents of files."""
    sums = hashlib.sha256()
    for part in parts:
        octets = part.read_bytes() if isinstance(part, Path) else part.encode()
        sums.update(hashlib.sha256(octets).digest())
    return sums.hexdigest()


def ready() -> None:
    """Bring .venv up to requirements.lock and pyproject.toml; do nothing if it is."""
    # The folder counts, since an install in place knows its path; so does the Python below .venv.
    base = f"{sys.version} {sys.base_prefix}"
    packages = Stamp("packages", digest(LOCK, base, str(ROOT)))
    project = Stamp("project", digest(PROJECT, packages.value))
    if not packages.good() or not PYTHON.exists():
        project.drop()
        packages.drop()
        say("installing the packages of requirements.lock into .venv (about a minute, this once)")
        make_venv(VENV)
        hashed = ["--require-hashes", "--no-deps"]
        # jieba is published as source only: setuptools first, so that what builds it is locked too.
        with tempfile.TemporaryDirectory() as folder:
            first = Path(folder) / "first.txt"
            first.write_text(locked("setuptools"), encoding="utf-8")
            pip(VENV, *hashed, "-r", first)
        pip(VENV, *hashed, "--no-build-isolation", "--use-pep517", "-r", LOCK)
        packages.write()
    if not project.good():
        project.drop()
        pip(VENV, "--no-deps", "--no-build-isolation", "--editable", ROOT)
        project.write()


class Stamp:
    """A file in .venv, written when a stage is complete, that says what it was completed for."""

    def __init__(self, stage: str, value: str) -> None:
        self.path = VENV / f"{stage}.stamp"
        self.value = value

    def good(self) -> bool:
        """Tell whether the stage was completed for what is here now."""
        return self.path.is_file() and self.path.read_text(encoding="utf-8") == self.value

    def drop(self) -> None:
        """Forget the stage, before it is begun: an interrupted one is begun again."""
        self.path.unlink(missing_ok=True)

    def write(self) -> None:
        """Note that the stage is complete."""
        self.path.write_text(self.value, encoding="utf-8")


def make_venv(folder: Path) -> None:
    """Make a virtual environment anew, with pip."""
    try:
        import ensurepip  # noqa: F401, PLC0415  Debian ships it apart, in python3-venv
        import venv  # noqa: PLC0415
    except ImportError:
        sys.exit(f"run.py: this Python has no venv module; {HINT_VENV}")
    try:
        venv.create(folder, clear=True, symlinks=os.name != "nt", with_pip=True)
    except subprocess.CalledProcessError:
        sys.exit(f"run.py: this Python cannot put pip into a virtual environment; {HINT_VENV}")


def locked(name: str) -> str:
    """Cut one package out of requirements.lock, with its hashes."""
    lines = LOCK.read_text(encoding="utf-8").splitlines(keepends=True)
    start = next(i for i, line in enumerate(lines) if line.startswith(f"{name}=="))
    rest = lines[start + 1 :]
    end = next(i for i, line in enumerate(rest) if "--hash" not in line)
    return lines[start] + "".join(rest[:end])


def pip(folder: Path, *arguments: str | Path) -> None:
    """Install into a virtual environment, in silence; stop with one line if that fails."""
    python = folder / BIN / PYTHON.name
    told = folder / "install.log"
    command = [python, "-m", "pip", "install", "--no-user", *arguments]
    with told.open("wb") as log:
        done = subprocess.run(
            list(map(str, command)),
            cwd=ROOT,
            env=environment(),
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=subprocess.STDOUT,
            check=False,
        )
    if done.returncode != 0:
        said = told.read_text(encoding="utf-8", errors="replace")
        sys.exit(f"run.py: {reason(said)} (all that pip said: {told})")


def reason(said: str) -> str:
    """Find what went wrong in what pip said."""
    if "DO NOT MATCH THE HASHES" in said:
        return "a package is not the one that requirements.lock names by its hash"
    if "No space left on device" in said:
        return "the disk is full"
    if any(sign in said for sign in UNREACHED):
        return "pip cannot reach a package index: is there a network, a mirror, a proxy to be set?"
    lines = said.splitlines()
    errors = [line.removeprefix("ERROR: ") for line in lines if line.startswith("ERROR: ")]
    raised = [line.strip() for line in lines if "Error: " in line]  # by the build itself
    return ": ".join(["pip failed", *(errors[:1] or raised[-1:])])


def site(arguments: Sequence[str]) -> int:
    """Build the pages into site/; a warning is a fault."""
    ready()
    options = [argument for argument in arguments if argument != "--zip"]
    if len(options) < len(arguments):
        os.environ.setdefault("SITE_ZIP", ZIP)
    return run(PYTHON, "-m", "mkdocs", "build", "--strict", *options)


def pdf(arguments: Sequence[str]) -> int:
    """Print the built site as a PDF for each language; its folder and theirs may follow."""
    ready()
    return run(PYTHON, "-m", "tools.book", *arguments)


def serve(arguments: Sequence[str]) -> int:
    """Show the pages on this machine, and again after each change."""
    ready()
    return run(PYTHON, "-m", "mkdocs", "serve", "--livereload", *arguments)


def test(arguments: Sequence[str]) -> int:
    """Run the tests."""
    ready()
    return run(PYTHON, "-m", "pytest", *arguments)


def deck(arguments: Sequence[str]) -> int:
    """Write the Anki decks."""
    ready()
    return run(PYTHON, "-m", "deck", *arguments)


def lint(arguments: Sequence[str]) -> int:
    """Check style, types and imports; stop at the first that fails."""
    if arguments:
        sys.exit("run.py: lint takes no arguments")
    ready()
    return (
        run(PYTHON, "-m", "ruff", "check")
        or run(PYTHON, "-m", "ruff", "format", "--check")
        or run(PYTHON, "-m", "mypy")
        or run(VENV / BIN / f"lint-imports{EXE}", "--no-logo")
    )


def lock(arguments: Sequence[str]) -> int:
    """Write requirements.lock for every Python and system that the project supports."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        make_venv(folder)  # not .venv, which hangs on the lock
        pip(folder, UV)
        options = ["--all-extras", "--universal", "--python-version", "3.11", "--generate-hashes"]
        note = ["--custom-compile-command", "python3 run.py lock"]
        files = ["--output-file", LOCK.name, PROJECT.name]
        uv = folder / BIN / f"uv{EXE}"
        return run(uv, "pip", "compile", "--quiet", *options, *note, *files, *arguments)


COMMANDS = {
    "site": site,
    "pdf": pdf,
    "test": test,
    "serve": serve,
    "deck": deck,
    "lint": lint,
    "lock": lock,
}


def main(arguments: Sequence[str]) -> int:
    """Run one command; return its exit code."""
    if not arguments or arguments[0] in {"-h", "--help"}:
        print(__doc__)
        return 0 if arguments else 2
    name, *rest = arguments
    if name not in COMMANDS:
        say(f"no command {name!r}; there are {', '.join(COMMANDS)}")
        return 2
    try:
        return COMMANDS[name](rest)
    except KeyboardInterrupt:
        return 130
    except OSError as error:
        say(str(error))
        return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
