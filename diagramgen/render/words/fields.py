"""What a language has to fill in for a chart."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Words:
    """All words of a sequence chart. Names in braces are filled in with `str.format`.

    State names, control bits and the variables of the RFC are not words: they stay as they are in
    every language.
    """

    lang: str
    peers: tuple[str, str]
    chart: str  # the title of a chart that has no other
    chart_of: str  # how its description begins

    # What befell a segment, beside its arrow.
    lost: str
    duplicate: str
    delayed: str
    reordered: str
    down: str
    retransmission: str
    old_duplicate: str

    # What befell a peer, and what its user did.
    crash: str
    restart: str
    open_active: str
    open_passive: str
    send: str
    receive: str
    close: str
    abort: str
    status: str

    # The timers, beside their braces.
    rto: str
    two_msl: str
    user_timeout: str
    r2: str
    persist: str
    delayed_ack: str

    # What the user is told: (the machine's signal, what the chart shows). Others stand as they are.
    signals: tuple[tuple[str, str], ...]

    # What stands at the head and the foot of a chart.
    variant: str  # both peers go by other rules than RFC 9293's
    variant_of: str  # one of them does
    variants: str  # between the two sentences
    stop_moments: str
    stop_time: str
    waiting: str

    # The description: one sentence a moment, clauses joined.
    sentence: str
    clause: str
    end: str
    calls: str
    receives: str
    receives_copy: str
    goes_off: str
    crashes: str
    restarts: str
    enters: str
    sends: str
    sends_again: str
    told: str
    is_lost: str
    is_doubled: str
    is_late: str
    is_overtaken: str
    octets: str
    injected: str
