"""Writing SVG: text escaped, attributes in the order given, numbers as short as they can be.

The writer is a list of strings. It knows the five elements that a chart is made of and leaves what
they mean to its callers. What it writes is XML on its own and HTML when inlined.
"""

from __future__ import annotations

from typing import Union

Number = Union[int, float]

#: Characters that XML 1.0 has no way to write, and what stands for one.
_UNWRITABLE = frozenset(
    [chr(code) for code in range(0x20) if code not in (0x09, 0x0A)]
    + [chr(code) for code in range(0xD800, 0xE000)]
    + ["\ufffe", "\uffff"]
)
_REPLACEMENT = "\ufffd"

_ENTITIES = (("&", "&amp;"), ("<", "&lt;"), (">", "&gt;"), ('"', "&quot;"))
#: What must not stand in a text as it is. Nearly every text of a chart has none of it.
_SPECIAL = _UNWRITABLE | frozenset([raw for raw, _ in _ENTITIES])

#: How a number's tenths are written.
_TENTHS = ("", ".1", ".2", ".3", ".4", ".5", ".6", ".7", ".8", ".9")


def escape(text: str) -> str:
    """`text` for an element or for an attribute in double quotes."""
    if _SPECIAL.isdisjoint(text):
        return text
    if not _UNWRITABLE.isdisjoint(text):
        text = "".join([_REPLACEMENT if ch in _UNWRITABLE else ch for ch in text])
    for raw, safe in _ENTITIES:
        text = text.replace(raw, safe)
    return text


def num(value: Number) -> str:
    """`value` to a tenth, without a point where none is needed: the same on every machine."""
    if value < 0:
        shown = num(-value)
        return shown if shown == "0" else "-" + shown
    tenths = int(value * 10 + 0.5)
    return f"{tenths // 10}{_TENTHS[tenths % 10]}"


def point(x: Number, y: Number, between: str = " ") -> str:
    """Two numbers as `num` writes them; most of a chart's come this way."""
    if x < 0 or y < 0:
        return num(x) + between + num(y)
    a, b = int(x * 10 + 0.5), int(y * 10 + 0.5)
    return f"{a // 10}{_TENTHS[a % 10]}{between}{b // 10}{_TENTHS[b % 10]}"


def relative(x: Number, y: Number) -> str:
    """A step of a path, as short as it can be: what a letter or another step may precede."""
    across, down = num(x), num(y)
    return _bare(across) + ("" if down[0] == "-" else " ") + _bare(down)


def _bare(shown: str) -> str:
    """A number without the nought before its point, which a path can do without."""
    if shown[:2] == "0.":
        return shown[1:]
    return "-" + shown[2:] if shown[:3] == "-0." else shown


def attributes(*pairs: tuple[str, Union[str, Number]]) -> str:
    """`pairs` as attributes, each with a space before it; an empty string is left out."""
    out = ""
    for name, value in pairs:
        if value != "":
            shown = escape(value) if isinstance(value, str) else num(value)
            out += f' {name}="{shown}"'
    return out


class Svg:
    """An SVG on its way. `more` is what `attributes` returned."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._open: list[str] = []

    def start(self, tag: str, more: str = "") -> None:
        """Open an element; `end` closes the one opened last."""
        self._open.append(tag)
        self._parts.append(f"<{tag}{more}>")

    def end(self) -> None:
        """Close the element opened last."""
        self._parts.append(f"</{self._open.pop()}>")

    def leaf(self, tag: str, text: str, more: str = "") -> None:
        """An element with nothing but text in it."""
        self._parts.append(f"<{tag}{more}>{escape(text)}</{tag}>")

    def rect(self, x: Number, y: Number, w: Number, h: Number, more: str = "") -> None:
        """A rectangle."""
        place, size = point(x, y, '" y="'), point(w, h, '" height="')
        self._parts.append(f'<rect x="{place}" width="{size}"{more}/>')

    def rects(self, places: list[tuple[Number, Number, str]], w: Number, h: Number) -> None:
        """Rectangles of one size, each at its place and with what is its own (`more`)."""
        size = f'" width="{num(w)}" height="{num(h)}"'
        for x, y, more in places:
            self._parts.append(f'<rect x="{num(x)}" y="{num(y)}{size}{more}/>')

    def path(self, d: str, more: str = "") -> None:
        """A path; `d` consists of letters and of numbers that `num` wrote."""
        self._parts.append(f'<path d="{d}"{more}/>')

    def text(self, x: Number, y: Number, text: str, more: str = "") -> None:
        """A text with its anchor at (`x`, `y`)."""
        place = point(x, y, '" y="')
        self._parts.append(f'<text x="{place}"{more}>{escape(text)}</text>')

    def __str__(self) -> str:
        return "".join(self._parts)
