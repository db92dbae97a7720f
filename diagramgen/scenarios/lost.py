"""Each segment of open and close lost once, and data lost."""

from __future__ import annotations

from diagramgen.scenarios.entry import Entry

_OPENING = """\
B: listen
A: connect
"""

_OPENED = """\
expect A path SYN-SENT ESTABLISHED
expect B path LISTEN SYN-RECEIVED ESTABLISHED
"""

_CLOSING = """\
B: listen
A: connect
A: close when ESTABLISHED after 20 ms
B: close when CLOSE-WAIT after 20 ms
"""

_CLOSED = """\
expect A path SYN-SENT ESTABLISHED FIN-WAIT-1 FIN-WAIT-2 TIME-WAIT CLOSED
expect B path LISTEN SYN-RECEIVED ESTABLISHED CLOSE-WAIT LAST-ACK CLOSED
"""

LOST = (
    Entry(
        "syn-lost",
        "lost",
        "SYN 丢失",
        "The SYN is lost",
        "RFC 9293, 3.10.8; RFC 6298, section 5",
        "lose 1st A SYN\n" + _OPENING + _OPENED,
    ),
    Entry(
        "syn-ack-lost",
        "lost",
        "SYN,ACK 丢失",
        "The SYN,ACK is lost",
        "RFC 9293, 3.10.7.4 (first check) and 3.10.8",
        "lose 1st B SYN,ACK\n" + _OPENING + _OPENED,
    ),
    Entry(
        "third-ack-lost",
        "lost",
        "第三个报文段（ACK）丢失，B 没有数据要发",
        "The third segment is lost, and B is idle",
        "RFC 9293, 3.10.7.4 (first check) and 3.10.8",
        "lose 1st A ACK\n" + _OPENING + _OPENED,
    ),
    Entry(
        "third-ack-lost-then-data",
        "lost",
        "第三个报文段丢失，A 接着发送数据",
        "The third segment is lost, and A sends data",
        "RFC 9293, 3.10.7.4 (fifth check)",
        "lose 1st A ACK\n" + _OPENING + "A: send 5 when ESTABLISHED after 20 ms\n" + _OPENED,
    ),
    Entry(
        "data-lost",
        "lost",
        "数据丢失",
        "Data is lost",
        "RFC 9293, 3.8.1 and 3.10.8",
        "lose 1st A DATA\n"
        + _OPENING
        + "A: send 5 when ESTABLISHED after 20 ms\n"
        + "expect A ends ESTABLISHED\nexpect B ends ESTABLISHED\n",
    ),
    Entry(
        "first-fin-lost",
        "lost",
        "第一个 FIN 丢失",
        "The first FIN is lost",
        "RFC 9293, 3.6 and 3.10.8",
        "lose 1st A FIN\n" + _CLOSING + _CLOSED,
    ),
    Entry(
        "ack-of-first-fin-lost",
        "lost",
        "对第一个 FIN 的确认丢失",
        "The ACK of the first FIN is lost",
        "RFC 9293, 3.10.7.4",
        "lose 1st B ACK\n"
        + _CLOSING.replace("CLOSE-WAIT after 20 ms", "CLOSE-WAIT after 2 s")
        + _CLOSED,
    ),
    Entry(
        "second-fin-lost",
        "lost",
        "第二个 FIN 丢失",
        "The second FIN is lost",
        "RFC 9293, 3.6 and 3.10.8",
        "lose 1st B FIN\n" + _CLOSING + _CLOSED,
    ),
    Entry(
        "last-ack-lost",
        "lost",
        "最后一个 ACK 丢失",
        "The last ACK is lost",
        "RFC 9293, 3.10.7.4 (first check)",
        "lose 2nd A ACK                # the first was the third segment of the open\n"
        + _CLOSING
        + _CLOSED,
    ),
    Entry(
        "third-ack-never-arrives",
        "lost",
        "第三个报文段一直丢失：B 放弃，A 发数据才知道",
        "The third segment never arrives: B gives up, and A's data meets CLOSED",
        "RFC 9293, 3.8.3 and 3.10.7.1",
        """\
lose every A ACK
B: listen
A: connect
A: send 3 when ESTABLISHED after 5 min
expect A path SYN-SENT ESTABLISHED CLOSED
expect B path LISTEN SYN-RECEIVED CLOSED
expect B sends RST
""",
    ),
    Entry(
        "data-never-acknowledged",
        "lost",
        "数据始终得不到确认：R2 到时放弃",
        "Data is never acknowledged: R2 ends the connection",
        "RFC 9293, 3.8.3; RFC 6298, section 5",
        """\
lose every A DATA             # from here on nothing of A's arrives
B: listen
A: connect
A: send 4 when ESTABLISHED after 20 ms
expect A path SYN-SENT ESTABLISHED CLOSED
expect B path LISTEN SYN-RECEIVED ESTABLISHED
""",
    ),
)
