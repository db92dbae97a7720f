"""sock_diag: which state the kernel gives to one pair of sockets (linux/inet_diag.h)."""

from __future__ import annotations

import errno
import socket
import struct
from collections.abc import Mapping

from diagramgen.kernel.errors import KernelError

_NETLINK_SOCK_DIAG = 4
_SOCK_DIAG_BY_FAMILY = 20
_NLM_F_REQUEST = 1
_NLMSG_ERROR = 2
_NO_COOKIE = 0xFFFF_FFFF

#: The kernel's numbers (net/tcp_states.h) and names, and the RFC's names.
STATES: Mapping[int, tuple[str, str]] = {
    1: ("TCP_ESTABLISHED", "ESTABLISHED"),
    2: ("TCP_SYN_SENT", "SYN-SENT"),
    3: ("TCP_SYN_RECV", "SYN-RECEIVED"),
    4: ("TCP_FIN_WAIT1", "FIN-WAIT-1"),
    5: ("TCP_FIN_WAIT2", "FIN-WAIT-2"),
    6: ("TCP_TIME_WAIT", "TIME-WAIT"),
    7: ("TCP_CLOSE", "CLOSED"),
    8: ("TCP_CLOSE_WAIT", "CLOSE-WAIT"),
    9: ("TCP_LAST_ACK", "LAST-ACK"),
    10: ("TCP_LISTEN", "LISTEN"),
    11: ("TCP_CLOSING", "CLOSING"),
    12: ("TCP_NEW_SYN_RECV", "SYN-RECEIVED"),
}

Address = tuple[str, int]


class Diag:
    """Asks about one pair of sockets; opened within the namespace that it asks about."""

    def __init__(self, local: Address, remote: Address) -> None:
        self._socket = socket.socket(socket.AF_NETLINK, socket.SOCK_RAW, _NETLINK_SOCK_DIAG)
        self._socket.settimeout(2)
        # The id of a pair: ports in network order, addresses in 16 octets each.
        pair = struct.pack(
            "!HH16s16s",
            local[1],
            remote[1],
            socket.inet_aton(local[0]).ljust(16, b"\0"),
            socket.inet_aton(remote[0]).ljust(16, b"\0"),
        ) + struct.pack("=III", 0, _NO_COOKIE, _NO_COOKIE)
        body = struct.pack("=BBBxI", socket.AF_INET, socket.IPPROTO_TCP, 0, 0xFFFF_FFFF) + pair
        head = struct.pack("=IHHII", 16 + len(body), _SOCK_DIAG_BY_FAMILY, _NLM_F_REQUEST, 1, 0)
        self._request = head + body

    def state(self) -> str:
        """The RFC's name of the state of the connection, else of its listener, else CLOSED.

        That is the RFC's view, where the one TCB of an endpoint listens and then connects.
        """
        self._socket.send(self._request)
        try:
            answer = self._socket.recv(8192)
        except TimeoutError:
            raise KernelError("sock_diag does not answer") from None
        kind = struct.unpack_from("=IH", answer)[1]
        if kind == _NLMSG_ERROR:
            number = -struct.unpack_from("=i", answer, 16)[0]
            if number != errno.ENOENT:
                raise KernelError(f"sock_diag: {errno.errorcode.get(number, number)}")
            return "CLOSED"
        return STATES[answer[17]][1]

    def close(self) -> None:
        """Ask no more."""
        self._socket.close()
