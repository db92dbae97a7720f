"""Every chart of a walk by other rules than RFC 9293's says so, in the page's language."""

from __future__ import annotations

import json
from dataclasses import replace
from html import unescape
from xml.etree import ElementTree as ET

import pytest

from diagramgen.render import render
from diagramgen.render.json import to_json
from diagramgen.render.look import DETAILS, Look
from diagramgen.render.measure import width
from diagramgen.render.states.layout import WIDTH
from diagramgen.render.states.style import SIZE
from diagramgen.render.text import COLUMNS, columns
from diagramgen.render.words import variants
from diagramgen.scenarios import CATALOGUE
from diagramgen.site.graphviz import states
from diagramgen.tcp.rules import PROFILE_NAMES
from diagramgen.tcp.variants import profile, rows_beside
from diagramgen.walk.language import parse
from diagramgen.walk.trace import Trace
from diagramgen.walk.walker import walk

NAMES = [profile(name).rules.name for name in PROFILE_NAMES if name != "rfc9293"]
LANGUAGES = ("zh", "en")
SVG = "{http://www.w3.org/2000/svg}"
LOOKS = [
    Look(lang, title, peers, "x", detail, "relative" if narrow else "absolute", narrow)
    for lang in LANGUAGES
    for title, peers in (("", ("", "")), ("A <title> & more", ("client", "server")))
    for detail in DETAILS
    for narrow in (False, True)
]


def opened(setting: str) -> Trace:
    return walk(parse(f"{setting}\nB: listen\nA: connect\n", "opened"))


def letters(text: str) -> str:
    """A text without spaces and without what Markdown and HTML escape."""
    return "".join(unescape(text).replace("\\n", "").replace("\\", "").split())


def said_by(svg: str, tag: str) -> str:
    """All that elements of one kind say: "text" is what is seen, "desc" what is read aloud."""
    root = ET.fromstring(svg)  # noqa: S314 - we have just written it
    return letters("".join(found.text or "" for found in root.iter(SVG + tag)))


# -- the words ------------------------------------------------------------------------------------


def test_every_variant_has_its_clause_in_both_languages_in_one_order() -> None:
    assert [name for name, _ in variants.EN] == NAMES
    assert [name for name, _ in variants.ZH] == NAMES


def test_no_two_variants_are_called_alike() -> None:
    for clauses in (variants.EN, variants.ZH):
        said = [clause for _, clause in clauses]
        assert all(said)
        assert len(set(said)) == len(said)
        assert not [clause for clause in said if clause[-1] in ".。"]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_rfc_9293_has_no_label(lang: str) -> None:
    assert variants.label(opened("set option rfc1337 on"), lang) == ""


def test_one_peer_that_goes_by_other_rules_is_named() -> None:
    trace = opened("set B.profile no-time-wait")
    assert trace.rules == "A: RFC9293, B: no-time-wait"
    assert [trace.rules_of(peer) for peer in "AB"] == ["RFC9293", "no-time-wait"]
    clause = dict(variants.EN)["no-time-wait"]
    assert variants.label(trace, "en") == f"B, not RFC 9293: {clause}"
    assert variants.label(trace, "en", ("client", "server")) == f"server, not RFC 9293: {clause}"
    assert variants.label(trace, "zh") == "B 并非 RFC 9293：" + dict(variants.ZH)["no-time-wait"]


def test_two_peers_that_go_by_two_variants_are_both_named() -> None:
    trace = opened("set A.profile linux\nset B.profile fixed-iss")
    assert trace.rules == "A: Linux 6.18, B: fixed-iss"
    said = variants.label(trace, "en")
    assert said.startswith("A, not RFC 9293: the habits of Linux 6.18")
    assert said.endswith("; B, not RFC 9293: every connection begins with the same ISS")


def test_rules_that_nobody_knows_are_called_by_their_name() -> None:
    elsewhere = replace(opened("set delay 10 ms"), rules="somebody's")
    assert variants.label(elsewhere, "en") == "Not RFC 9293: somebody's"
    assert variants.label(elsewhere, "zh") == "并非 RFC 9293：somebody's"
    with pytest.raises(ValueError, match="no language 'fr'; accepted: zh, en"):
        variants.label(elsewhere, "fr")


# -- no option hides it ---------------------------------------------------------------------------


@pytest.mark.parametrize("name", [name for name in PROFILE_NAMES if name != "rfc9293"])
@pytest.mark.parametrize("whose", ["", "A.", "B."])
def test_every_chart_says_it_whatever_the_look(name: str, whose: str) -> None:
    trace = opened(f"set {whose}profile {name}")
    for look in LOOKS:
        said = letters(variants.label(trace, look.lang, look.peers))
        chart = render(trace, "sequence", "svg", look)
        assert said in said_by(chart, "text")
        assert said in said_by(chart, "desc")
        assert said in letters(render(trace, "table", "markdown", look).replace("**", ""))
        assert said in letters(render(trace, "text", "text", look))
        assert said in letters(render(trace, "states", "dot", look))
    for lang in LANGUAGES:  # this takes longer: one look is enough
        graph = states(Look(lang, id="x"), trace)
        said = letters(variants.label(trace, lang))
        assert said in said_by(graph, "text")
        assert said in said_by(graph, "desc")
        assert json.loads(to_json(trace, lang))["label"] == variants.label(trace, lang)


def test_json_without_a_language_names_the_rules() -> None:
    found = json.loads(to_json(opened("set profile fixed-iss")))
    assert found["rules"] == "fixed-iss"
    assert "label" not in found
    assert "label" not in json.loads(to_json(opened("set delay 10 ms"), "en"))


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_label_stays_within_the_width_of_the_text(lang: str) -> None:
    for name in PROFILE_NAMES:
        trace = opened(f"set A.profile linux\nset B.profile {name}")
        lines = render(trace, "text", "text", Look(lang)).splitlines()
        assert max(columns(line) for line in lines) <= COLUMNS
        assert not [line for line in lines if line != line.rstrip()]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_label_stays_within_the_width_of_the_graph(lang: str) -> None:
    trace = opened("set A.profile linux\nset B.profile two-way-handshake")
    root = ET.fromstring(states(Look(lang), trace))  # noqa: S314 - we have just written it
    lines = [found.text or "" for found in root.iter(SVG + "text") if found.get("font-weight")]
    said = [line for line in lines if len(line) > 3]
    assert letters("".join(said)) == letters(variants.label(trace, lang))
    assert len(said) > 1
    assert max(width(line, SIZE, mono=False, bold=True) for line in said) <= WIDTH - 16


# -- the rows -------------------------------------------------------------------------------------


def test_the_rows_of_a_variant_are_those_that_rfc_9293_has_not() -> None:
    assert rows_beside("RFC9293") == rows_beside("somebody's") == rows_beside("fixed-iss") == ()
    (row,) = rows_beside("two-way-handshake")
    assert (str(row.source), str(row.target)) == ("LISTEN", "ESTABLISHED")
    ways = [(str(row.source), str(row.target)) for row in rows_beside("no-time-wait")]
    assert ways == [("FIN-WAIT-2", "CLOSED"), ("CLOSING", "CLOSED")]


@pytest.mark.parametrize(
    ("name", "lines"),
    [
        (
            "two-way-handshake-old-syn",
            ["B 2: LISTEN → ESTABLISHED, rcv SYN / snd SYN,ACK (not in RFC 9293)"],
        ),
        (
            "no-time-wait-last-ack-lost",
            ["A 5: FIN-WAIT-2 → CLOSED, rcv FIN / snd ACK (not in RFC 9293)"],
        ),
    ],
)
def test_a_row_of_a_variant_is_drawn_and_said(name: str, lines: list[str]) -> None:
    (entry,) = (entry for entry in CATALOGUE if entry.name == name)
    graph = states(Look(), walk(parse(entry.text, name)))
    for line in lines:
        assert line in unescape(graph)


def test_closing_goes_to_closed_without_time_wait() -> None:
    text = "A: close when ESTABLISHED after 30 ms\nB: close when ESTABLISHED after 20 ms\n"
    trace = walk(parse("set profile no-time-wait\nB: listen\nA: connect\n" + text, "both"))
    assert [trace.states[peer][-2:] for peer in "AB"] == [("CLOSING", "CLOSED")] * 2
    graph = unescape(states(Look(), trace))
    assert "CLOSING → CLOSED, rcv ACK of FIN (not in RFC 9293)" in graph
