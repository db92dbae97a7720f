"""The header diagram: the octets of a segment, bit by bit, and where everything stands."""

from __future__ import annotations

import string
from dataclasses import fields, replace

import pytest

from diagramgen.render import render as by_name
from diagramgen.render.header import NoSuchSegment, facts, lay_out, render
from diagramgen.render.header.blocks import rows
from diagramgen.render.header.facts import Cell
from diagramgen.render.look import LANGUAGES, Look
from diagramgen.render.panel import Label, Panel, Rect, Runs, Signs
from diagramgen.render.pcap import frame_of
from diagramgen.render.words.header import EN, ZH, HeaderWords, words
from diagramgen.scenarios import CATALOGUE
from diagramgen.tcp.wire import WireError
from diagramgen.tcp.wire.fields import ETHERNET_HEADER, IPV4_HEADER, TCP_HEADER, Field
from diagramgen.tcp.wire.options import KINDS
from diagramgen.walk.language import parse
from diagramgen.walk.trace import Trace
from diagramgen.walk.walker import walk
from tests.render import panels

WALKED = {entry.name: walk(parse(entry.text, entry.name)) for entry in CATALOGUE}
HANDSHAKE = WALKED["three-way-handshake"]
FORMS = [(lang, narrow) for lang in LANGUAGES for narrow in (False, True)]
BOXES = ("data-box", "tcp-box", "ip-box", "ethernet-box", "empty")


def with_options(**more: object) -> Trace:
    """The handshake, its first segment with other options or fields."""
    first = HANDSHAKE.segments[0]._replace(**more)
    return replace(HANDSHAKE, segments=(first, *HANDSHAKE.segments[1:]))


EVERY_OPTION = (
    ("mss", 65535),
    ("window_scale", 14),
    ("sack_permitted", True),
    ("timestamps", (4294967295, 4294967295)),
)
ODD = {
    "every option": with_options(options=EVERY_OPTION),
    "timestamps alone": with_options(options=(("timestamps", (1, 0)),)),
    "every bit": with_options(
        flags=("SYN", "FIN", "RST", "PSH", "ACK", "URG"), ack=4294967295, urgent=65535, len=1460
    ),
    "no bit": with_options(flags=(), options=()),
    "large numbers": with_options(seq=4294967295, wnd=0, len=40000),
    "again": with_options(retransmission_of=1, injected=True),
}


def said(panel: Panel) -> list[str]:
    """Every text on a panel."""
    found = []
    for text in panel.texts:
        found += [run.text for run in text.runs] if isinstance(text, Runs) else [text.text]
    return found


# ----------------------------------------------------------------------------------------- geometry


@pytest.mark.parametrize("name", list(WALKED))
def test_nothing_touches_anything_in_the_catalogue(name: str) -> None:
    for lang, narrow in FORMS:
        for sent in WALKED[name].segments:
            look = Look(lang, narrow=narrow, segment=sent.n)
            assert panels.problems(lay_out(WALKED[name], look), BOXES) == [], look


@pytest.mark.parametrize("name", list(ODD))
def test_nothing_touches_anything_in_odd_segments(name: str) -> None:
    for lang, narrow in FORMS:
        look = Look(
            lang, "标题 a title " * 6, ("一个很长的客户端名字 client", "server"), narrow=narrow
        )
        assert panels.problems(lay_out(ODD[name], look), BOXES) == [], look


def test_the_geometric_test_sees_what_is_wrong() -> None:
    panel = lay_out(HANDSHAKE, Look())
    label = next(text for text in panel.texts if isinstance(text, Label))
    box = next(s for s in panel.shapes if isinstance(s, Rect) and s.kind == "tcp-box")
    panel.texts.append(label._replace(x=label.x + 5))
    panel.texts.append(label._replace(x=-20))
    panel.texts.append(label._replace(x=box.x - 5, y=box.y + 10))
    found = " ".join(panels.problems(panel, BOXES))
    for what in ("touches", "leaves", "crosses"):
        assert what in found


@pytest.mark.parametrize(("narrow", "wide"), [(False, 760), (True, 356)])
def test_widths(narrow: bool, wide: int) -> None:
    assert lay_out(HANDSHAKE, Look(narrow=narrow)).width == wide


# --------------------------------------------------------------------------------------- the octets


@pytest.mark.parametrize("narrow", [False, True])
@pytest.mark.parametrize("name", ["three-way-handshake", "data-on-third-ack", "abort"])
def test_the_bits_on_the_chart_are_those_on_the_wire(name: str, narrow: bool) -> None:
    for sent in WALKED[name].segments:
        panel = lay_out(WALKED[name], Look(narrow=narrow, segment=sent.n))
        digits = [
            text for text in panel.texts if isinstance(text, Signs) and set(text.text) <= {*"01"}
        ]
        strips: dict[float, list[tuple[float, str]]] = {}
        for text in digits:
            strips.setdefault(text.y, []).extend(zip(text.xs, text.text, strict=True))
        found = ["".join(d for _, d in sorted(strip)) for _, strip in sorted(strips.items())]
        bits = "".join(row for row in found if len(row) == 32)
        frame = frame_of(sent, WALKED[name])
        header = frame[34 : 34 + len(bits) // 8]
        assert len(header) == 4 * (frame[46] >> 4)
        assert bits == "".join(f"{octet:08b}" for octet in header)


@pytest.mark.parametrize("narrow", [False, True])
def test_every_octet_of_the_frame_is_there(narrow: bool) -> None:
    trace = WALKED["data-on-third-ack"]
    for sent in trace.segments:
        panel = lay_out(trace, Look(narrow=narrow, segment=sent.n))
        shown = [t.text for t in panel.texts if isinstance(t, Label) and t.bold and t.mono]
        octets = [t for t in shown if all(len(part) == 2 for part in t.split(" "))]
        ruler = [str(n) for n in (8, 16, 24)]
        octets = [t for t in octets if t not in ruler or narrow]
        assert bytes.fromhex(" ".join(octets)) == frame_of(sent, trace)


def test_values_stand_in_decimal_and_in_hex() -> None:
    texts = said(lay_out(HANDSHAKE, Look(segment=2)))
    for decimal, shown in (("80", "0x0050"), ("300", "0x0000012c"), ("65535", "0xffff")):
        assert decimal in texts
        assert shown in texts


def test_a_bit_that_is_set_is_told_by_a_dark_column_and_a_one() -> None:
    panel = lay_out(HANDSHAKE, Look(segment=2))
    dark = [s for s in panel.shapes if isinstance(s, Rect) and s.kind == "set"]
    assert len(dark) == 2
    names = {t.text for t in panel.texts if isinstance(t, Label) and t.kind == "on"}
    assert names == {"SYN", "ACK"}
    ones = [t for t in panel.texts if isinstance(t, Signs) and t.kind == "on"]
    assert [t.text for t in ones] == ["11"]
    assert all(t.bold for t in ones)


def test_a_field_that_means_nothing_says_so() -> None:
    assert "ACK = 0: ignored" in said(lay_out(HANDSHAKE, Look(segment=1)))
    assert "ACK = 0: ignored" not in said(lay_out(HANDSHAKE, Look(segment=2)))
    assert "URG=0，此字段不起作用" in said(lay_out(HANDSHAKE, Look("zh")))


def test_options_are_fields_too() -> None:
    texts = said(lay_out(ODD["every option"], Look()))
    for name in ("Maximum Segment Size", "SACK Permitted", "TSval", "TSecr", "Window Scale"):
        assert name in texts
    assert EN.no_options in said(lay_out(HANDSHAKE, Look(segment=3)))


def test_one_octet_is_no_octets() -> None:
    texts = said(lay_out(with_options(len=1), Look()))
    assert "1 octet" in texts
    assert "data: 1 octet" in texts


def test_a_field_over_two_rows_is_cut() -> None:
    upper, lower = rows((Cell("x", 16, 32, 0xABCD1234),))
    assert upper == (Cell("x", 16, 16, 0xABCD),)
    assert lower == (Cell("x", 32, 16, 0x1234),)


def test_the_sizes_of_the_layers() -> None:
    found = facts(WALKED["data-on-third-ack"], Look(segment=3))
    assert found.sizes == (5, 20, 20, 14) or sum(found.sizes) == len(found.frame)
    texts = said(lay_out(WALKED["three-way-handshake"], Look("zh")))
    for text in ("24 字节", "44 字节", "58 字节", "运输层", "网际层", "2 数据链路层"):
        assert text in texts


def test_a_segment_that_is_not_there() -> None:
    with pytest.raises(NoSuchSegment, match="no segment 4 in this walk; accepted: 1 to 3"):
        render(HANDSHAKE, Look(segment=4))
    with pytest.raises(NoSuchSegment, match="sends no segment"):
        render(walk(parse("B: listen")), Look())


def test_a_segment_that_octets_cannot_hold() -> None:
    with pytest.raises(WireError):
        render(with_options(len=65535), Look())


# ------------------------------------------------------------------------------------------ the SVG


@pytest.mark.parametrize(("lang", "narrow"), FORMS)
def test_it_stands_alone(lang: str, narrow: bool) -> None:
    for trace in (HANDSHAKE, *ODD.values()):
        svg = render(trace, Look(lang, id="x7", narrow=narrow))
        assert panels.flaws(svg, "x7", "header") == []
        assert len(svg.encode()) < (28_000 if trace is HANDSHAKE else 40_000)


def test_it_is_in_the_registry() -> None:
    assert by_name(HANDSHAKE, "header", "svg", Look()) == render(HANDSHAKE, Look())


def test_what_an_author_writes_is_text() -> None:
    svg = render(HANDSHAKE, Look(title="<script>&", peers=("<b>", "&amp;")))
    assert "<script" not in svg
    assert "<b>" not in svg


def test_every_field_of_the_table_has_a_title() -> None:
    for lang in LANGUAGES:
        titles = [
            e.text or ""
            for e in panels.elements(render(HANDSHAKE, Look(lang)))
            if e.tag == f"{panels.SVG}title"
        ]
        for field in TCP_HEADER:
            assert any(field.name in title for title in titles), field.name


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_description_tells_the_segment(lang: str) -> None:
    svg = render(HANDSHAKE, Look(lang, segment=2))
    told = next(e.text or "" for e in panels.elements(svg) if e.tag == f"{panels.SVG}desc")
    for number in ("300", "101", "1460", "58"):
        assert number in told
    assert words(lang).comma.join(("ACK", "SYN")) in told


def test_a_variant_says_that_it_is_one() -> None:
    trace = walk(parse("set profile linux\nB: listen\nA: connect"))
    for narrow in (False, True):
        assert any("Not RFC 9293" in text for text in said(lay_out(trace, Look(narrow=narrow))))


def test_contrast() -> None:
    for colours in panels.palettes("header"):
        for ground in ("paper", "data", "tcp", "ip", "ethernet"):
            for text in ("text", "muted"):
                assert panels.contrast(colours[text], colours[ground]) >= 4.5, (text, ground)
        assert panels.contrast(colours["on"], colours["text"]) >= 4.5
        assert panels.contrast(colours["a"], colours["paper"]) >= 4.5
        assert panels.contrast(colours["b"], colours["paper"]) >= 4.5
    assert len(panels.palettes("header")) == 2


# -------------------------------------------------------------------------------------------- words


def test_the_languages_fill_the_same_words() -> None:
    def named(text: str) -> set[str]:
        return {name for _, name, _, _ in string.Formatter().parse(text) if name}

    for field in fields(HeaderWords):
        one, other = getattr(EN, field.name), getattr(ZH, field.name)
        if isinstance(one, str):
            assert one
            assert named(one) == named(other), field.name
    with pytest.raises(ValueError, match="accepted: zh, en"):
        words("tlh")


def test_every_field_has_a_chinese_name_and_meaning() -> None:
    tables: tuple[tuple[Field, ...], ...] = (TCP_HEADER, IPV4_HEADER, ETHERNET_HEADER)
    names, meanings = dict(ZH.names), dict(ZH.meanings)
    for table in tables:
        for field in table:
            # Single bits keep their names.
            assert field.width == 1 or field.name in names, field.name
    assert [field.name for field in TCP_HEADER] == list(meanings)
    assert all(kind.name in names for kind in KINDS)
