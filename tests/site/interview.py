"""The index of the interview questions, and their part of the navigation, from docs/interview.toml.

    python -m tests.site.interview

writes both anew in both languages. What stands above the mark on an index is written by hand; the
words of the questions are the headings of their pages.
"""

from __future__ import annotations

from pathlib import Path

from deck.questions import LANGUAGES, LEVELS, Group, Question, groups, questions, section
from tests.site import navigation

ROOT = Path(__file__).resolve().parents[2]
NAMES = {"zh": "面试题", "en": "Interview"}
LEVEL_NAMES = {
    "zh": dict(zip(LEVELS, ("基础", "进阶", "深入"), strict=True)),
    "en": dict(zip(LEVELS, ("Basic", "Solid", "Expert"), strict=True)),
}
COLUMNS = {"zh": ("组", "合计"), "en": ("Group", "All")}
MARK = "<!-- From here on written by `python -m tests.site.interview`. -->\n"


def place(lang: str) -> Path:
    return ROOT / "docs" / lang / "interview" / "index.md"


def asked(group: Group, level: str) -> list[Question]:
    return [q for q in questions() if (q.group, q.level) == (group.slug, level)]


def table(lang: str) -> str:
    """Count the questions of each group and level; each number leads to them."""
    first, total = COLUMNS[lang]
    names = LEVEL_NAMES[lang]
    rows = [
        f"| {first} | {' | '.join(names[level] for level in LEVELS)} | {total} |",
        "| --- | --- | --- | --- | --- |",
    ]
    for group in groups():
        counts = {level: len(asked(group, level)) for level in LEVELS}
        linked = [
            f"[{count}]({group.slug}.md#{level})" if count else "–"
            for level, count in counts.items()
        ]
        name = f"[{group.names[lang]}]({group.slug}.md)"
        rows.append(f"| {name} | {' | '.join(linked)} | {sum(counts.values())} |")
    sums = [sum(q.level == level for q in questions()) for level in LEVELS]
    rows.append(f"| {total} | {' | '.join(map(str, sums))} | {sum(sums)} |")
    return "\n".join(rows) + "\n"


def listed(lang: str, group: Group) -> str:
    """List the questions of a group, level by level."""
    parts = [f"## {group.names[lang]} {{#{group.slug}}}\n"]
    for level in LEVELS:
        these = asked(group, level)
        if these:
            parts.append(f"**{LEVEL_NAMES[lang][level]}**\n")
            lines = [f"- [{section(lang, q).title}]({group.slug}.md#{q.slug})" for q in these]
            parts.append("\n".join(lines) + "\n")
    return "\n".join(parts)


def index(lang: str) -> str:
    """Write the index below the words that it has by hand."""
    head = place(lang).read_text(encoding="utf-8").partition(MARK)[0]
    parts = [head + MARK, table(lang), *(listed(lang, group) for group in groups())]
    return "\n".join(parts)


def nav(lang: str) -> str:
    """Write the section of the navigation."""
    lines = [f"  - {NAMES[lang]}:", "      - interview/index.md"]
    lines += [f"      - {group.names[lang]}: {group.page}" for group in groups()]
    return "\n".join(lines) + "\n"


def main() -> None:
    for lang in LANGUAGES:
        place(lang).write_text(index(lang), encoding="utf-8")
        navigation.write(lang, nav(lang))


if __name__ == "__main__":
    main()
