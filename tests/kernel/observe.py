"""What ss, netstat, nstat and /proc show of sockets in trouble, recorded on this kernel.

    python -m tests.kernel.observe

writes `tests/data/kernel/tools.json`, from which the pages of docs/*/see quote. Needs root,
util-linux (`unshare`), iproute2 and net-tools. Everything happens on the loopback of a network
namespace of its own; ports are fixed, process ids and inodes are what the kernel gave.
"""

from __future__ import annotations

import contextlib
import json
import os
import shlex
import shutil
import socket
import struct
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

FILE = Path(__file__).resolve().parents[1] / "data" / "kernel" / "tools.json"
HOST, PORT = "127.0.0.1", 8080
FIRST = 40001

Shown = dict[str, list[dict[str, object]]]


def run(command: str) -> dict[str, object]:
    """A command and its lines, without blanks at their ends."""
    done = started(*shlex.split(command))
    return {"command": command, "lines": [line.rstrip() for line in done.stdout.splitlines()]}


def started(program: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    """What came of a program, which has to be installed and to succeed."""
    path = shutil.which(program)
    assert path, f"no {program}"
    known = {**os.environ, "LC_ALL": "C", "COLUMNS": "120", "NSTAT_HISTORY": "/dev/null"}
    return subprocess.run(
        [path, *arguments], capture_output=True, encoding="utf-8", check=True, env=known
    )


def sysctl(name: str, value: str) -> None:
    Path("/proc/sys/net/ipv4", name).write_text(value, encoding="utf-8")


def listener(backlog: int, port: int = PORT) -> socket.socket:
    server = socket.socket()
    server.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    server.bind((HOST, port))
    server.listen(backlog)
    return server


def client(number: int, port: int = PORT, wait: bool = True) -> socket.socket:
    """A socket that connects from a port of its own; not waiting for the end, if so asked."""
    one = socket.socket()
    one.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    one.bind((HOST, FIRST + number))
    one.setblocking(wait)
    with contextlib.suppress(BlockingIOError):
        one.connect((HOST, port))
    return one


def close_wait() -> Iterator[dict[str, object]]:
    """Three clients leave; the program keeps its sockets, and does not close them."""
    server = listener(16)
    clients = [client(number) for number in range(3)]
    kept = [server.accept()[0] for _ in clients]
    clients[0].send(b"GET /")
    for one in clients:
        one.close()
    time.sleep(0.2)
    yield run("ss -tan")
    yield run("ss -tnp state close-wait")
    yield run("netstat -tan")
    yield run("cat /proc/net/tcp")
    assert len(kept) == 3


def time_wait() -> Iterator[dict[str, object]]:
    """Four connections that the client closed first, and a port that is still taken."""
    server = listener(16)
    for number in range(4):
        one = client(number)
        other = server.accept()[0]
        one.close()
        time.sleep(0.05)
        other.close()
        time.sleep(0.05)
    yield run("ss -tano state time-wait")
    yield run("ss -s")


def ports_used_up() -> Iterator[dict[str, object]]:
    """A client with two ports for itself, which it leaves in TIME-WAIT."""
    sysctl("ip_local_port_range", "40001 40002")
    sysctl("tcp_tw_reuse", "0")
    server = listener(16)

    def connect() -> None:
        one = socket.create_connection((HOST, PORT))
        other = server.accept()[0]
        one.close()
        time.sleep(0.05)
        other.close()
        time.sleep(0.05)

    connect()
    connect()
    yield refused("the third connect(), tcp_tw_reuse = 0", connect)
    sysctl("tcp_tw_reuse", "1")
    yield refused("at once, tcp_tw_reuse = 1", connect)
    time.sleep(1.2)
    yield refused("1.2 s later, tcp_tw_reuse = 1", connect)


def refused(what: str, call: object) -> dict[str, object]:
    """What an attempt that has to fail says."""
    assert callable(call)
    try:
        call()
    except OSError as error:
        return {"command": what, "lines": [f"{type(error).__name__}: {error.strerror}"]}
    return {"command": what, "lines": ["ok"]}


def bind_again() -> Iterator[dict[str, object]]:
    """A server that closed first is started anew, without and with SO_REUSEADDR."""
    server = listener(16)
    one = client(0)
    other = server.accept()[0]
    other.close()
    time.sleep(0.05)
    one.close()
    server.close()
    time.sleep(0.05)
    yield run("ss -tan")

    def bind(reuse: int) -> None:
        again = socket.socket()
        again.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, reuse)
        again.bind((HOST, PORT))
        again.listen()

    yield refused("bind(), SO_REUSEADDR off", lambda: bind(0))
    yield refused("bind(), SO_REUSEADDR on", lambda: bind(1))


def overflow() -> Iterator[dict[str, object]]:
    """Backlog 1, a program that never accepts, four clients."""
    server = listener(1)
    clients = []
    for number in range(4):
        clients.append(client(number, wait=False))
        time.sleep(0.1)
    yield run("ss -tln")
    yield run("ss -tan state syn-sent")
    yield run("nstat -az TcpExtListenOverflows TcpExtListenDrops")
    assert len(clients) == 4
    server.close()


def reset_behind_data() -> Iterator[dict[str, object]]:
    """Five octets, then a RST, before the other side has read: what it reads."""
    server = listener(16)
    one = client(0)
    other = server.accept()[0]
    other.send(b"hello")
    time.sleep(0.05)
    other.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    other.close()
    time.sleep(0.05)
    yield {"command": "recv() after data and RST", "lines": [repr(one.recv(100))]}
    yield refused("recv() once more", lambda: one.recv(100))


def resets() -> Iterator[dict[str, object]]:
    """A closed port; a close with data unread; what each side is told; the counters."""
    yield refused("connect() to a closed port", lambda: client(0, port=8081))
    server = listener(16)
    one = client(1)
    other = server.accept()[0]
    one.send(b"hello")
    time.sleep(0.05)
    other.close()
    time.sleep(0.05)
    yield refused("recv() after the RST", lambda: one.recv(1))
    yield refused("send() after that", lambda: one.send(b"x"))
    yield run("nstat -az TcpOutRsts TcpAttemptFails TcpEstabResets TcpExtTCPAbortOnClose")


ALL = (close_wait, time_wait, ports_used_up, bind_again, overflow, reset_behind_data, resets)


def main() -> None:
    """Record each in a namespace of its own: this module again, under `unshare`."""
    found: Shown = {}
    for each in ALL:
        again = (sys.executable, "-m", "tests.kernel.observe", each.__name__)
        done = started("unshare", "-n", *again)
        found[each.__name__.replace("_", "-")] = json.loads(done.stdout)
    lines = [
        f"{json.dumps(name)}: [\n "
        + ",\n ".join(json.dumps(one, ensure_ascii=False) for one in shown)
        + "\n]"
        for name, shown in {"kernel": [{"release": os.uname().release}], **found}.items()
    ]
    FILE.write_text("{\n" + ",\n".join(lines) + "\n}\n", encoding="utf-8")


if __name__ == "__main__":
    if len(sys.argv) > 1:
        started("ip", "link", "set", "lo", "up")
        (asked,) = (each for each in ALL if each.__name__ == sys.argv[1])
        print(json.dumps(list(asked())))
    else:
        main()
