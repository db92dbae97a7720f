"""The state graph: every row drawn, nothing touching, walks lit."""

from __future__ import annotations

import re
from dataclasses import replace
from xml.etree import ElementTree as ET

import pytest

from diagramgen import scenarios
from diagramgen.render.look import Look
from diagramgen.render.states import finish, layout, render, rows_dot, steps
from diagramgen.render.states.dot import by_arc
from diagramgen.render.states.dress import NotGraphviz, dress
from diagramgen.render.states.links import RFC
from diagramgen.site.graphviz import one_state, states
from diagramgen.tcp.transitions import FIGURE_5, ROWS, Cause, State, Transition
from diagramgen.walk import language
from diagramgen.walk.trace import Trace
from diagramgen.walk.walker import walk
from tests.render import hand
from tests.render.golden import same

SVG = "{http://www.w3.org/2000/svg}"
HAND = (hand.life, hand.crossing, hand.troubles)


def walked(name: str) -> Trace:
    entry = scenarios.find(name)
    return walk(language.parse(entry.text, name=name), source=entry.text)


# -- every row is drawn -------------------------------------------------------------------------


def test_every_row_of_the_machine_has_a_pinned_arc() -> None:
    assert set(by_arc(ROWS)) == set(layout.ARCS)


def test_figure_5_has_its_twenty_arcs_each_with_a_label() -> None:
    keys = [layout.key_of(row) for row in FIGURE_5]
    assert len(set(keys)) == 20
    assert all(layout.ARCS[key].label for key in keys)


def test_all_states_stand_in_the_picture_and_closed_twice() -> None:
    assert set(layout.NODES) == {state.value for state in State} | {layout.FOOT}


def test_titles_name_each_row_with_cause_action_and_section() -> None:
    root = ET.fromstring(states(Look(id="x")))  # noqa: S314 - our own text
    titles = {
        group.get("id"): group.findtext(f"{SVG}title") or ""
        for group in root.iter(f"{SVG}g")
        if "dg-arc" in (group.get("class") or "")
    }
    for row in ROWS:
        title = titles[f"x-{layout.key_of(row)}"]
        assert any(
            str(row.cause) in line and row.action in line and row.section in line
            for line in title.splitlines()
        ), (row, title)


def test_titles_are_in_the_language_of_the_page() -> None:
    zh, en = states(Look("zh")), states(Look("en"))
    assert "SYN-SENT → ESTABLISHED\n原因：rcv SYN,ACK；动作：snd ACK；第 3.10.7.3 节" in zh
    assert "SYN-SENT → ESTABLISHED\ncause: rcv SYN,ACK; action: snd ACK; section 3.10.7.3" in en
    assert "option rfc6191" in en
    assert "选项 rfc6191" in zh


def test_every_arrow_at_rest_leads_to_the_section_of_its_row() -> None:
    for svg in (states(Look()), *(one_state(state, Look()) for state in State)):
        found = dict(links(svg))
        arcs = {group.get("id") for group in groups(svg, "dg-arc")}
        assert set(found) == arcs
        sections = {key: {row.section for row in rows} for key, rows in by_arc(ROWS).items()}
        assert all(section in sections[key] for key, section in found.items())


def links(svg: str) -> list[tuple[str, str]]:
    """The arcs that are links, in their order, and the sections that they lead to."""
    return [
        (link[0].get("id") or "", (link.get("href") or "").removeprefix(RFC))
        for link in ET.fromstring(svg).iter(f"{SVG}a")  # noqa: S314 - our own text
    ]


def groups(svg: str, name: str) -> list[ET.Element]:
    """The groups of a class."""
    root = ET.fromstring(svg)  # noqa: S314 - our own text
    return [g for g in root.iter(f"{SVG}g") if name in (g.get("class") or "").split()]


def test_a_row_that_nobody_pinned_is_drawn_all_the_same() -> None:
    extra = Transition(State.LISTEN, Cause.RCV_SYN, "snd SYN,ACK", State.ESTABLISHED, "none")
    assert "more-LISTEN-ESTABLISHED" in rows_dot((*ROWS, extra))


# -- walks --------------------------------------------------------------------------------------


def test_steps_are_numbered_for_each_peer() -> None:
    found = steps(hand.life())
    assert [step.number for step in found if step.peer == "A"] == [1, 2, 3, 4, 5, 6]
    assert [step.key for step in found if step.peer == "B"] == [
        "arc-CLOSED-LISTEN",
        "arc-LISTEN-SYN-RECEIVED",
        "arc-SYN-RECEIVED-ESTABLISHED",
        "arc-ESTABLISHED-CLOSE-WAIT",
        "arc-CLOSE-WAIT-LAST-ACK",
        "arc-LAST-ACK-CLOSED",
    ]


def test_the_cause_chooses_between_two_arcs_of_one_pair() -> None:
    found = {(step.peer, step.number): step for step in steps(hand.troubles())}
    back = found["B", 3]  # a RST leads back to LISTEN: Figure 5's arc, not the thin one
    assert (back.key, back.row and back.row.cause) == ("arc-SYN-RECEIVED-LISTEN", Cause.RCV_RST)
    assert found["A", 3].key == "more-ESTABLISHED-CLOSED"
    assert found["B", 6].crash


@pytest.mark.parametrize("entry", scenarios.CATALOGUE, ids=lambda entry: entry.name)
def test_every_walk_of_the_reference_goes_along_rows(entry: scenarios.Entry) -> None:
    trace = walked(entry.name)
    for step in steps(trace):
        if trace.rules == "RFC9293":
            assert step.crash or step.key in layout.ARCS
        assert step.crash or step.row


def test_one_segment_may_pass_two_arcs() -> None:
    found = [step for step in steps(walked("close-in-three")) if step.peer == "A"]
    ways = [(step.source, step.target) for step in found]
    at = ways.index(("FIN-WAIT-1", "FIN-WAIT-2"))
    assert ways[at + 1] == ("FIN-WAIT-2", "TIME-WAIT")
    assert found[at].moment == found[at + 1].moment


@pytest.mark.parametrize("make", HAND)
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_lit_graph_is_fit_for_a_page(make, lang: str) -> None:
    svg = states(Look(lang=lang, id="one"), make())
    root = ET.fromstring(svg)  # noqa: S314 - our own text
    assert root.get("role") == "graphics-document"  # an image would hide its links
    # Not "dg" too: that is the sequence chart's, whose rules would meet classes of one name.
    assert root.get("class") == "dg-graph dg-walk"
    assert root.get("width")
    assert root.get("viewBox") == f"0 0 {root.get('width')} {root.get('height')}"
    ids = [element.get("id") for element in root.iter() if element.get("id")]
    assert len(ids) == len(set(ids))
    assert all(name.startswith("one-") for name in ids)
    assert root.get("aria-labelledby") == "one-title one-desc"
    assert set(root.get("aria-labelledby").split()) <= set(ids)
    for never in ("<style", "var(", "xlink", "<!--", "<!DOCTYPE", "javascript:"):
        assert never not in svg
    assert svg.count("href") == svg.count(f'<a href="{RFC}3.')
    marks = [g for g in root.iter(f"{SVG}g") if "dg-mark" in (g.get("class") or "")]
    numbers = sorted(
        int(number)
        for mark in marks
        if "legend" not in (mark.get("id") or "")
        for number in "".join(mark.find(f"{SVG}text").itertext()).split(",")
    )
    assert numbers == sorted(step.number for step in steps(make()))


def test_the_arrows_of_a_walk_are_links_in_its_order() -> None:
    found = links(states(Look(), hand.life()))
    rows = {step.key: step.row for step in steps(hand.life())}
    assert [key for key, _ in found] == list(rows)
    assert [section for _, section in found] == [row.section for row in rows.values() if row]


def test_peers_are_told_apart_by_more_than_colour() -> None:
    svg = states(Look(), hand.life())
    arcs = dict(
        re.findall(r'<g id="(arc-[^"]*)" class="[^"]*dg-lit[^"]*">\n(.*?)</g>', svg, re.DOTALL)
    )
    assert 'class="dg-paper"' in arcs["arc-CLOSED-LISTEN"]  # B's line is double
    assert 'class="dg-paper"' not in arcs["arc-CLOSED-SYN-SENT"]
    radii = dict(re.findall(r'<g id="legend-(.)".*?rx="([\d.]+)"', svg, re.DOTALL))
    assert radii == {"A": "7.5", "B": "2.5"}  # a circle, and a square


def test_title_and_description_are_of_the_walk() -> None:
    svg = states(Look(lang="zh", title="开<关>", peers=("客户端", "服务器")), hand.life())
    assert '<title id="title">开&lt;关&gt;</title>' in svg
    assert "A（客户端）：经过 CLOSED → SYN-SENT → ESTABLISHED" in svg
    assert "A（客户端）</text>" in svg


def test_a_title_with_a_backslash_does_not_break_the_text() -> None:
    assert r"\1 \g&lt;0&gt;" in states(Look(title=r"\1 \g<0>"), hand.life())


def test_what_has_no_label_is_said_below() -> None:
    svg = states(Look(), hand.troubles())
    assert "A 3: ESTABLISHED → CLOSED, ABORT / snd RST (3.10.5)" in svg
    assert "B 6: ESTABLISHED → CLOSED, crash" in svg


def test_other_rules_are_named_in_svg_and_dot() -> None:
    assert "Not RFC 9293: two-way handshake" in states(Look(), hand.troubles())
    assert "Not RFC 9293: two-way handshake" in render(hand.troubles(), Look())
    assert "Not RFC 9293" not in states(Look(), hand.life())


def test_a_step_of_other_rules_gets_an_arc_of_its_own() -> None:
    short = hand.trace(
        "two-way",
        [hand.sent(1, "A", 100, None, "SYN", 0)],
        [
            hand.call(0, "B", "open passive", "CLOSED", "LISTEN"),
            hand.call(0, "A", "open active", "CLOSED", "SYN-SENT", sends=(1,)),
            hand.arrives(10, "B", 1, "LISTEN", "ESTABLISHED"),
        ],
        rules="two-way",
    )
    svg = states(Look(), short)
    assert 'id="else-LISTEN-ESTABLISHED" class="dg-arc dg-else dg-lit dg-lit-b"' in svg
    assert "else-LISTEN-ESTABLISHED" not in dict(links(svg))
    assert "else-LISTEN-ESTABLISHED" in render(short, Look())


def test_the_same_bytes_each_time_and_for_an_equal_trace() -> None:
    once = states(Look(id="a"), hand.troubles())
    assert once == states(Look(id="a"), replace(hand.troubles()))


def test_a_walk_that_does_nothing_lights_its_states() -> None:
    still = hand.trace("nothing", [], [])
    assert "dg-lit-a dg-lit-b" in states(Look(), still)


# -- DOT ----------------------------------------------------------------------------------------


def test_dot_of_all_rows() -> None:
    same("states.dot", rows_dot())


def test_dot_of_a_walk() -> None:
    same("states-open-and-close.dot", render(hand.life(), Look()))


@pytest.mark.parametrize("state", list(State), ids=str)
def test_a_neighbourhood_has_all_rows_of_its_state_and_no_other(state: State) -> None:
    dot = rows_dot(focus=state)
    keys = {key for key, rows in by_arc(ROWS).items() if state in (rows[0].source, rows[0].target)}
    assert set(re.findall(r'id="((?:arc|more)-[^"]*)"', dot)) == keys


def test_dot_of_a_neighbourhood() -> None:
    same("state-time-wait.dot", rows_dot(focus=State.TIME_WAIT))


def test_words_of_the_two_languages_differ_and_fill_the_same_places() -> None:
    zh, en = rows_dot(lang="zh"), rows_dot(lang="en")
    assert "主动关闭" in zh
    assert "active close" in en
    with pytest.raises(ValueError, match="accepted: zh, en"):
        rows_dot(lang="fr")


# -- dressing -----------------------------------------------------------------------------------


def test_dress_refuses_what_graphviz_did_not_write() -> None:
    with pytest.raises(NotGraphviz):
        dress("<svg></svg>", "t", "d")


def test_nothing_that_acts_gets_through() -> None:
    evil = (
        '<svg viewBox="0.00 0.00 10.00 10.00">'
        '<g id="graph0" class="graph" transform="scale(1 1) rotate(0) translate(0 10)">\n'
        '<g id="n" class="node dg-state">\n<title>n</title>\n'
        '<g id="a_n"><a xlink:href="javascript:alert(1)" xlink:title="t" onclick="x()">\n'
        '<path fill="none" onload="x()" d="M0,0C1,1 2,2 3,3"/>\n'
        '<image href="javascript:x"/><script>x()</script></a></g></g></g></svg>'
    )
    assert not re.search("script|onload|onclick|href|image", dress(evil, "t", "d"))


def test_the_key_of_the_lines_stands_where_no_walk_is_lit() -> None:
    plain = finish("<svg></svg>", Look(lang="zh"))
    assert "客户端的通常路径" in plain
