"""What counterfactuals are for: what their walks do to users, and RFC 9293's does not."""

from __future__ import annotations

import pytest

from diagramgen.cli.kernel import is_of_other_rules
from diagramgen.scenarios import CATALOGUE, find
from diagramgen.walk.language import parse
from diagramgen.walk.trace import Trace
from diagramgen.walk.walker import walk


def trace_of(name: str) -> Trace:
    return walk(parse(find(name).text, name))


def text_at(trace: Trace, peer: str) -> list[tuple[int, int, int]]:
    """Each arrival of text at a peer: when it was sent, when it came, how much was delivered."""
    sent = {segment.n: segment for segment in trace.segments}
    return [
        (sent[m.segment].sent, m.t, m.delivered)
        for m in trace.moments
        if m.peer == peer and m.segment and sent[m.segment].len
    ]


def told(trace: Trace, peer: str) -> list[str]:
    return [signal for m in trace.moments if m.peer == peer for signal in m.signals]


def test_only_the_two_way_handshake_troubles_a_user_with_an_old_syn() -> None:
    assert told(trace_of("two-way-handshake-old-syn"), "B") == ["error: connection reset"]
    assert told(trace_of("old-syn-alone"), "B") == []


def test_without_time_wait_the_last_close_is_never_confirmed() -> None:
    assert "ok: CLOSE" not in told(trace_of("no-time-wait-last-ack-lost"), "B")
    assert "ok: CLOSE" in told(trace_of("last-ack-lost"), "B")


def test_without_time_wait_a_user_gets_old_octets_for_new_ones() -> None:
    """100 octets of the first connection are delivered in the second, whose own are dropped."""
    found = text_at(trace_of("no-time-wait-old-data"), "A")
    assert found == [(30, 40, 100), (60, 70, 100), (180, 190, 300), (60, 220, 100), (225, 235, 0)]
    assert told(trace_of("no-time-wait-old-data"), "B")[-1] == "ok: SEND"


def test_with_time_wait_they_are_delivered_once() -> None:
    found = text_at(trace_of("time-wait-old-data"), "A")
    assert found == [(30, 40, 100), (60, 70, 100), (60, 220, 0)]


def test_with_a_fixed_iss_a_user_gets_old_octets_for_new_ones() -> None:
    found = text_at(trace_of("fixed-iss-old-segment"), "B")
    assert found == [(40, 50, 5), (40, 150, 5), (155, 165, 0)]


def test_with_a_new_iss_every_octet_is_delivered_once() -> None:
    found = text_at(trace_of("new-iss-old-segment"), "B")
    assert found == [(40, 50, 5), (40, 150, 0), (155, 165, 5)]


@pytest.mark.parametrize("entry", CATALOGUE, ids=lambda entry: entry.name)
def test_what_is_not_rfc_9293_stands_in_its_own_chapter(entry) -> None:
    if walk(parse(entry.text)).rules != "RFC9293":
        assert entry.chapter == "whatif"


def test_no_kernel_is_asked_to_go_by_rules_that_it_cannot_have() -> None:
    """`diagramgen kernel --all` leaves out what selects rules of its own, and nothing else."""
    left_out = [entry.name for entry in CATALOGUE if is_of_other_rules(parse(entry.text))]
    assert left_out == [e.name for e in CATALOGUE if walk(parse(e.text)).rules != "RFC9293"]
