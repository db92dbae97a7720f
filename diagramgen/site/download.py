"""What a reader may take home from a figure: links that hold the whole file, as ``data:`` URIs.

A file in the site would need a step after the page is made, and no two site generators have the
same one. A link that holds its file works in all of them, from disk and without a script.

A picture comes as SVG, a table as Markdown, a figure in the RFC's form as text. The sequence chart
is the walk itself, so it also brings the trace (JSON) and a capture taken at A (pcap). Two walks
side by side bring the picture, the table of what differs, and both traces.
"""

from __future__ import annotations

from base64 import b64encode
from dataclasses import replace
from html import escape
from typing import NamedTuple
from urllib.parse import quote

from diagramgen.render import render, render_beside
from diagramgen.render.look import Look
from diagramgen.walk.comparison import Comparison
from diagramgen.walk.trace import Trace

WORDS = {
    "zh": {
        "take": "下载",
        "sequence": "时序图（SVG）",
        "states": "状态图（SVG）",
        "header": "首部（SVG）",
        "window": "窗口（SVG）",
        "table": "表格（Markdown）",
        "text": "文本（txt）",
        "json": "轨迹（JSON）",
        "pcap": "抓包（pcap）",
        "beside": "对照图（SVG）",
        "both": "两条轨迹（JSON）",
        "copy": "复制 SVG",
        "copied": "已复制",
        "failed": "复制不了，请下载",
    },
    "en": {
        "take": "Download",
        "sequence": "chart (SVG)",
        "states": "graph (SVG)",
        "header": "header (SVG)",
        "window": "windows (SVG)",
        "table": "table (Markdown)",
        "text": "text (txt)",
        "json": "trace (JSON)",
        "pcap": "capture (pcap)",
        "beside": "both (SVG)",
        "both": "both traces (JSON)",
        "copy": "Copy SVG",
        "copied": "Copied",
        "failed": "Cannot copy: download it",
    },
}

#: What URI and HTML both take as it is: the less is rewritten, the better gzip packs it.
_SAFE = "!$()*+,-./:;=?@_~"
_PAPER = '<rect class="dg-paper" width="100%" height="100%" fill="#ffffff"/>'


class Download(NamedTuple):
    """A file to take: what it is (a key of `WORDS`), its name, its media type and its octets."""

    kind: str
    name: str
    media: str
    octets: bytes

    @property
    def uri(self) -> str:
        """The whole file as a URI: text readable and packed well by gzip, octets in base64."""
        if self.kind == "pcap":
            return f"data:{self.media};base64,{b64encode(self.octets).decode('ascii')}"
        return f"data:{self.media};charset=utf-8,{quote(self.octets, safe=_SAFE)}"


def downloads(trace: Trace | Comparison, view: str, look: Look, stem: str) -> list[Download]:
    """The files of a figure. `stem` begins their names; what has words also names its language."""

    def file(kind: str, end: str, media: str, content: str | bytes) -> Download:
        octets = content if isinstance(content, bytes) else content.encode("utf-8")
        return Download(kind, stem + end, media, octets)

    alone = replace(look, id=stem)
    if isinstance(trace, Comparison):
        picture = render_beside(trace, "svg", alone)
        table = render_beside(trace, "markdown", alone)
        return [
            file("beside", f".{look.lang}.svg", "image/svg+xml", picture),
            file("table", f".{look.lang}.md", "text/markdown", table),
            file("both", ".json", "application/json", render_beside(trace, "json", alone)),
        ]
    if view == "table":
        text = render(trace, "table", "markdown", alone)
        return [file("table", f".{look.lang}.md", "text/markdown", text)]
    if view == "text":
        text = render(trace, "text", "text", alone)
        return [file("text", f".{look.lang}.txt", "text/plain", text)]
    if view == "states":
        from diagramgen.site.graphviz import states  # noqa: PLC0415  as in `fence`

        graph = states(alone, trace).replace("</desc>", f"</desc>{_PAPER}", 1)
        return [file("states", f"-states.{look.lang}.svg", "image/svg+xml", graph)]
    picture = render(trace, view, "svg", alone)
    if view != "sequence":
        which = f"-{look.segment}" if view == "header" else ""
        return [file(view, f"-{view}{which}.{look.lang}.svg", "image/svg+xml", picture)]
    return [
        file(view, f".{look.lang}.svg", "image/svg+xml", picture),
        file("json", ".json", "application/json", render(trace, "trace", "json")),
        file("pcap", ".pcap", "application/vnd.tcpdump.pcap", render(trace, "trace", "pcap")),
    ]


def download_row(trace: Trace | Comparison, view: str, look: Look, stem: str) -> str:
    """The files of a figure as a row of links.

    A page's script may add a button that copies the SVG; what it is to say stands here, so that the
    script knows no language.
    """
    words = WORDS[look.lang]
    links = [
        f'<a download="{escape(file.name)}" href="{file.uri}">{words[file.kind]}</a>'
        for file in downloads(trace, view, look, stem)
    ]
    said = "".join(f' data-{key}="{words[key]}"' for key in ("copy", "copied", "failed"))
    return (
        f'<p class="dg-take" data-search-exclude{said}><span>{words["take"]}</span> '
        f"{' '.join(links)}</p>"
    )
