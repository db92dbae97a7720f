"""A trace as JSON, version 1: what ``trace.schema.json`` describes, and back again.

The text is stable: the same keys in the same order, a line for each segment and each moment. It can
stand inside ``<script type="application/json">`` as it is. This module also runs on MicroPython,
whose `json` can neither indent nor leave Chinese as it is, so the writing is done here.
"""

from __future__ import annotations

import json
from typing import Any, Optional

from diagramgen.render.look import Look
from diagramgen.render.why import why
from diagramgen.render.words.variants import label
from diagramgen.walk.trace import VERSION, Copy, Moment, Sent, Timer, Trace


class NotATrace(ValueError):
    """Text that is not a trace of a version that can be read; the message says why."""


def render(trace: Trace, look: Look) -> str:  # noqa: ARG001 - every renderer is asked alike
    """Write the trace without any language: `to_json` adds `why` when it is asked to."""
    return to_json(trace)


def to_json(trace: Trace, lang: Optional[str] = None) -> str:
    """Write the trace; with `lang`, it says in that language why, and by which rules."""
    lines = []
    for key, value in to_dict(trace, lang).items():
        name = _text(key) + ": "
        if key in ("segments", "moments") and value:
            items = ",\n".join("  " + _value(item) for item in value)
            lines.append(" " + name + "[\n" + items + "\n ]")
        else:
            lines.append(" " + name + _value(value))
    return "{\n" + ",\n".join(lines) + "\n}\n"


def to_dict(trace: Trace, lang: Optional[str] = None) -> dict[str, Any]:
    """The trace as dicts, lists, numbers and strings, keys in the order of the schema."""
    found: dict[str, Any] = {
        "version": trace.version,
        "name": trace.name,
        "source": trace.source,
        "rules": trace.rules,
        "settings": dict(trace.settings),
        "ports": dict(trace.ports),
        "stop": trace.stop,
        "segments": [_segment(segment) for segment in trace.segments],
        "moments": [_moment(moment, lang) for moment in trace.moments],
        "states": {peer: list(states) for peer, states in trace.states.items()},
        "waiting": list(trace.waiting),
    }
    other = label(trace, lang) if lang else ""
    if other:
        found["label"] = other
    return found


def _segment(sent: Sent) -> dict[str, Any]:
    return {
        "n": sent.n,
        "from": sent.source,
        "to": sent.target,
        "seq": sent.seq,
        "ack": sent.ack,
        "flags": list(sent.flags),
        "len": sent.len,
        "wnd": sent.wnd,
        "options": dict(sent.options),
        "urgent": sent.urgent,
        "sent": sent.sent,
        "copies": [{"arrives": copy.arrives, "fault": copy.fault} for copy in sent.copies],
        "retransmission_of": sent.retransmission_of,
        "injected": sent.injected,
        "cause": sent.cause,
    }


def _moment(moment: Moment, lang: Optional[str]) -> dict[str, Any]:
    found: dict[str, Any] = {
        "t": moment.t,
        "peer": moment.peer,
        "event": moment.event,
        "call": moment.call,
        "segment": moment.segment,
        "copy": moment.copy,
        "before": moment.before,
        "after": moment.after,
        "passed": list(moment.passed),
        "sends": list(moment.sends),
        "section": moment.section,
        "rule": moment.rule,
        "signals": list(moment.signals),
        "delivered": moment.delivered,
        "timers": [
            {"name": timer.name, "is": "clear" if timer.due is None else "set", "due": timer.due}
            for timer in moment.timers
        ],
        "tcb": dict(moment.tcb),
        "timeout": moment.timeout,
        "rules": list(moment.rules),
    }
    if lang:
        found["why"] = why(moment, lang)
    return found


def from_json(text: str) -> Trace:
    """Read a trace; ``from_json(to_json(trace)) == trace``. Raises `NotATrace`."""
    try:
        data = json.loads(text)
    except ValueError as error:
        raise NotATrace("not JSON: " + str(error)) from error
    return from_dict(data)


def from_dict(data: Any) -> Trace:
    """Read what `to_dict` gives; What is in a language is left out. Raises `NotATrace`."""
    if not isinstance(data, dict):
        raise NotATrace("a trace is a JSON object")
    version = data.get("version")
    if version != VERSION:
        raise NotATrace(f"version {version!r}; accepted: {VERSION}")
    try:
        moments = tuple([_read_moment(moment) for moment in data["moments"]])
        return Trace(
            name=data["name"],
            source=data["source"],
            rules=data["rules"],
            stop=data["stop"],
            segments=tuple([_read_segment(segment, moments) for segment in data["segments"]]),
            moments=moments,
            states={peer: tuple(states) for peer, states in data["states"].items()},
            settings=data["settings"],
            ports=data["ports"],
            waiting=tuple(data.get("waiting", ())),
            version=version,
        )
    except KeyError as error:
        raise NotATrace(f"no key {error}") from error
    except (TypeError, AttributeError) as error:
        raise NotATrace(str(error)) from error


def _read_segment(data: dict[str, Any], moments: tuple[Moment, ...]) -> Sent:
    cause = data.get("cause")
    if cause is None:
        # A trace from elsewhere may leave it out: it is the moment that sends the segment.
        for number, moment in enumerate(moments):
            if data["n"] in moment.sends:
                cause = number
    return Sent(
        n=data["n"],
        source=data["from"],
        target=data["to"],
        seq=data["seq"],
        ack=data["ack"],
        flags=tuple(data["flags"]),
        len=data["len"],
        wnd=data["wnd"],
        options=tuple(data["options"].items()),
        urgent=data["urgent"],
        sent=data["sent"],
        copies=tuple([Copy(copy["arrives"], copy["fault"]) for copy in data["copies"]]),
        retransmission_of=data["retransmission_of"],
        injected=data["injected"],
        cause=cause,
    )


def _read_moment(data: dict[str, Any]) -> Moment:
    return Moment(
        t=data["t"],
        peer=data["peer"],
        event=data["event"],
        before=data["before"],
        after=data["after"],
        section=data["section"],
        rule=data["rule"],
        call=data["call"],
        timeout=data.get("timeout"),
        segment=data["segment"],
        copy=data["copy"],
        passed=tuple(data["passed"]),
        sends=tuple(data["sends"]),
        signals=tuple(data["signals"]),
        delivered=data["delivered"],
        timers=tuple([Timer(timer["name"], timer["due"]) for timer in data["timers"]]),
        tcb=tuple(data["tcb"].items()),
        rules=tuple(data.get("rules", ())),
    )


_ESCAPES = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t"}


def _text(text: str) -> str:
    """A JSON string, Chinese as it is. ``</`` and ``<!`` could end or open something in HTML."""
    out = ""
    for char in text:
        if char in _ESCAPES:
            out += _ESCAPES[char]
        elif char < " " or char in "\u2028\u2029" or 0xD800 <= ord(char) <= 0xDFFF:
            out += f"\\u{ord(char):04x}"
        else:
            out += char
    return '"' + out.replace("</", "<\\/").replace("<!", "\\u003c!") + '"'


def _value(value: Any) -> str:
    if value is None:
        return "null"
    if value is True:
        return "true"
    if value is False:
        return "false"
    if isinstance(value, str):
        return _text(value)
    if isinstance(value, (list, tuple)):
        return "[" + ", ".join([_value(item) for item in value]) + "]"
    if isinstance(value, dict):
        return "{" + ", ".join([_text(k) + ": " + _value(v) for k, v in value.items()]) + "}"
    if isinstance(value, (int, float)):
        return str(value)
    raise TypeError(f"{type(value).__name__} cannot be written as JSON")
