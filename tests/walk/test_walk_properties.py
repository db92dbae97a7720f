"""What must hold of every walk, whatever befalls its segments."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given, settings

from diagramgen.tcp.rule_ids import rule_ids
from diagramgen.tcp.rules import RFC9293
from diagramgen.tcp.seq import Seq
from diagramgen.tcp.transitions import State
from diagramgen.walk.language import parse
from diagramgen.walk.trace import Trace
from diagramgen.walk.walker import HOST_RULES, walk
from tests.walk.stories import connections


def check(trace: Trace) -> None:
    """What holds of every walk of the reference machine in which nothing is injected."""
    known = (*rule_ids(), *HOST_RULES)
    rows = {(row.source, row.target) for row in RFC9293.rows_in_force()}
    highest: dict[str, Seq] = {}
    for segment in trace.segments:
        end = Seq(segment.seq) + segment.seg_len
        if segment.seg_len and (segment.source not in highest or end > highest[segment.source]):
            highest[segment.source] = end
        if segment.ack is not None and segment.flags != ("RST", "ACK"):
            assert Seq(segment.ack) <= highest[segment.target], segment
    for moment in trace.moments:
        assert moment.rule in known
        path = [State(moment.before), *(State(state) for state in moment.passed)]
        assert path[-1] is State(moment.after)
        assert all(step in rows for step in pairwise(path))
        if moment.segment is not None and "RST" in trace.segments[moment.segment - 1].flags:
            assert all("RST" not in trace.segments[n - 1].flags for n in moment.sends)
        tcb = dict(moment.tcb)
        if isinstance(tcb.get("snd.una"), int):
            assert Seq(tcb["snd.una"]) <= Seq(tcb["snd.nxt"])
    for peer in trace.peers:
        assert trace.states[peer][0] == "CLOSED"
    times = [moment.t for moment in trace.moments]
    assert times == sorted(times)


@settings(max_examples=300, deadline=None)
@given(connections())
def test_two_users_that_close_end_closed(text: str) -> None:
    trace = walk(parse(text))
    check(trace)
    if trace.stop == "quiet" and not trace.waiting:
        assert {trace.final("A"), trace.final("B")} == {"CLOSED"}, trace.states


@settings(max_examples=150, deadline=None)
@given(connections())
def test_all_text_arrives_once_and_in_order(text: str) -> None:
    trace = walk(parse(text))
    for peer, other in (("A", "B"), ("B", "A")):
        given_ = sum(int(m.call.split()[1]) for m in calls_of(trace, peer) if m.call)
        delivered = sum(m.delivered for m in trace.moments if m.peer == other)
        assert delivered <= given_
        orderly = "RST" not in {flag for s in trace.segments for flag in s.flags}
        gave_up = any(m.rule.endswith(("/r2", "/aborted")) for m in trace.moments)
        if trace.stop == "quiet" and orderly and not gave_up:
            assert delivered == given_


def calls_of(trace: Trace, peer: str) -> list[object]:
    return [m for m in trace.moments if m.peer == peer and (m.call or "").startswith("send")]


@settings(max_examples=100, deadline=None)
@given(connections())
def test_a_walk_is_the_same_each_time_and_from_its_printed_form(text: str) -> None:
    trace = walk(parse(text), text)
    assert walk(parse(text), text) == trace
    assert walk(parse(str(parse(text))), text) == trace
