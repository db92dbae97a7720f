"""The built site: both languages, whole, and nothing of it anywhere else."""

import json
import re
import xml.etree.ElementTree as ET
from collections import Counter
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urldefrag, urlsplit

import pytest

from diagramgen.site.pages import LANGUAGE, fences

ROOT = Path(__file__).resolve().parents[2]
ZH = ROOT / "docs/zh"
PAGES = sorted(path.relative_to(ZH).with_suffix(".html") for path in ZH.rglob("*.md"))
BOTH = [Path(folder, page) for folder in ("", "en") for page in PAGES]
# What a browser would fetch by itself; <a href> is followed only by a reader.
FETCHED = {("link", "href"), ("script", "src"), ("img", "src"), ("iframe", "src")}

# A link to a step of a chart, which the script opens; that there is such a step, MkDocs sees to.
STEP = re.compile(r"walk=([\w-]+)&step=\d+")


class Seen(HTMLParser):
    """Collects what the tests ask of a page."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def all(self, name: str) -> list[dict[str, str | None]]:
        return [attrs for tag, attrs in self.tags if tag == name]

    @property
    def ids(self) -> list[str]:
        return [value for _, attrs in self.tags if (value := attrs.get("id"))]


def read(path: Path) -> str:
    return path.read_text(encoding="utf-8")


@cache
def ids_of(path: Path) -> frozenset[str]:
    """The ids of a page, read once: hundreds of links lead to some."""
    return frozenset(Seen(read(path)).ids)


def test_one_command_builds_both_without_a_warning(built: tuple[Path, str]) -> None:
    site, said = built
    assert "WARNING" not in said
    for page in BOTH:
        assert (site / page).is_file(), page


@pytest.mark.parametrize("page", BOTH, ids=str)
def test_a_page_is_whole(site: Path, page: Path) -> None:
    seen = Seen(read(site / page))
    lang = "en" if page.parts[0] == "en" else "zh"
    (html,) = seen.all("html")
    assert html["lang"] == lang
    assert [name for name, count in Counter(seen.ids).items() if count > 1] == []
    for tag, attrs in seen.tags:
        for name, value in attrs.items():
            if (tag, name) in FETCHED and value:
                assert not urlsplit(value).netloc, f"{tag} {name}={value}"


@pytest.mark.parametrize("page", BOTH, ids=str)
def test_every_fence_is_a_figure(site: Path, page: Path) -> None:
    name = page.with_suffix(".md")
    source = ROOT / "docs" / (name if page.parts[0] == "en" else "zh" / name)
    written = [fence for fence in fences(read(source)) if fence.language == LANGUAGE]
    drawn = [f for f in Seen(read(site / page)).all("figure") if "dg-figure" in (f["class"] or "")]
    assert len(drawn) == len(written)


@pytest.mark.parametrize("page", BOTH, ids=str)
def test_every_link_within_the_site_leads_somewhere(site: Path, page: Path) -> None:
    broken = []
    for tag, attrs in Seen(read(site / page)).tags:
        for name in ("href", "src"):
            value = attrs.get(name)
            if not value or urlsplit(value).scheme or value.startswith(("//", "#__")):
                continue
            address, anchor = urldefrag(value)
            target = (site / page.parent / unquote(address)) if address else site / page
            target = target / "index.html" if target.is_dir() else target
            if not target.is_file():
                broken.append(f"{tag} {name}={value}")
            elif anchor and STEP.sub(r"\1", unquote(anchor)) not in ids_of(target):
                broken.append(f"{tag} {name}={value}: no such anchor")
    assert broken == []


@pytest.mark.parametrize("page", BOTH, ids=str)
def test_the_other_language_is_the_same_page(site: Path, page: Path) -> None:
    links = Seen(read(site / page)).all("a")
    (link,) = [link for link in links if "dg-language" in (link.get("class") or "")]
    other = page.relative_to("en") if page.parts[0] == "en" else Path("en") / page
    assert link["lang"] == ("zh" if page.parts[0] == "en" else "en")
    assert (site / page.parent / str(link["href"])).resolve() == (site / other).resolve()


def test_pages_hold_charts(site: Path) -> None:
    for page in ("index.html", "en/index.html", "open/index.html", "en/close/index.html"):
        seen = Seen(read(site / page))
        charts = [svg for svg in seen.all("svg") if svg.get("role") in ("img", "group")]
        assert charts, page
        assert [f for f in seen.all("figure") if "dg-figure" in (f.get("class") or "")]


def test_the_search_knows_chinese_words_and_leaves_charts_out(site: Path) -> None:
    index = json.loads(read(site / "search/search_index.json"))
    words = " ".join(doc["title"] + " " + doc["text"] for doc in index["docs"])
    assert "握手" in re.split(r"[\u200b\s]+", words)
    assert not [doc for doc in index["docs"] if "<text" in doc["text"] or "CTL=" in doc["title"]]
    assert read(site / "search/search_index.js").startswith("var __index = ")


def test_the_missing_page_speaks_both_languages(site: Path) -> None:
    text = read(site / "404.html")
    assert 'lang="zh"' in text
    assert 'lang="en"' in text


def test_without_an_address_nothing_claims_one(site: Path) -> None:
    assert "Sitemap:" not in read(site / "robots.txt")
    assert 'rel="canonical"' not in read(site / "index.html")


def test_with_an_address_the_sitemaps_name_both_languages(published: Path) -> None:
    address = "https://docs.example/tcp/"
    robots = read(published / "robots.txt")
    assert f"Sitemap: {address}sitemap.xml\nSitemap: {address}en/sitemap.xml" in robots
    name = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9", "x": "http://www.w3.org/1999/xhtml"}
    for folder in ("", "en/"):
        urls = ET.fromstring(read(published / folder / "sitemap.xml")).findall("s:url", name)  # noqa: S314
        assert len(urls) == len(PAGES)
        for url in urls:
            place = url.findtext("s:loc", namespaces=name) or ""
            assert place.startswith(address + folder)
            links = {x.get("hreflang"): x.get("href") for x in url.findall("x:link", name)}
            page = place.removeprefix(address + folder)
            assert links == {"zh": address + page, "en": f"{address}en/{page}"}
    links = Seen(read(published / "en/open/index.html")).all("link")
    (canonical,) = [link for link in links if link.get("rel") == "canonical"]
    assert canonical["href"] == f"{address}en/open/index.html"
