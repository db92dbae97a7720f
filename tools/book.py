"""The whole site as one PDF for each language: `python -m tools.book [SITE] [FOLDER]`.

Takes the pages of a built site in the order of the navigation, puts them behind a title and a table
of contents, and has Chromium print them. Charts stay vectors, links stay links: those within the
site lead within the book. `run.py pdf` builds nothing; build the site first.
"""

from __future__ import annotations

import os
import re
import shutil
import sys
import tempfile
from collections.abc import Iterator
from html import escape
from pathlib import Path
from posixpath import dirname, join, normpath
from typing import Any, NamedTuple

from mkdocs.config import load_config

ROOT = Path(__file__).resolve().parents[1]
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
CONTENTS = {"zh": "目录", "en": "Contents"}
#: What is for a screen: links beside headings, buttons, files to take, remarks about the page.
_SCREEN = re.compile(
    r'<a class="headerlink"[^>]*>.*?</a>'
    r'|<a [^>]*class="md-content__button[^>]*>.*?</a>'
    r'|<p class="dg-take".*?</p>'
    r'|<p class="dg-about-page".*?</p>'
    r"|<script\b.*?</script>"
    r"|<template\b.*?</template>",
    re.DOTALL,
)
_ID = re.compile(r'(\s(?:id|for|name|aria-labelledby|aria-describedby|aria-controls)=")([^"]*)"')
_URL = re.compile(r"url\(#([^)]+)\)")
_HREF = re.compile(r'(\s(?:xlink:)?href=")([^"]*)"')
CSS = """
@page { size: A4; margin: 16mm 14mm 18mm; }
body { background: #fff; font-size: 10pt; }
.book { max-width: none; margin: 0; }
.book > section { break-before: page; }
.book > .title { break-before: auto; padding-top: 60mm; }
.book > .title h1 { font-size: 26pt; border: 0; }
.book .contents ol { padding-left: 1.6em; }
.book .contents ol { columns: 2; font-size: 9pt; }
.book .dg-figure svg[role] { max-height: 235mm; }
.book details > summary { display: none; }
.book .dg-figure details { display: none; } /* the gallery has the table of each walk */
"""


class Chapter(NamedTuple):
    """A page of the book: its place in the site, its mark in the book, its title and its text."""

    place: str
    mark: str
    title: str
    html: str


def places(entry: Any) -> Iterator[str]:
    """Yield the pages of a part of the navigation, in order, as places in the built site."""
    if isinstance(entry, str):
        yield entry.removesuffix(".md") + ".html"
    else:
        for part in entry.values() if isinstance(entry, dict) else entry:
            yield from places(part)


def chapters(folder: Path, order: list[str]) -> list[Chapter]:
    """Read the pages; raises `ValueError` for one that has no article or no heading."""
    marks = {place: f"p{number}" for number, place in enumerate(order, 1)}
    found = []
    for place, mark in marks.items():
        if not (folder / place).is_file():
            raise ValueError(f"{folder} has no {place}; build the site again: python3 run.py site")
        text = (folder / place).read_text(encoding="utf-8")
        article = re.search(r"<article\b[^>]*>(.*?)</article>", text, re.DOTALL)
        title = re.search(r"<h1\b[^>]*>(.*?)(?:<a class=\"headerlink\"|</h1>)", text, re.DOTALL)
        if article is None or title is None:
            raise ValueError(f"{folder / place}: no article, or no heading")
        html = within(_SCREEN.sub("", article[1]), place, mark, marks)
        found.append(Chapter(place, mark, re.sub(r"<[^>]*>", "", title[1]).strip(), html))
    return found


def within(html: str, place: str, mark: str, marks: dict[str, str]) -> str:
    """Make the ids of a page its own within the book, and its links lead there."""

    def own(found: re.Match[str]) -> str:
        return found[1] + " ".join(f"{mark}-{one}" for one in found[2].split()) + '"'

    def link(found: re.Match[str]) -> str:
        path, _, anchor = found[2].partition("#")
        if ":" in path or path.startswith("/"):
            return found[0]
        target = normpath(join(dirname(place), path)) if path else place
        if target not in marks:
            return f'{found[1]}#{mark}"'
        # A step of a chart: the book has the chart, standing still.
        anchor = re.sub(r"^walk=([\w-]+).*", r"\1", anchor)
        return f'{found[1]}#{marks[target]}{"-" if anchor else ""}{anchor}"'

    html = _ID.sub(own, html)
    html = _URL.sub(rf"url(#{mark}-\1)", html)
    return _HREF.sub(link, html)


def book(folder: Path, config: Any) -> str:
    """Write the book of a language as one page."""
    lang = config.theme["language"]
    parts = chapters(folder, list(places(config.nav)))
    first = (folder / parts[0].place).read_text(encoding="utf-8")
    sheets = re.findall(r'<link rel="stylesheet" href="([^"]+)"', first)
    links = "".join(
        f'<link rel="stylesheet" href="{(folder / sheet).resolve().as_uri()}">' for sheet in sheets
    )
    contents = "".join(f'<li><a href="#{one.mark}">{one.title}</a></li>' for one in parts)
    bodies = "".join(f'<section id="{one.mark}">{one.html}</section>' for one in parts)
    return (
        f'<!doctype html><html lang="{lang}"><head><meta charset="utf-8">'
        f"<title>{escape(config.site_name)}</title>{links}<style>{CSS}</style></head>"
        f'<body data-md-color-scheme="default" data-md-color-primary="custom"'
        f' data-md-color-accent="custom"><main class="book md-typeset">'
        f'<section class="title"><h1>{escape(config.site_name)}</h1>'
        f"<p>{escape(config.site_description)}</p></section>"
        f'<section class="contents"><h2>{CONTENTS[lang]}</h2><ol>{contents}</ol></section>'
        f"{bodies}</main></body></html>"
    )


def print_it(page: Path, out: Path, program: str) -> None:
    """Print a page with its outline and numbers at the foot."""
    from playwright.sync_api import sync_playwright  # noqa: PLC0415  only to print

    foot = (
        '<div style="width:100%;text-align:center;font-size:8px;color:#555">'
        '<span class="pageNumber"></span> / <span class="totalPages"></span></div>'
    )
    with sync_playwright() as playwright:
        # In a container there is no user namespace for the sandbox; the page is our own.
        browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox"])
        tab = browser.new_page()
        tab.set_default_timeout(300_000)
        tab.goto(page.as_uri())
        # What a reader would open in the browser is open on paper.
        tab.evaluate("for (const one of document.querySelectorAll('details')) one.open = true")
        tab.pdf(
            path=out,
            prefer_css_page_size=True,
            print_background=True,
            display_header_footer=True,
            header_template="<span></span>",
            footer_template=foot,
            outline=True,
            tagged=True,
        )
        browser.close()


def main(site: str = "site", out: str = ".") -> None:
    """Print the books of a built site into a folder."""
    program = next(filter(None, map(shutil.which, BROWSERS)), None)
    if program is None:
        sys.exit(f"book: no browser on PATH; looked for {', '.join(BROWSERS)}")
    root = Path(site).resolve()
    os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")
    configs = load_config(str(ROOT / "mkdocs.yml")).extra["languages"]
    for lang, language in configs.items():
        folder = root / language["path"]
        if not (folder / "index.html").is_file():
            sys.exit(f"book: {folder} holds no site; build it first: python3 run.py site")
        config = load_config(str(ROOT / language["config"]))
        target = Path(out) / f"book.{lang}.pdf"
        with tempfile.TemporaryDirectory() as name:
            page = Path(name) / "book.html"
            try:
                page.write_text(book(folder, config), encoding="utf-8")
            except ValueError as error:
                sys.exit(f"book: {error}")
            printed = Path(name) / "book.pdf"
            print_it(page, printed, program)
            shutil.move(printed, target)  # whole, or not at all
        print(f"{target}: {target.stat().st_size / 1e6:.1f} MB")


if __name__ == "__main__":
    main(*sys.argv[1:])
