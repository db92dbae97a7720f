"""Figure 5 and what it leaves out: the table is the figure's, and the code walks every row."""

import json
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest

from diagramgen.tcp.rules import RFC9293
from diagramgen.tcp.transitions import FIGURE_5, NOT_DRAWN, ROWS, SYNCHRONIZED, State, Transition
from tests.tcp.rows import endpoint_in, play

DATA = json.loads((Path(__file__).parents[1] / "data" / "figure5.json").read_text(encoding="utf-8"))

#: What makes each cause happen: (event, security, events before it).
FIN = "<SEQ=RCV.NXT><ACK=SND.UNA><CTL=FIN,ACK>"
ACK = "<SEQ=RCV.NXT><ACK=SND.NXT><CTL=ACK>"
EVENTS: dict[str, str] = {
    "passive OPEN": "open passive",
    "active OPEN": "open active",
    "SEND": "send 5",
    "CLOSE": "close",
    "ABORT": "abort",
    "rcv SYN": "<SEQ=300><CTL=SYN>",
    "rcv SYN,ACK": "<SEQ=300><ACK=SND.NXT><CTL=SYN,ACK>",
    "rcv ACK of SYN": ACK,
    "rcv FIN": FIN,
    "rcv ACK of FIN": ACK,
    "rcv RST": "<SEQ=RCV.NXT><CTL=RST>",
    "rcv SYN in window": "<SEQ=RCV.NXT+10><CTL=SYN>",
    "rcv new SYN": "<SEQ=RCV.NXT+100><CTL=SYN>",
    "rcv FIN again": "<SEQ=RCV.NXT-1><ACK=SND.NXT><CTL=FIN,ACK>",
    "rcv text after CLOSE": "<SEQ=RCV.NXT><ACK=SND.UNA><CTL=ACK><DATA=5>",
    "security mismatch": ACK,
    "user timeout": "timeout user",
    "R2 reached": "timeout retransmission",
    "timeout 2 MSL": "timeout time-wait",
}
#: Options that a row needs and does not name: the text alone never reaches the row.
ALSO_ON = {"rcv FIN again": "restart-2msl"}
SENDS = {
    "snd SYN": "SYN",
    "snd SYN,ACK": "SYN,ACK",
    "snd ACK": "ACK",
    "snd FIN": "FIN",
    "snd RST": "RST",
}


def walk(row: Transition, rows: tuple[Transition, ...]) -> tuple[list[State], list[str]]:
    """Do what `row` is about with only `rows` in force: the states entered, the flags sent."""
    cause = str(row.cause)
    options = [name for name in (row.option, ALSO_ON.get(cause, "")) if name]
    rules = replace(RFC9293, rows=rows).with_options(*options)
    passive = row.target is State.LISTEN or row.source is State.LISTEN
    numbers: dict[str, int | str] = {"opened": "passive"} if passive else {}
    parameters: dict[str, int | bool] = {}
    before: tuple[str, ...] = ()
    event = EVENTS[cause]
    if row.source is State.SYN_SENT and cause == "rcv RST":
        event = "<SEQ=0><ACK=SND.NXT><CTL=RST,ACK>"
    if cause == "R2 reached":
        parameters = {"r2": 0, "r2_syn": 0}
        before = ("send 5",) if row.source in (State.ESTABLISHED, State.CLOSE_WAIT) else ()
    if row.option == "half-duplex" and cause == "CLOSE":
        parameters = {"reads": False}  # text that the user has not read
        before = (
            ("<SEQ=RCV.NXT><ACK=SND.NXT><CTL=ACK><DATA=5>",)
            if row.source is State.ESTABLISHED
            else ()
        )
        if row.source is State.CLOSE_WAIT:
            return walk_to_close_wait_with_text(rows, options)
    if row.target is State.TIME_WAIT and row.source is State.SYN_RECEIVED:
        return walk_back_to_time_wait(rows, options)
    if row.source in (State.CLOSED, State.LISTEN):
        numbers.pop("opened", None)
    endpoint = endpoint_in(str(row.source), numbers, rules, parameters)
    for earlier in before:
        play(endpoint, earlier)
    assert endpoint.state is row.source
    now = 10_000_000 if cause == "R2 reached" else None
    if event.startswith("<"):
        played = play(endpoint, event, "secret" if cause == "security mismatch" else "")
    else:
        played = endpoint.play(event, now=now, iss=100)
    return list(played.passed), [",".join(segment.flags) for segment in played.segments]


def walk_to_close_wait_with_text(
    rows: tuple[Transition, ...], options: list[str]
) -> tuple[list[State], list[str]]:
    """CLOSE-WAIT with unread text cannot be set up by numbers: get there by a segment."""
    way = tuple(r for r in ROWS if r.target is State.CLOSE_WAIT)
    rules = replace(RFC9293, rows=rows + way).with_options(*options)
    endpoint = endpoint_in("ESTABLISHED", rules=rules, parameters={"reads": False})
    play(endpoint, "<SEQ=RCV.NXT><ACK=SND.NXT><CTL=FIN,ACK><DATA=5>")
    assert endpoint.state is State.CLOSE_WAIT
    played = endpoint.play("close")
    return list(played.passed), [",".join(segment.flags) for segment in played.segments]


def walk_back_to_time_wait(
    rows: tuple[Transition, ...], options: list[str]
) -> tuple[list[State], list[str]]:
    """SYN-RECEIVED that remembers TIME-WAIT cannot be set up by numbers either."""
    way = tuple(r for r in ROWS if (r.source, r.target) == (State.TIME_WAIT, State.SYN_RECEIVED))
    rules = replace(RFC9293, rows=rows + way).with_options(*options)
    endpoint = endpoint_in("TIME-WAIT", rules=rules)
    play(endpoint, EVENTS["rcv new SYN"])
    assert endpoint.state is State.SYN_RECEIVED
    played = play(endpoint, EVENTS["rcv RST"])
    return list(played.passed), [",".join(segment.flags) for segment in played.segments]


def test_the_table_holds_the_arcs_of_figure_5_and_no_other() -> None:
    """R9293-3.3.2-01, R9293-3.3.2-02, R1122-4.2.2.8-01, R1122-4.2.2.20a-01"""
    arcs = [tuple(arc) for arc in DATA["arcs"]]
    rows = [(str(r.source), str(r.cause), r.action, str(r.target)) for r in FIGURE_5]
    assert sorted(rows) == sorted(arcs)
    assert len(rows) == len(set(rows)) == 20
    assert all(row.figure5 for row in FIGURE_5)
    assert not any(row.figure5 for row in NOT_DRAWN)


def test_there_are_eleven_states() -> None:
    """R9293-3.3.2-01"""
    assert len(State) == 11
    assert {str(r.source) for r in ROWS} | {str(r.target) for r in ROWS} == {str(s) for s in State}


@pytest.mark.parametrize(
    "entry", DATA["not_drawn"], ids=[f"{e['state']} {e['event']}" for e in DATA["not_drawn"]]
)
def test_what_the_figure_does_not_draw_is_a_row_or_a_way_over_rows(entry: dict) -> None:
    rows = {(str(r.source), str(r.cause), str(r.target)) for r in ROWS}
    steps = {(str(r.source), str(r.target)) for r in ROWS}
    for group in entry.get("rows", []):
        for state in group["states"]:
            assert (state, group["cause"], group["next"]) in rows
    way = entry.get("way", [])
    for source, target in pairwise(way):
        assert (source, target) in steps
    assert entry.get("rows") or way


@pytest.mark.parametrize("row", ROWS, ids=lambda r: f"{r.source} {r.cause} {r.target} {r.option}")
def test_the_code_walks_the_row(row: Transition) -> None:
    """With no other row in force the machine still gets there: it follows this one."""
    passed, sent = walk(row, (row,))
    assert passed == [row.target]
    for action in row.action.split("; "):
        if action in SENDS:
            assert any(SENDS[action] in flags for flags in sent), f"{action}, but {sent}"
    if not row.action:
        assert sent == []


@pytest.mark.parametrize("row", ROWS, ids=lambda r: f"{r.source} {r.cause} {r.target} {r.option}")
def test_without_the_row_the_code_cannot_take_the_arrow(row: Transition) -> None:
    others = tuple(r for r in ROWS if r is not row)
    try:
        passed, _ = walk(row, others)
    except AssertionError:
        raise
    except Exception as error:  # noqa: BLE001 (NoSuchTransition; its place is the machine's affair)
        assert "NoSuchTransition" in type(error).__name__  # noqa: PT017
    else:
        assert row.target not in passed


@pytest.mark.parametrize(
    ("start", "event", "way"),
    [
        ("FIN-WAIT-1", "<SEQ=RCV.NXT><ACK=SND.NXT><CTL=FIN,ACK>", "FIN-WAIT-2 TIME-WAIT"),
        ("SYN-RECEIVED", "<SEQ=RCV.NXT><ACK=SND.NXT><CTL=FIN,ACK>", "ESTABLISHED CLOSE-WAIT"),
    ],
)
def test_ways_of_two_rows_inside_one_segment(start: str, event: str, way: str) -> None:
    """Note 2 of Figure 5; R9293-3.10.7.4-58, R9293-3.10.7.4-60"""
    played = play(endpoint_in(start), event)
    assert " ".join(str(state) for state in played.passed) == way
    assert [",".join(s.flags) for s in played.segments] == ["ACK"]


def test_the_synchronized_states_are_the_rfcs() -> None:
    names = "ESTABLISHED FIN-WAIT-1 FIN-WAIT-2 CLOSE-WAIT CLOSING LAST-ACK TIME-WAIT"
    assert " ".join(str(state) for state in SYNCHRONIZED) == names
