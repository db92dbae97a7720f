"""Closing: four segments or three, who goes first, and half-close."""

from __future__ import annotations

from diagramgen.scenarios.entry import Entry

CLOSE = (
    Entry(
        "close-in-four",
        "close",
        "四次挥手",
        "Close in four segments",
        "RFC 9293, Figure 12",
        """\
B: listen
A: connect
A: close when ESTABLISHED after 20 ms
B: close when CLOSE-WAIT after 20 ms
expect A path SYN-SENT ESTABLISHED FIN-WAIT-1 FIN-WAIT-2 TIME-WAIT CLOSED
expect B path LISTEN SYN-RECEIVED ESTABLISHED CLOSE-WAIT LAST-ACK CLOSED
""",
    ),
    Entry(
        "close-in-three",
        "close",
        "三个报文段完成挥手",
        "Close in three segments",
        "RFC 9293, Figure 5, note 2; 3.8.6.3",
        """\
set B.delack 40 ms            # B need not acknowledge at once
B: listen
A: connect
A: close when ESTABLISHED after 20 ms
B: close when CLOSE-WAIT      # and by then it has a FIN of its own
expect A path SYN-SENT ESTABLISHED FIN-WAIT-1 FIN-WAIT-2 TIME-WAIT CLOSED
expect B path LISTEN SYN-RECEIVED ESTABLISHED CLOSE-WAIT LAST-ACK CLOSED
""",
    ),
    Entry(
        "delayed-ack-makes-three",
        "close",
        "ACK 还在推迟时就关闭：四次变三次",
        "A delayed ACK makes four segments three",
        "RFC 9293, 3.8.6.3",
        """\
set delack 40 ms
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
        "close-by-b-first",
        "close",
        "由 B 先关闭",
        "B closes first",
        "RFC 9293, 3.6",
        """\
B: listen
A: connect
B: close when ESTABLISHED after 20 ms
A: close when CLOSE-WAIT after 20 ms
expect A path SYN-SENT ESTABLISHED CLOSE-WAIT LAST-ACK CLOSED
expect B path LISTEN SYN-RECEIVED ESTABLISHED FIN-WAIT-1 FIN-WAIT-2 TIME-WAIT CLOSED
""",
    ),
    Entry(
        "half-close",
        "close",
        "半关闭：FIN 之后对方还在发数据",
        "Half-close: data after the FIN",
        "RFC 9293, 3.6 and 3.6.1",
        """\
B: listen
A: connect
A: close when ESTABLISHED after 20 ms
B: send 8 when CLOSE-WAIT after 20 ms
B: send 6 when CLOSE-WAIT after 40 ms
B: close when CLOSE-WAIT after 40 ms
expect A path SYN-SENT ESTABLISHED FIN-WAIT-1 FIN-WAIT-2 TIME-WAIT CLOSED
expect B path LISTEN SYN-RECEIVED ESTABLISHED CLOSE-WAIT LAST-ACK CLOSED
""",
    ),
    Entry(
        "data-with-fin",
        "close",
        "最后的数据与 FIN 同在一个报文段",
        "The last data and the FIN in one segment",
        "RFC 9293, 3.7.4 and 3.10.4",
        """\
B: listen
A: connect
A: send 5 when ESTABLISHED after 20 ms
A: send 3                     # waits for the ACK (Nagle)
A: close                      # and the FIN waits behind it
B: close when CLOSE-WAIT after 20 ms
expect A path SYN-SENT ESTABLISHED FIN-WAIT-1 FIN-WAIT-2 TIME-WAIT CLOSED
expect B path LISTEN SYN-RECEIVED ESTABLISHED CLOSE-WAIT LAST-ACK CLOSED
""",
    ),
    Entry(
        "close-wait-for-ever",
        "close",
        "B 从不调用 CLOSE：停在 CLOSE-WAIT",
        "B never calls CLOSE and stays in CLOSE-WAIT",
        "RFC 9293, 3.6",
        """\
B: listen
A: connect
A: close when ESTABLISHED after 20 ms
expect A ends FIN-WAIT-2
expect B ends CLOSE-WAIT
""",
    ),
    Entry(
        "response-then-close",
        "close",
        "一问一答，服务器 B 先关闭",
        "A request, a response, and the server closes first",
        "RFC 9293, Figure 12; RFC 9112, section 9.6",
        """\
B: listen
A: connect
A: send 40 when ESTABLISHED after 20 ms     # the request
B: send 200 when ESTABLISHED after 40 ms    # the response
B: close
A: close when CLOSE-WAIT
expect A path SYN-SENT ESTABLISHED CLOSE-WAIT LAST-ACK CLOSED
expect B path LISTEN SYN-RECEIVED ESTABLISHED FIN-WAIT-1 FIN-WAIT-2 TIME-WAIT CLOSED
""",
    ),
)
