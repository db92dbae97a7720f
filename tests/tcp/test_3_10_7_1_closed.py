"""3.10.7.1: a segment arrives in CLOSED."""

import pytest

from tests.tcp.rows import Row, cases, check

WITHOUT_ACK = ("<SEQ=0><ACK=SEG.SEQ+SEG.LEN><CTL=RST,ACK>",)
WITH_ACK = ("<SEQ=SEG.ACK><CTL=RST>",)

ROWS = [
    Row("R9293-3.10.7.1-01 R9293-3.5.2-03", "CLOSED", "<SEQ=5><CTL=RST>"),
    Row("R9293-3.10.7.1-01 R9293-3.5.3-07", "CLOSED", "<SEQ=5><CTL=RST><DATA=3>"),
    Row("R9293-3.10.7.1-01", "CLOSED", "<SEQ=5><ACK=9><CTL=RST,ACK>"),
    Row("R9293-3.10.7.1-01", "CLOSED", "<SEQ=5><ACK=9><CTL=SYN,RST,ACK>"),
    Row("R9293-3.10.7.1-02 R9293-3.5.2-01", "CLOSED", "<SEQ=5><CTL=SYN>", "same", WITHOUT_ACK),
    Row("R9293-3.10.7.1-02 R9293-3.4-03", "CLOSED", "<SEQ=5><CTL=FIN>", "same", WITHOUT_ACK),
    Row("R9293-3.10.7.1-02", "CLOSED", "<SEQ=5><CTL=SYN,FIN><DATA=3>", "same", WITHOUT_ACK),
    Row("R9293-3.10.7.1-02", "CLOSED", "<SEQ=5>", "same", WITHOUT_ACK),
    Row(
        "R9293-3.10.7.1-02",
        "CLOSED",
        "<SEQ=4294967295><CTL=SYN>",
        "same",
        ("<SEQ=0><ACK=0><CTL=RST,ACK>",),
    ),
    Row("R9293-3.10.7.1-03 R9293-3.5.2-02", "CLOSED", "<SEQ=5><ACK=9><CTL=ACK>", "same", WITH_ACK),
    Row("R9293-3.10.7.1-03", "CLOSED", "<SEQ=5><ACK=9><CTL=SYN,ACK>", "same", WITH_ACK),
    Row("R9293-3.10.7.1-03", "CLOSED", "<SEQ=5><ACK=9><CTL=FIN,ACK>", "same", WITH_ACK),
    Row(
        "R9293-3.10.7.1-04 R9293-3.5.1-03",
        "CLOSED",
        "<SEQ=5><ACK=9><CTL=ACK><DATA=10>",
        "same",
        WITH_ACK,
        delivered=0,
    ),
    Row("R9293-3.10.7.4-55", "CLOSED", "<SEQ=5><ACK=9><CTL=FIN,ACK>", "same", WITH_ACK),
    Row(
        "R5961-3.2-02",  # the challenge ACK reaches the peer that really reset
        "CLOSED",
        "<SEQ=101><ACK=301><CTL=ACK>",
        "same",
        WITH_ACK,
    ),
]


@pytest.mark.parametrize(("row", "state"), cases(ROWS))
def test_closed(row: Row, state: str) -> None:
    check(row, state)
