"""Segments and their octets: what the tests of the wire share."""

from __future__ import annotations

from hypothesis import strategies as st

from diagramgen.tcp.segment import FLAGS, Options, Segment
from diagramgen.tcp.seq import MODULUS, Seq
from diagramgen.tcp.wire import to_octets
from diagramgen.tcp.wire.checksum import internet_checksum

LAST = MODULUS - 1
PORTS = (40000, 80)
ADDRESSES = {4: ("192.0.2.1", "192.0.2.2"), 6: ("2001:db8::1", "2001:db8::2")}
IP_HEADER = {4: 20, 6: 40}


def written(segment: Segment, version: int = 4) -> bytes:
    source, target = ADDRESSES[version]
    return to_octets(segment, source, target, PORTS, identification=3)


#: Segment, its octets over IPv4 and over IPv6: computed once by scapy 2.8.0, as
#: IP(src="192.0.2.1", dst="192.0.2.2", id=3, flags="DF") / TCP(sport=40000, dport=80, ...), the
#: options in the order and with the No-Operations that are seen in the octets.
KNOWN = [
    (
        Segment.make("SYN", 100, options=Options(mss=1460)),
        "4500002c000340004006b6c5c0000201c00002029c40005000000064000000006002ffff772e0000020405b4",
        (
            "600000000018064020010db800000000000000000000000120010db8000000000000000000000002"
            "9c40005000000064000000006002ffff9fbd0000020405b4"
        ),
    ),
    (
        Segment.make("SYN,ACK", LAST, 101, wnd=64240, options=Options(1440, 14, True, (LAST, 7))),
        (
            "4500003c000340004006b6b5c0000201c00002029c400050ffffffff00000065a012faf02c0c0000"
            "020405a00402080affffffff000000070103030e"
        ),
        (
            "600000000028064020010db800000000000000000000000120010db8000000000000000000000002"
            "9c400050ffffffff00000065a012faf0549b0000020405a00402080affffffff000000070103030e"
        ),
    ),
    (
        Segment.make("ACK", 101, LAST, wnd=0),
        "45000028000340004006b6c9c0000201c00002029c40005000000065ffffffff501000008edb0000",
        (
            "600000000014064020010db800000000000000000000000120010db8000000000000000000000002"
            "9c40005000000065ffffffff50100000b76a0000"
        ),
    ),
    (
        Segment.make("PSH,ACK,URG", LAST - 2, 301, b"hello", 300, 5, Options(timestamps=(1, 2))),
        (
            "45000039000340004006b6b8c0000201c00002029c400050fffffffd0000012d8038012c0fcb0005"
            "0101080a000000010000000268656c6c6f"
        ),
        (
            "600000000025064020010db800000000000000000000000120010db8000000000000000000000002"
            "9c400050fffffffd0000012d8038012c385a00050101080a000000010000000268656c6c6f"
        ),
    ),
    (
        Segment.make("FIN,ACK", 106, 301, b"four"),
        "4500002c000340004006b6c5c0000201c00002029c4000500000006a0000012d5011ffffb1c20000666f7572",
        (
            "600000000018064020010db800000000000000000000000120010db8000000000000000000000002"
            "9c4000500000006a0000012d5011ffffda510000666f7572"
        ),
    ),
    (
        Segment.make("RST", 0, wnd=0),
        "45000028000340004006b6c9c0000201c00002029c4000500000000000000000500400008f4c0000",
        (
            "600000000014064020010db800000000000000000000000120010db8000000000000000000000002"
            "9c400050000000000000000050040000b7db0000"
        ),
    ),
    (
        Segment.make("", 7, text=b"x", wnd=1),
        "45000029000340004006b6c8c0000201c00002029c4000500000000700000000500000011747000078",
        (
            "600000000015064020010db800000000000000000000000120010db8000000000000000000000002"
            "9c4000500000000700000000500000013fd6000078"
        ),
    ),
    (
        Segment.make(
            FLAGS, 8, 9, wnd=2, up=65535, options=Options(window_scale=0, sack_permitted=True)
        ),
        (
            "45000030000340004006b6c1c0000201c00002029c4000500000000800000009703f000265f0ffff"
            "0101040201030300"
        ),
        (
            "60000000001c064020010db800000000000000000000000120010db8000000000000000000000002"
            "9c4000500000000800000009703f00028e7fffff0101040201030300"
        ),
    ),
]


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
    security=st.just(""),  # not on the wire
)


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
