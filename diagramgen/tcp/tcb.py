"""The Transmission Control Block: the variables of one connection (RFC 9293, section 3.3.1)."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

from diagramgen.tcp.segment import Segment
from diagramgen.tcp.seq import Seq
from diagramgen.tcp.transitions import State

#: The timers of a connection. The machine says when one is set or cleared; whoever drives it owns
#: the deadlines.
TIMERS = ("retransmission", "persist", "user", "delayed-ack", "time-wait")

#: The send MSS where the peer's SYN named none (section 3.7.1, MUST-15; IPv4).
DEFAULT_MSS = 536


@dataclass(frozen=True)
class Parameters:
    """What a user or an administrator may set for a connection. Times in ms, sizes in octets.

    `wnd`: the receive buffer. `mss`: announced on SYN (section 3.7.1). `delack`: how long an
    acknowledgment may wait, 0 for not at all (3.8.6.3). `rto`: the initial RTO (RFC 6298, 2.1).
    `msl`: 3.4.2. `r1` (retransmissions), `r2` and `r2_syn` (how long): 3.8.3. `user_timeout`:
    3.9.1.1. `reads`: whether the user keeps a RECEIVE outstanding, so that text is delivered as it
    comes. `window_scale`, `timestamps`, `sack`: offered on SYN (RFC 7323, RFC 2018).
    """

    wnd: int = 65535
    mss: int = 1460
    delack: int = 0
    rto: int = 1000
    msl: int = 120_000
    r1: int = 3
    r2: int = 100_000
    r2_syn: int = 180_000
    user_timeout: int = 300_000
    reads: bool = True
    window_scale: int | None = None
    timestamps: bool = False
    sack: bool = False


@dataclass
class Send:
    """The send sequence variables; `up` points behind the urgent text (section 3.8.5)."""

    una: Seq = field(default_factory=lambda: Seq(0))
    nxt: Seq = field(default_factory=lambda: Seq(0))
    wnd: int = 0
    up: Seq | None = None
    wl1: Seq = field(default_factory=lambda: Seq(0))
    wl2: Seq = field(default_factory=lambda: Seq(0))
    max_wnd: int = 0


@dataclass
class Receive:
    """The receive sequence variables."""

    nxt: Seq = field(default_factory=lambda: Seq(0))
    wnd: int = 0
    up: Seq | None = None


class Chunk(NamedTuple):
    """Text that the user gave to SEND and that has no sequence number yet."""

    text: bytes
    push: bool = False


class Unacknowledged(NamedTuple):
    """An entry of the retransmission queue: the segment, when it first left, how often since."""

    segment: Segment
    sent: int
    times: int = 0


@dataclass
class Tcb:
    """One connection. In CLOSED only `parameters` mean anything: there is no TCB.

    `opened` is "passive" or "active" (MUST-11); `remote` says whether the remote socket is known,
    `remote_from_syn` that a SYN told it and not the OPEN. `queue` holds text for which there is no
    segment yet; `closing` says that CLOSE waits behind it; `fin` is the number of our FIN once
    sent.
    `retransmission` is the retransmission queue; `held` are segments ahead of RCV.NXT (SHLD-31);
    `unread` is text not yet asked for by RECEIVE, `receives` the sizes of RECEIVEs that wait;
    `sends` are the ends of SENDs that are not acknowledged. `probing`: an octet was sent into a
    closed window. `owed` counts segments that wait for a delayed acknowledgment. `running` are
    the timers that are set, `rto` is in ms. `earlier` is the connection in TIME-WAIT to which this
    one returns if the SYN that reopened it was an old duplicate (section 3.6.1, MAY-2).
    """

    parameters: Parameters = field(default_factory=Parameters)
    state: State = State.CLOSED
    opened: str = ""
    remote: bool = False
    remote_from_syn: bool = False
    iss: Seq = field(default_factory=lambda: Seq(0))
    irs: Seq = field(default_factory=lambda: Seq(0))
    snd: Send = field(default_factory=Send)
    rcv: Receive = field(default_factory=Receive)
    queue: tuple[Chunk, ...] = ()
    closing: bool = False
    fin: Seq | None = None
    retransmission: tuple[Unacknowledged, ...] = ()
    held: tuple[Segment, ...] = ()
    unread: bytes = b""
    receives: tuple[int, ...] = ()
    rto: int = 0
    syn_timed_out: bool = False
    send_mss: int = DEFAULT_MSS
    owed: int = 0
    probing: bool = False
    running: tuple[str, ...] = ()
    security: str = ""
    snd_scale: int = 0
    rcv_scale: int = 0
    peer_scales: bool = False
    peer_sack: bool = False
    ts_recent: int | None = None
    ts_on: bool = False
    sends: tuple[Seq, ...] = ()
    last_ack_sent: Seq | None = None
    earlier: Tcb | None = None

    def copy(self) -> Tcb:
        """One that can be changed without changing this."""
        other = Tcb.__new__(Tcb)
        other.__dict__.update(self.__dict__)
        # Written out, since every event copies a TCB: the constructor is three times as fast.
        s, r = self.snd, self.rcv
        other.snd = Send(s.una, s.nxt, s.wnd, s.up, s.wl1, s.wl2, s.max_wnd)
        other.rcv = Receive(r.nxt, r.wnd, r.up)
        return other

    @property
    def queued(self) -> int:
        """Octets that the user sent and that have no sequence number yet."""
        return sum(len(chunk.text) for chunk in self.queue)

    @property
    def unsent(self) -> bool:
        """Whether text or our FIN waits to be sent for the first time."""
        return bool(self.queue) or (self.closing and self.fin is None)

    @property
    def fin_acknowledged(self) -> bool:
        """Whether our FIN was sent and is acknowledged."""
        return self.fin is not None and self.snd.una > self.fin

    def variables(self) -> tuple[tuple[str, int | None], ...]:
        """The variables by the RFC's names, in its order; empty in CLOSED, few in LISTEN."""
        if self.state is State.CLOSED:
            return ()
        rcv_wnd = ("rcv.wnd", self.rcv.wnd)
        if self.state is State.LISTEN:
            return (rcv_wnd,)
        snd = self.snd
        sent = (
            ("snd.una", snd.una.value),
            ("snd.nxt", snd.nxt.value),
            ("snd.wnd", snd.wnd),
            ("snd.up", None if snd.up is None else snd.up.value),
            ("snd.wl1", snd.wl1.value),
            ("snd.wl2", snd.wl2.value),
            ("iss", self.iss.value),
        )
        if self.state is State.SYN_SENT:
            return sent + (rcv_wnd,)
        return sent + (
            ("rcv.nxt", self.rcv.nxt.value),
            rcv_wnd,
            ("rcv.up", None if self.rcv.up is None else int(self.rcv.up)),
            ("irs", self.irs.value),
        )
