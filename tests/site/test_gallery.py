"""The gallery follows the catalogue: a page for each scenario, in both languages, built alike.

`tests.site.gallery` writes what is the same everywhere, and is asked here what it would write.
"""

import gzip
import re
from html import unescape
from pathlib import Path

import pytest

from diagramgen.scenarios import CATALOGUE, Entry
from diagramgen.site.pages import LANGUAGE, fences
from tests.site import gallery
from tests.site.navigation import CONFIGS, with_section

ROOT = Path(__file__).resolve().parents[2]
EACH = [
    pytest.param(lang, entry, id=f"{lang}/{entry.name}")
    for lang in gallery.LANGUAGES
    for entry in CATALOGUE
]
LANGUAGES = pytest.mark.parametrize("lang", gallery.LANGUAGES)
PAGES = pytest.mark.parametrize(("lang", "entry"), EACH)
HEAVIEST = 120_000  # octets of a page, gzipped
AGAIN = "run `python -m tests.site.gallery`"


def built(site: Path, lang: str, name: str) -> str:
    folder = site / ("" if lang == "zh" else lang)
    return (folder / "gallery" / f"{name}.html").read_text(encoding="utf-8")


@LANGUAGES
def test_there_is_a_page_for_each_scenario_and_no_other(lang: str) -> None:
    pages = {path.stem for path in gallery.folder(lang).glob("*.md")}
    assert pages == {entry.name for entry in CATALOGUE} | {"index"}, AGAIN


@PAGES
def test_a_page_is_built_as_all_are(lang: str, entry: Entry) -> None:
    text = gallery.read(lang, entry.name)
    assert text == gallery.page(entry, lang, gallery.words(text)), AGAIN
    bodies = [fence.body for fence in fences(text) if fence.language == LANGUAGE]
    assert [body for body in bodies if body == entry.name] == [entry.name] * len(gallery.VIEWS)
    assert [body for body in bodies if body != entry.name] == [
        body for body in [gallery.beside(entry)] if body
    ]


@PAGES
def test_its_words_are_written_and_lead_to_a_chapter(lang: str, entry: Entry) -> None:
    description, prose = gallery.words(gallery.read(lang, entry.name))
    assert gallery.TO_WRITE not in description + prose
    assert 10 <= len(description) <= 100, "one line of a card"
    assert re.search(r"\]\(\.\./[a-z-]+/[a-z-]+\.md(#[\w-]+)?\)", prose), "no link to a chapter"
    assert not re.search(r"^(#|```)", prose, re.MULTILINE), (
        "prose only: the rest is the same for all"
    )
    chinese = re.search(r"[\u4e00-\u9fff]", description + prose) is not None
    assert chinese == (lang == "zh")


def test_an_entry_stands_beside_another_one_that_there_is() -> None:
    names = [entry.name for entry in CATALOGUE]
    for name, other in gallery.BESIDE.items():
        assert name in names
        assert other in names
        assert name != other


@pytest.mark.parametrize("entry", CATALOGUE, ids=lambda entry: entry.name)
def test_what_an_entry_follows_is_said_in_chinese(entry: Entry) -> None:
    said = gallery.source(entry, "zh").replace("TIME-WAIT", "")
    assert re.findall(r"[A-Za-z]{2,}", said.replace("RFC", "").replace("ISS", "")) == [], (
        "add the words to gallery.IN_CHINESE"
    )


@LANGUAGES
def test_descriptions_tell_the_pages_apart(lang: str) -> None:
    said = [gallery.words(gallery.read(lang, entry.name)).description for entry in CATALOGUE]
    assert len(set(said)) == len(said)


@LANGUAGES
def test_the_index_has_a_card_for_each_page(lang: str) -> None:
    text = gallery.read(lang, "index")
    assert gallery.TO_WRITE not in text
    assert text == gallery.index(lang), AGAIN
    assert re.findall(r"^- \*\*\[.*\]\((.*)\.md\)", text, re.MULTILINE) == [
        entry.name for _, entries in gallery.chapters() for entry in entries
    ]


@LANGUAGES
def test_the_navigation_lists_them_in_the_order_of_the_catalogue(lang: str) -> None:
    config = (ROOT / CONFIGS[lang]).read_text(encoding="utf-8")
    assert config == with_section(config, gallery.nav(lang)), AGAIN


@pytest.mark.parametrize("lang", gallery.LANGUAGES)
def test_each_leads_to_the_one_before_and_the_one_after(site: Path, lang: str) -> None:
    names = ["index", *(entry.name for _, entries in gallery.chapters() for entry in entries)]
    for before, name, after in zip(names, names[1:], [*names[2:], None], strict=False):
        html = built(site, lang, name)
        links = dict(
            re.findall(r'<a href="([^"]*)" class="md-footer__link md-footer__link--(\w+)"', html)
        )
        way = {kind: place for place, kind in links.items()}
        assert way["prev"] == f"{before}.html"
        assert after is None or way["next"] == f"{after}.html"


@PAGES
def test_a_page_stays_light(site: Path, lang: str, entry: Entry) -> None:
    html = built(site, lang, entry.name)
    assert len(gzip.compress(html.encode(), 6)) < HEAVIEST
    assert html.count("<svg xmlns") >= 3  # the chart in two widths, and the graph


@PAGES
def test_its_files_are_named_after_it(site: Path, lang: str, entry: Entry) -> None:
    html = built(site, lang, entry.name)
    assert re.findall(r'<a download="([^"]*)" href="data:', html) == [
        f"{entry.name}.{lang}.svg",
        f"{entry.name}.json",
        f"{entry.name}.pcap",
        f"{entry.name}-states.{lang}.svg",
    ]
    assert entry.title[lang] in unescape(html)
