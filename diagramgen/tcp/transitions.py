"""The eleven states, and every change of state as a row (RFC 9293, section 3.3.2).

The rows are the only source of arrows: the machine changes a state by following one of them, and
the state graph draws the same ones. Those with ``figure5=True`` are the arcs of Figure 5, in the
order of the states; the others are what the figure, "only a summary", leaves out. A row that
names an `option` exists only where that option of `Rules` is on.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum


class State(Enum):
    """The states of a connection, by the RFC's names. CLOSED is fictional: there is no TCB."""

    CLOSED = "CLOSED"
    LISTEN = "LISTEN"
    SYN_SENT = "SYN-SENT"
    SYN_RECEIVED = "SYN-RECEIVED"
    ESTABLISHED = "ESTABLISHED"
    FIN_WAIT_1 = "FIN-WAIT-1"
    FIN_WAIT_2 = "FIN-WAIT-2"
    CLOSE_WAIT = "CLOSE-WAIT"
    CLOSING = "CLOSING"
    LAST_ACK = "LAST-ACK"
    TIME_WAIT = "TIME-WAIT"

    def __str__(self) -> str:
        return self.value


#: The states in which both sequence numbers are agreed (section 3.3.2).
SYNCHRONIZED = (
    State.ESTABLISHED,
    State.FIN_WAIT_1,
    State.FIN_WAIT_2,
    State.CLOSE_WAIT,
    State.CLOSING,
    State.LAST_ACK,
    State.TIME_WAIT,
)


class Cause(Enum):
    """What makes a state change: a call of the user, a segment, or a timeout."""

    PASSIVE_OPEN = "passive OPEN"
    ACTIVE_OPEN = "active OPEN"
    SEND = "SEND"
    CLOSE = "CLOSE"
    ABORT = "ABORT"
    RCV_SYN = "rcv SYN"
    RCV_SYN_ACK = "rcv SYN,ACK"
    RCV_ACK_OF_SYN = "rcv ACK of SYN"
    RCV_FIN = "rcv FIN"
    RCV_ACK_OF_FIN = "rcv ACK of FIN"
    RCV_RST = "rcv RST"
    RCV_SYN_IN_WINDOW = "rcv SYN in window"
    RCV_NEW_SYN = "rcv new SYN"
    RCV_REPEATED_FIN = "rcv FIN again"
    RCV_TEXT_AFTER_CLOSE = "rcv text after CLOSE"
    SECURITY_MISMATCH = "security mismatch"
    USER_TIMEOUT = "user timeout"
    R2_REACHED = "R2 reached"
    TIME_WAIT_TIMEOUT = "timeout 2 MSL"

    def __str__(self) -> str:
        return self.value


@dataclass(frozen=True)
class Transition:
    """One arrow: in `source`, `cause` leads by way of `action` to `target`, as `section` says."""

    source: State
    cause: Cause
    action: str
    target: State
    section: str
    figure5: bool = False
    option: str = ""


def _figure5(source: State, cause: Cause, action: str, target: State, section: str) -> Transition:
    return Transition(source, cause, action, target, section, figure5=True)


def _each(
    sources: tuple[State, ...], cause: Cause, action: str, target: State, section: str
) -> tuple[Transition, ...]:
    return tuple(Transition(source, cause, action, target, section) for source in sources)


_OPEN_OR_OPENING = (State.LISTEN, State.SYN_SENT, State.SYN_RECEIVED) + SYNCHRONIZED
_RETRANSMITTING = (
    State.SYN_SENT,
    State.SYN_RECEIVED,
    State.ESTABLISHED,
    State.FIN_WAIT_1,
    State.CLOSE_WAIT,
    State.CLOSING,
    State.LAST_ACK,
)

FIGURE_5 = (
    _figure5(State.CLOSED, Cause.PASSIVE_OPEN, "create TCB", State.LISTEN, "3.10.1"),
    _figure5(State.CLOSED, Cause.ACTIVE_OPEN, "create TCB; snd SYN", State.SYN_SENT, "3.10.1"),
    _figure5(State.LISTEN, Cause.CLOSE, "delete TCB", State.CLOSED, "3.10.4"),
    _figure5(State.LISTEN, Cause.SEND, "snd SYN", State.SYN_SENT, "3.10.2"),
    _figure5(State.LISTEN, Cause.RCV_SYN, "snd SYN,ACK", State.SYN_RECEIVED, "3.10.7.2"),
    _figure5(State.SYN_SENT, Cause.CLOSE, "delete TCB", State.CLOSED, "3.10.4"),
    _figure5(State.SYN_SENT, Cause.RCV_SYN, "snd SYN,ACK", State.SYN_RECEIVED, "3.10.7.3"),
    _figure5(State.SYN_SENT, Cause.RCV_SYN_ACK, "snd ACK", State.ESTABLISHED, "3.10.7.3"),
    _figure5(State.SYN_RECEIVED, Cause.RCV_ACK_OF_SYN, "", State.ESTABLISHED, "3.10.7.4"),
    _figure5(State.SYN_RECEIVED, Cause.CLOSE, "snd FIN", State.FIN_WAIT_1, "3.10.4"),
    _figure5(State.SYN_RECEIVED, Cause.RCV_RST, "", State.LISTEN, "3.10.7.4"),
    _figure5(State.ESTABLISHED, Cause.CLOSE, "snd FIN", State.FIN_WAIT_1, "3.10.4"),
    _figure5(State.ESTABLISHED, Cause.RCV_FIN, "snd ACK", State.CLOSE_WAIT, "3.10.7.4"),
    _figure5(State.FIN_WAIT_1, Cause.RCV_FIN, "snd ACK", State.CLOSING, "3.10.7.4"),
    _figure5(State.FIN_WAIT_1, Cause.RCV_ACK_OF_FIN, "", State.FIN_WAIT_2, "3.10.7.4"),
    _figure5(State.FIN_WAIT_2, Cause.RCV_FIN, "snd ACK", State.TIME_WAIT, "3.10.7.4"),
    _figure5(State.CLOSING, Cause.RCV_ACK_OF_FIN, "", State.TIME_WAIT, "3.10.7.4"),
    _figure5(State.CLOSE_WAIT, Cause.CLOSE, "snd FIN", State.LAST_ACK, "3.10.4"),
    _figure5(State.LAST_ACK, Cause.RCV_ACK_OF_FIN, "", State.CLOSED, "3.10.7.4"),
    _figure5(State.TIME_WAIT, Cause.TIME_WAIT_TIMEOUT, "delete TCB", State.CLOSED, "3.10.8"),
)

#: What the figure leaves out. Note 2's way from FIN-WAIT-1 to TIME-WAIT has no row of its own: it
#: is a walk over two rows of Figure 5 inside one segment.
NOT_DRAWN = (
    (Transition(State.LISTEN, Cause.ACTIVE_OPEN, "snd SYN", State.SYN_SENT, "3.10.1"),)
    + _each((State.SYN_SENT,), Cause.RCV_RST, "", State.CLOSED, "3.10.7.3")
    + _each((State.SYN_RECEIVED,) + SYNCHRONIZED, Cause.RCV_RST, "", State.CLOSED, "3.10.7.4")
    + _each((State.SYN_RECEIVED,), Cause.RCV_SYN_IN_WINDOW, "", State.LISTEN, "3.10.7.4")
    + _each(
        (State.SYN_RECEIVED,) + SYNCHRONIZED,
        Cause.RCV_SYN_IN_WINDOW,
        "snd RST",
        State.CLOSED,
        "3.10.7.4",
    )
    + _each(SYNCHRONIZED, Cause.SECURITY_MISMATCH, "snd RST", State.CLOSED, "3.10.7.4")
    + _each(
        (State.LISTEN, State.SYN_SENT, State.CLOSING, State.LAST_ACK, State.TIME_WAIT),
        Cause.ABORT,
        "delete TCB",
        State.CLOSED,
        "3.10.5",
    )
    + _each(
        (
            State.SYN_RECEIVED,
            State.ESTABLISHED,
            State.FIN_WAIT_1,
            State.FIN_WAIT_2,
            State.CLOSE_WAIT,
        ),
        Cause.ABORT,
        "snd RST",
        State.CLOSED,
        "3.10.5",
    )
    + _each(_OPEN_OR_OPENING, Cause.USER_TIMEOUT, "delete TCB", State.CLOSED, "3.10.8")
    + _each(_RETRANSMITTING, Cause.R2_REACHED, "delete TCB", State.CLOSED, "3.8.3")
    + (
        Transition(
            State.TIME_WAIT,
            Cause.RCV_REPEATED_FIN,
            "snd ACK; restart 2 MSL",
            State.TIME_WAIT,
            "3.10.7.4",
        ),
        Transition(
            State.TIME_WAIT,
            Cause.RCV_NEW_SYN,
            "snd SYN,ACK",
            State.SYN_RECEIVED,
            "3.6.1",
            option="rfc6191",
        ),
        Transition(
            State.SYN_RECEIVED, Cause.RCV_RST, "", State.TIME_WAIT, "3.6.1", option="rfc6191"
        ),
    )
    + tuple(
        Transition(source, Cause.CLOSE, "snd RST", State.CLOSED, "3.6.1", option="half-duplex")
        for source in (State.ESTABLISHED, State.CLOSE_WAIT)
    )
    + tuple(
        Transition(
            source,
            Cause.RCV_TEXT_AFTER_CLOSE,
            "snd RST",
            State.CLOSED,
            "3.6.1",
            option="half-duplex",
        )
        for source in (State.FIN_WAIT_1, State.FIN_WAIT_2)
    )
)

ROWS = FIGURE_5 + NOT_DRAWN
