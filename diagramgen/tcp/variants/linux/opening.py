"""How Linux 6.18 opens connections where RFC 9293 would do something else."""

from __future__ import annotations

from diagramgen.tcp import calls
from diagramgen.tcp.arrives.acceptance import is_crossing_syn_ack
from diagramgen.tcp.arrives.established import establish
from diagramgen.tcp.check import Check
from diagramgen.tcp.events import Open, SendCall
from diagramgen.tcp.step import Step
from diagramgen.tcp.transitions import Cause, State, Transition
from diagramgen.tcp.variants.derive import Habit, before, each, procedures, rows, without_rows

#: How long after a bad ACK the SYN leaves again, in ms: two ticks of the clock (9 to 11 recorded).
QUICK_SYN = 10


def _passive_syn_received(step: Step) -> bool:
    # "passive" includes a connection that was reopened from TIME-WAIT: there is a listener.
    return step.state is State.SYN_RECEIVED and step.tcb.opened == "passive"


# -- A3: connect() and send() on a listener (`listen_then_connect`) --------------------------------

OPEN_LISTENER = Check("3.10.1", "linux-listen", "", lambda step: "", ("exists",))
SEND_LISTENER = Check("3.10.2", "linux-listen", "", lambda step: "", ("no-connection",))


def _open(step: Step, call: Open) -> None:
    if step.state is State.LISTEN:
        step.signal("error: connection already exists")
        return step.note(OPEN_LISTENER, "exists")
    calls.open_(step, call)


def _send(step: Step, call: SendCall) -> None:
    if step.state is State.LISTEN:
        step.signal(calls.NO_CONNECTION)
        return step.note(SEND_LISTENER, "no-connection")
    calls.send(step, call)


_LISTEN_TO_SYN_SENT = (
    Transition(State.LISTEN, Cause.SEND, "snd SYN", State.SYN_SENT, "3.10.2", figure5=True),
    Transition(State.LISTEN, Cause.ACTIVE_OPEN, "snd SYN", State.SYN_SENT, "3.10.1"),
)


# -- B7: SYN,FIN to LISTEN -------------------------------------------------------------------------


def _syn_fin(step: Step) -> str:
    return "dropped" if step.seg.syn and step.seg.fin else ""


SYN_FIN = Check("3.10.7.2", "linux-syn-fin", "a SYN with FIN", _syn_fin, ("dropped",))


# -- F1: text that comes with a SYN is left for its sender to repeat (probe `k04_data_in_syn`) ----


def _syn_text(step: Step) -> str:
    if step.seg.syn and step.seg.text:
        step.seg = step.seg._replace(text=b"", psh=False)
        step.note(SYN_TEXT, "left")
    return ""


SYN_TEXT = Check("3.10.7.2", "linux-syn-text", "a SYN with text", _syn_text, ("left",))


# -- B3: the SYN again, soon after a bad ACK (`bad_ack_in_syn_sent`, `crash_client_reconnect`) -----


def _quick_syn(step: Step) -> str:
    seg, tcb = step.seg, step.tcb
    bad = seg.ack is not None and (seg.ack <= tcb.iss or seg.ack > tcb.snd.nxt)
    if bad and not tcb.syn_timed_out:
        # The reset may free the peer of what was in the way; the first time, it is not waited for
        # longer than that. A RST with a bad ACK does the same.
        step.set_timer("retransmission", QUICK_SYN)
        step.note(QUICK, "soon")
    return ""


QUICK = Check("3.10.7.3", "linux-quick-syn", "a bad ACK in SYN-SENT", _quick_syn, ("soon",))


# -- B4: a duplicate SYN (`dup_syn_in_syn_received`, `synack_lost_1`) ------------------------------


def _duplicate_syn(step: Step) -> str:
    seg, tcb = step.seg, step.tcb
    again = seg.syn and seg.ack is None and not seg.rst and seg.seq == tcb.irs
    if not (_passive_syn_received(step) and again):
        return ""
    first = tcb.retransmission[0].segment
    step.send(step.form(first.seq, syn=True, options=first.options), repeat=True)
    return "syn-ack-again"


DUPLICATE_SYN = Check(
    "3.10.7.4",
    "linux-duplicate-syn",
    "the SYN again, in SYN-RECEIVED",
    _duplicate_syn,
    ("syn-ack-again",),
)


# -- B6: in passive SYN-RECEIVED the ACK is looked at before the sequence number -------------------


def _ack_first(step: Step) -> str:
    seg = step.seg
    if not _passive_syn_received(step) or seg.ack is None or seg.ack == step.tcb.iss + 1:
        return ""
    if seg.rst:
        return "rst"
    step.reset(seg.ack)
    return "reset"


ACK_FIRST = Check(
    "3.10.7.4", "linux-ack-first", "a bad ACK in SYN-RECEIVED", _ack_first, ("rst", "reset")
)


# -- B1: the crossing SYN,ACK of a simultaneous open is acknowledged too (`simopen`) ---------------


def _crossing(step: Step) -> str:
    if is_crossing_syn_ack(step):
        step.owe_ack()
        step.note(CROSSING, "acknowledged")
    return ""


CROSSING = Check("3.10.7.4", "linux-crossing", "the crossing SYN,ACK", _crossing, ("acknowledged",))


# -- B5: another SYN, in the window (`other_syn_in_syn_received`) ----------------------------------


def _other_syn(step: Step) -> str:
    if not (step.seg.syn and _passive_syn_received(step)):
        return ""
    step.reset_in_reply()
    step.follow(Cause.RCV_SYN_IN_WINDOW, State.LISTEN)
    return "reset"


OTHER_SYN = Check(
    "3.10.7.4", "linux-other-syn", "another SYN in SYN-RECEIVED", _other_syn, ("reset",)
)
_SILENT = Transition(State.SYN_RECEIVED, Cause.RCV_SYN_IN_WINDOW, "", State.LISTEN, "3.10.7.4")
_RESET = Transition(
    State.SYN_RECEIVED, Cause.RCV_SYN_IN_WINDOW, "snd RST,ACK", State.LISTEN, "3.10.7.4"
)


# -- B2: SEG.ACK = ISS establishes a simultaneous open (`synrcvd_active_stale_ack`) ----------------


def _stale_ack(step: Step) -> str:
    # RFC 793 printed "=<" here; the SYN itself stays unacknowledged, and is repeated.
    active = step.state is State.SYN_RECEIVED and step.tcb.opened == "active"
    if active and step.seg.ack == step.snd.una:
        establish(step, Cause.RCV_ACK_OF_SYN)
        step.note(STALE_ACK, "established")
    return ""


STALE_ACK = Check(
    "3.10.7.4", "linux-stale-ack", "an ACK that covers nothing", _stale_ack, ("established",)
)


OPENING = (
    Habit(
        "no-connect-on-listener",
        "3.10.1",
        each(procedures(open=_open, send=_send), without_rows(*_LISTEN_TO_SYN_SENT)),
        (OPEN_LISTENER, SEND_LISTENER),
    ),
    Habit("syn-fin-dropped", "3.10.7.2", before("listen", "3", SYN_FIN), (SYN_FIN,)),
    Habit("syn-text-left", "3.10.7.2", before("listen", "3", SYN_TEXT), (SYN_TEXT,)),
    Habit("quick-syn", "3.10.7.3", before("syn_sent", "1", QUICK), (QUICK,)),
    Habit("duplicate-syn", "3.10.7.4", before("otherwise", "1", DUPLICATE_SYN), (DUPLICATE_SYN,)),
    Habit("ack-first", "3.10.7.4", before("otherwise", "1", ACK_FIRST), (ACK_FIRST,)),
    Habit("crossing-ack", "3.5", before("otherwise", "1", CROSSING), (CROSSING,)),
    Habit(
        "other-syn-reset",
        "3.10.7.4",
        each(before("otherwise", "4", OTHER_SYN), without_rows(_SILENT), rows(_RESET)),
        (OTHER_SYN,),
    ),
    Habit("stale-ack", "3.10.7.4", before("otherwise", "5", STALE_ACK), (STALE_ACK,)),
)
