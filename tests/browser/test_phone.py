"""A phone: what is tapped alone is large enough. (That nothing scrolls sideways: test_pages.py.)"""

from typing import Any

import pytest

from tests.browser.test_pages import PAGES, PHONE

# Links within a sentence may be as high as its line, as WCAG 2.5.8 allows: between words, a larger
# one would lie on its neighbours. So would a segment of a chart on those beside it.
SMALL = """() => {
    const small = []
    const which = "a[href]:not(svg *), button, summary, input, label"
    for (const target of document.querySelectorAll(which)) {
        const box = target.getBoundingClientRect()
        const seen = target.checkVisibility({ visibilityProperty: true, opacityProperty: true })
        if (!seen || !box.width || box.right < 0 || box.left > innerWidth) continue
        const text = (node) => node.nodeType === Node.TEXT_NODE && node.textContent.trim()
        if ([...target.parentElement.childNodes].some(text)) continue
        if (Math.ceil(box.width) < 24 || Math.ceil(box.height) < 24) small.push(target.outerHTML)
    }
    return small
}"""


@pytest.mark.parametrize("visit", [PHONE], indirect=True)
@pytest.mark.parametrize("place", PAGES)
def test_what_is_tapped_alone_is_large_enough(visit: Any, place: str) -> None:
    page = visit.open(place)
    assert page.evaluate(SMALL) == []
