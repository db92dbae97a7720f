"""What can happen to an endpoint: a call of its user, a segment that arrives, a timeout.

An event that may open a connection carries the ISS that is to be used (section 3.4.1: the choice
is a clock's and a secret's, not the state machine's).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Union

from diagramgen.tcp.segment import Segment
from diagramgen.tcp.seq import Seq


@dataclass(frozen=True)
class Open:
    """OPEN (3.9.1.1). `remote`: whether the remote socket is specified."""

    active: bool
    iss: Seq = field(default_factory=lambda: Seq(0))
    remote: bool = True


@dataclass(frozen=True)
class SendCall:
    """SEND (3.9.1.2). `iss` is used where SEND makes a passive OPEN active."""

    text: bytes
    push: bool = False
    urgent: bool = False
    iss: Seq = field(default_factory=lambda: Seq(0))


@dataclass(frozen=True)
class ReceiveCall:
    """RECEIVE (3.9.1.3) of up to `octets`."""

    octets: int


@dataclass(frozen=True)
class CloseCall:
    """CLOSE (3.9.1.4): the user will send no more; it may still receive."""


@dataclass(frozen=True)
class AbortCall:
    """ABORT (3.9.1.6)."""


@dataclass(frozen=True)
class StatusCall:
    """STATUS (3.9.1.5)."""


@dataclass(frozen=True)
class Arrives:
    """SEGMENT ARRIVES (3.10.7)."""

    segment: Segment
    iss: Seq = field(default_factory=lambda: Seq(0))


@dataclass(frozen=True)
class Timeout:
    """A timer of `TIMERS` went off (3.10.8)."""

    timer: str


Call = Union[Open, SendCall, ReceiveCall, CloseCall, AbortCall, StatusCall]
Event = Union[Call, Arrives, Timeout]
