"""One Linux 6.18 endpoint under a hand-written peer, against ours by the rules of the profile."""

from collections import Counter

import pytest

from tests.kernel.probes import PROBES, Probe

pytestmark = pytest.mark.kernel


@pytest.mark.parametrize("name", PROBES)
def test_our_endpoint_does_what_the_kernel_did(
    name: str, compared: dict[str, Counter[str]]
) -> None:
    Probe(PROBES[name]).run()
    compared["probes"]["equal"] += 1


def test_a_difference_is_seen() -> None:
    steps = PROBES["k03_handshake"]["steps"]
    for wrong in (
        [*steps, "< <SEQ=101><ACK=301><CTL=ACK>"],  # which is not sent
        [*steps[:2], *steps[3:]],  # the SYN,ACK is not looked at
        [*steps, "= CLOSE-WAIT"],
        [*steps, "= none"],
    ):
        with pytest.raises(AssertionError):
            Probe({"steps": wrong}).run()
