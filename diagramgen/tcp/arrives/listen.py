"""3.10.7.2: a segment arrives in LISTEN."""

from __future__ import annotations

from diagramgen.tcp.arrives.established import hold_the_rest
from diagramgen.tcp.check import Check
from diagramgen.tcp.output import send_syn, take_syn
from diagramgen.tcp.step import Step
from diagramgen.tcp.transitions import Cause, State


def _rst(step: Step) -> str:
    # "An incoming RST should be ignored": it cannot answer anything sent by this incarnation.
    return "ignored" if step.seg.rst else ""


def _ack(step: Step) -> str:
    # "Any acknowledgment is bad if it arrives on a connection still in the LISTEN state."
    if step.seg.ack is not None:
        step.reset(step.seg.ack)
        return "reset"
    return ""


def _syn(step: Step) -> str:
    if not step.seg.syn:
        return ""
    if step.seg.security != step.tcb.security:
        step.reset_in_reply()
        return "security-mismatch"
    take_syn(step)
    # The text sets SND.WND only when the connection is established; a FIN may leave before.
    step.snd.wnd = step.snd.max_wnd = step.seg.wnd
    step.follow(Cause.RCV_SYN, State.SYN_RECEIVED)
    step.tcb.remote_from_syn = not step.tcb.remote
    step.tcb.remote = True
    send_syn(step)
    hold_the_rest(step)
    return "syn"


def _other(step: Step) -> str:
    return "dropped"


CHECKS = (
    Check("3.10.7.2", "1", "check for a RST", _rst, ("ignored",)),
    Check("3.10.7.2", "2", "check for an ACK", _ack, ("reset",)),
    Check("3.10.7.2", "3", "check for a SYN", _syn, ("security-mismatch", "syn")),
    Check("3.10.7.2", "4", "other data or control", _other, ("dropped",)),
)
