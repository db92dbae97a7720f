"""The RFC-figure text of a walk."""

from __future__ import annotations

import pytest

from diagramgen import scenarios
from diagramgen.render.look import Look
from diagramgen.render.text import COLUMNS, columns, render
from diagramgen.walk import language
from diagramgen.walk.trace import Trace
from diagramgen.walk.walker import walk
from tests.render import hand
from tests.render.golden import same


def walked(name: str) -> Trace:
    entry = scenarios.find(name)
    return walk(language.parse(entry.text, name=name), source=entry.text)


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("make", [hand.life, hand.crossing, hand.troubles])
def test_golden(make, lang: str) -> None:
    trace = make()
    same(f"{trace.name}.{lang}.txt", render(trace, Look(lang=lang)))


def test_three_way_handshake_as_in_figure_6() -> None:
    lines = render(walked("three-way-handshake"), Look()).splitlines()
    segments = [" ".join(line.split()[1:]) for line in lines if "--> <" in line or "<-- <" in line]
    assert [line.removeprefix("SYN-SENT ").strip() for line in segments][:1] == [
        "--> <SEQ=100><CTL=SYN> --> SYN-RECEIVED"
    ]
    text = "\n".join(lines)
    assert "ESTABLISHED  <-- <SEQ=300><ACK=101><CTL=SYN,ACK> <-- SYN-RECEIVED" in text
    assert "ESTABLISHED  --> <SEQ=101><ACK=301><CTL=ACK>     --> ESTABLISHED" in text
    assert "..." not in text


def test_crossing_segments_are_in_the_network_as_in_figure_13() -> None:
    text = render(hand.crossing(), Look())
    assert "FIN-WAIT-1   --> <SEQ=100><ACK=300><CTL=FIN,ACK> ..." in text
    assert "             ... <SEQ=100><ACK=300><CTL=FIN,ACK> --> CLOSING" in text
    assert "still" not in text
    assert "...  on its way" in text


def test_lost_late_doubled_and_old_segments() -> None:
    text = render(hand.troubles(), Look())
    assert "<SEQ=100><CTL=SYN>              x   (lost)" in text
    assert "(old dup.)   ... <SEQ=90><CTL=SYN>               --> SYN-RECEIVED" in text
    assert "(duplicate)  ... <SEQ=100><CTL=SYN>" in text
    assert "<SEQ=400><ACK=101><CTL=SYN,ACK> ... (delayed)" in text
    assert "(510 ms later)" in text
    assert "(crash)" in text


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("entry", scenarios.CATALOGUE, ids=lambda entry: entry.name)
def test_eighty_columns_and_every_segment_seen(entry: scenarios.Entry, lang: str) -> None:
    trace = walked(entry.name)
    text = render(trace, Look(lang=lang, peers=("客户端", "服务器")))
    assert max(columns(line) for line in text.splitlines()) <= COLUMNS
    assert all(f"<SEQ={segment.seq}>" in text for segment in trace.segments)
    assert all(line == line.rstrip() for line in text.splitlines())


def test_the_longest_numbers_fit() -> None:
    top = (1 << 32) - 1
    long = hand.trace(
        "long",
        [hand.sent(1, "A", top, top, "FIN,PSH,ACK,URG", 0, len=65535)],
        [
            hand.call(0, "A", "close", "ESTABLISHED", "FIN-WAIT-1", sends=(1,)),
            hand.arrives(10, "B", 1, "ESTABLISHED", "CLOSE-WAIT"),
        ],
    )
    text = render(long, Look())
    assert max(columns(line) for line in text.splitlines()) <= COLUMNS
    assert "<DATA=65535>" in text


def test_relative_numbers_count_from_the_iss() -> None:
    text = render(hand.life(), Look(numbers="relative"))
    assert "<SEQ=0><CTL=SYN>" in text
    assert "<SEQ=0><ACK=1><CTL=SYN,ACK>" in text
    assert "<SEQ=1><ACK=1><CTL=ACK>" in text


def test_other_rules_are_named() -> None:
    assert "并非 RFC 9293：two-way handshake" in render(hand.troubles(), Look(lang="zh"))


def test_what_did_not_happen_and_a_walk_that_was_stopped() -> None:
    cut = hand.trace("cut", [], [], stop="moments", waiting=("A: close",))
    text = render(cut, Look())
    assert "too many moments" in text
    assert "Never happened: A: close" in text
