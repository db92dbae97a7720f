"""The gallery as a reader meets it: found by its title, and taken home without a network."""

import json
from pathlib import Path
from typing import Any

import pytest

from diagramgen.scenarios import find

PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}
CLIPBOARD = {"permissions": ["clipboard-read", "clipboard-write"]}
NAMES = ["time-wait-assassination", "third-ack-lost-then-data"]
BOTH = pytest.mark.parametrize("folder", ["", "en/"], ids=["zh", "en"])
EACH = pytest.mark.parametrize("name", NAMES)


def language(folder: str) -> str:
    return "en" if folder else "zh"


@BOTH
@EACH
def test_a_scenario_is_found_by_its_title(visit: Any, folder: str, name: str) -> None:
    visit.open(f"{folder}index.html")
    found = visit.search(find(name).title[language(folder)])
    found.first.wait_for()
    # Chapters and questions that tell of it may come before it.
    places = [str(link.get_attribute("href")).partition("?")[0] for link in found.all()]
    first = list(dict.fromkeys(places))[:4]
    assert [place for place in first if place.endswith(f"gallery/{name}.html")], first


@BOTH
@EACH
def test_the_files_come_out_of_the_page_itself(
    visit: Any, folder: str, name: str, tmp_path: Path
) -> None:
    lang = language(folder)
    page = visit.open(f"{folder}gallery/{name}.html")
    starts = {
        f"{name}.{lang}.svg": b"<svg xmlns=",
        f"{name}.json": b'{\n "version": 1',
        f"{name}.pcap": b"\xd4\xc3\xb2\xa1",
        f"{name}-states.{lang}.svg": b"<svg xmlns=",
    }
    links = page.locator(".dg-take a[download]")
    assert links.count() == len(starts)
    for link in links.all():
        with page.expect_download() as got:
            link.click()
        path = tmp_path / got.value.suggested_filename
        got.value.save_as(path)
        assert path.read_bytes().startswith(starts.pop(path.name))
    assert starts == {}
    assert json.loads((tmp_path / f"{name}.json").read_text(encoding="utf-8"))["name"] == name


@pytest.mark.parametrize("visit", [CLIPBOARD], indirect=True)
@BOTH
def test_a_chart_is_copied_as_svg(visit: Any, folder: str) -> None:
    page = visit.open(f"{folder}gallery/{NAMES[0]}.html")
    for row in page.locator(".dg-take").all():
        button = row.get_by_role("button")
        said = button.inner_text()
        button.focus()
        page.keyboard.press("Enter")
        changed = "([button, said]) => button.textContent !== said"
        page.wait_for_function(changed, arg=[button.element_handle(), said])
        text = page.evaluate("navigator.clipboard.readText()")
        assert text.startswith("<svg xmlns=")
        assert text.rstrip().endswith("</svg>")
        assert find(NAMES[0]).title[language(folder)] in text


@pytest.mark.parametrize("visit", [{"java_script_enabled": False}], indirect=True)
def test_without_a_script_there_are_links_and_no_button(visit: Any) -> None:
    page = visit.open(f"gallery/{NAMES[0]}.html")
    assert page.locator(".dg-take a[download]").count() == 4
    assert page.locator(".dg-take button").count() == 0


def test_the_button_is_there_after_a_step_and_only_once(visit: Any) -> None:
    page = visit.open("gallery/index.html")
    page.locator(f".md-content a[href='{NAMES[0]}.html']").click()
    page.wait_for_url(f"**/{NAMES[0]}.html")
    page.locator(".dg-take button").first.wait_for()
    assert page.locator(".dg-take").count() == page.locator(".dg-take button").count() == 2


@pytest.mark.parametrize("visit", [PHONE], indirect=True)
@BOTH
def test_the_index_is_one_column_on_a_phone(visit: Any, folder: str) -> None:
    page = visit.open(f"{folder}gallery/index.html")
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    places = page.locator(".grid.cards > ul > li").evaluate_all(
        "cards => cards.map(card => card.getBoundingClientRect().x)"
    )
    assert len(places) > 30
    assert len(set(places)) == 1


@pytest.mark.parametrize("visit", [PHONE], indirect=True)
def test_what_is_tapped_is_large_enough(visit: Any) -> None:
    page = visit.open(f"gallery/{NAMES[0]}.html")
    for target in page.locator(".dg-take :is(a, button)").all():
        assert target.bounding_box()["height"] >= 24


def test_the_side_bar_opens_the_chapter_that_is_read(visit: Any) -> None:
    page = visit.open(f"gallery/{NAMES[0]}.html")
    pages = page.locator(".md-sidebar--primary a[href$='.html']:visible")
    shown = pages.evaluate_all("links => links.map(link => link.getAttribute('href'))")
    assert "abort.html" in shown  # of the same chapter
    assert "syn-ack-lost.html" not in shown
    page = visit.open("index.html")
    assert page.locator(".md-sidebar--primary a[href^='gallery/']").count() == 1
