"""What if: a rule taken out, and beside it the same exchange by RFC 9293."""

from __future__ import annotations

from diagramgen.scenarios.entry import Entry

_OLD_SYN = """\
B: listen
inject to B <SEQ=90><CTL=SYN> when LISTEN after 10 ms   # A is not opening anything
"""

_LAST_ACK_LOST = """\
lose 2nd A ACK                # the first was the third segment of the open
B: listen
A: connect
A: close when ESTABLISHED after 20 ms
B: close when CLOSE-WAIT after 20 ms
"""

#: One connection, 301 to 500 from B; a copy of 401 to 500 stays in the network for 150 ms more.
_OLD_DATA = """\
duplicate 2nd B DATA by 150 ms
B: listen
A: connect
B: send 100 when ESTABLISHED
B: send 100 after 30 ms
A: close when ESTABLISHED after 80 ms
B: close when CLOSE-WAIT
B: listen when CLOSED         # and again
"""

#: Two connections between the same ports. ABORT leaves no TIME-WAIT behind (3.10.5).
_OLD_SEGMENT = """\
duplicate 1st A DATA by 100 ms
B: listen
A: connect
A: send 5 when ESTABLISHED after 20 ms
A: abort after 30 ms          # no TIME-WAIT
B: listen when CLOSED         # and again
A: connect when CLOSED after 30 ms
A: send 5 when ESTABLISHED after 35 ms
expect A path SYN-SENT ESTABLISHED CLOSED SYN-SENT ESTABLISHED
expect B path LISTEN SYN-RECEIVED ESTABLISHED CLOSED LISTEN SYN-RECEIVED ESTABLISHED
"""

WHATIF = (
    Entry(
        "two-way-handshake-old-syn",
        "whatif",
        "假如只有两次握手：旧的重复 SYN 也能建立连接",
        "If two segments were enough: an old SYN opens a connection",
        "RFC 9293, 3.5 and 3.10.7.2, the third segment taken out",
        "set profile two-way-handshake\n"
        "set option nagle-free on      # B need not wait for an ACK before it sends\n"
        + _OLD_SYN
        + """\
B: send 100 when ESTABLISHED
expect A ends CLOSED
expect A sends RST
expect B path LISTEN ESTABLISHED CLOSED
""",
    ),
    Entry(
        "old-syn-alone",
        "whatif",
        "旧的重复 SYN 到达，而 A 并没有在建立连接",
        "An old SYN while A is not connecting",
        "RFC 9293, 3.5 and 3.10.7.1",
        _OLD_SYN
        + """\
expect A ends CLOSED
expect A sends RST
expect B path LISTEN SYN-RECEIVED LISTEN
""",
    ),
    Entry(
        "no-time-wait-last-ack-lost",
        "whatif",
        "假如没有 TIME-WAIT：最后一个 ACK 丢失",
        "Without TIME-WAIT: the last ACK is lost",
        "RFC 9293, 3.6 and 3.10.7.4, TIME-WAIT taken out",
        "set profile no-time-wait\n"
        + _LAST_ACK_LOST
        + """\
expect A path SYN-SENT ESTABLISHED FIN-WAIT-1 FIN-WAIT-2 CLOSED
expect A sends RST
expect B path LISTEN SYN-RECEIVED ESTABLISHED CLOSE-WAIT LAST-ACK CLOSED
""",
    ),
    Entry(
        "no-time-wait-old-data",
        "whatif",
        "假如没有 TIME-WAIT：旧数据混入新连接",
        "Without TIME-WAIT: old data enters a new connection",
        "RFC 9293, 3.6.1, TIME-WAIT taken out",
        "set profile no-time-wait\n"
        "set B.iss 300 100             # the second time its numbers overlap the first's\n"
        + _OLD_DATA
        + """\
A: connect when CLOSED after 30 ms
B: send 300 when ESTABLISHED  # 101 to 400
B: send 100 after 45 ms       # 401 to 500, as in the first connection
expect A path SYN-SENT ESTABLISHED FIN-WAIT-1 FIN-WAIT-2 CLOSED SYN-SENT ESTABLISHED
expect B ends ESTABLISHED
""",
    ),
    Entry(
        "time-wait-old-data",
        "whatif",
        "有 TIME-WAIT：旧数据遇不到新连接",
        "With TIME-WAIT: old data finds no new connection",
        "RFC 9293, 3.6.1 and 3.10.1; RFC 1337, fix F1",
        "set option rfc1337 on         # or B's RST would end TIME-WAIT\n"
        + _OLD_DATA
        + """\
A: connect when TIME-WAIT after 30 ms
expect A refused
expect A path SYN-SENT ESTABLISHED FIN-WAIT-1 FIN-WAIT-2 TIME-WAIT CLOSED
expect B ends LISTEN
""",
    ),
    Entry(
        "fixed-iss-old-segment",
        "whatif",
        "假如 ISS 固定不变：旧报文段混入新连接",
        "If the ISS never changed: an old segment enters a new connection",
        "RFC 9293, 3.4.1, the choice of an ISS taken out",
        "set profile fixed-iss\n" + _OLD_SEGMENT,
    ),
    Entry(
        "new-iss-old-segment",
        "whatif",
        "ISS 换了新的：旧报文段落在接收窗口之外",
        "With a new ISS the old segment lies outside the window",
        "RFC 9293, 3.4.1 and 3.10.7.4 (first check)",
        _OLD_SEGMENT,
    ),
)
