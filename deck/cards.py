"""A question of the pages as a card: its words in HTML, its charts as files."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from html import escape

from markdown import Markdown

from deck.questions import Question, Section, section
from diagramgen.render import render
from diagramgen.site.fence import Drawn, walked
from diagramgen.site.options import checked_header
from diagramgen.site.pages import Fence, fences

#: Where a language's pages are, below the address of the site.
BELOW = {"zh": "", "en": "en/"}

_ANCHOR = re.compile(r'<a href="(?P<to>[^"]*)"[^>]*>(?P<words>.*?)</a>', re.DOTALL)


@dataclass(frozen=True)
class Card:
    """A note: `front`, `back`, `follow_ups` and `page` are HTML; `charts` are files by name."""

    slug: str
    front: str
    back: str
    follow_ups: str
    page: str
    tags: tuple[str, ...]
    charts: dict[str, str]


def card(question: Question, lang: str, address: str = "") -> Card:
    """Make the card of a question.

    `address` is where the site is published, with a slash at its end. Without one a card names
    its page and has no links into the site. Raises `LookupError` if the page lacks the question,
    `OptionError` or `NotDrawn` for a chart that cannot be drawn.
    """
    found = section(lang, question)
    charts = {name: svg for name, svg in _charts(found, lang) if svg}
    base = address and f"{address}{BELOW[lang]}"
    at = f"interview/{question.group}.html#{question.slug}"
    return Card(
        slug=question.slug,
        front=_prose(found.title, base),
        back=_html(found.answer(), lang, base),
        follow_ups=_html(found.follow_ups(), lang, base),
        page=f'<a href="{escape(base + at)}">{at}</a>' if base else f"<code>{at}</code>",
        tags=(question.group, question.level, question.number),
        charts=charts,
    )


def _html(text: str, lang: str, base: str) -> str:
    """Write a part of a section: prose between fences, which stand at the margin."""
    parts = []
    at = 0
    for fence in fences(text):
        parts += [_prose(text[at : fence.start], base), _fence(fence, lang)]
        at = fence.end
    parts.append(_prose(text[at:], base))
    return "\n".join(part for part in parts if part)


def _prose(text: str, base: str) -> str:
    html = Markdown(extensions=["tables", "attr_list"]).convert(text.strip())
    return _ANCHOR.sub(lambda found: _link(found, base), html)


def _link(found: re.Match[str], base: str) -> str:
    """Lead from a card to where the page leads; into the site only if its address is known."""
    to = found["to"]
    if to.startswith(("http://", "https://")):
        return found[0]
    if not base:
        return found["words"]
    page = posixpath.normpath(posixpath.join("interview", to))
    return f'<a href="{base}{page.replace(".md", ".html", 1)}">{found["words"]}</a>'


def _fence(fence: Fence, lang: str) -> str:
    if not fence.is_ours:
        return f"<pre>{escape(fence.body)}</pre>"
    drawn = _drawn(fence, lang)
    title = drawn.look.title
    caption = f"<figcaption>{escape(title)}</figcaption>" if title else ""
    if drawn.options.view == "text":
        text = render(drawn.trace, "text", "text", replace(drawn.look, title=""))
        return f"<figure><pre>{escape(text.strip())}</pre>{caption}</figure>"
    name = _name(drawn, lang)
    return f'<figure><img src="{name}" alt="{escape(title)}">{caption}</figure>'


def _drawn(fence: Fence, lang: str) -> Drawn:
    return walked(fence.body, checked_header(fence), lang)


def _name(drawn: Drawn, lang: str) -> str:
    return f"diagramgen-{drawn.options.id}.{lang}.svg"


def _charts(found: Section, lang: str) -> Iterator[tuple[str, str]]:
    """Draw the charts of a section, in the form that fits a telephone."""
    for fence in fences(found.body):
        if not fence.is_ours:
            continue
        drawn = _drawn(fence, lang)
        view = drawn.options.view
        look = replace(drawn.look, title="", narrow=True, id=drawn.options.id)
        if view == "states":
            from diagramgen.site.graphviz import states  # noqa: PLC0415  slow to load

            yield _name(drawn, lang), states(look, drawn.trace)
        elif view != "text":
            trace = replace(drawn.trace, name=drawn.look.title or drawn.trace.name)
            yield _name(drawn, lang), render(trace, view, "svg", look)
