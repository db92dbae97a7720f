"""A renderer's Markdown table as HTML, so that table and file come from one text.

Markdown itself is not asked: a label of a peer may hold anything, and here nothing of it is markup.
"""

from __future__ import annotations

import re
from html import escape

_CELL = re.compile(r"(?<!\\)\|")
_RULE = re.compile(r"[\s|:-]+")
_CODE = re.compile(r"(`+)(.+?)\1")
_ESCAPED = re.compile(r"\\([\\`*_{}\[\]()<>#+.!|~-])")
_ENTITY = {"&lt;": "<", "&gt;": ">", "&quot;": '"', "&#39;": "'", "&#x27;": "'", "&amp;": "&"}
_ENTITIES = re.compile("|".join(_ENTITY))
_BREAK = re.compile(r"<br ?/?>")


def html_table(markdown: str) -> str:
    """Write the first table of a Markdown text as HTML; lines outside it become paragraphs.

    The last column holds sentences. It becomes a row of its own below each row, so that the others
    keep their width.
    """
    before: list[str] = []
    rows: list[list[str]] = []
    after: list[str] = []
    for line in markdown.splitlines():
        bare = line.strip()
        if bare.startswith("|"):
            if not _RULE.fullmatch(bare):
                rows.append([cell.strip() for cell in _CELL.split(bare.strip("|"))])
        elif bare:
            (after if rows else before).append(bare)
    out = [f"<p>{_inline(text)}</p>" for text in before]
    if rows:
        names = rows[0][:-1]
        head = "".join(f'<th scope="col">{_inline(cell)}</th>' for cell in names)
        out.append('<div class="dg-scroll" tabindex="0"><table class="dg-table">')
        out.append(f"<thead><tr>{head}</tr></thead>")
        out.append("<tbody>")
        for row in rows[1:]:
            cells = "".join(map(_cell, row[:-1], names))
            out.append(f"<tr>{cells}</tr>")
            sentence = _inline(row[-1])
            out.append(f'<tr class="dg-why"><td colspan="{len(names)}">{sentence}</td></tr>')
        out.append("</tbody></table></div>")
    out.extend(f"<p>{_inline(text)}</p>" for text in after)
    return "\n".join(out)


def _cell(text: str, name: str) -> str:
    """Write a cell; a phone leaves it out where it says nothing, and else names its column."""
    if text in {"", "—"}:
        return f'<td class="dg-none">{text}</td>'
    return f'<td data-column="{escape(_plain(name))}">{_inline(text)}</td>'


def _inline(text: str) -> str:
    """Write the text of a cell: code spans and line breaks are kept, the rest is text."""
    out: list[str] = []
    at = 0
    for code in _CODE.finditer(text):
        out.append(_plain(text[at : code.start()]))
        inner = escape(code[2].replace("\\|", "|"), quote=False)
        # <SEQ=300><ACK=101> may go on in a second line between its parts
        out.append(f"<code>{inner.replace('&gt;&lt;', '&gt;<wbr>&lt;')}</code>")
        at = code.end()
    out.append(_plain(text[at:]))
    return "".join(out)


def _plain(text: str) -> str:
    parts = []
    for piece in _BREAK.split(text):
        bare = _ENTITIES.sub(lambda found: _ENTITY[found[0]], piece)
        parts.append(escape(_ESCAPED.sub(r"\1", bare), quote=False))
    return "<br>".join(parts)
