"""Replay a scripted endpoint: calls and segments in, segments and states out, on a virtual clock.

The script is of a real stack's test suite, so a few of its conventions are not the machine's.
Each is a leniency with a name, and `Replay.leniencies` counts how often it was used:

- `acknowledged-then-repeated`: FreeBSD acknowledges the peer's FIN in CLOSING by repeating its own
  FIN with the new ACK. Ours sends the ACK, and the FIN again when the timer goes off.
- `time`: the script's stack retransmits up to a fifth later, or at a time that it leaves open.
- `listener-beside-child`: RFC 9293 has one TCB where sockets have a listener and its child. Closing
  the one that is not the TCB any more is no call, nor does the listener's state have to be seen.
- `unread-call`: a read that does not block and finds nothing is no RECEIVE: the RFC's would wait.
- `error-differs`, `note-disagrees`, `tail`: the facts say that the script's value cannot be had
  by RFC 9293 (an error of the sockets API), is wrong (a comment), or is never looked at.
"""

from collections import Counter
from typing import Any

from diagramgen.tcp.endpoint import Endpoint, Played
from diagramgen.tcp.rules import RFC9293, Rules
from diagramgen.tcp.segment import Segment
from diagramgen.tcp.tcb import Parameters
from tests.tcp.clock import Clock

#: What a segment shows once what scripts leave open is gone: PSH, and our side's spelling.
IGNORED = ("PSH",)


class Differs(AssertionError):
    """The endpoint does not do what the script says."""


def shown(segment: Segment) -> str:
    flags = ",".join(f for f in segment.flags if f not in IGNORED)
    ack = "" if segment.ack is None else f"<ACK={segment.ack}>"
    data = f"<DATA={len(segment.text)}>" if segment.text else ""
    return f"<SEQ={segment.seq}>{ack}" + (f"<CTL={flags}>" if flags else "") + data


class Replay(Clock):
    """One case on its way; `unseen` is what it has sent and the script has not looked at."""

    def __init__(self, case: dict[str, Any], rules: Rules = RFC9293) -> None:
        wnd = case.get("wnd", 65535)
        keepinit = [s["ms"] for s in case["steps"] if s.get("set") == "keepinit"]
        limits = {}
        if keepinit:
            # TCP_KEEPINIT is the user's R2 for SYN. That stack stops doubling its RTO at 64 s; ours
            # never stops, so the time in which as many SYNs leave is longer.
            limits = {"r2_syn": 10 * keepinit[0], "user_timeout": 10 * keepinit[0]}
        super().__init__(
            Endpoint(
                parameters=Parameters(wnd=wnd, delack=case.get("delack", 0), **limits),
                rules=rules,
            )
        )
        self.case = case
        self.unseen: list[str] = []
        self.error = "0"
        self.delivered = 0
        self.listener = self.child = 0
        self.spawned = False
        self.leniencies: Counter[str] = Counter()
        self.lenient = case.get("leniency", {})

    def play(self, event: str | Segment) -> Played:
        """Play one event, and keep what the script may ask for."""
        before, sent = self.state, len(self.sent)
        played = super().play(event)
        self.unseen.extend(shown(segment) for _, segment in self.sent[sent:])
        self.delivered += len(played.delivered)
        for signal in played.signals:
            if "refused" in signal:
                self.error = "ECONNREFUSED"
            elif "reset" in signal:
                self.error = "ECONNRESET"
            elif "timeout" in signal or "R2" in signal:
                self.error = "ETIMEDOUT"
        if before == "LISTEN" and self.state == "SYN-RECEIVED":
            self.spawned = True
        return played

    def run(self) -> None:
        for i, step in enumerate(self.case["steps"]):
            after = step.get("after") or 0
            if "sends" in step:
                self.wait_for(after)
            else:
                self.until(self.now + after)
            try:
                self.step(step)
            except Differs as difference:
                raise Differs(f"step {i} {step}: {difference} (at {self.now} ms)") from None
        self.end()

    def wait_for(self, after: int) -> None:
        """Let the clock run until something has been sent, `after` ms and a fifth at the most."""
        exact = self.now + after
        while not self.unseen and self.due and min(self.due.values()) <= exact + after // 5:
            self.go_off()
        if self.now != exact:
            self.leniencies["time"] += 1

    def step(self, step: dict[str, Any]) -> None:
        if "sends" in step:
            self.expect(step)
        elif "arrives" in step:
            self.play(Segment.parse(step["arrives"] + f"<WND={step['wnd']}>"))
        elif "state" in step:
            self.look(step)
        elif "count" in step:
            if (self.state == step["in"]) != bool(step["count"]):
                raise Differs(f"state {self.state}")
        elif "error" in step:
            error, self.error = self.error, "0"
            if error != step["error"]:
                if not self.lenient.get("error_differs"):
                    raise Differs(f"error {error}")
                self.leniencies["error-differs"] += 1
        elif "call" in step:
            self.call(step)

    def expect(self, step: dict[str, Any]) -> None:
        wanted = step["sends"]
        if step["after"] is None and not self.unseen and self.due:
            self.leniencies["time"] += 1
            self.go_off()
        first = self.unseen.pop(0) if self.unseen else "nothing"
        if first == wanted or (
            wanted.startswith("<SEQ=?>") and first.split(">", 1)[1] == wanted.split(">", 1)[1]
        ):
            return
        # Its FIN again, with the new ACK, stands for our ACK and, a timer later, our FIN again.
        repeats = self.lenient.get("retransmissions", 0)
        if wanted.startswith("<SEQ=?>"):
            raise Differs(f"the endpoint sends {first}")
        seq = int(wanted[5 : wanted.index(">")])
        bare = wanted.replace(f"<SEQ={seq}>", f"<SEQ={seq + 1}>").replace("FIN,", "")
        if repeats and "FIN" in wanted and first == bare and "retransmission" in self.due:
            self.until(self.due["retransmission"])
            again = self.unseen.pop(0) if self.unseen else "nothing"
            if again == wanted:
                self.leniencies["acknowledged-then-repeated"] += 1
                return
            first = f"{first}, then {again}"
        raise Differs(f"the endpoint sends {first}")

    def look(self, step: dict[str, Any]) -> None:
        if self.state == step["state"]:
            return
        if step.get("note") and [step["state"], self.state] in self.lenient.get(
            "note_disagrees", []
        ):
            self.leniencies["note-disagrees"] += 1
            return
        raise Differs(f"state {self.state}")

    def call(self, step: dict[str, Any]) -> None:
        call, fd = step["call"], step["fd"]
        if call == "socket":
            return
        if call == "accept":
            self.child = step["gives"]
            return
        if call == "read":
            if step["result"] == "EWOULDBLOCK":
                self.leniencies["unread-call"] += 1
                wanted = 0
            else:
                wanted = step["result"]
            if self.delivered != wanted:
                raise Differs(f"{self.delivered} octets delivered")
            return
        if call == "open passive":
            self.listener = fd
        elif fd == self.listener and self.spawned and self.state != "LISTEN":
            self.leniencies["listener-beside-child"] += 1
            return
        self.play(call)

    def end(self) -> None:
        """What is still unsaid when the script ends."""
        last = max((i for i, s in enumerate(self.case["steps"]) if "sends" in s), default=-1)
        calls = any(s.get("call") == "close" for s in self.case["steps"][last + 1 :])
        if self.unseen:
            if not (self.lenient.get("tail_unchecked") or calls):
                raise Differs(f"sent, and not looked at by the script: {self.unseen}")
            self.leniencies["tail"] += 1
        two = self.spawned and self.leniencies["listener-beside-child"]
        if self.state != self.case["ends"] and not two:
            raise Differs(f"ends in {self.state}, not in {self.case['ends']}")
