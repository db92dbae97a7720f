"""Random scenarios: tame ones, to ask a walk's laws of, and whatever a chart may meet."""

from __future__ import annotations

from hypothesis import strategies as st

from diagramgen.tcp.rules import OPTION_NAMES, PROFILE_NAMES
from diagramgen.tcp.transitions import State
from diagramgen.walk.errors import ScenarioError
from diagramgen.walk.language import parse
from diagramgen.walk.scenario import KINDS
from diagramgen.walk.trace import Trace
from diagramgen.walk.walker import walk

ORDINALS = ("1st", "2nd", "3rd")
STATES = tuple(str(state) for state in State)
CONTROLS = ("SYN", "RST", "FIN", "SYN,ACK", "ACK", "FIN,ACK", "RST,ACK", "PSH,ACK", "")
#: Waits of any size, and those at which things happen together.
WAITS = st.integers(0, 1500) | st.sampled_from((0, 5, 9, 10, 11, 20, 1000))
TIMES = st.integers(0, 1500).map(lambda ms: f"{ms} ms")


@st.composite
def faults(draw: st.DrawFn) -> str:
    """One fault of a finite plan."""
    what = f"{draw(st.sampled_from(ORDINALS))} {draw(st.sampled_from('AB'))} "
    what += draw(st.sampled_from(KINDS))
    kind = draw(st.sampled_from(("lose", "duplicate", "delay", "reorder")))
    if kind == "delay":
        return f"delay {what} by {draw(st.integers(1, 3000))} ms"
    return f"reorder {what} behind next" if kind == "reorder" else f"{kind} {what}"


@st.composite
def connections(draw: st.DrawFn) -> str:
    """Both users open, send something and close, and the link is as bad as it likes for a while."""
    lines = draw(st.lists(faults(), max_size=6))
    if draw(st.booleans()):
        lines.append(f"set B.delack {draw(st.integers(1, 499))} ms")
    lines += draw(st.sampled_from((["B: listen", "A: connect"], ["A: connect", "B: connect"])))
    for peer in draw(st.permutations("AB")):
        for _ in range(draw(st.integers(0, 2))):
            lines.append(f"{peer}: send {draw(st.integers(1, 4000))} when ESTABLISHED")
    first, second = draw(st.permutations("AB"))
    lines.append(f"{first}: close when ESTABLISHED after {draw(TIMES)}")
    state = draw(st.sampled_from(("ESTABLISHED", "CLOSE-WAIT")))
    lines.append(f"{second}: close when {state} after {draw(TIMES)}")
    return "\n".join(lines) + "\n"


@st.composite
def _condition(draw: st.DrawFn) -> str:
    state = draw(st.sampled_from(("ESTABLISHED", "ESTABLISHED", "ESTABLISHED", "", *STATES)))
    return (f" when {state}" if state else "") + f" after {draw(WAITS)} ms"


@st.composite
def _setting(draw: st.DrawFn) -> str:
    peer = draw(st.sampled_from(("", "A.", "B.")))
    value = draw(
        st.one_of(
            st.sampled_from((0, 1, 2**31, 2**32 - 1)).map(lambda n: f"iss {n}"),
            st.integers(0, 2000).map(lambda n: f"wnd {n}"),
            st.integers(1, 1460).map(lambda n: f"mss {n}"),
            st.integers(0, 499).map(lambda ms: f"delack {ms} ms"),
            st.integers(1, 400).map(lambda ms: f"delay {ms} ms"),
            st.integers(20, 3000).map(lambda ms: f"rto {ms} ms"),
            st.integers(1, 9000).map(lambda ms: f"user-timeout {ms} ms"),
            st.sampled_from(OPTION_NAMES).map(lambda name: f"option {name} on"),
            st.sampled_from(PROFILE_NAMES).map(lambda name: f"profile {name}"),
        )
    )
    return f"set {peer}{value}"


@st.composite
def _more(draw: st.DrawFn) -> str:
    """One thing that is done to a connection, or befalls it, beside opening and closing."""
    peer = draw(st.sampled_from("AB"))
    if draw(st.integers(0, 3)) == 0:
        seq = draw(st.sampled_from((90, 100, 101, 300, 301, 4_294_967_295)))
        control = draw(st.sampled_from(CONTROLS))
        ack = f"<ACK={draw(st.sampled_from((1, 101, 301, 9000)))}>" if "ACK" in control else ""
        text = draw(st.sampled_from(("", "<DATA=10>")))
        ctl = f"<CTL={control}>" if control else ""
        return f"inject to {peer} <SEQ={seq}>{ack}{ctl}{text}{draw(_condition())}"
    if draw(st.integers(0, 5)) == 0:
        return f"{peer}: crash{draw(_condition())}\n{peer}: restart after {draw(WAITS)} ms"
    call = draw(
        st.sampled_from(("abort", "status", "close", "connect", "listen"))
        | st.integers(1, 3000).map(lambda n: f"send {n}")
        | st.integers(1, 3000).map(lambda n: f"receive {n}")
    )
    return f"{peer}: {call}{draw(_condition())}"


@st.composite
def stories(draw: st.DrawFn) -> str:
    """A connection with anything beside it that the language can say."""
    settings = draw(st.lists(_setting(), max_size=3))
    more = draw(st.lists(_more(), max_size=5))
    return "\n".join((*settings, draw(connections()).rstrip("\n"), *more)) + "\n"


def told(text: str) -> Trace:
    """Walk a story, in which a call may come at a time when the state refuses it."""
    for peers in ("", "A", "B", "AB"):
        lines = "".join(f"expect {peer} refused\n" for peer in peers)
        try:
            return walk(parse(text + lines), text + lines)
        except ScenarioError as error:
            last = error
    raise last
