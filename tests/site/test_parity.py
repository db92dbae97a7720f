"""The two languages have one skeleton: the same pages, headings, charts and examples.

Words may differ freely. The facts in a chart may not: a tcp fence is the same octets in both, but
for its options `title`, `peers` and `names`, which are words.
"""

import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from diagramgen.site.pages import LANGUAGE, Fence, fences

ROOT = Path(__file__).resolve().parents[2]
ZH, EN = ROOT / "docs" / "zh", ROOT / "docs" / "en"
HEADING = re.compile(r"^(#{1,6})[ \t]+(.*?)(?:[ \t]*\{#([\w-]+)[^}\n]*\})?[ \t]*$", re.MULTILINE)
WORDS = re.compile(r"""\s*\b(?:title|peers|names)=(?:"[^"]*"|'[^']*')""")


def pages(folder: Path) -> list[str]:
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*.md"))


def read(folder: Path, page: str) -> str:
    return (folder / page).read_text(encoding="utf-8")


def headings(text: str) -> list[tuple[int, str, str | None]]:
    """List level, words and id of each heading; what stands in fences is not one."""
    for fence in reversed(fences(text)):
        text = text[: fence.start] + text[fence.end :]
    return [(len(found[1]), found[2], found[3]) for found in HEADING.finditer(text)]


def facts(fence: Fence) -> tuple[str, str]:
    return WORDS.sub("", fence.header), fence.body


def examples(text: str) -> list[str]:
    """List the sessions of a page; a remark in one is words."""
    return [fence.body for fence in fences(text) if fence.language == "pycon"]


def nav(config: str) -> list[str]:
    class Loader(yaml.SafeLoader):
        """Reads over MkDocs' own tags."""

    Loader.add_constructor("!ENV", lambda *_: None)
    nav = yaml.load((ROOT / config).read_text(encoding="utf-8"), Loader)["nav"]  # noqa: S506
    return list(listed(nav))


def listed(entry: str | list[Any] | dict[str, Any]) -> Iterator[str]:
    """Yield the pages of a part of the navigation: a page, a list, or a section with its name."""
    if isinstance(entry, str):
        yield entry
    else:
        for part in entry.values() if isinstance(entry, dict) else entry:
            yield from listed(part)


def test_both_languages_have_the_same_pages() -> None:
    assert pages(ZH) == pages(EN)


def test_both_languages_have_them_in_the_same_order() -> None:
    assert nav("mkdocs.yml") == nav("mkdocs.en.yml")
    assert sorted(nav("mkdocs.yml")) == pages(ZH)


@pytest.mark.parametrize("page", pages(ZH))
def test_a_page_has_the_same_headings(page: str) -> None:
    zh, en = headings(read(ZH, page)), headings(read(EN, page))
    assert [(level, anchor) for level, _, anchor in zh] == [
        (level, anchor) for level, _, anchor in en
    ]


@pytest.mark.parametrize("page", [f"{lang}/{page}" for lang in ("zh", "en") for page in pages(ZH)])
def test_every_heading_has_an_id_that_lasts(page: str) -> None:
    listed = headings(read(ROOT / "docs", page))
    assert [text for _, text, anchor in listed if anchor is None] == []
    anchors = [anchor for *_, anchor in listed]
    assert len(anchors) == len(set(anchors))


@pytest.mark.parametrize("page", pages(ZH))
def test_a_page_has_the_same_charts(page: str) -> None:
    zh = [facts(fence) for fence in fences(read(ZH, page)) if fence.language == LANGUAGE]
    en = [facts(fence) for fence in fences(read(EN, page)) if fence.language == LANGUAGE]
    assert zh == en


@pytest.mark.parametrize("page", pages(ZH))
def test_a_page_has_the_same_examples(page: str) -> None:
    assert examples(read(ZH, page)) == examples(read(EN, page))


def test_every_example_and_chart_of_the_pages_is_collected() -> None:
    """Parsers pass over what they do not know in silence: so the examples are counted."""
    prompts = charts = 0
    for path in (ROOT / "docs").rglob("*.md"):
        text = path.read_text(encoding="utf-8")
        prompts += len(re.findall(r"^[ \t>]*>>> ", text, re.MULTILINE))
        charts += sum(fence.language == LANGUAGE for fence in fences(text))
    quiet = ["--collect-only", "-q", "-p", "no:cacheprovider"]
    command = [sys.executable, "-m", "pytest", *quiet, "docs"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, encoding="utf-8", check=False)
    items = [line for line in done.stdout.splitlines() if "::" in line]
    assert len(items) == prompts + charts, done.stdout + done.stderr
    assert prompts > 0
    assert charts > 0
