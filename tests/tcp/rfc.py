"""Section 3.10.7 once more, read a second time and written in another way: plain RFC 9293 only.

One function of numbers, for single segments of at most one octet of text, against which the
machine is compared at every combination of state, flags and position. It knows no timers, no
queues and no options, and imports nothing of the machine.
"""

from typing import NamedTuple

WND = 1000
SYNCHRONIZED = (
    "ESTABLISHED",
    "FIN-WAIT-1",
    "FIN-WAIT-2",
    "CLOSE-WAIT",
    "CLOSING",
    "LAST-ACK",
    "TIME-WAIT",
)
TAKES_TEXT = ("ESTABLISHED", "FIN-WAIT-1", "FIN-WAIT-2")


class End(NamedTuple):
    """One endpoint: the names are the RFC's."""

    state: str
    una: int
    nxt: int
    rcv: int
    passive: bool


class Probe(NamedTuple):
    """One segment; `flags` are its letters of S, F, R, A; `ack` counts only with A."""

    flags: str
    seq: int
    ack: int
    text: int

    @property
    def len(self) -> int:
        return self.text + ("S" in self.flags) + ("F" in self.flags)


#: The next state, and what is sent: "" or the segment in the RFC's notation, "RST" for some reset.
Answer = tuple[str, str]


def reset_for(p: Probe) -> str:
    """3.5.2: from the ACK field if there is one, else zero and an ACK."""
    if "A" in p.flags:
        return f"<SEQ={p.ack}><CTL=RST>"
    return f"<SEQ=0><ACK={p.seq + p.len}><CTL=RST,ACK>"


def answer(e: End, p: Probe) -> Answer:
    """What RFC 9293 says happens when `p` arrives at `e`."""
    if e.state == "CLOSED":
        return "CLOSED", "" if "R" in p.flags else reset_for(p)
    if e.state == "LISTEN":
        return listening(p)
    if e.state == "SYN-SENT":
        return connecting(e, p)
    return otherwise(e, p)


def listening(p: Probe) -> Answer:
    if "R" in p.flags:
        return "LISTEN", ""
    if "A" in p.flags:
        return "LISTEN", reset_for(p)
    if "S" in p.flags:
        return "SYN-RECEIVED", f"<SEQ=100><ACK={p.seq + 1}><CTL=SYN,ACK>"
    return "LISTEN", ""


def connecting(e: End, p: Probe) -> Answer:
    stays = "SYN-SENT", ""
    acks = "A" in p.flags
    if acks and not e.una < p.ack <= e.nxt:
        return stays if "R" in p.flags else ("SYN-SENT", reset_for(p))
    if "R" in p.flags:
        return ("CLOSED", "") if acks else stays
    if "S" not in p.flags:
        return stays
    if not acks:
        return "SYN-RECEIVED", f"<SEQ=100><ACK={p.seq + 1}><CTL=SYN,ACK>"
    state = "CLOSE-WAIT" if "F" in p.flags else "ESTABLISHED"
    return state, f"<SEQ={e.nxt}><ACK={p.seq + p.len}><CTL=ACK>"


def otherwise(e: End, p: Probe) -> Answer:
    here = e.state, f"<SEQ={e.nxt}><ACK={e.rcv}><CTL=ACK>"
    last = p.seq + max(p.len, 1) - 1
    if not any(e.rcv <= number < e.rcv + WND for number in (p.seq, last)):
        return (e.state, "") if "R" in p.flags else here
    if "R" in p.flags:
        return ("LISTEN" if e.state == "SYN-RECEIVED" and e.passive else "CLOSED"), ""
    if "S" in p.flags and p.seq >= e.rcv:  # one before the window is trimmed off
        if e.state == "SYN-RECEIVED" and e.passive:
            return "LISTEN", ""
        return "CLOSED", "RST"
    if "A" not in p.flags:
        return e.state, ""
    return acknowledged(e, p)


def acknowledged(e: End, p: Probe) -> Answer:
    state = e.state
    if state == "SYN-RECEIVED":
        if not e.una < p.ack <= e.nxt:
            return state, f"<SEQ={p.ack}><CTL=RST>"
        state = "ESTABLISHED"
    elif p.ack > e.nxt:
        return state, f"<SEQ={e.nxt}><ACK={e.rcv}><CTL=ACK>"
    ours = p.ack == e.nxt  # in the states that have sent a FIN it is the last number before SND.NXT
    if ours and state in ("FIN-WAIT-1", "CLOSING", "LAST-ACK"):
        state = {"FIN-WAIT-1": "FIN-WAIT-2", "CLOSING": "TIME-WAIT", "LAST-ACK": "CLOSED"}[state]
        if state == "CLOSED" or e.state == "CLOSING":
            return state, ""
    elif state == "CLOSING":
        return state, ""
    return received(e, p, state)


def received(e: End, p: Probe, state: str) -> Answer:
    """The text and the FIN: in order, ahead of a gap, or partly before the window."""
    text_from = p.seq + ("S" in p.flags)
    fin_at = text_from + p.text
    new = text_from + p.text > e.rcv or ("F" in p.flags and fin_at >= e.rcv)
    if state in TAKES_TEXT:
        if not p.text and "F" not in p.flags:
            return state, ""
        if text_from > e.rcv:
            return state, f"<SEQ={e.nxt}><ACK={e.rcv}><CTL=ACK>"
        if not new:
            return state, ""
        upto = min(fin_at, e.rcv + WND)
        if "F" in p.flags and fin_at < e.rcv + WND:
            state = {"ESTABLISHED": "CLOSE-WAIT", "FIN-WAIT-1": "CLOSING"}.get(state, "TIME-WAIT")
            upto += 1
        return state, f"<SEQ={e.nxt}><ACK={upto}><CTL=ACK>"
    if "F" in p.flags and fin_at < e.rcv + WND:
        return state, f"<SEQ={e.nxt}><ACK={e.rcv}><CTL=ACK>"
    return state, ""
