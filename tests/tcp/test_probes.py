"""Single segments at every place: the machine against a second reading of section 3.10.7.

States, flags, positions of SEG.SEQ and SEG.ACK, with and without an octet of text: some 7,000
probes, one test a state and set of flags. R9293-3.10.7.4-01, and most of 3.10.7 once more.
"""

import pytest

from diagramgen.tcp.endpoint import Endpoint
from diagramgen.tcp.segment import Segment
from tests.tcp.rfc import SYNCHRONIZED, WND, End, Probe, answer
from tests.tcp.rows import NUMBERS, drawn

LETTERS = {"S": "SYN", "F": "FIN", "R": "RST", "A": "ACK"}
FLAGS = ["", "A", "S", "SA", "F", "FA", "R", "RA", "SF", "SFA", "SR", "SRA", "FRA", "SFRA"]
STATES = ["CLOSED", "LISTEN", "SYN-SENT", "SYN-RECEIVED", *SYNCHRONIZED]


def ends(state: str) -> list[End]:
    """The endpoint in `state`; in SYN-RECEIVED by either kind of OPEN."""
    numbers = NUMBERS[state]
    una, nxt = numbers.get("snd.una", 100), numbers.get("snd.nxt", 100)
    rcv = numbers.get("rcv.nxt", 300)
    kinds = (True, False) if state == "SYN-RECEIVED" else (False,)
    return [End(state, una, nxt, rcv, passive) for passive in kinds]


def probes(e: End, flags: str) -> list[Probe]:
    """One before, at, and one behind each edge."""
    seqs = [e.rcv - 2, e.rcv - 1, e.rcv, e.rcv + 1, e.rcv + WND - 2, e.rcv + WND - 1, e.rcv + WND]
    acks = sorted({e.una - 1, e.una, e.nxt, e.nxt + 1, e.nxt + 500}) if "A" in flags else [0]
    return [Probe(flags, seq, ack, text) for seq in seqs for ack in acks for text in (0, 1)]


def told(e: End, p: Probe) -> tuple[str, list[str]]:
    """The machine's answer."""
    numbers: dict[str, int | str] = {
        **NUMBERS[e.state],
        "rcv.wnd": WND,
        "opened": "passive" if e.passive else "active",
    }
    names = tuple(LETTERS[letter] for letter in p.flags)
    segment = Segment.make(names, p.seq, p.ack if "A" in p.flags else None, text=b"x" * p.text)
    played = Endpoint(e.state, numbers).play(segment, iss=100)
    return str(played.state), [drawn(sent) for sent in played.segments]


@pytest.mark.parametrize("flags", FLAGS, ids=lambda flags: flags or "none")
@pytest.mark.parametrize("state", STATES)
def test_the_machine_answers_as_the_second_reading_does(state: str, flags: str) -> None:
    different = []
    for e in ends(state):
        for p in probes(e, flags):
            state_then, sent = told(e, p)
            next_state, expected = answer(e, p)
            if expected == "RST" and len(sent) == 1 and "RST" in sent[0]:
                sent = ["RST"]
            if (state_then, sent) != (next_state, [expected] if expected else []):
                different.append((e, p, (state_then, sent), (next_state, expected)))
    assert not different, f"{len(different)} differ; the first: {different[0]}"
