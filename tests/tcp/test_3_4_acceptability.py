"""3.4: is a segment acceptable? Against a model that counts octets, at every place of the space."""

from hypothesis import given
from hypothesis import strategies as st

from diagramgen.tcp.endpoint import Endpoint
from diagramgen.tcp.segment import Segment
from diagramgen.tcp.seq import MODULUS

SPACE = st.one_of(
    st.integers(0, MODULUS - 1), st.integers(-40, 40).map(lambda number: number % MODULUS)
)
STATES = st.sampled_from(
    ["ESTABLISHED", "FIN-WAIT-1", "FIN-WAIT-2", "CLOSE-WAIT", "CLOSING", "LAST-ACK", "TIME-WAIT"]
)


def acceptable(offset: int, length: int, window: int) -> bool:
    """R9293-3.4-05 to R9293-3.4-08: `offset` octets from RCV.NXT, `length` long."""
    if length == 0:
        return offset == 0 if window == 0 else 0 <= offset < window
    return any(0 <= place < window for place in (offset, offset + length - 1))


@given(STATES, SPACE, SPACE, st.integers(0, 30), st.integers(-35, 35), st.integers(0, 12))
def test_the_first_check_counts_as_the_model_does(
    state: str, una: int, nxt: int, window: int, offset: int, size: int
) -> None:
    """R9293-3.4-05 R9293-3.4-06 R9293-3.4-07 R9293-3.4-08 R9293-3.10.7.4-02, by RST and by ACK."""
    fin = int(state in ("FIN-WAIT-1", "CLOSING", "LAST-ACK"))
    numbers: dict[str, int | str] = {
        "snd.una": una,
        "snd.nxt": (una + fin) % MODULUS,
        "rcv.nxt": nxt,
        "rcv.wnd": window,
    }
    seq = (nxt + offset) % MODULUS
    reset = Endpoint(state, numbers).play(Segment.make("RST", seq, text=b"x" * size))
    # RST at RCV.NXT is valid in a closed window whatever it carries (MUST-66)
    allowed = window == 0 and offset == 0
    assert (str(reset.state) == "CLOSED") == (acceptable(offset, size, window) or allowed)

    endpoint = Endpoint(state, numbers)
    played = endpoint.play(Segment.make("ACK", seq, una, text=b"x" * size))
    if not acceptable(offset, size, window):
        assert str(played.state) == state
        assert played.delivered == b""
        assert [str(sent) for sent in played.segments] == [
            f"<SEQ={(una + fin) % MODULUS}><ACK={nxt}><CTL=ACK>"
        ]
    elif state in ("ESTABLISHED", "FIN-WAIT-1", "FIN-WAIT-2") and offset <= 0:
        assert len(played.delivered) == min(size + offset, window) if size else not played.delivered


@given(SPACE, st.lists(st.integers(0, 19), min_size=1, max_size=12))
def test_text_in_any_order_is_delivered_once_and_in_order(nxt: int, starts: list[int]) -> None:
    """R9293-3.10.7.4-06 R9293-3.10.7.4-05: what has come without a gap, each octet once."""
    endpoint = Endpoint("ESTABLISHED", {"rcv.nxt": nxt})
    text = bytes(range(97, 97 + 26))
    got, have = b"", set()
    for start in starts:
        piece = text[start : start + 6]
        have |= set(range(start, start + 6))
        got += endpoint.play(
            Segment.make("ACK", nxt + start, endpoint.tcb.snd.nxt, text=piece)
        ).delivered
        whole = next(i for i in range(40) if i not in have)
        assert got == text[:whole]
        assert int(endpoint.tcb.rcv.nxt) == (nxt + whole) % MODULUS
