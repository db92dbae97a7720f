"""Rules that are not RFC 9293's: the habits of stacks. Every chart of a variant says so."""

from __future__ import annotations

from typing import NamedTuple

from diagramgen.tcp.check import Check
from diagramgen.tcp.rules import RFC9293, Rules
from diagramgen.tcp.variants import freebsd, linux
from diagramgen.tcp.variants.derive import Habit

#: Every habit that there is, whether a variant has it by default or not.
HABITS: tuple[Habit, ...] = linux.HABITS + freebsd.HABITS


class Profile(NamedTuple):
    """What ``set profile NAME`` selects: rules, and parameters by the names of `Parameters`."""

    rules: Rules
    parameters: tuple[tuple[str, int], ...] = ()


def profile(name: str) -> Profile:
    """The profile `name`; raises `ValueError` if there is none."""
    if name == "rfc9293":
        return Profile(RFC9293)
    if name == "linux":
        return Profile(linux.LINUX, linux.PARAMETERS)
    if name == "freebsd":
        return Profile(freebsd.FREEBSD, freebsd.PARAMETERS)
    raise ValueError(f"no profile {name!r}; accepted: rfc9293, linux, freebsd")


def variant_checks() -> tuple[Check, ...]:
    """The checks that habits have put beside the RFC's."""
    found: tuple[Check, ...] = ()
    for habit in HABITS:
        found += habit.checks
    return found
