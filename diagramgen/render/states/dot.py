"""The state graph as DOT, for Graphviz: pinned (`layout=nop2`), or one state's neighbourhood.

Plain DOT, so that any Graphviz draws the same: no HTML labels (Graphviz as WebAssembly has none),
texts centred, so that no font's widths can move them.
"""

from __future__ import annotations

from collections.abc import Iterable

from graphviz import Digraph, escape

from diagramgen.render.states import layout
from diagramgen.render.states.layout import FOOT, HEIGHT, NODES, WIDTH, Arc, Point
from diagramgen.render.states.marks import Mark
from diagramgen.render.states.steps import Step
from diagramgen.render.states.style import (
    CLIENT_ARCS,
    FILLS,
    IDLE,
    LINE,
    MONO,
    MUTED,
    PAPER,
    PEERS,
    SANS,
    SERVER_ARCS,
    SIZE,
    SIZE_STATE,
    TEXT,
    THIN,
    cause_lines,
    label_lines,
    phase,
    tooltip,
)
from diagramgen.render.words.graph import GraphWords
from diagramgen.tcp.transitions import State, Transition

_INCH = 72  # points
_EDGE = 6  # around a neighbourhood
_ONE_WIDTH = 420  # of a neighbourhood: a phone shows it nearly full size
_ROW = 36  # the least height of one arc in a neighbourhood
_DOT = 0.01  # inches: the smallest width that Graphviz knows


def number(value: float) -> str:
    """A coordinate without a needless ``.0``."""
    return f"{round(value, 2):g}"


def _inches(pixels: float) -> str:
    return f"{pixels / _INCH:.6g}"


def _pos(point: Point) -> str:
    """A point for DOT, where y grows upwards."""
    return f"{number(point[0])},{number(HEIGHT - point[1])}"


def by_arc(rows: Iterable[Transition]) -> dict[str, tuple[Transition, ...]]:
    """The rows of each arc, by its key, in the order of the rows."""
    found: dict[str, tuple[Transition, ...]] = {}
    for row in rows:
        key = layout.key_of(row)
        found[key] = (*found.get(key, ()), row)
    return found


def _graph(engine: str) -> Digraph:
    graph = Digraph("tcp")
    graph.attr("graph", layout=engine, pad="0", bgcolor="transparent", fontname=SANS)
    graph.attr(
        "node",
        shape="box",
        style="rounded,filled",
        fixedsize="true",
        width=_inches(2 * layout.HALF_WIDTH),
        height=_inches(2 * layout.HALF_HEIGHT),
        fontname=MONO,
        fontsize=str(SIZE_STATE),
        fontcolor=TEXT,
        color=MUTED,
    )
    graph.attr(
        "edge",
        fontname=SANS,
        fontsize=str(SIZE),
        fontcolor=TEXT,
        labelfontname=SANS,
        labelfontsize=str(SIZE),
        labelfontcolor=MUTED,
        color=TEXT,
        arrowsize=number(layout.HEAD / 10),
    )
    return graph


def _corners(graph: Digraph, width: float, height: float) -> None:
    """Hold the corners by two unseen dots: Graphviz cuts a picture to what is in it."""
    half = _DOT * _INCH / 2
    for name, x, y in (("corner-1", half, height - half), ("corner-2", width - half, half)):
        graph.node(
            name,
            pos=f"{number(x)},{number(y)}",
            shape="point",
            width=number(_DOT),
            height=number(_DOT),
            style="invis",
        )


def _state(graph: Digraph, name: str, node: str, **attributes: str) -> None:
    kind = phase(name)
    given = {
        "id": f"state-{node}",
        "class": f"dg-state dg-{kind}",
        "fillcolor": FILLS[kind],
        "tooltip": name,
    }
    graph.node(node, label=name, **(given | attributes))


def _style(key: str) -> dict[str, str]:
    """How an arc looks where no walk is lit."""
    if key in CLIENT_ARCS:
        return {"class": "dg-arc dg-client", "color": PEERS["A"], "penwidth": "2.4"}
    if key in SERVER_ARCS:
        look = {"class": "dg-arc dg-server", "color": PEERS["B"], "penwidth": "2"}
        return {**look, "style": "dashed"}
    if key.startswith("arc-"):
        return {"class": "dg-arc"}
    kind = "dg-more" if key.startswith("more-") else "dg-else"
    return {"class": f"dg-arc {kind}", "color": THIN, "penwidth": "0.8"}


def _walked(style: dict[str, str], peers: str) -> dict[str, str]:
    """The same arc on a graph with a walk: thin, or lit for the peers that pass it.

    A's line is solid, B's dashed; where both went there are two lines side by side.
    """
    classes = style["class"]
    if not peers:
        thin = {"color": THIN, "fontcolor": MUTED, "penwidth": "0.8"}
        return {"class": f"{classes} dg-dim", **thin}
    lit = f"{classes} dg-lit" + "".join(f" dg-lit-{peer.lower()}" for peer in peers)
    colour = ":".join(PEERS[peer] for peer in peers)
    line = "dashed" if peers == "B" else "solid"
    return {"class": lit, "color": colour, "penwidth": "2.4", "style": line}


def _arc(arc: Arc, rows: tuple[Transition, ...]) -> dict[str, str]:
    """Where an arc runs, and its label: the cause, and below it the action."""
    curve = " ".join(_pos(point) for point in layout.spline(arc))
    given = {"id": arc.key, "pos": f"e,{_pos(arc.way[-1])} {curve}"}
    if arc.label is None or not rows:
        return given
    x, y = arc.label
    lines = cause_lines(rows[0])
    given["label"] = "\\n".join(lines)
    given["lp"] = _pos((x, y + (len(lines) - 1) * LINE / 2))
    if rows[0].action:
        given["taillabel"] = rows[0].action
        given["tail_lp"] = _pos((x, y + len(lines) * LINE))
    return given


def pinned(
    rows: Iterable[Transition],
    words: GraphWords,
    steps: tuple[Step, ...] = (),
    marks: tuple[Mark, ...] = (),
    variant: str = "",
) -> str:
    """The whole graph, every point given. `steps` and `marks` light a walk on it.

    `variant` is written below: a walk by other rules than RFC 9293's must say so.
    """
    graph = _graph("nop2")
    below = label_lines(variant)
    if below:
        graph.node(
            "variant",
            label="\\n".join(escape(line) for line in below),
            pos=f"{WIDTH / 2:g},{number(-6 - LINE * len(below) / 2)}",
            shape="plaintext",
            style="",
            width=_inches(WIDTH),
            height=_inches(LINE * len(below) + 4),
            fontname=SANS,
            **{"class": "dg-variant"},
        )
    _corners(graph, WIDTH, HEIGHT)
    for frame in layout.FRAMES:
        with graph.subgraph(name=f"cluster_{frame.name}") as cluster:
            cluster.attr(
                "graph",
                id=f"frame-{frame.name}",
                label=getattr(words, frame.name),
                lp=_pos(frame.title),
                bb=f"{_pos((frame.left, frame.bottom))},{_pos((frame.right, frame.top))}",
                style="rounded",
                color=THIN,
                fontname=SANS,
                fontsize=str(SIZE),
                fontcolor=MUTED,
                **{"class": "dg-frame"},
            )
    passed = {step.source for step in steps} | {step.target for step in steps}
    for node in NODES:
        name = "CLOSED" if node == FOOT else node
        more = {}
        if steps:
            dim = {"fillcolor": IDLE, "color": THIN, "fontcolor": MUTED}
            more = {"penwidth": "2", "color": TEXT} if name in passed else dim
        _state(graph, name, node, pos=_pos(NODES[node]), **more)
    arcs = by_arc(rows)
    walked: dict[str, str] = {}
    for step in steps:
        if step.peer not in walked.get(step.key, ""):
            walked[step.key] = "".join(sorted(walked.get(step.key, "") + step.peer))
    ends = {step.key: (step.source, step.target) for step in steps if not step.crash}
    ends |= {key: (str(of[0].source), str(of[0].target)) for key, of in arcs.items()}
    # The thin layer first, so that the figure's own arcs lie above it.
    for key in sorted(ends, key=lambda key: key.startswith("arc-")):
        arc = layout.arc_for(key, *ends[key])
        style = _walked(_style(key), walked.get(key, "")) if steps else _style(key)
        of = arcs.get(key, ())
        text = tooltip(of, words) if of else f"{arc.source} → {arc.target} ({words.not_a_row})"
        tips = {"tooltip": escape(text).replace("\n", "\\n")}
        graph.edge(arc.source, layout.foot(arc).target, **style, **tips, **_arc(arc, of))
    for mark in marks:
        graph.node(
            mark.id,
            label=mark.text,
            pos=_pos(mark.at),
            shape="ellipse" if mark.peer == "A" else "box",
            style="filled",
            width=_inches(mark.width),
            height=_inches(mark.height),
            color=PAPER,
            fillcolor=PEERS[mark.peer],
            fontcolor=PAPER,
            fontname=SANS,
            fontsize="9",
            tooltip=escape(mark.title),
            **{"id": mark.id, "class": f"dg-mark dg-lit-{mark.peer.lower()}"},
        )
    return str(graph.source)


def neighbourhood(rows: Iterable[Transition], focus: State, words: GraphWords) -> str:
    """One state, tall at the left; at its right those that lead into it, then where it leads."""
    graph = _graph("nop2")
    arcs = by_arc(row for row in rows if focus in (row.source, row.target))
    ordered = sorted(arcs.items(), key=lambda arc: (arc[1][0].target is not focus, _place(arc[0])))
    heights = [max(_ROW, LINE * len(of) + 20) for _, of in ordered]
    height = sum(heights) + 2 * _EDGE
    _corners(graph, _ONE_WIDTH, height)
    _state(
        graph,
        str(focus),
        str(focus),
        pos=f"{_EDGE + layout.HALF_WIDTH},{number(height / 2)}",
        height=_inches(height - 2 * _EDGE),
        penwidth="2",
        color=TEXT,
    )
    near, far = _EDGE + 2 * layout.HALF_WIDTH, _ONE_WIDTH - _EDGE - 2 * layout.HALF_WIDTH
    top = float(_EDGE)
    for (key, of), room in zip(ordered, heights, strict=True):
        # The line runs below its words, which say what each row is.
        y = height - (top + room - layout.HALF_HEIGHT - 1)
        top += room
        into = of[0].target is focus and of[0].source is not focus
        other = str(of[0].source if into else of[0].target)
        node = f"{key}-end"
        _state(graph, other, node, pos=f"{_ONE_WIDTH - _EDGE - layout.HALF_WIDTH},{number(y)}")
        start, tip = (far, near) if into else (near, far)
        base = tip + (layout.HEAD if into else -layout.HEAD)
        lines = [f"{row.cause} / {row.action}" if row.action else str(row.cause) for row in of]
        graph.edge(
            node if into else str(focus),
            str(focus) if into else node,
            id=key,
            pos=f"e,{tip},{number(y)} {start},{number(y)} {start},{number(y)}"
            f" {number(base)},{number(y)} {number(base)},{number(y)}",
            label="\\n".join(escape(line) for line in lines),
            lp=f"{(near + far) / 2},{number(y + 5 + LINE * len(lines) / 2)}",
            tooltip=escape(tooltip(of, words)).replace("\n", "\\n"),
            **_style(key),
        )
    return str(graph.source)


def _place(key: str) -> tuple[int, int]:
    """The order of a neighbourhood's arcs: those of Figure 5 first, each in the table's order."""
    keys = list(layout.ARCS)
    return (0 if key.startswith("arc-") else 1, keys.index(key) if key in keys else len(keys))
