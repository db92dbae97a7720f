"""What a scenario expects, held against what happened; and calls that were refused."""

from __future__ import annotations

from diagramgen.tcp.calls import is_refused
from diagramgen.tcp.endpoint import advance, call_named
from diagramgen.tcp.rules import Rules
from diagramgen.tcp.seq import Seq
from diagramgen.tcp.step import Step
from diagramgen.tcp.tcb import Tcb
from diagramgen.walk.errors import ScenarioError
from diagramgen.walk.link import kinds
from diagramgen.walk.scenario import Act, Expect, Scenario
from diagramgen.walk.trace import Trace

_CALLS = (
    ("open passive", "listen"),
    ("open active", "connect"),
    ("send 1", "send"),
    ("receive 1", "receive"),
    ("close", "close"),
    ("abort", "abort"),
    ("status", "status"),
)


def refused(act: Act, step: Step, tcb: Tcb, now: int, rules: Rules) -> ScenarioError:
    """The error for a call that the state does not allow, with those that it would."""
    allowed = []
    for words, name in _CALLS:
        if not is_refused(advance(tcb, call_named(words, Seq(0), tcb), now, rules).rule):
            allowed.append(name)
    reason = step.signals[0].replace("error: ", "")
    call = act.call.split(" ")[0].upper()
    section = step.rule.split("/")[0]
    return ScenarioError(
        act.line,
        1,
        f"{act.peer} in {tcb.state} cannot {call}: {reason} (RFC 9293, {section})",
        ", ".join(allowed),
    )


def check(trace: Trace, scenario: Scenario) -> None:
    """Raise `ScenarioError` for the first expectation that is false."""
    for expect in scenario.of(Expect):
        assert isinstance(expect, Expect)
        found = _contradiction(trace, expect)
        if found:
            raise ScenarioError(expect.line, 1, f"{_words(expect)!r} is false: {found}")


def _words(expect: Expect) -> str:
    return " ".join(("expect", expect.peer, expect.verb) + expect.values)


def _contradiction(trace: Trace, expect: Expect) -> str:
    """What happened instead, or an empty string."""
    peer = expect.peer
    path = trace.states[peer]
    if expect.verb == "reaches":
        return "" if expect.values[0] in path else f"{peer} went {' '.join(path)}"
    if expect.verb == "ends":
        return "" if path[-1] == expect.values[0] else f"{peer} ends {path[-1]}"
    if expect.verb == "path":
        good = path in (expect.values, ("CLOSED",) + expect.values)
        return "" if good else f"{peer} went {' '.join(path)}"
    if expect.verb == "sends":
        sent = [s for s in trace.segments if s.source == peer and not s.injected]
        if any(expect.values[0] in kinds(s.flags, s.len) for s in sent):
            return ""
        return f"{peer} sent " + (" ".join(",".join(s.flags) for s in sent) or "nothing")
    calls = [m for m in trace.moments if m.peer == peer and m.call]
    if any(is_refused(m.rule) for m in calls):
        return ""
    return f"no call of {peer} was refused"
