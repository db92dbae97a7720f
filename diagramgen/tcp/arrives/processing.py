"""3.10.7.4, fifth to eighth check: what the segment acknowledges, brings and ends."""

from __future__ import annotations

from diagramgen.tcp.arrives.established import (
    after,
    enter_time_wait,
    establish,
    start_2msl,
    take_ack,
    take_window,
)
from diagramgen.tcp.calls import satisfy_receives
from diagramgen.tcp.check import Check
from diagramgen.tcp.segment import Segment
from diagramgen.tcp.step import Step
from diagramgen.tcp.transitions import SYNCHRONIZED, Cause, State

_TEXT_IS_TAKEN = (State.ESTABLISHED, State.FIN_WAIT_1, State.FIN_WAIT_2)


def _ack(step: Step) -> str:
    seg, snd = step.seg, step.snd
    if seg.ack is None:
        return "no-ack"
    if step.rules.options.rfc5961_ack and step.state in SYNCHRONIZED:
        # MAY-12: (SND.UNA - MAX.SND.WND) =< SEG.ACK =< SND.NXT
        if not snd.una.back(snd.max_wnd) <= seg.ack <= snd.nxt:
            step.acknowledge()
            return "challenge"
    if step.state is State.SYN_RECEIVED:
        # RFC 793 printed "=<" on the left; 9293 has it strict.
        if not snd.una < seg.ack <= snd.nxt:
            step.reset(seg.ack)
            return "unacceptable-ack"
        establish(step, Cause.RCV_ACK_OF_SYN)
        take_ack(step, seg.ack)
        step.note(ACK, "syn-acknowledged")
        return ""
    if seg.ack > snd.nxt:
        # "If the ACK acks something not yet sent"; 3.5.2 asks the same of every synchronized
        # state, LAST-ACK and TIME-WAIT included.
        step.acknowledge()
        return "ack-of-the-future"
    if snd.una < seg.ack:
        take_ack(step, seg.ack)
        step.note(ACK, "acknowledged")
    elif not step.seg.len and not step.rule:
        step.note(ACK, "duplicate-ack")
    if step.tcb.probing:
        # MUST-37: a peer that answers probes keeps the connection open, for however long.
        step.set_timer("user", step.tcb.parameters.user_timeout)
    if snd.una <= seg.ack:
        if snd.wl1 < seg.seq or (snd.wl1 == seg.seq and snd.wl2 <= seg.ack):
            take_window(step)
    return _ack_of_fin(step)


def _ack_of_fin(step: Step) -> str:
    """What the fifth check adds for the states in which our FIN has been sent."""
    done = step.tcb.fin_acknowledged
    if step.state is State.FIN_WAIT_1 and done:
        step.follow(Cause.RCV_ACK_OF_FIN, State.FIN_WAIT_2)
        step.signal("ok: CLOSE")
        step.note(ACK, "fin-acknowledged")
    elif step.state is State.CLOSING:
        if not done:
            return "closing-ignored"
        enter_time_wait(step, Cause.RCV_ACK_OF_FIN)
        step.signal("ok: CLOSE")
        return "closing-fin-acknowledged"
    elif step.state is State.LAST_ACK:
        if done:
            step.signal("ok: CLOSE")
            step.follow(Cause.RCV_ACK_OF_FIN, State.CLOSED)
            return "last-ack"
    elif step.state is State.TIME_WAIT and step.seg.fin:
        # "The only thing that can arrive in this state is a retransmission of the remote FIN.
        # Acknowledge it, and restart the 2 MSL timeout."
        step.follow(Cause.RCV_REPEATED_FIN, State.TIME_WAIT)
        step.owe_ack()
        start_2msl(step)
        return "time-wait-fin"
    return ""


def _urg(step: Step) -> str:
    rcv = step.rcv
    if step.state not in _TEXT_IS_TAKEN:
        return ""
    # What came with the SYN waits in `held`, URG and all.
    for seg in step.tcb.held + (step.seg,):
        if seg.up is None:
            continue
        up = seg.seq + seg.up
        if rcv.up is None or up > rcv.up:
            rcv.up = up
            if up > rcv.nxt:
                step.signal("urgent data")
        step.note(URG, "urgent")
    return ""


def _text(step: Step) -> str:
    seg, tcb = step.seg, step.tcb
    if not seg.text and not seg.fin and not tcb.held:
        return ""
    if step.state not in _TEXT_IS_TAKEN:
        if seg.text:
            # "This should not occur since a FIN has been received from the remote side."
            step.note(TEXT, "ignored")
        return ""
    if seg.text and tcb.closing and step.rules.options.half_duplex:
        # 3.6.1: CLOSE was for both directions, and what comes now is lost (SHLD-3).
        step.reset_in_reply()
        step.follow(Cause.RCV_TEXT_AFTER_CLOSE, State.CLOSED)
        return "after-close"
    before = step.rcv.nxt
    if seg.len:
        _hold(step, seg)
    step.fin_reached = _absorb(step)
    if step.rcv.nxt > before:
        step.note(TEXT, "text")
    elif seg.seq > step.rcv.nxt and seg.len:
        step.owe_ack()
        step.note(TEXT, "held")
    return ""


def _hold(step: Step, seg: Segment) -> None:
    """Keep a segment ahead of RCV.NXT, in the order of its numbers (SHLD-31)."""
    held = [h for h in step.tcb.held if not (h.seq == seg.seq and h.len <= seg.len)]
    held.append(seg)
    held.sort(key=lambda h: h.seq - step.rcv.nxt)
    step.tcb.held = tuple(held)


def _absorb(step: Step) -> bool:
    """Take all held text that RCV.NXT has reached; whether it has reached a FIN.

    Several held segments are dealt with before an acknowledgment leaves (MUST-58, MUST-59).
    """
    tcb, rcv = step.tcb, step.rcv
    fin = False
    held = list(tcb.held)
    while held and held[0].seq <= rcv.nxt and not fin:
        seg = held.pop(0)
        if seg.seq + seg.len <= rcv.nxt:
            continue
        seg = after(seg, rcv.nxt)
        if seg.text:
            _deliver(step, seg.text)
        fin = seg.fin
    tcb.held = () if fin else tuple(held)
    return fin


def _deliver(step: Step, text: bytes) -> None:
    tcb, rcv = step.tcb, step.rcv
    rcv.nxt += len(text)
    # "Once the TCP endpoint takes responsibility for the data, it advances RCV.NXT over the data
    # accepted, and adjusts RCV.WND as appropriate": its right edge does not move left (SHLD-14).
    if tcb.parameters.reads:
        step.delivered += text
    else:
        rcv.wnd -= len(text)
        tcb.unread += text
        satisfy_receives(step)
    step.owe_ack(at_once=False)


def _fin(step: Step) -> str:
    seg = step.seg
    if seg.fin and step.state in (State.CLOSE_WAIT, State.CLOSING, State.LAST_ACK):
        # A second FIN: its number was taken by the first one.
        step.owe_ack()
        return "fin-again"
    if not step.fin_reached:
        return ""
    # "Note that FIN implies PUSH for any segment text not yet delivered to the user."
    step.signal("connection closing")
    step.tcb.receives = ()
    step.rcv.nxt += 1
    if step.state is State.ESTABLISHED:
        step.follow(Cause.RCV_FIN, State.CLOSE_WAIT)
        step.owe_ack(at_once=False)
        return "established"
    step.owe_ack()
    if step.state is State.FIN_WAIT_1:
        # Our FIN is not acknowledged, or the fifth check would have left this state.
        step.follow(Cause.RCV_FIN, State.CLOSING)
        return "fin-wait-1"
    enter_time_wait(step, Cause.RCV_FIN)
    return "fin-wait-2"


ACK = Check(
    "3.10.7.4",
    "5",
    "check the ACK field",
    _ack,
    (
        "no-ack",
        "challenge",
        "unacceptable-ack",
        "syn-acknowledged",
        "ack-of-the-future",
        "acknowledged",
        "duplicate-ack",
        "fin-acknowledged",
        "closing-ignored",
        "closing-fin-acknowledged",
        "last-ack",
        "time-wait-fin",
    ),
)
URG = Check("3.10.7.4", "6", "check the URG bit", _urg, ("urgent",))
TEXT = Check(
    "3.10.7.4",
    "7",
    "process the segment text",
    _text,
    ("ignored", "after-close", "held", "text"),
)
FIN = Check(
    "3.10.7.4",
    "8",
    "check the FIN bit",
    _fin,
    ("fin-again", "established", "fin-wait-1", "fin-wait-2"),
)

CHECKS = (ACK, URG, TEXT, FIN)
