"""Resets: half-open connections, ABORT, and TIME-WAIT cut short."""

from __future__ import annotations

from diagramgen.scenarios.entry import Entry

RESET = (
    Entry(
        "abort",
        "reset",
        "ABORT：用 RST 异常终止连接",
        "ABORT: a connection ended by RST",
        "RFC 9293, 3.10.5",
        """\
B: listen
A: connect
A: abort when ESTABLISHED after 20 ms
expect A path SYN-SENT ESTABLISHED CLOSED
expect B path LISTEN SYN-RECEIVED ESTABLISHED CLOSED
expect A sends RST
""",
    ),
    Entry(
        "half-open-syn",
        "reset",
        "半开连接：A 崩溃后重新连接",
        "Half-open: A crashes and connects again",
        "RFC 9293, Figure 9",
        """\
set A.iss 99 400              # so that the numbers are Figure 9's
set B.iss 299
set B.wnd 300                 # a SYN with SEQ 400 lies outside
B: listen
A: connect
A: crash when ESTABLISHED after 30 ms
A: restart after 20 ms
A: connect after 10 ms
B: listen when CLOSED         # the server starts to listen again
expect A path SYN-SENT ESTABLISHED CLOSED SYN-SENT ESTABLISHED
expect B path LISTEN SYN-RECEIVED ESTABLISHED CLOSED LISTEN SYN-RECEIVED ESTABLISHED
""",
    ),
    Entry(
        "half-open-data",
        "reset",
        "半开连接：A 崩溃后 B 发送数据",
        "Half-open: A crashes and B sends data",
        "RFC 9293, Figure 10",
        """\
set A.iss 99
set B.iss 299
B: listen
A: connect
A: crash when ESTABLISHED after 30 ms
A: restart after 20 ms
B: send 10 when ESTABLISHED after 60 ms
expect A path SYN-SENT ESTABLISHED CLOSED
expect B path LISTEN SYN-RECEIVED ESTABLISHED CLOSED
expect A sends RST
""",
    ),
    Entry(
        "time-wait-assassination",
        "reset",
        "TIME-WAIT 被 RST 提前结束",
        "TIME-WAIT ended early by a RST",
        "RFC 1337, Figure 1",
        """\
set A.iss 99
set B.iss 299
B: listen
A: connect
A: close when ESTABLISHED after 20 ms
B: close when CLOSE-WAIT after 20 ms
inject to A <SEQ=255><ACK=33><CTL=ACK> when TIME-WAIT after 40 ms
expect A path SYN-SENT ESTABLISHED FIN-WAIT-1 FIN-WAIT-2 TIME-WAIT CLOSED
expect B sends RST
""",
    ),
)
