"""An endpoint put into a state: which variables follow from it and which are given."""

import pytest

from diagramgen.tcp.endpoint import Endpoint
from diagramgen.tcp.events import Arrives, Open, SendCall
from diagramgen.tcp.segment import Segment, octets
from diagramgen.tcp.seq import Seq

GIVEN = [
    # state, numbers; ISS, SND.UNA, SND.NXT, IRS, RCV.NXT, the number of our FIN
    ("SYN-SENT", {}, (100, 100, 101, 300, 301, None)),
    ("SYN-RECEIVED", {}, (100, 100, 101, 300, 301, None)),
    ("ESTABLISHED", {}, (100, 101, 101, 300, 301, None)),
    ("FIN-WAIT-1", {}, (100, 101, 102, 300, 301, 101)),
    ("FIN-WAIT-2", {}, (100, 102, 102, 300, 301, 101)),
    ("CLOSE-WAIT", {}, (100, 101, 101, 300, 302, None)),
    ("CLOSING", {}, (100, 101, 102, 300, 302, 101)),
    ("LAST-ACK", {}, (100, 101, 102, 300, 302, 101)),
    ("TIME-WAIT", {}, (100, 102, 102, 300, 302, 101)),
    ("ESTABLISHED", {"iss": 7, "irs": 9}, (7, 8, 8, 9, 10, None)),
    ("TIME-WAIT", {"iss": 7, "irs": 9}, (7, 9, 9, 9, 11, 8)),
    ("ESTABLISHED", {"rcv.nxt": 500}, (100, 101, 101, 499, 500, None)),
    ("CLOSE-WAIT", {"rcv.nxt": 500}, (100, 101, 101, 498, 500, None)),
    ("CLOSE-WAIT", {"rcv.nxt": 500, "irs": 9}, (100, 101, 101, 9, 500, None)),
    ("SYN-SENT", {"snd.una": 1000}, (1000, 1000, 1001, 300, 301, None)),
    ("ESTABLISHED", {"snd.una": 1000}, (999, 1000, 1000, 300, 301, None)),
    ("FIN-WAIT-1", {"snd.una": 1000}, (999, 1000, 1001, 300, 301, 1000)),
    ("FIN-WAIT-2", {"snd.una": 1000}, (998, 1000, 1000, 300, 301, 999)),
    ("SYN-SENT", {"snd.nxt": 1000}, (999, 999, 1000, 300, 301, None)),
    ("ESTABLISHED", {"snd.nxt": 1000}, (999, 1000, 1000, 300, 301, None)),
    ("FIN-WAIT-1", {"snd.nxt": 1000}, (998, 999, 1000, 300, 301, 999)),
    ("FIN-WAIT-2", {"snd.nxt": 1000}, (998, 1000, 1000, 300, 301, 999)),
    ("ESTABLISHED", {"iss": 7, "snd.una": 1000}, (7, 1000, 1000, 300, 301, None)),
]


@pytest.mark.parametrize(("state", "numbers", "expected"), GIVEN)
def test_the_numbers_of_a_state(
    state: str, numbers: dict[str, int | str], expected: tuple[int | None, ...]
) -> None:
    tcb = Endpoint(state, numbers).tcb
    fin = None if tcb.fin is None else int(tcb.fin)
    found = (tcb.iss, tcb.snd.una, tcb.snd.nxt, tcb.irs, tcb.rcv.nxt)
    assert (*(int(number) for number in found), fin) == expected
    assert tcb.closing == (fin is not None)


@pytest.mark.parametrize(
    ("state", "numbers", "text", "flags"),
    [
        ("SYN-SENT", {"iss": 100, "snd.una": 100, "snd.nxt": 105}, octets(Seq(101), 4), "SYN"),
        ("ESTABLISHED", {"snd.una": 101, "snd.nxt": 105}, octets(Seq(101), 4), "ACK"),
        ("FIN-WAIT-1", {"snd.una": 101, "snd.nxt": 105}, octets(Seq(101), 3), "FIN,ACK"),
    ],
)
def test_what_is_outstanding_waits_for_its_acknowledgment(
    state: str, numbers: dict[str, int | str], text: bytes, flags: str
) -> None:
    tcb = Endpoint(state, numbers).tcb
    (entry,) = tcb.retransmission
    assert (entry.segment.text, ",".join(entry.segment.flags)) == (text, flags)
    assert entry.segment.seq == tcb.snd.una
    assert tcb.running == ("retransmission", "user")


def test_the_other_variables_are_what_is_given() -> None:
    tcb = Endpoint("ESTABLISHED", {"rcv.up": 7, "snd.up": 9, "rcv.wnd": 5, "snd.wnd": 6}).tcb
    assert (tcb.rcv.up, tcb.snd.up, tcb.rcv.wnd, tcb.snd.wnd, tcb.snd.max_wnd) == (7, 9, 5, 6, 6)
    assert (tcb.snd.wl1, tcb.snd.wl2) == (301, 101)
    plain = Endpoint("ESTABLISHED").tcb
    assert (plain.rcv.up, plain.snd.up, plain.rcv.wnd, plain.snd.wnd) == (None, None, 65535, 65535)
    given = Endpoint("ESTABLISHED", {"snd.wl1": 3, "snd.wl2": 4}).tcb
    assert (given.snd.wl1, given.snd.wl2) == (3, 4)
    assert Endpoint("ESTABLISHED").tcb.opened == "active"
    assert Endpoint("SYN-RECEIVED").tcb.opened == "passive"
    assert Endpoint("TIME-WAIT").tcb.running == ("time-wait",)
    assert Endpoint("FIN-WAIT-2").tcb.running == ()


def test_a_variable_that_there_is_not_is_refused() -> None:
    with pytest.raises(ValueError, match=r"no variable 'snd\.xyz'; accepted: iss, irs, opened"):
        Endpoint("ESTABLISHED", {"snd.xyz": 1})


def test_an_event_says_no_more_than_it_must() -> None:
    assert SendCall(b"a") == SendCall(b"a", push=False, urgent=False, iss=Seq(0))
    assert Open(True) == Open(True, iss=Seq(0), remote=True)
    syn = Segment.make("SYN", 300)
    assert Arrives(syn) == Arrives(syn, iss=Seq(0))
