"""The measures of the two forms of a header diagram, and the dress of what is on it."""

from __future__ import annotations

from typing import Mapping, NamedTuple

from diagramgen.render.sequence.palette import A_TO_B, B_TO_A, BANNER, MUTED, PAPER, TEXT


class Grid(NamedTuple):
    """Fixed measures, in px."""

    width: int
    edge: int
    left: int  # where bit 0 begins
    cell: int  # the breadth of a bit
    name: int  # font sizes: names, the RFC's names beside them, values, hex, bits, headings
    rfc: int
    value: int
    hex: int
    bit: int
    heading: int
    strip: int  # the height of the line of bits
    box: int  # the height of a box of the nesting
    unit: int  # where the boxes of the nesting begin


WIDE = Grid(
    width=760,
    edge=12,
    left=44,
    cell=22,
    name=13,
    rfc=11,
    value=14,
    hex=11,
    bit=11,
    heading=13,
    strip=19,
    box=38,
    unit=312,
)

NARROW = Grid(
    width=356,
    edge=4,
    left=32,
    cell=10,
    name=12,
    rfc=10,
    value=12,
    hex=10,
    bit=10,
    heading=12,
    strip=17,
    box=36,
    unit=4,
)

#: The fills of the layers, by number: data, TCP, IPv4, Ethernet.
FILLS = ("#e2f3ec", "#e3f0f9", "#f3eefa", "#efefef")
LINES = ("#4aa385", "#5b9bc9", "#9a84c4", "#a3a3a3")
LAYERS = ("data", "tcp", "ip", "ethernet")
RULE = "#8a8a8a"


def _dress() -> Mapping[str, str]:
    """The attributes of each kind of thing, from back to front."""
    found = {"paper": f' class="dg-paper" fill="{PAPER}"', "variant": BANNER}
    for name, fill, line in zip(LAYERS, FILLS, LINES):
        found[name] = f' class="dg-{name}" fill="{fill}"'
        found[f"{name}-box"] = f' class="dg-{name} dg-boxed" fill="{fill}" stroke="{line}"'
    return {
        **found,
        "set": f' class="dg-set" fill="{TEXT}"',
        "part": f' class="dg-part" fill="none" stroke="{RULE}"',
        "empty": f' class="dg-empty" fill="none" stroke="{RULE}" stroke-dasharray="4 3"',
        "frame": f' class="dg-frame" fill="none" stroke="{TEXT}" stroke-width="1.5"',
        # Nothing to see: where the pointer finds what a field means.
        "hit": ' class="dg-hit" fill="none" pointer-events="all"',
        "title": f' class="dg-text" fill="{TEXT}"',
        "noted": f' class="dg-text" fill="{TEXT}"',
        "text": f' class="dg-text" fill="{TEXT}"',
        "muted": f' class="dg-muted" fill="{MUTED}"',
        "on": f' class="dg-on" fill="{PAPER}"',
        "A": f' class="dg-a" fill="{A_TO_B}"',
        "B": f' class="dg-b" fill="{B_TO_A}"',
    }


DRESS = _dress()
