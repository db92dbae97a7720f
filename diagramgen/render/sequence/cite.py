"""Where RFC 9293 says why a segment was sent: the section of that moment, and its address."""

from __future__ import annotations

from diagramgen.walk.trace import Trace

RFC = "https://www.rfc-editor.org/rfc/rfc9293.html"


def sections(trace: Trace) -> dict[int, str]:
    """The section for each segment, by its number.

    An old duplicate was sent by no moment of the walk: its section is that of its arrival.
    """
    found: dict[int, str] = {}
    for moment in trace.moments:
        for n in moment.sends:
            found[n] = moment.section
        if moment.event == "segment" and moment.segment and moment.segment not in found:
            found[moment.segment] = moment.section
    return found


def url(section: str) -> str:
    """The address of a section ("3.10.7.4") or an appendix ("A.2") of RFC 9293."""
    if not section:
        return RFC
    kind = "section" if section[0] in "123456789" else "appendix"
    return f"{RFC}#{kind}-{section}"
