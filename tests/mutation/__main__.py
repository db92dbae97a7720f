"""Let mutants of the machine loose on its tests: ``python -m tests.mutation [--sample N]``.

The tests are collected once; for each mutant a process is forked, in which one function is
exchanged (`swap`). A mutant that no test notices so, or that is not in a function, gets a process
in which one module is imported from the mutated text. Nothing on disk is changed. A mutant is
noticed if a test fails, or if they do not end. Survivors are in `survivors.toml`, each with a
reason; one that is not listed, and an entry that is noticed, make this fail, and so does a share
below 95 %. `--sample N` takes N of them, the same for a seed.
"""

import argparse
import importlib.abc
import importlib.machinery
import importlib.util
import io
import os
import random
import signal
import sys
import time
import tomllib
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from contextlib import redirect_stderr, redirect_stdout
from multiprocessing import get_context
from pathlib import Path
from types import ModuleType

import pytest

from tests.mutation.mutants import ROOT, Mutant, modules, mutants
from tests.mutation.swap import swap

LEAST = 95
LONGEST = 30  # seconds of processor time for one mutant; all tests take five

TESTS = (
    "tests/tcp",
    "tests/endpoint",
    "tests/rfc9293",
    "tests/kernel/test_recorded.py",
    "tests/kernel/test_probes.py",
    "--ignore=tests/rfc9293/test_requirements_page.py",
    "--ignore=tests/tcp/test_wire.py",
)


class Mutated(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    """Finds the module of the mutant, and runs the mutated text as it."""

    def __init__(self, mutant: Mutant) -> None:
        self.mutant = mutant

    def find_spec(
        self, name: str, path: object = None, _target: ModuleType | None = None
    ) -> importlib.machinery.ModuleSpec | None:
        if name != self.mutant.module:
            return None
        found = importlib.machinery.PathFinder.find_spec(name, path)  # type: ignore[arg-type]
        assert found is not None and found.origin is not None
        return importlib.util.spec_from_file_location(
            name,
            found.origin,
            loader=self,
            submodule_search_locations=found.submodule_search_locations,
        )

    def exec_module(self, module: ModuleType) -> None:
        exec(compile(self.mutant.source, self.mutant.name, "exec"), module.__dict__)  # noqa: S102


class Exchanging:
    """A plugin of pytest: the collected tests are run once for each mutant, in a fork of their own.

    `seen` are the mutants that a test noticed.
    """

    def __init__(self, group: list[Mutant]) -> None:
        self.group = group
        self.seen: set[str] = set()
        self.in_child = False

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtestloop(self) -> bool | None:
        for mutant in self.group:
            child = os.fork()
            if child == 0:
                self.in_child = True
                limit()
                if not swap(mutant):
                    os._exit(0)
                return None  # and so the tests are run
            _, status = os.waitpid(child, 0)
            if status != 0:
                self.seen.add(mutant.name)
        return True


def limit() -> None:
    """Let this process take no more than `LONGEST`.

    Processor time, not the wall's: a busy machine must not make a mutant look noticed.
    """
    signal.setitimer(signal.ITIMER_PROF, LONGEST)


def tested(*plugins: object) -> int:
    """Run the tests without a word; pytest's exit code."""
    arguments = ["-x", "-q", "-p", "no:cacheprovider", "-p", "no:randomly", *TESTS]
    with redirect_stdout(io.StringIO()), redirect_stderr(io.StringIO()):
        return int(pytest.main(arguments, plugins=list(plugins)))


def noticed_at_once(names: set[str]) -> set[str]:
    """Those of the mutants `names` that the tests notice when a function is exchanged."""
    group = [mutant for path in modules() for mutant in mutants(path) if mutant.name in names]
    exchanging = Exchanging(group)
    code = 1
    try:
        code = tested(exchanging)
    finally:
        if exchanging.in_child:
            os._exit(1 if code else 0)
    return exchanging.seen


def noticed(mutant: Mutant) -> bool:
    """Fork, run the tests with the mutant's module imported from its text, and see."""
    child = os.fork()
    if child == 0:
        limit()
        sys.meta_path.insert(0, Mutated(mutant))
        code = 1
        try:
            code = tested()
        finally:  # whatever happens, this process is not to go on as its parent
            os._exit(1 if code else 0)
    _, status = os.waitpid(child, 0)
    return status != 0


def listed() -> dict[str, str]:
    """The survivors that are known, with the reason."""
    path = Path(__file__).with_name("survivors.toml")
    entries = tomllib.loads(path.read_text(encoding="utf-8")).get("survivor", [])
    return {entry["mutant"]: entry["reason"] for entry in entries}


def main() -> int:
    parser = argparse.ArgumentParser(description="Mutation pass over diagramgen/tcp.")
    parser.add_argument("--sample", type=int, default=0, help="so many, instead of all")
    parser.add_argument("--seed", type=int, default=9293)
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--only", default="", help="mutants whose name contains this")
    parser.add_argument("--list", action="store_true", help="name them, and run nothing")
    arguments = parser.parse_args()
    os.chdir(ROOT)
    everyone = [m for path in modules() for m in mutants(path) if arguments.only in m.name]
    if arguments.sample and arguments.sample < len(everyone):
        chosen = random.Random(arguments.seed).sample(range(len(everyone)), arguments.sample)  # noqa: S311
        everyone = [everyone[i] for i in sorted(chosen)]
    if arguments.list:
        for mutant in everyone:
            print(mutant.name)
        return 0
    started = time.monotonic()
    known = listed()
    alive: list[str] = []
    wrong: list[str] = []
    groups = [{m.name for m in everyone[i :: arguments.jobs]} for i in range(arguments.jobs)]
    with ProcessPoolExecutor(arguments.jobs, mp_context=get_context("fork")) as processes:
        seen = set[str]().union(*processes.map(noticed_at_once, groups))
    left = [mutant for mutant in everyone if mutant.name not in seen]
    print(f"{len(seen)} of {len(everyone)} noticed with a function exchanged", flush=True)
    with ThreadPoolExecutor(arguments.jobs) as pool:
        for mutant, is_seen in zip(left, pool.map(noticed, left), strict=True):
            if is_seen:
                seen.add(mutant.name)
            else:
                alive.append(mutant.name)
                reason = known.get(mutant.name, "NOT LISTED")
                print(f"survived: {mutant.name} ({reason})", flush=True)
    for name in sorted(seen & set(known)):
        wrong.append(name)
        print(f"noticed, yet listed as a survivor: {name}", flush=True)
    share = 100 * (len(everyone) - len(alive)) / max(1, len(everyone))
    took = time.monotonic() - started
    print(
        f"mutants: {len(everyone)}, noticed: {share:.1f} %, survivors: {len(alive)}, {took:.0f} s"
    )
    return int(bool(wrong) or share < LEAST or any(name not in known for name in alive))


if __name__ == "__main__":
    sys.exit(main())
