"""Small traces made by hand, so that renderers can be tested without the machine and the walker."""

from __future__ import annotations

from diagramgen.walk.trace import Copy, Moment, Sent, Timer, Trace


def sent(n, source, seq, ack, flags, at, *copies, **more):
    """A segment; without `copies` it arrives 10 ms later."""
    given = {"len": 0, "wnd": 65535, "options": (), "urgent": None}
    return Sent(
        n=n,
        source=source,
        target="B" if source == "A" else "A",
        seq=seq,
        ack=ack,
        flags=tuple(flags.split(",")),
        sent=at,
        copies=copies or (Copy(at + 10),),
        **(given | more),
    )


def call(t, peer, name, before, *passed, **more):
    """A call of the user."""
    return _moment(t, peer, "call", before, passed, call=name, **more)


def arrives(t, peer, n, before, *passed, copy=0, **more):
    """The arrival of a copy of segment `n`."""
    return _moment(t, peer, "segment", before, passed, segment=n, copy=copy, **more)


def expires(t, peer, name, before, *passed, **more):
    """A timeout."""
    return _moment(t, peer, "timeout", before, passed, timeout=name, **more)


def _moment(t, peer, event, before, passed, **more):
    given = {"section": "3.10.7.4", "rule": "hand/made"}
    after = passed[-1] if passed else before
    return Moment(
        t=t, peer=peer, event=event, before=before, after=after, passed=passed, **(given | more)
    )


def trace(name, segments, moments, **more):
    """A trace; the states of the peers are read off the moments."""
    states = {}
    for peer in ("A", "B"):
        own = [m for m in moments if m.peer == peer]
        first = own[0].before if own else "CLOSED"
        states[peer] = (first, *(state for m in own for state in (m.passed or ())))
    causes = {n: index for index, m in enumerate(moments) for n in m.sends}
    segments = [s._replace(cause=causes.get(s.n)) for s in segments]
    given = {
        "source": "# by hand\n",
        "rules": "RFC9293",
        "stop": "quiet",
        "settings": {"delay": 10},
        "ports": {"A": 40000, "B": 80},
    }
    return Trace(
        name=name, segments=tuple(segments), moments=tuple(moments), states=states, **(given | more)
    )


def life():
    """Open, close: the client closes first, four segments, 2 MSL."""
    rto = (Timer("retransmission", 1000),)
    return trace(
        "open-and-close",
        [
            sent(1, "A", 100, None, "SYN", 0),
            sent(2, "B", 300, 101, "SYN,ACK", 10),
            sent(3, "A", 101, 301, "ACK", 20),
            sent(4, "A", 101, 301, "FIN,ACK", 50),
            sent(5, "B", 301, 102, "ACK", 60),
            sent(6, "B", 301, 102, "FIN,ACK", 80),
            sent(7, "A", 102, 302, "ACK", 90),
        ],
        [
            call(0, "B", "open passive", "CLOSED", "LISTEN", section="3.10.1"),
            call(
                0, "A", "open active", "CLOSED", "SYN-SENT", sends=(1,), section="3.10.1",
                timers=rto, tcb=(("snd.una", 100), ("snd.nxt", 101)),
            ),
            arrives(10, "B", 1, "LISTEN", "SYN-RECEIVED", sends=(2,), section="3.10.7.2"),
            arrives(20, "A", 2, "SYN-SENT", "ESTABLISHED", sends=(3,), section="3.10.7.3"),
            arrives(30, "B", 3, "SYN-RECEIVED", "ESTABLISHED"),
            call(50, "A", "close", "ESTABLISHED", "FIN-WAIT-1", sends=(4,), section="3.10.4"),
            arrives(60, "B", 4, "ESTABLISHED", "CLOSE-WAIT", sends=(5,)),
            arrives(70, "A", 5, "FIN-WAIT-1", "FIN-WAIT-2"),
            call(80, "B", "close", "CLOSE-WAIT", "LAST-ACK", sends=(6,), section="3.10.4"),
            arrives(90, "A", 6, "FIN-WAIT-2", "TIME-WAIT", sends=(7,)),
            arrives(100, "B", 7, "LAST-ACK", "CLOSED"),
            expires(240_090, "A", "time-wait", "TIME-WAIT", "CLOSED", section="3.10.8"),
        ],
    )  # fmt: skip


def crossing():
    """Both close at once (RFC 9293, Figure 13)."""
    return trace(
        "simultaneous-close",
        [
            sent(1, "A", 100, 300, "FIN,ACK", 0),
            sent(2, "B", 300, 100, "FIN,ACK", 0),
            sent(3, "A", 101, 301, "ACK", 10),
            sent(4, "B", 301, 101, "ACK", 10),
        ],
        [
            call(0, "A", "close", "ESTABLISHED", "FIN-WAIT-1", sends=(1,), section="3.10.4"),
            call(0, "B", "close", "ESTABLISHED", "FIN-WAIT-1", sends=(2,), section="3.10.4"),
            arrives(10, "A", 2, "FIN-WAIT-1", "CLOSING", sends=(3,)),
            arrives(10, "B", 1, "FIN-WAIT-1", "CLOSING", sends=(4,)),
            arrives(20, "A", 4, "CLOSING", "TIME-WAIT"),
            arrives(20, "B", 3, "CLOSING", "TIME-WAIT"),
            expires(240_020, "A", "time-wait", "TIME-WAIT", "CLOSED", section="3.10.8"),
            expires(240_020, "B", "time-wait", "TIME-WAIT", "CLOSED", section="3.10.8"),
        ],
    )


def troubles():
    """A lost SYN, an old duplicate, a delayed and a duplicated copy, a RST, a crash."""
    return trace(
        "troubles",
        [
            sent(1, "A", 100, None, "SYN", 0, Copy(None, "lost")),
            sent(2, "A", 90, None, "SYN", 500, Copy(510), injected=True),
            sent(3, "B", 300, 91, "SYN,ACK", 510),
            sent(4, "A", 91, None, "RST", 520),
            sent(5, "A", 100, None, "SYN", 1000, Copy(1010), Copy(1015, "duplicate"),
                 retransmission_of=1),
            sent(6, "B", 400, 101, "SYN,ACK", 1010, Copy(1090, "delayed")),
            sent(7, "B", 401, 101, "ACK", 1015),
            sent(8, "A", 101, None, "RST", 1025),
            sent(9, "A", 101, 401, "ACK", 1090),
        ],
        [
            call(0, "B", "open passive", "CLOSED", "LISTEN", section="3.10.1"),
            call(0, "A", "open active", "CLOSED", "SYN-SENT", sends=(1,), section="3.10.1"),
            arrives(510, "B", 2, "LISTEN", "SYN-RECEIVED", sends=(3,), section="3.10.7.2"),
            arrives(520, "A", 3, "SYN-SENT", sends=(4,), section="3.10.7.3"),
            arrives(530, "B", 4, "SYN-RECEIVED", "LISTEN"),
            expires(1000, "A", "retransmission", "SYN-SENT", sends=(5,), section="3.8.1"),
            arrives(1010, "B", 5, "LISTEN", "SYN-RECEIVED", sends=(6,), section="3.10.7.2"),
            arrives(1015, "B", 5, "SYN-RECEIVED", sends=(7,), copy=1),
            arrives(1025, "A", 7, "SYN-SENT", section="3.10.7.3"),
            arrives(1090, "A", 6, "SYN-SENT", "ESTABLISHED", sends=(9,), section="3.10.7.3"),
            arrives(1100, "B", 9, "SYN-RECEIVED", "ESTABLISHED"),
            call(1200, "A", "abort", "ESTABLISHED", "CLOSED", section="3.10.5"),
            _moment(1300, "B", "crash", "ESTABLISHED", ("CLOSED",)),
        ],
        rules="two-way handshake",
    )  # fmt: skip
