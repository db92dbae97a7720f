"""The SVG writer: what it escapes, and how it writes numbers."""

from __future__ import annotations

import xml.etree.ElementTree as ET

import pytest

from diagramgen.render.svg import Svg, attributes, escape, num, relative


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (0, "0"),
        (7, "7"),
        (7.0, "7"),
        (7.04, "7"),
        (7.05, "7.1"),
        (0.5, "0.5"),
        (-0.5, "-0.5"),
        (-0.04, "0"),
        (-12.34, "-12.3"),
        (1234.96, "1235"),
        (99.95, "100"),
    ],
)
def test_numbers_are_tenths_at_most(value: float, written: str) -> None:
    assert num(value) == written


@pytest.mark.parametrize(
    ("x", "y", "written"),
    [
        (1, 2, "1 2"),
        (-1.5, -2, "-1.5-2"),
        (0.25, -0.31, ".3-.3"),
        (-0.04, 0.5, "0 .5"),
        (10.04, -0.04, "10 0"),
    ],
)
def test_a_step_of_a_path_is_as_short_as_it_can_be(x: float, y: float, written: str) -> None:
    assert relative(x, y) == written


def test_markup_in_a_text_stays_text() -> None:
    assert escape('<script>alert("&")</script>') == (
        "&lt;script&gt;alert(&quot;&amp;&quot;)&lt;/script&gt;"
    )


@pytest.mark.parametrize("raw", ["\x00", "\x0b", "\x1f", "\ud800", "\uffff"])
def test_what_xml_cannot_write_is_replaced(raw: str) -> None:
    assert escape(f"a{raw}b") == "a\ufffdb"


def test_chinese_and_emoji_stay() -> None:
    assert escape("三次握手 🤝\n") == "三次握手 🤝\n"


def test_attributes_keep_their_order_and_leave_out_the_empty() -> None:
    written = attributes(("b", 1), ("a", 'x"y'), ("c", ""), ("d", 0))
    assert written == ' b="1" a="x&quot;y" d="0"'


def test_a_picture_is_xml() -> None:
    svg = Svg()
    svg.start("svg", attributes(("xmlns", "http://www.w3.org/2000/svg")))
    svg.leaf("title", "a < b")
    svg.rect(1, 2.25, 3, 4)
    svg.path("M1 2L3 4", attributes(("class", "dg-x")))
    svg.text(1, 2, "&", ' class="dg-y"')
    svg.end()
    root = ET.fromstring(str(svg))  # noqa: S314
    assert [child.tag.rpartition("}")[2] for child in root] == ["title", "rect", "path", "text"]
    assert root[1].get("y") == "2.3"
