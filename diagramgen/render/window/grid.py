"""The measures of the two forms of the view of sequence numbers, and the dress of what is on it."""

from __future__ import annotations

from typing import Mapping, NamedTuple

from diagramgen.render.sequence.palette import A_TO_B, B_TO_A, BANNER, MUTED, PAPER, TEXT


class Grid(NamedTuple):
    """Fixed measures, in px. `columns` are the left and right end of each space's column."""

    width: int
    edge: int
    columns: tuple[tuple[int, int], tuple[int, int]]
    text: int  # font sizes: the line of a row, numbers and what is in the bars, variables
    number: int
    variable: int
    bar: int  # the height of a bar


WIDE = Grid(
    width=760,
    edge=12,
    columns=((12, 370), (390, 748)),
    text=12,
    number=12,
    variable=10,
    bar=20,
)

NARROW = Grid(
    width=356,
    edge=6,
    columns=((6, 350), (6, 350)),
    text=11,
    number=11,
    variable=10,
    bar=18,
)

#: Beyond both ends of an axis the line of numbers goes on for this long.
BEYOND = 12

RULE, TINTS = "#8a8a8a", {"A": "#e3f0f9", "B": "#fbebdd"}


def _dress() -> Mapping[str, str]:
    """The attributes of each kind of thing, from back to front."""
    found = {
        "paper": f' class="dg-paper" fill="{PAPER}"',
        "variant": BANNER,
        "rule": f' class="dg-rule" fill="none" stroke="{RULE}" stroke-width="0.6"',
        "axis": (
            f' class="dg-axis" fill="none" stroke="{RULE}" stroke-width="2" stroke-dasharray="1 4"'
        ),
    }
    colours = (("A", A_TO_B), ("B", B_TO_A))
    for peer, colour in colours:
        drawn, line = f"dg-{peer.lower()}", f'stroke="{colour}" stroke-width="1.4"'
        hollow = f' class="{drawn}-line" fill="none" {line}'
        found[f"{peer}-done"] = f' class="{drawn}-done" fill="{colour}" {line}'
        found[f"{peer}-got"] = f' class="{drawn}-got" fill="{TINTS[peer]}" {line}'
        found[f"{peer}-hatch"] = found[f"{peer}-open"] = hollow
        found[f"{peer}-dash"] = hollow + ' stroke-dasharray="5 3"'
    found["divide"] = f' class="dg-divide" fill="none" stroke="{RULE}"'
    found["gap"] = f' class="dg-gap" fill="none" stroke="{PAPER}" stroke-width="1.2"'
    found["clear"] = found["paper"]
    found["break"] = f' class="dg-break" fill="none" stroke="{MUTED}" stroke-width="1.2"'
    found["pointer"] = f' class="dg-pointer" fill="none" stroke="{TEXT}" stroke-width="1.2"'
    found["stop"] = f' class="dg-pointer" fill="none" stroke="{TEXT}" stroke-width="2"'
    for peer, colour in colours:
        found[f"{peer}-badge"] = f' class="dg-{peer.lower()}" fill="{colour}"'
        found[peer] = f' class="dg-{peer.lower()}" fill="{colour}"'
    for kind in ("title", "noted", "text"):
        found[kind] = f' class="dg-text" fill="{TEXT}"'
    found["muted"] = f' class="dg-muted" fill="{MUTED}"'
    found["on"] = f' class="dg-on" fill="{PAPER}"'
    return found


DRESS = _dress()
