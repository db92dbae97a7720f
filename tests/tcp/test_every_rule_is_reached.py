"""No rule is declared in vain: for each, a setup and an event that ends with it."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

import pytest

from diagramgen.tcp.arrives import CHECKS
from diagramgen.tcp.endpoint import Endpoint
from diagramgen.tcp.events import Event, Open
from diagramgen.tcp.rule_ids import reference_rule_ids, rule_ids
from diagramgen.tcp.rules import RFC9293
from diagramgen.tcp.segment import Options, Segment
from diagramgen.tcp.seq import Seq
from diagramgen.tcp.tcb import Parameters
from diagramgen.walk.language import parse
from diagramgen.walk.walker import HOST_RULES, walk

Happening = Event | Segment | str


@dataclass(frozen=True)
class Way:
    """In `state` (ISS 100, IRS 300) the events happen; the last of them ends with `rule`.

    `at` is when, in ms, the last one happens. `unread`: no RECEIVE is outstanding.
    """

    rule: str
    state: str
    events: tuple[Happening, ...]
    options: str = ""
    numbers: dict[str, int | str] = field(default_factory=dict)
    unread: bool = False
    delack: int = 0
    at: int = 0


NOBODY = Open(False, Seq(100), remote=False)
TO_NOBODY = Open(True, Seq(100), remote=False)

ACK = "<SEQ=301><ACK=101><CTL=ACK>"
TEXT = "<SEQ=301><ACK=101><CTL=ACK><DATA=5>"
FIN = "<SEQ=301><ACK=101><CTL=FIN,ACK>"
TEXT_AND_FIN = "<SEQ=301><ACK=101><CTL=FIN,ACK><DATA=5>"
SYN = "<SEQ=900><CTL=SYN>"


def foreign(seq: int, flags: str, ack: int | None = None) -> Segment:
    """A segment of another security compartment than the TCB's."""
    return Segment.make(flags, seq, ack, security="another")


OPEN = [
    Way("3.10.1/closed/passive", "CLOSED", ("open passive",)),
    Way("3.10.1/closed/active", "CLOSED", ("open active",)),
    Way("3.10.1/closed/unspecified", "CLOSED", (TO_NOBODY,)),
    Way("3.10.1/listen/active", "LISTEN", ("open active",)),
    Way("3.10.1/listen/unspecified", "LISTEN", (TO_NOBODY,)),
    Way("3.10.1/listen/exists", "LISTEN", ("open passive",)),
    Way("3.10.1/otherwise/exists", "TIME-WAIT", ("open active",)),
]
SEND = [
    Way("3.10.2/closed/no-connection", "CLOSED", ("send 5",)),
    Way("3.10.2/listen/active", "LISTEN", ("send 5",)),
    Way("3.10.2/listen/unspecified", "CLOSED", (NOBODY, "send 5")),
    Way("3.10.2/opening/queued", "SYN-RECEIVED", ("send 5",)),
    Way("3.10.2/established/sent", "CLOSE-WAIT", ("send 5",)),
    Way("3.10.2/closing/closing", "FIN-WAIT-2", ("send 5",)),
]
RECEIVE = [
    Way("3.10.3/closed/no-connection", "CLOSED", ("receive 5",)),
    Way("3.10.3/opening/queued", "SYN-SENT", ("receive 5",)),
    Way("3.10.3/established/delivered", "ESTABLISHED", (TEXT, "receive 5"), unread=True),
    Way("3.10.3/established/queued", "FIN-WAIT-1", ("receive 5",)),
    Way("3.10.3/close-wait/delivered", "ESTABLISHED", (TEXT_AND_FIN, "receive 5"), unread=True),
    Way("3.10.3/close-wait/closing", "CLOSE-WAIT", ("receive 5",)),
    Way("3.10.3/closing/closing", "LAST-ACK", ("receive 5",)),
]
CLOSE = [
    Way("3.10.4/closed/no-connection", "CLOSED", ("close",)),
    Way("3.10.4/listen/deleted", "LISTEN", ("close",)),
    Way("3.10.4/syn-sent/deleted", "SYN-SENT", ("close",)),
    Way("3.10.4/syn-received/fin", "SYN-RECEIVED", ("close",)),
    Way("3.10.4/syn-received/queued", "SYN-RECEIVED", ("send 5", "close")),
    Way("3.10.4/established/fin", "ESTABLISHED", ("close",)),
    Way("3.10.4/established/unread", "ESTABLISHED", (TEXT, "close"), "half-duplex", unread=True),
    Way("3.10.4/close-wait/fin", "CLOSE-WAIT", ("close",)),
    Way(
        "3.10.4/close-wait/unread",
        "ESTABLISHED",
        (TEXT_AND_FIN, "close"),
        "half-duplex",
        unread=True,
    ),
    Way("3.10.4/closing/closing", "FIN-WAIT-1", ("close",)),
]
ABORT_AND_STATUS = [
    Way("3.10.5/closed/no-connection", "CLOSED", ("abort",)),
    Way("3.10.5/listen/deleted", "LISTEN", ("abort",)),
    Way("3.10.5/syn-sent/deleted", "SYN-SENT", ("abort",)),
    Way("3.10.5/established/reset", "SYN-RECEIVED", ("abort",)),
    Way("3.10.5/closing/ok", "CLOSING", ("abort",)),
    Way("3.10.6/closed/no-connection", "CLOSED", ("status",)),
    Way("3.10.6/otherwise/state", "LISTEN", ("status",)),
]
CLOSED_LISTEN_SYN_SENT = [
    Way("3.10.7.1/1/rst", "CLOSED", ("<SEQ=5><CTL=RST>",)),
    Way("3.10.7.1/1/reset-without-ack", "CLOSED", (SYN,)),
    Way("3.10.7.1/1/reset-with-ack", "CLOSED", (ACK,)),
    Way("3.10.7.2/1/ignored", "LISTEN", ("<SEQ=5><CTL=RST>",)),
    Way("3.10.7.2/2/reset", "LISTEN", ("<SEQ=1><ACK=2><CTL=ACK>",)),
    Way("3.10.7.2/3/security-mismatch", "LISTEN", (foreign(5, "SYN"),)),
    Way("3.10.7.2/3/syn", "LISTEN", (SYN,)),
    Way("3.10.7.2/4/dropped", "LISTEN", ("<SEQ=5><DATA=3>",)),
    Way("3.10.7.3/1/rst-unacceptable-ack", "SYN-SENT", ("<SEQ=0><ACK=100><CTL=RST,ACK>",)),
    Way("3.10.7.3/1/unacceptable-ack", "SYN-SENT", ("<SEQ=300><ACK=102><CTL=SYN,ACK>",)),
    # Only with data on our SYN, a part of which is acknowledged: a walk does not send any.
    Way(
        "3.10.7.3/1/old-ack",
        "SYN-SENT",
        ("<SEQ=300><ACK=101><CTL=SYN,ACK>",),
        numbers={"iss": 100, "snd.una": 102, "snd.nxt": 105},
    ),
    Way("3.10.7.3/2/without-ack", "SYN-SENT", ("<SEQ=0><CTL=RST>",)),
    Way("3.10.7.3/2/connection-reset", "SYN-SENT", ("<SEQ=0><ACK=101><CTL=RST,ACK>",)),
    Way("3.10.7.3/3/mismatch", "SYN-SENT", (foreign(300, "SYN,ACK", 101),)),
    Way("3.10.7.3/4/syn-ack", "SYN-SENT", ("<SEQ=300><ACK=101><CTL=SYN,ACK>",)),
    Way("3.10.7.3/4/syn-ack-with-more", "SYN-SENT", ("<SEQ=300><ACK=101><CTL=SYN,ACK><DATA=3>",)),
    Way("3.10.7.3/4/syn", "SYN-SENT", ("<SEQ=300><CTL=SYN>",)),
    Way("3.10.7.3/5/dropped", "SYN-SENT", (ACK,)),
]
FIRST_TO_FOURTH = [
    Way("3.6.1/reuse/new-syn", "TIME-WAIT", (SYN,), "rfc6191"),
    Way("3.6.1/reuse/old-syn", "TIME-WAIT", ("<SEQ=300><CTL=SYN>",), "rfc6191"),
    Way("3.6.1/reuse/security-mismatch", "TIME-WAIT", (foreign(900, "SYN"),), "rfc6191"),
    Way("3.10.7.4/1/rst-not-in-window", "ESTABLISHED", ("<SEQ=300><CTL=RST>",)),
    Way("3.10.7.4/1/not-in-window", "SYN-RECEIVED", ("<SEQ=300><CTL=SYN>",)),
    Way("3.10.7.4/1/zero-window", "ESTABLISHED", (TEXT,), numbers={"rcv.wnd": 0}),
    Way(
        "3.10.7.4/1/ack-field-only",
        "ESTABLISHED",
        (TEXT, TEXT),
        "appendix-a2",
    ),
    Way("3.10.7.4/2/ignored-in-time-wait", "TIME-WAIT", ("<SEQ=302><CTL=RST>",), "rfc1337"),
    Way("3.10.7.4/2/challenge", "ESTABLISHED", ("<SEQ=302><CTL=RST>",), "rfc5961"),
    Way("3.10.7.4/2/return-to-time-wait", "TIME-WAIT", (SYN, "<SEQ=901><CTL=RST>"), "rfc6191"),
    Way("3.10.7.4/2/return-to-listen", "SYN-RECEIVED", ("<SEQ=301><CTL=RST>",)),
    Way(
        "3.10.7.4/2/connection-refused",
        "SYN-RECEIVED",
        ("<SEQ=301><CTL=RST>",),
        numbers={"opened": "active"},
    ),
    Way("3.10.7.4/2/connection-reset", "CLOSE-WAIT", ("<SEQ=302><CTL=RST>",)),
    Way("3.10.7.4/2/closed", "LAST-ACK", ("<SEQ=302><CTL=RST>",)),
    Way("3.10.7.4/3/mismatch", "SYN-RECEIVED", (foreign(301, "ACK", 101),)),
    Way("3.10.7.4/3/mismatch-reset", "ESTABLISHED", (foreign(301, "ACK", 101),)),
    Way("3.10.7.4/4/return-to-listen", "SYN-RECEIVED", (SYN,)),
    Way("3.10.7.4/4/challenge", "ESTABLISHED", (SYN,), "rfc5961"),
    Way("3.10.7.4/4/reset", "ESTABLISHED", (SYN,)),
]
FIFTH = [
    Way("3.10.7.4/5/no-ack", "ESTABLISHED", ("<SEQ=301><DATA=3>",)),
    Way("3.10.7.4/5/challenge", "ESTABLISHED", ("<SEQ=301><ACK=102><CTL=ACK>",), "rfc5961"),
    Way("3.10.7.4/5/unacceptable-ack", "SYN-RECEIVED", ("<SEQ=301><ACK=100><CTL=ACK>",)),
    Way("3.10.7.4/5/syn-acknowledged", "SYN-RECEIVED", (ACK,)),
    Way("3.10.7.4/5/ack-of-the-future", "ESTABLISHED", ("<SEQ=301><ACK=102><CTL=ACK>",)),
    Way("3.10.7.4/5/acknowledged", "ESTABLISHED", ("send 5", "<SEQ=301><ACK=106><CTL=ACK>")),
    Way("3.10.7.4/5/duplicate-ack", "ESTABLISHED", (ACK,)),
    Way("3.10.7.4/5/fin-acknowledged", "FIN-WAIT-1", ("<SEQ=301><ACK=102><CTL=ACK>",)),
    Way("3.10.7.4/5/closing-ignored", "CLOSING", ("<SEQ=302><ACK=101><CTL=ACK>",)),
    Way("3.10.7.4/5/closing-fin-acknowledged", "CLOSING", ("<SEQ=302><ACK=102><CTL=ACK>",)),
    Way("3.10.7.4/5/last-ack", "LAST-ACK", ("<SEQ=302><ACK=102><CTL=ACK>",)),
    Way(
        "3.10.7.4/5/time-wait-fin",
        "TIME-WAIT",
        ("<SEQ=301><ACK=102><CTL=FIN,ACK>",),
        "restart-2msl",
    ),
]
SIXTH_TO_EIGHTH = [
    Way("3.10.7.4/6/urgent", "ESTABLISHED", ("<SEQ=301><ACK=101><CTL=ACK,URG><UP=9>",)),
    Way("3.10.7.4/7/ignored", "CLOSE-WAIT", ("<SEQ=302><ACK=101><CTL=ACK><DATA=3>",)),
    Way(
        "3.10.7.4/7/after-close",
        "FIN-WAIT-2",
        ("<SEQ=301><ACK=102><CTL=ACK><DATA=3>",),
        "half-duplex",
    ),
    Way("3.10.7.4/7/held", "ESTABLISHED", ("<SEQ=305><ACK=101><CTL=ACK><DATA=3>",)),
    Way("3.10.7.4/7/text", "ESTABLISHED", (TEXT,)),
    Way("3.10.7.4/8/fin-again", "CLOSE-WAIT", ("<SEQ=302><ACK=101><CTL=FIN,ACK>",)),
    Way("3.10.7.4/8/established", "ESTABLISHED", (FIN,)),
    Way("3.10.7.4/8/fin-wait-1", "FIN-WAIT-1", (FIN,)),
    Way("3.10.7.4/8/fin-wait-2", "FIN-WAIT-2", ("<SEQ=301><ACK=102><CTL=FIN,ACK>",)),
]
TIMEOUTS = [
    Way("3.10.8/user/aborted", "ESTABLISHED", ("timeout user",)),
    Way("3.10.8/retransmission/repeated", "SYN-SENT", ("timeout retransmission",)),
    Way("3.10.8/retransmission/r2", "SYN-SENT", ("timeout retransmission",), at=180_000),
    Way("3.10.8/time-wait/deleted", "TIME-WAIT", ("timeout time-wait",)),
    Way(
        "3.8.6.1/persist/probe",
        "ESTABLISHED",
        ("send 5", "timeout persist"),
        numbers={"snd.wnd": 0},
    ),
    Way("3.8.6.3/delayed-ack/sent", "ESTABLISHED", (TEXT, "timeout delayed-ack"), delack=40),
    Way("3.10.8/stale/ignored", "ESTABLISHED", ("timeout persist",)),
]

WAYS = (
    OPEN
    + SEND
    + RECEIVE
    + CLOSE
    + ABORT_AND_STATUS
    + CLOSED_LISTEN_SYN_SENT
    + FIRST_TO_FOURTH
    + FIFTH
    + SIXTH_TO_EIGHTH
    + TIMEOUTS
)

#: Reached by a test of its own.
BY_OTHER_MEANS = ("3.10.7.4/1/old-timestamp",)

#: What the reference cannot end with. "nothing" is a net under rules that leave checks out: with
#: all eight, whatever the fourth lets pass is given a rule by the fifth, seventh or eighth.
BY_OTHER_RULES_ONLY = ("3.10.7.4/end/nothing",)


def rules_of(way: Way) -> list[str]:
    """The rules of all its events."""
    endpoint = Endpoint(
        way.state,
        way.numbers,
        RFC9293.with_options(*way.options.split()),
        Parameters(reads=not way.unread, delack=way.delack),
    )
    found = [endpoint.play(event).rule for event in way.events[:-1]]
    return [*found, endpoint.play(way.events[-1], now=way.at).rule]


def test_an_old_timestamp_is_found() -> None:
    """PAWS needs timestamps on both sides, which no `Way` sets up."""
    endpoint = Endpoint("ESTABLISHED")
    endpoint.tcb.ts_on, endpoint.tcb.ts_recent = True, 1000
    old = Segment.make("ACK", 301, 101, options=Options(timestamps=(999, 0)))
    assert endpoint.play(old).rule == BY_OTHER_MEANS[0]
    young = Segment.make("ACK", 301, 101, options=Options(timestamps=(1001, 0)))
    assert endpoint.play(young).rule == "3.10.7.4/5/duplicate-ack"
    assert endpoint.tcb.ts_recent == 1001


@pytest.mark.parametrize("way", [pytest.param(way, id=way.rule) for way in WAYS])
def test_the_rule_is_reached(way: Way) -> None:
    assert rules_of(way)[-1] == way.rule


def test_every_rule_has_its_way_and_none_has_two() -> None:
    ways = [way.rule for way in WAYS]
    assert len(set(ways)) == len(ways)
    assert set(ways) | set(BY_OTHER_RULES_ONLY) | set(BY_OTHER_MEANS) == set(reference_rule_ids())
    assert not set(ways) & set(BY_OTHER_RULES_ONLY)


def test_no_id_is_declared_twice() -> None:
    assert len(set(rule_ids() + HOST_RULES)) == len(rule_ids() + HOST_RULES)


def test_a_segment_that_no_check_has_looked_at_ends_with_nothing() -> None:
    unchecked = replace(RFC9293, name="unchecked", checks=CHECKS._replace(otherwise=()))
    assert Endpoint("ESTABLISHED", rules=unchecked).play(ACK).rule == BY_OTHER_RULES_ONLY[0]


def test_the_rules_of_the_host_are_reached_in_a_walk() -> None:
    trace = walk(parse("A: crash\nA: restart\n"))
    assert tuple(moment.rule for moment in trace.moments) == HOST_RULES


@pytest.mark.parametrize("way", [pytest.param(way, id=way.rule) for way in WAYS if way.options])
def test_what_needs_an_option_needs_it(way: Way) -> None:
    """With all options off the same events end with another rule."""
    assert rules_of(replace(way, options=""))[-1] != way.rule
