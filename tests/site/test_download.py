"""What a figure gives to take home: whole files in links, the same that the command line writes."""

import re
import struct
import xml.etree.ElementTree as ET
from base64 import b64decode
from html import unescape
from urllib.parse import unquote_to_bytes

import markdown
import pytest

from diagramgen import scenarios
from diagramgen.render import render
from diagramgen.render.json import from_json
from diagramgen.render.look import Look
from diagramgen.render.pcap import capture
from diagramgen.site.errors import FenceError
from diagramgen.walk import language
from diagramgen.walk.trace import Trace
from diagramgen.walk.walker import walk

NAME = "last-ack-lost"
LINK = re.compile(r'<a download="([^"]+)" href="(data:[^"]+)">')


def convert(header: str, body: str = NAME, lang: str = "en") -> str:
    return markdown.markdown(
        f"# Page\n\n```tcp {header}\n{body}\n```\n",
        extensions=["pymdownx.superfences", "diagramgen"],
        extension_configs={"diagramgen": {"lang": lang, "css": "linked", "player": "linked"}},
    )


def files(html: str) -> dict[str, bytes]:
    """Read the links of a page as a browser does: name to octets."""
    found = {}
    for name, uri in LINK.findall(html):
        head, _, data = unescape(uri).partition(",")
        octets = unquote_to_bytes(data)
        found[name] = b64decode(octets, validate=True) if head.endswith(";base64") else octets
    return found


def walked(name: str) -> Trace:
    entry = scenarios.find(name)
    return walk(language.parse(entry.text, name=name), source=entry.text)


def test_nothing_is_offered_unasked() -> None:
    for header in ("", 'download="no"'):
        assert "dg-take" not in convert(header)


@pytest.mark.parametrize("header", ["download", 'download="yes"', "{download=yes}"])
def test_a_chart_comes_as_svg_trace_and_capture(header: str) -> None:
    got = files(convert(header))
    assert list(got) == [f"{NAME}.en.svg", f"{NAME}.json", f"{NAME}.pcap"]
    trace = walked(NAME)
    assert from_json(got[f"{NAME}.json"].decode()) == trace
    assert got[f"{NAME}.json"].decode() == render(trace, "trace", "json")
    assert got[f"{NAME}.pcap"] == capture(trace)
    assert struct.unpack("<I", got[f"{NAME}.pcap"][:4]) == (0xA1B2C3D4,)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_picture_stands_alone(lang: str) -> None:
    for view, end in (("sequence", ""), ("states", "-states")):
        got = files(convert(f'view="{view}" download="yes"', lang=lang))
        svg = got[f"{NAME}{end}.{lang}.svg"].decode()
        root = ET.fromstring(svg)  # noqa: S314  our own
        assert root.tag == "{http://www.w3.org/2000/svg}svg"
        assert root.get("width")
        assert scenarios.find(NAME).title[lang] in "".join(root.itertext())
        assert 'class="dg-paper"' in svg  # readable on a dark slide too
        assert "<style" not in svg
        assert "var(" not in svg


def test_the_chart_looks_as_its_author_wished() -> None:
    header = 'title="Mine &amp; yours" peers="client,server" detail="flags" numbers="relative"'
    got = files(convert(f"{header} download"))
    look = Look(
        "en", "Mine &amp; yours", ("client", "server"), NAME, detail="flags", numbers="relative"
    )
    assert got[f"{NAME}.en.svg"].decode() == render(walked(NAME), "sequence", "svg", look)


def test_a_table_and_a_text_come_as_what_they_are() -> None:
    (table,) = files(convert('view="table" download')).items()
    assert table[0] == f"{NAME}.en.md"
    assert table[1].startswith(b"|") or b"\n|" in table[1]
    (text,) = files(convert('view="text" download')).items()
    assert text[0] == f"{NAME}.en.txt"
    assert b"<CTL=FIN,ACK>" in text[1]


def test_other_pictures_come_as_svg() -> None:
    (header,) = files(convert('view="header" segment="2" download')).items()
    assert header[0] == f"{NAME}-header-2.en.svg"
    (window,) = files(convert('view="window" download')).items()
    assert window[0] == f"{NAME}-window.en.svg"
    for _, octets in (header, window):
        assert ET.fromstring(octets.decode()).get("width")  # noqa: S314  our own


def test_a_scenario_without_a_name_is_called_by_its_figure() -> None:
    body = "B: listen\nA: connect"
    assert list(files(convert('id="mine" download', body)))[1] == "mine.json"
    assert list(files(convert("download", body)))[1] == "dg-chart-1.json"


def test_what_the_button_says_is_in_the_language_of_the_page() -> None:
    assert 'data-copy="复制 SVG"' in convert("download", lang="zh")
    assert 'data-copy="Copy SVG"' in convert("download")


def test_no_script_and_no_handler_is_written() -> None:
    html = convert("download")
    assert "<script" not in html
    assert not re.search(r"\son\w+=", html)


def test_the_table_below_a_chart_can_be_left_to_the_page() -> None:
    assert "dg-steps" in convert("")
    assert "dg-steps" in convert('steps="yes"')
    assert "dg-steps" not in convert('steps="no"')


def test_other_values_are_refused() -> None:
    with pytest.raises(FenceError, match=r"download cannot be 'svg'; accepted: yes, no"):
        convert('download="svg"')
