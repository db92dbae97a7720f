"""Sequence numbers (3.4): arithmetic and comparison modulo 2**32, at the wrap above all.

R9293-3.4-01
"""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diagramgen.tcp.seq import HALF, MODULUS, Seq

NUMBERS = st.one_of(
    st.integers(0, MODULUS - 1),
    st.integers(-5, 5).map(lambda n: n % MODULUS),
    st.integers(HALF - 5, HALF + 5),
)
NEAR = st.integers(1, HALF - 1)


@given(NUMBERS, st.integers(-(2**40), 2**40))
def test_a_sum_stays_in_32_bits(number: int, octets: int) -> None:
    assert int(Seq(number) + octets) == (number + octets) % MODULUS
    assert int(Seq(number).back(octets)) == (number - octets) % MODULUS


@given(NUMBERS, NEAR)
def test_what_lies_less_than_half_the_space_ahead_is_greater(number: int, ahead: int) -> None:
    first, second = Seq(number), Seq(number) + ahead
    assert first < second
    assert first <= second
    assert second > first
    assert second >= first
    assert not second < first
    assert not second <= first
    assert first != second
    assert second - first == ahead
    assert first - second == -ahead


@given(NUMBERS)
def test_a_number_equals_itself_and_its_integer(number: int) -> None:
    assert Seq(number) == Seq(number)
    assert Seq(number) == number
    assert Seq(number) == number + MODULUS
    assert Seq(number) <= number <= Seq(number)
    assert not Seq(number) < number
    assert Seq(number) - number == 0
    assert hash(Seq(number)) == hash(Seq(number + MODULUS))
    assert {Seq(number): 1}[Seq(number)] == 1


@given(NUMBERS, st.integers(0, 70000), st.integers(-10, 70010))
def test_the_acceptable_ack_test_is_a_chain(una: int, flight: int, ack: int) -> None:
    """R9293-3.4-02: SND.UNA < SEG.ACK =< SND.NXT, wherever in the space."""
    assert (Seq(una) < Seq(una) + ack <= Seq(una) + flight) == (0 < ack <= flight)


@given(NUMBERS, st.integers(0, 2**30), st.integers(0, 2**30))
def test_sums_and_differences_agree(number: int, one: int, two: int) -> None:
    assert (Seq(number) + one) - (Seq(number) + two) == one - two
    assert Seq(number) + one + two == Seq(number) + (one + two)


def test_it_is_not_equal_to_what_is_no_number() -> None:
    assert Seq(1) != "1"
    assert str(Seq(-1)) == "4294967295"
    assert repr(Seq(1)) == "Seq(1)"


@pytest.mark.parametrize("ahead", [0, 1, HALF - 1, HALF, HALF + 1, MODULUS - 1])
@pytest.mark.parametrize("value", [0, 7, HALF, MODULUS - 1])
def test_comparing_is_subtracting(value: int, ahead: int) -> None:
    """Also half of the space away, where both are behind each other."""
    here, there = Seq(value), Seq(value + ahead)
    for other in (there, there.value):
        assert (here < other) is (here - other < 0)
        assert (here <= other) is (here - other <= 0)
        assert (here > other) is (here - other > 0)
        assert (here >= other) is (here - other >= 0)
