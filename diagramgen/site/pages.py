"""Where an author's Markdown holds fences: found as superfences finds them, but with line numbers.

superfences says neither where a fence stands nor that it gave one up: a header that it cannot read
(``view=table`` without quotes), a fence never closed or outdented half-way becomes text without a
word. So the page is read once before, and what superfences then does is compared with it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

LANGUAGE = "tcp"

# A line's margin may hold blockquote marks; a fence is three or more of one sign.
_OPENING = re.compile(r"(?P<margin>[> \t]*)(?P<ticks>`{3,}|~{3,})(?P<header>.*)$")
_NAME = re.compile(r"[ \t]*\.?(?P<name>[\w#.+-]+)")
_IN_BRACES = re.compile(r"[ \t]*\{[ \t]*\.(?P<name>[\w-]+)")
_WELL_FORMED = re.compile(
    r"""[ \t]*(?:\.?[\w#.+-]+(?=[ \t]|$))?
        (?:[ \t]*\{[^\n]*\}|(?:[ \t]*[a-zA-Z]\w*(?:=(?:"[^"]*"|'[^']*'))?(?=[ \t]|$))*)[ \t]*$""",
    re.VERBOSE,
)
_OURS = re.compile(rf"[ \t]*\.?{LANGUAGE}(?![\w#.+-])", re.IGNORECASE)


@dataclass(frozen=True)
class Fence:
    """A fence on a page. `line` is that of its header and `last` that of its end, both from 1;
    `body` is without its margin; `start` and `end` are places in the text.

    `closed` is false for a fence that superfences gives up: it never ends, or ends outside the
    margin in which it began.
    """

    line: int
    margin: str
    ticks: str
    header: str
    body: str
    last: int
    start: int
    end: int
    closed: bool

    @property
    def language(self) -> str:
        """The first word of the header, or the first class in braces."""
        found = _NAME.match(self.header) or _IN_BRACES.match(self.header)
        return found["name"] if found else ""

    @property
    def is_ours(self) -> bool:
        """Whether a chart is meant, be the language written as it may."""
        return self.language.lower() == LANGUAGE

    @property
    def options(self) -> str:
        """The header after the language."""
        found = _NAME.match(self.header)
        return (self.header[found.end() :] if found else self.header).strip()


def _width(margin: str) -> int:
    return len(margin.expandtabs(4))


def fences(text: str) -> list[Fence]:
    """Find the fences of a page, in order; those inside another fence are that one's text."""
    found: list[Fence] = []
    lines = text.split("\n")
    starts = [0]
    for line in lines:
        starts.append(starts[-1] + len(line) + 1)
    at = 0
    while at < len(lines):
        opening = _OPENING.match(lines[at].rstrip("\r"))
        if opening is None or not _is_header(opening["header"]):
            at += 1
            continue
        last, closed = _closing(lines, at, opening)
        width = _width(opening["margin"])
        body = [line.rstrip("\r").expandtabs(4)[width:] for line in lines[at + 1 : last]]
        fence = Fence(
            line=at + 1,
            margin=opening["margin"],
            ticks=opening["ticks"],
            header=opening["header"].strip(),
            body="\n".join(body),
            last=last + 1,
            start=starts[at],
            end=min(starts[last + 1], len(text)) if last < len(lines) else len(text),
            closed=closed,
        )
        if closed or fence.is_ours:
            found.append(fence)
        at = last + 1 if closed else at + 1
    return found


def _is_header(header: str) -> bool:
    """Tell whether a fence begins here; superfences passes over a header that it cannot read.

    One that was meant for a chart (``tcp{...}``, ``tcp view=table``) is taken all the same: it is
    an author's mistake, to be told.
    """
    if "`" in header:
        return False  # ```code``` within a line
    return _WELL_FORMED.match(header) is not None or _OURS.match(header) is not None


def _closing(lines: list[str], at: int, opening: re.Match[str]) -> tuple[int, bool]:
    """Find the line that ends a fence, and whether it is a proper end."""
    margin, ticks = _width(opening["margin"]), opening["ticks"]
    quoted = ">" in opening["margin"]
    for number in range(at + 1, len(lines)):
        line = lines[number].rstrip("\r").expandtabs(4)
        inner = line.lstrip("> ") if quoted else line.lstrip(" ")
        lead = len(line) - len(inner)
        if lead < margin and inner:
            return number, False
        if lead == margin and inner.rstrip() == ticks:
            return number, True
    return len(lines), False
