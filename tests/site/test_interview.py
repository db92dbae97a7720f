"""The interview questions: data file, pages and index say the same, in both languages."""

import re
from collections import Counter
from pathlib import Path

import pytest

from deck.questions import (
    LANGUAGES,
    LEVELS,
    NEXT,
    Question,
    groups,
    questions,
    section,
    sections,
)
from tests.site import interview
from tests.site.navigation import CONFIGS, with_section

ROOT = Path(__file__).resolve().parents[2]
AGAIN = "run `python -m tests.site.interview`"
LANGUAGE = pytest.mark.parametrize("lang", LANGUAGES)
EACH = pytest.mark.parametrize(
    ("lang", "question"),
    [
        pytest.param(lang, question, id=f"{lang}/{question.slug}")
        for lang in LANGUAGES
        for question in questions()
    ],
)
MINUTE = {"zh": 240, "en": 150}  # characters, or words: what can be said in a minute


def target(lang: str, page: str) -> str:
    """Return the text to which a link leads: the section with that id, or the whole page."""
    path, _, anchor = page.partition("#")
    if not anchor:
        return (ROOT / "docs" / lang / path).read_text(encoding="utf-8")
    return next(found.body for found in sections(lang, path) if found.slug == anchor)


def runs(text: str) -> bool:
    return re.search(r"^[ \t]*```(?:tcp |tcp$|pycon)", text, re.MULTILINE) is not None


def said(lang: str, text: str) -> int:
    """Count what a speaker would say: no fences, no tables, no addresses."""
    text = re.sub(r"^```.*?^```$", "", text, flags=re.DOTALL | re.MULTILINE)
    text = re.sub(r"^\|.*$", "", text, flags=re.MULTILINE)
    text = re.sub(r"\]\([^)]*\)", "]", text)
    if lang == "zh":
        return len(re.findall(r"[\u4e00-\u9fff]|[A-Za-z0-9_.,()-]+", text))
    return len(text.split())


def test_each_question_is_asked_once() -> None:
    assert len(questions()) == 167
    for names in ([q.slug for q in questions()], [q.number for q in questions()]):
        assert [name for name, count in Counter(names).items() if count > 1] == []
    assert all(re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", q.slug) for q in questions())
    assert all(re.fullmatch(r"Q\d{3}", q.number) for q in questions())


@LANGUAGE
def test_the_pages_ask_these_questions_in_this_order(lang: str) -> None:
    pages = {path.name for path in (ROOT / "docs" / lang / "interview").glob("*.md")}
    assert pages == {"index.md"} | {Path(group.page).name for group in groups()}
    for group in groups():
        found = [(s.level, s.slug) for s in sections(lang, group.page)]
        wanted = [(1, f"interview-{group.slug}")]
        for level in LEVELS:
            these = [(3, q.slug) for q in interview.asked(group, level)]
            wanted += [(2, level), *these] if these else []
        assert found == wanted, group.page


@EACH
def test_a_question_is_answered(lang: str, question: Question) -> None:
    found = section(lang, question)
    label = NEXT[lang]
    assert found.body.count(f"\n{label}\n\n- ") == 1
    assert found.answer()
    assert all(line.startswith("- ") for line in found.follow_ups().split("\n"))
    chinese = re.search(r"[\u4e00-\u9fff]", found.title + found.answer() + found.follow_ups())
    assert (chinese is not None) == (lang == "zh")


@EACH
def test_it_can_be_said_in_a_minute(lang: str, question: Question) -> None:
    assert said(lang, section(lang, question).answer()) <= MINUTE[lang]


@EACH
def test_its_pages_are_those_to_which_it_leads(lang: str, question: Question) -> None:
    found = section(lang, question).pages()
    assert sorted(found) == sorted(question.pages)
    if lang == "en":
        assert found == question.pages


@EACH
def test_what_can_be_executed_is_shown(lang: str, question: Question) -> None:
    found = section(lang, question)
    shown = found.shows() or any(runs(target(lang, page)) for page in question.pages)
    assert shown or not question.executable


@LANGUAGE
def test_a_chart_is_named_after_its_question(lang: str) -> None:
    for question in questions():
        for anchor in re.findall(
            r'^```tcp .*\bid="([^"]*)"', section(lang, question).body, re.MULTILINE
        ):
            assert re.fullmatch(rf"interview-{question.slug}(-\d)?", anchor)


@LANGUAGE
def test_the_index_is_written_from_the_data(lang: str) -> None:
    text = interview.place(lang).read_text(encoding="utf-8")
    assert text == interview.index(lang), AGAIN
    listed = re.findall(r"\]\([\w-]+\.md#([\w-]+)\)", text.partition(interview.MARK)[2])
    for slug in (q.slug for q in questions()):
        assert listed.count(slug) == 1
    counted = {int(n) for n in re.findall(r"\b(\d+)(?= ?(?:道|个问题|of them|interview))", text)}
    assert counted == {len(questions())}


@LANGUAGE
def test_the_navigation_has_its_groups(lang: str) -> None:
    config = (ROOT / CONFIGS[lang]).read_text(encoding="utf-8")
    assert config == with_section(config, interview.nav(lang)), AGAIN
