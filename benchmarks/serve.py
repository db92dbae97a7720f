"""From the save of a page to the reload in the browser, in `mkdocs serve`, on a copy of the site.

    python benchmarks/serve.py [ROUNDS]

For each round a word is added to one page; counted are the seconds until the server tells browsers
to reload, by the clock and by the processor, which other work on the machine disturbs less.
"""

from __future__ import annotations

import os
import signal
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
from tools.successors import copy

PAGE = "docs/zh/close/index.md"


def processor(pid: int) -> float:
    """Seconds of the processor that a process has used so far (Linux)."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def until(log: Path, words: str, count: int) -> None:
    """Wait until the log has said something so many times."""
    while log.read_text(encoding="utf-8").count(words) < count:
        time.sleep(0.02)


def main(rounds: int) -> None:
    with tempfile.TemporaryDirectory() as name, socket.socket() as free:
        folder = copy(Path(name))
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
        free.close()
        log = folder / "serve.log"
        command = [
            sys.executable,
            "-m",
            "mkdocs",
            "serve",
            "--livereload",
            "-a",
            f"127.0.0.1:{port}",
        ]
        with log.open("w", encoding="utf-8") as told:
            server = subprocess.Popen(
                command,
                cwd=folder,
                env={**os.environ, "NO_MKDOCS_2_WARNING": "1"},
                stdout=told,
                stderr=subprocess.STDOUT,
            )
        try:
            until(log, "Serving on", 1)
            page = folder / PAGE
            seen = []
            for number in range(1, rounds + 1):
                start, used = time.monotonic(), processor(server.pid)
                page.write_text(
                    f"{page.read_text(encoding='utf-8')}\nx{number}\n", encoding="utf-8"
                )
                until(log, "Reloading browsers", number)
                seen.append((time.monotonic() - start, processor(server.pid) - used))
        finally:
            server.send_signal(signal.SIGTERM)
            server.wait()
    clock, used = (statistics.median(times) for times in zip(*seen, strict=True))
    print(f"{rounds} rounds, medians: {clock:.2f} s by the clock, {used:.2f} s of the processor")
    print(f"load: {os.getloadavg()[0]:.1f} on {os.cpu_count()} processors")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 3)
