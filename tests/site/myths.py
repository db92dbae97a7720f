"""The index of the myths, and their part of the navigation, from tests/data/myths.

    python -m tests.site.myths

writes both anew in both languages. A file of data is a page: the ids of its headings, in order,
and the number of each in the list of errors that the project was given. What stands above the mark
on an index is written by hand; the words of a myth are the heading of its section.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path

from deck.questions import LANGUAGES, Section, sections
from tests.site import navigation

ROOT = Path(__file__).resolve().parents[2]
DATA = ROOT / "tests" / "data" / "myths"
TOPICS = ROOT / "tests" / "data" / "myth_topics.toml"
NAMES = {"zh": "常见误解", "en": "Myths"}
#: The pages that there may be, in order, with their names.
PAGES = {
    "open": {"zh": "建立连接、首部、队列", "en": "Opening, header, queues"},
    "close": {"zh": "关闭连接、状态、计时器", "en": "Closing, states, timers"},
    "time-wait": {"zh": "TIME-WAIT、复位、套接字", "en": "TIME-WAIT, resets, sockets"},
}
COLUMNS = {"zh": ("话题", "条数", "合计"), "en": ("Topic", "Myths", "All")}
MARK = "<!-- From here on written by `python -m tests.site.myths`. -->\n"


@dataclass(frozen=True, eq=False)
class Topic:
    """A part of the index: its id, its names by language, the numbers of the errors in it."""

    slug: str
    names: dict[str, str]
    numbers: tuple[str, ...]


def pages() -> list[str]:
    """Return the pages that have data, in order."""
    return [page for page in PAGES if (DATA / f"{page}.toml").exists()]


def numbers(page: str) -> dict[str, str]:
    """Map the id of each heading to its number. Raises `FileNotFoundError`."""
    found = tomllib.loads((DATA / f"{page}.toml").read_text(encoding="utf-8"))
    return {slug: str(number) for slug, number in found.items()}


def myths(lang: str, page: str) -> list[Section]:
    """Return the sections of a page that its data names, in the order of the page."""
    known = numbers(page)
    return [found for found in sections(lang, f"myths/{page}.md") if found.slug in known]


def place(lang: str) -> Path:
    return ROOT / "docs" / lang / "myths" / "index.md"


def topics() -> list[Topic]:
    """Return the topics on which there are myths, in the order of the index."""
    written = {number for page in pages() for number in numbers(page).values()}
    entries = tomllib.loads(TOPICS.read_text(encoding="utf-8"))["topic"]
    found = [
        Topic(entry["slug"], {lang: entry[lang] for lang in LANGUAGES}, tuple(entry["numbers"]))
        for entry in entries
    ]
    return [topic for topic in found if written & set(topic.numbers)]


def links(lang: str, topic: Topic) -> list[str]:
    """Write the links to the myths of a topic, in the order of the pages."""
    return [
        f"[{found.title}]({page}.md#{found.slug})"
        for page in pages()
        for found in myths(lang, page)
        if numbers(page)[found.slug] in topic.numbers
    ]


def table(lang: str) -> str:
    """Count the myths of each topic; its name leads to the list below."""
    name, count, total = COLUMNS[lang]
    counts = {topic: len(links(lang, topic)) for topic in topics()}
    rows = [f"| {name} | {count} |", "| --- | --- |"]
    rows += [f"| [{topic.names[lang]}](#{topic.slug}) | {n} |" for topic, n in counts.items()]
    rows.append(f"| {total} | {sum(counts.values())} |")
    return "\n".join(rows) + "\n"


def listed(lang: str, topic: Topic) -> str:
    """List the myths of a topic, each with a link to what refutes it."""
    lines = [f"- {link}" for link in links(lang, topic)]
    return f"## {topic.names[lang]} {{#{topic.slug}}}\n\n" + "\n".join(lines) + "\n"


def index(lang: str) -> str:
    """Write the index below the words that it has by hand."""
    head = place(lang).read_text(encoding="utf-8").partition(MARK)[0]
    return "\n".join([head + MARK, table(lang), *(listed(lang, topic) for topic in topics())])


def nav(lang: str) -> str:
    """Write the section of the navigation."""
    lines = [f"  - {NAMES[lang]}:", "      - myths/index.md"]
    lines += [f"      - {PAGES[page][lang]}: myths/{page}.md" for page in pages()]
    return "\n".join(lines) + "\n"


def main() -> None:
    for lang in LANGUAGES:
        place(lang).write_text(index(lang), encoding="utf-8")
        navigation.write(lang, nav(lang))


if __name__ == "__main__":
    main()
