"""From one language to the other and back: the same page and section, however they are reached."""

from pathlib import Path
from typing import Any

import pytest

PLACES = [
    "open/index.html#why-three",
    "open/index.html#data",
    "close/index.html#half-close",
    "close/index.html#time-wait",
    "lost/index.html#last-ack-lost",
    "simultaneous/index.html#open-why",
    "linux/index.html#counts",
    "diagrams/index.html#faults",
    "language/index.html#small",
    "gallery/time-wait-assassination.html#table",
]
NAMES = {"zh": "中文", "en": "English"}


def switch(page: Any, lang: str) -> None:
    page.get_by_role("link", name=NAMES[lang], exact=True).click()
    page.wait_for_url(lambda url: ("/en/" in url) == (lang == "en"))  # and until it has loaded
    assert page.locator("html").get_attribute("lang") == lang


@pytest.mark.parametrize("place", ["index.html", *PLACES])
def test_there_and_back_is_the_same_section(anywhere: Any, place: str) -> None:
    page = anywhere.open(place)
    anchor = place.partition("#")[2]
    for lang, folder in (("en", "en/"), ("zh", "")):
        switch(page, lang)
        assert anywhere.place() == folder + place
        if anchor:
            assert page.locator(f"[id='{anchor}']").count() == 1
            page.wait_for_function("scrollY > 0")


def test_a_page_reached_by_instant_navigation_is_switched(anywhere: Any) -> None:
    page = anywhere.open("index.html")
    page.evaluate("window.kept = true")
    page.locator(".md-sidebar--primary a[href*='close/']").click()
    page.wait_for_url("**/close/index.html")
    page.wait_for_function("document.title.startsWith('关闭连接')")
    if anywhere.base.startswith("https:"):  # the theme goes by the sitemap, and so by an address
        assert page.evaluate("window.kept")  # the page was changed, not loaded
    page.locator(".md-sidebar--secondary a[href$='#half-close']").click()
    page.wait_for_url("**/close/index.html#half-close")
    switch(page, "en")
    assert anywhere.place() == "en/close/index.html#half-close"
    page.locator(".md-sidebar--primary a[href$='lost/index.html']").click()
    page.wait_for_url("**/lost/index.html")
    switch(page, "zh")
    assert anywhere.place() == "lost/index.html"


def test_a_choice_is_remembered_where_a_visit_begins(anywhere: Any) -> None:
    page = anywhere.open("open/index.html")
    switch(page, "en")
    other = page.context.new_page()
    other.goto(f"{anywhere.base}index.html")
    other.wait_for_url("**/en/index.html")
    other.goto(f"{anywhere.base}index.html")  # in the same tab: it is asked for
    assert other.locator("html").get_attribute("lang") == "zh"
    deep = page.context.new_page()
    deep.goto(f"{anywhere.base}close/index.html")  # a link keeps its language
    assert deep.locator("html").get_attribute("lang") == "zh"
    switch(deep, "en")
    switch(deep, "zh")
    last = page.context.new_page()
    last.goto(f"{anywhere.base}index.html")
    last.wait_for_load_state()
    assert last.locator("html").get_attribute("lang") == "zh"


@pytest.mark.parametrize("anywhere", ["http", "below"], indirect=True)
@pytest.mark.parametrize("place", ["nowhere", "en/open/nowhere.html"])
def test_the_missing_page_leads_home_in_both_languages(anywhere: Any, place: str) -> None:
    page = anywhere.open(place)
    assert "404 (Not Found)" in anywhere.faults.pop()  # the browser's own remark
    assert anywhere.faults == []
    for lang, folder in (("zh", ""), ("en", "en/")):
        link = page.locator(f"p[lang={lang}] a")
        assert link.evaluate("link => link.href") == f"{anywhere.base}{folder}index.html"
    page.locator("p[lang=en] a").click()
    page.wait_for_url("**/en/index.html")
    assert page.locator("html").get_attribute("lang") == "en"


def test_the_places_are_deep(site: Path) -> None:
    assert len(PLACES) == 10
    for place in PLACES:
        page, _, anchor = place.partition("#")
        for folder in ("", "en"):
            assert f'id="{anchor}"' in (site / folder / page).read_text(encoding="utf-8")
