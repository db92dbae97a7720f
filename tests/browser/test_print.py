"""Charts on paper: light whatever the palette, in one piece. On a panel: no box around them."""

from typing import Any

import pytest

# A sheet of A4 without its margins, in px.
SHEET = {"width": 718, "height": 1047}
WHITE = "rgb(255, 255, 255)"
FILL = "e => getComputedStyle(e).fill"


@pytest.mark.parametrize(
    "visit", [{"viewport": SHEET, "color_scheme": "dark"}], ids=["dark"], indirect=True
)
@pytest.mark.parametrize("place", ["en/gallery/syn-never-answered.html", "diagrams/index.html"])
def test_a_printed_chart_is_light_and_in_one_piece(visit: Any, place: str) -> None:
    page = visit.open(place)
    charts = page.locator(".dg-view-sequence > .dg-wide > svg")
    assert charts.first.locator(".dg-paper").first.evaluate(FILL) != WHITE
    page.emulate_media(media="print", color_scheme="dark")
    for chart in charts.all():
        assert chart.locator(".dg-paper").first.evaluate(FILL) == WHITE
        if chart.is_visible():  # not in a box that is closed
            assert chart.bounding_box()["height"] <= SHEET["height"]
        inside = "e => getComputedStyle(e.closest('.dg-figure')).breakInside"
        assert chart.evaluate(inside) == "avoid"
    assert page.locator(".dg-narrow svg:visible").count() == 0


@pytest.mark.parametrize(
    "visit", [{"color_scheme": "light"}, {"color_scheme": "dark"}], ids=str, indirect=True
)
def test_a_chart_has_the_ground_of_the_box_in_which_it_stands(visit: Any) -> None:
    page = visit.open("diagrams/index.html")
    box = page.locator("details:has(.dg-view-sequence):not(.dg-steps)").first
    box.evaluate("e => { e.open = true }")
    ground = box.evaluate("e => getComputedStyle(e).backgroundColor")
    assert box.locator("svg .dg-paper").first.evaluate(FILL) == ground
