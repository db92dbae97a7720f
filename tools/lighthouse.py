"""Lighthouse on a few pages: `python -m tools.lighthouse SITE PROGRAM [RUNS]`.

PROGRAM is Lighthouse's own command; it finds the browser by CHROME_PATH. The site is served here,
compressed, as a host would. For each page and device: the median of each of the four scores, the
page's compressed size, and the audits that cost points. The exit code is 1 where a median is less
than asked for; performance means something on a quiet machine only.
"""

from __future__ import annotations

import gzip
import json
import subprocess
import sys
import tempfile
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from statistics import median
from threading import Thread
from typing import Any

PAGES = ("index.html", "lost/index.html", "gallery/index.html")  # home, many charts, many links
#: What is asked for, in the order of `SCORES`.
SCORES = ("performance", "accessibility", "best-practices", "seo")
DEVICES = {
    "desktop": (["--preset=desktop"], (100, 100, 100, 100)),
    "phone": ([], (97, 100, 100, 100)),
}
FLAGS = "--chrome-flags=--headless=new --no-sandbox --disable-gpu"


class Compressed(SimpleHTTPRequestHandler):
    """Serves a folder, compressed."""

    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        """Send a file, packed by gzip if it is text."""
        path = Path(self.translate_path(self.path))
        path = path / "index.html" if path.is_dir() else path
        if not path.is_file():
            self.send_error(404)
            return
        octets = path.read_bytes()
        packs = path.suffix in {".html", ".css", ".js", ".json", ".svg", ".xml", ".txt"}
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(str(path)))
        self.send_header("Cache-Control", "max-age=86400")
        if packs:
            octets = gzip.compress(octets)
            self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(octets)))
        self.end_headers()
        self.wfile.write(octets)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


def look(program: str, address: str, options: list[str]) -> dict[str, Any]:
    """Run Lighthouse once."""
    with tempfile.TemporaryDirectory() as name:
        report = Path(name) / "report.json"
        outputs = ["--output=json", f"--output-path={report}", "--quiet", FLAGS]
        subprocess.run([program, address, *outputs, *options], check=True)
        found: dict[str, Any] = json.loads(report.read_text(encoding="utf-8"))
        return found


def costs(report: dict[str, Any], category: str) -> list[str]:
    """List the audits of a category that cost points."""
    audits = report["audits"]
    listed = report["categories"][category]["auditRefs"]
    return [
        each["id"] for each in listed if each["weight"] and (audits[each["id"]]["score"] or 0) < 0.9
    ]


def main(site: str, program: str, runs: str = "5") -> int:
    """Look at each page on each device; print medians; 1 where one is too low."""
    low = 0
    handler = partial(Compressed, directory=site)
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        for place in PAGES:
            packed = len(gzip.compress(Path(site, place).read_bytes()))
            for device, (options, asked) in DEVICES.items():
                address = f"http://127.0.0.1:{server.server_port}/{place}"
                reports = [look(program, address, options) for _ in range(int(runs))]
                got = [
                    round(100 * median(each["categories"][name]["score"] for each in reports))
                    for name in SCORES
                ]
                few = [
                    name for name, one, least in zip(SCORES, got, asked, strict=True) if one < least
                ]
                why = [f"{name}: {', '.join(costs(reports[0], name))}" for name in few]
                low |= bool(few)
                size = f"{packed / 1000:.0f} kB"
                print(
                    f"{place:20} {device:8} {'/'.join(map(str, got)):16} {size:8} {'; '.join(why)}"
                )
        server.shutdown()
    return low


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
