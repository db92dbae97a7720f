"""The links of a sequence chart: to which section each segment leads, and who can reach them."""

from __future__ import annotations

import xml.etree.ElementTree as ET

import pytest

from diagramgen.render.look import Look
from diagramgen.render.sequence import render
from diagramgen.render.sequence.cite import url
from diagramgen.scenarios import CATALOGUE
from diagramgen.walk.language import parse
from diagramgen.walk.walker import walk
from tests.render.traces import TRACES

SVG = "{http://www.w3.org/2000/svg}"


@pytest.mark.parametrize("narrow", [False, True])
def test_each_segment_links_to_the_section_that_had_it_sent(narrow: bool) -> None:
    for entry in CATALOGUE:
        trace = walk(parse(entry.text, entry.name))
        root = ET.fromstring(render(trace, Look(id="x", narrow=narrow, links=True)))  # noqa: S314
        links = root.findall(f".//{SVG}a")
        assert len(links) == sum(len(seg.copies) for seg in trace.segments)
        for link in links:
            n = int(link.get("data-n", ""))
            # An old duplicate was sent before the walk: its section is that of its arrival.
            said = {m.section for m in trace.moments if n in m.sends} or {
                m.section for m in trace.moments if m.segment == n
            }
            assert len(said) == 1
            section = said.pop()
            assert (
                link.get("href") == f"https://www.rfc-editor.org/rfc/rfc9293.html#section-{section}"
            )
            assert (link[0].text or "").endswith(f", RFC 9293 {section}")


def test_links_stay_within_reach_of_those_who_listen() -> None:
    root = ET.fromstring(render(TRACES["handshake"], Look(id="x", links=True)))  # noqa: S314
    assert root.get("role") == "group"  # all that is in an image would be hidden
    assert (root.get("aria-labelledby"), root.get("aria-describedby")) == ("x-title", "x-desc")
    hidden = root.findall(f".//{SVG}g[@aria-hidden='true']")
    assert [e for group in hidden for e in group.iter(f"{SVG}a")] == []
    texts = {e for group in hidden for e in group.iter(f"{SVG}text")}
    in_links = {e for link in root.iter(f"{SVG}a") for e in link.iter(f"{SVG}text")}
    assert set(root.iter(f"{SVG}text")) == texts | in_links


@pytest.mark.parametrize(
    ("section", "anchor"),
    [("3.10.7.4", "#section-3.10.7.4"), ("A.2", "#appendix-A.2"), ("", "")],
)
def test_anchors_of_the_rfc(section: str, anchor: str) -> None:
    assert url(section) == "https://www.rfc-editor.org/rfc/rfc9293.html" + anchor
