"""Runs what the pages show: the sessions of pycon fences, the walks of tcp fences.

sybil has no parser for pycon fences (its own pass over them in silence), so here is one.
"""

import re
from collections.abc import Iterator
from doctest import ELLIPSIS, FAIL_FAST

from sybil import Document, Example, Region, Sybil
from sybil.evaluators.doctest import DocTestEvaluator
from sybil.parsers.abstract import DocTestStringParser
from sybil.parsers.markdown.lexers import RawFencedCodeBlockLexer

from diagramgen.site.errors import OptionError
from diagramgen.site.fence import NotDrawn
from diagramgen.site.options import read_header
from diagramgen.site.pages import LANGUAGE, fences
from diagramgen.site.states import drawn, read

SESSIONS = RawFencedCodeBlockLexer(re.compile(r"[ \t]*pycon\b[^\n]*\n"))
DOCTESTS = DocTestStringParser(DocTestEvaluator(ELLIPSIS | FAIL_FAST))


def sessions(document: Document) -> Iterator[Region]:
    """Find the examples in the page's pycon fences."""
    for lexed in SESSIONS(document):
        source = lexed.lexemes["source"]
        for region in DOCTESTS(source, document.path):
            region.adjust(lexed, source)
            yield region


def charts(document: Document) -> Iterator[Region]:
    """Find the page's tcp fences."""
    for fence in fences(document.text):
        if fence.language == LANGUAGE:
            yield Region(fence.start, fence.end, parsed=fence, evaluator=draw)


def draw(example: Example) -> str | None:
    """Walk a fence and draw it; return what is wrong, None if nothing is."""
    fence = example.parsed
    lang = "zh" if "zh" in example.path.split("/") else "en"
    try:
        drawn(read(fence.body, read_header(fence.options), lang), "test")
    except OptionError as error:
        return f"{example.path}:{fence.line}: {error}"
    except NotDrawn as error:
        return f"{example.path}:{fence.line + error.line}: {error}"
    return None


pytest_collect_file = Sybil(parsers=[sessions, charts], patterns=["**/*.md"]).pytest()
