"""The Markdown table of a walk."""

from __future__ import annotations

import re

import pytest

from diagramgen import scenarios
from diagramgen.render.look import Look
from diagramgen.render.table import render
from diagramgen.walk import language
from diagramgen.walk.walker import walk
from tests.render import hand
from tests.render.golden import same


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("make", [hand.life, hand.troubles])
def test_golden(make, lang: str) -> None:
    trace = make()
    same(f"{trace.name}.{lang}.md", render(trace, Look(lang=lang)))


def cells(line: str) -> list[str]:
    return re.split(r"(?<!\\)\|", line.strip())[1:-1]


@pytest.mark.parametrize("entry", scenarios.CATALOGUE, ids=lambda entry: entry.name)
def test_a_row_for_every_moment_and_equal_columns(entry: scenarios.Entry) -> None:
    trace = walk(language.parse(entry.text, name=entry.name), source=entry.text)
    rows = [line for line in render(trace, Look()).splitlines() if line.startswith("|")]
    assert len(rows) == 2 + len(trace.moments)
    assert {len(cells(row)) for row in rows} == {8}


def test_a_label_cannot_be_markup() -> None:
    look = Look(peers=("a|b *x* <script>", "`c`"))
    rows = [line for line in render(hand.life(), look).splitlines() if line.startswith("|")]
    assert {len(cells(row)) for row in rows} == {8}
    assert r"A (a\|b \*x\* &lt;script&gt;)" in rows[3]
    assert r"B (\`c\`)" in rows[2]


def test_states_passed_inside_one_moment_are_all_there() -> None:
    two = hand.trace(
        "two",
        [hand.sent(1, "B", 300, 101, "FIN,ACK", 0)],
        [hand.arrives(10, "A", 1, "FIN-WAIT-1", "FIN-WAIT-2", "TIME-WAIT")],
    )
    assert "FIN-WAIT-1 → FIN-WAIT-2 → TIME-WAIT" in render(two, Look())


def test_what_never_ran_and_other_rules_are_said() -> None:
    text = render(
        hand.trace("cut", [], [], stop="time", waiting=("A: close",), rules="no *TIME-WAIT*"),
        Look(lang="zh"),
    )
    assert text.startswith(r"**并非 RFC 9293：no \*TIME-WAIT\***")
    assert "始终没有发生：`A: close`" in text
    assert "时间太长" in text
