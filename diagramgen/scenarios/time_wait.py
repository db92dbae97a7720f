"""TIME-WAIT meets a SYN: the server closes first, and the client comes again from the same port."""

from __future__ import annotations

from diagramgen.scenarios.entry import Entry

_BEGIN = """\
B: listen
A: connect
B: close when ESTABLISHED after 20 ms
A: close when CLOSE-WAIT after 20 ms
"""

TIME_WAIT = (
    Entry(
        "time-wait-reopened",
        "time-wait",
        "TIME-WAIT 收到序号更大的 SYN：重新打开",
        "TIME-WAIT and a SYN with a higher number: reopened",
        "RFC 9293, 3.6.1; RFC 6191, 2",
        "set option rfc6191 on         # plain RFC 9293 would answer with a RST\n"
        "set A.iss 100 5000\n"
        + _BEGIN
        + """\
A: connect when CLOSED after 100 ms
expect A path SYN-SENT ESTABLISHED CLOSE-WAIT LAST-ACK CLOSED SYN-SENT ESTABLISHED
expect B path LISTEN SYN-RECEIVED ESTABLISHED FIN-WAIT-1 FIN-WAIT-2 TIME-WAIT \
SYN-RECEIVED ESTABLISHED
""",
    ),
    Entry(
        "time-wait-old-syn",
        "time-wait",
        "TIME-WAIT 收到的 SYN 是旧的：退回 TIME-WAIT",
        "TIME-WAIT and an old SYN: back to TIME-WAIT",
        "RFC 9293, 3.6.1",
        "set option rfc6191 on\n"
        + _BEGIN
        + """\
inject to B <SEQ=5000><CTL=SYN> when TIME-WAIT after 40 ms   # A is not connecting
expect A ends CLOSED
expect A sends RST
expect B path LISTEN SYN-RECEIVED ESTABLISHED FIN-WAIT-1 FIN-WAIT-2 TIME-WAIT \
SYN-RECEIVED TIME-WAIT CLOSED
""",
    ),
    Entry(
        "time-wait-lower-syn",
        "time-wait",
        "TIME-WAIT 收到序号更小的 SYN：ACK，RST，再来一次",
        "TIME-WAIT and a SYN with a lower number: ACK, RST, and again",
        "RFC 9293, 3.10.7.4 (first check) and 3.10.7.3",
        "set A.iss 5000 100            # the second time the number is lower\n"
        + _BEGIN
        + """\
B: listen when CLOSED         # for the next client
A: connect when CLOSED after 100 ms
expect A path SYN-SENT ESTABLISHED CLOSE-WAIT LAST-ACK CLOSED SYN-SENT ESTABLISHED
expect B path LISTEN SYN-RECEIVED ESTABLISHED FIN-WAIT-1 FIN-WAIT-2 TIME-WAIT CLOSED \
LISTEN SYN-RECEIVED ESTABLISHED
""",
    ),
)
