"""What is said of octets that cannot be read, and of values that octets cannot hold."""

from __future__ import annotations

from typing import Optional


class WireError(ValueError):
    """Octets that are no segment, or a segment that octets cannot hold.

    `offset` counts octets from 0 in what was given (`None`: it lies in no octet, as an address
    in words); `found` and `accepted` say what stood there and what could have.
    """

    def __init__(self, offset: Optional[int], found: str, accepted: str) -> None:
        place = "" if offset is None else f"octet {offset}: "
        super().__init__(f"{place}{found}; accepted: {accepted}")
        self.offset = offset
        self.found = found
        self.accepted = accepted
