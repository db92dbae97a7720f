"""What axe finds wrong with the charts, and whether the keyboard gets to where they link."""

from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe

WIDE, NARROW = {"width": 1280, "height": 900}, {"width": 390, "height": 844}
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


@pytest.mark.parametrize(
    ("visit", "place"),
    [
        ({"viewport": WIDE, "color_scheme": "light"}, "index.html"),
        ({"viewport": WIDE, "color_scheme": "dark"}, "en/linux/index.html"),
        ({"viewport": NARROW, "color_scheme": "light"}, "diagrams/index.html"),
        ({"viewport": NARROW, "color_scheme": "dark"}, "en/lost/index.html"),
    ],
    ids=["wide-light", "wide-dark", "narrow-light", "narrow-dark"],
    indirect=["visit"],
)
def test_axe_finds_nothing_wrong_with_the_figures(visit: Any, place: str) -> None:
    page = visit.open(place)
    rules = {"runOnly": {"type": "tag", "values": TAGS}, "preload": False}  # it would fetch CSS
    found = Axe().run(page, context=".dg-figure", options=rules)
    assert len(found.response["passes"]) > 5
    assert found.violations_count == 0, found.generate_report()


@pytest.mark.parametrize(
    ("visit", "form"),
    [({"viewport": WIDE}, "wide"), ({"viewport": NARROW}, "narrow")],
    indirect=["visit"],
)
def test_the_keyboard_goes_from_segment_to_segment(visit: Any, form: str) -> None:
    page = visit.open("en/lost/index.html")
    chart = page.locator(".dg-view-sequence").first
    links = chart.locator(f".dg-{form} a.dg-segment")
    links.first.focus()
    page.keyboard.press("Shift+Tab")  # so that it is the keyboard that comes to the first
    for n in range(links.count()):
        page.keyboard.press("Tab")
        at = page.evaluate(
            "() => { const e = document.activeElement; return [e.getAttribute('href'),"
            " e.dataset.n, getComputedStyle(e).outlineStyle, getComputedStyle(e).outlineWidth] }"
        )
        assert at[0].startswith("https://www.rfc-editor.org/rfc/rfc9293.html#section-3.")
        assert at[1:] == [str(n + 1), "solid", "2px"]
    page.keyboard.press("Tab")
    assert not page.evaluate("document.activeElement.matches('.dg a')")
