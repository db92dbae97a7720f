"""Octets that mean nothing, or are no segment: ignored, or refused (RFC 9293, section 3.1)."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diagramgen.tcp.endpoint import Endpoint
from diagramgen.tcp.segment import Options, Segment
from diagramgen.tcp.seq import MODULUS, Seq
from diagramgen.tcp.transitions import State
from diagramgen.tcp.wire import WireError, from_octets, to_octets
from tests.tcp.octets import IP_HEADER, KNOWN, LAST, PORTS, SEGMENTS, changed, written

VERSIONS = pytest.mark.parametrize("version", [4, 6])


@VERSIONS
def test_reserved_bits_and_ecn_are_ignored(version: int) -> None:
    """Section 3.1: "must be ignored in received segments"."""
    syn = Segment.make("SYN", 100)
    octets = written(syn, version)
    at = IP_HEADER[version]
    found = from_octets(changed(octets, at + 12, 0x5F, version))
    assert (found.segment, found.ignored) == (syn, ("Reserved 15",))
    found = from_octets(changed(octets, at + 13, 0xC2, version))
    assert (found.segment, found.ignored) == (syn, ("CWR 1", "ECE 1"))


def test_what_is_ignored_says_where_it_stood() -> None:
    plain = written(Segment.make("SYN", 100, options=Options(mss=1460)))
    found = from_octets(changed(plain, 40, 77))
    assert found.segment.options == Options()
    assert found.ignored == ("option 77 of length 4 at octet 40",)


def test_numbers_without_their_bit_are_ignored() -> None:
    octets = changed(changed(written(Segment.make("SYN", 100)), 31, 9), 39, 9)
    assert from_octets(octets).segment == Segment.make("SYN", 100)


@VERSIONS
@pytest.mark.parametrize("segment", [known[0] for known in KNOWN], ids=str)
def test_octets_that_end_early_are_refused_wherever_they_end(
    version: int, segment: Segment
) -> None:
    octets = written(segment, version)
    for end in range(len(octets)):
        for check in (True, False):
            with pytest.raises(WireError) as error:
                from_octets(octets[:end], check)
            assert 0 <= (error.value.offset or 0) <= end


@VERSIONS
@pytest.mark.parametrize("segment", [known[0] for known in KNOWN], ids=str)
def test_a_wrong_bit_anywhere_in_the_segment_is_refused(version: int, segment: Segment) -> None:
    """MUST-3. One wrong bit changes every sum of ones' complements."""
    octets = written(segment, version)
    for at in range(IP_HEADER[version], len(octets)):
        for bit in range(8):
            wrong = octets[:at] + bytes([octets[at] ^ 1 << bit]) + octets[at + 1 :]
            with pytest.raises(WireError):
                from_octets(wrong)


def test_a_wrong_checksum_is_named_beside_the_right_one() -> None:
    octets = written(Segment.make("SYN", 100))
    right = octets[36:38].hex()
    wrong = octets[:36] + b"\xbe\xef" + octets[38:]
    with pytest.raises(WireError) as error:
        from_octets(wrong)
    assert str(error.value) == f"octet 36: Checksum 0xbeef; accepted: 0x{right}"
    assert from_octets(wrong, check=False) == from_octets(octets)
    wrong = octets[:10] + b"\xbe\xef" + octets[12:]
    with pytest.raises(WireError) as error:
        from_octets(wrong)
    right = octets[10:12].hex()
    assert str(error.value) == f"octet 10: Header Checksum 0xbeef; accepted: 0x{right}"
    assert from_octets(wrong, check=False) == from_octets(octets)


SYN = written(Segment.make("SYN", 100))
SYN6 = written(Segment.make("SYN", 100), 6)


def behind_extensions(*headers: str, last: int = 6) -> bytes:
    """A SYN over IPv6 behind extension headers: in hex a kind, then all but its Next Header."""
    kinds = [int(header[:2], 16) for header in headers]
    chain = b""
    for i, header in enumerate(headers):
        octets = bytes.fromhex(header[2:])
        chain += bytes([[*kinds[1:], last][i]]) + octets
    length = (len(chain) + 20).to_bytes(2, "big")
    return SYN6[:4] + length + bytes([[*kinds, last][0]]) + SYN6[7:40] + chain + SYN6[40:]


FRAGMENT = "octet 42: a fragment; accepted: a whole datagram"


@pytest.mark.parametrize(
    ("octets", "says"),
    [
        (b"", "octet 0: no octets; accepted: an IPv4 or IPv6 header"),
        (b"\x50" + SYN[1:], "octet 0: Version 5; accepted: 4 or 6"),
        (SYN[:19], "octet 19: the end, 19 octets into the header; accepted: 20 octets"),
        (changed(SYN, 0, 0x44), "octet 0: IHL 4; accepted: 5 to 10"),
        (changed(SYN, 0, 0x4B), "octet 0: IHL 11; accepted: 5 to 10"),
        (changed(SYN, 3, 19), "octet 2: Total Length 19; accepted: 20 to 40"),
        (changed(SYN, 3, 41), "octet 2: Total Length 41; accepted: 20 to 40"),
        (changed(SYN, 3, 39), "octet 39: the end, 19 octets into the header; accepted: 20 octets"),
        (changed(SYN, 6, 0x20), "octet 6: a fragment; accepted: a whole datagram"),
        (changed(SYN, 7, 1), "octet 6: a fragment; accepted: a whole datagram"),
        (changed(SYN, 9, 17), "octet 9: Protocol 17; accepted: 6, TCP"),
        (changed(SYN, 32, 0x40), "octet 32: Data Offset 4, for 20 octets; accepted: 5"),
        (changed(SYN, 32, 0x60), "octet 32: Data Offset 6, for 20 octets; accepted: 5"),
        (
            changed(written(Segment.make("SYN", 1, text=bytes(9))), 32, 0x80),
            "octet 32: Data Offset 8, for 29 octets; accepted: 5 to 7",
        ),
        (
            changed(written(Segment.make("SYN", 1, text=bytes(90))), 32, 0),
            "octet 32: Data Offset 0, for 110 octets; accepted: 5 to 15",
        ),
        (
            changed(SYN, 3, 20)[:20],
            "octet 20: the end, 0 octets into the header; accepted: 20 octets",
        ),
        (changed(SYN, 0, 0x46)[:20], "octet 0: IHL 6; accepted: 5"),
        (
            changed(written(Segment.make("SYN", 1, text=bytes(90))), 0, 0x44),
            "octet 0: IHL 4; accepted: 5 to 15",
        ),
        (SYN6[:39], "octet 39: the end, 39 octets into the header; accepted: 40 octets"),
        (SYN6[:5] + b"\x15" + SYN6[6:], "octet 4: Payload Length 21; accepted: 0 to 20"),
        (SYN6[:6] + b"\x11" + SYN6[7:], "octet 6: Next Header 17; accepted: 6, TCP"),
        (behind_extensions("2c00 0001 00000000"), FRAGMENT),
        (behind_extensions("2c00 0008 00000000"), FRAGMENT),
        (behind_extensions("2c00 0100 00000000"), FRAGMENT),
        (
            behind_extensions("2b00 0001 00000000"),
            "octet 43: Segments Left 1; accepted: 0, at the end",
        ),
        (
            behind_extensions("3c00 010400000000", last=59),
            "octet 40: Next Header 59; accepted: 6, TCP",
        ),
        (
            behind_extensions("0003 010400000000"),
            "octet 41: an extension header of 32 octets; accepted: 28 at most",
        ),
        (
            SYN6[:5] + b"\x08\0" + SYN6[7:40] + b"\6\0\1\4" + bytes(4),
            "octet 48: the end, 0 octets into the header; accepted: 20 octets",
        ),
        (
            SYN6[:5] + b"\x07\0" + SYN6[7:40] + b"\6\0\1\4" + bytes(4),
            "octet 47: the end, within an extension header; accepted: 8 octets or more",
        ),
        (
            SYN6[:4] + b"\0\4\0" + SYN6[7:44],
            "octet 44: the end, within an extension header; accepted: 8 octets or more",
        ),
    ],
)
def test_a_refusal_says_where_what_and_what_else(octets: bytes, says: str) -> None:
    with pytest.raises(WireError) as error:
        from_octets(octets)
    assert str(error.value) == says


def test_headers_before_tcp_are_passed() -> None:
    with_option = b"\x46" + SYN[1:3] + b"\x2c" + SYN[4:20] + b"\1\1\1\0" + SYN[20:]
    assert from_octets(changed(with_option, 8, 64), check=False).segment == Segment.make("SYN", 100)
    for chain in (
        ["0000 010400000000"],
        ["0001 010c" + "00" * 12, "2b00 0000 00000000", "3c00 010400000000"],
        ["2c00 0000 12345678"],  # an atomic fragment (RFC 6946) is whole
        ["2cff 0006 12345678"],  # whose reserved octet and bits are ignored
    ):
        found = from_octets(behind_extensions(*chain))
        assert found.segment == Segment.make("SYN", 100)


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        ({"ports": (65536, 80)}, "octet 0: Source Port 65536; accepted: 0 to 65535"),
        ({"ports": (1, -1)}, "octet 2: Destination Port -1; accepted: 0 to 65535"),
        ({"segment": Segment(Seq(1), wnd=65536)}, "octet 14: Window 65536; accepted: 0 to 65535"),
        ({"segment": Segment(Seq(1), up=-1)}, "octet 18: Urgent Pointer -1; accepted: 0 to"),
        ({"segment": Segment(Seq(1), text=bytes(65496))}, "a datagram of 65536 octets; accepted:"),
        (
            {"segment": Segment(Seq(1), options=Options(mss=65536))},
            "Maximum Segment Size 65536; accepted: 0 to 65535",
        ),
        (
            {"segment": Segment(Seq(1), options=Options(timestamps=(0, MODULUS)))},
            f"Timestamps {MODULUS}; accepted: 0 to {LAST}",
        ),
        (
            {"segment": Segment(Seq(1), options=Options(window_scale=256))},
            "Window Scale 256; accepted: 0 to 255",
        ),
        ({"identification": 65536}, "octet 4: Identification 65536; accepted: 0 to 65535"),
        ({"ttl": 256}, "octet 8: Time to Live 256; accepted: 0 to 255"),
        ({"source": "::1"}, "::1 and 192.0.2.2; accepted: two addresses of one version of IP"),
        ({"target": "192.0.2.256"}, "'192.0.2.256' is no address; accepted: an address such as"),
    ],
)
def test_what_octets_cannot_hold_is_refused(arguments: dict[str, object], says: str) -> None:
    whole = {"segment": Segment(Seq(1)), "source": "192.0.2.1", "target": "192.0.2.2"}
    with pytest.raises(WireError) as error:
        to_octets(**{**whole, "ports": PORTS, **arguments})  # type: ignore[arg-type]
    assert str(error.value).startswith(says)


@VERSIONS
def test_the_longest_datagram_is_written(version: int) -> None:
    room = 65535 - 20 - (20 if version == 4 else 0)
    segment = Segment.make("ACK", 1, 1, text=bytes(room))
    assert from_octets(written(segment, version)).segment == segment


# -- whatever comes -------------------------------------------------------------------------------


@st.composite
def spoilt(draw: st.DrawFn) -> bytes:
    """A datagram with some octets changed, and some cut off."""
    octets = bytearray(written(draw(SEGMENTS), draw(st.sampled_from([4, 6]))))
    for _ in range(draw(st.integers(0, 4))):
        octets[draw(st.integers(0, len(octets) - 1))] = draw(st.integers(0, 255))
    return bytes(octets[: draw(st.just(len(octets)) | st.integers(0, len(octets)))])


@given(st.binary(max_size=100) | spoilt(), st.booleans())
def test_any_octets_are_a_segment_or_a_wire_error(octets: bytes, check: bool) -> None:
    try:
        found = from_octets(octets, check)
    except WireError as refused:
        error = refused
    else:
        again = to_octets(found.segment, found.source, found.target, found.ports)
        assert from_octets(again).segment == found.segment
        return
    assert error.offset is not None
    assert 0 <= error.offset <= len(octets)


BITS = ("FIN", "SYN", "RST", "PSH", "ACK", "URG")


@pytest.mark.parametrize("state", list(State), ids=str)
def test_any_control_bits_are_for_the_machine_to_judge(state: State) -> None:
    """SYN,FIN,RST and no bit at all are read, and the machine knows what to do: 3.10.7."""
    for bits in range(64):
        for seq in (301, LAST, 0):
            octets = changed(changed(written(Segment.make("", seq)), 33, bits), 31, 101)
            segment = from_octets(octets).segment
            on = {name for i, name in enumerate(BITS) if bits >> i & 1}
            assert set(segment.flags) == on
            played = Endpoint(state).play(segment)
            if segment.rst:
                assert not any(sent.rst for sent in played.segments)
            if not segment.flags:
                assert played.state is state
