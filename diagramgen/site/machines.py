"""The site for programs: llms.txt for each language, and each walk of the catalogue as JSON."""

from __future__ import annotations

from collections.abc import Iterator
from posixpath import join

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.nav import Navigation, Section
from mkdocs.structure.pages import Page

from diagramgen.api import walked
from diagramgen.render import render
from diagramgen.scenarios import CATALOGUE

#: Where the traces are, below the root of the site: one for both languages, they hold no words.
TRACES = "traces"

WORDS = {
    "zh": {
        "other": "英文版：",
        "traces": "推演（JSON）",
        "about": (
            "每个场景走一遍的完整记录：报文段、状态、变量，以及每一刻起决定作用的 RFC 9293 段落。"
        ),
    },
    "en": {
        "other": "In Chinese: ",
        "traces": "Walks (JSON)",
        "about": (
            "Each scenario, walked: its segments, states and variables, and for each moment the"
            " paragraph of RFC 9293 that decided it."
        ),
    },
}


def traces() -> Iterator[tuple[str, str]]:
    """Yield the place of each walk of the catalogue, and its JSON."""
    for entry in CATALOGUE:
        yield f"{TRACES}/{entry.name}.json", render(walked(entry.name), "trace", "json")


def pages(nav: Navigation) -> Iterator[tuple[str, list[Page]]]:
    """Yield the pages in order, by the section of the navigation they stand in."""
    loose: list[Page] = []
    for item in nav.items:
        if isinstance(item, Page):
            loose.append(item)
        elif isinstance(item, Section):
            yield item.title, list(_within(item))
    yield "", loose


def _within(section: Section) -> Iterator[Page]:
    for item in section.children:
        if isinstance(item, Page):
            yield item
        elif isinstance(item, Section):
            yield from _within(item)


def llms(nav: Navigation, config: MkDocsConfig) -> str:
    """Write llms.txt, after llmstxt.org: what the site is, and each page with what it says."""
    lang = config.theme["language"]
    languages = config.extra["languages"]
    words = WORDS[lang]
    up = "../" if languages[lang]["path"] else ""
    base = config.site_url or ""
    root = base.removesuffix(languages[lang]["path"]) if base else up
    (other,) = (one for code, one in languages.items() if code != lang)
    lines = [f"# {config.site_name}", "", f"> {config.site_description}", ""]
    lines += [f"{words['other']}{root}{other['path']}llms.txt"]
    listed = sorted(pages(nav), key=lambda part: part[0] != "")  # those of no section come first
    for title, within in listed:
        lines += ["", f"## {title}", ""] if title else [""]
        for page in within:
            said = page.meta.get("description", "")
            lines.append(f"- [{page.title}]({base}{page.url}){': ' if said else ''}{said}")
    lines += ["", f"## {words['traces']}", "", words["about"], ""]
    for entry in CATALOGUE:
        lines.append(f"- [{entry.title[lang]}]({join(root, TRACES, entry.name)}.json)")
    return "\n".join(lines) + "\n"
