"""A comparison for readers: both walks side by side, differences marked with `!`."""

from __future__ import annotations

from diagramgen.kernel.compare import Comparison
from diagramgen.kernel.words import WORDS, Words
from diagramgen.render.text import columns
from diagramgen.walk.trace import Sent, Trace

_LEAST = 46  # columns of the machine's side
_SAME, _DIFFERENT = " = ", " ! "


def side_by_side(comparison: Comparison, lang: str, untraced: str = "") -> str:
    """Write both walks; `untraced` is `Recorded.untraced`."""
    words = WORDS[lang]
    release = str(comparison.kernel.settings["kernel"])
    head = (
        words.machine.format(rules=comparison.machine.rules),
        words.kernel.format(release=release),
    )
    cells = [(_cell(row.machine, words), _cell(row.kernel, words)) for row in comparison.rows]
    width = max([_LEAST, columns(head[0])] + [columns(left) for left, _ in cells])
    lines = [_pad(head[0], width) + "   " + head[1], "", words.segments]
    for row, (left, right) in zip(comparison.rows, cells, strict=True):
        lines.append(_pad(left, width) + (_SAME if row.same else _DIFFERENT) + right)
    lines += ["", words.states]
    for peer, (machine, kernel) in comparison.paths.items():
        mark = _SAME if comparison.same_path(peer) else _DIFFERENT
        lines.append(f"{mark[1]} {peer}  {_path(machine, words)}")
        if machine != kernel:
            lines.append(f"     {_path(kernel, words)}  <- Linux {release}")
    lines += ["", *_notes(comparison, words, untraced)]
    return "".join(line.rstrip() + "\n" for line in lines)


def _pad(text: str, width: int) -> str:
    return text + " " * (width - columns(text))


def _path(path: tuple[str, ...], words: Words) -> str:
    return " ".join(path) or words.nothing


def _cell(sent: Sent | None, words: Words) -> str:
    if sent is None:
        return ""
    fates = {copy.fault for copy in sent.copies}
    said = ""
    if sent.injected:
        said = words.injected
    elif sent.lost:
        said = words.nobody if "down" in fates else words.lost
    return f"{sent.sent:>6}  {sent}" + (f"  {said}" if said else "")


def _notes(comparison: Comparison, words: Words, untraced: str) -> list[str]:
    lines = []
    different = [row for row in comparison.rows if not row.same]
    paths = [peer for peer in comparison.paths if not comparison.same_path(peer)]
    if different or paths:
        lines.append(
            words.differ.format(count=len(different), rows=len(comparison.rows), paths=len(paths))
        )
    else:
        lines.append(words.equal.format(segments=len(comparison.rows)))
    if comparison.cut is not None:
        lines.append(words.cut.format(ms=comparison.cut))
    if any(_waits(trace) for trace in (comparison.kernel,)):
        lines.append(words.two_msl)
    if comparison.kernel.waiting:
        lines.append(words.waiting.format(acts="; ".join(comparison.kernel.waiting)))
    if untraced:
        lines.append(words.untraced.format(why=untraced))
    return lines


def _waits(trace: Trace) -> bool:
    return any(path[-1] == "TIME-WAIT" for path in trace.states.values())
