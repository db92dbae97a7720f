"""What tshark, which knows nothing of us, says of the capture of every scenario.

Skipped by name where there is no tshark, unless DIAGRAMGEN_REQUIRE_TSHARK=1. One process reads all:
the captures stand in one file, each with a port of its own for A, and so a TCP stream of its own.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest

import diagramgen
from diagramgen.render.pcap import FIRST_ACT, capture
from diagramgen.tcp.seq import Seq
from diagramgen.walk.trace import Sent, Trace

#: Troubles that the catalogue does not have.
TROUBLES = {
    "reordered": "set option nagle-free on\nreorder 1st A DATA behind next\n"
    "A: send 5 when ESTABLISHED\nA: send 7 after 30 ms\n",
    "overtaken": "delay 1st A DATA by 400 ms\nA: send 5000 when ESTABLISHED\n",
    "duplicated": "duplicate 1st A DATA\nduplicate 1st B FIN\nA: send 5 when ESTABLISHED\n"
    "B: close when ESTABLISHED after 80 ms\nA: close when CLOSE-WAIT\n",
    "too-late": "delay 1st A DATA by 3 s\nA: send 50 when ESTABLISHED\n",
    "first-of-three-lost": "lose 1st A DATA\nA: send 4000 when ESTABLISHED\n",
    "crashed": "B: crash when ESTABLISHED\nA: send 5 when ESTABLISHED after 30 ms\n",
    "at-the-wrap": "set A.iss 4294967293\nset B.iss 4294967295\nlose 1st A DATA\n"
    "A: send 5 urgent push when ESTABLISHED\n",
    "aborted-twice": "A: abort when ESTABLISHED after 5 ms\nB: abort when ESTABLISHED after 3 ms\n",
}
VIEWS = (("A", 4), ("B", 4), ("wire", 4), ("A", 6))

#: What is asked of tshark, by the name of each field.
FIELDS = (
    "tcp.srcport", "tcp.dstport", "ip.id", "frame.time_epoch", "_ws.malformed",
    "ip.checksum.status", "tcp.checksum.status", "tcp.seq_raw", "tcp.ack_raw", "tcp.len",
    "tcp.window_size_value", "tcp.urgent_pointer", "tcp.options.mss_val", "tcp.flags",
    "tcp.flags.reset", "tcp.analysis.retransmission", "tcp.analysis.spurious_retransmission",
    "tcp.analysis.fast_retransmission", "tcp.analysis.out_of_order", "tcp.analysis.duplicate_ack",
)  # fmt: skip
BITS = ("FIN", "SYN", "RST", "PSH", "ACK", "URG")
GOOD = "1"

REPEATED, OVERTAKEN, DUPLICATE_ACK, RESET = "retransmission", "out of order", "duplicate ACK", "RST"

OLD_NUMBERS = "another connection has had these numbers, and tshark mistakes it as the peer does"
SYN_BEFORE = "with the SYN before it tshark begins anew"
SYN_AGAIN = "this SYN,ACK bears the number of the SYN before it, and is no retransmission of it"

#: Where tshark sees it otherwise: scenario, places, segments, what it calls them instead, and why.
#: It guesses from what passes and when; we know what was sent and what befell it. An entry that is
#: no longer needed fails.
SEEN_OTHERWISE: tuple[tuple[str, tuple[str, ...], tuple[int, ...], set[str], str], ...] = (
    ("simultaneous-open", ("A", "B", "wire"), (3, 4), {REPEATED}, SYN_AGAIN),
    ("simultaneous-open-figure-7", ("A", "B", "wire"), (3, 4), {REPEATED}, SYN_AGAIN),
    ("half-open-syn", ("A", "B", "wire"), (5,), set(), "after another ISS tshark begins anew"),
    ("two-syns-challenged", ("B", "wire"), (5, 7), set(), SYN_BEFORE),
    ("time-wait-lower-syn", ("A", "B", "wire"), (9,), set(), SYN_BEFORE),
    ("fixed-iss-old-segment", ("A", "B", "wire"), (7, 8, 11), {REPEATED}, OLD_NUMBERS),
    ("no-time-wait-old-data", ("A",), (6,), set(), OLD_NUMBERS),
    ("no-time-wait-old-data", ("A", "wire"), (18,), {REPEATED}, OLD_NUMBERS),
    ("overtaken", ("B", "wire"), (4,), {REPEATED}, "tshark looks for what is 3 ms late, or an RTT"),
    ("at-the-wrap", ("A", "B", "wire"), (3,), {DUPLICATE_ACK}, "the SYN has no ACK: 0 for tshark"),
)

Row = dict[str, str]

REQUIRED = os.environ.get("DIAGRAMGEN_REQUIRE_TSHARK") == "1"
TSHARK = shutil.which("tshark")

pytestmark = pytest.mark.skipif(
    TSHARK is None and not REQUIRED, reason="no tshark: apt-get install tshark"
)


def tshark(file: Path) -> list[Row]:
    """The fields of every frame of a capture, in its order."""
    assert TSHARK is not None, "DIAGRAMGEN_REQUIRE_TSHARK=1, and no tshark"
    command = [TSHARK, "-n", "-r", str(file), "-T", "fields", "-E", "occurrence=f"]
    for name in ("tcp.check_checksum", "ip.check_checksum", "tcp.analyze_sequence_numbers"):
        command += ["-o", f"{name}:TRUE"]
    for name in FIELDS:
        command += ["-e", name]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stderr
    lines = done.stdout.splitlines()
    return [dict(zip(FIELDS, line.split("\t"), strict=True)) for line in lines]


def traces() -> dict[str, Trace]:
    found = {entry.name: diagramgen.walked(entry.name) for entry in diagramgen.CATALOGUE}
    for name, text in TROUBLES.items():
        found[name] = diagramgen.walked("B: listen\nA: connect\n" + text)
    return found


@pytest.fixture(scope="module")
def walks() -> dict[str, Trace]:
    return traces()


@pytest.fixture(scope="module")
def captures(
    walks: dict[str, Trace], tmp_path_factory: pytest.TempPathFactory
) -> dict[tuple[str, str, int], list[Row]]:
    """What tshark says of each scenario, by name, place and version of IP."""
    file = b""
    names: list[tuple[str, str, int]] = []
    for name, trace in walks.items():
        for place, ip in VIEWS:
            own = replace(trace, ports={"A": 40000 + len(names), "B": 80})
            octets = capture(own, place, ip)
            # All files begin with the same header; the frames of one can follow another's.
            file += octets if not file else octets[24:]
            names.append((name, place, ip))
    path = tmp_path_factory.mktemp("captures") / "all.pcap"
    path.write_bytes(file)
    found: dict[tuple[str, str, int], list[Row]] = {key: [] for key in names}
    for row in tshark(path):
        port = max(int(row["tcp.srcport"]), int(row["tcp.dstport"]))
        found[names[port - 40000]].append(row)
    return found


def number(row: Row) -> int:
    return int(row["ip.id"], 16)


# -- is it well written? -------------------------------------------------------------------------


def test_no_frame_is_malformed_and_all_checksums_are_good(
    captures: dict[tuple[str, str, int], list[Row]],
) -> None:
    # What no peer hears, and no wire carries, is an empty capture: a walk has one of those.
    assert [key for key, rows in captures.items() if not rows] == [("syn-never-answered", "B", 4)]
    for (name, place, ip), rows in captures.items():
        for row in rows:
            assert row["_ws.malformed"] == "", (name, place, ip)
            assert row["tcp.checksum.status"] == GOOD, (name, place, ip)
            assert row["ip.checksum.status"] == (GOOD if ip == 4 else ""), (name, place, ip)


def test_a_wrong_octet_would_have_been_found(tmp_path: Path) -> None:
    octets = capture(diagramgen.walked("three-way-handshake"))
    path = tmp_path / "wrong.pcap"
    path.write_bytes(octets[:-1] + bytes([octets[-1] ^ 1]))
    rows = tshark(path)
    assert [row["tcp.checksum.status"] == GOOD for row in rows] == [True, True, False]
    path.write_bytes(octets[:97] + b"\xff" + octets[98:])
    assert tshark(path)[0]["tcp.checksum.status"] != GOOD


def test_tshark_reads_the_numbers_of_the_walk(
    walks: dict[str, Trace], captures: dict[tuple[str, str, int], list[Row]]
) -> None:
    for (name, place, ip), rows in captures.items():
        for row in rows if ip == 4 else []:
            sent = walks[name].segments[number(row) - 1]
            bits = int(row["tcp.flags"], 16)
            assert {flag for i, flag in enumerate(BITS) if bits >> i & 1} == set(sent.flags)
            wanted = {
                "tcp.seq_raw": sent.seq,
                "tcp.ack_raw": sent.ack or 0,
                "tcp.len": sent.len,
                "tcp.window_size_value": sent.wnd,
                "tcp.urgent_pointer": sent.urgent or 0,
                "tcp.options.mss_val": dict(sent.options).get("mss", ""),
            }
            assert {key: row[key] for key in wanted} == {k: str(v) for k, v in wanted.items()}
            ms = round(1000 * (float(row["frame.time_epoch"]) - FIRST_ACT), 3)
            arrivals = [copy.arrives for copy in sent.copies]
            if place == "wire":
                assert sent.sent <= ms
            else:
                assert ms in ([sent.sent] if sent.source == place else arrivals), (name, place)


# -- does tshark see in it what befell? ----------------------------------------------------------


def wanted_of(trace: Trace, seen: list[int], i: int) -> set[str]:
    """What the walk knows of frame `i` of the segments `seen` at a place."""
    sent = trace.segments[seen[i] - 1]
    before = [trace.segments[n - 1] for n in seen[:i]]
    same_way = [s for s in before if s.source == sent.source]
    found = set()
    if "RST" in sent.flags:
        found.add(RESET)
    # Where its numbers are new, nobody can tell that a segment was sent before, or earlier.
    if sent.seg_len and any(Seq(s.seq) + s.seg_len > sent.seq for s in same_way):
        again = sent.retransmission_of is not None or any(first(s) == sent.n for s in same_way)
        late = any(s.n > sent.n and not s.injected for s in same_way)
        found |= {REPEATED} if again else {OVERTAKEN} if late else set()
    if same_way and repeats_ack(sent, same_way[-1]):
        found.add(DUPLICATE_ACK)
    return found


def first(sent: Sent) -> int:
    return sent.retransmission_of or sent.n


def repeats_ack(sent: Sent, last: Sent) -> bool:
    """A bare ACK that tells nothing new: RFC 5681, section 2, as far as one side can see."""
    if sent.flags != ("ACK",) or sent.len or Seq(last.seq) + last.seg_len != sent.seq:
        return False
    return (sent.ack, sent.wnd) == (last.ack, last.wnd)


def told(row: Row) -> set[str]:
    """What tshark says of a frame, in our words."""
    fields = {
        "tcp.analysis.retransmission": REPEATED,
        "tcp.analysis.spurious_retransmission": REPEATED,
        "tcp.analysis.fast_retransmission": REPEATED,
        "tcp.analysis.out_of_order": OVERTAKEN,
        "tcp.analysis.duplicate_ack": DUPLICATE_ACK,
    }
    reset = {RESET} if row["tcp.flags.reset"] in ("1", "True") else set()
    return {word for name, word in fields.items() if row[name]} | reset


def test_tshark_sees_what_the_walk_has_and_nothing_else(
    walks: dict[str, Trace], captures: dict[tuple[str, str, int], list[Row]]
) -> None:
    differ = {}
    count: dict[str, int] = {}
    for (name, place, ip), rows in captures.items():
        seen = [number(row) for row in rows] if ip == 4 else []
        for i, n in enumerate(seen):
            says = told(rows[i])
            for word in says:
                count[word] = count.get(word, 0) + 1
            if says != wanted_of(walks[name], seen, i):
                differ[name, place, n] = says
    assert differ == {
        (name, place, n): says
        for name, places, segments, says, _ in SEEN_OTHERWISE
        for place in places
        for n in segments
    }
    assert set(count) == {REPEATED, OVERTAKEN, DUPLICATE_ACK, RESET}
