"""What can be wrong with a scenario, said in one line."""

from __future__ import annotations


class ScenarioError(ValueError):
    """A scenario that cannot be read, cannot be walked, or whose expectation is false.

    `line` and `column` count from 1 within the scenario's text (0: the scenario as a whole).
    `found` says what was found, `accepted` what would have been accepted, `hint` is a near miss
    ("did you mean ...").  `str()` is one line: ``3:4: found; accepted: ...; did you mean ...?``.
    """

    def __init__(
        self, line: int, column: int, found: str, accepted: str = "", hint: str = ""
    ) -> None:
        self.line = line
        self.column = column
        self.found = found
        self.accepted = accepted
        self.hint = hint
        super().__init__(str(self))

    @property
    def message(self) -> str:
        """The error without its place."""
        out = self.found
        if self.accepted:
            out += f"; accepted: {self.accepted}"
        if self.hint:
            out += f"; did you mean {self.hint}?"
        return " ".join(out.split())

    def __str__(self) -> str:
        return f"{self.line}:{self.column}: {self.message}" if self.line else self.message
