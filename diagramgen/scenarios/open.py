"""Opening: the three-way handshake, and what may ride on it."""

from __future__ import annotations

from diagramgen.scenarios.entry import Entry

OPEN = (
    Entry(
        "three-way-handshake",
        "open",
        "三次握手",
        "Three-way handshake",
        "RFC 9293, Figure 6",
        """\
B: listen
A: connect
expect A path SYN-SENT ESTABLISHED
expect B path LISTEN SYN-RECEIVED ESTABLISHED
""",
    ),
    Entry(
        "data-on-third-ack",
        "open",
        "第三次握手的报文段携带数据",
        "Data on the third segment",
        "RFC 9293, 3.10.7.3",
        """\
B: listen
A: connect
A: send 5 when SYN-SENT       # queued until ESTABLISHED
expect A path SYN-SENT ESTABLISHED
expect B path LISTEN SYN-RECEIVED ESTABLISHED
""",
    ),
    Entry(
        "data-both-ways",
        "open",
        "握手之后双向传送数据",
        "Data both ways after the handshake",
        "RFC 9293, 3.5 and 3.10.7.4",
        """\
B: listen
A: connect
A: send 5 when ESTABLISHED after 20 ms
B: send 8 when ESTABLISHED after 15 ms
expect A ends ESTABLISHED
expect B ends ESTABLISHED
""",
    ),
    Entry(
        "whole-connection",
        "open",
        "一条连接的一生：握手、数据、挥手",
        "A whole connection: open, data, close",
        "RFC 9293, Figures 6 and 12",
        """\
B: listen
A: connect
A: send 5 when ESTABLISHED after 20 ms
B: send 8 when ESTABLISHED after 30 ms
A: close when ESTABLISHED after 60 ms
B: close when CLOSE-WAIT after 20 ms
expect A path SYN-SENT ESTABLISHED FIN-WAIT-1 FIN-WAIT-2 TIME-WAIT CLOSED
expect B path LISTEN SYN-RECEIVED ESTABLISHED CLOSE-WAIT LAST-ACK CLOSED
""",
    ),
    Entry(
        "closed-port",
        "open",
        "连接没有监听的端口",
        "A SYN to a closed port",
        "RFC 9293, 3.10.7.1",
        """\
A: connect                    # nobody listens at B
expect A path SYN-SENT CLOSED
expect B sends RST
""",
    ),
    Entry(
        "syn-never-answered",
        "open",
        "SYN 始终没有回应，直到放弃",
        "A SYN is never answered; R2 ends the attempt",
        "RFC 9293, 3.8.3; RFC 6298, section 5",
        """\
lose every A SYN
B: listen
A: connect
expect A path SYN-SENT CLOSED
expect B ends LISTEN
""",
    ),
    Entry(
        "old-duplicate-syn",
        "open",
        "旧的重复 SYN 先到",
        "An old duplicate SYN arrives first",
        "RFC 9293, Figure 8",
        """\
set A.iss 100
set B.iss 300 400
delay 1st A SYN by 40 ms
B: listen
A: connect
inject to B <SEQ=90><CTL=SYN> when LISTEN after 5 ms
expect A path SYN-SENT ESTABLISHED
expect B path LISTEN SYN-RECEIVED LISTEN SYN-RECEIVED ESTABLISHED
""",
    ),
)
