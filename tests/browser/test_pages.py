"""The site as a reader meets it: from disk, with no network, in a real browser."""

import os
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[2]
# One page of each kind stands for all, unless all are asked for.
EVERY = os.environ.get("DIAGRAMGEN_EVERY_PAGE") == "1"
KINDS = {
    "index",
    "basics/header",
    "close/stuck",
    "diagrams/index",
    "gallery/index",
    "gallery/no-time-wait-old-data",
    "gallery/syn-never-answered",
    "glossary/index",
    "interview/header",
    "language/index",
    "linux/index",
    "lost/index",
    "lost/matrix",
    "myths/open",
    "requirements/index",
    "see/diagnose",
    "simultaneous/index",
    "transitions/index",
}
PAGES = sorted(
    f"{folder}{path.relative_to(ROOT / 'docs/zh').with_suffix('.html').as_posix()}"
    for path in (ROOT / "docs/zh").rglob("*.md")
    for folder in ("", "en/")
    if EVERY or path.relative_to(ROOT / "docs/zh").with_suffix("").as_posix() in KINDS
)
PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}
DARK = {"color_scheme": "dark"}
# A page on a phone: in both lights where every page is asked for, else one language in each.
ON_A_PHONE = [
    pytest.param(place, PHONE | light, id=f"{place}-{name}")
    for place in PAGES
    for name, light in (("light", {}), ("dark", DARK))
    if EVERY or place.startswith("en/") == (name == "dark")
]
# For each figure in sight (others are in closed tabs), how many of its charts are.
SHOWN = """() => [...document.querySelectorAll(
        "figure:is(.dg-view-sequence, .dg-view-states, .dg-view-header, .dg-view-window)")]
    .filter((figure) => figure.checkVisibility())
    .map((figure) => [...figure.querySelectorAll("svg[aria-labelledby]")].filter(
        (svg) => svg.checkVisibility() && svg.getBoundingClientRect().height > 40).length)"""
LUMA = """() => { const c = getComputedStyle(document.querySelector(".md-main").closest("body"))
    .backgroundColor.match(/[\\d.]+/g).map(Number); return (c[0] + c[1] + c[2]) / 3 }"""


@pytest.mark.parametrize("place", PAGES)
def test_a_page_opens_from_disk(visit: Any, place: str) -> None:
    page = visit.open(place)
    assert set(page.evaluate(SHOWN)) <= {1}  # of its two widths, a chart shows one
    assert page.locator("html").get_attribute("lang") == ("en" if place.startswith("en/") else "zh")


@pytest.mark.parametrize(("place", "visit"), ON_A_PHONE, indirect=["visit"])
def test_nothing_scrolls_sideways_on_a_phone(visit: Any, place: str) -> None:
    page = visit.open(place)
    for details in page.locator("figure.dg-figure details").all():
        details.evaluate("element => element.open = true")
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    assert set(page.evaluate(SHOWN)) <= {1}
    for svg in page.locator("figure.dg-figure svg[aria-labelledby]:visible").all():
        assert svg.bounding_box()["width"] <= 390


@pytest.mark.parametrize(
    ("visit", "dark"), [({"color_scheme": "light"}, False), (DARK, True)], indirect=["visit"]
)
def test_the_palette_follows_the_system_and_the_reader(visit: Any, dark: bool) -> None:
    page = visit.open("open/index.html")
    page.wait_for_function("document.body.dataset.mdColorScheme")
    assert (page.evaluate(LUMA) < 128) == dark
    page.locator("form[data-md-component=palette] label:visible").click()  # light
    assert page.evaluate(LUMA) > 128
    page.locator("form[data-md-component=palette] label:visible").click()  # dark
    assert page.evaluate(LUMA) < 128
    colour = page.locator("figure.dg-view-sequence svg:visible text").first.evaluate(
        "element => getComputedStyle(element).fill.match(/[\\d.]+/g).map(Number)"
    )
    assert sum(colour[:3]) / 3 > 100  # text on a dark ground is light


def test_copying_a_session_leaves_the_prompts(visit: Any) -> None:
    page = visit.open("language/index.html")
    copied = page.locator("code:has(.gp)").first.evaluate(
        "(code) => { code.setAttribute('data-md-copying', ''); const text = code.innerText;"
        " code.removeAttribute('data-md-copying'); return text }"
    )
    assert ">>>" not in copied
    assert "import" in copied
