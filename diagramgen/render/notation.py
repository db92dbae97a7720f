"""How a walk is put into writing: segments in the RFC's notation, times, calls, reasons."""

from __future__ import annotations

from diagramgen.render.look import Look
from diagramgen.render.words import in_language
from diagramgen.render.words.graph import words
from diagramgen.walk.trace import Moment, Sent, Trace

_MODULUS = 1 << 32
_MINUTE = 60_000


def iss(trace: Trace, peer: str, until: int) -> int:
    """The initial sequence number of `peer` as it was when segment `until` was sent.

    Where a walk begins in the middle and has no SYN, the first number that it shows.
    """
    own = [s for s in trace.segments if s.source == peer and not s.injected]
    syns = [s for s in own if "SYN" in s.flags and s.n <= until]
    if syns:
        return syns[-1].seq
    later = [s for s in own if "SYN" in s.flags]
    return (later or own)[0].seq if own else 0


def notation(segment: Sent, trace: Trace, look: Look) -> str:
    """A segment as the RFC's figures print it: ``<SEQ=300><ACK=101><CTL=SYN,ACK>``.

    With relative numbers, SEQ counts from the sender's ISS and ACK from the other's.
    """
    seq, ack = segment.seq, segment.ack
    if look.numbers == "relative":
        seq = (seq - iss(trace, segment.source, segment.n)) % _MODULUS
        if ack is not None and "ACK" in segment.flags:
            ack = (ack - iss(trace, segment.target, segment.n)) % _MODULUS
    out = f"<SEQ={seq}>"
    if ack is not None:
        out += f"<ACK={ack}>"
    if segment.flags:
        out += f"<CTL={','.join(segment.flags)}>"
    if segment.len:
        out += f"<DATA={segment.len}>"
    return out


def time_text(ms: int) -> str:
    """A time in the unit in which it reads best: 10 ms, 1.5 s, 4 min."""
    if ms < 1000:
        return f"{ms} ms"
    if ms % _MINUTE == 0:
        return f"{ms // _MINUTE} min"
    whole, part = divmod(ms, 1000)
    return f"{whole}.{part:03}".rstrip("0").rstrip(".") + " s"


def call_text(call: str, lang: str) -> str:
    """A call in the RFC's word, with what it is given: ``active OPEN``, ``SEND 5``."""
    word = in_language(lang)
    name, _, rest = call.partition(" ")
    if call in ("open active", "connect"):
        return word.open_active
    if call in ("open passive", "listen"):
        return word.open_passive
    if name in ("send", "receive"):
        return getattr(word, name).format(n=rest)  # type: ignore[no-any-return]
    return call.upper()


def event_text(moment: Moment, lang: str) -> str:
    """What happened at a moment, in few words."""
    word = words(lang)
    if moment.event == "call":
        return word.call.format(call=call_text(moment.call or "", lang))
    if moment.event == "timeout":
        return word.timeout.format(timer=word.timer(moment.timeout or ""))
    names = {"segment": word.segment, "crash": word.crashes, "restart": word.restarts}
    return names.get(moment.event, moment.event)
