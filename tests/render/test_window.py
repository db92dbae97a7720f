"""The view of sequence numbers: its rows, its axis, and where everything stands."""

from __future__ import annotations

import string
from dataclasses import fields, replace

import pytest

from diagramgen.render import render as by_name
from diagramgen.render.look import LANGUAGES, NUMBERS, Look
from diagramgen.render.panel import Panel, Rect, Runs
from diagramgen.render.window import lay_out, render
from diagramgen.render.window.axis import Axis, doublings
from diagramgen.render.window.bars import spread
from diagramgen.render.window.numbers import Cell, Numbers, Span
from diagramgen.render.words.window import EN, ZH, WindowWords, words
from diagramgen.scenarios import CATALOGUE
from diagramgen.walk.language import parse
from diagramgen.walk.walker import walk
from tests.render import panels
from tests.render.traces import TRACES as HAND_MADE

WALKED = {entry.name: walk(parse(entry.text, entry.name)) for entry in CATALOGUE}
OPEN = "B: listen\nA: connect\n"
MORE = {
    "around the circle": "set A.iss 4294967290\nset B.iss 4294967295\n"
    + OPEN
    + "A: send 20 when ESTABLISHED\nB: send 3000 when ESTABLISHED",
    "zero window": "set B.wnd 300\n" + OPEN + "A: send 400 when ESTABLISHED after 20 ms\n"
    "B: receive 300 when ESTABLISHED after 2 s",
    "many segments": OPEN + "A: send 40000 when ESTABLISHED\nA: close when ESTABLISHED after 1 s",
    "many sends": OPEN + "A: send 1 when ESTABLISHED\n" * 30,
    "far apart": "set A.iss 100 3000000000\n" + OPEN + "A: crash when ESTABLISHED\nA: restart\n"
    "A: connect",
    "none": "B: listen",
}
WALKED |= {name: walk(parse(text, name)) for name, text in MORE.items()}
LOOKS = [
    Look(lang, numbers=numbers, narrow=narrow)
    for lang in LANGUAGES
    for numbers in NUMBERS
    for narrow in (False, True)
]


def said(panel: Panel) -> list[str]:
    """Every text on a panel."""
    found = []
    for text in panel.texts:
        found += [run.text for run in text.runs] if isinstance(text, Runs) else [text.text]
    return found


# ----------------------------------------------------------------------------------------- geometry


@pytest.mark.parametrize("name", list(WALKED))
def test_nothing_touches_anything(name: str) -> None:
    for look in LOOKS:
        assert panels.problems(lay_out(WALKED[name], look), ("clear",)) == [], look


@pytest.mark.parametrize("name", list(HAND_MADE))
def test_hand_made_traces_without_numbers(name: str) -> None:
    for look in LOOKS:
        assert panels.problems(lay_out(HAND_MADE[name], look), ()) == [], look


def test_long_names_of_peers() -> None:
    look = Look("zh", "标题 title " * 9, ("一个名字特别特别长的客户端 client " * 2, "server " * 12))
    for narrow in (False, True):
        panel = lay_out(WALKED["whole-connection"], replace(look, narrow=narrow))
        assert panels.problems(panel, ("clear",)) == []


@pytest.mark.parametrize(("narrow", "wide"), [(False, 760), (True, 356)])
def test_widths(narrow: bool, wide: int) -> None:
    assert lay_out(WALKED["half-close"], Look(narrow=narrow)).width == wide


def test_labels_are_pushed_apart_and_stay_inside() -> None:
    centres = spread([10, 12, 14], [20, 20, 20], 0, 100)
    assert centres == [10, 36, 62]
    centres = spread([95, 97, 99], [20, 20, 20], 0, 100)
    assert centres == [38, 64, 90]
    assert spread([50], [20], 0, 100) == [50]


# ---------------------------------------------------------------------------------------- the axis


@pytest.mark.parametrize("name", list(WALKED))
def test_every_number_has_a_place_and_larger_ones_lie_further_right(name: str) -> None:
    numbers = Numbers(WALKED[name])
    for space in ("A", "B"):
        axis = Axis(numbers, space, 20, 340)
        assert axis.places == sorted(axis.places)
        assert axis.places[0] == 20
        assert axis.places[-1] <= 340.01
        assert len(axis.marks) in (len(axis.places), 0)


def test_one_number_is_seen_beside_a_window_of_65535() -> None:
    for name in ("three-way-handshake", "whole-connection", "simultaneous-close"):
        numbers = Numbers(WALKED[name])
        for space in ("A", "B"):
            axis = Axis(numbers, space, 20, 340)
            for gap in axis.gaps:
                if gap.kind in ("SYN", "FIN"):
                    assert gap.end - gap.start == 1
                    assert axis.x(gap.end) - axis.x(gap.start) >= 24
            assert any(gap.kind == "break" for gap in axis.gaps)


def test_doublings() -> None:
    assert [doublings(n) for n in (1, 2, 3, 4, 1023, 1024)] == [0, 1, 1, 2, 9, 10]


# ---------------------------------------------------------------------------------------- the rows


def test_a_row_for_each_moment_in_which_numbers_change() -> None:
    rows = Numbers(WALKED["three-way-handshake"]).rows
    assert [(row.moment, row.peer) for row in rows] == [(1, "A"), (2, "B"), (3, "A"), (4, "B")]
    assert rows[0].send == Span(True, 0, 0, 1, None)
    assert rows[0].receive is None
    assert rows[1].receive == Span(False, 0, 1, 1, 65536)
    assert rows[1].send == Span(True, 0, 0, 1, 65535)
    assert rows[2].send == Span(True, 0, 1, 1, 65536)


def test_a_retransmission_changes_no_number() -> None:
    rows = Numbers(WALKED["syn-lost"]).rows
    assert next(row.moment for row in rows if row.peer == "A") == 1
    moments = WALKED["syn-lost"].moments
    assert all(moments[row.moment].timeout != "retransmission" for row in rows)


def test_syn_and_fin_take_one_number_each() -> None:
    numbers = Numbers(WALKED["whole-connection"])
    assert numbers.cells["A"] == (Cell("SYN", 0, 1), Cell("data", 1, 6), Cell("FIN", 6, 7))
    assert numbers.shown("A", 7, 0, False) == "107"
    assert numbers.shown("A", 7, 0, True) == "7"


def test_numbers_run_around_the_circle() -> None:
    numbers = Numbers(WALKED["around the circle"])
    assert numbers.cells["A"] == (Cell("SYN", 0, 1), Cell("data", 1, 21))
    assert numbers.shown("A", 21, 0, False) == "15"


def test_why_the_ack_is_one_more_can_be_read() -> None:
    panel = lay_out(WALKED["three-way-handshake"], Look())
    texts = said(panel)
    assert "RCV.NXT → ACK" in texts
    assert "ACK → SND.UNA = SND.NXT" in texts
    assert "SYN" in texts
    assert "101" in texts


def test_a_window_that_is_not_known_has_no_end() -> None:
    panel = lay_out(WALKED["syn-never-answered"], Look())
    assert "SND.UNA" in said(panel)
    assert "SND.UNA+SND.WND" not in said(panel)
    assert EN.unknown.format(peer="B") in said(panel)


def test_the_numbers_go_with_the_tcb() -> None:
    trace = WALKED["half-open-syn"]
    assert sum(EN.gone in text for text in said(lay_out(trace, Look()))) == 2


def test_a_walk_without_numbers_says_so() -> None:
    assert EN.nothing in " ".join(said(lay_out(WALKED["none"], Look())))


def test_a_walk_that_was_cut_says_so() -> None:
    trace = replace(WALKED["abort"], stop="moments")
    assert any("was cut" in text for text in said(lay_out(trace, Look())))
    assert any("24 hours" in t for t in said(lay_out(replace(trace, stop="time"), Look())))


def test_what_is_acknowledged_and_what_is_not_look_different() -> None:
    panel = lay_out(WALKED["three-way-handshake"], Look())
    kinds = {shape.kind for shape in panel.shapes}
    assert {"A-done", "A-hatch", "A-open", "A-got", "A-dash", "axis", "break"} <= kinds


def test_narrow_shows_what_changed() -> None:
    trace = WALKED["whole-connection"]
    wide, narrow = lay_out(trace, Look()), lay_out(trace, Look(narrow=True))
    bars = [
        len([s for s in panel.shapes if isinstance(s, Rect) and s.kind.endswith("-dash")])
        for panel in (wide, narrow)
    ]
    assert bars[1] < bars[0]


# ------------------------------------------------------------------------------------------ the SVG


@pytest.mark.parametrize("look", LOOKS, ids=str)
def test_it_stands_alone(look: Look) -> None:
    for name in ("whole-connection", "half-open-syn", "zero window", "none"):
        svg = render(WALKED[name], replace(look, id="x7"))
        assert panels.flaws(svg, "x7", "window") == []
        assert len(svg.encode()) < 32_000


def test_it_is_in_the_registry() -> None:
    trace = WALKED["close-in-four"]
    assert by_name(trace, "window", "svg", Look()) == render(trace, Look())


def test_what_an_author_writes_is_text() -> None:
    svg = render(WALKED["abort"], Look(title="<script>&", peers=("<b>", "&amp;")))
    assert "<script" not in svg
    assert "<b>" not in svg


def test_each_row_names_its_moment() -> None:
    trace = WALKED["three-way-handshake"]
    svg = render(trace, Look())
    moments = [e.get("data-moment") for e in panels.elements(svg) if e.get("data-moment")]
    assert sorted(moments) == ["1", "2", "3", "4"]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_description_tells_the_numbers(lang: str) -> None:
    svg = render(WALKED["three-way-handshake"], Look(lang))
    told = next(e.text or "" for e in panels.elements(svg) if e.tag == f"{panels.SVG}desc")
    for text in ("SND.UNA 100", "SND.NXT 101", "RCV.NXT 101", "SYN-RECEIVED"):
        assert text in told


def test_a_variant_says_that_it_is_one() -> None:
    trace = walk(parse("set profile linux\nB: listen\nA: connect"))
    for narrow in (False, True):
        assert any("Not RFC 9293" in text for text in said(lay_out(trace, Look(narrow=narrow))))


def test_contrast() -> None:
    for colours in panels.palettes("window"):
        for text in ("text", "muted", "a-colour", "b-colour"):
            assert panels.contrast(colours[text], colours["paper"]) >= 4.5, text
        for peer in ("a", "b"):
            assert panels.contrast(colours["on"], colours[f"{peer}-colour"]) >= 4.5
            assert panels.contrast(colours["text"], colours[f"{peer}-tint"]) >= 4.5
    assert len(panels.palettes("window")) == 2


# -------------------------------------------------------------------------------------------- words


def test_the_languages_fill_the_same_words() -> None:
    def named(text: str) -> set[str]:
        return {name for _, name, _, _ in string.Formatter().parse(text) if name}

    for field in fields(WindowWords):
        one, other = getattr(EN, field.name), getattr(ZH, field.name)
        assert one
        assert named(one) == named(other), field.name
    with pytest.raises(ValueError, match="accepted: zh, en"):
        words("tlh")
