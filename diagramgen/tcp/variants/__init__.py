"""Rules that are not RFC 9293's: the habits of stacks, and counterfactuals.

Every chart of a walk by other rules says so: `render/words/variants.py` has the sentence of each.
"""

from __future__ import annotations

from typing import NamedTuple

from diagramgen.tcp.check import Check
from diagramgen.tcp.rules import PROFILE_NAMES, RFC9293, Rules
from diagramgen.tcp.transitions import ROWS, Transition
from diagramgen.tcp.variants import counterfactual, freebsd, linux
from diagramgen.tcp.variants.derive import Habit

#: Every habit that there is, whether a variant has it by default or not.
HABITS: tuple[Habit, ...] = linux.HABITS + freebsd.HABITS + counterfactual.HABITS


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
    for rules in (
        counterfactual.TWO_WAY_HANDSHAKE,
        counterfactual.NO_TIME_WAIT,
        counterfactual.FIXED_ISS,
    ):
        if name == rules.name:
            return Profile(rules)
    raise ValueError(f"no profile {name!r}; accepted: " + ", ".join(PROFILE_NAMES))


def rows_beside(name: str) -> tuple[Transition, ...]:
    """The rows that the rules of that name have and RFC 9293 has not; none for unknown rules."""
    if name == RFC9293.name:  # asked for by nearly every chart
        return ()
    for each in PROFILE_NAMES:
        rules = profile(each).rules
        if rules.name == name:
            return tuple([row for row in rules.rows if row not in ROWS])
    return ()


def variant_checks() -> tuple[Check, ...]:
    """The checks that habits have put beside the RFC's."""
    found: tuple[Check, ...] = ()
    for habit in HABITS:
        found += habit.checks
    return found
