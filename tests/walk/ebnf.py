"""A reader of grammar.ebnf, so that the tests can hold it against the parser, both ways.

A grammar is its rules by name; a node is a tuple: ("word", text), ("said", English), ("rule",
name), ("all", nodes), ("any", nodes), ("some", node, most), the last from none to `most` times.
"""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import diagramgen.walk
from diagramgen.tcp.rules import OPTION_NAMES, PROFILE_NAMES
from diagramgen.walk.scenario import UNITS, duration, ordinal

PATH = Path(diagramgen.walk.__file__).with_name("grammar.ebnf")
TEXT = PATH.read_text(encoding="utf-8")

Node = tuple[Any, ...]

_TOKEN = re.compile(r'\s*(?:"([^"]+)"|\?\s*([^?]+?)\s*\?|([a-z][a-z0-9-]*)|([=|,;()\[\]{}]))')


def rules() -> dict[str, Node]:
    """The grammar, rule by rule."""
    text = re.sub(r"\(\*.*?\*\)", "", TEXT, flags=re.DOTALL).strip()
    tokens: list[tuple[str, ...]] = []
    at = 0
    while at < len(text):
        match = _TOKEN.match(text, at)
        assert match, f"not EBNF: {text[at : at + 40]!r}"
        tokens.append(match.groups(""))
        at = match.end()
    found: dict[str, Node] = {}
    while tokens:
        name = tokens.pop(0)[2]
        assert name
        assert name not in found, f"{name} a second time"
        assert tokens.pop(0)[3] == "="
        found[name] = _any(tokens)
        assert tokens.pop(0)[3] == ";"
    return found


def _any(tokens: list[tuple[str, ...]]) -> Node:
    branches = [_all(tokens)]
    while tokens[0][3] == "|":
        tokens.pop(0)
        branches.append(_all(tokens))
    return branches[0] if len(branches) == 1 else ("any", branches)


def _all(tokens: list[tuple[str, ...]]) -> Node:
    parts = [_one(tokens)]
    while tokens[0][3] == ",":
        tokens.pop(0)
        parts.append(_one(tokens))
    return parts[0] if len(parts) == 1 else ("all", parts)


def _one(tokens: list[tuple[str, ...]]) -> Node:
    word, said, rule, mark = tokens.pop(0)
    if word:
        return ("word", word)
    if said:
        return ("said", said)
    if rule:
        return ("rule", rule)
    inner = _any(tokens)
    assert tokens.pop(0)[3] == {"(": ")", "[": "]", "{": "}"}[mark]
    return inner if mark == "(" else ("some", inner, 1 if mark == "[" else 2)


def words(node: Node) -> Iterator[str]:
    """The terminals under `node`."""
    if node[0] == "word":
        yield node[1]
    elif node[0] in ("all", "any"):
        for part in node[1]:
            yield from words(part)
    elif node[0] == "some":
        yield from words(node[1])


def sentences(node: Node, grammar: dict[str, Node]) -> list[list[Node]]:
    """Sentences that go down every branch at least once, as words and things said in English."""
    if node[0] in ("word", "said"):
        return [[node]]
    if node[0] == "rule":
        return sentences(grammar[node[1]], grammar)
    if node[0] == "any":
        return [sentence for branch in node[1] for sentence in sentences(branch, grammar)]
    if node[0] == "some":
        inner = sentences(node[1], grammar)
        twice = [inner[0] + inner[-1]] if node[2] > 1 else []
        return [[], *inner, *twice]
    parts = [sentences(part, grammar) for part in node[1]]
    longest = max(len(part) for part in parts)
    return [[n for part in parts for n in part[i % len(part)]] for i in range(longest)]


def good_and_bad(said: str) -> tuple[list[str], list[str]]:
    """Examples of what a special sequence says, its limits among them, and of what it excludes."""
    if said == "one of tcp.rules.OPTION_NAMES":
        return list(OPTION_NAMES), ["no-such-option"]
    if said == "one of tcp.rules.PROFILE_NAMES":
        return list(PROFILE_NAMES), ["no-such-profile"]
    if said.startswith("1st, 2nd, 3rd"):
        good = (1, 2, 3, 4, 11, 12, 13, 21, 22, 23, 101, 111, 1000)
        return [ordinal(n) for n in good], ["0th", "1001st", "2th", "11st"]
    match = re.fullmatch(r"whole number from (\d+) to (\d+)", said)
    if match:
        low, high = int(match[1]), int(match[2])
        return [f"{low}", f"{high}", "300"], [f"{low - 1}", f"{high + 1}", "x", "1.5"]
    match = re.fullmatch(r"amount unit, from (\d+) (\w+) to (\d+) (\w+)", said)
    assert match, said
    units = dict(UNITS)
    low, high = int(match[1]) * units[match[2]], int(match[3]) * units[match[4]]
    below = duration(low - 1) if low else "-1 ms"
    good_times = [duration(low), duration(high), "0.125 s", "40 ms"]
    return good_times, [below, f"{high + 1} ms", "40", "0.5 ms", "40 parsecs"]


def written(sentence: list[Node], turn: int, wrong: int | None = None) -> str:
    """A sentence as text: of each thing said, the `turn`-th example; the `wrong`-th a bad one."""
    out = []
    for at, (kind, said) in enumerate(sentence):
        if kind == "word":
            out.append(said)
        else:
            good, bad = good_and_bad(said)
            choice = bad if at == wrong else good
            out.append(choice[turn % len(choice)])
    return " ".join(out).replace(" . ", ".")


def matches(node: Node, grammar: dict[str, Node], text: str, at: int = 0) -> set[int]:
    """Where `node` can end in `text` if it begins at `at`."""
    while text[at : at + 1] == " ":
        at += 1
    if node[0] == "word":
        return {at + len(node[1])} if text.startswith(node[1], at) else set()
    if node[0] == "said":
        match = re.compile(_pattern(node[1])).match(text, at)
        return {match.end()} if match else set()
    if node[0] == "rule":
        return matches(grammar[node[1]], grammar, text, at)
    if node[0] == "any":
        return {end for branch in node[1] for end in matches(branch, grammar, text, at)}
    if node[0] == "all":
        ends = {at}
        for part in node[1]:
            ends = {end for start in ends for end in matches(part, grammar, text, start)}
        return ends
    reached, new = {at}, {at}
    while new:
        new = {end for start in new for end in matches(node[1], grammar, text, start)} - reached
        reached |= new
        if node[2] == 1:
            break
    return reached


def _pattern(said: str) -> str:
    if said.startswith("amount"):
        return r"\d+(\.\d+)? (ms|s|min|h)\b"
    if said.startswith("1st"):
        return r"\d+(st|nd|rd|th)\b"
    if said.startswith("one of"):
        return r"[a-z0-9-]+"
    return r"\d+\b"
