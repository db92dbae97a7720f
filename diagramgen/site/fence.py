"""From the body of a fence to a figure: scenario, walk, charts, caption, table.

Pure: text in, HTML out. Where the fence stands, and what becomes of an error, is for `extension`.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache
from html import escape

from pygments import highlight
from pygments.formatters import HtmlFormatter

from diagramgen import scenarios
from diagramgen.render import render, render_beside
from diagramgen.render.header import facts
from diagramgen.render.look import Look
from diagramgen.render.words.player import words as player_words
from diagramgen.site.download import download_row
from diagramgen.site.lexer import ScenarioLexer
from diagramgen.site.options import Options
from diagramgen.site.player.data import template
from diagramgen.site.tables import html_table
from diagramgen.walk import language
from diagramgen.walk.comparison import Comparison, compare
from diagramgen.walk.errors import ScenarioError
from diagramgen.walk.trace import Trace
from diagramgen.walk.walker import walk

WORDS = {
    "zh": {
        "differences": "两边的不同之处，逐条列出",
        "source": "这张图的场景原文",
        "rows": "列成表：每一条变迁",
        "error": "这张图画不出来",
    },
    "en": {
        "differences": "What differs, one by one",
        "source": "The scenario behind this chart",
        "rows": "As a table: every arrow",
        "error": "This chart cannot be drawn",
    },
}


class NotDrawn(ValueError):
    """What is wrong, and in which line of the body (from 1; 0: the fence as a whole)."""

    def __init__(self, message: str, line: int = 0) -> None:
        super().__init__(message)
        self.line = line


@dataclass(frozen=True)
class Drawn:
    """A fence that was walked: what every part of its figure is made from.

    `comparison` is that of the two walks of the view "beside"; `trace` is then the first of them.
    """

    trace: Trace
    text: str
    look: Look
    options: Options
    comparison: Comparison | None = None

    @property
    def plays(self) -> bool:
        """Whether it can be walked step by step: there are steps, and a chart to show them on."""
        wanted = self.options.player and self.options.view == "sequence"
        return wanted and bool(self.trace.moments)


def entry_name(body: str) -> str:
    """Return the name of a catalogue entry if the body is one (a single word), else ""."""
    words = body.split()
    return words[0] if len(words) == 1 else ""


#: A line that divides the two scenarios of the view "beside".
DIVIDER = "---"


def walked(body: str, options: Options, lang: str) -> Drawn:
    """Walk what a fence holds.

    Raises `NotDrawn` for everything that an author can get wrong.
    """
    if options.view == "beside":
        return _both_walked(body, options, lang)
    trace, text, title = _one_walked(body, lang)
    look = _look(options, lang, title if options.title is None else options.title)
    if options.view == "header":
        try:
            facts(trace, look)
        except ValueError as error:  # no such segment, or none that octets can hold
            raise NotDrawn(str(error)) from error
    return Drawn(trace, text, look, options)


def _look(options: Options, lang: str, title: str) -> Look:
    return Look(
        lang=lang,
        title=title,
        peers=options.peers,
        detail=options.detail,
        numbers=options.numbers,
        segment=options.segment,
    )


@lru_cache(maxsize=256)  # a page of the gallery shows one walk in four ways, each in two languages
def _trace(text: str, name: str) -> Trace:
    return walk(language.parse(text, name=name), source=text)


def _one_walked(body: str, lang: str) -> tuple[Trace, str, str]:
    """The walk of a scenario or of a catalogue entry, its text, and the entry's title or ""."""
    if not any(line.strip() and not line.strip().startswith("#") for line in body.split("\n")):
        raise NotDrawn("the fence is empty; accepted: a scenario, or the name of a catalogue entry")
    name = entry_name(body)
    text, title, at = body, "", 0
    if name:
        at = next(n for n, line in enumerate(body.split("\n"), 1) if line.strip())
        try:
            entry = scenarios.find(name)
        except scenarios.UnknownScenario as error:
            raise NotDrawn(str(error), at) from error
        text, title = entry.text, entry.title[lang]
    try:
        return _trace(text, name), text, title
    except ScenarioError as error:
        if name:
            raise NotDrawn(f"catalogue entry {name!r}: {error}", at) from error
        raise NotDrawn(error.message + _aside(body), error.line) from error


def _both_walked(body: str, options: Options, lang: str) -> Drawn:
    """The walks of two scenarios that a line of --- divides, and what they have in common."""
    lines = body.split("\n")
    at = [n for n, line in enumerate(lines) if line.strip() == DIVIDER]
    if len(at) != 1:
        found = f"found {len(at)} of them" if at else "found none"
        raise NotDrawn(
            f'view="beside" shows two scenarios, with a line {DIVIDER} between them; {found}',
            at[1] + 1 if at else 0,
        )
    traces = []
    parts = ((lines[: at[0]], 0), (lines[at[0] + 1 :], at[0] + 1))
    for (part, before), name in zip(parts, options.names, strict=True):
        try:
            trace, _, title = _one_walked("\n".join(part), lang)
        except NotDrawn as error:
            raise NotDrawn(str(error), error.line + before) from error
        traces.append(replace(trace, name=name or title))
    look = _look(options, lang, options.title or "")
    return Drawn(traces[0], body, look, options, compare(traces[0], traces[1]))


def _aside(body: str) -> str:
    """Say what else an author may have meant by a body that is no scenario."""
    first = next(line.split("#")[0].strip() for line in body.split("\n") if line.strip())
    if any(entry.name == first for entry in scenarios.CATALOGUE):
        return f"; a catalogue name such as {first} stands alone"
    if any(line.strip() == DIVIDER for line in body.split("\n")):
        return f'; a line {DIVIDER} divides the two scenarios of view="beside"'
    return ""


def figure(drawn: Drawn, anchor: str, once: str = "", player: bool = True) -> str:
    """Write the figure of a walk. `anchor` is its id; `once` is what the page lacks so far: styles,
    and the parts of the player, which a page without a `player` does without.
    """
    view = drawn.options.view
    look = replace(drawn.look, id=anchor)
    words = WORDS[look.lang]
    parts = [f'<figure class="dg-figure dg-view-{view}" id="{escape(anchor)}">']
    if drawn.options.second:
        parts.append(f'<span id="{escape(drawn.options.second)}"></span>')
    if once:
        parts.append(once)
    parts.extend(_chart(drawn, look))
    if drawn.options.download:
        stem = anchor if drawn.comparison else drawn.trace.name or anchor
        what = drawn.comparison or drawn.trace
        parts.append(download_row(what, view, drawn.look, stem))
    if view != "table" and drawn.options.steps:
        said = words["differences"] if drawn.comparison else player_words(look.lang).steps
        parts.append(details("dg-steps", said, _table(drawn, look)))
    if drawn.options.source:
        dress = HtmlFormatter(cssclass="highlight", wrapcode=True)
        texts = [drawn.text]
        if drawn.comparison:
            texts = [drawn.comparison.one.source, drawn.comparison.other.source]
        code = [highlight(text.strip("\n"), ScenarioLexer(), dress).strip() for text in texts]
        parts.append(details("dg-source", words["source"], "\n".join(code)))
    if player and drawn.plays:
        parts.append(template(drawn.trace, drawn.look))
    if look.title:  # HTML has a caption first or last; CSS shows it below the chart
        parts.append(f"<figcaption>{escape(look.title)}</figcaption>")
    parts.append("</figure>")
    return "\n".join(parts)


def _chart(drawn: Drawn, look: Look) -> list[str]:
    """Write the view itself.

    What is drawn here comes in two widths, of which the page's CSS shows one. The narrow one bears
    `hidden`, so that a page without our CSS shows the wide one and not both.
    """
    view = drawn.options.view
    bare = replace(look, title="")  # the caption says it
    if view == "table":
        return [_table(drawn, look)]
    if view == "text":
        # The name of a catalogue entry is for authors: readers get the title, where there is one.
        titled = replace(drawn.trace, name=look.title)
        text = escape(render(titled, "text", "text", bare).strip("\n"))
        return [f'<pre class="dg-plain" data-search-exclude><code tabindex="0">{text}</code></pre>']
    if view == "states":
        # Imported late: the engine behind it takes half a second, and most fences do without.
        from diagramgen.site.graphviz import states  # noqa: PLC0415

        graph = states(replace(look, id=f"{look.id}-graph"), drawn.trace)
        return [f'<div class="dg-wide" data-search-exclude>{graph.strip()}</div>']
    bare = replace(bare, links=True)
    large = replace(bare, id=f"{look.id}-wide")
    small = replace(bare, id=f"{look.id}-narrow", narrow=True)
    if drawn.comparison:
        wide = render_beside(drawn.comparison, "svg", large)
        narrow = render_beside(drawn.comparison, "svg", small)
    else:
        # What is drawn keeps the title only as a name for those who do not see it.
        trace = replace(drawn.trace, name=look.title or drawn.trace.name)
        wide = render(trace, view, "svg", large)
        narrow = render(trace, view, "svg", small)
    return [
        f'<div class="dg-wide" data-search-exclude>{wide.strip()}</div>',
        f'<div class="dg-narrow" data-search-exclude hidden>{narrow.strip()}</div>',
    ]


def _table(drawn: Drawn, look: Look) -> str:
    if drawn.comparison:
        return html_table(render_beside(drawn.comparison, "markdown", look))
    return html_table(render(drawn.trace, "table", "markdown", look))


def details(name: str, summary: str, inner: str) -> str:
    """Write something that folds out."""
    # Material's search takes the first closing tag of its kind for the end of an excluded element:
    # none may hold another of the same name.
    return (
        f'<details class="{name}" data-search-exclude><summary>{escape(summary)}</summary>\n'
        f"{inner}\n</details>"
    )


def error_box(message: str, lang: str) -> str:
    """Write an error in the place of the chart."""
    head = f"<p><strong>{WORDS[lang]['error']}</strong></p>"
    return f'<figure class="dg-figure dg-error">{head}<p>{escape(message)}</p></figure>'
