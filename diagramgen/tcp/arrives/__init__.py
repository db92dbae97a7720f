"""3.10.7 SEGMENT ARRIVES: the checks, in the RFC's order, a file for each of its subsections."""

from __future__ import annotations

from typing import NamedTuple

from diagramgen.tcp.arrives import acceptance, closed, listen, processing, syn_sent
from diagramgen.tcp.check import Check
from diagramgen.tcp.step import Step
from diagramgen.tcp.transitions import State


class Checks(NamedTuple):
    """The checks for each of the four cases of section 3.10.7."""

    closed: tuple[Check, ...]
    listen: tuple[Check, ...]
    syn_sent: tuple[Check, ...]
    otherwise: tuple[Check, ...]

    def of(self, state: State) -> tuple[Check, ...]:
        """Those for a segment that arrives in `state`."""
        if state is State.CLOSED:
            return self.closed
        if state is State.LISTEN:
            return self.listen
        return self.syn_sent if state is State.SYN_SENT else self.otherwise


CHECKS = Checks(
    closed.CHECKS,
    listen.CHECKS,
    syn_sent.CHECKS,
    acceptance.CHECKS + processing.CHECKS,
)

#: What a segment ends with that passed all checks and changed nothing.
NOTHING = Check("3.10.7.4", "end", "and return", lambda step: "nothing", ("nothing",))


def arrives(step: Step) -> None:
    """Take the segment in hand through the checks of its state."""
    for check in step.rules.checks.of(step.state):
        outcome = check.run(step)
        if outcome:
            step.note(check, outcome)
            return
    if not step.rule:
        step.note(NOTHING, "nothing")
