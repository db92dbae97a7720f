"""The interview questions: the data file, and their sections on the pages."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from diagramgen.site.pages import fences

ROOT = Path(__file__).resolve().parents[1]
DATA = ROOT / "docs" / "interview.toml"
LANGUAGES = ("zh", "en")
LEVELS = ("basic", "solid", "expert")
#: What stands above the follow-ups of a question.
NEXT = {"zh": "**接着会问**", "en": "**Asked next**"}

_HEADING = re.compile(r"^(#{1,6})[ \t]+(.*?)[ \t]*\{#([\w-]+)[^}\n]*\}[ \t]*$", re.MULTILINE)
_LINK = re.compile(r"\]\(((?:\.\./)?)([\w./-]*\.md)(#[\w-]+)?\)")


@dataclass(frozen=True)
class Group:
    """A page of questions. `names` are its short ones, by language."""

    slug: str
    names: dict[str, str]

    @property
    def page(self) -> str:
        """Its page, below docs/LANGUAGE."""
        return f"interview/{self.slug}.md"


@dataclass(frozen=True)
class Question:
    """An entry of the data file; see its head for what the fields mean."""

    slug: str
    group: str
    level: str
    number: str
    executable: bool
    pages: tuple[str, ...]


@dataclass(frozen=True)
class Section:
    """What a page has under one heading, up to the next of any level. `line` is the heading's."""

    slug: str
    level: int
    title: str
    body: str
    line: int

    def answer(self) -> str:
        """The section without its follow-ups."""
        return self.body.partition(f"\n{self._label()}\n")[0].strip()

    def follow_ups(self) -> str:
        """What an interviewer asks next, a list; "" if there is none."""
        return self.body.partition(f"\n{self._label()}\n")[2].strip()

    def _label(self) -> str:
        return next((label for label in NEXT.values() if f"\n{label}\n" in self.body), NEXT["en"])

    def pages(self) -> tuple[str, ...]:
        """The pages of other chapters that the section leads to, each once, in order."""
        found = [page + anchor for up, page, anchor in _LINK.findall(self.body) if up]
        return tuple(dict.fromkeys(found))

    def shows(self) -> bool:
        """Whether something in it is executed: a chart or an example."""
        return any(fence.is_ours or fence.language == "pycon" for fence in fences(self.body))


def groups() -> tuple[Group, ...]:
    """The groups, in the order of the data file."""
    return tuple(
        Group(entry["slug"], {lang: entry[lang] for lang in LANGUAGES})
        for entry in _data()["group"]
    )


def questions() -> tuple[Question, ...]:
    """The questions, in the order of the data file."""
    return tuple(Question(**{**entry, "pages": tuple(entry["pages"])}) for entry in _entries())


def sections(lang: str, page: str) -> tuple[Section, ...]:
    """The sections of a page, such as "interview/close.md". Raises `FileNotFoundError`."""
    return tuple(_sections((ROOT / "docs" / lang / page).read_text(encoding="utf-8")))


def section(lang: str, question: Question) -> Section:
    """The section that answers a question. Raises `LookupError` if its page has none."""
    page = f"interview/{question.group}.md"
    for found in sections(lang, page):
        if found.slug == question.slug:
            return found
    raise LookupError(f"docs/{lang}/{page}: no heading with the id {question.slug!r}")


def _sections(text: str) -> Iterator[Section]:
    covered = [(fence.start, fence.end) for fence in fences(text)]
    found = [
        heading
        for heading in _HEADING.finditer(text)
        if not any(start <= heading.start() < end for start, end in covered)
    ]
    ends = [heading.start() for heading in found[1:]] + [len(text)]
    for heading, end in zip(found, ends, strict=True):
        line = text.count("\n", 0, heading.start()) + 1
        body = text[heading.end() : end]
        yield Section(heading[3], len(heading[1]), heading[2], body, line)


@cache
def _data() -> dict[str, Any]:
    with DATA.open("rb") as file:
        return tomllib.load(file)


def _entries() -> list[dict[str, Any]]:
    entries: list[dict[str, Any]] = _data()["question"]
    return entries
