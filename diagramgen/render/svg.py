"""Writing SVG: text escaped, attributes in the order given, numbers as short as they can be.

The writer is a list of strings. It knows the five elements that a chart is made of and leaves what
they mean to its callers. What it writes is XML on its own and HTML when inlined.
"""

from __future__ import annotations

from typing import Union

Number = Union[int, float]

#: Code points that XML 1.0 has no way to write.
_REPLACEMENT = "\ufffd"


def _writable(ch: str) -> bool:
    code = ord(ch)
    if code < 0x20:
        return ch in "\t\n"
    return not (0xD800 <= code <= 0xDFFF or code in (0xFFFE, 0xFFFF))


def escape(text: str) -> str:
    """`text` for an element or for an attribute in double quotes."""
    if not text:
        return text
    if min(text) < " " or max(text) > "\ud7ff":
        text = "".join([ch if _writable(ch) else _REPLACEMENT for ch in text])
    for raw, safe in (("&", "&amp;"), ("<", "&lt;"), (">", "&gt;"), ('"', "&quot;")):
        if raw in text:
            text = text.replace(raw, safe)
    return text


def num(value: Number) -> str:
    """`value` to a tenth, without a point where none is needed: the same on every machine."""
    if value < 0:
        shown = num(-value)
        return shown if shown == "0" else "-" + shown
    tenths = int(value * 10 + 0.5)
    rest = tenths % 10
    return f"{tenths // 10}.{rest}" if rest else f"{tenths // 10}"


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
        self._parts.append(
            f'<rect x="{num(x)}" y="{num(y)}" width="{num(w)}" height="{num(h)}"{more}/>'
        )

    def path(self, d: str, more: str = "") -> None:
        """A path; `d` consists of letters and of numbers that `num` wrote."""
        self._parts.append(f'<path d="{d}"{more}/>')

    def text(self, x: Number, y: Number, text: str, more: str = "") -> None:
        """A text with its anchor at (`x`, `y`)."""
        self._parts.append(f'<text x="{num(x)}" y="{num(y)}"{more}>{escape(text)}</text>')

    def __str__(self) -> str:
        return "".join(self._parts)
