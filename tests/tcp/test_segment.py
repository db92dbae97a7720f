"""Segments: their length, the order of SYN, text and FIN, and the RFC's notation."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diagramgen.tcp.segment import FLAGS, Segment, SegmentError, octets
from diagramgen.tcp.seq import MODULUS, Seq

NUMBERS = st.integers(0, MODULUS - 1)
SEGMENTS = st.builds(
    lambda seq, ack, flags, size: Segment.make(
        tuple(f for f in FLAGS if f in flags and (f != "ACK" or ack is not None))
        + (("ACK",) if ack is not None and "ACK" not in flags else ()),
        seq,
        ack,
        text=octets(Seq(seq) + ("SYN" in flags), size),
        up=0 if "URG" in flags else None,
    ),
    NUMBERS,
    st.none() | NUMBERS,
    st.sets(st.sampled_from([f for f in FLAGS if f != "ACK"])),
    st.integers(0, 40),
)


@given(SEGMENTS)
def test_the_notation_reads_back_what_it_prints(segment: Segment) -> None:
    assert Segment.parse(str(segment)) == segment
    assert str(Segment.parse(str(segment))) == str(segment)


@given(SEGMENTS)
def test_seg_len_counts_text_syn_and_fin_and_nothing_else(segment: Segment) -> None:
    """R9293-3.4-03"""
    assert segment.len == len(segment.text) + segment.syn + segment.fin
    assert segment.last == segment.seq + segment.len - 1 if segment.len else True


@given(NUMBERS, st.integers(0, 9))
def test_syn_comes_before_the_text_and_fin_behind_it(seq: int, size: int) -> None:
    """R9293-3.4-10, R9293-3.1-01"""
    segment = Segment.make("SYN,FIN", seq, text=b"x" * size)
    assert segment.text_seq == Seq(seq) + 1
    assert segment.last == Seq(seq) + 1 + size


@given(NUMBERS, st.integers(0, 50), st.integers(0, 50))
def test_text_is_a_function_of_its_number(seq: int, one: int, two: int) -> None:
    assert octets(Seq(seq), one + two) == octets(Seq(seq), one) + octets(Seq(seq) + one, two)


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("<SEQ=300><ACK=101><CTL=SYN,ACK>", "<SEQ=300><ACK=101><CTL=SYN,ACK>"),
        ("<seq=300> <ack=101>", "<SEQ=300><ACK=101><CTL=ACK>"),
        ("<SEQ=90><CTL=SYN>", "<SEQ=90><CTL=SYN>"),
        ("<SEQ=1><ACK=2><CTL=FIN, ACK><DATA=3>", "<SEQ=1><ACK=2><CTL=FIN,ACK><DATA=3>"),
        ("<SEQ=4294967295><CTL=RST>", "<SEQ=4294967295><CTL=RST>"),
        ("<SEQ=5>", "<SEQ=5>"),
    ],
)
def test_what_is_written_in_another_way_is_read(text: str, printed: str) -> None:
    assert str(Segment.parse(text)) == printed


@pytest.mark.parametrize(
    ("text", "column"),
    [
        ("", 1),
        ("<CTL=SYN>", 1),
        ("<SEQ=1><SEQ=2>", 9),
        ("<SEQ=x>", 2),
        ("<SEQ=4294967296>", 2),
        ("<SEQ=-1>", 2),
        ("<SEQ=\N{SUPERSCRIPT TWO}>", 2),
        ("<SEQ=1><CTL=SYN,AKC>", 9),
        ("<SEQ=1><CTL=ACK>", 9),
        ("<SEQ=1><ACK=2><CTL=SYN>", 16),
        ("<SEQ=1><WND=65536>", 9),
        ("<SEQ=1><WHAT=2>", 9),
        ("<SEQ=1", 1),
        ("SEQ=1", 1),
        ("<SEQ=1> and more", 9),
        ("<SEQ>", 2),
    ],
)
def test_what_cannot_be_read_is_said_with_its_column(text: str, column: int) -> None:
    with pytest.raises(SegmentError) as error:
        Segment.parse(text)
    assert error.value.column == column
    assert "\n" not in str(error.value)


@given(st.text(max_size=60))
def test_noise_is_an_error_or_a_segment_and_nothing_else(text: str) -> None:
    with suppress(SegmentError):
        Segment.parse(text)
