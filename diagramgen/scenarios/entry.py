"""What an entry of the catalogue is."""

from __future__ import annotations

from dataclasses import dataclass

CHAPTERS = ("open", "close", "lost", "simultaneous", "reset", "time-wait", "whatif")


@dataclass(frozen=True)
class Entry:
    """A scenario with a name.

    `name` is descriptive and lasts: pages link to it. `chapter` is one of `CHAPTERS`. `title` has
    one title for each language. `text` is the scenario in the scenario language, with what it is
    to show as expectations. `source` names what it follows: a figure or a section.
    """

    name: str
    chapter: str
    zh: str
    en: str
    source: str
    text: str

    @property
    def title(self) -> dict[str, str]:
        """The title by language."""
        return {"zh": self.zh, "en": self.en}
