"""Addresses between words and octets: 192.0.2.1 (RFC 1123, 2.1), 2001:db8::1 (RFC 4291, 2.2)."""

from __future__ import annotations

from typing import Optional

from diagramgen.tcp.wire.errors import WireError

_ACCEPTED = "an address such as 192.0.2.1 or 2001:db8::1"


def address(text: str) -> bytes:
    """The octets of an address, 4 of IPv4 or 16 of IPv6. Raises `WireError`."""
    found = _ipv6(text) if ":" in text else _ipv4(text)
    if found is None:
        raise WireError(None, f"{text!r} is no address", _ACCEPTED)
    return found


def _ipv4(text: str) -> Optional[bytes]:
    parts = text.split(".")
    if len(parts) != 4:
        return None
    for part in parts:
        # A leading zero means octal to some readers and nothing to others.
        if not part or len(part) > 3 or (part[0] == "0" and part != "0"):
            return None
        if any(char not in "0123456789" for char in part) or int(part) > 255:
            return None
    return bytes([int(part) for part in parts])


def _ipv6(text: str) -> Optional[bytes]:
    front, gap, back = text.partition("::")
    groups = _groups(front)
    if gap:
        rest = _groups(back)
        if groups is None or rest is None or len(groups) + len(rest) > 7:
            return None
        groups = groups + [0] * (8 - len(groups) - len(rest)) + rest
    if groups is None or len(groups) != 8:
        return None
    return b"".join([group.to_bytes(2, "big") for group in groups])


def _groups(text: str) -> Optional[list[int]]:
    if not text:
        return []
    groups = []
    for part in text.split(":"):
        if not 1 <= len(part) <= 4 or any(c not in "0123456789abcdefABCDEF" for c in part):
            return None
        groups.append(int(part, 16))
    return groups


def address_text(octets: bytes) -> str:
    """An address in words; IPv6 as RFC 5952 wants it: lower case, the longest run of zeros gone."""
    if len(octets) == 4:
        return ".".join([str(octet) for octet in octets])
    groups = [int.from_bytes(octets[i : i + 2], "big") for i in range(0, 16, 2)]
    start, length = 0, 1
    for i in range(8):
        end = i
        while end < 8 and groups[end] == 0:
            end += 1
        if end - i > length:
            start, length = i, end - i
    words = [f"{group:x}" for group in groups]
    if length == 1:
        return ":".join(words)
    return ":".join(words[:start]) + "::" + ":".join(words[start + length :])
