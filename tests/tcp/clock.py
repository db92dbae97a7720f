"""An endpoint with a clock: it owns the deadlines that the machine asks for."""

from diagramgen.tcp.endpoint import Endpoint, Played
from diagramgen.tcp.segment import Segment


class Clock:
    """`now` in ms; `due` says when each running timer goes off; `sent` is (time, segment)."""

    def __init__(self, endpoint: Endpoint) -> None:
        self.endpoint = endpoint
        self.now = 0
        self.due: dict[str, int] = {}
        self.sent: list[tuple[int, Segment]] = []
        self.signals: list[tuple[int, str]] = []

    @property
    def state(self) -> str:
        return str(self.endpoint.state)

    def play(self, event: str | Segment) -> Played:
        """Play one event now."""
        played = self.endpoint.play(event, now=self.now, iss=100)
        for timer in played.timers:
            ms = getattr(timer, "ms", None)
            if ms is None:
                self.due.pop(timer.name, None)
            else:
                self.due[timer.name] = self.now + ms
        self.sent.extend((self.now, segment) for segment in played.segments)
        self.signals.extend((self.now, signal) for signal in played.signals)
        return played

    def go_off(self) -> Played:
        """Let the timer go off that is due next."""
        name = min(self.due, key=lambda n: (self.due[n], n))
        self.now = max(self.now, self.due.pop(name))
        return self.play(f"timeout {name}")

    def until(self, time: int) -> None:
        """Let the clock run to `time`; each timer goes off when it is due."""
        while self.due and min(self.due.values()) <= time:
            self.go_off()
        self.now = max(self.now, time)

    def times(self) -> list[int]:
        """When something was sent, in seconds."""
        return [time // 1000 for time, _ in self.sent]
