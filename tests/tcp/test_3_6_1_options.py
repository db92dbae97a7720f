"""3.6.1 and RFC 6191: half-duplex CLOSE; TIME-WAIT meets a new SYN. Options."""

import pytest

from diagramgen.tcp.rules import RFC9293
from diagramgen.tcp.segment import Options, Segment
from tests.tcp.rows import Row, cases, check, endpoint_in, play

UNREAD: dict[str, int | bool] = {"reads": False}
TEXT = "<SEQ=RCV.NXT><ACK=SND.UNA><CTL=ACK><DATA=5>"

ROWS = [
    Row(
        "R9293-3.6.1-03",
        "ESTABLISHED",
        "close",
        "CLOSED",
        ("RST",),
        before=(TEXT,),
        parameters=UNREAD,
        options="half-duplex",
    ),
    Row(
        "R9293-3.6.1-03",
        "ESTABLISHED",
        "close",
        "CLOSED",
        ("RST",),
        before=("<SEQ=RCV.NXT><ACK=SND.UNA><CTL=FIN,ACK><DATA=5>",),
        parameters=UNREAD,
        options="half-duplex",
    ),
    Row("R9293-3.6.1-03", "ESTABLISHED", "close", "FIN-WAIT-1", sends=None, options="half-duplex"),
    Row("R9293-3.6.1-03", "CLOSE-WAIT", "close", "LAST-ACK", sends=None, options="half-duplex"),
    Row(
        "R9293-3.6.1-03",
        "FIN-WAIT-1 FIN-WAIT-2",
        TEXT,
        "CLOSED",
        ("RST",),
        delivered=0,
        options="half-duplex",
    ),
    # without the option CLOSE is a half-close
    Row(
        "R9293-3.6.1-03",
        "ESTABLISHED",
        "close",
        "FIN-WAIT-1",
        sends=None,
        before=(TEXT,),
        parameters=UNREAD,
    ),
    # RFC 9293 alone: a SYN in TIME-WAIT is a SYN in a synchronized state
    Row("R9293-3.6.1-05", "TIME-WAIT", "<SEQ=RCV.NXT+100><CTL=SYN>", "CLOSED", ("RST",)),
    Row(
        "R9293-3.6.1-05",
        "TIME-WAIT",
        "<SEQ=RCV.NXT-100><CTL=SYN>",
        "same",
        ("<SEQ=SND.NXT><ACK=RCV.NXT><CTL=ACK>",),
    ),
]


@pytest.mark.parametrize(("row", "state"), cases(ROWS))
def test_the_option(row: Row, state: str) -> None:
    check(row, state)


BEFORE, LAST = 1000, 301  # TS.Recent; the last number of the old connection: the peer's FIN

#: RFC 6191, section 2: what the old connection had, what the SYN has, whether it is accepted.
REUSE = [
    ("R6191-2-01 R9293-3.6.1-06 R9293-3.10.7.4-29", BEFORE, BEFORE + 1, LAST - 500, True),
    ("R6191-2-01", BEFORE, BEFORE + 1, LAST + 500, True),
    ("R6191-2-02", BEFORE, BEFORE, LAST + 1, True),
    ("R6191-2-02 R6191-2-04", BEFORE, BEFORE, LAST, False),
    ("R6191-2-03", BEFORE, None, LAST + 1, True),
    ("R6191-2-03 R6191-2-04", BEFORE, None, LAST, False),
    ("R6191-2-04", BEFORE, BEFORE - 1, LAST + 500, False),
    ("R6191-2-05", None, 5, LAST - 500, True),
    ("R6191-2-06 R9293-3.6.1-05", None, None, LAST + 1, True),
    ("R6191-2-06 R9293-3.6.1-05", None, None, LAST + 1_000_000, True),
    ("R6191-2-07", None, None, LAST, False),
    ("R6191-2-07", None, None, LAST - 500, False),
]


@pytest.mark.parametrize("options", ["rfc6191", "rfc6191 rfc5961"])
@pytest.mark.parametrize(("req", "before", "stamp", "seq", "accepted"), REUSE)
def test_time_wait_meets_a_new_syn(
    req: str, before: int | None, stamp: int | None, seq: int, accepted: bool, options: str
) -> None:
    """R5961-4.2-03: and RFC 5961 does not stand in its way."""
    rules = RFC9293.with_options(*options.split())
    endpoint = endpoint_in("TIME-WAIT", {"rcv.wnd": 10}, rules)
    endpoint.tcb.ts_recent, endpoint.tcb.ts_on = before, before is not None
    endpoint.tcb.ts_on = before is not None
    stamps = None if stamp is None else (stamp, 0)
    syn = Segment.make("SYN", seq, options=Options(timestamps=stamps))
    played = endpoint.play(syn, iss=5000)
    if accepted:
        assert (str(played.state), req) == ("SYN-RECEIVED", req)
        assert [str(sent) for sent in played.segments] == [
            f"<SEQ=5000><ACK={(seq + 1) % 2**32}><CTL=SYN,ACK>"
        ]
        timers = {timer.name: getattr(timer, "ms", None) for timer in played.timers}
        assert timers["time-wait"] is None
        assert timers["retransmission"] == 1000
        ack = Segment.make("ACK", seq + 1, 5001)._replace(options=Options(timestamps=stamps))
        assert str(endpoint.play(ack).state) == "ESTABLISHED"
        # a connection like any other, with nothing left of the one before
        sent = endpoint.play("send 5")
        assert [len(s.text) for s in sent.segments] == [5]
        assert {t.name: t.ms for t in sent.timers}["retransmission"] == 1000
        assert endpoint.tcb.rcv.wnd == 65535
        endpoint.play(Segment.make("ACK", seq + 1, 5006))
        assert [s.flags for s in endpoint.play("close").segments] == [("FIN", "ACK")]
    else:
        assert (str(played.state), played.segments, req) == ("TIME-WAIT", (), req)


def test_time_wait_is_back_when_the_syn_was_an_old_duplicate() -> None:
    """R9293-3.6.1-05 (MAY-2, 2): its sender resets the SYN,ACK, and the 2 MSL begin again."""
    endpoint = endpoint_in("TIME-WAIT", rules=RFC9293.with_options("rfc6191"))
    syn_ack = play(endpoint, "<SEQ=RCV.NXT+100><CTL=SYN>").segments[0]
    assert syn_ack.ack is not None
    back = endpoint.play(Segment.make("RST", syn_ack.ack))
    assert (str(back.state), back.segments) == ("TIME-WAIT", ())
    assert {t.name: getattr(t, "ms", None) for t in back.timers}["time-wait"] == 240_000
    (answer,) = play(endpoint, "<SEQ=301><ACK=102><CTL=FIN,ACK>").segments
    assert str(answer) == "<SEQ=102><ACK=302><CTL=ACK>"  # it still knows the connection it was


def test_the_iss_of_a_reopened_connection_is_beyond_all_numbers_of_the_old_one() -> None:
    """R9293-3.6.1-05 (MAY-2, 1)"""
    endpoint = endpoint_in("TIME-WAIT", rules=RFC9293.with_options("rfc6191"))
    (syn_ack,) = endpoint.play("<SEQ=402><CTL=SYN>", iss=50).segments
    assert syn_ack.seq >= 102


@pytest.mark.parametrize("bits", ["SYN,ACK", "SYN,RST"])
def test_only_a_bare_syn_reopens(bits: str) -> None:
    """R9293-3.6.1-05"""
    endpoint = endpoint_in("TIME-WAIT", rules=RFC9293.with_options("rfc6191"))
    ack = "<ACK=SND.NXT>" if "ACK" in bits else ""
    played = play(endpoint, f"<SEQ=RCV.NXT+100>{ack}<CTL={bits}>")
    assert str(played.state) != "SYN-RECEIVED"
