"""The system calls that Python 3.11 does not have: unshare, setns, mount, prctl."""

from __future__ import annotations

import ctypes
import os
import signal
from functools import cache

CLONE_NEWNS = 0x0002_0000
CLONE_NEWUSER = 0x1000_0000
CLONE_NEWNET = 0x4000_0000

MS_REC = 0x4000
MS_PRIVATE = 1 << 18

_PR_SET_PDEATHSIG = 1


@cache
def _libc() -> ctypes.CDLL:
    return ctypes.CDLL(None, use_errno=True)


def _checked(result: int, what: str) -> None:
    if result != 0:
        number = ctypes.get_errno()
        raise OSError(number, os.strerror(number), what)


def unshare(flags: int) -> None:
    """Leave the namespaces that `flags` name for new ones; raises `OSError`."""
    _checked(_libc().unshare(flags), "unshare")


def setns(fd: int, flags: int) -> None:
    """Enter the namespace behind `fd`; raises `OSError`."""
    _checked(_libc().setns(fd, flags), "setns")


def mount(kind: str, target: str, flags: int = 0) -> None:
    """Mount a file system of that kind, or change a mount (kind ""); raises `OSError`."""
    name = kind.encode() or b"none"
    _checked(_libc().mount(name, target.encode(), name if kind else None, flags, None), "mount")


def die_with_parent() -> None:
    """Let this process be killed when the one that started it ends, whatever ends it."""
    _checked(_libc().prctl(_PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0), "prctl")
