"""A network namespace with one TUN: a host whose only cable ends in our process."""

from __future__ import annotations

import fcntl
import os
import socket
import struct
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from diagramgen.kernel.errors import Unavailable, reason
from diagramgen.kernel.syscalls import CLONE_NEWNET, setns, unshare

_TUN = "/dev/net/tun"
_INTERFACE = b"wire"

# linux/if_tun.h, linux/sockios.h, linux/if.h
_TUNSETIFF = 0x400454CA
_IFF_TUN, _IFF_NO_PI = 0x0001, 0x1000
_SIOCSIFFLAGS, _SIOCSIFADDR, _SIOCSIFNETMASK = 0x8914, 0x8916, 0x891C
_IFF_UP, _IFF_RUNNING = 0x1, 0x40

_MOST = 65536

#: How a host is set up, under /proc/sys/net: plain TCP without what the machine does not model
#: (SACK, timestamps, scaling, ECN, probes of the tail), an RTO that is never below RFC 6298's
#: second, and no limit on the answers to what is not acceptable. What a kernel lacks is left out.
SYSCTLS: Mapping[str, str] = {
    "ipv6/conf/all/disable_ipv6": "1",
    "ipv6/conf/default/disable_ipv6": "1",
    "ipv4/tcp_timestamps": "0",
    "ipv4/tcp_sack": "0",
    "ipv4/tcp_dsack": "0",
    "ipv4/tcp_window_scaling": "0",
    "ipv4/tcp_ecn": "0",
    "ipv4/tcp_early_retrans": "0",
    "ipv4/tcp_frto": "0",
    "ipv4/tcp_recovery": "0",
    "ipv4/tcp_fastopen": "0",
    "ipv4/tcp_no_metrics_save": "1",
    "ipv4/tcp_rto_min_us": "1000000",
    "ipv4/tcp_invalid_ratelimit": "0",
    "ipv4/tcp_challenge_ack_limit": "2147483647",
    "ipv4/tcp_syncookies": "0",
    "ipv4/tcp_syn_linear_timeouts": "0",
}


class Namespace:
    """A host of its own. Everything that belongs to it goes away when it is closed."""

    def __init__(self, address: str, sysctls: Mapping[str, str]) -> None:
        """Make it, with `address` (of a /30 that its peer shares). Raises `Unavailable`."""
        self._home = os.open("/proc/thread-self/ns/net", os.O_RDONLY)
        self._net = self.tun = -1
        try:
            try:
                unshare(CLONE_NEWNET)
                self._net = os.open("/proc/thread-self/ns/net", os.O_RDONLY)
            except OSError as error:
                raise Unavailable(f"no network namespace: {reason(error)}") from None
            try:
                for name, value in {**SYSCTLS, **sysctls}.items():
                    _set(name, value)
                self.tun = _tun(address)
            finally:
                setns(self._home, CLONE_NEWNET)
        except BaseException:
            self.close()
            raise

    @contextmanager
    def inside(self) -> Iterator[None]:
        """What is opened here, sockets above all, is opened within the namespace."""
        setns(self._net, CLONE_NEWNET)
        try:
            yield
        finally:
            setns(self._home, CLONE_NEWNET)

    def write(self, octets: bytes) -> None:
        """Let a datagram arrive. When this returns, the kernel has done all that it causes."""
        os.write(self.tun, octets)

    def read(self) -> Iterator[bytes]:
        """Yield the datagrams that have left by now."""
        while True:
            try:
                octets = os.read(self.tun, _MOST)
            except BlockingIOError:
                return
            yield octets

    def close(self) -> None:
        """Take the cable out and forget the host."""
        for fd in (self.tun, self._net, self._home):
            if fd >= 0:
                os.close(fd)
        self.tun = self._net = self._home = -1


def _set(name: str, value: str) -> None:
    path = Path("/proc/sys/net") / name
    if not path.exists():
        return
    try:
        path.write_text(value, encoding="utf-8")
    except OSError as error:
        raise Unavailable(f"{path} cannot be set: {reason(error)}") from None


def _tun(address: str) -> int:
    """A TUN with an address, up; its file descriptor does not block."""
    try:
        fd = os.open(_TUN, os.O_RDWR | os.O_NONBLOCK | os.O_CLOEXEC)
    except OSError as error:
        raise Unavailable(f"{_TUN}: {reason(error)}") from None
    try:
        request = struct.pack("16sH22x", _INTERFACE, _IFF_TUN | _IFF_NO_PI)
        fcntl.ioctl(fd, _TUNSETIFF, request)
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as control:
            for code, value in ((_SIOCSIFADDR, address), (_SIOCSIFNETMASK, "255.255.255.252")):
                name = struct.pack("=HH4s8x", socket.AF_INET, 0, socket.inet_aton(value))
                fcntl.ioctl(control, code, struct.pack("16s16s8x", _INTERFACE, name))
            flags = struct.pack("16sH22x", _INTERFACE, _IFF_UP | _IFF_RUNNING)
            fcntl.ioctl(control, _SIOCSIFFLAGS, flags)
    except OSError as error:
        os.close(fd)
        raise Unavailable(f"no TUN: {reason(error)}") from None
    return fd
