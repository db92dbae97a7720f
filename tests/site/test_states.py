"""Fences that hold no scenario but the machine: its graph, a state's arrows, the table of rows."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET

import markdown
import pytest

from diagramgen.site.errors import FenceError
from diagramgen.tcp.transitions import ROWS, State

EVERY = pytest.mark.parametrize("state", list(State), ids=str)


def page(body: str, header: str, lang: str = "en") -> str:
    """A page with one fence, as HTML."""
    extensions = ["pymdownx.superfences", "diagramgen"]
    settings = {"diagramgen": {"lang": lang, "css": "linked", "player": False}}
    text = f"```tcp {header}\n{body}\n```\n"
    return markdown.markdown(text, extensions=extensions, extension_configs=settings)


def rows(html: str) -> list[tuple[str, ...]]:
    """What a table of transitions says, row by row, without its head."""
    table = re.search(r"<table.*?</table>", html, re.DOTALL)
    assert table
    body = ET.fromstring(table[0]).find("tbody")  # noqa: S314 - our own text
    assert body is not None
    return [tuple("".join(cell.itertext()) for cell in row) for row in body]


def told(row: tuple[str, ...]) -> tuple[str, ...]:
    """A row without its note, as the machine has it."""
    return tuple("" if cell == "—" else cell for cell in row[:5])


def test_the_table_has_every_row_of_the_machine_and_no_other() -> None:
    found = rows(page("RFC9293", 'view="table"'))
    assert [told(row) for row in found] == [
        (str(row.source), str(row.cause), row.action, str(row.target), row.section) for row in ROWS
    ]
    notes = [row[5] for row in found]
    assert notes.count("Figure 5") == 20
    assert notes.count("option rfc6191") == sum(row.option == "rfc6191" for row in ROWS)


@EVERY
def test_the_table_of_a_state_has_what_leads_in_and_out(state: State) -> None:
    found = rows(page(str(state), 'view="table"', "zh"))
    assert found
    assert all(str(state) in (row[0], row[3]) for row in found)
    assert len(found) == sum(state in (row.source, row.target) for row in ROWS)


@EVERY
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_graph_of_a_state_has_its_table_below(state: State, lang: str) -> None:
    html = page(str(state), 'view="states" id="here" title="A title"', lang)
    assert html.count("<svg") == 1
    assert "<figcaption>A title</figcaption>" in html
    assert len(rows(html)) == sum(state in (row.source, row.target) for row in ROWS)
    ids = re.findall(r' id="([^"]+)"', html)
    assert len(ids) == len(set(ids))
    assert "<details" not in page(str(state), 'view="states" steps="no"', lang)


def test_the_whole_graph_and_a_walk_share_a_page() -> None:
    text = '```tcp view="states"\nRFC9293\n```\n\n' * 2 + "```tcp\nthree-way-handshake\n```\n"
    html = markdown.markdown(text, extensions=["pymdownx.superfences", "diagramgen"])
    assert html.count("<figure") == 3
    ids = re.findall(r' id="([^"]+)"', html)
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize(
    ("body", "header", "message"),
    [
        ("TIME-WAIT", "", 'no sequence; accepted: view="states" or view="table"'),
        ("RFC9293", 'view="text"', 'no text; accepted: view="states" or view="table"'),
        ("RFC9293", 'view="states" download', "no download; accepted options: view, title, id"),
        ("LISTEN", 'view="states" peers="a,b"', "LISTEN is no scenario, and has no peers"),
        ("TIMEWAIT", 'view="states"', "no scenario 'TIMEWAIT' in the catalogue"),
    ],
)
def test_what_it_cannot_show_is_said(body: str, header: str, message: str) -> None:
    with pytest.raises(FenceError, match=re.escape(message)):
        page(body, header)
