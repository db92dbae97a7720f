"""axe-core finds nothing to object to, on one page of each kind."""

from __future__ import annotations

from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe

WIDE = {"viewport": {"width": 1280, "height": 900}}
PHONE = {"viewport": {"width": 390, "height": 844}}
LIGHT, DARK = {"color_scheme": "light"}, {"color_scheme": "dark"}
#: The home page, every kind of chart, states and transitions, the gallery's index, a page of it,
#: code, tables.
PAGES = (
    "index",
    "diagrams/index",
    "transitions/index",
    "gallery/index",
    "gallery/two-way-handshake-old-syn",
    "language/index",
    "requirements/index",
)
#: Each language in one light and one dark form, each width in both.
FORMS = [("", WIDE | LIGHT), ("en/", WIDE | DARK), ("en/", PHONE | LIGHT), ("", PHONE | DARK)]
# What folds out is folded out; then scripts look once more at what there is to scroll.
OPEN = """async () => {
    document.querySelectorAll("details").forEach((details) => { details.open = true });
    await new Promise((done) => requestAnimationFrame(() => setTimeout(done, 100)));
}"""


@pytest.mark.parametrize(
    ("folder", "visit"), FORMS, indirect=["visit"], ids=["light", "dark", "phone", "night"]
)
@pytest.mark.parametrize("name", PAGES)
def test_axe_has_no_objection(visit: Any, folder: str, name: str) -> None:
    page = visit.open(f"{folder}{name}.html")
    page.evaluate(OPEN)
    assert objections(page) == []


def objections(page: Any) -> list[str]:
    """What axe says is wrong with a page, a line for each rule and place."""
    options = {"resultTypes": ["violations"], "preload": False}  # or it asks the disk for the CSS
    found = Axe().run(page, options=options).response["violations"]
    return [
        f"{rule['id']} ({rule['impact']}): {node['html'][:120]}"
        for rule in found
        for node in rule["nodes"]
    ]


def test_axe_would_object(visit: Any) -> None:
    page = visit.open("index.html")
    page.evaluate("document.querySelector('main p').style.color = '#bbb'")
    page.evaluate("document.querySelector('main p').append(document.createElement('button'))")
    assert {line.split()[0] for line in objections(page)} >= {"color-contrast", "button-name"}


def test_the_keyboard_goes_along_a_walk_and_is_seen(visit: Any) -> None:
    page = visit.open("en/gallery/three-way-handshake.html")
    links = page.locator("figure.dg-view-states svg a")
    assert links.count() == 5  # A takes two arrows, B three
    links.first.focus()
    for n in range(links.count()):
        here = page.evaluate(
            """() => {
                const link = document.activeElement, line = link.querySelector("path");
                return [link.getAttribute("href"), getComputedStyle(link).filter,
                        getComputedStyle(line).strokeWidth];
            }"""
        )
        assert here[0] == links.nth(n).get_attribute("href")
        page.keyboard.press("Tab")
    page.keyboard.press("Shift+Tab")
    link = links.last
    assert "drop-shadow" in link.evaluate("link => getComputedStyle(link).filter")
    assert (
        link.locator("path").first.evaluate("line => getComputedStyle(line).strokeWidth") == "4px"
    )
