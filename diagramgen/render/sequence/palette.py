"""How a chart that stands alone is dressed: light colours, as literal attributes.

Beside each colour stands a class; a page's stylesheet goes by the classes and wins over attributes
(site/assets/diagram.css does so for dark pages). Whatever is written here is ready for an element.
"""

from __future__ import annotations

TEXT, MUTED, LOST, PAPER = "#1f1f1f", "#6b6b6b", "#c1272d", "#fff"
A_TO_B, B_TO_A = "#0072b2", "#b84a00"
LIFELINE = "#8a8a8a"

MONO = (
    "ui-monospace,SFMono-Regular,Menlo,Consolas,'DejaVu Sans Mono','Liberation Mono',"
    "'Noto Sans Mono CJK SC','PingFang SC','Microsoft YaHei',monospace"
)
SANS = (
    "system-ui,'Helvetica Neue',Arial,'PingFang SC','Microsoft YaHei','Noto Sans CJK SC',"
    "'Noto Sans SC',sans-serif"
)
IN_SANS = f' font-family="{SANS}"'
MIDDLE = ' text-anchor="middle"'

SHEET = f' class="dg-paper" fill="{PAPER}"'
LIFE = f' class="dg-life" stroke="{LIFELINE}" stroke-width="1.5"'
DOWN = ' stroke-dasharray="2 5"'
GOES_ON = ' stroke-dasharray="1.5 2"'
FOLD = f' class="dg-fold" fill="none" stroke="{MUTED}" stroke-width="1.2" stroke-linejoin="round"'
BRACE = f' class="dg-brace" fill="none" stroke="{MUTED}" stroke-width="1.3"'
SEGMENTS = (
    ' class="dg-segments" fill="currentColor" stroke="currentColor" stroke-width="1.5"'
    f' stroke-linejoin="round" paint-order="stroke"{MIDDLE}'
)
CLOUD = f' class="dg-cloud" fill="{PAPER}" paint-order="normal"'
GHOST = (
    f' class="dg-ghost" stroke="{MUTED}" stroke-width="1.2" stroke-dasharray="1 5"'
    ' stroke-linecap="round"'
)
CROSS = f' class="dg-cross" fill="none" stroke="{LOST}" stroke-width="3" stroke-linecap="round"'
_RESTART = f' class="dg-restart" fill="{PAPER}" stroke="{TEXT}" stroke-width="1.8"'
_CALL = f' class="dg-call" fill="none" stroke="{TEXT}" stroke-width="1.3"'
_TOLD = f' class="dg-told" fill="none" stroke="{TEXT}" stroke-width="1.3"'
_ERROR = f' class="dg-error" fill="none" stroke="{LOST}" stroke-width="1.3"'
#: The signs at a lifeline, by kind.
MARKS = (
    ("call", _CALL),
    ("told", _TOLD),
    ("error", _ERROR),
    ("crash", CROSS),
    ("restart", _RESTART),
)
BANNER = ' class="dg-variant" rx="4" fill="#fff4d6" stroke="#b58900"'
STATES = f' class="dg-states" fill="{TEXT}"{MIDDLE}'
HEADS = f' class="dg-heads" fill="{TEXT}" font-weight="600"{MIDDLE}'
PEER = f' class="dg-head" fill="{PAPER}" stroke="{TEXT}" stroke-width="1.2"'
#: A label through which a line runs keeps it clear of itself; others need no outline at all.
HALO, NO_HALO = f' stroke="{PAPER}" stroke-width="4"', ' stroke="none"'

#: The kinds of text outside the arrows, with their colours, from back to front.
KINDS = (
    ("time", MUTED),
    ("heads", ""),  # in the face of those that follow, `IN_SANS`
    ("call", TEXT),
    ("told", TEXT),
    ("error", LOST),
    ("crash", LOST),
    ("restart", TEXT),
    ("timer", MUTED),
    ("foot", MUTED),
    ("variant", TEXT),
    ("title", TEXT),
)

#: Phase: fill and outline.
PHASES = (
    ("opening", "#e3f0f9", "#5b9bc9"),
    ("open", "#e2f3ec", "#4aa385"),
    ("closing", "#fbebdd", "#cf8a4d"),
    ("closed", "#efefef", "#a3a3a3"),
)
_PHASES = tuple(
    [(name, f' class="dg-{name}" fill="{fill}" stroke="{line}"') for name, fill, line in PHASES]
)

#: Dashes tell faults apart without colour.
DASHES = (
    ("lost", "6 4"),
    ("again", "9 3"),
    ("duplicate", "3 3"),
    ("delayed", "10 3 2 3"),
    ("reordered", "10 3 2 3"),
    ("old", "3 3"),
)


def phase(name: str) -> str:
    """The dress of a bar or box in the colours of a phase."""
    for known, dress in _PHASES:
        if name == known:
            return dress
    return f' fill="{PAPER}" stroke="{LIFELINE}"'


def dash(fault: str) -> str:
    """The dashes of an arrow that something befell; nothing for any other."""
    for known, pattern in DASHES:
        if fault == known:
            return f' stroke-dasharray="{pattern}"'
    return ""


def segment(source: str) -> str:
    """The dress of what `source` sends."""
    return _FROM_A if source == "A" else _FROM_B


_FROM_A = f' class="dg-segment dg-ab" color="{A_TO_B}"'
_FROM_B = f' class="dg-segment dg-ba" color="{B_TO_A}"'


def label(kind: str, size: str, *, halo: bool) -> str:
    """The dress of a line of a label; `size` is its face and font size, if not the chart's own."""
    if kind == "lost":
        name = "dg-lost dg-halo" if halo else "dg-lost"
        return f' class="{name}" fill="{LOST}"{size}{HALO if halo else ""}'
    return f' class="dg-halo"{size}{HALO}' if halo else size
