"""Sequence numbers (RFC 9293, section 3.4).

"All arithmetic dealing with sequence numbers must be performed modulo 2**32", and so must every
comparison: ``a < b`` means that ``b`` lies ahead of ``a`` by less than half of the space. With
`Seq` the conditions of the RFC can be written as they are printed, chains included::

    >>> una, nxt = Seq(4294967295), Seq(5)
    >>> una < Seq(2) <= nxt
    True
    >>> nxt - una
    6
"""

from __future__ import annotations

MODULUS = 1 << 32
HALF = 1 << 31


class Seq:
    """A sequence number: 32 bits that wrap (RFC 9293, section 3.4).

    Adding or subtracting an integer gives a `Seq`; subtracting a `Seq` gives how far ahead it
    is, in octets, from -2**31 to 2**31 - 1. Integers are taken modulo 2**32.
    """

    __slots__ = ("value",)

    def __init__(self, value: int | Seq) -> None:
        self.value = int(value) % MODULUS

    def __int__(self) -> int:
        return self.value

    def __repr__(self) -> str:
        return f"Seq({self.value})"

    def __str__(self) -> str:
        return str(self.value)

    def __hash__(self) -> int:
        return hash(self.value)

    def __add__(self, octets: int) -> Seq:
        return Seq(self.value + octets)

    def __sub__(self, other: int | Seq) -> int:
        """How many octets `self` is ahead of `other` (negative: behind)."""
        behind = other.value if isinstance(other, Seq) else other
        return (self.value - behind + HALF) % MODULUS - HALF

    def back(self, octets: int) -> Seq:
        """The number that lies `octets` before this one."""
        return Seq(self.value - octets)

    def __eq__(self, other: object) -> bool:
        if isinstance(other, (Seq, int)):
            return self.value == int(other) % MODULUS
        return NotImplemented

    def __lt__(self, other: int | Seq) -> bool:
        return (self.value - (other.value if isinstance(other, Seq) else other)) % MODULUS >= HALF

    def __le__(self, other: int | Seq) -> bool:
        ahead = (self.value - (other.value if isinstance(other, Seq) else other)) % MODULUS
        return not ahead or ahead >= HALF

    def __gt__(self, other: int | Seq) -> bool:
        ahead = (self.value - (other.value if isinstance(other, Seq) else other)) % MODULUS
        return 0 < ahead < HALF

    def __ge__(self, other: int | Seq) -> bool:
        return (self.value - (other.value if isinstance(other, Seq) else other)) % MODULUS < HALF
