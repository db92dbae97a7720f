"""Two laid-out ladders as one SVG: each in a group of its own, the marks of what differs on top."""

from __future__ import annotations

from diagramgen.render.beside.layout import TAG, Ladder, Place, Plan
from diagramgen.render.beside.said import SIGNS, Said
from diagramgen.render.sequence import palette
from diagramgen.render.sequence.describe import Description
from diagramgen.render.sequence.draw import Drawing, frame
from diagramgen.render.sequence.shapes import Text
from diagramgen.render.svg import Svg, num, point
from diagramgen.walk.trace import Sent

TAG_BOX = ' class="dg-tag" rx="3" fill="#fff4d6" stroke="#b58900"'
TAG_TEXT = f' class="dg-tag-text" fill="{palette.TEXT}"{palette.MIDDLE}{palette.IN_SANS}'
ODD = f' class="dg-odd" fill="none" stroke="{palette.TEXT}" stroke-width="1.8"'
DIVIDE = f' class="dg-divide" stroke="{palette.LIFELINE}" stroke-dasharray="2 4"'
TITLE = (
    f' class="dg-title-text" fill="{palette.TEXT}" font-weight="600"{palette.MIDDLE}'
    f"{palette.IN_SANS}"
)


class Telling(Description):
    """The sentences of a walk; the title of an arrow also names its partner."""

    def __init__(self, ladder: Ladder, said: Said, side: int) -> None:
        super().__init__(ladder.trace, ladder.wording, ladder.peers())
        self.said, self.side = said, side

    def title(self, seg: Sent, c: int) -> str:
        """The title of an arrow."""
        own, words = super().title(seg, c), self.said.words
        n = self.said.partner[self.side].get(seg.n)
        if n is None:
            return f"{own}, {words.only}"
        mark = self.said.mark(self.side, seg)
        partner = words.partner.format(n=n, walk=SIGNS[1 - self.side])
        return f"{own}, {partner}" + (f", {mark}" if mark else "")


class Half(Drawing):
    """One ladder, written into the common SVG."""

    def __init__(self, svg: Svg, ladder: Ladder, said: Said, side: int) -> None:
        super().__init__(ladder, ladder.layout)
        self.svg, self.ladder = svg, ladder
        self.saying: Description = Telling(ladder, said, side)

    def write(self, place: Place, side: int) -> None:
        """Write the ladder where it stands."""
        move = ""
        if place.x or place.y:
            move = f' transform="translate({point(place.x, place.y)})"'
        self.svg.start("g", f' class="dg-walk" data-walk="{side + 1}"{move}')
        tags = self.tags()
        self.lifelines()
        self.folds()
        self.segments()
        hidden = self.chart.look.links  # as in a single chart: the description says all of it
        if hidden:
            self.svg.start("g", ' aria-hidden="true"')
        self.marks()
        self.states()
        self.odd()
        self.braces()
        self.texts()
        self.write_tags(tags)
        if hidden:
            self.svg.end()
        self.svg.end()

    def tags(self) -> list[Text]:
        """The marks beside arrows, taken out of the other texts."""
        marks, layout = self.ladder.marked.said, self.layout
        found: list[Text] = []
        for i, label in enumerate(layout.labels):
            tags = [text for text in label if text.text == marks.get(text.n)]
            layout.labels[i] = [text for text in label if text not in tags]
            found += tags
        return found

    def write_tags(self, tags: list[Text]) -> None:
        """Marks on a ground of their own."""
        if not tags:
            return
        svg = self.svg
        svg.start("g", f'{TAG_TEXT} font-size="{tags[0].size}"')
        for text in tags:
            turned = f"rotate({num(text.angle)})" if text.angle else ""
            place = f' transform="translate({point(text.x, text.y)}){turned}"'
            svg.start("g", f' data-n="{text.n}"{place}')
            half = text.quad().half_w + TAG - 1
            svg.rect(-half, -text.size * 0.78 - 1.5, 2 * half, text.size + 3, TAG_BOX)
            svg.leaf("text", text.text)
            svg.end()
        svg.end()

    def odd(self) -> None:
        """A thick outline around the states that differ."""
        boxes = [b for b in self.layout.states if self.ladder.odd.get(b.moment) == "≠"]
        if boxes:
            self.svg.start("g", ODD)
            for box in boxes:
                self.svg.rect(box.x, box.y, box.w, box.h, ' rx="4"')
            self.svg.end()


def draw(plan: Plan) -> str:
    """Write the picture."""
    svg, said = Svg(), plan.said
    halves = [Half(svg, place.ladder, said, side) for side, place in enumerate(plan.places)]
    words = (said.title(), _description(said, halves))
    frame(svg, said.look, (plan.width, plan.height), words, "dg dg-beside")
    if plan.divide[0]:
        x, y0, y1 = plan.divide
        svg.path(f"M{point(x, y0)}V{num(y1)}", DIVIDE)
    for text in plan.texts:
        hidden = ' aria-hidden="true"' if said.look.links else ""
        svg.text(text.x, text.y, text.text, f'{TITLE} font-size="{text.size}"{hidden}')
    for side, (place, half) in enumerate(zip(plan.places, halves)):
        half.write(place, side)
    svg.end()
    return str(svg)


def _description(said: Said, halves: list[Half]) -> str:
    """What differs, and then each walk, in sentences."""
    space = said.words.space
    found = [said.words.intro.format(one=said.names[0], other=said.names[1]), said.counts()]
    found += said.sentences()
    for side, half in enumerate(halves):
        found.append(f"{SIGNS[side]} {half.saying.text()}")
    return space.join(found)
