"""One endpoint under a real suite's scripts: every case that needs nothing but RFC 9293, and those
that need a behaviour which another RFC names, with the option for it on."""

import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from tests.endpoint.replay import Replay

DATA = json.loads(
    (Path(__file__).parents[1] / "data" / "endpoint_cases.json").read_text(encoding="utf-8")
)
CASES = DATA["cases"]

#: What the facts call a switch, and the option that turns the same behaviour on here.
OPTION = {
    "rst5961": "rfc5961-rst",
    "syn5961": "rfc5961-syn",
    "ack5961": "rfc5961-ack",
    "simopen=fig7": "figure-7",
    "rfc1337": "rfc1337",
    "half_duplex": "half-duplex",
    "tw_reopen": "rfc6191",
}

#: Behaviour that some stack has and no option here, with the reason. An unused entry fails.
NOT_YET = {
    "drop_synfin": "a stack's habit: SYN,FIN segments are dropped (FreeBSD's sysctl)",
    "listen_synack_silent": "a stack's habit: SYN,ACK in LISTEN is dropped without a RST (FreeBSD)",
    "rstack_reply": "a stack's habit: a reset of a live connection is <SEQ=SND.NXT><CTL=RST,ACK>",
    "tw_ack_pure": "a stack's habit: TIME-WAIT acknowledges any acceptable segment (FreeBSD)",
    "tw_syn_silent": "a stack's habit: SYN in TIME-WAIT is dropped without a word (FreeBSD)",
}

#: Cases that replay by RFC 9293 alone, although the facts say that they need one of those: the SYN
#: lies before the window and the FIN in it, so the first check trims SYN off ("including SYN and
#: FIN"); what is left has no ACK and is dropped by the fifth. An unused entry fails.
TRIMMED = {
    "rcv-syn-fin-time-wait-using-shutdown-outside-left-insecure-nodrop-ipv4@FreeBSD",
    "rcv-syn-fin-time-wait-using-shutdown-outside-left-secure-nodrop-ipv4@FreeBSD",
}


def ways(case: dict[str, Any]) -> list[tuple[str, ...]]:
    """The sets of options under which the case replays: plain, or each alternative we have."""
    if "needs_any_of" not in case or case["id"] in TRIMMED:
        return [()]
    return [
        tuple(OPTION[switch] for switch in switches)
        for switches in case["needs_any_of"]
        if all(switch in OPTION for switch in switches)
    ]


RUNS = [
    pytest.param(case, way, id=case["id"] + "".join(f" +{option}" for option in way))
    for case in CASES
    for way in ways(case)
]
WAITING = [case for case in CASES if not ways(case)]


@pytest.mark.parametrize(("case", "options"), RUNS)
def test_the_endpoint_does_what_the_script_expects(
    case: dict[str, Any], options: tuple[str, ...], replayed: Counter[str]
) -> None:
    replay = Replay(case, options)
    replay.run()
    kind = "with options" if options else "plain"
    replayed["plain, by trimming SYN" if case["id"] in TRIMMED else kind] += 1
    replayed.update({f"leniency {name}": n for name, n in replay.leniencies.items()})


def test_every_case_is_plain_or_named() -> None:
    """What is not replayed needs a behaviour of the table, and the table has no other entry."""
    plain = [case for case in CASES if "needs_any_of" not in case]
    assert len(plain) == 85
    assert len(CASES) == 120
    assert all("needs_any_of" in case for case in CASES if case["id"] in TRIMMED)
    needed = {
        switch
        for case in WAITING
        for switches in case["needs_any_of"]
        for switch in switches
        if switch not in OPTION
    }
    assert needed == set(NOT_YET)


@pytest.mark.parametrize("case", WAITING, ids=[case["id"] for case in WAITING])
def test_a_case_that_waits_differs_from_plain_rfc_9293(
    case: dict[str, Any], replayed: Counter[str]
) -> None:
    """None of those is left out by mistake: without the behaviour it needs, the replay fails."""
    with pytest.raises(AssertionError):
        Replay(case).run()
    replayed["not yet"] += 1
