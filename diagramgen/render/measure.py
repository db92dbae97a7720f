"""The width of a text before anything draws it.

Nothing here asks a font: the reader's machine chooses one. The numbers are those of the widest
common faces (SF Mono for mono, DejaVu Sans for sans), so that a text never turns out wider than the
room that a layout gave it. A Chinese, Japanese or Korean character is 1 em wide everywhere.
"""

from __future__ import annotations

#: Width of one character of a fixed-width face, in hundredths of an em.
MONO = 62
#: Width of the broadest character there is; how much wider than that bold type is.
BROADEST, BOLDER = 125, 1.13
_NARROW = " !'(),./:;I[]fijlrt|"
_BROAD = "%@MWmw"

#: First and last code point of what is drawn 1 em wide; the last row is emoji and rarer ideographs.
_WIDE = (
    (0x1100, 0x115F),
    (0x2014, 0x2014),
    (0x2026, 0x2026),
    (0x2190, 0x21FF),
    (0x2600, 0x27BF),
    (0x2E80, 0x303E),
    (0x3041, 0xA4CF),
    (0xAC00, 0xD7A3),
    (0xF900, 0xFAFF),
    (0xFE30, 0xFE6F),
    (0xFF00, 0xFF60),
    (0xFFE0, 0xFFE6),
    (0x1F000, 0x1FAFF),
    (0x20000, 0x3FFFD),
)


def _beyond_latin(ch: str) -> int:
    """Width of a character that is not ASCII, in hundredths of an em."""
    code = ord(ch)
    if code in (0x200B, 0x200C, 0x200D, 0xFE0E, 0xFE0F) or 0x300 <= code <= 0x36F:
        return 0
    for first, last in _WIDE:
        if first <= code <= last:
            return BROADEST if code >= 0x1F000 and code <= 0x1FAFF else 100
    return 70


def _sans(ch: str) -> int:
    if ch in _NARROW:
        return 40
    if ch in _BROAD:
        return 98
    return 72 if ch < "[" and ch > "@" else 62


#: The same of every ASCII character, by code point.
_SANS = tuple([_sans(chr(code)) for code in range(0x7F)])


def width(text: str, size: int, *, mono: bool = True, bold: bool = False) -> float:
    """The width in px of `text` at font size `size`: what the widest common face needs."""
    if not text:
        return 0.0
    if max(text) < "\x7f":
        total = len(text) * MONO if mono else sum([_SANS[code] for code in text.encode()])
    else:
        total = 0
        for ch in text:
            if ch >= "\x7f":
                total += _beyond_latin(ch)
            else:
                total += MONO if mono else _sans(ch)
    plain = total * size / 100
    return plain * BOLDER if bold else plain


def at_most(text: str, size: int) -> float:
    """The width in px that no text as long as `text` exceeds, whatever it says."""
    return len(text) * BROADEST * BOLDER * size / 100


def fits(text: str, size: int, room: float, *, bold: bool = False) -> bool:
    """Whether `text`, not in a fixed-width face, is at most `room` px wide."""
    if at_most(text, size) <= room:
        return True
    return width(text, size, mono=False, bold=bold) <= room


def shorten(text: str, size: int, room: float, *, bold: bool = False) -> str:
    """`text`, or as much of it as fits into `room` px with an ellipsis."""
    if fits(text, size, room, bold=bold):
        return text
    kept = text
    while kept and not fits(kept + "…", size, room, bold=bold):
        kept = kept[:-1]
    return kept + "…"


def _pieces(text: str) -> list[str]:
    """`text` cut where a line may end: after a space, and around a character 1 em wide."""
    pieces: list[str] = []
    for ch in text:
        after_space = not pieces or pieces[-1].endswith(" ")
        wide = ch >= "\x7f" and _beyond_latin(ch) >= 100
        closing = ch in "，。、；：！？）》”’,.;:!?)"
        if pieces and not closing and (wide or after_space or ord(pieces[-1][-1]) > 0x2E7F):
            pieces.append(ch)
        elif pieces:
            pieces[-1] += ch
        else:
            pieces.append(ch)
    return pieces


def wrap(text: str, size: int, room: float, *, bold: bool = False) -> list[str]:
    """`text` as lines none of which is wider than `room` px; a word too long for one is cut."""
    if text.strip() and fits(text, size, room, bold=bold):
        return [text]
    lines: list[str] = []
    line = ""
    for piece in _pieces(text):
        if line and not fits((line + piece).rstrip(), size, room, bold=bold):
            lines.append(line.rstrip())
            line = ""
        line += piece
        while not fits(line.rstrip(), size, room, bold=bold) and len(line) > 1:
            cut = len(line) - 1
            while cut > 1 and not fits(line[:cut], size, room, bold=bold):
                cut -= 1
            lines.append(line[:cut])
            line = line[cut:]
    if line.strip():
        lines.append(line.rstrip())
    return lines
