"""How a walk is to look: everything that an author may choose and that is not in the trace."""

from __future__ import annotations

from dataclasses import dataclass

LANGUAGES = ("zh", "en")
DETAILS = ("flags", "numbers", "full")
NUMBERS = ("absolute", "relative")


@dataclass(frozen=True)
class Look:
    """Choices for a renderer.

    `lang` is one of `LANGUAGES`. `peers` are labels for A and B (empty: the words of the
    language). `id` prefixes every id in an SVG. `detail`: "flags" shows the control bits only,
    "numbers" SEQ and ACK too, and LEN of what has text, "full" LEN and window of all. `numbers`:
    "relative" counts from each side's ISS. `narrow` asks for the form that fits a phone (356 px).
    `segment` is the number of the segment whose header is drawn. `links` makes each segment of a
    sequence chart a link to the section of RFC 9293 that had it sent.
    """

    lang: str = "en"
    title: str = ""
    peers: tuple[str, str] = ("", "")
    id: str = ""
    detail: str = "numbers"
    numbers: str = "absolute"
    narrow: bool = False
    segment: int = 1
    links: bool = False
