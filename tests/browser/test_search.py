"""The search, as a reader uses it: the page that answers comes first, from disk and by http."""

from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[2]
# The chapter on TIME-WAIT where there is one; before that, the section of another.
TIME_WAIT = "time-wait/" if (ROOT / "docs/zh/time-wait").is_dir() else "close/"
#: What is looked for, on which home page, and the page that answers it.
QUERIES = [
    ("index.html", "三次握手", "open/"),
    ("index.html", "握手", "open/"),
    ("index.html", "handshake", "open/"),
    ("index.html", "three-way handshake", "open/"),
    ("index.html", "四次挥手", "close/"),
    ("index.html", "挥手", "close/"),
    ("index.html", "半关闭", "close/"),
    ("index.html", "half-close", "close/"),
    ("index.html", "TIME-WAIT", TIME_WAIT),
    ("en/index.html", "handshake", "en/open/"),
    ("en/index.html", "three-way handshake", "en/open/"),
    ("en/index.html", "four-way close", "en/close/"),
    ("en/index.html", "half-close", "en/close/"),
    ("en/index.html", "TIME-WAIT", f"en/{TIME_WAIT}"),
]


@pytest.mark.parametrize("anywhere", ["disk", "http"], indirect=True)
@pytest.mark.parametrize(("place", "query", "answer"), QUERIES)
def test_the_right_page_comes_first(anywhere: Any, place: str, query: str, answer: str) -> None:
    page = anywhere.open(place)
    anywhere.search(query).first.click()
    page.wait_for_url(lambda url: "?h=" in url)
    assert anywhere.place().partition("?")[0] == f"{answer}index.html"


@pytest.mark.parametrize(
    ("query", "answer"),
    [
        ("Half-close:", "en/close/index.html"),
        ("Handshake: why three?", "en/open/index.html"),
    ],
)
def test_a_colon_is_no_field(visit: Any, query: str, answer: str) -> None:
    visit.open("en/index.html")
    assert f"/{answer}" in visit.search(query).first.get_attribute("href")
