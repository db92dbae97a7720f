"""The matrix of segments and faults: each cell, in either language, says what its walk does."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from diagramgen import CATALOGUE, walked
from diagramgen.site.pages import fences
from diagramgen.walk.trace import Sent, Trace

ROOT = Path(__file__).resolve().parents[2]
DATA = tomllib.loads((ROOT / "tests/data/matrix.toml").read_text(encoding="utf-8"))
CELLS: list[dict[str, Any]] = DATA["cell"]
CHARTED = [cell for cell in CELLS if "chart" in cell]
EMPTY = [cell for cell in CELLS if "chart" not in cell]
COLUMNS = ("lost", "delayed", "duplicated", "reordered")
LINK = re.compile(r"\[(?P<words>[^]]+)\]\((?P<target>[^)]+)\)")
CHART_ID = re.compile(r'\bid="(matrix-[\w-]+)"')
WORDS = {
    "en": {"none": "nobody", "open": "open", "delivered": "delivered", "closed": "closed"},
    "zh": {"none": "不重传", "open": "建立", "delivered": "交付", "closed": "关闭"},
}
NOTHING = {"en": "nothing follows", "zh": "无后续"}
FIVE = {"en": ("five cells", "Five segments"), "zh": ("五格", "五个报文段")}


def name(cell: dict[str, Any]) -> str:
    return f"{cell['row']}-{cell['column']}"


@cache
def page(lang: str) -> str:
    return (ROOT / "docs" / lang / "lost/matrix.md").read_text(encoding="utf-8")


@cache
def drawn(lang: str) -> dict[str, str]:
    """The scenarios of the page's own charts, by the link that leads to each."""
    found = {}
    for fence in fences(page(lang)):
        if fence.language == "tcp":
            chart = CHART_ID.search(fence.header)
            assert chart, fence.header
            found["#" + chart[1]] = fence.body
    return found


@cache
def printed(lang: str) -> dict[tuple[str, str], str]:
    """The cells as they stand on the page, by row and column."""
    found = {}
    for line in page(lang).splitlines():
        if line.startswith("| ["):
            head, *cells = line.strip("| ").split(" | ")
            row = LINK.match(head)
            assert row, head
            for column, cell in zip(COLUMNS, cells, strict=True):
                found[row["target"].removeprefix("#"), column] = cell.replace("&nbsp;", " ")
    return found


def scenario(cell: dict[str, Any], lang: str = "en") -> str:
    chart = str(cell["chart"])
    if chart.startswith("#"):
        return drawn(lang)[chart]
    return next(e.text for e in CATALOGUE if chart == f"../gallery/{e.name}.md")


def kind(segment: Sent) -> str:
    if segment.len:
        return "DATA"
    return "FIN" if "FIN" in segment.flags else ",".join(segment.flags)


def done(trace: Trace, goal: str) -> int:
    def entered(peer: str, state: str) -> int:
        return next(m.t for m in trace.moments if m.peer == peer and state in m.passed)

    if goal == "open":
        return max(entered(peer, "ESTABLISHED") for peer in trace.peers)
    if goal == "closed":
        return max(entered("A", "TIME-WAIT"), entered("B", "CLOSED"))
    assert sum(s.len for s in trace.segments if s.retransmission_of is None) == sum(
        m.delivered for m in trace.moments
    ), "delivered once, and whole"
    return max(m.t for m in trace.moments if m.delivered)


def leaves(trace: Trace) -> str:
    """What ends the TIME-WAIT of A: a full wait, or a RST."""
    last = [m for m in trace.moments if m.peer == "A" and m.passed][-1]
    assert (last.before, last.after) == ("TIME-WAIT", "CLOSED")
    if last.timeout == "time-wait":
        assert last.t - next(m.t for m in trace.moments if "TIME-WAIT" in m.passed) == 240_000
        return "2 MSL"
    assert last.segment is not None
    assert trace.segments[last.segment - 1].flags == ("RST",)
    return f"RST {last.t} ms"


def test_there_is_a_cell_for_each_segment_and_each_fault() -> None:
    rows = list(dict.fromkeys(cell["row"] for cell in CELLS))
    assert [(c["row"], c["column"]) for c in CELLS] == [(r, c) for r in rows for c in COLUMNS]
    for lang in WORDS:
        assert list(printed(lang)) == [(c["row"], c["column"]) for c in CELLS]
        assert [c["chart"] for c in CHARTED if c["chart"].startswith("#")] == list(drawn(lang))
        assert page(lang).count("expect A path") == len(drawn(lang))


@pytest.mark.parametrize("cell", CHARTED, ids=name)
def test_a_cell_is_what_its_walk_does(cell: dict[str, Any]) -> None:
    text = scenario(cell)
    trace = walked(text)
    assert [line.split("  ")[0] for line in text.splitlines()].count(cell["fault"]) == 1
    assert trace.waiting == ()
    again = [s for s in trace.segments if s.retransmission_of is not None]
    assert [f"{s.source} {kind(s)}" for s in again] == cell["repeats"]
    assert {m.timeout for m in trace.moments if m.timeout and m.sends} <= {"retransmission"}
    assert done(trace, cell["goal"]) == cell["done"]
    assert [trace.final(peer) for peer in trace.peers] == cell["end"]
    assert set(cell["end"]) == {"CLOSED" if cell["goal"] == "closed" else "ESTABLISHED"}
    if cell["goal"] == "closed":
        assert leaves(trace) == cell["leaves"]


@pytest.mark.parametrize("lang", WORDS)
@pytest.mark.parametrize("cell", CHARTED, ids=name)
def test_a_page_prints_the_cell(cell: dict[str, Any], lang: str) -> None:
    words = WORDS[lang]
    first, second, *rest = printed(lang)[cell["row"], cell["column"]].split("<br>")
    found = LINK.fullmatch(first)
    assert found
    assert found["target"] == cell["chart"]
    said = [] if found["words"] == words["none"] else re.split(r"; |；", found["words"])
    plain = [re.sub(r": |：", " ", one) for one in said]
    assert [re.sub(r"data|数据", "DATA", one) for one in plain] == cell["repeats"]
    assert second == f"{words[cell['goal']]} {cell['done']} ms"
    assert rest == ([cell["leaves"]] if "leaves" in cell else [])


@pytest.mark.parametrize("cell", EMPTY, ids=name)
def test_where_nothing_follows_only_a_repetition_could_overtake(cell: dict[str, Any]) -> None:
    assert cell["fault"] in cell["scenario"].splitlines()
    trace = walked(cell["scenario"])
    late = next(s for s in trace.segments if s.copies[0].fault == "reordered")
    after = next(s for s in trace.segments if s.source == late.source and s.n > late.n)
    timeouts = [m.t for m in trace.moments if m.timeout == "retransmission"]
    assert timeouts
    assert late.sent < min(timeouts) <= after.sent
    for lang, words in NOTHING.items():
        assert printed(lang)[cell["row"], cell["column"]] == f"[{words}](#no-next)"


@pytest.mark.parametrize("lang", WORDS)
def test_each_table_says_how_its_cells_end(lang: str) -> None:
    for anchor in ("open-table", "close-table"):
        part = page(lang).split(f"{{#{anchor}}}")[1].split("\n## ")[0]
        rows = {LINK.findall(line)[0][1][1:] for line in part.splitlines() if line[:3] == "| ["}
        ends = {state for cell in CHARTED if cell["row"] in rows for state in cell["end"]}
        said = part.split("<div")[0]
        assert rows
        assert set(re.findall(r"`([A-Z-]+)`", said)) == ends


@pytest.mark.parametrize("lang", FIVE)
def test_the_page_counts_its_cells(lang: str) -> None:
    resets = [cell for cell in CHARTED if cell.get("leaves", "").startswith("RST")]
    assert (len(resets), len(EMPTY)) == (5, 5)
    assert all(words in page(lang) for words in FIVE[lang])
