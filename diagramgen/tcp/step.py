"""Step: a TCB on its way through one event."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, Union

from diagramgen.tcp.check import Check
from diagramgen.tcp.segment import NO_OPTIONS, Options, Segment
from diagramgen.tcp.seq import Seq
from diagramgen.tcp.tcb import Receive, Send, Tcb, Unacknowledged
from diagramgen.tcp.transitions import Cause, State

if TYPE_CHECKING:
    from diagramgen.tcp.rules import Rules


class NoSuchTransition(Exception):
    """The machine would change state without a row that says so: a defect, not an event."""


class SetTimer(NamedTuple):
    """The timer `name` is to go off in `ms`; a running one is set anew."""

    name: str
    ms: int


class ClearTimer(NamedTuple):
    """The timer `name` is not to go off."""

    name: str


Timing = Union[SetTimer, ClearTimer]


class Step:
    """What one event does: a copy of the TCB that may be changed, and all that comes of it.

    `now` is in ms. `segments` are those sent, in order, `repeats` says of each whether it is a
    retransmission; `signals` are messages to the user, `delivered` its text; `passed` the states
    entered; `rules_applied` the ids of the rules that had a part in it, in order, `rule` the last
    of them, which decided. `seg` is the segment in hand, where one has arrived: as it came, or what
    is left of it.
    """

    seg: Segment

    def __init__(self, tcb: Tcb, now: int, rules: Rules, iss: Seq) -> None:
        self.tcb = tcb.copy()
        self.before = tcb.state
        self.now = now
        self.rules = rules
        self.iss = iss
        self.segments: list[Segment] = []
        self.repeats: list[bool] = []
        self.signals: list[str] = []
        self.timers: list[Timing] = []
        self.passed: list[State] = []
        self.delivered = b""
        self.rule = ""
        self.rules_applied: list[str] = []
        self.owes_ack = False
        self.ack_at_once = False
        self.fin_reached = False

    # -- what the checks read --------------------------------------------------------------

    @property
    def state(self) -> State:
        return self.tcb.state

    @property
    def snd(self) -> Send:
        return self.tcb.snd

    @property
    def rcv(self) -> Receive:
        return self.tcb.rcv

    # -- the state ---------------------------------------------------------------------------

    def follow(self, cause: Cause, target: State) -> None:
        """Change the state by the row for `cause`: the only place where a state changes.

        Raises `NoSuchTransition` where the rules in force have no such row.
        """
        for row in self.rules.rows:
            wanted = row.cause is cause and row.target is target and row.source is self.tcb.state
            if wanted and self.rules.in_force(row):
                self.tcb.state = target
                self.passed.append(target)
                if target is State.CLOSED:
                    self._forget(State.CLOSED)
                elif target is State.LISTEN and self.before is not State.CLOSED:
                    self._forget(State.LISTEN)
                return
        raise NoSuchTransition(f"{self.tcb.state} --{cause}--> {target}")

    def _forget(self, state: State) -> None:
        # "Delete the TCB"; a connection that returns to LISTEN keeps what the OPEN call said.
        old = self.tcb
        for name in old.running:
            self.timers.append(ClearTimer(name))
        self.tcb = Tcb(parameters=old.parameters, state=state)
        if state is State.LISTEN:
            self.tcb.opened = "passive"
            self.tcb.remote = old.remote and not old.remote_from_syn
            self.tcb.security = old.security
            self.tcb.rcv.wnd = old.parameters.wnd

    def note(self, check: Check, outcome: str) -> None:
        """Record the rule that was applied; the last one noted is the step's."""
        self.rule = check.rule(outcome)
        if self.rule not in self.rules_applied:
            self.rules_applied.append(self.rule)

    # -- what comes of the event ---------------------------------------------------------------

    def signal(self, message: str) -> None:
        self.signals.append(message)

    def set_timer(self, name: str, ms: int) -> None:
        if name not in self.tcb.running:
            self.tcb.running += (name,)
        self.timers.append(SetTimer(name, ms))

    def clear_timer(self, name: str) -> None:
        if name in self.tcb.running:
            self.tcb.running = tuple(n for n in self.tcb.running if n != name)
            self.timers.append(ClearTimer(name))

    def send(self, segment: Segment, repeat: bool = False) -> None:
        """Put a segment on the wire as it is."""
        self.segments.append(segment)
        self.repeats.append(repeat)
        if segment.ack is not None and not segment.rst:
            self.tcb.last_ack_sent = segment.ack

    def reset(self, seq: Seq, ack: Seq | None = None) -> None:
        """Send <SEQ=seq><CTL=RST>, or <SEQ=seq><ACK=ack><CTL=RST,ACK> where `ack` is given."""
        self.send(Segment(seq=seq, ack=ack, rst=True, wnd=0))

    def reset_in_reply(self) -> None:
        """Answer the segment in hand by a reset that its sender can accept (section 3.5.2)."""
        if self.seg.ack is not None:
            self.reset(self.seg.ack)
        else:
            self.reset(Seq(0), self.seg.seq + self.seg.len)

    def acknowledge(self) -> None:
        """Send <SEQ=SND.NXT><ACK=RCV.NXT><CTL=ACK> now, whatever else waits."""
        self.send(self.form(self.snd.nxt))
        self.owes_nothing()

    def owe_ack(self, at_once: bool = True) -> None:
        """An acknowledgment is due; it shares a segment with text or FIN where it can."""
        self.owes_ack = True
        self.ack_at_once = self.ack_at_once or at_once

    def owes_nothing(self) -> None:
        """What has just been sent carried the acknowledgment that was due."""
        self.owes_ack = self.ack_at_once = False
        self.tcb.owed = 0
        self.clear_timer("delayed-ack")

    def form(
        self,
        seq: Seq,
        text: bytes = b"",
        syn: bool = False,
        fin: bool = False,
        psh: bool = False,
        up: int | None = None,
        options: Options = NO_OPTIONS,
    ) -> Segment:
        """Build a segment of this connection. It carries ACK in all states but SYN-SENT."""
        return Segment(
            seq=seq,
            ack=None if self.state is State.SYN_SENT else self.rcv.nxt,
            syn=syn,
            fin=fin,
            psh=psh,
            up=up,
            wnd=min(self.rcv.wnd if syn else self.rcv.wnd >> self.tcb.rcv_scale, 65535),
            text=text,
            options=options if syn else self._stamp(),
            security=self.tcb.security,
        )

    def _stamp(self) -> Options:
        if not self.tcb.ts_on:
            return NO_OPTIONS
        return Options(timestamps=(self.now, self.tcb.ts_recent or 0))

    def send_new(self, segment: Segment, repeat: bool = False) -> None:
        """Send a segment that occupies sequence numbers, and queue it for retransmission.

        SND.NXT moves over it, never back: a part of it may have been sent before. The
        retransmission timer runs from now on (RFC 6298, 5.1), and so does the user timeout
        (section 3.9.1.1).
        """
        self.send(segment, repeat)
        self.snd.nxt = max(self.snd.nxt, segment.seq + segment.len)
        self.tcb.retransmission += (Unacknowledged(segment, self.now),)
        if segment.fin:
            self.tcb.fin = segment.last
        if "retransmission" not in self.tcb.running and not self.tcb.probing:
            self.set_timer("retransmission", self.tcb.rto)
        if "user" not in self.tcb.running:
            self.set_timer("user", self.tcb.parameters.user_timeout)
        if segment.ack is not None:
            self.owes_nothing()
