"""Traces written by hand: one for each look that a sequence chart has to have.

They follow RFC 9293's figures where there is one; a chart does not ask whether a machine would have
walked them. (Longer than 300 lines because it is a list: one short function a trace.)
"""

from __future__ import annotations

from dataclasses import dataclass, field

from diagramgen.walk.trace import Copy, Moment, Sent, Timer, Trace


@dataclass
class Script:
    """A trace being written, in any order; `trace()` sorts the moments."""

    delay: int = 10
    rules: str = "RFC9293"
    stop: str = "quiet"
    waiting: tuple[str, ...] = ()
    segments: list[Sent] = field(default_factory=list)
    moments: list[dict[str, object]] = field(default_factory=list)
    state: dict[str, str] = field(default_factory=lambda: {"A": "CLOSED", "B": "CLOSED"})

    def at(self, t: int, peer: str, event: str, *states: str, **more: object) -> Script:
        """Something happens to `peer` at `t`, which takes it through `states`."""
        moment = {
            "t": t,
            "peer": peer,
            "event": event,
            "passed": states,
            "section": "3.10",
            "rule": "x",
            "sends": (),
            **more,
        }
        self.moments.append(moment)
        return self

    def call(self, t: int, peer: str, call: str, *states: str, **more: object) -> Script:
        """The user of `peer` makes a call."""
        return self.at(t, peer, "call", *states, call=call, **more)

    def timeout(self, t: int, peer: str, name: str, *states: str, since: int = -1) -> Script:
        """A timer of `peer` runs out; it was set at `since`, if the trace is to say so."""
        for moment in self.moments:
            if moment["t"] == since and moment["peer"] == peer:
                moment["timers"] = (Timer(name, t),)
        return self.at(t, peer, "timeout", *states, timeout=name)

    def send(
        self,
        flags: str,
        seq: int,
        ack: int | None = None,
        *copies: Copy,
        text: int = 0,
        again: int | None = None,
    ) -> int:
        """The moment written last sends a segment; returns its number."""
        moment, n = self.moments[-1], len(self.segments) + 1
        peer, t = str(moment["peer"]), int(str(moment["t"]))
        sends = moment["sends"]
        assert isinstance(sends, tuple)
        moment["sends"] = (*sends, n)
        self.segments.append(
            Sent(
                n,
                peer,
                "B" if peer == "A" else "A",
                seq,
                ack,
                tuple(flags.split(",")),
                text,
                65535,
                (),
                None,
                t,
                copies or (Copy(t + self.delay),),
                again,
            )
        )
        return n

    def inject(self, t: int, target: str, flags: str, seq: int, ack: int | None = None) -> int:
        """An old duplicate comes out of the network and arrives at `t`."""
        n = len(self.segments) + 1
        self.segments.append(
            Sent(
                n,
                "B" if target == "A" else "A",
                target,
                seq,
                ack,
                tuple(flags.split(",")),
                0,
                65535,
                (),
                None,
                t,
                (Copy(t),),
                injected=True,
            )
        )
        return n

    def got(self, n: int, *states: str, copy: int = 0, **more: object) -> Script:
        """Copy `copy` of segment `n` arrives."""
        seg = self.segments[n - 1]
        t = seg.copies[copy].arrives
        assert t is not None
        return self.at(t, seg.target, "segment", *states, segment=n, copy=copy, **more)

    def trace(self, name: str) -> Trace:
        """The trace."""
        states = {"A": ["CLOSED"], "B": ["CLOSED"]}
        moments: list[Moment] = []
        for raw in sorted(self.moments, key=lambda m: int(str(m["t"]))):
            path = states[str(raw["peer"])]
            before = path[-1]
            passed = raw["passed"]
            assert isinstance(passed, tuple)
            path += passed
            moments.append(Moment(before=before, after=path[-1], **raw))  # type: ignore[arg-type]
        return Trace(
            name,
            "",
            self.rules,
            self.stop,
            tuple(self.segments),
            tuple(moments),
            {peer: tuple(path) for peer, path in states.items()},
            {"delay": self.delay},
            {},
            self.waiting,
        )


LOST = Copy(None, "lost")


def opened(script: Script, t: int = 0) -> Script:
    """A three-way handshake from `t` on."""
    script.call(t, "B", "open passive", "LISTEN")
    script.call(t, "A", "open active", "SYN-SENT")
    script.got(script.send("SYN", 100), "SYN-RECEIVED")
    script.got(script.send("SYN,ACK", 300, 101), "ESTABLISHED")
    script.got(script.send("ACK", 101, 301), "ESTABLISHED")
    return script


def closed(script: Script, t: int, a: int = 101, b: int = 301) -> Script:
    """A close in four segments from `t` on, with 2 MSL at its end."""
    script.call(t, "A", "close", "FIN-WAIT-1")
    script.got(script.send("FIN,ACK", a, b), "CLOSE-WAIT", signals=("connection closing",))
    script.got(script.send("ACK", b, a + 1), "FIN-WAIT-2")
    script.call(t + 40, "B", "close", "LAST-ACK")
    script.got(script.send("FIN,ACK", b, a + 1), "TIME-WAIT", signals=("connection closing",))
    script.got(script.send("ACK", a + 1, b + 1), "CLOSED")
    end = t + 50
    return script.timeout(end + 240_000, "A", "time-wait", "CLOSED", since=end)


def syn_lost() -> Script:
    """The first SYN is lost; one RTO later a second one opens."""
    script = Script()
    script.call(0, "B", "open passive", "LISTEN")
    script.call(0, "A", "open active", "SYN-SENT")
    first = script.send("SYN", 100, None, LOST)
    script.timeout(1000, "A", "retransmission", since=0)
    script.got(script.send("SYN", 100, again=first), "SYN-RECEIVED")
    script.got(script.send("SYN,ACK", 300, 101), "ESTABLISHED")
    script.got(script.send("ACK", 101, 301), "ESTABLISHED")
    return script


def simultaneous(peer_b_late: int = 0) -> Script:
    """Both open at once; by the text of 3.10.7.4, six segments."""
    script = Script()
    script.call(0, "A", "open active", "SYN-SENT")
    a = script.send("SYN", 100)
    script.call(peer_b_late, "B", "open active", "SYN-SENT")
    b = script.send("SYN", 300)
    script.got(b, "SYN-RECEIVED")
    a2 = script.send("SYN,ACK", 100, 301)
    script.got(a, "SYN-RECEIVED")
    b2 = script.send("SYN,ACK", 300, 101)
    script.got(b2)
    a3 = script.send("ACK", 101, 301)
    script.got(a2)
    b3 = script.send("ACK", 301, 101)
    return script.got(b3, "ESTABLISHED").got(a3, "ESTABLISHED")


def old_duplicate() -> Script:
    """Figure 8: an old SYN arrives first, is answered, and is reset."""
    script = Script()
    script.call(0, "B", "open passive", "LISTEN")
    script.call(0, "A", "open active", "SYN-SENT")
    late = script.send("SYN", 100, None, Copy(50, "delayed"))
    script.got(script.inject(5, "B", "SYN", 90), "SYN-RECEIVED")
    script.got(script.send("SYN,ACK", 300, 91))
    script.got(script.send("RST", 91), "LISTEN")
    script.got(late, "SYN-RECEIVED")
    script.got(script.send("SYN,ACK", 400, 101), "ESTABLISHED")
    return script.got(script.send("ACK", 101, 401), "ESTABLISHED")


def duplicate() -> Script:
    """The network makes a second copy of a SYN,ACK, and of a lost segment."""
    script = Script()
    script.call(0, "B", "open passive", "LISTEN")
    script.call(0, "A", "open active", "SYN-SENT")
    script.got(script.send("SYN", 100), "SYN-RECEIVED")
    n = script.send("SYN,ACK", 300, 101, Copy(20), Copy(25, "duplicate"))
    script.got(n, "ESTABLISHED")
    script.got(script.send("ACK", 101, 301), "ESTABLISHED")
    script.got(n, copy=1)
    script.got(script.send("ACK", 101, 301))
    script.call(60, "A", "send 5")
    n = script.send("PSH,ACK", 101, 301, LOST, Copy(76, "duplicate"), text=5)
    script.got(n, copy=1)
    return script.got(script.send("ACK", 301, 106))


def delayed() -> Script:
    """A late segment crosses its own retransmission and an answer to that."""
    script = opened(Script())
    script.call(40, "A", "send 5")
    n = script.send("ACK", 101, 301, Copy(1055, "delayed"), text=5)
    script.timeout(1040, "A", "retransmission", since=40)
    again = script.send("ACK", 101, 301, text=5, again=n)
    script.got(again)
    script.got(script.send("ACK", 301, 106))
    script.got(n, copy=0)
    return script.got(script.send("ACK", 301, 106))


def reordered() -> Script:
    """One of three segments sent at once is overtaken."""
    script = opened(Script())
    script.call(50, "A", "send 300")
    first = script.send("ACK", 101, 301, Copy(71, "reordered"), text=100)
    second = script.send("ACK", 201, 301, text=100)
    third = script.send("PSH,ACK", 301, 301, text=100)
    script.got(second)
    b1 = script.send("ACK", 301, 101)
    script.got(third)
    b2 = script.send("ACK", 301, 101)
    script.got(first)
    b3 = script.send("ACK", 301, 401)
    return script.got(b1).got(b2).got(b3)


def crash() -> Script:
    """Half-open: A crashes and opens again; what B sends meanwhile reaches nobody."""
    script = opened(Script())
    script.at(50, "A", "crash", "CLOSED")
    script.call(60, "B", "send 5")
    script.send("ACK", 301, 101, Copy(70, "down"), text=5)
    script.at(90, "A", "restart")
    script.call(100, "A", "open active", "SYN-SENT")
    script.got(script.send("SYN", 400))
    script.got(script.send("ACK", 301, 101))
    script.got(script.send("RST", 101), "CLOSED", signals=("error: connection reset",))
    return script


def reset() -> Script:
    """A aborts; B is told."""
    script = opened(Script())
    script.call(50, "A", "abort", "CLOSED")
    script.got(script.send("RST", 101), "CLOSED", signals=("error: connection reset",))
    return script


def never_answered() -> Script:
    """Eight SYNs, each twice as late as the one before, until R2 gives up after 255 s."""
    script = Script()
    script.call(0, "A", "open active", "SYN-SENT")
    first = script.send("SYN", 100, None, LOST)
    t = 0
    for k in range(7):
        script.timeout(t + 1000 * 2**k, "A", "retransmission", since=t)
        t += 1000 * 2**k
        script.send("SYN", 100, None, LOST, again=first)
    script.timeout(t + 128_000, "A", "retransmission", "CLOSED", since=t)
    script.moments[-1]["signals"] = ("error: connection aborted: no acknowledgment within R2",)
    return script


def user_timeout() -> Script:
    """The user timeout ends what retransmission could not."""
    script = opened(Script())
    script.call(50, "B", "send 5")
    first = script.send("ACK", 301, 101, LOST, text=5)
    script.timeout(1050, "B", "retransmission", since=50)
    script.send("ACK", 301, 101, LOST, text=5, again=first)
    script.timeout(3050, "B", "retransmission")
    script.send("ACK", 301, 101, LOST, text=5, again=first)
    script.timeout(5050, "B", "user", "CLOSED")
    for moment in script.moments:
        if moment["t"] == 50:
            moment["timers"] = (Timer("retransmission", 1050), Timer("user", 5050))
    script.moments[-1]["signals"] = ("error: connection aborted due to user timeout",)
    return script


def exchange(rounds: int = 12) -> Script:
    """Long: both sides send all the time, so that nearly everything crosses."""
    script = opened(Script(delay=40))
    script.segments.clear()
    script.moments.clear()
    opened(script)
    a, b, t = 101, 301, 200
    for k in range(rounds):
        script.call(t, "A", "send 100")
        one = script.send("PSH,ACK", a, b, text=100)
        script.call(t + 7 * (k % 4), "B", "send 50")
        other = script.send("PSH,ACK", b, a, text=50)
        script.got(one)
        back = script.send("ACK", b + 50, a + 100)
        script.got(other)
        forth = script.send("ACK", a + 100, b + 50)
        script.got(back).got(forth)
        a, b, t = a + 100, b + 50, t + 90
    return script


def big_numbers() -> Script:
    """Numbers of ten digits, around the end of the circle."""
    script = Script()
    script.call(0, "B", "open passive", "LISTEN")
    script.call(0, "A", "open active", "SYN-SENT")
    script.got(script.send("SYN", 4294967290), "SYN-RECEIVED")
    n = script.send("SYN,ACK", 4294967295, 4294967291, LOST)
    script.timeout(1010, "B", "retransmission", since=10)
    script.got(script.send("SYN,ACK", 4294967295, 4294967291, again=n), "ESTABLISHED")
    script.got(script.send("ACK", 4294967291, 0), "ESTABLISHED")
    script.call(1060, "A", "send 1460")
    one = script.send("PSH,ACK", 4294967291, 0, text=1460)
    script.call(1062, "B", "send 1460")
    other = script.send("PSH,ACK", 0, 4294967291, text=1460)
    return script.got(one).got(other)


def whole(**more: object) -> Script:
    """A whole connection of 14 segments."""
    script = opened(Script())
    script.call(50, "A", "send 5")
    script.got(script.send("PSH,ACK", 101, 301, text=5))
    script.got(script.send("ACK", 301, 106))
    script.call(90, "B", "send 8")
    script.got(script.send("PSH,ACK", 301, 106, text=8))
    script.got(script.send("ACK", 106, 309))
    script.call(130, "A", "send 3")
    script.got(script.send("PSH,ACK", 106, 309, text=3))
    script.got(script.send("ACK", 309, 109))
    script.call(170, "B", "send 2")
    script.got(script.send("PSH,ACK", 309, 109, text=2))
    closed(script, 210, 109, 311)
    for name, value in more.items():
        setattr(script, name, value)
    return script


SCRIPTS = {
    "handshake": opened(Script()),
    "close": closed(opened(Script()), 50),
    "syn-lost": syn_lost(),
    "simultaneous-open": simultaneous(),
    "nearly-simultaneous-open": simultaneous(3),
    "old-duplicate": old_duplicate(),
    "duplicate": duplicate(),
    "delayed": delayed(),
    "reordered": reordered(),
    "crash": crash(),
    "reset": reset(),
    "never-answered": never_answered(),
    "user-timeout": user_timeout(),
    "exchange": exchange(),
    "big-numbers": big_numbers(),
    "whole": whole(),
    "cut": whole(stop="moments", waiting=("A: send 5 when CLOSE-WAIT",)),
    "variant": whole(rules="two-way-handshake"),
    "empty": Script(),
    "no-delay": opened(Script(delay=0)),
}

#: Every trace by its name.
TRACES = {name: script.trace(name) for name, script in SCRIPTS.items()}
