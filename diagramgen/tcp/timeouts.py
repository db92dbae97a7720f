"""3.10.8: timeouts, with the back-off of RFC 6298 and the limits of section 3.8.3."""

from __future__ import annotations

from diagramgen.tcp.check import Check
from diagramgen.tcp.events import Timeout
from diagramgen.tcp.output import probe
from diagramgen.tcp.step import Step
from diagramgen.tcp.transitions import Cause, State

USER = Check("3.10.8", "user", "USER TIMEOUT", lambda step: "", ("aborted",))
RETRANSMISSION = Check(
    "3.10.8", "retransmission", "RETRANSMISSION TIMEOUT", lambda step: "", ("repeated", "r2")
)
TIME_WAIT = Check("3.10.8", "time-wait", "TIME-WAIT TIMEOUT", lambda step: "", ("deleted",))
PERSIST = Check("3.8.6.1", "persist", "zero-window probing", lambda step: "", ("probe",))
DELAYED_ACK = Check("3.8.6.3", "delayed-ack", "delayed ACK", lambda step: "", ("sent",))
STALE = Check("3.10.8", "stale", "a timer without a cause", lambda step: "", ("ignored",))

CHECKS = (USER, RETRANSMISSION, TIME_WAIT, PERSIST, DELAYED_ACK, STALE)


def timeout(step: Step, event: Timeout) -> None:
    """A timer went off; one for which there is no cause is ignored."""
    tcb, timer = step.tcb, event.timer
    tcb.running = tuple(name for name in tcb.running if name != timer)
    waits = tcb.unsent or tcb.probing
    if step.state is State.CLOSED:
        step.note(STALE, "ignored")
    elif timer == "user":
        step.signal("error: connection aborted due to user timeout")
        step.follow(Cause.USER_TIMEOUT, State.CLOSED)
        step.note(USER, "aborted")
    elif timer == "retransmission" and tcb.retransmission:
        _retransmission(step)
    elif timer == "time-wait" and step.state is State.TIME_WAIT:
        step.follow(Cause.TIME_WAIT_TIMEOUT, State.CLOSED)
        step.note(TIME_WAIT, "deleted")
    elif timer == "persist" and waits:
        probe(step)
        step.note(PERSIST, "probe")
    elif timer == "delayed-ack" and tcb.owed:
        step.acknowledge()
        step.note(DELAYED_ACK, "sent")
    else:
        step.note(STALE, "ignored")


def _retransmission(step: Step) -> None:
    tcb = step.tcb
    first = tcb.retransmission[0]
    seg = first.segment
    limit = tcb.parameters.r2_syn if seg.syn else tcb.parameters.r2
    if step.now - first.sent >= limit:
        step.signal("error: connection aborted: no acknowledgment within R2")
        step.follow(Cause.R2_REACHED, State.CLOSED)
        step.note(RETRANSMISSION, "r2")
        return
    times = first.times + 1
    tcb.retransmission = (first._replace(times=times),) + tcb.retransmission[1:]
    if times == tcb.parameters.r1:
        step.signal("warning: no acknowledgment after R1 retransmissions")
    step.send(
        step.form(seg.seq, seg.text, seg.syn, seg.fin, seg.psh, seg.up, seg.options), repeat=True
    )
    if step.state is not State.SYN_SENT:
        step.owes_nothing()
    if seg.syn:
        tcb.syn_timed_out = True
    # RFC 6298, 5.5 and 5.6: the RTO is doubled, and the timer runs for the new RTO.
    tcb.rto *= 2
    step.set_timer("retransmission", tcb.rto)
    step.note(RETRANSMISSION, "repeated")
