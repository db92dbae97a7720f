"""Two walks side by side: the geometry, the SVG, and what text, table and JSON say."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import xml.etree.ElementTree as ET
from dataclasses import fields, replace
from importlib.resources import files
from itertools import pairwise

import jsonschema
import pytest
from hypothesis import given, settings
from referencing import Registry, Resource

from diagramgen import compared, draw, walked
from diagramgen.render import BESIDE, NoSuchRenderer, render_beside
from diagramgen.render.beside import lay_out, render
from diagramgen.render.beside.data import comparison_from, comparison_json
from diagramgen.render.beside.layout import TAG, Ladder, Plan
from diagramgen.render.json import NotATrace
from diagramgen.render.look import LANGUAGES, Look
from diagramgen.render.sequence.shapes import Layout, touch
from diagramgen.render.text import columns
from diagramgen.render.words.beside import EN, ZH, BesideWords, words
from diagramgen.render.words.variants import label
from diagramgen.scenarios import CATALOGUE
from diagramgen.walk.comparison import Comparison, compare
from diagramgen.walk.language import parse
from diagramgen.walk.walker import walk
from tests.render import geometry, panels
from tests.render.golden import same
from tests.walk.test_walk_properties import connections

SVG = "{http://www.w3.org/2000/svg}"
LINUX = "set profile linux\n"
SIMULTANEOUS = "set delay 50 ms\nA: connect\nB: connect\nA: send 10 when ESTABLISHED after 100 ms\n"
REOPENED = """\
set A.iss 100 5000
B: listen
A: connect
B: close when ESTABLISHED after 100 ms
A: close when CLOSE-WAIT after 100 ms
A: connect when CLOSED after 100 ms
"""
CRASH = "B: listen\nA: connect\nA: crash when ESTABLISHED after 30 ms\nA: restart after 40 ms\n"
LATE = "B: listen\nA: connect\nduplicate 1st A SYN by 15 ms\ndelay 1st B SYN,ACK by 35 ms\n"

PAIRS = {
    "text and figure": ("simultaneous-open", "simultaneous-open-figure-7"),
    "no SYN lost": ("three-way-handshake", "syn-lost"),
    "no SYN,ACK lost": ("three-way-handshake", "syn-ack-lost"),
    "no third ACK lost": ("three-way-handshake", "third-ack-lost"),
    "no last ACK lost": ("close-in-four", "last-ack-lost"),
    "four and three": ("close-in-four", "close-in-three"),
    "one FIN lost": ("simultaneous-close", "simultaneous-close-fin-lost"),
    "never answered": ("syn-lost", "syn-never-answered"),
    "crossing, by Linux": (SIMULTANEOUS, LINUX + SIMULTANEOUS),
    "reopened, by Linux": (REOPENED, LINUX + REOPENED),
    "a what-if": ("two-way-handshake-old-syn", "old-syn-alone"),
    "nothing in common": ("closed-port", "simultaneous-close-acks-lost"),
    "a crash": (CRASH, "whole-connection"),
    "late": (LATE, "duplicate 1st A SYN by 15 ms\nB: listen\nA: connect\n"),
    "empty": ("B: listen\n", "three-way-handshake"),
    "the same": ("whole-connection", "whole-connection"),
}
COMPARED = {name: compared(one, other) for name, (one, other) in PAIRS.items()}
LOOKS = [
    Look("zh", title="对照"),
    Look("zh", detail="full", narrow=True),
    Look("en", numbers="relative", narrow=True, title="Side by side"),
    Look("en", detail="full"),
    Look("en", detail="flags", numbers="relative", peers=("client", "server")),
]


# ----------------------------------------------------------------------------------------- geometry


def problems(plan: Plan) -> list[str]:
    """What is wrong with a picture: within each ladder, with its tags, and between the two."""
    found = []
    for place in plan.places:
        layout = place.ladder.layout
        found += geometry.problems(layout) + tags(place.ladder, layout)
        if place.x + layout.width > plan.width or place.y + layout.height > plan.height:
            found.append("a ladder leaves the picture")
    one, other = [place.ladder for place in plan.places]
    if plan.places[1].x == 0:
        top = plan.places[0].y + one.layout.height
        found += [] if plan.places[1].y > top else ["the ladders overlap"]
    else:
        found += unlevel(plan.said.comparison, one, other)
        found += [] if plan.places[1].x > one.layout.width else ["the ladders overlap"]
    return found


def tags(ladder: Ladder, layout: Layout) -> list[str]:
    """The marks whose ground touches another text or an arrowhead."""
    marks = ladder.marked.said
    found = []
    heads = [flight.quad() for flight in layout.flights]
    for text in layout.texts:
        if not text.n or text.text != marks.get(text.n):
            continue
        plain = text.quad()
        ground = replace(plain, half_w=plain.half_w + TAG - 1, half_h=plain.half_h + 1)
        others = [each.quad() for each in layout.texts if each is not text] + heads
        found += [f"tag {text.text!r} is touched" for other in others if touch(ground, other)]
    return found


def unlevel(comparison: Comparison, one: Ladder, other: Ladder) -> list[str]:
    """The segments that correspond and do not leave at one height."""
    found = []
    for n, m in comparison.segments:
        if n not in one.line.injected and one.line.sent_y[n] != other.line.sent_y[m]:
            found.append(f"{n} and {m} leave at {one.line.sent_y[n]} and {other.line.sent_y[m]}")
    return found


@pytest.mark.parametrize("name", list(PAIRS))
def test_nothing_touches_anything_and_what_corresponds_is_level(name: str) -> None:
    for look in LOOKS:
        assert problems(lay_out(COMPARED[name], look)) == [], look


@pytest.mark.parametrize("place", range(len(CATALOGUE)))
def test_nothing_touches_anything_in_the_catalogue(place: int) -> None:
    """Each scenario beside the two that follow it, and one by Linux's rules."""
    one = walked(CATALOGUE[place].name)
    for step in (1, 2):
        other = walked(CATALOGUE[(place + step) % len(CATALOGUE)].name)
        for lang, narrow in (("zh", False), ("en", False), ("zh", True)):
            plan = lay_out(compare(one, other), Look(lang, narrow=narrow))
            assert problems(plan) == [], (one.name, other.name, lang, narrow)


@settings(max_examples=40, deadline=None)
@given(connections(), connections())
def test_any_two_walks_can_be_drawn(one: str, other: str) -> None:
    """Labels of crowded random walks may touch; that what corresponds is level holds for all."""
    comparison = compare(walk(parse(one)), walk(parse(other)))
    plan = lay_out(comparison, Look(title="x"))
    assert unlevel(comparison, *[place.ladder for place in plan.places]) == []
    up = [f for p in plan.places for f in p.ladder.layout.flights if f.y1 <= f.y0]
    assert up == []
    assert flaws(render(comparison, Look(id="x")), "x") == []


def test_the_geometric_test_sees_what_is_wrong() -> None:
    plan = lay_out(COMPARED["text and figure"], Look())
    assert problems(plan) == []
    ladder = plan.places[0].ladder
    ladder.line.sent_y[2] += 1
    mark = next(text for text in ladder.layout.texts if text.text == EN.only)
    ladder.layout.texts.append(replace(mark, x=mark.x + 12))
    assert len(problems(plan)) >= 3


def test_what_arrives_in_both_arrives_at_one_height() -> None:
    plan = lay_out(COMPARED["text and figure"], Look())
    one, other = [place.ladder.line.arrived_y for place in plan.places]
    assert [one[(n, 0)] for n in range(1, 5)] == [other[(n, 0)] for n in range(1, 5)]


def test_later_is_lower_in_each_walk() -> None:
    for comparison in COMPARED.values():
        for place in lay_out(comparison, Look()).places:
            times = sorted((node.t, y) for node, y in place.ladder.line.times)
            for (t, y), (later, lower) in pairwise(times):
                assert t == later or y < lower


def test_a_moment_that_answers_at_once_what_is_answered_later_is_drawn_in_two() -> None:
    """The SYN,ACK arrives in one walk and is lost in the other; then A's ACK is level."""
    one = lay_out(COMPARED["no SYN,ACK lost"], Look()).places[0].ladder
    assert one.line.sent_y[3] > one.line.arrived_y[(2, 0)] + 100
    printed = [text.text for text in one.layout.texts if text.kind == "time"]
    assert printed.count("20 ms") == 2
    assert any(one.line.arrived_y[2, 0] < y < one.line.sent_y[3] for y in one.layout.folds)


# ------------------------------------------------------------------------------------------ the SVG


def flaws(svg: str, name: str) -> list[str]:
    """What an SVG has that it may not have; the ladders' classes have their rules elsewhere."""
    elsewhere = set(re.findall(r"\.(dg-[a-z-]+)", panels.css("diagram"))) | {"dg-segments"}
    found = panels.flaws(svg, name, "beside")
    found = [flaw for flaw in found if flaw.partition("no rule for ")[2] not in elsewhere]
    return [flaw for flaw in found if flaw != "class dg"]


@pytest.mark.parametrize("name", list(PAIRS))
@pytest.mark.parametrize("lang", LANGUAGES)
def test_it_stands_alone(name: str, lang: str) -> None:
    for narrow in (False, True):
        assert flaws(render(COMPARED[name], Look(lang, id="x7", narrow=narrow)), "x7") == []


def texts(svg: str) -> list[str]:
    return [e.text or "" for e in ET.fromstring(svg).iter(f"{SVG}text")]  # noqa: S314


def test_what_differs_is_marked_by_words_and_shapes() -> None:
    svg = render(COMPARED["text and figure"], Look())
    assert texts(svg).count("+ only here") == 2
    assert texts(svg).count("≠ ESTABLISHED") == 4
    assert svg.count('class="dg-tag"') == 2
    assert "只在这边" in render(COMPARED["text and figure"], Look("zh"))
    assert "≠" not in render(COMPARED["the same"], Look())


@pytest.mark.parametrize(
    ("name", "one", "other"),
    [
        ("no third ACK lost", ["≠ arrives"], ["≠ lost", "+ only here", "+ only here"]),
        ("reopened, by Linux", ["≠ flags, SEQ"], ["≠ flags, SEQ", "+ only here"]),
        ("text and figure", ["+ only here", "+ only here"], []),
        ("the same", [], []),
    ],
)
def test_the_marks_name_what_differs(name: str, one: list[str], other: list[str]) -> None:
    plan = lay_out(COMPARED[name], Look())
    assert [list(place.ladder.marked.said.values()) for place in plan.places] == [one, other]


def test_heads_say_which_walk_is_which() -> None:
    one, other = walked("syn-lost"), walked("syn-never-answered")
    assert heads(compare(replace(one, name="x"), replace(other, name="y"))) == ("① x", "② y")
    assert heads(compare(replace(one, name=""), replace(other, name=""))) == (
        "① walk 1",
        "② walk 2",
    )
    assert heads(COMPARED["crossing, by Linux"]) == ("① RFC 9293", "② Linux 6.18")


def heads(comparison: Comparison) -> tuple[str, ...]:
    svg = render(comparison, Look())
    return tuple(text for text in texts(svg) if text[:1] in "①②")


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("form", [form for form, _ in BESIDE if form != "json"])
def test_other_rules_are_named_whatever_the_form(form: str, lang: str) -> None:
    comparison = COMPARED["reopened, by Linux"]
    said = label(comparison.other, lang).replace(" ", "")
    for narrow in (False, True):
        out = render_beside(comparison, form, Look(lang, narrow=narrow, detail="flags"))
        found = re.sub(r"<[^>]*>|[\s\\]", "", out.partition("</desc>")[2] or out)
        assert found.count(said) == 1
        assert label(COMPARED["the same"].one, lang) == ""


@pytest.mark.parametrize("lang", LANGUAGES)
def test_title_and_description_tell_both_walks_and_what_differs(lang: str) -> None:
    root = ET.fromstring(render(COMPARED["text and figure"], Look(lang)))  # noqa: S314
    title, said = root[0].text or "", root[1].text or ""
    assert ("①" in title) and ("②" in title)
    word = words(lang)
    assert word.count.format(one=6, other=4, n=4) in said
    only = word.only_segment.format(walk="①", peer="A", segment="<SEQ=101><ACK=301><CTL=ACK>")
    assert only in said
    assert said.count("SYN,ACK SEQ 300 ACK 101") == 2
    same_twice = render(COMPARED["the same"], Look(lang))
    assert word.equal.format(n=len(COMPARED["the same"].segments)) in same_twice


def test_arrows_name_their_partners() -> None:
    root = ET.fromstring(render(COMPARED["no SYN lost"], Look()))  # noqa: S314
    titles = [e.text or "" for e in root.iter(f"{SVG}title")]
    assert any(t.startswith("#1 ") and t.endswith("corresponds to #2 of ②") for t in titles)
    assert any(t.startswith("#1 ") and t.endswith("+ only here") for t in titles)
    walks = [e.get("data-walk") for e in root.iter(f"{SVG}g") if e.get("data-walk")]
    assert walks == ["1", "2"]


@pytest.mark.parametrize("narrow", [False, True])
def test_links_stay_within_reach_of_those_who_listen(narrow: bool) -> None:
    look = Look(title="Both", id="x", narrow=narrow, links=True)
    root = ET.fromstring(render(COMPARED["text and figure"], look))  # noqa: S314
    assert root.get("role") == "group"  # an image would hide its links
    assert (root.get("aria-labelledby"), root.get("aria-describedby")) == ("x-title", "x-desc")
    links = list(root.iter(f"{SVG}a"))
    assert len(links) == 6 + 4
    hidden = [e for e in root.iter() if e.get("aria-hidden") == "true"]
    quiet = {text for e in hidden for text in e.iter(f"{SVG}text")}
    in_links = {text for link in links for text in link.iter(f"{SVG}text")}
    assert set(root.iter(f"{SVG}text")) == quiet | in_links
    assert not quiet & in_links


def test_titles_are_escaped() -> None:
    one = replace(walked("syn-lost"), name='<script>alert("1")</script> & 丢失')
    svg = render(compare(one, walked("data-lost")), Look(title="<b>", peers=("<i>", "& co")))
    assert "<script" not in svg and "<b>" not in svg and "<i>" not in svg


def test_the_same_bytes_whatever_the_hash_seed() -> None:
    script = (
        "import hashlib, diagramgen\n"
        "for lang in ('zh', 'en'):\n"
        "    for form in ('svg', 'text', 'markdown', 'json'):\n"
        "        for one, other in (('close-in-four', 'last-ack-lost'),"
        " ('simultaneous-open', 'simultaneous-open-figure-7')):\n"
        "            both = diagramgen.compared(one, other)\n"
        "            out = diagramgen.draw(both, 'beside', form, lang=lang).encode()\n"
        "            print(form, hashlib.sha256(out).hexdigest())\n"
    )
    seen = set()
    for seed in ("0", "1", "4711"):
        env = {**os.environ, "PYTHONHASHSEED": seed}
        run = subprocess.run(
            [sys.executable, "-c", script], env=env, capture_output=True, text=True, check=True
        )
        seen.add(run.stdout)
    assert len(seen) == 1


def test_every_word_is_there_in_both_languages() -> None:
    for field in fields(BesideWords):
        assert type(getattr(EN, field.name)) is type(getattr(ZH, field.name))
        assert getattr(ZH, field.name) or field.name == "space"
    with pytest.raises(ValueError, match="accepted: zh, en"):
        words("fr")


# ----------------------------------------------------------------------------- text, table and JSON


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("form", ["text", "markdown"])
def test_golden(form: str, lang: str) -> None:
    comparison = compared("close-in-four", "last-ack-lost")
    end = "md" if form == "markdown" else "txt"
    same(f"beside-last-ack-lost.{lang}.{end}", render_beside(comparison, form, Look(lang)))


def test_the_text_has_what_is_the_same_once_and_fits_a_terminal() -> None:
    text = render_beside(COMPARED["text and figure"], "text")
    rows = [line for line in text.splitlines() if "<SEQ" in line]
    assert [row[:2] for row in rows] == ["= ", "= ", "!<", "!>", "!<", "!>", " <", " <"]
    for comparison in COMPARED.values():
        for lang in LANGUAGES:
            lines = render_beside(comparison, "text", Look(lang)).splitlines()
            drawn = [line for line in lines if "<CTL" in line and "DATA" not in line]
            assert max(columns(line) for line in drawn) <= 80 if drawn else True


def test_the_table_has_a_row_for_each_difference() -> None:
    for comparison in COMPARED.values():
        rows = render_beside(comparison, "markdown").splitlines()
        rows = [row for row in rows if row.startswith("| ")][2:]
        assert len(rows) == len(comparison.differences)
        assert all(len(re.findall(r"(?<!\\)\|", row)) == 4 for row in rows)


@pytest.mark.parametrize("name", list(PAIRS))
@pytest.mark.parametrize("lang", [None, *LANGUAGES])
def test_json_fits_its_schema_and_comes_back(name: str, lang: str | None) -> None:
    folder = files("diagramgen.render")
    trace, schema = [
        json.loads((folder / f"{each}.schema.json").read_text("utf-8"))
        for each in ("trace", "comparison")
    ]
    jsonschema.Draft202012Validator.check_schema(schema)
    registry = Registry().with_resource("trace.schema.json", Resource.from_contents(trace))
    text = comparison_json(COMPARED[name], lang)
    data = json.loads(text)
    jsonschema.Draft202012Validator(schema, registry=registry).validate(data)
    assert all(("says" in each) == bool(lang) for each in data["differences"])
    assert comparison_from(text) == COMPARED[name]
    assert "</" not in text and "<!" not in text


@pytest.mark.parametrize(
    "text",
    ["", "[]", "{}", '{"version": 2}', '{"version": 1}', '{"version": 1, "one": 1, "other": 2}'],
)
def test_what_is_no_comparison_is_refused(text: str) -> None:
    with pytest.raises(NotATrace):
        comparison_from(text)


def test_only_one_view_and_four_formats() -> None:
    both = COMPARED["text and figure"]
    assert draw(both) == draw(both, "beside", "svg") == render(both, Look())
    with pytest.raises(NoSuchRenderer, match="accepted: svg, text, markdown, json"):
        draw(both, "beside", "pcap")
    with pytest.raises(NoSuchRenderer, match="accepted: beside"):
        draw(both, "states")
