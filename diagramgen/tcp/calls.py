"""3.10.1 to 3.10.6: the calls of the user."""

from __future__ import annotations

from diagramgen.tcp.check import Check
from diagramgen.tcp.events import (
    AbortCall,
    CloseCall,
    Open,
    ReceiveCall,
    SendCall,
    StatusCall,
)
from diagramgen.tcp.output import send_syn
from diagramgen.tcp.step import Step
from diagramgen.tcp.tcb import Chunk
from diagramgen.tcp.transitions import Cause, State

_OPENING = (State.LISTEN, State.SYN_SENT, State.SYN_RECEIVED)
_CLOSING = (State.CLOSING, State.LAST_ACK, State.TIME_WAIT)
_MAY_CLOSE = (State.SYN_RECEIVED, State.ESTABLISHED, State.CLOSE_WAIT)

NO_CONNECTION = "error: connection does not exist"
CLOSING = "error: connection closing"


def _paragraphs(section: str, *paragraphs: tuple[str, str]) -> tuple[Check, ...]:
    # The calls have no numbered checks; the text has a paragraph for each group of states.
    return tuple(
        Check(section, name, "", lambda step: "", tuple(outcomes.split()))
        for name, outcomes in paragraphs
    )


OPEN = _paragraphs(
    "3.10.1",
    ("closed", "passive active unspecified"),
    ("listen", "active unspecified exists"),
    ("otherwise", "exists"),
)
SEND = _paragraphs(
    "3.10.2",
    ("closed", "no-connection"),
    ("listen", "active unspecified"),
    ("opening", "queued"),
    ("established", "sent"),
    ("closing", "closing"),
)
RECEIVE = _paragraphs(
    "3.10.3",
    ("closed", "no-connection"),
    ("opening", "queued"),
    ("established", "delivered queued"),
    ("close-wait", "delivered closing"),
    ("closing", "closing"),
)
CLOSE = _paragraphs(
    "3.10.4",
    ("closed", "no-connection"),
    ("listen", "deleted"),
    ("syn-sent", "deleted"),
    ("syn-received", "fin queued"),
    ("established", "fin unread"),
    ("close-wait", "fin unread"),
    ("closing", "closing"),
)
ABORT = _paragraphs(
    "3.10.5",
    ("closed", "no-connection"),
    ("listen", "deleted"),
    ("syn-sent", "deleted"),
    ("established", "reset"),
    ("closing", "ok"),
)
STATUS = _paragraphs("3.10.6", ("closed", "no-connection"), ("otherwise", "state"))

CALLS = OPEN + SEND + RECEIVE + CLOSE + ABORT + STATUS

#: Outcomes that answer a call by an error and change nothing.
REFUSALS = ("no-connection", "unspecified", "exists", "closing")
_SECTIONS = frozenset(check.section for check in CALLS)


def is_refused(rule: str) -> bool:
    """Whether the rule, a variant's too, is one by which a call is answered by an error."""
    section, _, outcome = rule.split("/")
    return outcome in REFUSALS and section in _SECTIONS


def _note(step: Step, call: tuple[Check, ...], paragraph: str, outcome: str) -> None:
    for check in call:
        if check.number == paragraph:
            return step.note(check, outcome)
    raise ValueError(f"{call[0].section} has no paragraph {paragraph!r}")


def _refuse(
    step: Step, call: tuple[Check, ...], paragraph: str, outcome: str, message: str
) -> None:
    step.signal(message)
    _note(step, call, paragraph, outcome)


def open_(step: Step, call: Open) -> None:
    """OPEN (3.10.1)."""
    paragraph = "closed" if step.state is State.CLOSED else "listen"
    if step.state not in (State.CLOSED, State.LISTEN):
        return _refuse(step, OPEN, "otherwise", "exists", "error: connection already exists")
    if not call.active:
        if step.state is State.LISTEN:
            return _refuse(step, OPEN, "listen", "exists", "error: connection already exists")
        step.follow(Cause.PASSIVE_OPEN, State.LISTEN)
        step.tcb.opened = "passive"
        step.tcb.remote = call.remote
        step.rcv.wnd = step.tcb.parameters.wnd
        return _note(step, OPEN, "closed", "passive")
    if not call.remote:
        return _refuse(step, OPEN, paragraph, "unspecified", "error: remote socket unspecified")
    step.tcb.remote = True
    _become_active(step, Cause.ACTIVE_OPEN)
    _note(step, OPEN, paragraph, "active")


def _become_active(step: Step, cause: Cause) -> None:
    step.follow(cause, State.SYN_SENT)
    step.tcb.opened = "active"
    step.rcv.wnd = step.tcb.parameters.wnd
    send_syn(step)


def send(step: Step, call: SendCall) -> None:
    """SEND (3.10.2)."""
    tcb = step.tcb
    if step.state is State.CLOSED:
        return _refuse(step, SEND, "closed", "no-connection", NO_CONNECTION)
    sending = step.state in _OPENING or step.state in (State.ESTABLISHED, State.CLOSE_WAIT)
    if not sending or tcb.closing:
        return _refuse(step, SEND, "closing", "closing", CLOSING)
    if step.state is State.LISTEN:
        if not tcb.remote:
            message = "error: remote socket unspecified"
            return _refuse(step, SEND, "listen", "unspecified", message)
        _become_active(step, Cause.SEND)
        _note(step, SEND, "listen", "active")
    elif step.state in (State.SYN_SENT, State.SYN_RECEIVED):
        _note(step, SEND, "opening", "queued")
    else:
        _note(step, SEND, "established", "sent")
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
        return _refuse(step, RECEIVE, "closed", "no-connection", NO_CONNECTION)
    if step.state in _CLOSING:
        return _refuse(step, RECEIVE, "closing", "closing", CLOSING)
    if step.state is State.CLOSE_WAIT and not tcb.unread:
        return _refuse(step, RECEIVE, "close-wait", "closing", CLOSING)
    tcb.receives += (call.octets,)
    before = len(step.delivered)
    window = step.rcv.wnd
    satisfy_receives(step)
    outcome = "delivered" if len(step.delivered) > before else "queued"
    if step.state in _OPENING:
        _note(step, RECEIVE, "opening", outcome)
    elif step.state is State.CLOSE_WAIT:
        _note(step, RECEIVE, "close-wait", "delivered")
    else:
        _note(step, RECEIVE, "established", outcome)
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


def close(step: Step, call: CloseCall) -> None:
    """CLOSE (3.10.4): a half-close, unless the option half_duplex is on."""
    tcb = step.tcb
    if step.state is State.CLOSED:
        return _refuse(step, CLOSE, "closed", "no-connection", NO_CONNECTION)
    if step.state is State.LISTEN or step.state is State.SYN_SENT:
        if tcb.receives or tcb.queue:
            step.signal("error: closing")
        paragraph = "listen" if step.state is State.LISTEN else "syn-sent"
        step.follow(Cause.CLOSE, State.CLOSED)
        return _note(step, CLOSE, paragraph, "deleted")
    if tcb.closing or step.state not in _MAY_CLOSE:
        return _refuse(step, CLOSE, "closing", "closing", CLOSING)
    paragraph = "close-wait" if step.state is State.CLOSE_WAIT else "established"
    if tcb.unread and step.rules.options.half_duplex:
        # 3.6.1, SHLD-3: received text would be lost, and the peer is to know.
        _break_off(step)
        step.follow(Cause.CLOSE, State.CLOSED)
        return _note(step, CLOSE, paragraph, "unread")
    tcb.closing = True
    if step.state is State.SYN_RECEIVED:
        if tcb.queue:
            return _note(step, CLOSE, "syn-received", "queued")
        paragraph = "syn-received"
    if step.state is not State.CLOSE_WAIT:
        # In CLOSE-WAIT the row is followed where the FIN is formed: "queue this request until all
        # preceding SENDs have been segmentized; then send a FIN segment, enter LAST-ACK".
        step.follow(Cause.CLOSE, State.FIN_WAIT_1)
    _note(step, CLOSE, paragraph, "fin")


def _break_off(step: Step) -> None:
    # 3.10.5 shows <SEQ=SND.NXT><CTL=RST>.
    step.reset(step.snd.nxt, step.rcv.nxt if step.rules.options.abort_rst_ack else None)


def abort(step: Step, call: AbortCall) -> None:
    """ABORT (3.10.5)."""
    waiting = bool(step.tcb.receives or step.tcb.queue)
    if step.state is State.CLOSED:
        return _refuse(step, ABORT, "closed", "no-connection", NO_CONNECTION)
    if step.state in _CLOSING:
        step.signal("ok")
        paragraph, outcome = "closing", "ok"
    elif step.state is State.LISTEN or step.state is State.SYN_SENT:
        if waiting:
            step.signal("error: connection reset")
        paragraph = "listen" if step.state is State.LISTEN else "syn-sent"
        outcome = "deleted"
    else:
        # ??? Figure 5's note 3 and section 3.5.2 have the sender of a RST enter TIME-WAIT.
        _break_off(step)
        if waiting or step.tcb.retransmission:
            step.signal("error: connection reset")
        paragraph, outcome = "established", "reset"
    step.follow(Cause.ABORT, State.CLOSED)
    _note(step, ABORT, paragraph, outcome)


def status(step: Step, call: StatusCall) -> None:
    """STATUS (3.10.6): of what it may tell, the state."""
    if step.state is State.CLOSED:
        return _refuse(step, STATUS, "closed", "no-connection", NO_CONNECTION)
    step.signal(f"state = {step.state}")
    _note(step, STATUS, "otherwise", "state")
