"""The tracepoint inet_sock_set_state: the states that a socket passes within one event.

sock_diag sees where a socket is, not where it has been: FIN-WAIT-2, entered and left by one
segment, is seen here alone. Each run reads an instance of tracefs of its own.
"""

from __future__ import annotations

import os
import re
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from diagramgen.kernel.diag import STATES, Address
from diagramgen.kernel.errors import reason
from diagramgen.kernel.syscalls import mount

_TRACEFS = Path("/sys/kernel/tracing")
_EVENT = "events/sock/inet_sock_set_state"
_PREFIX = "diagramgen-"
_BUFFER_KB = "64"
_NAMES = dict(STATES.values())
_LINE = re.compile(
    r"sport=(\d+) dport=(\d+) saddr=([\d.]+) daddr=([\d.]+) .*newstate=(TCP_\w+)", re.ASCII
)


@dataclass(frozen=True)
class Change:
    """A socket at `local`, connected to `remote`, has entered `state` (the RFC's name)."""

    local: Address
    remote: Address
    state: str


def find_tracefs() -> str:
    """See to it that tracefs can be used; the reason why it cannot, or "".

    Where it is not mounted it is mounted: call this in a mount namespace of one's own.
    """
    if not (_TRACEFS / _EVENT).is_dir():
        with suppress(OSError):
            mount("tracefs", str(_TRACEFS))
    try:
        if not (_TRACEFS / _EVENT).is_dir():
            return "tracefs is not mounted and cannot be"
        probe = _TRACEFS / "instances" / f"{_PREFIX}{os.getpid()}-probe"
        probe.mkdir()
        probe.rmdir()
    except OSError as error:
        return f"tracefs: {reason(error)}"
    return ""


def sweep(pid: int) -> None:
    """Remove the instances of the run `pid`, and those of runs that are no more."""
    for path in (_TRACEFS / "instances").glob(_PREFIX + "*"):
        owner = path.name[len(_PREFIX) :].partition("-")[0]
        if owner == str(pid) or not Path("/proc", owner).exists():
            with suppress(OSError):
                path.rmdir()


class Tracepoint:
    """Collects changes of state from the moment it is made."""

    def __init__(self, owner: int, name: str, ports: tuple[int, int]) -> None:
        self._path = _TRACEFS / "instances" / f"{_PREFIX}{owner}-{name}"
        self._path.mkdir()
        (self._path / "buffer_size_kb").write_text(_BUFFER_KB, encoding="utf-8")
        event = self._path / _EVENT
        wanted = " || ".join(f"sport == {port}" for port in ports)
        (event / "filter").write_text(wanted, encoding="utf-8")
        (event / "enable").write_text("1", encoding="utf-8")
        self._pipe = os.open(self._path / "trace_pipe", os.O_RDONLY | os.O_NONBLOCK)
        self._rest = ""

    def read(self) -> list[Change]:
        """The changes since the last call, in the kernel's order; those of others too."""
        text = self._rest
        while True:
            try:
                octets = os.read(self._pipe, 65536)
            except BlockingIOError:
                break
            if not octets:
                break
            text += octets.decode("ascii", "replace")
        whole, newline, self._rest = text.rpartition("\n")
        if not newline:
            self._rest = text
        found = (_LINE.search(line) for line in whole.split("\n"))
        return [_change(match) for match in found if match]

    def close(self) -> None:
        """Remove the instance."""
        os.close(self._pipe)
        with suppress(OSError):
            (self._path / _EVENT / "enable").write_text("0", encoding="utf-8")
            self._path.rmdir()


def _change(match: re.Match[str]) -> Change:
    sport, dport, saddr, daddr, state = match.groups()
    return Change((saddr, int(sport)), (daddr, int(dport)), _NAMES[state])
