"""Edges that a slip of one octet would move: found by letting mutants loose (`tests/mutation`)."""

import pytest

from diagramgen.tcp.arrives.established import after
from diagramgen.tcp.endpoint import Endpoint, advance
from diagramgen.tcp.events import Arrives, Open, Timeout
from diagramgen.tcp.rules import OPTION_NAMES, RFC9293
from diagramgen.tcp.segment import Options, Segment, SegmentError, octets
from diagramgen.tcp.seq import Seq
from diagramgen.tcp.tcb import Chunk, Parameters, Tcb, Unacknowledged
from diagramgen.tcp.timeouts import CHECKS as TIMEOUTS
from diagramgen.tcp.variants import profile
from tests.tcp.rows import drawn, endpoint_in

REOPENING = RFC9293.with_options("rfc6191")


def sent(endpoint: Endpoint, event: str | Segment) -> list[str]:
    """What the event sends, without PSH."""
    return [drawn(segment) for segment in endpoint.play(event, iss=100).segments]


def test_a_reopened_connection_keeps_its_compartment_and_takes_the_window_of_the_syn() -> None:
    endpoint = endpoint_in("TIME-WAIT", rules=REOPENING)
    endpoint.tcb.security = "secret"
    endpoint.play(Segment.make("SYN", 900, wnd=77, security="secret"))
    assert str(endpoint.state) == "SYN-RECEIVED"
    assert endpoint.tcb.security == "secret"
    assert (endpoint.tcb.snd.wnd, endpoint.tcb.snd.max_wnd) == (77, 77)


def test_the_greatest_window_is_remembered() -> None:
    """MAX.SND.WND (RFC 5961, section 5; the sender's silly windows, 3.8.6.2.1)."""
    endpoint = endpoint_in("ESTABLISHED", {"snd.wnd": 100})
    endpoint.play("<SEQ=301><ACK=101><CTL=ACK><WND=5000>")
    assert endpoint.tcb.snd.max_wnd == 5000
    endpoint.play("<SEQ=301><ACK=101><CTL=ACK><WND=10>")
    assert (endpoint.tcb.snd.wnd, endpoint.tcb.snd.max_wnd) == (10, 5000)


@pytest.mark.parametrize(
    ("ack", "rest"),
    [
        (101, "<SEQ=101><ACK=301><CTL=ACK><DATA=5>"),
        (102, "<SEQ=102><ACK=301><CTL=ACK><DATA=4>"),
        (105, "<SEQ=105><ACK=301><CTL=ACK><DATA=1>"),
    ],
)
def test_what_an_ack_covers_in_part_is_repeated_from_there(ack: int, rest: str) -> None:
    endpoint = endpoint_in("ESTABLISHED")
    endpoint.play("send 5")
    endpoint.play(f"<SEQ=301><ACK={ack}><CTL=ACK>")
    assert sent(endpoint, "timeout retransmission") == [rest]


def test_nothing_is_repeated_of_what_an_ack_covers_whole() -> None:
    endpoint = endpoint_in("ESTABLISHED")
    endpoint.play("send 5")
    endpoint.play("<SEQ=301><ACK=106><CTL=ACK>")
    assert endpoint.tcb.retransmission == ()


@pytest.mark.parametrize(
    ("seq", "left", "up"),
    [(100, 5, 3), (101, 5, 3), (102, 4, 2), (103, 3, 1), (104, 2, None), (105, 1, None)],
)
def test_the_urgent_pointer_of_what_is_left(seq: int, left: int, up: int | None) -> None:
    rest = after(Segment.make("ACK,URG", 101, 301, text=b"abcde", up=3), Seq(seq))
    assert (len(rest.text), rest.up) == (left, up)


def test_urg_that_came_with_a_syn_is_kept_for_later() -> None:
    endpoint = Endpoint("LISTEN")
    endpoint.play("<SEQ=300><CTL=SYN,URG><UP=9>")
    played = endpoint.play("<SEQ=301><ACK=101><CTL=ACK>")
    assert "urgent data" in played.signals
    plain = Endpoint("LISTEN")
    plain.play("<SEQ=300><CTL=SYN>")
    assert plain.tcb.held == ()


def test_the_ack_field_of_an_old_segment_is_looked_at_where_appendix_a2_is_on() -> None:
    """It acknowledges FIN; text and FIN before RCV.NXT are not taken again."""
    fin = "<SEQ=301><ACK=102><CTL=FIN,ACK>"
    plain = endpoint_in("CLOSING")
    assert sent(plain, fin) == ["<SEQ=102><ACK=302><CTL=ACK>"]
    assert str(plain.state) == "CLOSING"
    rules = RFC9293.with_options("appendix-a2")
    endpoint = endpoint_in("CLOSING", rules=rules)
    assert sent(endpoint, fin) == ["<SEQ=102><ACK=302><CTL=ACK>"]
    assert str(endpoint.state) == "TIME-WAIT"
    older = endpoint_in("CLOSING", rules=rules)
    older.play("<SEQ=300><ACK=102><CTL=FIN,ACK>")  # ends before the left edge
    assert str(older.state) == "CLOSING"
    syn = endpoint_in("CLOSING", rules=rules)
    syn.play("<SEQ=301><ACK=102><CTL=SYN,ACK>")
    assert str(syn.state) == "CLOSING"


def test_abort_and_close_with_unread_text_may_carry_ack() -> None:
    rules = RFC9293.with_options("abort-rst-ack", "half-duplex")
    assert sent(endpoint_in("ESTABLISHED", rules=rules), "abort") == [
        "<SEQ=101><ACK=301><CTL=RST,ACK>"
    ]
    assert sent(endpoint_in("ESTABLISHED"), "abort") == ["<SEQ=101><CTL=RST>"]
    endpoint = endpoint_in("ESTABLISHED", rules=rules, parameters={"reads": False})
    endpoint.play("<SEQ=301><ACK=101><CTL=ACK><DATA=5>")
    assert sent(endpoint, "close") == ["<SEQ=101><ACK=306><CTL=RST,ACK>"]


def test_time_wait_turns_off_the_other_timers() -> None:
    endpoint = endpoint_in("FIN-WAIT-2")
    endpoint.tcb.running = ("retransmission", "persist", "user", "delayed-ack")
    endpoint.play("<SEQ=301><ACK=102><CTL=FIN,ACK>")
    assert endpoint.tcb.running == ("time-wait",)


@pytest.mark.parametrize(("known", "state"), [(True, "SYN-SENT"), (False, "LISTEN")])
def test_a_remote_socket_that_a_syn_told_is_forgotten_with_it(known: bool, state: str) -> None:
    endpoint = Endpoint()
    endpoint.play(Open(False, Seq(100), remote=known))
    endpoint.play("<SEQ=300><CTL=SYN>")
    endpoint.play("<SEQ=301><CTL=RST>")
    assert str(endpoint.state) == "LISTEN"
    endpoint.play("send 5")
    assert str(endpoint.state) == state


@pytest.mark.parametrize("state", ["FIN-WAIT-1", "CLOSING", "LAST-ACK"])
def test_the_ack_of_our_fin_answers_the_close(state: str) -> None:
    endpoint = endpoint_in(state)
    nxt = 301 if state == "FIN-WAIT-1" else 302
    assert "ok: CLOSE" in endpoint.play(f"<SEQ={nxt}><ACK=102><CTL=ACK>").signals


@pytest.mark.parametrize("sizes", [(3, 5), (5, 3), (5, 5), (3, 3, 5)])
def test_of_what_waits_at_one_place_the_longest_counts(sizes: tuple[int, ...]) -> None:
    endpoint = endpoint_in("ESTABLISHED")
    for size in sizes:
        endpoint.play(f"<SEQ=305><ACK=101><CTL=ACK><DATA={size}>")
    assert len(endpoint.tcb.held) == (2 if sizes == (5, 3) else 1)
    played = endpoint.play("<SEQ=301><ACK=101><CTL=ACK><DATA=4>")
    assert len(played.delivered) == 9
    assert endpoint.tcb.held == ()


def test_urgent_text_is_announced_before_it_is_delivered() -> None:
    """The sixth check comes before the seventh."""
    played = endpoint_in("ESTABLISHED").play("<SEQ=301><ACK=101><CTL=ACK,URG><UP=3><DATA=5>")
    assert "urgent data" in played.signals


@pytest.mark.parametrize(("ack", "state"), [(102, "SYN-SENT"), (103, "ESTABLISHED")])
def test_with_text_on_our_syn_only_news_is_acceptable(ack: int, state: str) -> None:
    endpoint = Endpoint("SYN-SENT", {"iss": 100, "snd.una": 102, "snd.nxt": 105})
    endpoint.play(f"<SEQ=300><ACK={ack}><CTL=SYN,ACK>")
    assert str(endpoint.state) == state


def test_urg_on_a_syn_ack_is_looked_at() -> None:
    played = Endpoint("SYN-SENT").play("<SEQ=300><ACK=101><CTL=SYN,ACK,URG><UP=9>")
    assert "urgent data" in played.signals


def test_each_receive_takes_its_share() -> None:
    endpoint = endpoint_in("ESTABLISHED", parameters={"reads": False})
    endpoint.play("receive 2")
    endpoint.play("receive 3")
    played = endpoint.play("<SEQ=301><ACK=101><CTL=ACK><DATA=9>")
    assert len(played.delivered) == 5
    assert len(endpoint.tcb.unread) == 4


@pytest.mark.parametrize(
    ("wnd", "calls", "told"), [(0, ("send 5",), True), (99, ("send 5",), True), (99, (), False)]
)
def test_abort_tells_whose_text_is_lost(wnd: int, calls: tuple[str, ...], told: bool) -> None:
    endpoint = endpoint_in("ESTABLISHED", {"snd.wnd": wnd})
    for call in calls:
        endpoint.play(call)
    assert ("error: connection reset" in endpoint.play("abort").signals) == told


def test_octets_are_a_function_of_their_numbers_whenever_they_were_sent() -> None:
    endpoint = Endpoint("LISTEN")
    endpoint.play("send 5")  # before there is an ISS
    played = endpoint.play("<SEQ=300><ACK=101><CTL=SYN,ACK><WND=3>")
    texts = [segment.text for segment in played.segments]
    played = endpoint.play("<SEQ=301><ACK=104><CTL=ACK><WND=99>")
    texts += [segment.text for segment in played.segments]
    endpoint.play("<SEQ=301><ACK=106><CTL=ACK><WND=99>")
    texts += [segment.text for segment in endpoint.play("send 4").segments]
    assert b"".join(texts) == octets(Seq(101), 9)


@pytest.mark.parametrize("words", ["timeout nothing", "later user", "receive 0", "send", "send x"])
def test_an_event_that_is_none_is_refused(words: str) -> None:
    with pytest.raises(ValueError, match=f"no event '{words}'; accepted: open passive"):
        endpoint_in("ESTABLISHED").play(words)


def test_the_interval_between_probes_grows_to_a_minute() -> None:
    endpoint = endpoint_in("ESTABLISHED", {"snd.wnd": 0})
    intervals = []
    for event in ("send 5", *["timeout persist"] * 8):
        timers = endpoint.play(event).timers
        intervals += [getattr(timer, "ms", None) for timer in timers if timer.name == "persist"]
    assert intervals == [1000, 2000, 4000, 8000, 16000, 32000, 60000, 60000, 60000]


def test_plain_rfc_9293_has_every_option_off() -> None:
    assert RFC9293.options.names() == ()
    assert RFC9293.with_options(*OPTION_NAMES).with_options(*OPTION_NAMES, on=False) == RFC9293


def test_nagle_holds_a_small_segment_back_while_another_is_under_way() -> None:
    endpoint = endpoint_in("ESTABLISHED")
    assert len(sent(endpoint, "send 5")) == 1
    assert sent(endpoint, "send 5") == []
    free = endpoint_in("ESTABLISHED", rules=RFC9293.with_options("nagle-free"))
    free.play("send 5")
    assert len(sent(free, "send 5")) == 1


def test_a_segment_that_cannot_be_read_says_why() -> None:
    with pytest.raises(SegmentError, match=r"^field 'SEW'; accepted: SEQ, ACK, CTL, DATA"):
        Segment.parse("<SEW=1>")


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        (Options(), {}),
        (Options(mss=1460), {"mss": 1460}),
        (Options(window_scale=7), {"window_scale": 7}),
        (Options(sack_permitted=True), {"sack_permitted": True}),
        (Options(timestamps=(1, 2)), {"timestamps": [1, 2]}),
        (Options(0, 0, False, (0, 0)), {"mss": 0, "window_scale": 0, "timestamps": [0, 0]}),
    ],
)
def test_the_options_that_are_there(options: Options, expected: dict[str, object]) -> None:
    assert options.as_dict() == expected


@pytest.mark.parametrize("name", ["DATA", "WND", "UP", "MSS"])
def test_a_field_of_sixteen_bits_has_no_more(name: str) -> None:
    ctl = "<ACK=1><CTL=ACK,URG>" if name == "UP" else ""
    Segment.parse(f"<SEQ=1>{ctl}<{name}=65535>")
    with pytest.raises(SegmentError, match=f"{name}=65536; accepted: a number below 65536"):
        Segment.parse(f"<SEQ=1>{ctl}<{name}=65536>")


@pytest.mark.parametrize("name", ["SEQ", "ACK"])
def test_a_number_has_thirty_two_bits(name: str) -> None:
    other = "<ACK=1><CTL=ACK>" if name == "SEQ" else "<SEQ=1><CTL=ACK>"
    Segment.parse(f"<{name}=4294967295>{other}")
    with pytest.raises(SegmentError, match=f"{name}=4294967296; accepted: a number below"):
        Segment.parse(f"<{name}=4294967296>{other}")


def test_octets_are_letters() -> None:
    assert octets(Seq(0), 28) == b"abcdefghijklmnopqrstuvwxyzab"


def test_a_connection_that_returns_to_listen_is_as_open_left_it() -> None:
    endpoint = Endpoint("LISTEN", {"rcv.wnd": 500}, parameters=Parameters(wnd=500))
    endpoint.tcb.security = "secret"
    endpoint.play(Segment.make("SYN", 300, text=b"abc", security="secret"))
    endpoint.play(Segment.make("RST", 301, security="secret"))
    assert str(endpoint.state) == "LISTEN"
    assert endpoint.tcb.variables() == (("rcv.wnd", 500),)
    assert endpoint.tcb.security == "secret"
    assert endpoint.tcb.opened == "passive"


def test_only_a_retransmission_is_marked_as_one() -> None:
    endpoint = endpoint_in("ESTABLISHED")
    step = advance(endpoint.tcb, Arrives(Segment.parse("<SEQ=300><ACK=101><CTL=ACK>")))
    assert step.repeats == [False]
    endpoint.play("send 5")
    assert advance(endpoint.tcb, Timeout("retransmission")).repeats == [True]


def test_the_last_acknowledgment_sent_is_remembered_and_a_reset_is_none() -> None:
    """Last.ACK.sent (RFC 7323, section 4.3)."""
    endpoint = endpoint_in("ESTABLISHED")
    assert endpoint.tcb.last_ack_sent is None
    endpoint.play("<SEQ=301><ACK=101><CTL=ACK><DATA=5>")
    assert endpoint.tcb.last_ack_sent == 306
    syn = Endpoint("SYN-SENT")
    syn.play("timeout retransmission")
    assert syn.tcb.last_ack_sent is None
    listening = Endpoint("LISTEN")
    listening.play("<SEQ=7><ACK=9><CTL=ACK>")
    assert listening.tcb.last_ack_sent is None
    closed = advance(listening.tcb, Open(True, Seq(5)))
    assert closed.tcb.last_ack_sent is None


def test_the_parameters_that_nobody_has_set() -> None:
    assert Parameters() == Parameters(
        wnd=65535,
        mss=1460,
        delack=0,
        rto=1000,
        msl=120_000,
        r1=3,
        r2=100_000,
        r2_syn=180_000,
        user_timeout=300_000,
        reads=True,
        window_scale=None,
        timestamps=False,
        sack=False,
    )


def test_a_reset_of_a_connection_that_is_not_there_is_no_acknowledgment() -> None:
    endpoint = Endpoint()
    assert sent(endpoint, "<SEQ=300><CTL=SYN>") == ["<SEQ=0><ACK=301><CTL=RST,ACK>"]
    assert endpoint.tcb.last_ack_sent is None


def test_a_new_tcb_holds_nothing() -> None:
    tcb = Tcb()
    numbers = (tcb.iss, tcb.irs, tcb.snd.una, tcb.snd.nxt, tcb.snd.wl1, tcb.snd.wl2, tcb.rcv.nxt)
    assert [int(number) for number in numbers] == [0] * 7
    assert (tcb.snd.wnd, tcb.snd.max_wnd, tcb.rcv.wnd, tcb.rto, tcb.owed) == (0, 0, 0, 0, 0)
    assert (tcb.snd_scale, tcb.rcv_scale, tcb.send_mss) == (0, 0, 536)
    flags = (tcb.remote, tcb.remote_from_syn, tcb.closing, tcb.syn_timed_out, tcb.probing)
    assert flags == (False,) * 5
    assert (tcb.peer_scales, tcb.peer_sack, tcb.ts_on) == (False, False, False)
    assert Chunk(b"a") == Chunk(b"a", push=False)
    assert Unacknowledged(Segment.make("SYN", 1), 5).times == 0


def test_a_timeout_in_closed_is_stale() -> None:
    assert Endpoint().play("timeout user").rule == "3.10.8/stale/ignored"


def test_the_timeouts_are_declared_in_the_order_of_the_text() -> None:
    """3.10.8 has three of them; then those of 3.8.6, and what is none."""
    names = [check.number for check in TIMEOUTS]
    assert names == ["user", "retransmission", "time-wait", "persist", "delayed-ack", "stale"]


def test_an_old_segment_may_bring_a_new_window_where_appendix_a2_is_on() -> None:
    endpoint = endpoint_in("ESTABLISHED", rules=RFC9293.with_options("appendix-a2"))
    endpoint.play("<SEQ=301><ACK=101><CTL=ACK><DATA=5><WND=900>")
    endpoint.play("<SEQ=306><ACK=101><CTL=ACK><WND=900>")
    endpoint.play("<SEQ=301><ACK=101><CTL=ACK><DATA=5><WND=40>")
    assert endpoint.tcb.snd.wnd == 40


def test_on_the_way_back_to_time_wait_the_other_timers_are_turned_off() -> None:
    endpoint = endpoint_in("TIME-WAIT", rules=REOPENING)
    endpoint.play("<SEQ=900><CTL=SYN>")
    timers = endpoint.play("<SEQ=901><CTL=RST>").timers
    assert {timer.name: getattr(timer, "ms", None) for timer in timers} == {
        "retransmission": None,
        "user": None,
        "time-wait": 240_000,
    }


def test_the_same_urgent_pointer_is_announced_once() -> None:
    endpoint = endpoint_in("ESTABLISHED")
    urgent = "<SEQ=301><ACK=101><CTL=ACK,URG><UP=9>"
    assert "urgent data" in endpoint.play(urgent).signals
    assert "urgent data" not in endpoint.play(urgent).signals
    assert "urgent data" in endpoint.play("<SEQ=301><ACK=101><CTL=ACK,URG><UP=10>").signals


def test_all_rules_that_had_a_part_are_told_in_order() -> None:
    tcb = endpoint_in("SYN-SENT").tcb
    segment = Segment.parse("<SEQ=300><ACK=101><CTL=SYN,ACK><DATA=5>")
    assert advance(tcb, Arrives(segment)).rules_applied == [
        "3.10.7.3/4/syn-ack",
        "3.10.7.4/7/text",
        "3.10.7.3/4/syn-ack-with-more",
    ]


def test_a_two_way_listener_learns_its_remote_socket_too() -> None:
    listener = Endpoint(rules=profile("two-way-handshake").rules)
    listener.play(Open(False, Seq(300), remote=False))
    listener.play("<SEQ=100><CTL=SYN>")
    assert str(listener.state) == "ESTABLISHED"
    assert (listener.tcb.remote, listener.tcb.remote_from_syn) == (True, True)
