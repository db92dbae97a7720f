"""The myths: data, pages and index say the same in both languages; each is refuted by evidence."""

import re
import tomllib
from collections import Counter

import pytest

from deck.questions import LANGUAGES, Section, sections
from diagramgen.site.pages import fences
from tests.site import myths
from tests.site.navigation import CONFIGS, with_section

AGAIN = "run `python -m tests.site.myths`"
MOST = {"zh": 230, "en": 115}  # characters, or words: a myth is refuted, not turned into a chapter
LANGUAGE = pytest.mark.parametrize("lang", LANGUAGES)
MYTHS = [
    pytest.param(lang, found, id=f"{lang}/{page}/{found.slug}")
    for lang in LANGUAGES
    for page in myths.pages()
    for found in myths.myths(lang, page)
]
EACH = pytest.mark.parametrize(("lang", "found"), MYTHS)


def prose(text: str) -> str:
    """Leave out fences and the addresses of links."""
    for fence in reversed(fences(text)):
        text = text[: fence.start] + text[fence.end :]
    return re.sub(r"\]\([^)]*\)", "]", text)


def said(lang: str, text: str) -> int:
    if lang == "zh":
        return len(re.findall(r"[\u4e00-\u9fff]|[A-Za-z0-9_.,()-]+", text))
    return len(text.split())


def test_each_error_is_a_myth_once() -> None:
    named = Counter(number for page in myths.pages() for number in myths.numbers(page).values())
    assert [number for number, count in named.items() if count > 1] == []
    assert all(re.fullmatch(r"E(0[1-9]|[1-6]\d|7[0-2])", number) for number in named)
    if len(myths.pages()) == len(myths.PAGES):
        assert len(named) == 72


def test_each_error_has_one_topic() -> None:
    topics = tomllib.loads(myths.TOPICS.read_text(encoding="utf-8"))["topic"]
    listed = sorted(number for topic in topics for number in topic["numbers"])
    assert listed == [f"E{n:02}" for n in range(1, 73)]


@LANGUAGE
def test_the_pages_are_those_with_data(lang: str) -> None:
    found = {path.stem for path in (myths.ROOT / "docs" / lang / "myths").glob("*.md")}
    assert found == {"index", *myths.pages()}
    assert {path.stem for path in myths.DATA.glob("*.toml")} == set(myths.pages())


@LANGUAGE
@pytest.mark.parametrize("page", myths.pages())
def test_a_page_has_a_heading_for_each_and_no_other(lang: str, page: str) -> None:
    first, *rest = sections(lang, f"myths/{page}.md")
    assert first.level == 1
    assert [(found.level, found.slug) for found in rest] == [
        (2, slug) for slug in myths.numbers(page)
    ]


@EACH
def test_a_heading_is_a_quotation(lang: str, found: Section) -> None:
    assert re.fullmatch("“[^“”]+”" if lang == "zh" else '"[^"]+"', found.title)


@EACH
def test_it_is_refuted_with_evidence(lang: str, found: Section) -> None:
    shown = [fence for fence in fences(found.body) if fence.is_ours or fence.language == "pycon"]
    assert shown or re.search(r"\]\((\.\./|https://)", found.body)
    assert (re.search(r"[\u4e00-\u9fff]", prose(found.body)) is not None) == (lang == "zh")


@EACH
def test_it_is_refuted_in_few_words(lang: str, found: Section) -> None:
    assert said(lang, prose(found.body)) <= MOST[lang]


@LANGUAGE
@pytest.mark.parametrize("page", myths.pages())
def test_a_chart_is_one_of_the_myths(lang: str, page: str) -> None:
    text = "".join(found.body for found in sections(lang, f"myths/{page}.md"))
    for fence in fences(text):
        if fence.is_ours:
            anchors = re.search(r'\bid="([^"]+)"', fence.header)
            assert anchors, fence.header
            assert all(anchor.startswith("myths-") for anchor in anchors[1].split(","))


@LANGUAGE
def test_the_index_is_written_from_the_data(lang: str) -> None:
    text = myths.place(lang).read_text(encoding="utf-8")
    assert text == myths.index(lang), AGAIN
    linked = re.findall(r"\]\(([\w-]+)\.md#([\w-]+)\)", text.partition(myths.MARK)[2])
    assert sorted(linked) == sorted(
        (page, slug) for page in myths.pages() for slug in myths.numbers(page)
    )


@LANGUAGE
def test_the_navigation_has_its_pages(lang: str) -> None:
    config = (myths.ROOT / CONFIGS[lang]).read_text(encoding="utf-8")
    assert f"  - {myths.NAMES[lang]}:\n" in config
    assert config == with_section(config, myths.nav(lang)), AGAIN
