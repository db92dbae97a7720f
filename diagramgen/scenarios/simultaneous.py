"""Both at once: simultaneous open and close."""

from __future__ import annotations

from diagramgen.scenarios.entry import Entry

_BOTH_OPEN = """\
A: connect
B: connect
expect A path SYN-SENT SYN-RECEIVED ESTABLISHED
expect B path SYN-SENT SYN-RECEIVED ESTABLISHED
"""

_BOTH_CLOSE = """\
B: listen
A: connect
A: close when ESTABLISHED after 30 ms
B: close when ESTABLISHED after 20 ms
"""

SIMULTANEOUS = (
    Entry(
        "simultaneous-open",
        "simultaneous",
        "同时打开（按正文）",
        "Simultaneous open, by the text",
        "RFC 9293, 3.10.7.3 and 3.10.7.4; Appendix A.2",
        _BOTH_OPEN,
    ),
    Entry(
        "simultaneous-open-figure-7",
        "simultaneous",
        "同时打开（按图 7）",
        "Simultaneous open, by Figure 7",
        "RFC 9293, Figure 7",
        "set option figure-7 on\n" + _BOTH_OPEN,
    ),
    Entry(
        "simultaneous-close",
        "simultaneous",
        "同时关闭",
        "Simultaneous close",
        "RFC 9293, Figure 13",
        _BOTH_CLOSE
        + """\
expect A path SYN-SENT ESTABLISHED FIN-WAIT-1 CLOSING TIME-WAIT CLOSED
expect B path LISTEN SYN-RECEIVED ESTABLISHED FIN-WAIT-1 CLOSING TIME-WAIT CLOSED
""",
    ),
    Entry(
        "simultaneous-close-fin-lost",
        "simultaneous",
        "同时关闭，其中一个 FIN 丢失",
        "Simultaneous close, one FIN lost",
        "RFC 9293, 3.10.7.4 and 3.10.8",
        "lose 1st A FIN\n"
        + _BOTH_CLOSE
        + """\
expect A path SYN-SENT ESTABLISHED FIN-WAIT-1 CLOSING TIME-WAIT CLOSED
expect B path LISTEN SYN-RECEIVED ESTABLISHED FIN-WAIT-1 FIN-WAIT-2 TIME-WAIT CLOSED
""",
    ),
    Entry(
        "simultaneous-close-acks-lost",
        "simultaneous",
        "同时关闭，两个 ACK 都丢失",
        "Simultaneous close, both ACKs lost",
        "RFC 9293, Appendix A.2",
        "lose 2nd A ACK                # the first was the third segment of the open\n"
        "lose 1st B ACK\n"
        + _BOTH_CLOSE
        + """\
expect A path SYN-SENT ESTABLISHED FIN-WAIT-1 CLOSING TIME-WAIT CLOSED
expect B path LISTEN SYN-RECEIVED ESTABLISHED FIN-WAIT-1 CLOSING TIME-WAIT CLOSED
""",
    ),
)
