"""A walk for the player: of each moment what changes, in the words of the page's language.

The whole trace is several times as large, and says again at every moment what has not changed.
"""

from __future__ import annotations

import json
from functools import cache
from html import escape
from typing import Any

from diagramgen.render.look import Look
from diagramgen.render.notation import time_text
from diagramgen.render.sequence.describe import Description
from diagramgen.render.sequence.grid import NARROW
from diagramgen.render.sequence.wording import Wording, counted
from diagramgen.render.states import layout
from diagramgen.render.states.steps import steps
from diagramgen.render.words import in_language
from diagramgen.render.words import why as reasons
from diagramgen.render.words.graph import words as graph_words
from diagramgen.render.words.player import words as player_words
from diagramgen.tcp.rule_ids import variant_rule_ids
from diagramgen.walk.trace import Moment, Trace

#: The order of the list: what moves comes first, timers last.
_ORDER = (
    "SND.UNA", "SND.NXT", "SND.WND", "RCV.NXT", "RCV.WND", "SND.UP", "RCV.UP",
    "SND.WL1", "SND.WL2", "ISS", "IRS",
)  # fmt: skip
#: The variables that count octets of the peer's own numbers, and of the other side's.
_OWN = ("snd.una", "snd.nxt", "snd.up", "snd.wl2", "iss")
_OTHER = ("snd.wl1", "rcv.nxt", "rcv.up", "irs")


def walk_data(trace: Trace, look: Look) -> dict[str, Any]:
    """The walk as the player reads it.

    `peers`: the labels of A and B. `at`: the boxes of the state graph in which they begin.
    `names`: the variables that there are at any time, in the order in which they are listed.
    `moments`: time, peer, sentence, reasons (where the rule stands, its section, the sentence),
    the copy that arrives, the segments sent, the arcs passed with the box that each leads to, and
    the variables that are new or other than before (`null`: there is none any more).
    """
    words = in_language(look.lang)
    peers = (look.peers[0] or words.peers[0], look.peers[1] or words.peers[1])
    saying = Description(trace, Wording(trace, look, words, NARROW, 0), peers)
    ways: dict[int, list[list[str]]] = {}
    for step in steps(trace):
        box = step.target
        if step.key:
            box = layout.foot(layout.arc_for(step.key, step.source, step.target)).target
        ways.setdefault(step.moment, []).append([step.key, box])
    variables = _variables(trace, look)
    moments = []
    for number, moment in enumerate(trace.moments):
        found: dict[str, Any] = {
            "time": time_text(moment.t),
            "peer": moment.peer,
            "says": saying.moment(moment),
            "why": _why(moment, look.lang),
        }
        if moment.segment is not None:
            found["arrives"] = [moment.segment, moment.copy or 0]
        if moment.sends:
            found["sends"] = list(moment.sends)
        if number in ways:
            found["ways"] = ways[number]
        if variables[number]:
            found["set"] = variables[number]
        moments.append(found)
    return {
        "peers": list(peers),
        "at": [trace.states[peer][0] for peer in trace.peers],
        "names": _names(variables),
        "moments": moments,
    }


def template(trace: Trace, look: Look) -> str:
    """The walk in an element that shows nothing and that nobody runs.

    Not `<script type="application/json">`: after a step of its instant navigation, Material writes
    each script of a page anew, without its type, and the browser would run the JSON.
    """
    text = json.dumps(walk_data(trace, look), ensure_ascii=False, separators=(",", ":"))
    return (
        f'<template class="dg-moments" data-search-exclude>{escape(text, quote=False)}</template>'
    )


def _why(moment: Moment, lang: str) -> list[list[str]]:
    """Each rule that had a part: where it stands, that section, and its sentence."""
    rules = moment.rules or (moment.rule,)
    found = [list(_reason(rule, lang)) for rule in rules if reasons.is_known(rule)]
    named = player_words(lang).section.format(section=moment.section)
    return found or [[named, moment.section, ""]]


@cache
def _reason(rule: str, lang: str) -> tuple[str, str, str]:
    wording = player_words(lang)
    section, _, rest = rule.partition("/")
    check = rest.partition("/")[0]
    # Of the states that the RFC treats alone, CLOSED has no numbered checks.
    if check.isdigit() and section != "3.10.7.1":
        where = wording.check.format(section=section, check=check)
    else:
        where = wording.section.format(section=section)
    if rule in variant_rule_ids():
        where = wording.instead.format(where=where)
    return where, section, reasons.why(rule, lang)


def _variables(trace: Trace, look: Look) -> list[dict[str, str | None]]:
    """For each moment, the variables of its peer that are other than they were."""
    named, wording = graph_words(look.lang), player_words(look.lang)
    going_off = {moment.timeout for moment in trace.moments}
    held: dict[str, dict[str, str]] = {peer: {} for peer in trace.peers}
    timers: dict[str, dict[str, str]] = {peer: {} for peer in trace.peers}
    found = []
    for moment in trace.moments:
        running = timers[moment.peer]
        if moment.timeout:
            running.pop(moment.timeout, None)
        for timer in moment.timers:
            running.pop(timer.name, None)
            # A user timer is set at every OPEN; it is of interest where it goes off.
            if timer.due is not None and (timer.name != "user" or "user" in going_off):
                running[timer.name] = time_text(timer.due)
        if moment.after == "CLOSED":
            running.clear()
        now = _shown(moment, look)
        for name, due in running.items():
            now[wording.due.format(timer=named.timer(name))] = due
        before = held[moment.peer]
        changed: dict[str, str | None] = {k: v for k, v in now.items() if before.get(k) != v}
        changed.update({name: None for name in before if name not in now})
        held[moment.peer] = now
        found.append(changed)
    return found


def _names(variables: list[dict[str, str | None]]) -> list[str]:
    """All names, in order."""
    found = dict.fromkeys(name for changed in variables for name in changed)
    known = [name for name in _ORDER if name in found]
    return known + [name for name in found if name not in _ORDER]


def _shown(moment: Moment, look: Look) -> dict[str, str]:
    """The variables after a moment, by the RFC's names, as the chart counts them."""
    values = {name: value for name, value in moment.tcb if isinstance(value, int)}
    bases: dict[str, int] = {}
    if look.numbers == "relative":
        bases.update(dict.fromkeys(_OWN, values.get("iss", 0)))
        bases.update(dict.fromkeys(_OTHER, values.get("irs", 0)))
    return {name.upper(): str(counted(n, bases.get(name, 0))) for name, n in values.items()}
