"""Edges of the calls (3.10.1 to 3.10.6), found by letting mutants loose (`tests/mutation`)."""

import pytest

from diagramgen.tcp.calls import CLOSING
from diagramgen.tcp.endpoint import Endpoint, advance
from diagramgen.tcp.events import CloseCall, Open
from diagramgen.tcp.seq import Seq
from diagramgen.tcp.tcb import Tcb
from tests.tcp.rows import endpoint_in, play


@pytest.mark.parametrize("before", [(), (Open(False, Seq(100), remote=False),)])
def test_an_active_open_knows_the_remote_socket(before: tuple[Open, ...]) -> None:
    endpoint = Endpoint()
    for event in before:
        endpoint.play(event)
    assert not endpoint.tcb.remote
    endpoint.play("open active")
    assert endpoint.tcb.remote


@pytest.mark.parametrize("call", ["send 5", "close"])
@pytest.mark.parametrize(
    ("state", "numbers"),
    [("SYN-RECEIVED", {}), ("CLOSE-WAIT", {"snd.wnd": 0})],
)
def test_after_a_close_that_waits_behind_text_there_is_no_second_call(
    state: str, numbers: dict[str, int | str], call: str
) -> None:
    endpoint = endpoint_in(state, numbers)
    endpoint.play("send 5")
    endpoint.play("close")
    assert (str(endpoint.state), endpoint.tcb.queued) == (state, 5)
    assert endpoint.play(call).signals == (CLOSING,)
    assert endpoint.tcb.queued == 5


@pytest.mark.parametrize(("octets", "window"), [(500, 1500), (1459, 1500), (1460, 2960)])
def test_the_window_opens_by_a_whole_segment_or_half_of_the_buffer(
    octets: int, window: int
) -> None:
    """3.8.6.2.2, MUST-39: the receiver's side of the silly window syndrome."""
    endpoint = endpoint_in(
        "ESTABLISHED", {"rcv.wnd": 3000}, parameters={"wnd": 3000, "mss": 1460, "reads": False}
    )
    play(endpoint, "<SEQ=RCV.NXT><ACK=SND.UNA><CTL=ACK><DATA=1500>")
    assert endpoint.tcb.rcv.wnd == 1500
    play(endpoint, f"receive {octets}")
    assert endpoint.tcb.rcv.wnd == window


def test_time_begins_at_nought() -> None:
    assert advance(Tcb(), CloseCall()).now == 0
    assert Endpoint().now == 0


@pytest.mark.parametrize("octets", [1, 2])
def test_even_one_octet_waits_for_what_is_outstanding(octets: int) -> None:
    """3.7.4, SHLD-7: the Nagle algorithm."""
    endpoint = endpoint_in("ESTABLISHED")
    assert len(endpoint.play("send 5").segments) == 1
    assert endpoint.play(f"send {octets}").segments == ()
