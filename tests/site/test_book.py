"""The page that the book is printed from: every page is in it, and its links lead within it."""

import os
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from mkdocs.config import load_config

from tests.site.test_site import Seen
from tools.book import book, chapters, places, within

ROOT = Path(__file__).resolve().parents[2]
CONFIGS = {"zh": ("", "mkdocs.yml"), "en": ("en", "mkdocs.en.yml")}


def config(lang: str) -> Any:
    os.environ["NO_MKDOCS_2_WARNING"] = "1"
    return load_config(str(ROOT / CONFIGS[lang][1]))


@pytest.mark.parametrize("lang", CONFIGS)
def test_the_book_is_whole_and_its_links_stay_within(site: Path, lang: str) -> None:
    folder = site / CONFIGS[lang][0]
    text = book(folder, config(lang))
    seen = Seen(text)
    ids = Counter(seen.ids)
    assert [one for one, count in ids.items() if count > 1] == []
    links = [str(link["href"]) for link in seen.all("a") if link.get("href")]
    assert [link for link in links if link[0] == "#" and link[1:] not in ids] == []
    assert not [link for link in links if not link.startswith(("#", "https:", "mailto:"))]
    for used in ("aria-labelledby", "for"):
        names = [attrs[used] for _, attrs in seen.tags if attrs.get(used)]
        assert [name for one in names for name in str(one).split() if name not in ids] == []
    assert "data:application" not in text
    charts = [svg for svg in seen.all("svg") if svg.get("role") in ("img", "group")]
    assert len(charts) > 100


def test_the_pages_are_in_the_order_of_the_navigation() -> None:
    nav = [{"Home": "index.md"}, {"Part": ["a/index.md", {"Deep": ["a/b.md"]}]}]
    assert list(places(nav)) == ["index.html", "a/index.html", "a/b.html"]


def test_a_link_leads_to_the_page_in_the_book() -> None:
    marks = {"index.html": "p1", "a/b.html": "p2"}
    html = '<a href="../index.html#x"></a><a href="#y"></a><a href="../a/b.html"></a>'
    assert within(html, "a/b.html", "p2", marks) == (
        '<a href="#p1-x"></a><a href="#p2-y"></a><a href="#p2"></a>'
    )
    step = '<a href="#walk=y&amp;step=5"></a>'
    assert within(step, "a/b.html", "p2", marks) == '<a href="#p2-y"></a>'
    html = '<a href="b.html#walk=k&amp;step=5"></a>'
    assert within(html, "a/b.html", "p2", marks) == '<a href="#p2-k"></a>'
    html = '<g id="k" aria-labelledby="k l" fill="url(#k)"/><a href="https://x.example/#y"></a>'
    assert within(html, "a/b.html", "p2", marks) == (
        '<g id="p2-k" aria-labelledby="p2-k p2-l" fill="url(#p2-k)"/>'
        '<a href="https://x.example/#y"></a>'
    )


def test_a_site_that_lacks_a_page_is_to_be_built_again(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match=r"no a\.html; build the site again"):
        chapters(tmp_path, ["a.html"])
