"""One of the two hosts: a namespace, the sockets of one endpoint, and what the kernel says of them.

The RFC's calls as the sockets API has them: OPEN is listen or connect, CLOSE is shutdown(SHUT_WR)
(close with the option half-duplex), ABORT is a close that lingers for 0 s. A listener is closed
when it has accepted, since a passive OPEN is good for one connection.
"""

from __future__ import annotations

import errno
import socket
import struct
import threading
import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from diagramgen.kernel.diag import Address, Diag
from diagramgen.kernel.namespace import Namespace
from diagramgen.tcp.segment import octets
from diagramgen.tcp.seq import Seq
from diagramgen.tcp.tcb import Parameters
from diagramgen.walk.scenario import Act
from diagramgen.walk.settings import PeerSettings

_FALL_ASLEEP = 0.02  # s, for a blocking send to reach the kernel
_WAKE_UP = 0.5  # s, for one that the kernel has woken to come back
_LEAST_CLAMP = 1152  # SOCK_MIN_RCVBUF / 2: no receive window of the kernel is kept smaller
_QUIET = (errno.EAGAIN, errno.EWOULDBLOCK, errno.EINPROGRESS)
_MOST = 65536
_DEFAULTS = Parameters()


@dataclass(frozen=True)
class Place:
    """Where a host is: its own end, its peer's, and both as the wire has them."""

    name: str
    local: Address
    remote: Address


class Host:
    """Calls go in, datagrams come out, and `state` is what sock_diag says."""

    def __init__(self, place: Place, settings: PeerSettings) -> None:
        self.place = place
        self.settings = settings
        self.down = True
        self.delivered = 0
        self.signals: list[str] = []
        self._senders: list[threading.Thread] = []
        self._listener: socket.socket | None = None
        self._socket: socket.socket | None = None
        self.restart()

    # -- the host ---------------------------------------------------------------------------------

    def restart(self) -> None:
        """Come up with nothing in memory. Raises `Unavailable`."""
        sysctls = {"ipv4/tcp_rto_min_us": str(1000 * self.settings.parameters.rto)}
        if self.settings.rules.options.rfc1337:
            sysctls["ipv4/tcp_rfc1337"] = "1"
        self.namespace = Namespace(self.place.local[0], sysctls)
        with self.namespace.inside():
            self._diag = Diag(self.place.local, self.place.remote)
        self.down = False

    def crash(self) -> None:
        """Forget everything. What the kernel says while its sockets go never reaches the wire."""
        self.down = True
        for found in (self._socket, self._listener):
            if found is not None:
                _linger_zero(found)
                found.close()
        self._socket = self._listener = None
        self._senders.clear()
        self._diag.close()
        self.namespace.close()

    @property
    def state(self) -> str:
        """The RFC's name of the endpoint's state."""
        return "CLOSED" if self.down else self._diag.state()

    # -- calls ------------------------------------------------------------------------------------

    def call(self, act: Act) -> None:
        """Make a call; what the kernel refuses is in `signals`."""
        try:
            if act.call == "open passive":
                self._listen()
            elif act.call == "open active":
                self._connect()
            elif act.call == "send":
                self._send(act)
            elif act.call == "receive":
                self._receive(act.octets)
            elif act.call in ("close", "abort"):
                self._close(act.call)
        except OSError as error:
            if error.errno not in _QUIET:
                self._signal(error)

    def _signal(self, error: OSError) -> None:
        name = errno.errorcode.get(error.errno or 0, str(error))
        self.signals.append(f"error: {name}")

    def _new(self) -> socket.socket:
        if self._socket is not None and self.state in ("CLOSED", "LISTEN"):
            self._socket.close()  # an endpoint that is no more; its port is free
            self._socket = None
        with self.namespace.inside():
            made = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
        made.setblocking(False)
        made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        self._configure(made)
        made.bind(self.place.local)
        return made

    def _configure(self, made: socket.socket) -> None:
        parameters = self.settings.parameters
        if self.settings.rules.options.nagle_free:
            made.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        if parameters.wnd < _DEFAULTS.wnd:
            clamp = max(parameters.wnd, _LEAST_CLAMP)
            made.setsockopt(socket.IPPROTO_TCP, socket.TCP_WINDOW_CLAMP, clamp)
        if parameters.mss != _DEFAULTS.mss:
            made.setsockopt(socket.IPPROTO_TCP, socket.TCP_MAXSEG, parameters.mss)
        if parameters.user_timeout != _DEFAULTS.user_timeout:
            timeout = parameters.user_timeout
            made.setsockopt(socket.IPPROTO_TCP, socket.TCP_USER_TIMEOUT, timeout)

    def _listen(self) -> None:
        made = self._new()
        made.listen(1)
        self._listener = made

    def _connect(self) -> None:
        if self._listener is not None:
            self._listener.connect(self.place.remote)  # the kernel's answer to LISTEN -> SYN-SENT
            return
        self._socket = self._new()
        self._socket.connect(self.place.remote)

    def _endpoint(self) -> socket.socket:
        found = self._socket or self._listener
        if found is None:
            raise OSError(errno.ENOTCONN, "no connection")
        return found

    def _send(self, act: Act) -> None:
        endpoint = self._endpoint()
        text = octets(Seq(0), act.octets)
        flags = socket.MSG_OOB if act.urgent else 0
        if self.state not in ("SYN-SENT", "SYN-RECEIVED"):
            endpoint.send(text, flags)
            return
        # The API queues nothing before ESTABLISHED, but it lets a caller wait.
        endpoint.setblocking(True)
        sender = threading.Thread(target=_wait_and_send, args=(endpoint, text, flags), daemon=True)
        sender.start()
        self._senders.append(sender)
        time.sleep(_FALL_ASLEEP)

    def _receive(self, count: int) -> None:
        self.delivered += len(self._endpoint().recv(count, socket.MSG_DONTWAIT))

    def _close(self, call: str) -> None:
        endpoint = self._endpoint()
        if call == "abort":
            _linger_zero(endpoint)
        half = call == "close" and not self.settings.rules.options.half_duplex
        if half and endpoint is self._socket:
            endpoint.shutdown(socket.SHUT_WR)
            return
        endpoint.close()
        self._socket = self._listener = None

    # -- after every event ------------------------------------------------------------------------

    def settle(self) -> Iterator[bytes]:
        """Do what a user does at once (accept, read), and yield the datagrams that have left."""
        if self.down:
            return
        yield from self.namespace.read()
        state = self.state
        self._accept(state)
        if self._senders and state not in ("SYN-SENT", "SYN-RECEIVED"):
            for sender in self._senders:
                sender.join(_WAKE_UP)
            self._senders.clear()
        if self._socket is not None:
            self._read(self._socket, state)
        yield from self.namespace.read()

    def _accept(self, state: str) -> None:
        if self._listener is None or state in ("LISTEN", "SYN-RECEIVED"):
            return
        with suppress(BlockingIOError):
            self._socket, _ = self._listener.accept()
            self._socket.setblocking(False)
            self._configure(self._socket)
            self._listener.close()
            self._listener = None

    def _read(self, endpoint: socket.socket, state: str) -> None:
        number = endpoint.getsockopt(socket.SOL_SOCKET, socket.SO_ERROR)
        if number:
            self._signal(OSError(number, ""))
        if state not in ("ESTABLISHED", "FIN-WAIT-1", "FIN-WAIT-2", "CLOSE-WAIT", "CLOSING"):
            return
        if self.settings.parameters.reads:
            try:
                self.delivered += len(endpoint.recv(_MOST, socket.MSG_DONTWAIT))
            except OSError as error:
                if error.errno not in _QUIET:
                    self._signal(error)
        # Without `delack` an ACK that the kernel would send at its next tick is sent now; with it
        # the next one waits for the kernel's own 40 ms.
        at_once = 0 if self.settings.parameters.delack else 1
        with suppress(OSError):
            endpoint.setsockopt(socket.IPPROTO_TCP, socket.TCP_QUICKACK, at_once)

    def take(self) -> tuple[int, tuple[str, ...]]:
        """What was delivered and said to the user since the last call."""
        taken = self.delivered, tuple(self.signals)
        self.delivered, self.signals = 0, []
        return taken


def _linger_zero(endpoint: socket.socket) -> None:
    endpoint.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))


def _wait_and_send(endpoint: socket.socket, text: bytes, flags: int) -> None:
    with suppress(OSError):
        endpoint.send(text, flags)


def kernel_release() -> str:
    """What `uname -r` prints."""
    return Path("/proc/sys/kernel/osrelease").read_text(encoding="utf-8").strip()
