"""The sequence chart: its geometry, and the SVG that it becomes."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from dataclasses import replace
from pathlib import Path

import pytest

from diagramgen.render.look import DETAILS, LANGUAGES, NUMBERS, Look
from diagramgen.render.sequence import render
from diagramgen.render.sequence.layout import lay_out
from diagramgen.render.words import in_language
from diagramgen.render.words.variants import label
from diagramgen.scenarios import CATALOGUE
from diagramgen.walk.language import parse
from diagramgen.walk.walker import walk
from tests.render import panels
from tests.render.geometry import problems
from tests.render.traces import TRACES

ROOT = Path(__file__).resolve().parents[2]
SVG = "{http://www.w3.org/2000/svg}"

WALKED = {entry.name: walk(parse(entry.text, entry.name)) for entry in CATALOGUE}
LOOKS = [
    Look(lang, title="三次握手 three-way", detail=detail, numbers=numbers, narrow=narrow)
    for lang in LANGUAGES
    for detail in DETAILS
    for numbers in NUMBERS
    for narrow in (False, True)
]


def elements(svg: str) -> list[ET.Element]:
    """All elements of an SVG."""
    return list(ET.fromstring(svg).iter())  # noqa: S314


def classed(svg: str, name: str) -> list[ET.Element]:
    """The elements of one class."""
    return [e for e in elements(svg) if name in (e.get("class") or "").split()]


# ----------------------------------------------------------------------------------------- geometry


@pytest.mark.parametrize("name", list(TRACES))
def test_nothing_touches_anything(name: str) -> None:
    for look in LOOKS:
        assert problems(lay_out(TRACES[name], look)) == [], look


@pytest.mark.parametrize("name", list(WALKED))
def test_nothing_touches_anything_in_the_catalogue(name: str) -> None:
    for look in LOOKS:
        assert problems(lay_out(WALKED[name], look)) == [], look


def test_the_geometric_test_sees_what_is_wrong() -> None:
    layout = lay_out(TRACES["handshake"], Look())
    layout.texts.append(replace(layout.texts[-1], x=layout.texts[-1].x + 5))
    layout.texts.append(replace(layout.texts[0], x=-20))
    assert len(problems(layout)) >= 2


def test_later_is_lower_and_at_once_is_level() -> None:
    layout = lay_out(TRACES["simultaneous-open"], Look())
    first, second = layout.flights[:2]
    assert (first.y0, first.y1) == (second.y0, second.y1)
    times = [text.y for text in layout.texts if text.kind == "time"]
    assert times == sorted(times)


def test_idle_time_folds() -> None:
    layout = lay_out(TRACES["never-answered"], Look())
    assert len(layout.folds) == 8
    assert layout.height < 1100


def test_timers_that_ran_out_have_braces() -> None:
    layout = lay_out(TRACES["never-answered"], Look())
    said = [text.text for text in layout.texts if text.kind == "timer"]
    assert said.count("RTO") == 8
    assert "128 s" in said
    assert {"R2", "255 s"} <= set(said)
    said = [text.text for text in lay_out(TRACES["close"], Look()).texts if text.kind == "timer"]
    assert said == ["2 MSL", "4 min"]


@pytest.mark.parametrize("narrow", [False, True])
def test_beside_a_time_there_is_no_length_of_a_timer(narrow: bool) -> None:
    timed = 0
    for trace in [TRACES["never-answered"], TRACES["user-timeout"], *WALKED.values()]:
        layout = lay_out(trace, Look(narrow=narrow))
        middle = (layout.left + layout.right) / 2
        times = [text.quad() for text in layout.texts if text.kind == "time"]
        for text in layout.texts:
            if text.kind == "timer":
                own = text.quad()
                level = [q for q in times if abs(q.y - own.y) < q.half_h + own.half_h]
                assert [q for q in level if (q.x < middle) == (own.x < middle)] == []
                timed += 1
    assert timed


def test_a_label_is_never_upside_down() -> None:
    for trace in TRACES.values():
        for text in lay_out(trace, Look(narrow=True)).texts:
            assert -90 < text.angle < 90


@pytest.mark.parametrize("narrow", [False, True])
def test_widths(narrow: bool) -> None:
    for trace in TRACES.values():
        assert lay_out(trace, Look(narrow=narrow)).width == (356 if narrow else 760)


# ------------------------------------------------------------------------------------------ the SVG


@pytest.mark.parametrize("name", list(TRACES))
@pytest.mark.parametrize("lang", LANGUAGES)
def test_it_stands_alone(name: str, lang: str) -> None:
    svg = render(TRACES[name], Look(lang, id="x7"))
    root = ET.fromstring(svg)  # noqa: S314
    assert root.get("role") == "img"
    assert root.get("viewBox") == f"0 0 {root.get('width')} {root.get('height')}"
    ids = [e.get("id") for e in root.iter() if e.get("id")]
    assert ids == ["x7-title", "x7-desc"]
    assert root.get("aria-labelledby") == " ".join(str(i) for i in ids)
    for never in ("<style", "var(", "style=", "href", "url(", "NaN", "None", "{", "}"):
        assert never not in svg


def test_every_class_has_the_prefix() -> None:
    for trace in TRACES.values():
        for e in elements(render(trace, Look())):
            assert all(name.startswith("dg") for name in (e.get("class") or "").split())


def test_every_copy_has_a_titled_arrow_and_every_label_its_segment() -> None:
    for trace in TRACES.values():
        svg = render(trace, Look())
        arrows = classed(svg, "dg-segment")
        assert len(arrows) == sum(len(seg.copies) for seg in trace.segments)
        assert {arrow.get("data-n") for arrow in arrows} == {str(seg.n) for seg in trace.segments}
        assert all(arrow[0].tag == f"{SVG}title" and arrow[0].text for arrow in arrows)
        labelled = {
            arrow.get("data-n") for arrow in arrows if arrow.find(f".//{SVG}text") is not None
        }
        assert labelled == {str(seg.n) for seg in trace.segments}


def test_a_label_comes_after_every_line_that_runs_under_it() -> None:
    crossed = 0
    for trace in TRACES.values():
        for look in (Look(detail="full", narrow=True), Look("zh", detail="full")):
            layout = lay_out(trace, look)
            groups = classed(render(trace, look), "dg-segment")
            at = [(g.get("data-n"), g.get("data-copy", "0")) for g in groups]
            for mine, line in layout.over:
                one, other = layout.flights[mine], layout.flights[line]
                if (line, mine) not in layout.over:  # else one has to run over the other
                    before = at.index((str(other.n), str(other.copy)))
                    assert at.index((str(one.n), str(one.copy))) > before
                    crossed += 1
                assert any(text.halo for text in layout.labels[mine])
            haloed = [e for g in groups for e in g.iter() if "dg-halo" in (e.get("class") or "")]
            assert len(haloed) == sum(text.halo for texts in layout.labels for text in texts)
    assert crossed


def test_a_retransmission_names_its_first_sending() -> None:
    arrow = classed(render(TRACES["syn-lost"], Look()), "dg-segment")[1]
    assert arrow.get("data-of") == "1"
    assert "retransmission #1" in str(arrow[0].text)


def test_state_boxes_name_their_moment() -> None:
    trace = TRACES["handshake"]
    svg = render(trace, Look())
    moments = {e.get("data-moment") for e in elements(svg)} - {None}
    assert moments == {str(i) for i, m in enumerate(trace.moments) if m.passed or m.call}


def test_titles_are_escaped() -> None:
    look = Look(title='<script>alert("1")</script> & 三次握手 🤝', peers=("<b>", "客户端 & co"))
    svg = render(TRACES["handshake"], look)
    assert "<script" not in svg
    assert "<b>" not in svg
    assert next(e.text for e in elements(svg) if e.tag == f"{SVG}title") == look.title


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_description_tells_the_walk(lang: str) -> None:
    words = in_language(lang)
    svg = render(TRACES["syn-lost"], Look(lang))
    said = next(e.text or "" for e in elements(svg) if e.tag == f"{SVG}desc")
    assert "SYN SEQ 100" + words.is_lost in said
    assert words.sends_again.format(segment="SYN SEQ 100") in said
    assert words.enters.format(states="SYN-SENT") in said


def test_faults_are_told_apart_by_word_and_dash() -> None:
    for name, word, dash in (
        ("syn-lost", "lost", "6 4"),
        ("syn-lost", "retransmission", "9 3"),
        ("duplicate", "duplicate", "3 3"),
        ("delayed", "delayed 1.005 s", "10 3 2 3"),
        ("reordered", "overtaken", "10 3 2 3"),
        ("old-duplicate", "old duplicate", "3 3"),
        ("crash", "host down", ""),
        ("crash", "crash", ""),
        ("crash", "restart", ""),
    ):
        svg = render(TRACES[name], Look())
        assert word in [e.text for e in elements(svg) if e.tag == f"{SVG}text"], name
        assert f'stroke-dasharray="{dash}"' in svg or not dash


def test_numbers_relative_to_the_iss() -> None:
    svg = render(TRACES["old-duplicate"], Look(numbers="relative"))
    texts = [e.text for e in elements(svg) if e.tag == f"{SVG}text"]
    assert "SYN SEQ=0" in texts
    assert "SYN SEQ=-10" in texts
    assert texts.count("SYN,ACK SEQ=0 ACK=1") == 1  # B's second ISS begins a new count
    assert "ACK SEQ=1 ACK=1" in texts


@pytest.mark.parametrize(
    ("detail", "label"),
    [("flags", "SYN,ACK"), ("numbers", "SYN,ACK SEQ=300 ACK=101"), ("full", "LEN=0 WND=65535")],
)
def test_details(detail: str, label: str) -> None:
    svg = render(TRACES["handshake"], Look(detail=detail))
    assert label in [e.text for e in elements(svg) if e.tag == f"{SVG}text"]


@pytest.mark.parametrize("narrow", [False, True])
def test_a_segment_with_text_does_not_look_like_a_mere_ack(narrow: bool) -> None:
    trace = WALKED["data-both-ways"]
    layout = lay_out(trace, Look(narrow=narrow))
    shown = [" ".join(text.text for text in label) for label in layout.labels]
    lengths = [[f"LEN={seg.len}"] * bool(seg.len) for seg in trace.segments]
    assert any(lengths)
    assert [re.findall(r"LEN=\d+", said) for said in shown] == lengths


@pytest.mark.parametrize("look", [Look(), Look("zh", narrow=True, detail="flags", title="")])
def test_other_rules_are_named_whatever_the_look(look: Look) -> None:
    layout = lay_out(TRACES["variant"], look)
    said = "".join(text.text for text in layout.texts if text.kind == "variant")
    assert said.replace(" ", "") == label(TRACES["variant"], look.lang).replace(" ", "")


def test_a_walk_that_was_cut_says_so() -> None:
    said = [text.text for text in lay_out(TRACES["cut"], Look()).texts if text.kind == "foot"]
    assert "cut after" in said[0]
    assert "A: send 5 when CLOSE-WAIT" in said[1]
    trace = replace(TRACES["cut"], stop="time")
    said = [text.text for text in lay_out(trace, Look("zh")).texts if text.kind == "foot"]
    assert "24 小时" in said[0]


def test_contrast() -> None:
    """In light and dark, and so in grey: on the page, on a panel, in the boxes and the banner."""
    css = (ROOT / "overrides/assets/stylesheets/colours.css").read_text(encoding="utf-8")
    panel = re.findall(r"--dg-panel: (#[0-9a-f]{6})", css)
    light, dark, printed = panels.palettes("diagram")
    assert len(panel) == 2
    assert printed == {"paper": "#ffffff"}
    for colours, box in ((light, panel[0]), (dark, panel[1]), ({**light, **printed}, "#ffffff")):
        for text in ("text", "muted", "a", "b", "lost-colour"):
            for ground in (colours["paper"], box):
                assert panels.contrast(colours[text], ground) >= 4.5, (text, ground)
        for ground in ("opening", "open", "closing", "closed", "note"):
            assert panels.contrast(colours["text"], colours[ground]) >= 4.5, ground
