"""One endpoint: an event in; segments, a state and signals out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Iterator, Mapping, Optional, Union

from diagramgen.tcp.arrives import arrives
from diagramgen.tcp.events import (
    AbortCall,
    Arrives,
    CloseCall,
    Event,
    Open,
    ReceiveCall,
    SendCall,
    StatusCall,
    Timeout,
)
from diagramgen.tcp.output import flush
from diagramgen.tcp.rules import RFC9293, Rules
from diagramgen.tcp.segment import Segment, octets
from diagramgen.tcp.seq import Seq
from diagramgen.tcp.step import Step, Timing
from diagramgen.tcp.tcb import TIMERS, Parameters, Tcb, Unacknowledged
from diagramgen.tcp.transitions import State


def advance(tcb: Tcb, event: Event, now: int = 0, rules: Rules = RFC9293) -> Step:
    """Take one event: the machine as a pure function. `tcb` is not changed; `now` is in ms."""
    iss = event.iss if isinstance(event, (Open, SendCall, Arrives)) else Seq(0)
    step = Step(tcb, now, rules, iss)
    if isinstance(event, Arrives):
        step.seg = event.segment
        arrives(step)
    else:
        rules.procedures.run(step, event)
    flush(step)
    return step


@dataclass(frozen=True)
class Played:
    """What an event did. It unpacks into the first three: segments, state, signals."""

    segments: tuple[Segment, ...]
    state: State
    signals: tuple[str, ...]
    rule: str
    passed: tuple[State, ...]
    timers: tuple[Timing, ...]
    delivered: bytes
    rules: tuple[str, ...] = ()

    def __iter__(self) -> Iterator[object]:
        return iter((self.segments, self.state, self.signals))


class Endpoint:
    """An endpoint in any state, for tests, doctests and tools.

    `numbers` gives variables by the RFC's names (``{"snd.una": 100}``); those left out follow
    from the state: ISS 100, IRS 300, windows of 65535, an outstanding SYN or FIN where the state
    implies one. "opened" is "passive" or "active". Raises `ValueError` for an unknown state or
    name.

        >>> peer = Endpoint("ESTABLISHED")
        >>> segments, state, signals = peer.play("close")
        >>> print(segments[0], state)
        <SEQ=101><ACK=301><CTL=FIN,ACK> FIN-WAIT-1
    """

    def __init__(
        self,
        state: Union[State, str] = State.CLOSED,
        numbers: Optional[Mapping[str, Union[int, str]]] = None,
        rules: Rules = RFC9293,
        parameters: Optional[Parameters] = None,
    ) -> None:
        self.rules = rules
        self.now = 0
        self.tcb = tcb_in(State(state), numbers or {}, parameters or Parameters())

    @property
    def state(self) -> State:
        return self.tcb.state

    def play(
        self,
        event: Union[Event, Segment, str],
        now: Optional[int] = None,
        iss: Optional[int] = None,
    ) -> Played:
        """Let `event` happen, at `now` ms; an opening one uses `iss` (100 unless given).

        A string is a call ("open passive", "send 5 push", "close"), "timeout NAME", or a segment
        in the RFC's notation. Raises `ValueError` for one that is none of these.
        """
        if now is not None:
            self.now = now
        number = Seq(100 if iss is None else iss)
        step = advance(self.tcb, self._event(event, number), self.now, self.rules)
        self.tcb = step.tcb
        return Played(
            tuple(step.segments),
            step.tcb.state,
            tuple(step.signals),
            step.rule,
            tuple(step.passed),
            tuple(step.timers),
            step.delivered,
            tuple(step.rules_applied),
        )

    def _event(self, event: Union[Event, Segment, str], iss: Seq) -> Event:
        if isinstance(event, Segment):
            return Arrives(event, iss)
        if not isinstance(event, str):
            return event
        if event.startswith("<"):
            return Arrives(Segment.parse(event), iss)
        return call_named(event, iss, self.tcb)


def call_named(words: str, iss: Seq, tcb: Tcb) -> Event:
    """The event for a call or a timeout in words; `ValueError` lists what would be accepted."""
    name, _, rest = words.partition(" ")
    arguments = rest.split()
    if words == "open passive":
        return Open(False, iss)
    if words == "open active":
        return Open(True, iss)
    if name == "send" and arguments and arguments[0].isdigit():
        start = tcb.snd.nxt + tcb.queued
        if tcb.state in (State.CLOSED, State.LISTEN):
            start = iss + 1
        text = octets(start, int(arguments[0]))
        return SendCall(text, "push" in arguments, "urgent" in arguments, iss)
    if name == "receive" and len(arguments) == 1 and arguments[0].strip("0").isdigit():
        return ReceiveCall(int(arguments[0]))
    if name == "timeout" and rest in TIMERS:
        return Timeout(rest)
    if words == "close":
        return CloseCall()
    if words == "abort":
        return AbortCall()
    if words == "status":
        return StatusCall()
    raise ValueError(
        f"no event {words!r}; accepted: open passive, open active, send N [push] [urgent], "
        "receive N, close, abort, status, timeout NAME, or a segment such as <SEQ=90><CTL=SYN>"
    )


_OUR_FIN = (State.FIN_WAIT_1, State.FIN_WAIT_2, State.CLOSING, State.LAST_ACK, State.TIME_WAIT)
_FIN_OUTSTANDING = (State.FIN_WAIT_1, State.CLOSING, State.LAST_ACK)
_THEIR_FIN = (State.CLOSE_WAIT, State.CLOSING, State.LAST_ACK, State.TIME_WAIT)
_NAMES = (
    "iss",
    "irs",
    "opened",
    "snd.una",
    "snd.nxt",
    "snd.wnd",
    "snd.up",
    "snd.wl1",
    "snd.wl2",
    "rcv.nxt",
    "rcv.wnd",
    "rcv.up",
)


def tcb_in(state: State, numbers: Mapping[str, Union[int, str]], parameters: Parameters) -> Tcb:
    """A TCB in `state` as a normal connection would have it, with `numbers` in place of its own."""
    for name in numbers:
        if name not in _NAMES:
            raise ValueError(f"no variable {name!r}; accepted: " + ", ".join(_NAMES))

    def number(name: str, default: Union[int, Seq]) -> int:
        return int(numbers.get(name, int(default)))

    tcb = Tcb(parameters=parameters, state=state, rto=parameters.rto, send_mss=parameters.mss)
    if state is State.CLOSED:
        return tcb
    passive = state in (State.LISTEN, State.SYN_RECEIVED)
    tcb.opened = str(numbers.get("opened", "passive" if passive else "active"))
    tcb.remote = True
    tcb.rcv.wnd = number("rcv.wnd", parameters.wnd)
    if state is State.LISTEN:
        return tcb
    syn_outstanding = state in (State.SYN_SENT, State.SYN_RECEIVED)
    tcb.irs = Seq(number("irs", 300))
    tcb.rcv.nxt = Seq(number("rcv.nxt", tcb.irs + 1 + int(state in _THEIR_FIN)))
    if "rcv.nxt" in numbers and "irs" not in numbers:
        tcb.irs = tcb.rcv.nxt.back(1 + int(state in _THEIR_FIN))
    fin = int(state in _FIN_OUTSTANDING)
    sent = int(state in _OUR_FIN)
    given = numbers.get("snd.una", numbers.get("snd.nxt"))
    if "iss" in numbers or given is None:
        tcb.iss = Seq(number("iss", 100))
    elif "snd.una" in numbers:
        tcb.iss = Seq(int(given)).back(0 if syn_outstanding else 1 + sent - fin)
    else:
        tcb.iss = Seq(int(given)).back(1 + sent)
    una = tcb.iss if syn_outstanding else tcb.iss + (1 + sent - fin)
    tcb.snd.una = Seq(number("snd.una", una))
    outstanding = int(syn_outstanding) + fin
    tcb.snd.nxt = Seq(number("snd.nxt", tcb.snd.una + outstanding))
    tcb.snd.wnd = tcb.snd.max_wnd = number("snd.wnd", 65535)
    tcb.snd.wl1 = Seq(number("snd.wl1", tcb.rcv.nxt))
    tcb.snd.wl2 = Seq(number("snd.wl2", tcb.snd.una))
    if "snd.up" in numbers:
        tcb.snd.up = Seq(int(numbers["snd.up"]))
    if "rcv.up" in numbers:
        tcb.rcv.up = Seq(int(numbers["rcv.up"]))
    if sent:
        tcb.closing = True
        tcb.fin = tcb.snd.nxt.back(1)
    _fill_queue(tcb, syn_outstanding, bool(fin))
    if state is State.TIME_WAIT:
        tcb.running = ("time-wait",)
    return tcb


def _fill_queue(tcb: Tcb, syn: bool, fin: bool) -> None:
    size = tcb.snd.nxt - tcb.snd.una - int(syn) - int(fin)
    if size < 0 or not (size or syn or fin):
        return
    ack = None if tcb.state is State.SYN_SENT else tcb.rcv.nxt
    text = octets(tcb.snd.una + int(syn), size)
    segment = Segment(seq=tcb.snd.una, ack=ack, syn=syn, fin=fin, text=text)
    tcb.retransmission = (Unacknowledged(segment, 0),)
    tcb.running = ("retransmission", "user")
