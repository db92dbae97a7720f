"""What a page says of itself to a search engine, where its author has not: its first paragraph."""

from __future__ import annotations

import re
from html import escape, unescape
from itertools import accumulate

#: A result of a search shows about so much; a Chinese character is as wide as two letters.
WIDTH = 160

_PARAGRAPH = re.compile(r"<p>(.*?)</p>", re.DOTALL)
_TAG = re.compile(r"<[^>]*>")


def described(html: str) -> str:
    """Return how the first paragraph of a page begins, safe in an attribute; "" without one."""
    found = _PARAGRAPH.search(html)
    text = " ".join(unescape(_TAG.sub("", found[1])).split()) if found else ""
    return escape(shortened(text))


def shortened(text: str) -> str:
    """Cut a text after the last sentence, clause or word that fits."""
    wide = accumulate(2 if ord(char) >= 0x2E80 else 1 for char in text)
    kept = text[: sum(width <= WIDTH for width in wide)]
    if kept == text:
        return text
    for stops in ("。！？", ".!?", "；：，;:,", " "):
        cut = max(kept.rfind(stop) for stop in stops) + 1
        if cut > len(kept) // 2:
            return kept[:cut].rstrip("；：，;:, ")
    return kept
