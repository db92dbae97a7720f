"""Variants: every rule of a habit is reached and matters; a derivation says what it lacks."""

from __future__ import annotations

from dataclasses import dataclass, field

import pytest

from diagramgen.tcp.endpoint import Endpoint, advance
from diagramgen.tcp.events import Arrives
from diagramgen.tcp.rule_ids import variant_rule_ids
from diagramgen.tcp.rules import PROFILE_NAMES, RFC9293, Rules
from diagramgen.tcp.segment import Options, Segment
from diagramgen.tcp.tcb import Parameters
from diagramgen.tcp.transitions import State
from diagramgen.tcp.variants import HABITS, freebsd, linux, profile
from diagramgen.tcp.variants.derive import Habit, before, behind, instead, with_habits
from diagramgen.walk.language import parse
from diagramgen.walk.walker import walk


@dataclass(frozen=True)
class Way:
    """In `state` (ISS 100, IRS 300) the last event ends with `rule` and leads to `after`.

    `sends` is what the last event sends; "" for nothing. `options` are turned on or, with "no-"
    before the name, off.
    """

    rule: str
    state: str
    events: tuple[str, ...]
    sends: str
    after: str
    options: str = ""
    numbers: dict[str, int | str] = field(default_factory=dict)


PASSIVE = {"opened": "passive"}
ACTIVE = {"opened": "active"}

LINUX = [
    Way("3.10.1/linux-listen/exists", "LISTEN", ("open active",), "", "LISTEN"),
    Way("3.10.2/linux-listen/no-connection", "LISTEN", ("send 5",), "", "LISTEN"),
    Way("3.10.7.2/linux-syn-fin/dropped", "LISTEN", ("<SEQ=5><CTL=SYN,FIN>",), "", "LISTEN"),
    Way(
        "3.10.7.2/linux-syn-text/left",
        "LISTEN",
        ("<SEQ=300><CTL=SYN><DATA=5>", "<SEQ=301><ACK=101><CTL=ACK>"),
        "",
        "ESTABLISHED",
    ),
    Way(
        "3.10.7.3/linux-quick-syn/soon",
        "SYN-SENT",
        ("<SEQ=9000><ACK=177><CTL=SYN,ACK>",),
        "<SEQ=177><CTL=RST>",
        "SYN-SENT",
    ),
    Way(
        "3.10.7.4/linux-duplicate-syn/syn-ack-again",
        "SYN-RECEIVED",
        ("<SEQ=300><CTL=SYN>",),
        "<SEQ=100><ACK=301><CTL=SYN,ACK>",
        "SYN-RECEIVED",
    ),
    Way(
        "3.10.7.4/linux-ack-first/rst",
        "SYN-RECEIVED",
        ("<SEQ=301><ACK=7><CTL=RST,ACK>",),
        "",
        "SYN-RECEIVED",
    ),
    Way(
        "3.10.7.4/linux-ack-first/reset",
        "SYN-RECEIVED",
        ("<SEQ=300><ACK=7><CTL=SYN,ACK>",),
        "<SEQ=7><CTL=RST>",
        "SYN-RECEIVED",
    ),
    Way(
        "3.10.7.4/linux-crossing/acknowledged",
        "SYN-RECEIVED",
        ("<SEQ=300><ACK=101><CTL=SYN,ACK>",),
        "<SEQ=101><ACK=301><CTL=ACK>",
        "ESTABLISHED",
        numbers=ACTIVE,
    ),
    Way(
        "3.10.7.4/linux-other-syn/reset",
        "SYN-RECEIVED",
        ("<SEQ=1100><CTL=SYN>",),
        "<SEQ=0><ACK=1101><CTL=RST,ACK>",
        "LISTEN",
    ),
    Way(
        "3.10.7.4/linux-stale-ack/established",
        "SYN-RECEIVED",
        ("<SEQ=301><ACK=100><CTL=ACK>",),
        "",
        "ESTABLISHED",
        numbers=ACTIVE,
    ),
    Way(
        "3.8.6.3/linux-quick-ack/at-once",
        "ESTABLISHED",
        ("<SEQ=301><ACK=101><CTL=ACK><DATA=5>",),
        "<SEQ=101><ACK=306><CTL=ACK>",
        "ESTABLISHED",
    ),
    Way(
        "3.10.7.4/linux-orphan/timer",
        "FIN-WAIT-1",
        ("<SEQ=301><ACK=102><CTL=ACK>",),
        "",
        "FIN-WAIT-2",
    ),
    Way("3.10.8/linux-orphan/deleted", "FIN-WAIT-2", ("timeout time-wait",), "", "CLOSED"),
    Way(
        "3.10.7.4/linux-fin-wait-2/not-in-window",
        "FIN-WAIT-2",
        ("<SEQ=300><CTL=RST>",),
        "<SEQ=102><ACK=301><CTL=ACK>",
        "FIN-WAIT-2",
    ),
    Way("3.10.7.4/linux-fin-wait-2/rst", "FIN-WAIT-2", ("<SEQ=302><CTL=RST>",), "", "CLOSED"),
    Way(
        "3.10.7.4/linux-fin-wait-2/syn",
        "FIN-WAIT-2",
        ("<SEQ=305><CTL=SYN>",),
        "<SEQ=0><ACK=306><CTL=RST,ACK>",
        "CLOSED",
    ),
    Way(
        "3.10.7.4/linux-fin-wait-2/ignored",
        "FIN-WAIT-2",
        ("<SEQ=301><ACK=103><CTL=ACK>",),
        "",
        "FIN-WAIT-2",
    ),
    Way(
        "3.10.7.4/linux-fin-wait-2/text",
        "FIN-WAIT-2",
        ("<SEQ=301><ACK=102><CTL=ACK><DATA=5>",),
        "<SEQ=102><CTL=RST>",
        "CLOSED",
    ),
    Way(
        "3.10.7.4/linux-repeated-fin/ack-taken",
        "CLOSING",
        ("<SEQ=301><ACK=102><CTL=FIN,ACK>",),
        "",
        "TIME-WAIT",
    ),
    Way("3.10.5/linux-time-wait/stays", "TIME-WAIT", ("abort",), "", "TIME-WAIT"),
    Way(
        "3.10.7.4/linux-time-wait/exact-ack",
        "TIME-WAIT",
        ("<SEQ=302><ACK=103><CTL=ACK>",),
        "",
        "TIME-WAIT",
    ),
    Way(
        "3.10.7.4/linux-time-wait/rst-ignored",
        "TIME-WAIT",
        ("<SEQ=302><CTL=RST>",),
        "",
        "TIME-WAIT",
        "rfc1337",
    ),
    Way("3.10.7.4/linux-time-wait/rst", "TIME-WAIT", ("<SEQ=302><CTL=RST>",), "", "CLOSED"),
    Way(
        "3.10.7.4/linux-time-wait/rst-elsewhere",
        "TIME-WAIT",
        ("<SEQ=303><CTL=RST>",),
        "",
        "TIME-WAIT",
    ),
    Way(
        "3.10.7.4/linux-time-wait/syn-fin",
        "TIME-WAIT",
        ("<SEQ=900><CTL=SYN,FIN>",),
        "",
        "CLOSED",
        numbers=PASSIVE,
    ),
    Way(
        "3.10.7.4/linux-time-wait/new-syn",
        "TIME-WAIT",
        ("<SEQ=900><CTL=SYN>",),
        "<SEQ=65639><ACK=901><CTL=SYN,ACK>",
        "SYN-RECEIVED",
        numbers=PASSIVE,
    ),
    Way(
        "3.10.7.4/linux-time-wait/acknowledged",
        "TIME-WAIT",
        ("<SEQ=302><ACK=102><CTL=ACK><DATA=5>",),
        "<SEQ=102><ACK=302><CTL=ACK>",
        "TIME-WAIT",
    ),
]
FREEBSD = [
    Way("3.10.7.2/freebsd-syn-fin/dropped", "LISTEN", ("<SEQ=5><CTL=SYN,FIN>",), "", "LISTEN"),
    Way(
        "3.10.7.3/freebsd-syn-fin/dropped",
        "SYN-SENT",
        ("<SEQ=5><CTL=SYN,FIN>",),
        "",
        "SYN-SENT",
    ),
    Way(
        "3.10.7.4/freebsd-syn-fin/dropped",
        "ESTABLISHED",
        ("<SEQ=301><CTL=SYN,FIN>",),
        "",
        "ESTABLISHED",
    ),
    Way(
        "3.10.7.4/freebsd-rst-ack/reset",
        "ESTABLISHED",
        ("<SEQ=301><CTL=SYN>",),
        "<SEQ=101><ACK=301><CTL=RST,ACK>",
        "CLOSED",
        "no-rfc5961-syn",
    ),
    Way(
        "3.10.7.2/freebsd-syn-ack/dropped",
        "LISTEN",
        ("<SEQ=5><ACK=7><CTL=SYN,ACK>",),
        "",
        "LISTEN",
    ),
    Way(
        "3.10.7.4/freebsd-time-wait-syn/dropped",
        "TIME-WAIT",
        ("<SEQ=302><CTL=SYN>",),
        "",
        "TIME-WAIT",
    ),
    Way(
        "3.10.7.4/freebsd-time-wait-ack/acknowledged",
        "TIME-WAIT",
        ("<SEQ=303><ACK=102><CTL=ACK>",),
        "<SEQ=102><ACK=302><CTL=ACK>",
        "TIME-WAIT",
    ),
]
ALL_FREEBSD = with_habits(freebsd.FREEBSD, (freebsd.DROP_SYN_FIN, freebsd.RST_ACK_REPLY))
WAYS = [(linux.LINUX, way) for way in LINUX] + [(ALL_FREEBSD, way) for way in FREEBSD]
EACH = [pytest.param(rules, way, id=way.rule) for rules, way in WAYS]


def rules_with(rules: Rules, options: str) -> Rules:
    for name in options.split():
        rules = rules.with_options(name.removeprefix("no-"), on=not name.startswith("no-"))
    return rules


def shown(segment: Segment) -> str:
    return str(segment._replace(psh=False))


def played(rules: Rules, way: Way) -> tuple[str, str, list[str]]:
    """The rule of the last event (a habit's, if one had a part in it), state, and segments."""
    parameters = Parameters(**dict(linux.PARAMETERS))
    endpoint = Endpoint(way.state, way.numbers, rules_with(rules, way.options), parameters)
    rules_met: list[str] = []
    sent: list[str] = []
    for event in way.events:
        step = endpoint.play(event)
        rules_met += step.rules
        sent = [shown(segment) for segment in step.segments]
    return " ".join(rules_met), str(endpoint.state), sent


@pytest.mark.parametrize(("rules", "way"), EACH)
def test_the_rule_of_the_habit_is_reached(rules: Rules, way: Way) -> None:
    rule, state, sent = played(rules, way)
    assert way.rule in rule.split()
    assert (state, sent) == (way.after, [way.sends] if way.sends else [])


def test_every_rule_of_a_stacks_habit_has_its_way() -> None:
    habits = linux.HABITS + freebsd.HABITS
    declared = [rule for h in habits for check in h.checks for rule in check.rules()]
    assert sorted(way.rule for _, way in WAYS) == sorted(declared)
    assert set(declared) <= set(variant_rule_ids())


#: Ways on which a stack without the habit would do the same: RFC 9293's own text, or its option.
NO_OTHER_OUTCOME = {
    "3.10.7.4/linux-fin-wait-2/text",
    "3.10.7.4/linux-time-wait/rst-ignored",
    "3.10.7.4/linux-time-wait/rst",
}


@pytest.mark.parametrize("way", [pytest.param(way, id=way.rule) for _, way in WAYS])
def test_without_the_habit_something_else_happens(way: Way) -> None:
    """Another state, other segments, or other timers; the rest of the variant stays."""
    (owner,) = (h for h in HABITS if way.rule in [r for check in h.checks for r in check.rules()])
    family, whole = linux.HABITS, linux.LINUX
    if owner not in family:
        family, whole = freebsd.HABITS, freebsd.FREEBSD
    outcomes = [
        outcome(with_habits(RFC9293, habits).with_options(*whole.options.names()), way)
        for habits in (family, tuple(habit for habit in family if habit is not owner))
    ]
    assert (outcomes[0] == outcomes[1]) == (way.rule in NO_OTHER_OUTCOME)


def outcome(rules: Rules, way: Way) -> tuple[object, ...]:
    endpoint = Endpoint(
        way.state,
        way.numbers,
        rules_with(rules, way.options),
        Parameters(**dict(linux.PARAMETERS)),
    )
    steps = [endpoint.play(event) for event in way.events]
    sent = [shown(segment) for segment in steps[-1].segments]
    return str(endpoint.state), sent, steps[-1].timers, steps[-1].signals


def test_a_habit_has_one_name_and_says_where_it_departs() -> None:
    names = [habit.name for habit in HABITS]
    assert len(set(names)) == len(names)
    assert all(habit.section for habit in HABITS)
    assert [habit.name for habit in freebsd.HABITS] == [
        "drop-syn-fin",
        "rst-ack-reply",
        "listen-syn-ack",
        "time-wait-syn",
        "time-wait-ack",
    ]


def test_every_profile_has_rules_and_a_name() -> None:
    names = {name: profile(name).rules.name for name in PROFILE_NAMES}
    assert names["rfc9293"] == "RFC9293"
    assert names["linux"] == "Linux 6.18"
    assert names["freebsd"] == "FreeBSD"
    assert len(set(names.values())) == len(PROFILE_NAMES)
    assert profile("rfc9293").rules == RFC9293
    with pytest.raises(ValueError, match="no profile 'x'; accepted: rfc9293, linux, freebsd"):
        profile("x")


def test_a_profile_selects_the_rules_of_a_walk() -> None:
    text = "B: listen\nA: connect\n"
    assert walk(parse("set profile linux\n" + text)).rules == "Linux 6.18"
    assert walk(parse("set profile rfc9293\n" + text)).rules == "RFC9293"
    assert walk(parse("set B.profile linux\n" + text)).rules == "A: RFC9293, B: Linux 6.18"
    kept = walk(parse("set option rfc1337 on\nset profile linux\n" + text)).settings["A"]
    assert set(kept["options"]) == {"rfc1337", *linux.LINUX.options.names()}


def test_later_settings_win_over_those_of_a_profile() -> None:
    later = walk(parse("set profile linux\nset msl 5 s\nset option figure-7 off\n"))
    assert later.settings["A"]["msl"] == 5000
    assert "figure-7" not in later.settings["A"]["options"]
    assert walk(parse("set msl 5 s\nset profile linux\n")).settings["A"]["msl"] == 30_000


def test_linux_without_rfc_6191_answers_a_new_syn_by_an_ack() -> None:
    rules = linux.LINUX.with_options("rfc6191", on=False)
    endpoint = Endpoint("TIME-WAIT", {"opened": "passive"}, rules)
    step = endpoint.play("<SEQ=900><CTL=SYN>")
    assert (step.rule, str(step.state)) == ("3.10.7.4/linux-time-wait/acknowledged", "TIME-WAIT")


@pytest.mark.parametrize(
    ("seq", "stamp", "rule", "restarts"),
    [
        (200, 1001, "new-syn", False),  # older by number, newer by timestamp
        (900, 999, "acknowledged", True),  # the reverse: an old duplicate (PAWS)
        (302, 1000, "acknowledged", False),  # neither is newer
    ],
)
def test_linux_goes_by_timestamps_in_time_wait(
    seq: int, stamp: int, rule: str, restarts: bool
) -> None:
    endpoint = Endpoint("TIME-WAIT", {"opened": "passive"}, linux.LINUX)
    endpoint.tcb.ts_on, endpoint.tcb.ts_recent = True, 1000
    syn = Segment.make("SYN", seq, options=Options(timestamps=(stamp, 0)))
    step = endpoint.play(syn)
    assert step.rule == f"3.10.7.4/linux-time-wait/{rule}"
    assert any(t.name == "time-wait" and hasattr(t, "ms") for t in step.timers) == restarts


def test_linux_does_not_repeat_the_syn_early_twice() -> None:
    endpoint = Endpoint("SYN-SENT", rules=linux.LINUX)
    bad = "<SEQ=9000><ACK=177><CTL=SYN,ACK>"
    first = endpoint.play(bad)
    assert [(t.name, getattr(t, "ms", None)) for t in first.timers] == [("retransmission", 10)]
    endpoint.play("timeout retransmission")
    assert endpoint.play(bad).timers == ()


def test_linux_gives_a_half_open_close_by_shutdown_no_timer() -> None:
    rules = linux.LINUX.with_options("half-duplex", on=False)
    step = Endpoint("FIN-WAIT-1", rules=rules).play("<SEQ=301><ACK=102><CTL=ACK>")
    assert not [t for t in step.timers if t.name == "time-wait"]


@pytest.mark.parametrize(
    ("segment", "bad"),
    [
        ("<SEQ=300><ACK=100><CTL=SYN,ACK>", True),
        ("<SEQ=300><ACK=101><CTL=SYN,ACK>", False),
        ("<SEQ=300><ACK=102><CTL=SYN,ACK>", True),
        ("<SEQ=0><ACK=102><CTL=RST,ACK>", True),
        ("<SEQ=300><CTL=SYN>", False),
    ],
)
def test_only_a_bad_ack_hastens_the_syn(segment: str, bad: bool) -> None:
    played = Endpoint("SYN-SENT", rules=linux.LINUX).play(segment)
    assert ("3.10.7.3/linux-quick-syn/soon" in played.rules) == bad
    assert (("retransmission", 10) in [(t.name, getattr(t, "ms", 0)) for t in played.timers]) == bad


def test_abort_in_time_wait_is_answered_and_changes_nothing() -> None:
    step = Endpoint("TIME-WAIT", rules=linux.LINUX).play("abort")
    assert (step.signals, step.segments, step.timers) == (("ok",), (), ())


def test_the_parameters_of_linux() -> None:
    assert dict(linux.PARAMETERS) == {
        "delack": 40,
        "msl": 30_000,
        "r2_syn": 127_000,
        "r2": 924_600,
        "user_timeout": 86_400_000,
    }
    assert freebsd.PARAMETERS == (("msl", 30_000),)


def test_what_is_left_of_a_closed_socket_ends_by_its_own_timer_only() -> None:
    endpoint = Endpoint("FIN-WAIT-2", rules=linux.LINUX)
    for timer in ("delayed-ack", "persist", "retransmission"):
        assert endpoint.play(f"timeout {timer}").rule == "3.10.8/stale/ignored"
    assert str(endpoint.state) == "FIN-WAIT-2"


@pytest.mark.parametrize(
    ("segment", "state", "answer"),
    [
        ("<SEQ=301><ACK=102><CTL=FIN,ACK>", "TIME-WAIT", "<SEQ=102><ACK=302><CTL=ACK>"),
        ("<SEQ=301><ACK=102><CTL=ACK><DATA=1>", "CLOSED", "<SEQ=102><CTL=RST>"),
        ("<SEQ=301><ACK=102><CTL=FIN,ACK><DATA=5>", "CLOSED", "<SEQ=102><CTL=RST>"),
        ("<SEQ=302><ACK=102><CTL=FIN,ACK>", "CLOSED", "<SEQ=102><CTL=RST>"),
        ("<SEQ=301><CTL=FIN>", "FIN-WAIT-2", ""),
        ("<SEQ=300><ACK=102><CTL=ACK><DATA=1>", "FIN-WAIT-2", "<SEQ=102><ACK=301><CTL=ACK>"),
    ],
)
def test_what_is_left_of_a_closed_socket_takes_a_fin_in_sequence(
    segment: str, state: str, answer: str
) -> None:
    endpoint = Endpoint("FIN-WAIT-2", rules=linux.LINUX)
    sent = [shown(found) for found in endpoint.play(segment).segments]
    assert (str(endpoint.state), sent) == (state, [answer] if answer else [])


@pytest.mark.parametrize(
    ("segment", "state", "answer"),
    [
        ("<SEQ=301><ACK=102><CTL=FIN,ACK>", "CLOSED", ""),  # it acknowledges our FIN
        ("<SEQ=301><ACK=101><CTL=FIN,ACK>", "LAST-ACK", "<SEQ=102><ACK=302><CTL=ACK>"),
        ("<SEQ=300><ACK=102><CTL=FIN,ACK>", "LAST-ACK", "<SEQ=102><ACK=302><CTL=ACK>"),
        ("<SEQ=302><ACK=102><CTL=ACK>", "CLOSED", ""),
        ("<SEQ=300><ACK=102><CTL=SYN,ACK>", "LAST-ACK", "<SEQ=102><ACK=302><CTL=ACK>"),
    ],
)
def test_the_fin_again_in_last_ack(segment: str, state: str, answer: str) -> None:
    endpoint = Endpoint("LAST-ACK", rules=linux.LINUX)
    played = endpoint.play(segment)
    assert (str(endpoint.state), [shown(found) for found in played.segments]) == (
        state,
        [answer] if answer else [],
    )
    taken = segment.startswith("<SEQ=301>") and state == "CLOSED"
    assert ("3.10.7.4/linux-repeated-fin/ack-taken" in played.rules) == taken


def test_a_derivation_that_names_nothing_is_refused() -> None:
    check = RFC9293.checks.listen[0]
    with pytest.raises(ValueError, match="no case 'opening'; accepted: closed, listen"):
        before("opening", "1", check)(RFC9293)
    with pytest.raises(ValueError, match="no paragraph '9'; accepted: 1, 2, 3, 4"):
        before("listen", "9", check)(RFC9293)


def test_a_check_can_be_replaced_or_looked_at() -> None:
    syn = RFC9293.checks.listen[2]
    deaf = instead("listen", "3", syn._replace(run=lambda _: ""))(RFC9293)
    assert str(Endpoint("LISTEN", rules=deaf).play("<SEQ=5><CTL=SYN>").state) == "LISTEN"
    numbers = [check.number for check in RFC9293.checks.listen]
    assert [check.number for check in deaf.checks.listen] == numbers
    seen: list[str] = []
    spy = Habit("spy", "3.10.7.2", behind("listen", "3", lambda _, out: seen.append(out) or out))
    endpoint = Endpoint("LISTEN", rules=with_habits(RFC9293, (spy,)))
    assert endpoint.play("<SEQ=5><CTL=SYN>").state is State.SYN_RECEIVED
    assert seen == ["syn"]
    spied = with_habits(RFC9293, (spy,))
    assert [check.number for check in spied.checks.listen] == numbers
    assert spied.checks.syn_sent == RFC9293.checks.syn_sent


@pytest.mark.parametrize(
    ("on", "recent", "stamp"), [(False, 1000, 2000), (True, None, 2000), (True, 1000, None)]
)
def test_linux_goes_by_numbers_where_a_timestamp_is_missing(
    on: bool, recent: int | None, stamp: int | None
) -> None:
    endpoint = Endpoint("TIME-WAIT", {"opened": "passive"}, linux.LINUX)
    endpoint.tcb.ts_on, endpoint.tcb.ts_recent = on, recent
    options = Options(timestamps=None if stamp is None else (stamp, 0))
    old = endpoint.play(Segment.make("SYN", 200, options=options))
    assert old.rule == "3.10.7.4/linux-time-wait/acknowledged"
    new = endpoint.play(Segment.make("SYN", 900, options=options))
    assert new.rule == "3.10.7.4/linux-time-wait/new-syn"


def test_freebsd_returns_to_listen_where_the_open_was_passive() -> None:
    rules = ALL_FREEBSD.with_options("rfc5961-syn", on=False)
    passive = Endpoint("SYN-RECEIVED", {"opened": "passive"}, rules)
    assert passive.play("<SEQ=900><CTL=SYN>").segments == ()
    assert str(passive.state) == "LISTEN"
    active = Endpoint("SYN-RECEIVED", {"opened": "active"}, rules)
    assert [shown(found) for found in active.play("<SEQ=900><CTL=SYN>").segments] == [
        "<SEQ=101><ACK=301><CTL=RST,ACK>"
    ]


def test_the_syn_ack_that_linux_sends_again_is_a_repetition() -> None:
    endpoint = Endpoint("SYN-RECEIVED", rules=linux.LINUX)
    again = advance(endpoint.tcb, Arrives(Segment.parse("<SEQ=300><CTL=SYN>")), 0, linux.LINUX)
    assert again.repeats == [True]
