"""The same picture in Chromium and in librsvg; and in Chromium alone, in a page, as an image.

librsvg stands for whatever is no browser: GNOME, Wikipedia's thumbnails, converters. Without
`rsvg-convert` these tests are skipped by name, unless DIAGRAMGEN_REQUIRE_SVG=1.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from diagramgen.render.look import Look
from diagramgen.scenarios import CATALOGUE
from diagramgen.site.graphviz import states
from tests.browser.rasters import Difference, difference, in_face, url
from tests.render.pictures import BESIDE, both, picture, walked

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Page

REQUIRED = os.environ.get("DIAGRAMGEN_REQUIRE_SVG") == "1"
#: The most that glyphs and edges differ, by view: less than anything lost would (see below).
MOST = {"sequence": 30, "states": 55, "header": 40, "window": 38}
#: The same of one program that smooths edges on another surface.
ALIKE = 15
#: Header and window are drawn by one writer for all walks: these stand for the others.
SOME = ("three-way-handshake", "data-with-fin", "first-fin-lost", "no-time-wait-old-data")
LOOKS = (Look("zh", "标题 title"), Look("en", narrow=True))
CASES = [
    *[(entry.name, "sequence", LOOKS[0]) for entry in CATALOGUE],
    *[(entry.name, "sequence", LOOKS[1]) for entry in CATALOGUE[::4]],
    *[(entry.name, "states", LOOKS[0]) for entry in CATALOGUE],
    *[(name, view, look) for name in SOME for view in ("header", "window") for look in LOOKS],
]


@pytest.fixture(scope="module")
def page(browser: Browser) -> Iterator[Page]:
    """A tab without a page."""
    tab = browser.new_page(viewport={"width": 800, "height": 600})
    yield tab
    tab.close()


@pytest.fixture(scope="module")
def face() -> str:
    """A face that has Latin and Chinese, by its name."""
    match = shutil.which("fc-match")
    if match is None:
        missing("fc-match")
    command = [match, "-f", "%{family[0]}", ":lang=zh-cn"]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


def missing(program: str) -> None:
    """Skip, or fail where the program is required."""
    if REQUIRED:
        pytest.fail(f"DIAGRAMGEN_REQUIRE_SVG=1, and no {program}")
    pytest.skip(f"no {program} on PATH")


def by_librsvg(svg: str) -> bytes:
    """What librsvg makes of a picture: PNG."""
    program = shutil.which("rsvg-convert")
    if program is None:
        missing("rsvg-convert")
    command = [program, "--background-color", "white"]
    return subprocess.run(command, input=svg.encode(), capture_output=True, check=True).stdout


def beside(page: Page, face: str, svg: str, other: str) -> Difference:
    """How far `svg` in Chromium differs from `other` in librsvg."""
    png = by_librsvg(in_face(other, face))
    return difference(page, url(in_face(svg, face).encode(), "svg+xml"), url(png, "png"))


@pytest.mark.parametrize(
    ("name", "view", "look"),
    CASES,
    ids=[f"{name}-{view}-{look.lang}" for name, view, look in CASES],
)
def test_librsvg_draws_what_chromium_draws(
    page: Page, face: str, name: str, view: str, look: Look
) -> None:
    svg = picture(walked(name), view, look)
    found = beside(page, face, svg, svg)
    assert found.most <= MOST[view], found


@pytest.mark.parametrize("look", LOOKS, ids=lambda look: look.lang)
@pytest.mark.parametrize("pair", BESIDE, ids=lambda pair: pair[1])
def test_librsvg_draws_two_walks_as_chromium_does(
    page: Page, face: str, pair: tuple[str, str], look: Look
) -> None:
    svg = both(*pair, look)
    found = beside(page, face, svg, svg)
    assert found.most <= MOST["sequence"], found


# -- what the comparison would not miss ------------------------------------------------------------

#: What is taken from the picture that librsvg gets: view, what to look for, what to put there.
LOSSES = {
    "an arrowhead": ("sequence", r'(</title><path d="M[^"]*?l[^"m]*)m[^"l]*l[^"]*z"', r'\1"'),
    "a label": ("sequence", r"<text [^>]*>SYN SEQ=[^<]*</text>", ""),
    "a time": ("sequence", r"<text [^>]*>10 ms</text>", ""),
    "a state box": ("sequence", r'<rect [^>]*data-moment="1"/>', ""),
    "a lifeline": ("sequence", r'<path [^>]*class="dg-life"[^>]*/>', ""),
    "dashes": ("sequence", r' stroke-dasharray="[^"]*"', ""),
    "black for blue": ("sequence", "#0072b2", "#000000"),
    "larger letters": ("sequence", r'font-size="12"', 'font-size="13"'),
    "a mark of a step": ("states", r'<g id="mark-[^"]*".*?</g>', ""),
    "a name of a state": ("states", r"<text [^>]*>LISTEN</text>", ""),
    "a cell of the header": ("header", r"<text [^>]*>Sequence Number</text>", ""),
    "a pointer": ("window", r'<path [^>]*class="dg-pointer"[^>]*/>', ""),
    "a number": ("window", r"<text [^>]*>101</text>", ""),
}


@pytest.mark.parametrize("what", LOSSES)
def test_a_loss_is_seen(page: Page, face: str, what: str) -> None:
    view, pattern, instead = LOSSES[what]
    svg = picture(walked("data-lost"), view, Look("en"))
    broken = re.sub(pattern, instead, svg, count=1, flags=re.DOTALL | re.IGNORECASE)
    assert broken != svg
    assert beside(page, face, svg, broken).most > MOST[view]


def test_a_head_of_the_graph_at_rest_is_seen(page: Page, face: str) -> None:
    svg = states(Look("en"))
    head = re.search(r'id="arc-CLOSED-LISTEN".*?(<polygon [^>]*/>)', svg, re.DOTALL)
    assert head
    assert beside(page, face, svg, svg).most <= MOST["states"]
    assert beside(page, face, svg, svg.replace(head[1], "")).most > MOST["states"]


# -- alone, in a page, as an image ----------------------------------------------------------------


@pytest.mark.parametrize("view", MOST)
@pytest.mark.parametrize("name", ["half-open-syn", "two-way-handshake-old-syn"])
def test_alone_inlined_and_as_an_image_it_is_the_same(
    page: Page, tmp_path: Path, name: str, view: str
) -> None:
    svg = picture(walked(name), view, Look("zh", id="x"))
    size = re.match(r'<svg [^>]*width="(\d+)" height="(\d+)"', svg)
    assert size
    page.set_viewport_size({"width": int(size[1]), "height": int(size[2])})
    path = tmp_path / "alone.svg"
    path.write_text(svg, encoding="utf-8")
    image = url(svg.encode(), "svg+xml")
    shots = []
    for place in ("alone", "inlined", "image"):
        page.goto("about:blank")  # a picture that stands alone is no document to write a page into
        if place == "alone":
            page.goto(path.as_uri())
        else:
            inner = svg if place == "inlined" else f'<img src="{image}">'
            page.set_content(f'<body style="margin: 0; background: #fff">{inner}')
            page.wait_for_function("[...document.images].every((image) => image.complete)")
        shots.append(url(page.screenshot(), "png"))
    page.goto("about:blank")
    for other in (image, *shots[1:]):
        found = difference(page, shots[0], other)
        assert found.most <= ALIKE, found
