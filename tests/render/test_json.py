"""The trace as JSON: exactly version 1, and back again without loss."""

from __future__ import annotations

import json
from importlib.resources import files

import jsonschema
import pytest

from diagramgen import scenarios
from diagramgen.render.json import NotATrace, from_dict, from_json, render, to_dict, to_json
from diagramgen.render.look import Look
from diagramgen.walk import language
from diagramgen.walk.walker import walk
from tests.render import hand

HAND = (hand.life, hand.crossing, hand.troubles)
SCHEMA = json.loads((files("diagramgen.render") / "trace.schema.json").read_text("utf-8"))
KEYS = (
    "version", "name", "source", "rules", "settings", "ports", "stop", "segments", "moments",
    "states",
)  # fmt: skip
SEGMENT = (
    "n", "from", "to", "seq", "ack", "flags", "len", "wnd", "options", "urgent", "sent", "copies",
    "retransmission_of", "injected",
)  # fmt: skip
MOMENT = (
    "t", "peer", "event", "call", "segment", "copy", "before", "after", "passed", "sends",
    "section", "rule", "signals", "delivered", "timers", "tcb",
)  # fmt: skip


def test_the_schema_is_one() -> None:
    jsonschema.Draft202012Validator.check_schema(SCHEMA)


def test_keys_stand_in_the_order_of_the_schema() -> None:
    found = to_dict(hand.life())
    assert tuple(found)[: len(KEYS)] == KEYS == tuple(SCHEMA["properties"])[: len(KEYS)]
    assert tuple(found["segments"][0])[: len(SEGMENT)] == SEGMENT
    assert tuple(found["moments"][0])[: len(MOMENT)] == MOMENT


@pytest.mark.parametrize("lang", [None, "zh", "en"])
@pytest.mark.parametrize("make", HAND)
def test_hand_made_traces_fit_the_schema_and_come_back(make, lang: str | None) -> None:
    text = to_json(make(), lang)
    jsonschema.validate(json.loads(text), SCHEMA, jsonschema.Draft202012Validator)
    assert from_json(text) == make()
    assert json.loads(text) == to_dict(make(), lang)


@pytest.mark.parametrize("entry", scenarios.CATALOGUE, ids=lambda entry: entry.name)
def test_walks_fit_the_schema_and_come_back(entry: scenarios.Entry) -> None:
    trace = walk(language.parse(entry.text, name=entry.name), source=entry.text)
    text = to_json(trace)
    jsonschema.validate(json.loads(text), SCHEMA, jsonschema.Draft202012Validator)
    assert from_json(text) == trace
    assert to_json(from_json(text)) == text


def test_a_lost_copy_never_arrives() -> None:
    assert to_dict(hand.troubles())["segments"][0]["copies"] == [{"arrives": None, "fault": "lost"}]


def test_why_is_there_only_when_asked_for() -> None:
    assert "why" not in to_dict(hand.life())["moments"][0]
    assert to_dict(hand.life(), "zh")["moments"][0]["why"]
    assert render(hand.life(), Look(lang="zh")) == to_json(hand.life())


def test_one_line_a_segment_and_a_moment() -> None:
    trace = hand.life()
    lines = to_json(trace).splitlines()
    assert sum(line.startswith("  {") for line in lines) == len(trace.segments) + len(trace.moments)


def test_it_can_stand_inside_a_script() -> None:
    trace = hand.trace('</script><!-- 握手 \u2028 \x01 "\\', [], [])
    text = to_json(trace)
    assert "</" not in text
    assert "<!" not in text
    assert "握手" in text
    assert from_json(text) == trace


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("{", "not JSON"),
        ("[]", "a JSON object"),
        ('{"version": 2}', "version 2; accepted: 1"),
        ('{"version": 1, "name": "x", "moments": []}', "no key 'source'"),
        ('{"version": 1, "name": "x", "moments": [3]}', "int"),
    ],
)
def test_what_is_no_trace_is_refused_with_a_reason(text: str, why: str) -> None:
    with pytest.raises(NotATrace, match=why):
        from_json(text)


def test_a_trace_of_the_design_without_our_additions_can_be_read() -> None:
    data = to_dict(hand.life())
    del data["waiting"]
    for segment in data["segments"]:
        del segment["cause"]
    assert [s.cause for s in from_dict(data).segments] == [s.cause for s in hand.life().segments]
