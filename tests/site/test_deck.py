"""The Anki decks: made from the interview pages, the same bytes every time."""

import hashlib
import json
import re
import sqlite3
import subprocess
import sys
import zipfile
from html.parser import HTMLParser
from pathlib import Path

import pytest

from deck.package import package
from deck.questions import LANGUAGES, groups, questions, section

ROOT = Path(__file__).resolve().parents[2]
ADDRESS = "https://docs.example/tcp/"
LANGUAGE = pytest.mark.parametrize("lang", LANGUAGES)


class Opened:
    """A deck, read as Anki reads it."""

    def __init__(self, path: Path) -> None:
        with zipfile.ZipFile(path) as archive:
            assert archive.testzip() is None
            self.media = json.loads(archive.read("media"))
            self.files = {name: archive.read(number) for number, name in self.media.items()}
            self.dates = {entry.date_time for entry in archive.infolist()}
            collection = path.with_suffix(".anki2")
            collection.write_bytes(archive.read("collection.anki2"))
        with sqlite3.connect(collection) as base:
            self.notes = [
                (flds.split("\x1f"), tags.split())
                for flds, tags in base.execute("select flds, tags from notes order by id")
            ]
            self.cards = base.execute("select count(*) from cards").fetchone()[0]
            self.guids = [guid for (guid,) in base.execute("select guid from notes order by id")]
            self.decks = json.loads(base.execute("select decks from col").fetchone()[0])
        base.close()


class Balance(HTMLParser):
    """Finds tags that are not closed in turn."""

    EMPTY = ("img", "br", "hr")

    def __init__(self, html: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: object) -> None:  # noqa: ARG002
        if tag not in self.EMPTY:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


@pytest.fixture(scope="module")
def decks(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Opened]:
    folder = tmp_path_factory.mktemp("decks")
    made = {}
    for lang in LANGUAGES:
        path = folder / f"{lang}.apkg"
        path.write_bytes(package(lang, ADDRESS))
        made[lang] = Opened(path)
    return made


@LANGUAGE
def test_there_is_a_note_and_a_card_for_each_question(decks: dict[str, Opened], lang: str) -> None:
    opened = decks[lang]
    assert len(opened.notes) == opened.cards == len(questions())
    fronts = {re.sub(r"<[^>]*>", "", fields[0]) for fields, _ in opened.notes}
    assert len(fronts) == len(questions())
    assert {tags[2] for _, tags in opened.notes} == {q.number for q in questions()}
    names = {deck["name"].partition("::")[2] for deck in opened.decks.values()}
    assert names - {""} == {group.names[lang] for group in groups()}


@LANGUAGE
def test_a_note_holds_its_section(decks: dict[str, Opened], lang: str) -> None:
    opened = decks[lang]
    by_number = {tags[2]: fields for fields, tags in opened.notes}
    for question in questions():
        front, back, following, page = by_number[question.number]
        assert page.startswith(f'<a href="{ADDRESS}{"" if lang == "zh" else "en/"}interview/')
        assert f"#{question.slug}" in page
        assert back
        assert following.count("<li>") == section(lang, question).follow_ups().count("\n- ") + 1
        for html in (front, back, following, page):
            assert Balance(html).open == []
            assert "```" not in html
            assert ".md" not in re.sub(r"<pre>.*?</pre>", "", html, flags=re.DOTALL)


@LANGUAGE
def test_every_chart_is_in_it_and_none_else(decks: dict[str, Opened], lang: str) -> None:
    opened = decks[lang]
    shown = set(re.findall(r'<img src="([^"]*)"', "".join(fields[1] for fields, _ in opened.notes)))
    assert shown == set(opened.files)
    assert len(shown) > 40
    for svg in opened.files.values():
        assert svg.startswith(b"<svg ")
    assert opened.dates == {(2026, 1, 1, 0, 0, 0)}


def test_two_runs_give_the_same_bytes(tmp_path: Path) -> None:
    """In processes of their own, with other seeds for hashes: what a set or a clock would show."""
    sums = []
    for seed in ("1", "2"):
        folder = tmp_path / seed
        subprocess.run(
            [sys.executable, "-m", "deck", str(folder)],
            cwd=ROOT,
            env={"PATH": "", "PYTHONHASHSEED": seed, "TZ": f"UTC+{seed}"},
            check=True,
            capture_output=True,
        )
        decks = sorted(folder.glob("*.apkg"))
        assert [deck.name for deck in decks] == [
            f"tcp-interview.{lang}.apkg" for lang in sorted(LANGUAGES)
        ]
        sums.append([hashlib.sha256(deck.read_bytes()).hexdigest() for deck in decks])
    assert sums[0] == sums[1]


def test_without_an_address_a_card_names_its_page(tmp_path: Path) -> None:
    path = tmp_path / "bare.apkg"
    path.write_bytes(package("en"))
    for fields, _ in Opened(path).notes:
        assert re.fullmatch(r"<code>interview/[\w-]+\.html#[\w-]+</code>", fields[3])
        links = re.findall(r'href="([^"]*)"', "".join(fields))
        assert all(link.startswith("https://") for link in links)


def test_the_languages_share_no_note(decks: dict[str, Opened]) -> None:
    guids = [guid for opened in decks.values() for guid in opened.guids]
    assert len(set(guids)) == len(LANGUAGES) * len(questions())
