"""A walk on the state graph: classes, colours and step marks put into the dressed SVG.

The graph is drawn once; a walk only touches its text, which takes well under a millisecond.
"""

from __future__ import annotations

import re
from html import escape

from diagramgen.render.look import Look
from diagramgen.render.states import layout, style
from diagramgen.render.states.dot import number
from diagramgen.render.states.layout import HALF_HEIGHT, HALF_WIDTH, HEIGHT, NODES, Point
from diagramgen.render.states.marks import Mark, marks, said
from diagramgen.render.states.steps import Step, path, steps
from diagramgen.render.states.style import IDLE, MUTED, PAPER, PEERS, SIZE, TEXT, THIN
from diagramgen.render.words.graph import GraphWords, words
from diagramgen.render.words.variants import label
from diagramgen.walk.trace import Trace

_GROUP = re.compile(r'<g id="([^"]*)" class="(dg-(?:arc|state)[^"]*)">\n(.*?)</g>\n', re.DOTALL)
_STROKE = re.compile(r' stroke(?:-width|-dasharray)?="[^"]*"')
_FILL = re.compile(r' fill="#[^"]*"')
_PATH = re.compile(r'<path (?!class="dg-hit")[^>]* d="([^"]*)"/>')
_HEAD = re.compile(r'<polygon [^>]*points="([^"]*)"/>')
_TITLE = re.compile(r'(<title id="title">)[^<]*</title>')
_DESC = re.compile(r'(<desc id="desc">)[^<]*</desc>')
_NOTE = 15  # from one note below the graph to the next


def peer_names(look: Look, word: GraphWords) -> dict[str, str]:
    """What the two peers are called: by letter, and by the author's label if there is one."""
    return {"A": _named("A", look.peers[0], word), "B": _named("B", look.peers[1], word)}


def _named(peer: str, label: str, word: GraphWords) -> str:
    return word.named.format(peer=peer, label=label) if label and label != peer else peer


def legend(look: Look) -> str:
    """The key of the graph without a walk: what bold, dashed and thin lines mean."""
    word = words(look.lang)
    rows = (
        (f'stroke="{PEERS["A"]}" stroke-width="2.4"', "dg-client", word.client_path),
        (f'stroke="{PEERS["B"]}" stroke-width="2" stroke-dasharray="5,2"', "dg-server",
         word.server_path),
        (f'stroke="{THIN}" stroke-width="0.8"', "dg-more", word.other_rows),
    )  # fmt: skip
    out = ['<g class="dg-legend">']
    for place, (line, name, text) in enumerate(rows):
        y = 14 + 16 * place
        out.append(f'<path class="{name}" fill="none" {line} d="M8,{y}L34,{y}"/>')
        out.append(_text(40, y + 4, text))
    return "\n".join([*out, "</g>\n"])


def _text(x: float, y: float, text: str, extra: str = "") -> str:
    return (
        f'<text x="{number(x)}" y="{number(y)}" font-size="{SIZE}" fill="{TEXT}"{extra}>'
        f"{escape(text, quote=False)}</text>"
    )


def add(svg: str, more: str) -> str:
    """The SVG with `more` drawn last."""
    return svg.replace("</svg>", more + "</svg>")


def _dim_arc(body: str) -> str:
    """An arc that the walk does not take: thin and grey."""

    def dim(line: str) -> str:
        if line.startswith("<text"):
            return line.replace(f'"{TEXT}"', f'"{MUTED}"')
        if not line.startswith(("<path fill", "<polygon")):
            return line
        thin = _STROKE.sub("", line).replace(" ", f' stroke="{THIN}" ', 1)
        return _FILL.sub(f' fill="{THIN}"', thin)

    return "".join(dim(line) for line in body.splitlines(keepends=True))


def _dim_state(body: str) -> str:
    """A state that nobody enters: grey."""
    body = _STROKE.sub("", body).replace('class="dg-box"', f'class="dg-box" stroke="{THIN}"', 1)
    return _FILL.sub(f' fill="{IDLE}"', body, count=1).replace(f'"{TEXT}"', f'"{MUTED}"')


def _lines(d: str, peers: str) -> str:
    """A's line is solid, B's double; where both went, B's runs inside A's."""
    a, b = PEERS["A"], PEERS["B"]
    strokes = {
        "A": ((a, 2.6, "dg-line-a"),),
        "B": ((b, 4.4, "dg-line-b"), (PAPER, 1.6, "dg-paper")),
        "AB": ((a, 6.4, "dg-line-a"), (PAPER, 4, "dg-paper"), (b, 2, "dg-line-b")),
    }[peers]
    return "".join(
        f'<path class="{name}" fill="none" stroke="{colour}" stroke-width="{number(width)}"'
        f' d="{d}"/>\n'
        for colour, width, name in strokes
    )


def _head(points: str, peers: str, tip: Point) -> str:
    """The arrow's head, larger than on an arc at rest: Graphviz writes base, tip, base."""
    peer = "B" if peers == "B" else "A"
    pairs = []
    for pair in points.split(" "):
        left, _, right = pair.partition(",")
        pairs.append((float(left), float(right)))
    # Graphviz draws back the head of a thick line, for its stroke; this one has none.
    (x, y), back = tip, pairs[1]
    pairs = [(x + one[0] - back[0], y + one[1] - back[1]) for one in pairs]
    base = ((pairs[0][0] + pairs[2][0]) / 2, (pairs[0][1] + pairs[2][1]) / 2)
    corners = []
    for x, y in (pairs[0], pairs[2]):
        # Half as long again, and more than twice as wide: a double line ends inside it.
        corners.append(
            (
                tip[0] + (base[0] - tip[0]) * 1.5 + (x - base[0]) * 2.2,
                tip[1] + (base[1] - tip[1]) * 1.5 + (y - base[1]) * 2.2,
            )
        )
    grown = " ".join(f"{number(x)},{number(y)}" for x, y in (corners[0], tip, corners[1]))
    return (
        f'<polygon class="dg-head-{peer.lower()}" fill="{PEERS[peer]}" stroke="none"'
        f' points="{grown}"/>\n'
    )


def _lit_arc(body: str, peers: str, tip: Point) -> str:
    body = body.replace(f' fill="{MUTED}"', f' fill="{TEXT}"').replace(' class="dg-muted"', "")
    line, head = _PATH.search(body), _HEAD.search(body)
    assert line is not None and head is not None  # every arc that `dress` writes has both
    body = body.replace(head[0] + "\n", "")
    return body.replace(line[0] + "\n", _lines(line[1], peers) + _head(head[1], peers, tip))


def _lit_state(node: str, body: str, peers: str) -> str:
    """A state that was passed: A's border is solid, B's double."""
    x, y = NODES[node]
    rings = []
    for peer in peers:
        # B's two lines lie inside A's one, so that all three can be seen.
        insets = (0.0,) if peer == "A" else ((2.4, 4.6) if "A" in peers else (0.0, 2.4))
        for inset in insets:
            width, height = HALF_WIDTH - inset, HALF_HEIGHT - inset
            rings.append(
                f'<rect class="dg-line-{peer.lower()}" fill="none" stroke="{PEERS[peer]}"'
                f' stroke-width="{"2.2" if peer == "A" else "1.1"}"'
                f' x="{number(x - width)}" y="{number(y - height)}" width="{number(2 * width)}"'
                f' height="{number(2 * height)}" rx="{number(8 - inset)}"/>\n'
            )
    text = body.index("<text")
    return body[:text] + "".join(rings) + body[text:]


def _mark(mark: Mark) -> str:
    x, y = mark.at
    width, height = mark.width, mark.height
    radius = height / 2 if mark.peer == "A" else 2.5
    return (
        f'<g id="{mark.id}" class="dg-mark dg-lit-{mark.peer.lower()}">\n'
        f"<title>{escape(mark.title, quote=False)}</title>\n"
        f'<rect x="{number(x - width / 2)}" y="{number(y - height / 2)}" width="{number(width)}"'
        f' height="{number(height)}" rx="{number(radius)}" fill="{PEERS[mark.peer]}"'
        f' stroke="{PAPER}"/>\n'
        f'<text x="{number(x)}" y="{number(y + 3.3)}" text-anchor="middle" font-size="9"'
        f' font-weight="700" fill="{PAPER}">{mark.text}</text>\n</g>\n'
    )


def _walk_legend(trace: Trace, look: Look, word: GraphWords) -> str:
    out = ['<g class="dg-legend">\n']
    names = peer_names(look, word)
    for place, peer in enumerate(trace.peers):
        y = 14 + 18 * place
        out.append(_lines(f"M8,{y}L46,{y}", peer))
        out.append(_mark(Mark(f"legend-{peer}", peer, "1", (27, y), names[peer])))
        out.append(_text(54, y + 4, names[peer]) + "\n")
    return "".join([*out, "</g>\n"])


def _notes(
    walk: tuple[Step, ...], trace: Trace, look: Look, word: GraphWords
) -> list[tuple[str, str]]:
    """Lines below the graph: what has no label on it, and whether this is plain RFC 9293."""
    other = label(trace, look.lang, look.peers)
    lines = [(line, ' font-weight="700"') for line in style.label_lines(other)]
    for step in walk:
        if not step.key.startswith("arc-"):
            way = f"{step.source} → {step.target}"
            text = word.note.format(peer=step.peer, n=step.number, way=way, said=said(step, word))
            lines.append((text, ""))
    return lines


def _else_arcs(walk: tuple[Step, ...], word: GraphWords) -> str:
    """Arcs that RFC 9293 does not have, for the steps of a variant."""
    out = {}
    for step in walk:
        if step.key.startswith("else-") and step.key not in out:
            arc = layout.arc_for(step.key, step.source, step.target)
            curve = layout.spline(arc)
            start = f"M{number(curve[0][0])},{number(curve[0][1])}C"
            d = start + " ".join(f"{number(x)},{number(y)}" for x, y in curve[1:])
            tip, base = arc.way[-1], curve[-1]
            across = ((tip[1] - base[1]) * 0.35, (base[0] - tip[0]) * 0.35)
            head = (
                (base[0] + across[0], base[1] + across[1]),
                tip,
                (base[0] - across[0], base[1] - across[1]),
            )
            points = " ".join(f"{number(x)},{number(y)}" for x, y in head)
            said = style.tooltip((step.row,), word, step.beside) if step.row else ""
            title = f"<title>{escape(said, quote=False)}</title>\n" if said else ""
            out[step.key] = (
                f'<g id="{step.key}" class="dg-arc dg-else">\n{title}'
                f'<path fill="none" stroke="{THIN}" d="{d}"/>\n'
                f'<polygon fill="{THIN}" stroke="{THIN}" points="{points}"/>\n</g>\n'
            )
    return "".join(out.values())


def light(svg: str, trace: Trace, look: Look) -> str:
    """Light `trace` on the dressed SVG of the whole graph (without a legend, without a prefix)."""
    word = words(look.lang)
    walk = steps(trace)
    walked: dict[str, str] = {}
    passed: dict[str, str] = {}
    for peer in trace.peers:
        own = [step for step in walk if step.peer == peer]
        for step in own:
            ends_at = layout.foot(layout.arc_for(step.key, step.source, step.target)).target
            nodes = [step.source, ends_at if step.key else step.target]
            for found, key in ((walked, step.key), *((passed, node) for node in nodes)):
                if key and peer not in found.get(key, ""):
                    found[key] = found.get(key, "") + peer
        first = trace.states[peer][0]
        if not own and peer not in passed.get(first, ""):
            passed[first] = passed.get(first, "") + peer

    # What is lit goes to the end, so that no thin line lies on it; there it stands in the order of
    # the walk, in which the keyboard goes through the links.
    last: dict[str, str] = {}
    tips = {
        step.key: layout.arc_for(step.key, step.source, step.target).way[-1]
        for step in walk
        if step.key
    }

    def lit(group: re.Match[str]) -> str:
        name, classes, body = group[1], group[2], group[3]
        node = name.removeprefix("state-")
        peers = passed.get(node, "") if node != name else walked.get(name, "")
        if peers:
            classes += " dg-lit" + "".join(f" dg-lit-{peer.lower()}" for peer in peers)
            if node == name:
                lit_body = _lit_arc(body, peers, tips[name])
                last[name] = f'<g id="{name}" class="{classes}">\n{lit_body}</g>\n'
                return ""
            body = _lit_state(node, body, peers)
        else:
            classes += " dg-dim"
            body = _dim_state(body) if node != name else _dim_arc(body)
        return f'<g id="{name}" class="{classes}">\n{body}</g>\n'

    svg = _GROUP.sub(lit, add(svg, _else_arcs(walk, word)))
    notes = _notes(walk, trace, look, word)
    below = "".join(
        _text(8, HEIGHT + 8 + _NOTE * place, text, extra) + "\n"
        for place, (text, extra) in enumerate(notes)
    )
    tall = HEIGHT + _NOTE * len(notes)
    title, desc = titles(trace, look)
    svg = _TITLE.sub(lambda match: f"{match[1]}{escape(title, quote=False)}</title>", svg, count=1)
    svg = _DESC.sub(lambda match: f"{match[1]}{escape(desc, quote=False)}</desc>", svg, count=1)
    svg = svg.replace(f'height="{HEIGHT}"', f'height="{tall}"', 1)
    svg = svg.replace(f' {HEIGHT}"', f' {tall}"', 1).replace("dg-graph", "dg-graph dg-walk", 1)
    order = dict.fromkeys(step.key for step in walk)
    more = "".join(
        [*(last[key] for key in order if key in last), *(_mark(mark) for mark in marks(walk, word))]
    )
    return add(svg, more + _walk_legend(trace, look, word) + below)


def titles(trace: Trace, look: Look) -> tuple[str, str]:
    """The title and the description of a lit graph."""
    word = words(look.lang)
    names = peer_names(look, word)
    desc = word.walk_desc.format(
        a=names["A"], a_path=path(trace, "A"), b=names["B"], b_path=path(trace, "B")
    )
    other = label(trace, look.lang, look.peers)
    if other:
        desc = word.sentences.format(one=other, other=desc)
    return look.title or word.walk_title.format(name=trace.name), desc
