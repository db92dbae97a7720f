"""3.10.1 to 3.10.6: the calls of the user."""

from __future__ import annotations

from diagramgen.tcp.check import Check
from diagramgen.tcp.events import Open, ReceiveCall, SendCall
from diagramgen.tcp.output import send_syn
from diagramgen.tcp.step import Step
from diagramgen.tcp.tcb import Chunk
from diagramgen.tcp.transitions import Cause, State

_OPENING = (State.LISTEN, State.SYN_SENT, State.SYN_RECEIVED)
_CLOSING = (State.CLOSING, State.LAST_ACK, State.TIME_WAIT)

NO_CONNECTION = "error: connection does not exist"
CLOSING = "error: connection closing"


def _call(section: str, *outcomes: str) -> Check:
    # The calls have no numbered paragraphs: an outcome is named by the state it belongs to.
    return Check(section, "call", "", lambda step: "", outcomes)


OPEN = _call("3.10.1", "passive", "active", "listen-active", "unspecified", "exists")
SEND = _call("3.10.2", "no-connection", "listen", "unspecified", "queued", "sent", "closing")
RECEIVE = _call("3.10.3", "no-connection", "queued", "delivered", "closing")
CLOSE = _call(
    "3.10.4",
    "no-connection",
    "listen",
    "syn-sent",
    "syn-received",
    "queued",
    "fin",
    "closing",
    "unread",
)
ABORT = _call("3.10.5", "no-connection", "deleted", "reset", "ok")
STATUS = _call("3.10.6", "no-connection", "state")

CALLS = (OPEN, SEND, RECEIVE, CLOSE, ABORT, STATUS)


def _refuse(step: Step, check: Check, outcome: str, message: str) -> None:
    step.signal(message)
    step.note(check, outcome)


def open_(step: Step, call: Open) -> None:
    """OPEN (3.10.1)."""
    if step.state not in (State.CLOSED, State.LISTEN):
        return _refuse(step, OPEN, "exists", "error: connection already exists")
    if not call.active:
        if step.state is State.LISTEN:
            return _refuse(step, OPEN, "exists", "error: connection already exists")
        step.follow(Cause.PASSIVE_OPEN, State.LISTEN)
        step.tcb.opened = "passive"
        step.tcb.remote = call.remote
        step.rcv.wnd = step.tcb.parameters.wnd
        return step.note(OPEN, "passive")
    if not call.remote:
        return _refuse(step, OPEN, "unspecified", "error: remote socket unspecified")
    outcome = "active" if step.state is State.CLOSED else "listen-active"
    step.tcb.remote = True
    _become_active(step, Cause.ACTIVE_OPEN)
    step.note(OPEN, outcome)


def _become_active(step: Step, cause: Cause) -> None:
    step.follow(cause, State.SYN_SENT)
    step.tcb.opened = "active"
    step.rcv.wnd = step.tcb.parameters.wnd
    send_syn(step)


def send(step: Step, call: SendCall) -> None:
    """SEND (3.10.2)."""
    tcb = step.tcb
    if step.state is State.CLOSED:
        return _refuse(step, SEND, "no-connection", NO_CONNECTION)
    sending = step.state in _OPENING or step.state in (State.ESTABLISHED, State.CLOSE_WAIT)
    if not sending or tcb.closing:
        return _refuse(step, SEND, "closing", CLOSING)
    if step.state is State.LISTEN:
        if not tcb.remote:
            return _refuse(step, SEND, "unspecified", "error: remote socket unspecified")
        _become_active(step, Cause.SEND)
        step.note(SEND, "listen")
    elif step.state in (State.SYN_SENT, State.SYN_RECEIVED):
        step.note(SEND, "queued")
    else:
        step.note(SEND, "sent")
    if call.text:
        tcb.queue += (Chunk(call.text, call.push),)
        end = step.snd.nxt + tcb.queued
        tcb.sends += (end,)
        if call.urgent:
            step.snd.up = end


def receive(step: Step, call: ReceiveCall) -> None:
    """RECEIVE (3.10.3)."""
    tcb = step.tcb
    if step.state is State.CLOSED:
        return _refuse(step, RECEIVE, "no-connection", NO_CONNECTION)
    if step.state in _CLOSING or (step.state is State.CLOSE_WAIT and not tcb.unread):
        return _refuse(step, RECEIVE, "closing", CLOSING)
    tcb.receives += (call.octets,)
    before = len(step.delivered)
    window = step.rcv.wnd
    satisfy_receives(step)
    step.note(RECEIVE, "delivered" if len(step.delivered) > before else "queued")
    if step.rcv.wnd > window and step.state is not State.CLOSE_WAIT:
        # The peer may be waiting for the window (3.8.6.2.2).
        step.owe_ack()


def satisfy_receives(step: Step) -> None:
    """Give text that has come to the RECEIVEs that wait; open the window (3.8.6.2.2, MUST-39)."""
    tcb, rcv = step.tcb, step.rcv
    while tcb.receives and tcb.unread:
        size = tcb.receives[0]
        step.delivered += tcb.unread[:size]
        tcb.unread = tcb.unread[size:]
        tcb.receives = tcb.receives[1:]
    room = tcb.parameters.wnd - len(tcb.unread)
    if room - rcv.wnd >= min(tcb.parameters.wnd // 2, tcb.parameters.mss):
        rcv.wnd = room


def close(step: Step) -> None:
    """CLOSE (3.10.4): a half-close, unless the option half_duplex is on."""
    tcb = step.tcb
    if step.state is State.CLOSED:
        return _refuse(step, CLOSE, "no-connection", NO_CONNECTION)
    if step.state is State.LISTEN or step.state is State.SYN_SENT:
        if tcb.receives or tcb.queue:
            step.signal("error: closing")
        outcome = "listen" if step.state is State.LISTEN else "syn-sent"
        step.follow(Cause.CLOSE, State.CLOSED)
        return step.note(CLOSE, outcome)
    if tcb.closing or step.state not in (
        State.SYN_RECEIVED,
        State.ESTABLISHED,
        State.CLOSE_WAIT,
    ):
        return _refuse(step, CLOSE, "closing", CLOSING)
    if tcb.unread and step.rules.options.half_duplex:
        # 3.6.1, SHLD-3: received text would be lost, and the peer is to know.
        step.reset(step.snd.nxt)
        step.follow(Cause.CLOSE, State.CLOSED)
        return step.note(CLOSE, "unread")
    if step.state is State.SYN_RECEIVED and tcb.queue:
        tcb.closing = True
        return step.note(CLOSE, "queued")
    tcb.closing = True
    if step.state is State.CLOSE_WAIT:
        # "Queue this request until all preceding SENDs have been segmentized; then send a FIN
        # segment, enter LAST-ACK": the row is followed where the FIN is formed.
        return step.note(CLOSE, "fin")
    if step.state is State.SYN_RECEIVED:
        step.follow(Cause.CLOSE, State.FIN_WAIT_1)
        return step.note(CLOSE, "syn-received")
    step.follow(Cause.CLOSE, State.FIN_WAIT_1)
    step.note(CLOSE, "fin")


def abort(step: Step) -> None:
    """ABORT (3.10.5)."""
    if step.state is State.CLOSED:
        return _refuse(step, ABORT, "no-connection", NO_CONNECTION)
    if step.state in _CLOSING:
        step.signal("ok")
        outcome = "ok"
    elif step.state is State.LISTEN or step.state is State.SYN_SENT:
        if step.tcb.receives or step.tcb.queue:
            step.signal("error: connection reset")
        outcome = "deleted"
    else:
        # ??? Figure 5's note 3 and section 3.5.2 have the sender of a RST enter TIME-WAIT.
        step.reset(step.snd.nxt)
        if step.tcb.receives or step.tcb.queue or step.tcb.retransmission:
            step.signal("error: connection reset")
        outcome = "reset"
    step.follow(Cause.ABORT, State.CLOSED)
    step.note(ABORT, outcome)


def status(step: Step) -> None:
    """STATUS (3.10.6): of what it may tell, the state."""
    if step.state is State.CLOSED:
        return _refuse(step, STATUS, "no-connection", NO_CONNECTION)
    step.signal(f"state = {step.state}")
    step.note(STATUS, "state")
