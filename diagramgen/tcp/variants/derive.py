"""How other rules are made of given ones: a check replaced or put before another, a row, an option.

A `Habit` is one way in which a stack departs from RFC 9293: a name, the section that it departs
from, and a function from rules to rules. A variant is a name and the habits that make it.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Callable, NamedTuple

from diagramgen.tcp.check import Check
from diagramgen.tcp.rules import Rules
from diagramgen.tcp.transitions import Transition

#: The four cases of 3.10.7, by the field of `Checks`.
CASES = ("closed", "listen", "syn_sent", "otherwise")


class Habit(NamedTuple):
    """One departure from RFC 9293. `checks` are those whose rules it can end a step with."""

    name: str
    section: str
    apply: Callable[[Rules], Rules]
    checks: tuple[Check, ...] = ()


def with_habits(rules: Rules, habits: tuple[Habit, ...]) -> Rules:
    """The rules with these habits, the first one applied first."""
    for habit in habits:
        rules = habit.apply(rules)
    return rules


def before(case: str, number: str, check: Check) -> Callable[[Rules], Rules]:
    """Put `check` before the paragraph `number` of one of the four `CASES`."""

    def apply(rules: Rules) -> Rules:
        found = _checks(rules, case)
        at = _place(found, number)
        return _with_checks(rules, case, found[:at] + (check,) + found[at:])

    return apply


def instead(case: str, number: str, check: Check) -> Callable[[Rules], Rules]:
    """Put `check` in the place of the paragraph `number`."""

    def apply(rules: Rules) -> Rules:
        found = _checks(rules, case)
        at = _place(found, number)
        return _with_checks(rules, case, found[:at] + (check,) + found[at + 1 :])

    return apply


def behind(case: str, number: str, extra: Callable[..., str]) -> Callable[[Rules], Rules]:
    """Let `extra(step, outcome)` have a look at what the paragraph `number` came to.

    What it returns is the outcome: the paragraph's own, or another that the paragraph declares.
    """

    def apply(rules: Rules) -> Rules:
        found = _checks(rules, case)
        at = _place(found, number)
        was = found[at]
        check = was._replace(run=lambda step: extra(step, was.run(step)))
        return _with_checks(rules, case, found[:at] + (check,) + found[at + 1 :])

    return apply


def options(*names: str) -> Callable[[Rules], Rules]:
    """Turn options on."""
    return lambda rules: rules.with_options(*names)


def rows(*more: Transition) -> Callable[[Rules], Rules]:
    """Add rows."""
    return lambda rules: replace(rules, rows=rules.rows + more)


def without_rows(*gone: Transition) -> Callable[[Rules], Rules]:
    """Take rows away."""
    return lambda rules: replace(rules, rows=tuple(row for row in rules.rows if row not in gone))


def procedures(**functions: Callable[..., None]) -> Callable[[Rules], Rules]:
    """Put other procedures in the place of the RFC's; the names are those of `Procedures`."""
    return lambda rules: replace(rules, procedures=rules.procedures._replace(**functions))


def each(*changes: Callable[[Rules], Rules]) -> Callable[[Rules], Rules]:
    """Several changes as one, the first one first."""

    def apply(rules: Rules) -> Rules:
        for change in changes:
            rules = change(rules)
        return rules

    return apply


def _checks(rules: Rules, case: str) -> tuple[Check, ...]:
    if case not in CASES:
        raise ValueError(f"no case {case!r}; accepted: " + ", ".join(CASES))
    found: tuple[Check, ...] = getattr(rules.checks, case)
    return found


def _place(checks: tuple[Check, ...], number: str) -> int:
    for i, check in enumerate(checks):
        if check.number == number:
            return i
    raise ValueError(
        f"no paragraph {number!r}; accepted: " + ", ".join([check.number for check in checks])
    )


def _with_checks(rules: Rules, case: str, checks: tuple[Check, ...]) -> Rules:
    return replace(rules, checks=rules.checks._replace(**{case: checks}))
