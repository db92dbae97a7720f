"""The catalogue: scenarios that have a name, a file for each chapter."""

from __future__ import annotations

from diagramgen.scenarios.close import CLOSE
from diagramgen.scenarios.entry import CHAPTERS, Entry
from diagramgen.scenarios.lost import LOST
from diagramgen.scenarios.open import OPEN
from diagramgen.scenarios.reset import RESET
from diagramgen.scenarios.simultaneous import SIMULTANEOUS
from diagramgen.scenarios.time_wait import TIME_WAIT
from diagramgen.scenarios.whatif import WHATIF
from diagramgen.walk.near import near

CATALOGUE = OPEN + CLOSE + LOST + SIMULTANEOUS + RESET + TIME_WAIT + WHATIF

__all__ = ["CATALOGUE", "CHAPTERS", "Entry", "UnknownScenario", "find"]


class UnknownScenario(ValueError):
    """A name that the catalogue does not have. The message is one line, with a near miss."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.hint = near(name, tuple(entry.name for entry in CATALOGUE))
        message = f"no scenario {name!r} in the catalogue; `diagramgen list` names them all"
        super().__init__(message + (f"; did you mean {self.hint}?" if self.hint else ""))


def find(name: str) -> Entry:
    """The entry of that name; raises `UnknownScenario`."""
    for entry in CATALOGUE:
        if entry.name == name:
            return entry
    raise UnknownScenario(name)
