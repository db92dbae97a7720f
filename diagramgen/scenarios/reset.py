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
    Entry(
        "abort-in-syn-sent",
        "reset",
        "SYN 发出后 A 放弃：RST 让 B 退回 LISTEN",
        "A gives up after its SYN: a RST takes B back to LISTEN",
        "RFC 9293, 3.10.5, 3.10.7.1 and 3.10.7.4",
        """\
B: listen
A: connect
A: abort after 5 ms           # the SYN is under way
expect A path SYN-SENT CLOSED
expect B path LISTEN SYN-RECEIVED LISTEN
expect A sends RST
""",
    ),
    Entry(
        "three-resets",
        "reset",
        "RST 的三种下场：窗口外、窗口内、正好",
        "Three fates of a RST: outside, inside, exact",
        "RFC 5961, section 3; RFC 9293, 3.10.7.4",
        """\
set option rfc5961 on
B: listen
A: connect
inject to B <SEQ=5000000><CTL=RST> when ESTABLISHED after 10 ms
inject to B <SEQ=201><CTL=RST> when ESTABLISHED after 40 ms
inject to B <SEQ=101><CTL=RST> when ESTABLISHED after 80 ms
expect A path SYN-SENT ESTABLISHED
expect B path LISTEN SYN-RECEIVED ESTABLISHED CLOSED
""",
    ),
    Entry(
        "two-syns-challenged",
        "reset",
        "ESTABLISHED 收到 SYN：挑战确认",
        "A SYN in ESTABLISHED: a challenge ACK",
        "RFC 5961, section 4; RFC 9293, 3.10.7.4",
        """\
set option rfc5961 on
B: listen
A: connect
inject to B <SEQ=5000000><CTL=SYN> when ESTABLISHED after 10 ms
inject to B <SEQ=110><CTL=SYN> when ESTABLISHED after 40 ms
expect A path SYN-SENT ESTABLISHED
expect B path LISTEN SYN-RECEIVED ESTABLISHED
""",
    ),
    Entry(
        "close-with-unread-data",
        "reset",
        "还有数据没读就关闭：不发 FIN，发 RST",
        "CLOSE with data unread: a RST instead of a FIN",
        "RFC 9293, 3.6.1",
        """\
set B.option half-duplex on    # close(), not shutdown()
B: listen
A: connect
A: send 6 when ESTABLISHED after 20 ms
B: receive 3 when ESTABLISHED after 50 ms   # three are left
B: close after 20 ms
expect A path SYN-SENT ESTABLISHED CLOSED
expect B path LISTEN SYN-RECEIVED ESTABLISHED CLOSED
expect B sends RST
""",
    ),
    Entry(
        "data-after-close",
        "reset",
        "关闭之后又来数据：回 RST",
        "Data after close(): answered by a RST",
        "RFC 9293, 3.6.1",
        """\
set B.option half-duplex on    # close(), not shutdown()
B: listen
A: connect
B: close when ESTABLISHED after 20 ms
A: send 4 when CLOSE-WAIT after 20 ms
expect A path SYN-SENT ESTABLISHED CLOSE-WAIT CLOSED
expect B path LISTEN SYN-RECEIVED ESTABLISHED FIN-WAIT-1 FIN-WAIT-2 CLOSED
expect B sends RST
""",
    ),
    Entry(
        "power-loss",
        "reset",
        "A 断电，B 毫不知情",
        "A loses power, and B never learns of it",
        "RFC 9293, 3.5.1",
        """\
B: listen
A: connect
A: crash when ESTABLISHED after 20 ms
expect B ends ESTABLISHED
""",
    ),
)
