"""Segments as octets: what is written, what is read, and what is refused (RFC 9293, section 3.1)."""

from __future__ import annotations

from dataclasses import replace
from ipaddress import ip_address

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diagramgen.tcp.endpoint import Endpoint
from diagramgen.tcp.segment import FLAGS, NO_OPTIONS, Options, Segment
from diagramgen.tcp.seq import MODULUS, Seq
from diagramgen.tcp.transitions import State
from diagramgen.tcp.wire import WireError, fields, from_octets, to_octets
from diagramgen.tcp.wire.address import address, address_text
from diagramgen.tcp.wire.checksum import internet_checksum
from diagramgen.tcp.wire.options import read_options, write_options

LAST = MODULUS - 1
PORTS = (40000, 80)
ADDRESSES = {4: ("192.0.2.1", "192.0.2.2"), 6: ("2001:db8::1", "2001:db8::2")}
IP_HEADER = {4: 20, 6: 40}
VERSIONS = pytest.mark.parametrize("version", [4, 6])


def written(segment: Segment, version: int = 4) -> bytes:
    source, target = ADDRESSES[version]
    return to_octets(segment, source, target, PORTS, identification=3)


# -- against another implementation -----------------------------------------------------------------

#: Segment, its octets over IPv4 and over IPv6: computed once by scapy 2.8.0, as
#: IP(src="192.0.2.1", dst="192.0.2.2", id=3, flags="DF") / TCP(sport=40000, dport=80, ...), options
#: in the order and with the No-Operations that are seen in the octets.
KNOWN = [
    (
        Segment.make("SYN", 100, options=Options(mss=1460)),
        "4500002c000340004006b6c5c0000201c00002029c40005000000064000000006002ffff772e0000020405b4",
        "600000000018064020010db800000000000000000000000120010db8000000000000000000000002"
        "9c40005000000064000000006002ffff9fbd0000020405b4",
    ),
    (
        Segment.make("SYN,ACK", LAST, 101, wnd=64240, options=Options(1440, 14, True, (LAST, 7))),
        "4500003c000340004006b6b5c0000201c00002029c400050ffffffff00000065a012faf02c0c0000"
        "020405a00402080affffffff000000070103030e",
        "600000000028064020010db800000000000000000000000120010db8000000000000000000000002"
        "9c400050ffffffff00000065a012faf0549b0000020405a00402080affffffff000000070103030e",
    ),
    (
        Segment.make("ACK", 101, LAST, wnd=0),
        "45000028000340004006b6c9c0000201c00002029c40005000000065ffffffff501000008edb0000",
        "600000000014064020010db800000000000000000000000120010db8000000000000000000000002"
        "9c40005000000065ffffffff50100000b76a0000",
    ),
    (
        Segment.make("PSH,ACK,URG", LAST - 2, 301, b"hello", 300, 5, Options(timestamps=(1, 2))),
        "45000039000340004006b6b8c0000201c00002029c400050fffffffd0000012d8038012c0fcb0005"
        "0101080a000000010000000268656c6c6f",
        "600000000025064020010db800000000000000000000000120010db8000000000000000000000002"
        "9c400050fffffffd0000012d8038012c385a00050101080a000000010000000268656c6c6f",
    ),
    (
        Segment.make("FIN,ACK", 106, 301, b"four"),
        "4500002c000340004006b6c5c0000201c00002029c4000500000006a0000012d5011ffffb1c20000666f7572",
        "600000000018064020010db800000000000000000000000120010db8000000000000000000000002"
        "9c4000500000006a0000012d5011ffffda510000666f7572",
    ),
    (
        Segment.make("RST", 0, wnd=0),
        "45000028000340004006b6c9c0000201c00002029c4000500000000000000000500400008f4c0000",
        "600000000014064020010db800000000000000000000000120010db8000000000000000000000002"
        "9c400050000000000000000050040000b7db0000",
    ),
    (
        Segment.make("", 7, text=b"x", wnd=1),
        "45000029000340004006b6c8c0000201c00002029c4000500000000700000000500000011747000078",
        "600000000015064020010db800000000000000000000000120010db8000000000000000000000002"
        "9c4000500000000700000000500000013fd6000078",
    ),
    (
        Segment.make(
            FLAGS, 8, 9, wnd=2, up=65535, options=Options(window_scale=0, sack_permitted=True)
        ),
        "45000030000340004006b6c1c0000201c00002029c4000500000000800000009703f000265f0ffff"
        "0101040201030300",
        "60000000001c064020010db800000000000000000000000120010db8000000000000000000000002"
        "9c4000500000000800000009703f00028e7fffff0101040201030300",
    ),
]


@pytest.mark.parametrize(("segment", "four", "six"), KNOWN, ids=[str(k[0]) for k in KNOWN])
def test_octets_are_those_of_scapy(segment: Segment, four: str, six: str) -> None:
    for version, known in ((4, four), (6, six)):
        assert written(segment, version).hex() == known
        assert from_octets(bytes.fromhex(known)).segment == segment


def test_the_checksum_is_that_of_rfc_1071() -> None:
    """The example of its section 3, and the odd octet of its section 1."""
    assert internet_checksum(bytes.fromhex("0001f203f4f5f6f7")) == 0xDDF2 ^ 0xFFFF
    assert internet_checksum(b"\x12") == 0x1200 ^ 0xFFFF
    assert internet_checksum(b"") == 0xFFFF
    assert internet_checksum(b"\xff\xff" * 40000) == 0


# -- there and back ---------------------------------------------------------------------------------

NUMBERS = st.sampled_from([0, 1, LAST, LAST - 1, 1 << 31]) | st.integers(0, LAST)
WORDS = st.sampled_from([0, 65535]) | st.integers(0, 65535)
OPTIONS = st.builds(
    Options,
    st.none() | WORDS,
    st.none() | st.integers(0, 255),
    st.booleans(),
    st.none() | st.tuples(NUMBERS, NUMBERS),
)
SEGMENTS = st.builds(
    Segment,
    seq=NUMBERS.map(Seq),
    ack=st.none() | NUMBERS.map(Seq),
    syn=st.booleans(),
    fin=st.booleans(),
    rst=st.booleans(),
    psh=st.booleans(),
    up=st.none() | WORDS,
    wnd=WORDS,
    text=st.binary(max_size=40),
    options=OPTIONS,
)


@VERSIONS
@given(segment=SEGMENTS, ports=st.tuples(WORDS, WORDS), data=st.data())
def test_a_segment_comes_back(
    version: int, segment: Segment, ports: tuple[int, int], data: st.DataObject
) -> None:
    size = 4 if version == 4 else 16
    ends = st.binary(min_size=size, max_size=size).map(address_text)
    source, target = data.draw(ends), data.draw(ends)
    octets = to_octets(segment, source, target, ports)
    found = from_octets(octets)
    assert found.segment == segment
    assert (found.source, found.target, found.ports) == (source, target, ports)
    assert found.ignored == ()
    # An Ethernet frame pads a short datagram; the padding is not text.
    assert from_octets(octets + bytes(6)) == found


def test_what_is_not_on_the_wire_is_not_read() -> None:
    segment = Segment.make("SYN", 1, security="secret")
    assert from_octets(written(segment)).segment == replace(segment, security="")


@given(st.binary(min_size=4, max_size=4) | st.binary(min_size=16, max_size=16))
def test_addresses_are_read_and_printed_as_everywhere(octets: bytes) -> None:
    text = address_text(octets)
    assert ip_address(text).packed == octets
    assert address(text) == octets
    other = ip_address(octets)
    # From 3.13 on Python prints the addresses that hold an IPv4 address otherwise.
    if other.version == 4 or other.ipv4_mapped is None:  # type: ignore[union-attr]
        assert text == str(other)
    assert address(other.exploded) == octets


@given(st.text("0123456789abcdef:.", max_size=20))
def test_what_is_no_address_elsewhere_is_none_here(text: str) -> None:
    try:
        wanted = ip_address(text).packed
    except ValueError:
        with pytest.raises(WireError, match="no address"):
            address(text)
    else:
        # The one form that is not taken: an IPv4 address at the end of an IPv6 one.
        if not (":" in text and "." in text):
            assert address(text) == wanted


@pytest.mark.parametrize(
    ("octets", "text"),
    [
        (bytes(16), "::"),
        (bytes(15) + b"\1", "::1"),
        (b"\1" + bytes(15), "100::"),
        (bytes.fromhex("20010db8000000000001000000000001"), "2001:db8::1:0:0:1"),
        (bytes.fromhex("20010db8000000010001000100010001"), "2001:db8:0:1:1:1:1:1"),
    ],
)
def test_ipv6_is_printed_as_rfc_5952_wants_it(octets: bytes, text: str) -> None:
    assert address_text(octets) == text


# -- the tables --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("table", "octets"),
    [
        (fields.TCP_HEADER, 20),
        (fields.PSEUDO_IPV4, 12),
        (fields.PSEUDO_IPV6, 40),
        (fields.IPV4_HEADER, 20),
        (fields.IPV6_HEADER, 40),
        (fields.ETHERNET_HEADER, 14),
    ],
)
def test_a_table_has_no_gap_and_no_name_twice(table: tuple[fields.Field, ...], octets: int) -> None:
    at = 0
    for field in table:
        assert field.offset == at
        assert field.meaning
        at += field.width
    assert at == 8 * octets == 8 * fields.size(table)
    assert len({field.name for field in table}) == len(table)


def test_the_tcp_header_is_the_rfcs() -> None:
    """Section 3.1's picture, in octets and bits."""
    places = {f.name: (f.octet, f.offset % 8, f.width) for f in fields.TCP_HEADER}
    assert places["Sequence Number"] == (4, 0, 32)
    assert places["Acknowledgment Number"] == (8, 0, 32)
    assert places["Data Offset"] == (12, 0, 4)
    assert places["CWR"] == (13, 0, 1)
    assert [f.name for f in fields.TCP_HEADER if f.width == 1] == [
        "CWR", "ECE", "URG", "ACK", "PSH", "RST", "SYN", "FIN",
    ]  # fmt: skip
    assert places["Window"] == (14, 0, 16)
    assert places["Checksum"] == (16, 0, 16)
    assert places["Urgent Pointer"] == (18, 0, 16)


@given(st.binary(min_size=20, max_size=20))
def test_a_header_comes_back_field_by_field(octets: bytes) -> None:
    values = fields.read(fields.TCP_HEADER, octets)
    assert fields.write(fields.TCP_HEADER, values) == octets
    assert fields.read(fields.TCP_HEADER, b"xyz" + octets, 3) == values


# -- options -----------------------------------------------------------------------------------------


@given(OPTIONS)
def test_options_end_with_a_word(options: Options) -> None:
    octets = write_options(options)
    assert len(octets) % 4 == 0
    assert len(octets) <= 40
    assert read_options(octets, 20) == (options, ())


@pytest.mark.parametrize(
    ("octets", "options", "ignored"),
    [
        ("", NO_OPTIONS, ()),
        ("00 02 04 05 b4", NO_OPTIONS, ()),  # nothing counts behind the end of the list
        ("01 01 01 02 04 05 b4", Options(mss=1460), ()),  # an option begins at any octet
        ("02 04 05 b4 02 04 00 64", Options(mss=100), ()),
        # Unknown kinds: MD5 signature, SACK blocks, Fast Open.
        ("13 02 02 04 05 b4", Options(mss=1460), ("option 19 of length 2 at octet 20",)),
        ("05 0a" + "00" * 8 + "04 02", Options(sack_permitted=True), ("option 5 of length 10",)),
        ("22 02 03 03 0f", Options(window_scale=15), ("option 34 of length 2",)),
        # A known kind of another length than its own.
        ("02 03 05 03 03 07", Options(window_scale=7), ("option 2 of length 3",)),
        ("08 02 04 02", Options(sack_permitted=True), ("option 8 of length 2",)),
        # A length that cannot be: the rest is nobody's.
        ("03 03 07 02 00 04 02", Options(window_scale=7), ("option 2 of impossible length 0",)),
        ("04 01 04 02", NO_OPTIONS, ("option 4 of impossible length 1",)),
        ("04 02 02 04 05", Options(sack_permitted=True), ("option 2 of impossible length 4",)),
        ("01 02", NO_OPTIONS, ("option 2 of impossible length 0 at octet 21",)),
    ],
)
def test_options_are_read_or_ignored(
    octets: str, options: Options, ignored: tuple[str, ...]
) -> None:
    """MUST-5, MUST-6, MUST-7."""
    found, passed_over = read_options(bytes.fromhex(octets), 20)
    assert found == options
    assert len(passed_over) == len(ignored)
    assert all(told.startswith(words) for told, words in zip(passed_over, ignored, strict=True))


# -- what is ignored, what is refused ----------------------------------------------------------------


def changed(octets: bytes, at: int, value: int, version: int = 4) -> bytes:
    """Another octet at `at`, and checksums that are right again."""
    start = IP_HEADER[version]
    octets = octets[:at] + bytes([value]) + octets[at + 1 :]
    if version == 4 and at < start:
        octets = octets[:10] + bytes(2) + octets[12:]
        return octets[:10] + internet_checksum(octets[:20]).to_bytes(2, "big") + octets[12:]
    octets = octets[: start + 16] + bytes(2) + octets[start + 18 :]
    addresses = octets[12:20] if version == 4 else octets[8:40]
    # The sum does not mind in which order its words come, nor in how many octets 6 is written.
    covered = addresses + (len(octets) - start).to_bytes(2, "big") + b"\0\6" + octets[start:]
    right = internet_checksum(covered).to_bytes(2, "big")
    return octets[: start + 16] + right + octets[start + 18 :]


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
    """A SYN over IPv6 behind extension headers, each given from its third octet on, in hex."""
    kinds = [int(header[:2], 16) for header in headers]
    chain = b""
    for i, header in enumerate(headers):
        octets = bytes.fromhex(header[2:])
        chain += bytes([(kinds[1:] + [last])[i]]) + octets
    length = (len(chain) + 20).to_bytes(2, "big")
    return SYN6[:4] + length + bytes([(kinds + [last])[0]]) + SYN6[7:40] + chain + SYN6[40:]


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
        (SYN6[:39], "octet 39: the end, 39 octets into the header; accepted: 40 octets"),
        (SYN6[:5] + b"\x15" + SYN6[6:], "octet 4: Payload Length 21; accepted: 0 to 20"),
        (SYN6[:6] + b"\x11" + SYN6[7:], "octet 6: Next Header 17; accepted: 6, TCP"),
        (behind_extensions("2c00 0001 00000000"), "octet 42: a fragment; accepted: a whole"),
        (behind_extensions("2c00 0008 00000000"), "octet 42: a fragment; accepted: a whole"),
        (behind_extensions("2b00 0001 00000000"), "octet 43: Segments Left 1; accepted: 0, at"),
        (behind_extensions("3c00 010400000000", last=59), "octet 40: Next Header 59; accepted"),
        (behind_extensions("0004 010400000000"), "octet 41: an extension header of 40 octets"),
        (
            SYN6[:4] + b"\0\4\0" + SYN6[7:44],
            "octet 44: the end, within an extension header; accepted: 8 octets or more",
        ),
    ],
)
def test_a_refusal_says_where_what_and_what_else(octets: bytes, says: str) -> None:
    with pytest.raises(WireError) as error:
        from_octets(octets)
    assert str(error.value).startswith(says)
    assert "\n" not in str(error.value)


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


# -- whatever comes ----------------------------------------------------------------------------------


@st.composite
def spoilt(draw: st.DrawFn) -> bytes:
    """A datagram with some octets changed, and some cut off."""
    octets = bytearray(written(draw(SEGMENTS), draw(st.sampled_from([4, 6]))))
    for _ in range(draw(st.integers(0, 4))):
        octets[draw(st.integers(0, len(octets) - 1))] = draw(st.integers(0, 255))
    return (
        bytes(octets[: draw(st.integers(0, len(octets)))]) if draw(st.booleans()) else bytes(octets)
    )


@given(st.binary(max_size=100) | spoilt(), st.booleans())
def test_any_octets_are_a_segment_or_a_wire_error(octets: bytes, check: bool) -> None:
    try:
        found = from_octets(octets, check)
    except WireError as error:
        assert error.offset is not None  # noqa: PT017  what is not raised is looked at too
        assert 0 <= error.offset <= len(octets)
    else:
        again = to_octets(found.segment, found.source, found.target, found.ports)
        assert from_octets(again).segment == found.segment


@pytest.mark.parametrize("state", list(State), ids=str)
def test_any_control_bits_are_for_the_machine_to_judge(state: State) -> None:
    """SYN,FIN,RST and no bit at all are read, and the machine knows what to do: 3.10.7."""
    for bits in range(64):
        for seq in (301, LAST, 0):
            octets = changed(changed(written(Segment.make("", seq)), 33, bits), 31, 101)
            segment = from_octets(octets).segment
            assert set(segment.flags) == {
                name
                for name in FLAGS
                if bits & 1 << ["FIN", "SYN", "RST", "PSH", "ACK", "URG"].index(name)
            }
            played = Endpoint(state).play(segment)
            if segment.rst:
                assert not any(sent.rst for sent in played.segments)
            if not segment.flags:
                assert played.state is state
