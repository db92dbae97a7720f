"""Every walk of the catalogue against facts: the states of both peers, and segment by segment.

`walks.json` was written from the RFC's figures and text, never from a walk. Sequence numbers are
relative to the sender's ISS (or absolute, where the scenario has a figure's numbers), `=N` is
absolute, `?` is no fact. PSH is not compared; `sent` is, where the facts settle the time.
"""

import json
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from diagramgen.scenarios import CATALOGUE
from diagramgen.walk.language import parse
from diagramgen.walk.trace import Sent, Trace
from diagramgen.walk.walker import walk

WALKS = json.loads((Path(__file__).parents[1] / "data" / "walks.json").read_text(encoding="utf-8"))
BY_NAME = {facts["name"]: facts for facts in WALKS}

#: Issue 2, item 3.
DEMANDED = [
    "three-way-handshake",
    "data-both-ways",
    "close-in-four",
    "close-in-three",
    "close-by-b-first",
    "half-close",
    "syn-lost",
    "syn-ack-lost",
    "third-ack-lost",
    "third-ack-lost-then-data",
    "first-fin-lost",
    "ack-of-first-fin-lost",
    "second-fin-lost",
    "last-ack-lost",
    "data-lost",
    "simultaneous-open",
    "simultaneous-open-figure-7",
    "simultaneous-close",
    "simultaneous-close-fin-lost",
    "closed-port",
    "old-duplicate-syn",
    "half-open-syn",
    "half-open-data",
    "abort",
    "syn-never-answered",
    "data-with-fin",
    "data-on-third-ack",
    "delayed-ack-makes-three",
]


@cache
def trace_of(name: str) -> Trace:
    (entry,) = (entry for entry in CATALOGUE if entry.name == name)
    return walk(parse(entry.text))


def isses(trace: Trace) -> dict[str, int]:
    """The first ISS of each peer: that of its first SYN which was not injected."""
    found: dict[str, int] = {}
    for sent in trace.segments:
        if "SYN" in sent.flags and not sent.injected:
            found.setdefault(sent.source, sent.seq)
    return found


def shown(sent: Sent, fact: dict[str, Any], base: dict[str, int]) -> dict[str, Any]:
    """What the trace has for each thing that the fact names, in the fact's own terms."""

    def number(value: int | None, of: str, wanted: object) -> object:
        if value is None:
            return None
        if wanted == "?":
            return "?"
        if isinstance(wanted, str):
            return f"={value}"
        return (value - base.get(of, 0) + 2**31) % 2**32 - 2**31

    known: dict[str, Any] = {
        "from": sent.source,
        "flags": ",".join(flag for flag in sent.flags if flag != "PSH"),
        "seq": number(sent.seq, sent.source, fact.get("seq")),
        "ack": number(sent.ack, sent.target, fact.get("ack")),
        "len": sent.len,
        "lost": sent.lost,
        "injected": sent.injected,
    }
    if "sent" in fact:
        known["sent"] = sent.sent
    return known


def test_the_catalogue_and_the_facts_hold_the_same_scenarios() -> None:
    names = [entry.name for entry in CATALOGUE]
    assert sorted(names) == sorted(BY_NAME)
    assert set(DEMANDED) <= set(names)


@pytest.mark.parametrize("name", BY_NAME)
def test_both_peers_take_the_states_that_the_rfc_says(name: str) -> None:
    facts, trace = BY_NAME[name], trace_of(name)
    assert {peer: list(trace.states[peer]) for peer in "AB"} == {p: facts[p] for p in "AB"}
    assert trace.stop == "quiet"
    assert trace.waiting == ()


@pytest.mark.parametrize("name", BY_NAME)
def test_the_segments_are_those_of_the_facts(name: str) -> None:
    facts, trace = BY_NAME[name], trace_of(name)
    base = {} if facts.get("absolute") else isses(trace)
    differences = []
    for ordered in facts.get("either") or [facts["segments"]]:
        way, sent_segments = ordered, list(trace.segments)
        if all("sent" in fact for fact in way):
            # What two peers send in the same millisecond has no order of its own.
            sent_segments.sort(key=lambda sent: (sent.sent, sent.source))
            way = sorted(way, key=lambda fact: (fact["sent"], fact["from"]))
        expected = [{"lost": False, "injected": False, **fact} for fact in way]
        padded = [*way, *({} for _ in sent_segments[len(way) :])]
        found = [shown(sent, fact, base) for sent, fact in zip(sent_segments, padded, strict=False)]
        if found == expected:
            return
        differences.append((found, expected))
    found, expected = differences[0]
    assert found == expected


@pytest.mark.parametrize("name", [n for n, f in BY_NAME.items() if "enters_last" in f])
def test_the_last_state_is_entered_when_the_facts_say(name: str) -> None:
    """R9293-3.8.3-05, R9293-3.6.1-04, R9293-4-01: what ends when, to the millisecond."""
    trace = trace_of(name)
    last = {
        peer: max(m.t for m in trace.moments if m.peer == peer and m.before != m.after)
        for peer in BY_NAME[name]["enters_last"]
    }
    assert last == BY_NAME[name]["enters_last"]
