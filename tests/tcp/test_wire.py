"""Segments as octets and back, and the tables of fields (RFC 9293, 3.1 and 3.2)."""

from __future__ import annotations

from ipaddress import ip_address

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diagramgen.tcp.segment import NO_OPTIONS, Options, Segment
from diagramgen.tcp.wire import WireError, fields, from_octets, to_octets
from diagramgen.tcp.wire.address import address, address_text
from diagramgen.tcp.wire.checksum import internet_checksum
from diagramgen.tcp.wire.header import read_segment
from diagramgen.tcp.wire.options import read_options, write_options
from tests.tcp.octets import KNOWN, OPTIONS, SEGMENTS, WORDS, written

VERSIONS = pytest.mark.parametrize("version", [4, 6])


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


# -- there and back -------------------------------------------------------------------------------
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


def test_what_is_not_asked_for_is_zero_or_64() -> None:
    octets = to_octets(Segment.make("SYN", 1), "192.0.2.1", "192.0.2.2", (1, 2))
    assert (octets[4:6], octets[8]) == (bytes(2), 64)
    assert to_octets(Segment.make("SYN", 1), "::1", "::2", (1, 2))[7] == 64


def test_a_segment_is_read_without_its_datagram() -> None:
    segment = Segment.make("SYN,ACK", 300, 101, options=Options(mss=1460))
    octets = written(segment)[20:]
    found = read_segment(octets, address("192.0.2.1"), address("192.0.2.2"))
    assert (found.segment, found.ports) == (segment, (40000, 80))


def test_what_is_not_on_the_wire_is_not_read() -> None:
    segment = Segment.make("SYN", 1, security="secret")
    assert from_octets(written(segment)).segment == segment._replace(security="")


@given(st.binary(min_size=4, max_size=4) | st.binary(min_size=16, max_size=16))
def test_addresses_are_read_and_printed_as_everywhere(octets: bytes) -> None:
    text = address_text(octets)
    assert ip_address(text).packed == octets
    assert address(text) == octets
    other = ip_address(octets)
    # From 3.13 on Python prints the addresses that hold an IPv4 address otherwise.
    if other.version == 4 or other.ipv4_mapped is None:
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
    "text",
    [
        "",
        "1.2.3",
        "1.2.3.4.5",
        "1..3.4",
        "01.2.3.4",
        "1.2.3.00",
        "1.2.3.256",
        "1.2.3.1000",
        "1.2.3.-4",
        "1.2.3.٤",
        "1:2:3:4:5:6:7",
        "1:2:3:4:5:6:7:8:9",
        "1:2:3:4:5:6:7:8::",
        "1::2:3:4:5:6:7:8",
        "1::2::3",
        ":::",
        ":1::",
        "1::2:",
        "::12345",
        "::g",
        "::-1",
        "fe80::1%eth0",
    ],
)
def test_such_are_no_addresses(text: str) -> None:
    with pytest.raises(WireError, match="is no address; accepted: an address such as"):
        address(text)


@pytest.mark.parametrize("text", ["0.0.0.1", "::", "1:2:3:4:5:6:7::", "::2:3:4:5:6:7:8", "ABCD::"])
def test_such_are(text: str) -> None:
    assert address(text) == ip_address(text).packed


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


# -- the tables -----------------------------------------------------------------------------------


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


# -- options --------------------------------------------------------------------------------------


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
        ("04 02 13 02", Options(sack_permitted=True), ("option 19 of length 2 at octet 22",)),
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
    """R9293-3.1-03, R9293-3.1-04, R9293-3.1-05: MUST-6, MUST-5, MUST-7."""
    found, passed_over = read_options(bytes.fromhex(octets), 20)
    assert found == options
    assert len(passed_over) == len(ignored)
    assert all(told.startswith(words) for told, words in zip(passed_over, ignored, strict=True))
