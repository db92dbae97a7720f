"""Lines of the scenario language and what they mean."""

import tomllib
from pathlib import Path

from diagramgen.walk.scenario import Act, Expect, Fault, Inject, Setting, Statement

DATA = Path(__file__).parents[1] / "data" / "language"
ERRORS = tomllib.loads((DATA / "errors.toml").read_text(encoding="utf-8"))["error"]
PRINTS = tomllib.loads((DATA / "prints.toml").read_text(encoding="utf-8"))

DAY = 86_400_000

GOOD: list[tuple[str, Statement]] = [
    ("B: listen", Act("B", "open passive")),
    ("B: open passive", Act("B", "open passive")),
    ("A: connect", Act("A", "open active")),
    ("A: open active", Act("A", "open active")),
    ("A: send 5", Act("A", "send", 5)),
    ("A: send 1000000 push", Act("A", "send", 1_000_000, push=True)),
    ("A: send 5 urgent", Act("A", "send", 5, urgent=True)),
    ("A: send 5 push urgent", Act("A", "send", 5, push=True, urgent=True)),
    ("A: receive 1", Act("A", "receive", 1)),
    ("A: close", Act("A", "close")),
    ("A: abort when SYN-SENT", Act("A", "abort", when="SYN-SENT")),
    ("A: status after 1.5 s", Act("A", "status", after=1500)),
    ("A: crash when LISTEN after 2 min", Act("A", "crash", when="LISTEN", after=120_000)),
    ("A: restart after 24 h", Act("A", "restart", after=DAY)),
    ("lose B SYN,ACK", Fault("lose", "B", "SYN,ACK", 1)),
    ("lose 1st B SYN,ACK", Fault("lose", "B", "SYN,ACK", 1)),
    ("lose 22nd A ACK", Fault("lose", "A", "ACK", 22)),
    ("lose every A FIN", Fault("lose", "A", "FIN", 0)),
    ("duplicate 2nd A SYN", Fault("duplicate", "A", "SYN", 2)),
    ("duplicate A DATA by 40 ms", Fault("duplicate", "A", "DATA", 1, 40)),
    ("delay every A RST by 1 h", Fault("delay", "A", "RST", 0, 3_600_000)),
    ("reorder 3rd B DATA behind next", Fault("reorder", "B", "DATA", 3)),
    ("inject to B <SEQ=90><CTL=SYN>", Inject("B", "<SEQ=90><CTL=SYN>")),
    (
        "inject to A <SEQ=90> <ack=1> <wnd=0> when LISTEN after 5 ms",
        Inject("A", "<SEQ=90><ACK=1><WND=0>", "LISTEN", 5),
    ),
    ("set A.iss 100", Setting("iss", (100,), "A")),
    ("set B.iss 300 4294967295 0", Setting("iss", (300, 4_294_967_295, 0), "B")),
    ("set wnd 0", Setting("wnd", (0,))),
    ("set B.wnd 65535", Setting("wnd", (65535,), "B")),
    ("set A.mss 536", Setting("mss", (536,), "A")),
    ("set delay 40 ms", Setting("delay", (40,))),
    ("set B.delay 1 ms", Setting("delay", (1,), "B")),
    ("set delack 499 ms", Setting("delack", (499,))),
    ("set A.rto 0.2 s", Setting("rto", (200,), "A")),
    ("set msl 2 min", Setting("msl", (120_000,))),
    ("set r2 100 s", Setting("r2", (100_000,))),
    ("set r2-syn 3 min", Setting("r2-syn", (180_000,))),
    ("set user-timeout 5 min", Setting("user-timeout", (300_000,))),
    ("set option rfc5961 on", Setting("option", ("rfc5961", "on"))),
    ("set B.option figure-7 off", Setting("option", ("figure-7", "off"), "B")),
    ("set profile linux", Setting("profile", ("linux",))),
    ("expect A reaches TIME-WAIT", Expect("A", "reaches", ("TIME-WAIT",))),
    ("expect A ends CLOSED", Expect("A", "ends", ("CLOSED",))),
    ("expect B path LISTEN CLOSED", Expect("B", "path", ("LISTEN", "CLOSED"))),
    ("expect B sends RST", Expect("B", "sends", ("RST",))),
    ("expect A refused", Expect("A", "refused")),
]
