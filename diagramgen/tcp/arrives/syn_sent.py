"""3.10.7.3: a segment arrives in SYN-SENT."""

from __future__ import annotations

from diagramgen.tcp.arrives.established import (
    establish,
    hold_the_rest,
    tailor,
    take_ack,
    take_window,
)
from diagramgen.tcp.check import Check
from diagramgen.tcp.output import send_syn, take_syn
from diagramgen.tcp.step import Step
from diagramgen.tcp.transitions import Cause, State


def _ack(step: Step) -> str:
    snd, seg = step.snd, step.seg
    if seg.ack is None:
        return ""
    if seg.ack <= step.tcb.iss or seg.ack > snd.nxt:
        if seg.rst:
            return "rst-unacceptable-ack"
        step.reset(seg.ack)
        return "unacceptable-ack"
    # Not "= SND.NXT": with data on the SYN an ACK may cover a part of it.
    return "" if snd.una < seg.ack <= snd.nxt else "old-ack"


def _rst(step: Step) -> str:
    if not step.seg.rst:
        return ""
    if step.seg.ack is None:
        return "without-ack"
    # ??? 3.5's prose has the sender of a SYN return to LISTEN; 3.5.3 and this check say CLOSED.
    step.signal("error: connection reset")
    step.follow(Cause.RCV_RST, State.CLOSED)
    return "connection-reset"


def _security(step: Step) -> str:
    if step.seg.security == step.tcb.security:
        return ""
    step.reset_in_reply()
    return "mismatch"


def _syn(step: Step) -> str:
    seg = step.seg
    if not seg.syn:
        return ""
    take_syn(step)
    if seg.ack is not None:
        take_ack(step, seg.ack)
    if step.snd.una > step.tcb.iss:
        establish(step, Cause.RCV_SYN_ACK)
        step.owe_ack()
        step.note(SYN, "syn-ack")
        if not (seg.text or seg.fin or seg.up is not None):
            return "syn-ack"
        # "If there are other controls or text in the segment, then continue processing at the
        # sixth check", which is 3.10.7.4's.
        step.seg = tailor(seg, step.rcv)
        for check in step.rules.checks.otherwise:
            if check.number in ("6", "7", "8"):
                outcome = check.run(step)
                if outcome:
                    step.note(check, outcome)
        return "syn-ack" if step.rule == SYN.rule("syn-ack") else "syn-ack-with-more"
    take_window(step)
    step.follow(Cause.RCV_SYN, State.SYN_RECEIVED)
    send_syn(step, iss_given=False)
    hold_the_rest(step)
    return "syn"


def _neither(step: Step) -> str:
    return "dropped"


SYN = Check("3.10.7.3", "4", "check the SYN bit", _syn, ("syn-ack", "syn-ack-with-more", "syn"))

CHECKS = (
    Check(
        "3.10.7.3",
        "1",
        "check the ACK bit",
        _ack,
        ("rst-unacceptable-ack", "unacceptable-ack", "old-ack"),
    ),
    Check("3.10.7.3", "2", "check the RST bit", _rst, ("without-ack", "connection-reset")),
    Check("3.10.7.3", "3", "check the security", _security, ("mismatch",)),
    SYN,
    Check("3.10.7.3", "5", "neither SYN nor RST", _neither, ("dropped",)),
)
