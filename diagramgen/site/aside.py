"""A site is built aside and put in place whole: half a build leaves the last site as it was."""

from __future__ import annotations

import ctypes
import logging
import os
import secrets
import shutil
import sys
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort
from mkdocs.plugins import BasePlugin, event_priority
from mkdocs.utils import CountHandler

if sys.platform != "win32":
    import fcntl

log = logging.getLogger("mkdocs.hooks.diagramgen")

#: In the name of a folder that is being built: `.site.building-0123abcd`.
MARK = ".building-"


class Aside(BasePlugin):  # type: ignore[type-arg]  # it has no settings
    """The part of a build that sends it to another folder, and swaps the folders at its end.

    Raises `Abort`, with one line, where a folder cannot take the place of `site_dir`.
    """

    def __init__(self, site_dir: str) -> None:
        super().__init__()
        self.target = Path(os.path.realpath(site_dir))
        if os.path.ismount(self.target):
            raise Abort(f"site_dir {site_dir} is a mount point: name a folder in it")
        try:
            self.target.parent.mkdir(parents=True, exist_ok=True)
            sweep(self.target)
            self.folder, self.lock = beside(self.target)
        except OSError as error:
            raise Abort(f"site_dir {site_dir}: no folder can be made beside it: {error}") from error

    @event_priority(-200)  # after all others: the search is written so late
    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Put the site in place, unless MkDocs is about to refuse it for its warnings."""
        handlers = logging.getLogger("mkdocs").handlers
        counts = [one.get_counts() for one in handlers if isinstance(one, CountHandler)]
        if config.strict and any(counts):
            return
        keep_hidden(self.target, self.folder)
        if self.target.is_dir():
            shutil.copymode(self.target, self.folder)
        swap(self.folder, self.target)
        config.site_dir = str(self.target)
        log.info("In place, whole: %s", self.target)
        self.leave()

    def on_build_error(self, **_error: Exception) -> None:
        """Take the half of a site away."""
        self.leave()

    def on_shutdown(self) -> None:
        """Take it away after an interrupt too."""
        self.leave()

    def leave(self) -> None:
        """Remove what is aside: the last site, or half of a new one."""
        shutil.rmtree(self.folder, ignore_errors=True)
        if self.lock >= 0:
            os.close(self.lock)
            self.lock = -1


def beside(target: Path) -> tuple[Path, int]:
    """Make a folder beside the target, held by a lock for as long as this process lives."""
    while True:
        folder = target.with_name(f".{target.name}{MARK}{secrets.token_hex(4)}")
        folder.mkdir()
        lock = hold(folder)
        if lock is not None and folder.is_dir():
            return folder, lock


def hold(folder: Path) -> int | None:
    """Lock a folder; None where another process holds it or has just swept it away."""
    if sys.platform == "win32":
        return -1
    try:
        lock = os.open(folder, os.O_RDONLY)
    except FileNotFoundError:
        return None
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        os.close(lock)
        return None
    return lock


def sweep(target: Path) -> None:
    """Remove what killed builds of the target left: the folders that no process holds."""
    if sys.platform == "win32":
        return
    for folder in target.parent.glob(f".{target.name}{MARK}*"):
        lock = hold(folder)
        if lock is not None:
            shutil.rmtree(folder, ignore_errors=True)
            os.close(lock)


def keep_hidden(old: Path, new: Path) -> None:
    """Copy what MkDocs would not have removed either: the hidden entries (`.git`, `.nojekyll`)."""
    for entry in old.glob(".*"):
        if MARK in entry.name:
            continue
        if entry.is_dir() and not entry.is_symlink():
            shutil.copytree(entry, new / entry.name, symlinks=True, dirs_exist_ok=True)
        elif not (new / entry.name).exists():
            shutil.copy2(entry, new / entry.name, follow_symlinks=False)


def swap(new: Path, target: Path) -> None:
    """Exchange the names of the new folder and the target's; a target that is not there is made."""
    if not target.exists():
        new.rename(target)
    elif not exchange(new, target):
        old = new.with_name(f"{new.name}.old")  # for a moment there is no site, never half of one
        target.rename(old)
        new.rename(target)
        old.rename(new)


def exchange(one: Path, other: Path) -> bool:
    """Exchange two folders in one step; False where the system cannot."""
    if sys.platform != "linux":
        return False
    try:
        call = ctypes.CDLL(None, use_errno=True).renameat2
    except (AttributeError, OSError):
        return False
    at_cwd, rename_exchange = -100, 2  # linux/fcntl.h, linux/fs.h
    return bool(call(at_cwd, os.fsencode(one), at_cwd, os.fsencode(other), rename_exchange) == 0)
