"""The gallery's pages: a skeleton that follows the catalogue, around sentences written by hand.

    python -m tests.site.gallery

writes the skeleton anew and keeps every sentence. For a new entry of the catalogue it makes a page
in each language, to be filled in where it says `TO_WRITE`; a test refuses the page until then. It
also brings the cards of the index and the section of the navigation into the catalogue's order.

A page holds, by hand: its description (front matter; also the words of its card) and the prose
below its heading. All else is made here.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from diagramgen.scenarios import CATALOGUE, CHAPTERS, Entry, find
from tests.site import navigation

ROOT = Path(__file__).resolve().parents[2]
LANGUAGES = tuple(navigation.CONFIGS)
NAMES = {"zh": "图库", "en": "Gallery"}
TO_WRITE = "TO WRITE"
#: In a search for 握手 or half-close the chapter comes before its scenarios.
BOOST = 0.4

#: The views of a page, in order: what a fence asks for, its options, its heading.
VIEWS = (
    ("chart", 'download="yes" source="yes"', {"zh": "时序图", "en": "Sequence chart"}),
    ("states", 'view="states" download="yes"', {"zh": "状态图", "en": "State graph"}),
    ("table", 'view="table" title=""', {"zh": "逐刻的表格", "en": "Moment by moment"}),
    ("text", 'view="text" title=""', {"zh": "RFC 插图式文本", "en": "As the RFC would print it"}),
)

#: Beside which other scenario an entry is shown: without the loss, by the other reading, by the
#: rules that are RFC 9293's.
BESIDE = {
    "close-in-three": "close-in-four",
    "syn-lost": "three-way-handshake",
    "syn-ack-lost": "three-way-handshake",
    "third-ack-lost": "three-way-handshake",
    "first-fin-lost": "close-in-four",
    "second-fin-lost": "close-in-four",
    "last-ack-lost": "close-in-four",
    "simultaneous-open-figure-7": "simultaneous-open",
    "simultaneous-close-fin-lost": "simultaneous-close",
    "simultaneous-close-acks-lost": "simultaneous-close",
    "two-way-handshake-old-syn": "old-syn-alone",
    "no-time-wait-last-ack-lost": "last-ack-lost",
    "no-time-wait-old-data": "time-wait-old-data",
    "fixed-iss-old-segment": "new-iss-old-segment",
}
BESIDE_HEADING = {"zh": "与“{}”对照", "en": "Beside “{}”"}

#: What the `source` of an entry says, in Chinese; applied in this order.
IN_CHINESE = (
    (r"note (\d)", r"注 \1"),
    (r"Figures (\d+) and (\d+)", r"图 \1 和图 \2"),
    (r"Figure (\d+)", r"图 \1"),
    (r"Appendix ([A-Z.\d]+)", r"附录 \1"),
    (r"section (\d+)", r"第 \1 节"),
    (r", the third segment taken out", "，去掉第三个报文段"),
    (r", TIME-WAIT taken out", "，去掉 TIME-WAIT"),
    (r", the choice of an ISS taken out", "，去掉 ISS 的选取"),
    (r"fix F", "对策 F"),
    (r" \(first check\)", "（第一项检查）"),
    (r" \(fifth check\)", "（第五项检查）"),
    (r" and ", "、"),
    (r"; ", "；"),
    (r", ", "，"),
)

_FRONT = re.compile(r"---\n.*?^description: (?P<description>[^\n]*)\n", re.DOTALL | re.MULTILINE)
_PROSE = re.compile(
    r"^# [^\n]*\n(?P<prose>.*?)\n[^\n]*\n\{ \.dg-entry \}\n", re.DOTALL | re.MULTILINE
)
_CARDS = re.compile(r'<div class="grid cards" markdown>\n.*?</div>\n', re.DOTALL)


class Words(NamedTuple):
    """What a page holds by hand."""

    description: str
    prose: str


def folder(lang: str) -> Path:
    return ROOT / "docs" / lang / "gallery"


def words(text: str) -> Words:
    """Read the words of a page; what is not there is to be written."""
    front, prose = _FRONT.search(text), _PROSE.search(text)
    return Words(
        json.loads(front["description"]) if front else TO_WRITE,
        (prose["prose"].strip() if prose else "") or TO_WRITE,
    )


def source(entry: Entry, lang: str) -> str:
    """What an entry follows, in the language of the page."""
    said = entry.source
    for pattern, word in IN_CHINESE if lang == "zh" else ():
        said = re.sub(pattern, word, said)
    return said


def about(entry: Entry, lang: str) -> str:
    """The line that names the entry: for those who search, cite or walk it themselves."""
    if lang == "zh":
        return f"目录名 `{entry.name}` · {entry.en} · 依据 {source(entry, lang)}"
    return f"In the catalogue: `{entry.name}` · After {source(entry, lang)}"


def page(entry: Entry, lang: str, held: Words) -> str:
    """Write a page around its words."""
    title = json.dumps(entry.title[lang], ensure_ascii=False)
    description = json.dumps(held.description, ensure_ascii=False)
    parts = [
        f"---\ntitle: {title}\ndescription: {description}\nsearch: {{ boost: {BOOST} }}\n---\n",
        f"# {entry.title[lang]} {{#{entry.name}}}\n",
        held.prose + "\n",
        about(entry, lang) + "\n{ .dg-entry }\n",
    ]
    for anchor, options, heading in VIEWS:
        # The headings are the same on every page: found by search, they would hide all others.
        parts.append(f"## {heading[lang]} {{#{anchor} data-search-exclude}}\n")
        header = f'tcp id="{entry.name}-{anchor}" {options}'
        steps = "" if anchor == "table" else ' steps="no"'  # this page has the table
        parts.append(f"```{header}{steps}\n{entry.name}\n```\n")
        if anchor == "chart" and entry.name in BESIDE:
            other = find(BESIDE[entry.name])
            heading_of_both = BESIDE_HEADING[lang].format(other.title[lang])
            parts.append(f"## {heading_of_both} {{#beside data-search-exclude}}\n")
            header = f'tcp id="{entry.name}-beside" view="beside"'
            parts.append(f"```{header}\n{beside(entry)}\n```\n")
    return "\n".join(parts)


def beside(entry: Entry) -> str:
    """The body of the fence that shows an entry beside its other; "" for one that has none."""
    other = BESIDE.get(entry.name, "")
    return f"{other}\n---\n{entry.name}" if other else ""


def chapters() -> Iterator[tuple[str, list[Entry]]]:
    for chapter in CHAPTERS:
        entries = [entry for entry in CATALOGUE if entry.chapter == chapter]
        if entries:
            yield chapter, entries


def read(lang: str, name: str) -> str:
    path = folder(lang) / f"{name}.md"
    return path.read_text(encoding="utf-8") if path.is_file() else ""


def cards(entries: list[Entry], lang: str) -> str:
    """Write the cards of a chapter, each with its page's description."""
    listed = []
    for entry in entries:
        said = words(read(lang, entry.name)).description
        listed.append(f"- **[{entry.title[lang]}]({entry.name}.md)**\n\n    {said}\n")
    return '<div class="grid cards" markdown>\n\n' + "\n".join(listed) + "\n</div>\n"


def index(lang: str) -> str:
    """Write the index: its own words, and the cards of every chapter."""
    text = read(lang, "index") or f"# {NAMES[lang]} {{#gallery}}\n\n{TO_WRITE}\n"
    head, *sections = re.split(r"^(?=## )", text, flags=re.MULTILINE)
    held = {found[1]: one for one in sections if (found := re.match(r"## .*\{#([\w-]+)\}", one))}
    for chapter, entries in chapters():
        section = held.get(chapter, f"## {TO_WRITE} {{#{chapter}}}\n\n{TO_WRITE}\n")
        held[chapter] = f"{_CARDS.sub('', section).rstrip()}\n\n{cards(entries, lang)}\n"
    wanted = [chapter for chapter, _ in chapters()]
    others = [one for anchor, one in held.items() if anchor not in CHAPTERS]
    return f"{head.rstrip()}\n\n" + "".join(held[one] for one in wanted) + "".join(others)


def chapter_names(lang: str) -> dict[str, str]:
    """Read what the index calls the chapters."""
    found = re.findall(r"^## (.*) \{#([\w-]+)\}", read(lang, "index"), re.MULTILINE)
    return {anchor: name for name, anchor in found}


def nav(lang: str) -> str:
    """Write the gallery's section of the navigation; a page is called by its own title."""
    lines = [f"  - {NAMES[lang]}:", "      - gallery/index.md"]
    called = chapter_names(lang)
    for chapter, entries in chapters():
        lines.append(f"      - {called[chapter]}:")
        lines.extend(f"          - gallery/{entry.name}.md" for entry in entries)
    return "\n".join(lines) + "\n"


def main() -> None:
    for lang in LANGUAGES:
        folder(lang).mkdir(exist_ok=True)
        for entry in CATALOGUE:
            text = page(entry, lang, words(read(lang, entry.name)))
            (folder(lang) / f"{entry.name}.md").write_text(text, encoding="utf-8")
            if TO_WRITE in text:
                print(f"docs/{lang}/gallery/{entry.name}.md: {TO_WRITE}")
        (folder(lang) / "index.md").write_text(index(lang), encoding="utf-8")
        navigation.write(lang, nav(lang))


if __name__ == "__main__":
    main()
