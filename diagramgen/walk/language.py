"""The scenario language: text in, `Scenario` out. ``str(scenario)`` is the way back.

One statement a line; `grammar.ebnf`, beside this file, says it all. Words are taken from left to
right and the first one that cannot stand where it stands ends the reading, with its line and
column, what could have stood there, and what was probably meant.
"""

from __future__ import annotations

from diagramgen.tcp.rules import OPTION_NAMES, PROFILE_NAMES
from diagramgen.tcp.segment import Segment, SegmentError
from diagramgen.tcp.transitions import State
from diagramgen.walk.errors import ScenarioError
from diagramgen.walk.near import narrow, near
from diagramgen.walk.scanner import LONGEST_TIME, Line, quoted
from diagramgen.walk.scenario import (
    FAULTS,
    KINDS,
    PEERS,
    SETTINGS,
    TIME_SETTINGS,
    VERBS,
    Act,
    Expect,
    Fault,
    Inject,
    Scenario,
    Setting,
    Statement,
)

#: Raised when a text that was accepted is refused or means something else.
GRAMMAR_VERSION = 1

#: More statements than a reader could follow are a mistake, or an attack on a web page.
MOST_STATEMENTS = 1000
MOST_OCTETS = 1_000_000

STATES = tuple(state.value for state in State)

#: How an act's call is written; `open passive` and `open active`, the RFC's names, are read too.
CALL_WORDS = (
    ("listen", "open passive"),
    ("connect", "open active"),
    ("open", ""),
    ("send", "send"),
    ("receive", "receive"),
    ("close", "close"),
    ("abort", "abort"),
    ("status", "status"),
    ("crash", "crash"),
    ("restart", "restart"),
)

#: The words that begin a statement which is not an act.
STATEMENT_WORDS = FAULTS + ("inject", "set", "expect")

#: Settings that are whole numbers, with their least and greatest value.
NUMBER_SETTINGS = (("iss", 0, 4_294_967_295), ("wnd", 0, 65535), ("mss", 1, 65535))

_WHEN_OR_AFTER = "when, after"


def parse(text: str, name: str = "") -> Scenario:
    """Read a scenario; `name` is for people and comes back as `Scenario.name`.

    Lines may end in LF, CRLF or CR; a byte order mark is skipped. Raises `ScenarioError`, and
    nothing else, for the first thing in `text` that is not the language.
    """
    if text.startswith("\ufeff"):
        text = text[1:]
    statements: list[Statement] = []
    number = 0
    for raw in text.replace("\r\n", "\n").replace("\r", "\n").split("\n"):
        number += 1
        line = Line(raw, number)
        if not line.peek():
            continue
        if len(statements) == MOST_STATEMENTS:
            found = f"statement number {MOST_STATEMENTS + 1}"
            raise ScenarioError(number, line.column, found, f"at most {MOST_STATEMENTS}")
        statements.append(_statement(line))
    return Scenario(tuple(statements), name)


def _statement(line: Line) -> Statement:
    word = line.peek()
    if word in FAULTS:
        return _fault(line)
    if line.take_if("inject"):
        return _inject(line)
    if line.take_if("set"):
        return _setting(line)
    if line.take_if("expect"):
        return _expect(line)
    if word in PEERS:
        return _act(line)
    if narrow(line.peek(1)) == ":":
        hint = near(word, PEERS)
        labels = "" if hint else "; a label such as this one is for the fence's peers="
        raise line.wrong("peer", ", ".join(PEERS) + labels, hint)
    calls = tuple([call for call, _ in CALL_WORDS])
    hint = near(word, calls + STATEMENT_WORDS + PEERS)
    if hint in calls:
        hint = f"{PEERS[0]}: {hint}"
    accepted = ", ".join([f"{peer}:" for peer in PEERS]) + ", " + ", ".join(STATEMENT_WORDS)
    raise line.wrong("statement", accepted, hint)


def _act(line: Line) -> Act:
    peer = line.take()
    line.expect(":", f"{peer}:")
    call = line.one_of("call", tuple([word for word, _ in CALL_WORDS]))
    octets = 0
    options: list[str] = []
    if call == "open":
        call = "open " + line.one_of("kind of open", ("passive", "active"))
    else:
        call = dict(CALL_WORDS)[call]
    if call in ("send", "receive"):
        octets = line.whole(1, MOST_OCTETS, "octets")
    # Each option once, in any order; what is left is what an error would name.
    left = ["push", "urgent"] if call == "send" else []
    while line.peek() in left:
        options.append(line.take())
        left.remove(options[-1])
    when, after = _condition(line, ", ".join(left + [_WHEN_OR_AFTER]))
    push, urgent = "push" in options, "urgent" in options
    return Act(peer, call, octets, push, urgent, when, after, line.number)


def _condition(line: Line, instead: str = _WHEN_OR_AFTER) -> tuple[str, int]:
    """``[when STATE] [after TIME]`` and the line's end; `instead` is what else could begin here."""
    when, after = "", 0
    if line.take_if("when"):
        when = line.one_of("state", STATES)
        instead = "after"
    if line.take_if("after"):
        after = line.time(0)
        if line.peek() == "when":
            raise line.wrong("", "the condition first: when STATE after TIME")
        instead = ""
    line.end(instead)
    return when, after


def _fault(line: Line) -> Fault:
    fault = line.take()
    column = line.column
    nth = line.nth()
    which = "" if column < line.column else "1st, 2nd, 3rd ..., every"
    peer = line.one_of("sender", PEERS, which)
    if which and line.peek()[:1].isdigit():
        raise line.wrong("", ", ".join(KINDS), f"{fault} {line.peek()} {peer}")
    kind = _kind(line)
    by, instead = 0, ""
    if fault == "reorder":
        line.expect("behind", "behind next")
        line.expect("next")
    elif fault == "delay":
        line.expect("by", "by 40 ms")
        by = line.time()
    elif fault == "duplicate":
        instead = "by"
        if line.take_if("by"):
            by, instead = line.time(), ""
    line.end(instead)
    return Fault(fault, peer, kind, nth, by, line.number)


def _kind(line: Line) -> str:
    word = line.peek()
    if word.endswith(","):  # "SYN, ACK": what was meant goes on behind the space
        hint = near(word + line.peek(1), KINDS)
        raise line.wrong("kind of segment", ", ".join(KINDS), hint)
    return line.one_of("kind of segment", KINDS)


def _inject(line: Line) -> Inject:
    line.expect("to", "to A" if line.peek() == "A" else "to B")
    peer = line.one_of("peer", PEERS)
    column, text = line.segment()
    try:
        Segment.parse(text)
    except SegmentError as error:
        at = column + error.column - 1
        found = error.found.replace("'", '"')
        raise ScenarioError(line.number, at, found, error.accepted) from None
    when, after = _condition(line)
    # The author's fields in the author's order, without the spaces and in the RFC's case: only
    # what is written is printed back.
    segment = "".join(text.split()).upper()
    return Inject(peer, segment, when, after, line.number)


def _setting(line: Line) -> Setting:
    peer, name = _setting_name(line)
    values: tuple[int | str, ...]
    if name == "option":
        option = line.one_of("option", OPTION_NAMES)
        values = (option, line.one_of("switch", ("on", "off")))
    elif name == "profile":
        values = (line.one_of("profile", PROFILE_NAMES),)
    elif name == "delack":
        values = (line.time(0, 499, "RFC 9293, 3.8.6.3: below 0.5 s"),)
    elif name in TIME_SETTINGS:
        values = (line.time(1, LONGEST_TIME),)
    else:
        values = _numbers(line, name)
    line.end()
    return Setting(name, values, peer, line.number)


def _setting_name(line: Line) -> tuple[str, str]:
    """``[PEER.]NAME``, as peer ("" for both) and name."""
    column, word = line.column, line.peek()
    whose, dot, name = word.partition(".")
    if not dot:
        whose, name = "", word
    if dot and whose not in PEERS:
        hint = near(whose, PEERS)
        hint = f"{hint}.{name}" if hint else ""
        raise ScenarioError(line.number, column, f"peer {quoted(whose)}", ", ".join(PEERS), hint)
    if name in SETTINGS:
        line.take()
        return whose, name
    if name in PEERS:
        line.take()
        hint = f"{name}.{line.peek()}" if line.peek() in SETTINGS else ""
        raise ScenarioError(line.number, column, f"{quoted(name)} alone", f"{name}.NAME", hint)
    if not word:
        raise line.wrong("setting", ", ".join(SETTINGS))
    column += len(word) - len(name)
    if name == "detail":
        found = '"detail", which is an option of the fence, not of the scenario'
        raise ScenarioError(line.number, column, found, ", ".join(SETTINGS))
    found = f"setting {quoted(name)}" if name else "no name of a setting"
    raise ScenarioError(line.number, column, found, ", ".join(SETTINGS), near(name, SETTINGS))


def _numbers(line: Line, name: str) -> tuple[int, ...]:
    """One whole number; of ISSs as many as there are: one for each connection, in turn."""
    for known, low, high in NUMBER_SETTINGS:
        if known == name:
            values = [line.whole(low, high)]
            while name == "iss" and line.peek():
                values.append(line.whole(low, high))
            return tuple(values)
    raise AssertionError(name)  # SETTINGS and the tables here name the same


def _expect(line: Line) -> Expect:
    peer = line.one_of("peer", PEERS)
    verb = line.one_of("expectation", VERBS)
    values: list[str] = []
    if verb == "sends":
        values.append(_kind(line))
    elif verb != "refused":
        values.append(line.one_of("state", STATES))
    while verb == "path" and line.peek():
        values.append(line.one_of("state", STATES))
    line.end()
    return Expect(peer, verb, tuple(values), line.number)
