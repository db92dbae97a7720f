"""The process that runs scenarios: `python -m diagramgen.kernel`, started by `live`.

It reads one JSON object, forks a child for each scenario, and writes a line of JSON for each that
is done. Every namespace, TUN and mount belongs to one of these processes and ends with it.
"""

from __future__ import annotations

import json
import os
import selectors
import signal
import sys
import time
from contextlib import suppress
from pathlib import Path
from typing import Any, NoReturn

from diagramgen.kernel.diag import Diag
from diagramgen.kernel.errors import KernelError, Unavailable, reason
from diagramgen.kernel.exchange import Exchange
from diagramgen.kernel.host import kernel_release
from diagramgen.kernel.namespace import Namespace
from diagramgen.kernel.syscalls import (
    CLONE_NEWNET,
    CLONE_NEWNS,
    CLONE_NEWUSER,
    MS_PRIVATE,
    MS_REC,
    die_with_parent,
    mount,
    unshare,
)
from diagramgen.kernel.tracepoint import find_tracefs, sweep
from diagramgen.render.json import to_dict
from diagramgen.walk.language import parse

_GRACE = 15  # s that a run may take beyond its own time


def main() -> int:
    """Do what standard input asks for."""
    die_with_parent()
    request = json.load(sys.stdin)
    try:
        untraced = prepare()
    except KernelError as error:
        _say({"unavailable": str(error)})
        return 0
    _say({"kernel": kernel_release(), "untraced": untraced})
    try:
        _run(request["scenarios"], traced=not untraced)
    finally:
        if not untraced:
            sweep(os.getpid())
    return 0


def prepare() -> str:
    """Become able to run: root or a user namespace, and tracefs where it can be had.

    Returns why states come from sock_diag alone, "" if they do not. Raises `Unavailable`.
    """
    try:
        unshare(CLONE_NEWNS)
    except OSError:
        _become_root()
    try:
        # What is mounted from here on is ours alone and goes with us.
        mount("", "/", MS_REC | MS_PRIVATE)
        untraced = find_tracefs()
    except OSError as error:
        untraced = f"tracefs: no mounts of our own: {reason(error)}"
    if not untraced:
        sweep(os.getpid())
    host = Namespace("10.0.0.1", {})
    try:
        with host.inside():
            diag = Diag(("10.0.0.1", 1), ("10.0.0.2", 1))
        diag.state()
        diag.close()
    except OSError as error:
        raise Unavailable(f"sock_diag: {reason(error)}") from None
    finally:
        host.close()
    return untraced


def _become_root() -> None:
    """Be root in a user namespace of our own."""
    user, group = os.geteuid(), os.getegid()
    try:
        unshare(CLONE_NEWUSER | CLONE_NEWNS | CLONE_NEWNET)
        Path("/proc/self/setgroups").write_text("deny", encoding="utf-8")
        Path("/proc/self/uid_map").write_text(f"0 {user} 1", encoding="utf-8")
        Path("/proc/self/gid_map").write_text(f"0 {group} 1", encoding="utf-8")
    except OSError as error:
        raise Unavailable(f"neither root nor a user namespace: {reason(error)}") from None


def _run(scenarios: list[dict[str, Any]], traced: bool) -> None:
    owner = os.getpid()
    children: dict[int, tuple[int, float]] = {}  # index: pid, when it must be done
    with selectors.DefaultSelector() as pipes:
        for index, scenario in enumerate(scenarios):
            reader, writer = os.pipe()
            pid = os.fork()
            if pid == 0:
                os.close(reader)
                _child(writer, index, scenario, owner, traced)
            os.close(writer)
            pipes.register(reader, selectors.EVENT_READ, (index, bytearray()))
            allowed = scenario["until"] / 1000 + _GRACE
            children[index] = (pid, time.monotonic() + allowed)
        while children:
            for key, _ in pipes.select(0.5):
                index, answer = key.data
                octets = os.read(key.fd, 1 << 16)
                answer += octets
                if octets:
                    continue
                pipes.unregister(key.fd)
                os.close(key.fd)
                os.waitpid(children.pop(index)[0], 0)
                _say(_answer(index, bytes(answer)))
            for pid, due in children.values():
                if time.monotonic() > due:
                    os.kill(pid, signal.SIGKILL)


def _answer(index: int, octets: bytes) -> dict[str, Any]:
    """What a child wrote; one that was killed has written nothing, or half of it."""
    try:
        answer: dict[str, Any] = json.loads(octets)
    except ValueError:
        return {"index": index, "error": "the run took too long, or was killed"}
    return answer


def _child(writer: int, index: int, scenario: dict[str, Any], owner: int, traced: bool) -> NoReturn:
    """Run one scenario, write what came of it, and end without any clearing up of Python's."""
    answer: dict[str, Any] = {"index": index}
    exchange = None
    try:
        die_with_parent()
        parsed = parse(scenario["text"], scenario["name"])
        exchange = Exchange(parsed, index + 1, owner, traced)
        answer["trace"] = to_dict(exchange.run(scenario["until"]))
    except OSError as error:
        answer["error"] = reason(error)
    except Exception as error:  # noqa: BLE001  the parent prints it, in one line
        answer["error"] = f"{type(error).__name__}: {error}"
    finally:
        with suppress(Exception):
            if exchange is not None:
                exchange.close()
        with os.fdopen(writer, "wb") as pipe:
            pipe.write(json.dumps(answer).encode())
        os._exit(0)


def _say(answer: dict[str, Any]) -> None:
    sys.stdout.write(json.dumps(answer) + "\n")
    sys.stdout.flush()
