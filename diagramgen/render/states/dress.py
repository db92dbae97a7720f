"""What Graphviz writes, made fit for a page.

Graphviz's SVG carries its version, a DTD, `xlink` titles, and y below zero. A page wants the same
bytes on every machine, plain `<title>`, a size in pixels, a role, a title and a description.
Nothing of it may run: links are dropped, so that no ``javascript:`` can pass.
"""

from __future__ import annotations

import re
from html import escape, unescape

from diagramgen.render.states.style import MUTED, SANS, THIN

_SIZE = re.compile(r'viewBox="0(?:\.0+)? 0(?:\.0+)? ([\d.]+) ([\d.]+)"')
_SHIFT = re.compile(r'<g id="[^"]*" class="graph" [^>]*translate\(([-\d.]+) ([-\d.]+)\)">')
_GROUP = re.compile(
    r'<g id="([^"]*)" class="((?:node|edge|cluster)[^"]*)">\n<title>[^<]*</title>\n'
)
_TIP = re.compile(r'xlink:title="([^"]*)"')
_SHAPE = re.compile(r"<(path|polygon|ellipse|text)\b([^>]*?)(/>|>([^<]*)</text>)")
_ATTRIBUTE = re.compile(r'([a-z-]+)="([^"]*)"')
_PAIR = re.compile(r"(-?\d+(?:\.\d+)?),(-?\d+(?:\.\d+)?)")

#: Attributes of shapes that pass; all else (`xml:space`, and whatever could act) is dropped.
_PASSING = frozenset(
    ("fill", "stroke", "stroke-width", "stroke-dasharray", "points", "d", "cx", "cy", "rx", "ry")
    + ("x", "y", "text-anchor", "font-size", "font-family")
)


class NotGraphviz(ValueError):
    """Text that is not the SVG that Graphviz writes."""


def _number(value: float) -> str:
    text = f"{value:.2f}".rstrip("0").rstrip(".")
    return "0" if text in ("-0", "") else text


def _attributes(text: str, shift: tuple[float, float]) -> list[tuple[str, str]]:
    dx, dy = shift

    def moved(match: re.Match[str]) -> str:
        return f"{_number(float(match[1]) + dx)},{_number(float(match[2]) + dy)}"

    found = []
    for name, value in _ATTRIBUTE.findall(text):
        new = "none" if value == "transparent" else value
        if name in ("points", "d"):
            new = _PAIR.sub(moved, value)
        elif name in ("x", "cx"):
            new = _number(float(value) + dx)
        elif name in ("y", "cy"):
            new = _number(float(value) + dy)
        elif name in ("font-size", "stroke-width", "rx", "ry"):
            new = _number(float(value))
        # The font of labels stands once, at the root.
        if name in _PASSING and (name, new) != ("font-family", SANS):
            found.append((name, new))
    return found


def _shorter(d: str) -> str:
    """The same path, straight pieces as lines: Graphviz writes every piece as a curve."""
    points = [(float(x), float(y)) for x, y in _PAIR.findall(d)]
    out = f"M{_point(points[0])}"
    for start in range(0, len(points) - 3, 3):
        before, first, second, end = points[start : start + 4]
        if first == before and second == end:
            if end != before:
                out += f"L{_point(end)}"
        else:
            out += f"C{_point(first)} {_point(second)} {_point(end)}"
    return out


def _point(point: tuple[float, float]) -> str:
    return f"{_number(point[0])},{_number(point[1])}"


def _box(d: str, paint: str) -> str:
    """A rounded box, that Graphviz writes as a path of 24 points, as a rectangle."""
    points = [(float(x), float(y)) for x, y in _PAIR.findall(d)]
    left, right = min(x for x, _ in points), max(x for x, _ in points)
    top, bottom = min(y for _, y in points), max(y for _, y in points)
    sides = (("x", left), ("y", top), ("width", right - left), ("height", bottom - top))
    where = "".join(f' {name}="{_number(value)}"' for name, value in sides)
    return f'<rect class="dg-box"{paint}{where} rx="8"/>'


def _shapes(body: str, shift: tuple[float, float], *, box: bool, hover: bool) -> list[str]:
    lines = []
    for tag, attributes, _, text in _SHAPE.findall(body):
        given = _attributes(attributes, shift)
        if tag == "path" and not box:
            given = [(name, _shorter(value) if name == "d" else value) for name, value in given]
        kept = dict(given)
        written = "".join(f' {name}="{value}"' for name, value in given)
        if tag == "text":
            if kept.get("fill") == MUTED:
                written = ' class="dg-muted"' + written
            plain = escape(unescape(text), quote=False)
            lines.append(f"<text{written}>{plain}</text>")
        elif tag == "path" and box:
            paint = "".join(f' {name}="{value}"' for name, value in given if name != "d")
            lines.append(_box(kept["d"], paint))
        else:
            lines.append(f"<{tag}{written}/>")
            if hover and tag == "path":
                # A line of one pixel is hard to hit: an unseen wide one lies on it.
                lines.append(
                    f'<path class="dg-hit" fill="none" stroke="{THIN}" stroke-opacity="0"'
                    f' stroke-width="9" d="{kept["d"]}"/>'
                )
    return lines


def dress(svg: str, title: str, desc: str, classes: str = "dg-graph") -> str:
    """Rewrite Graphviz's SVG; raises `NotGraphviz` for anything else.

    Ids are left without a prefix: `prefixed` gives them one.
    """
    size, shift = _SIZE.search(svg), _SHIFT.search(svg)
    if size is None or shift is None:
        raise NotGraphviz("not the SVG that Graphviz writes: no viewBox, or no group 'graph'")
    width, height = (_number(float(n)) for n in size.groups())
    by = (float(shift[1]), float(shift[2]))
    root = (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="{classes}" width="{width}"'
        f' height="{height}" viewBox="0 0 {width} {height}" role="img"'
        f' aria-labelledby="title desc" font-family="{SANS}">'
    )
    lines = [
        root,
        f'<title id="title">{escape(title, quote=False)}</title>',
        f'<desc id="desc">{escape(desc, quote=False)}</desc>',
    ]
    groups = list(_GROUP.finditer(svg))
    for group, following in zip(groups, [*groups[1:], None], strict=True):
        body = svg[group.end() : following.start() if following else len(svg)]
        own = unescape(group[2]).partition(" ")[2] or group[2]
        lines.append(f'<g id="{escape(unescape(group[1]))}" class="{escape(own)}">')
        tip = _TIP.search(body)
        if tip:
            lines.append(f"<title>{escape(unescape(tip[1]), quote=False)}</title>")
        arc = "dg-arc" in own
        thin = "dg-more" in own or "dg-else" in own
        lines += _shapes(body, by, box=not arc, hover=thin)
        lines.append("</g>")
    lines.append("</svg>")
    return "\n".join(lines) + "\n"


def prefixed(svg: str, prefix: str) -> str:
    """The same SVG with every id, and what names one, under `prefix`: two can share a page."""
    if not prefix:
        return svg
    before = escape(prefix) + "-"
    svg = re.sub(r' id="', f' id="{before}', svg)
    return svg.replace(
        'aria-labelledby="title desc"', f'aria-labelledby="{before}title {before}desc"', 1
    )
