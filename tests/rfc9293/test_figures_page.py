"""The page "The RFC's figures": what each fence walks is the printed figure, line by line.

A line of `figures.json` is looked for in the text that the page shows: its segment, which end it
leaves or reaches, and the states of both sides after it. The page says which line of ours is which
line of the RFC's, and that is compared too.
"""

import json
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from diagramgen.render import render
from diagramgen.render.look import Look
from diagramgen.site.fence import walked
from diagramgen.site.options import read_header
from diagramgen.site.pages import LANGUAGE, Fence, fences

ROOT = Path(__file__).parents[2]
FIGURES = {
    figure["id"]: figure
    for figure in json.loads((ROOT / "tests/data/figures.json").read_text(encoding="utf-8"))
}
#: The figures of the page, and the reading with RFC 5961.
SHOWN = [f"figure-{n}" for n in range(6, 14)] + ["figure-9-rfc5961"]
#: Lines that only say where the figure begins, and that print no state: "(REBOOT)".
WITHOUT_STATE = {("figure-9", "1"), ("figure-9-rfc5961", "1"), ("figure-10", "1")}
#: An answer leaves at once, and is drawn then: before the other segment of the pair has arrived.
#: The line, and the one that it comes before here.
EARLIER = {"figure-7": ("5", "4"), "figure-13": ("3a", "2c")}

STATE = r"[A-Z][A-Z0-9-]*"
ROW = re.compile(
    rf"(?:(?P<number>\d+)\.)?\s*(?:(?P<A>{STATE})|\([^)]*\))?"
    r"(?:\s*(?P<near>-->|<--|\.\.\.)\s+(?P<segment><\S+>)\s+(?P<far>-->|<--|\.\.\.))?"
    rf"\s*(?P<B>{STATE})?"
)
ENDS = {
    ("A", "depart"): ("-->", "..."),
    ("A", "arrive"): ("...", "-->"),
    ("A", "depart+arrive"): ("-->", "-->"),
    ("B", "depart"): ("...", "<--"),
    ("B", "arrive"): ("<--", "..."),
    ("B", "depart+arrive"): ("<--", "<--"),
}


@dataclass
class Row:
    """A numbered line of our text; `states` are those printed by then, `printed` those on it."""

    number: int
    segment: str
    ends: tuple[str, str]
    printed: dict[str, str]
    states: dict[str, str]


def page(lang: str) -> str:
    return (ROOT / "docs" / lang / "figures" / "index.md").read_text(encoding="utf-8")


def shown(lang: str) -> dict[str, Fence]:
    """The page's fences by the id of the figure."""
    found = {}
    for fence in fences(page(lang)):
        if fence.language == LANGUAGE:
            name = read_header(fence.options).id
            found[name.replace("figures-", "figure-")] = fence
    return found


def rows(fence: Fence, lang: str) -> list[Row]:
    """The lines that a fence's chart prints."""
    drawn = walked(fence.body, read_header(fence.options), lang)
    out: list[Row] = []
    states: dict[str, str] = {}
    number = 0
    for line in render(drawn.trace, "text", "text", Look(lang=lang)).split("\n"):
        found = ROW.fullmatch(line.rstrip())
        begins = re.match(r"(\d+)\.", line)
        number = int(begins[1]) if begins else number
        if not found or not number or not (found["A"] or found["B"]):
            continue
        printed = {peer: found[peer] for peer in "AB" if found[peer]}
        states = {**states, **printed}
        ends = (found["near"] or "", found["far"] or "")
        out.append(Row(number, found["segment"] or "", ends, printed, states))
    return out


def is_line(row: Row, line: dict[str, Any], later: list[Row]) -> bool:
    """Whether our row is the RFC's line: segment, ends, and each state that the RFC prints."""
    drawn = (line["segment"], ENDS[line["from"], line["action"]]) if "segment" in line else None
    if drawn and (row.segment, row.ends) != drawn:
        return False
    for peer in "AB":
        if peer not in line:
            continue
        state = row.states.get(peer)
        if "segment" in line and peer not in row.printed:
            # The far side of a segment still on its way: what its next line shows.
            state = next((r.printed[peer] for r in later if peer in r.printed), None)
        if state != line[peer][1]:
            return False
    return True


def in_our_order(figure: str) -> list[dict[str, Any]]:
    """The RFC's lines that print a state, but for one that comes earlier here."""
    lines = [x for x in FIGURES[figure]["lines"] if (figure, x["line"]) not in WITHOUT_STATE]
    if figure in EARLIER:
        names = [line["line"] for line in lines]
        line, before = EARLIER[figure]
        lines.insert(names.index(before), lines.pop(names.index(line)))
    return lines


def found_lines(figure: str, lang: str) -> dict[str, int]:
    """For each line of the RFC's, the number of ours; each is looked for behind the one before.

    A line without a segment may be the end of the one before: it says no more than the states.
    """
    ours = rows(shown(lang)[figure], lang)
    out: dict[str, int] = {}
    taken: list[int] = []
    at = 0
    for line in in_our_order(figure):
        start = at + 1 if "segment" in line and at in taken else at
        for index in range(start, len(ours)):
            if is_line(ours[index], line, ours[index + 1 :]):
                break
        else:
            pytest.fail(f"{figure}, line {line['line']}: not in the walk, or not in its place")
        out[line["line"]] = ours[index].number
        taken += [index] if "segment" in line else []
        at = index
    between = [i for i in range(taken[0], taken[-1]) if ours[i].segment and i not in taken]
    assert between == [], f"{figure}: the walk has more segments than the figure"
    return out


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("figure", SHOWN)
def test_the_walk_is_the_printed_figure(figure: str, lang: str) -> None:
    skipped = {line for name, line in WITHOUT_STATE if name == figure}
    printed = {line["line"] for line in FIGURES[figure]["lines"]}
    assert set(found_lines(figure, lang)) == printed - skipped


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("figure", SHOWN[:8])
def test_the_page_says_which_line_is_which(figure: str, lang: str) -> None:
    row = next(r for r in page(lang).split("\n") if r.startswith(f"| [{figure[7:]}](#"))
    there, here = (cell.split() for cell in row.strip("| ").split(" | ")[3:5])
    lines = found_lines(figure, lang)
    assert dict(zip(there, map(int, here), strict=True)) == lines


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_by_the_text_figure_7_takes_six_segments(lang: str) -> None:
    ours = rows(shown(lang)["figure-7-by-the-text"], lang)
    assert len({row.segment for row in ours if row.segment}) == 6
