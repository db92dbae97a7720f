"""Step marks: the numbers on a lit graph. A's stand in circles, B's in squares."""

from __future__ import annotations

from dataclasses import dataclass

from diagramgen.render.states import layout
from diagramgen.render.states.layout import HALF_HEIGHT, HALF_WIDTH, NODES, Point
from diagramgen.render.states.steps import Step
from diagramgen.render.states.style import sentence
from diagramgen.render.words.graph import GraphWords

SIZE = 15.0
_DIGIT = 5.2  # the width of a digit at 9 px


@dataclass(frozen=True)
class Mark:
    """A number (or several: "2,4") of one peer, its middle at `at`."""

    id: str
    peer: str
    text: str
    at: Point
    title: str

    @property
    def width(self) -> float:
        """Wide enough for the text."""
        return max(SIZE, round(len(self.text) * _DIGIT + 6, 1))

    @property
    def height(self) -> float:
        """All are equally high."""
        return SIZE


def said(step: Step, words: GraphWords) -> str:
    """What a step is: the row that it follows, or that there is none."""
    if step.row is not None:
        return sentence(step.row, words, step.beside)
    return words.crash if step.crash else words.not_a_row


def marks(steps: tuple[Step, ...], words: GraphWords) -> tuple[Mark, ...]:
    """The marks of a walk: one for each peer on each arc that it passes."""
    # A crash has no arrow: its mark sits on the corner of the state that is forgotten.
    places: dict[str, list[Step]] = {}
    for step in steps:
        places.setdefault(step.key or f"crash-{step.source}", []).append(step)
    found = []
    for key, here in places.items():
        peers = sorted({step.peer for step in here})
        for place, peer in enumerate(peers):
            own = [step for step in here if step.peer == peer]
            step = own[0]
            if step.crash:
                x, y = NODES[step.source]
                at = (x + HALF_WIDTH - 8 - 17 * place, y - HALF_HEIGHT)
            else:
                arc = layout.arc_for(key, step.source, step.target)
                at = layout.point_at(arc, arc.marks[place])
            text = ",".join(str(one.number) for one in own)
            way = f"{step.source} → {step.target}"
            step_n = words.step.format(n=text)
            says = words.note.format(peer=peer, n=step_n, way=way, said=said(step, words))
            found.append(Mark(f"mark-{peer}-{key}", peer, text, at, says))
    return tuple(found)
