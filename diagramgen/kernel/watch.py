"""Where the two endpoints are and have been: sock_diag's word, and what the tracepoint saw pass."""

from __future__ import annotations

from collections.abc import Mapping

from diagramgen.kernel.host import Host
from diagramgen.kernel.tracepoint import Tracepoint


class Watch:
    """`states` and `paths` by peer, as of the last look."""

    def __init__(self, hosts: Mapping[str, Host], tracepoint: Tracepoint | None) -> None:
        self._hosts = hosts
        self._tracepoint = tracepoint
        self._seen: dict[str, list[str]] = {name: [] for name in hosts}
        self.states = dict.fromkeys(hosts, "CLOSED")
        self.paths = {name: ["CLOSED"] for name in hosts}

    def changes(self, name: str) -> list[str]:
        """What the tracepoint has seen of a peer's connection since it was last asked about it."""
        for change in self._tracepoint.read() if self._tracepoint else ():
            for peer, host in self._hosts.items():
                if (change.local, change.remote) == (host.place.local, host.place.remote):
                    self._seen[peer].append(change.state)
        found, self._seen[name] = self._seen[name], []
        return found

    def look(self, name: str, changes: list[str]) -> tuple[str, ...]:
        """The states that a peer has entered within an event, in order, the last one included."""
        after = self._hosts[name].state
        # A socket that hands over to TIME-WAIT's small one closes; what counts is where the
        # endpoint is.
        if changes and changes[-1] == "CLOSED" != after:
            changes = changes[:-1]
        last = self.states[name]
        entered = []
        for state in [*changes, after]:
            if state != last:
                entered.append(state)
                last = state
        self.paths[name] += entered
        self.states[name] = after
        return tuple(entered)

    def close(self) -> None:
        """Take the tracepoint down."""
        if self._tracepoint is not None:
            self._tracepoint.close()

    @property
    def sources(self) -> str:
        """What the states come from."""
        return "inet_sock_set_state, sock_diag" if self._tracepoint else "sock_diag"
