"""A check: one numbered paragraph of section 3.10.7, and the rules that can come of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Callable, NamedTuple

if TYPE_CHECKING:
    from diagramgen.tcp.step import Step


class Check(NamedTuple):
    """One paragraph of the RFC.

    `section` and `number` are the RFC's; `title` is its heading; `outcomes` are the short names of
    the rules that `run` can apply. A rule's id is ``section/number/outcome``.

    `run` gives the outcome that ends the event, or an empty string where the next check is due. A
    check that acts and lets the next one follow notes its outcome by `Step.note`.
    """

    section: str
    number: str
    title: str
    run: Callable[[Step], str]
    outcomes: tuple[str, ...]

    def rule(self, outcome: str) -> str:
        """The id of the rule for one of the outcomes; raises `ValueError` for any other."""
        if outcome not in self.outcomes:
            raise ValueError(f"{self.section}/{self.number} declares no outcome {outcome!r}")
        return f"{self.section}/{self.number}/{outcome}"

    def rules(self) -> tuple[str, ...]:
        """The ids of all its rules, in the order of the text."""
        return tuple(self.rule(outcome) for outcome in self.outcomes)
