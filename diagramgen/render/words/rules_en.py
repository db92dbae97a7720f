"""Why, in English: a sentence for each rule of the machine and of the walk.

A sentence is true whenever its rule can end a step; it says what was found, then what followed.
"We" are the peer whose moment it is, "the peer" is the other one.
"""

from __future__ import annotations

# One rule, one line.
# fmt: off
RULES = (
    # -- 3.10.1 OPEN --
    ("3.10.1/closed/passive", "A passive OPEN creates a TCB and sends nothing: in LISTEN the connection waits for a SYN."),
    ("3.10.1/closed/active", "An active OPEN creates a TCB, chooses the ISS and asks for a connection by <SEQ=ISS><CTL=SYN>."),
    ("3.10.1/closed/unspecified", "An active OPEN must name the remote socket, or there is nobody to send a SYN to: this one is refused."),
    ("3.10.1/listen/active", "An active OPEN in LISTEN changes the connection from passive to active: an ISS is chosen, and a SYN goes out."),
    ("3.10.1/listen/unspecified", "To leave LISTEN for SYN-SENT the remote socket is needed, and this OPEN does not name it: it is refused."),
    ("3.10.1/listen/exists", "The connection is in LISTEN already, so a second passive OPEN is refused: it exists."),
    ("3.10.1/otherwise/exists", "This connection has a TCB already, in a state other than LISTEN, so OPEN is refused: it exists."),
    # -- 3.10.2 SEND --
    ("3.10.2/closed/no-connection", "In CLOSED there is no TCB, and so no connection on which SEND could send."),
    ("3.10.2/listen/active", "With the remote socket known, SEND in LISTEN makes the connection active: a SYN goes out, and the text waits."),
    ("3.10.2/listen/unspecified", "SEND in LISTEN has to know to whom, and no remote socket has been specified: it is refused."),
    ("3.10.2/opening/queued", "The connection is not established yet: the text is queued, to be sent after ESTABLISHED is entered."),
    ("3.10.2/established/sent", "The text leaves as far as SND.WND and the rules for senders (Nagle, silly windows) allow; the rest is queued."),
    ("3.10.2/closing/closing", "The user has called CLOSE, which promised to send no more, so SEND is refused: the connection is closing."),
    # -- 3.10.3 RECEIVE --
    ("3.10.3/closed/no-connection", "In CLOSED there is no TCB, and so no connection from which RECEIVE could take text."),
    ("3.10.3/opening/queued", "The connection is not established yet: RECEIVE is queued until text arrives in ESTABLISHED."),
    ("3.10.3/established/delivered", "Text that arrived in sequence has been waiting for the user: RECEIVE takes up to as much as it asked for."),
    ("3.10.3/established/queued", "There is no text to hand over yet: RECEIVE is queued until some arrives."),
    ("3.10.3/close-wait/delivered", "The peer's FIN has arrived, but text from before it was still unread, and RECEIVE may take that."),
    ("3.10.3/close-wait/closing", "The peer's FIN has arrived and all text before it has been read, so RECEIVE is refused: there will be no more."),
    ("3.10.3/closing/closing", "CLOSE was called here and the peer's FIN has arrived: in this state every RECEIVE is refused."),
    # -- 3.10.4 CLOSE --
    ("3.10.4/closed/no-connection", "In CLOSED there is no TCB, and so no connection that CLOSE could end."),
    ("3.10.4/listen/deleted", "In LISTEN there is no connection to bring to an end: CLOSE deletes the TCB, and no segment is sent."),
    ("3.10.4/syn-sent/deleted", "Our SYN has not been acknowledged, so there is nothing that a FIN could end: CLOSE deletes the TCB."),
    ("3.10.4/syn-received/fin", "No text is waiting, so CLOSE need not wait for ESTABLISHED: FIN-WAIT-1 is entered, and a FIN comes next."),
    ("3.10.4/syn-received/queued", "Text is waiting for ESTABLISHED, and the FIN has to come after it: CLOSE is queued too."),
    ("3.10.4/established/fin", 'CLOSE means "I have no more data to send": FIN-WAIT-1 is entered, and a FIN follows the last of the text.'),
    ("3.10.4/established/unread", "Received text would be lost by this half-duplex CLOSE: a RST, not a FIN, lets the peer know (SHLD-3)."),
    ("3.10.4/close-wait/fin", "The peer has closed, and now so do we: a FIN follows the last of the text, and with it LAST-ACK is entered."),
    ("3.10.4/close-wait/unread", "The peer closed in good order, but text from it is unread at this half-duplex CLOSE: it is sent a RST (SHLD-3)."),
    ("3.10.4/closing/closing", "CLOSE has been called before, and a second FIN must not be sent: this CLOSE is refused, the connection is closing."),
    # -- 3.10.5 ABORT --
    ("3.10.5/closed/no-connection", "In CLOSED there is no TCB, and so no connection that ABORT could break off."),
    ("3.10.5/listen/deleted", "In LISTEN no connection is under way that a RST could break off: ABORT just deletes the TCB."),
    ("3.10.5/syn-sent/deleted", "In SYN-SENT nothing is synchronized yet: ABORT deletes the TCB, and no RST is sent."),
    ("3.10.5/established/reset", "ABORT drops all that is queued, tells the peer by a RST with SEQ=SND.NXT, and deletes the TCB."),
    ("3.10.5/closing/ok", "CLOSE was called here and the peer's FIN has arrived: ABORT is answered \"ok\" and deletes the TCB, without a RST."),
    # -- 3.10.6 STATUS --
    ("3.10.6/closed/no-connection", "In CLOSED there is no TCB, and so no connection on which STATUS could report."),
    ("3.10.6/otherwise/state", "STATUS reports what the TCB holds, the state above all, and changes nothing."),
    # -- 3.10.7.1 CLOSED --
    ("3.10.7.1/1/rst", "There is no connection that a RST could end, and a RST is never answered by another: it is dropped."),
    ("3.10.7.1/1/reset-without-ack", "There is no such connection, so a RST answers; the segment has no ACK, hence SEQ=0 and ACK=SEG.SEQ+SEG.LEN."),
    ("3.10.7.1/1/reset-with-ack", "There is no such connection, so a RST answers, with SEQ=SEG.ACK: the number that its receiver will expect."),
    # -- 3.10.7.2 LISTEN --
    ("3.10.7.2/1/ignored", "In LISTEN this incarnation has sent nothing that a RST could be answering: it is ignored."),
    ("3.10.7.2/2/reset", "In LISTEN nothing has been sent that could be acknowledged, so any ACK is bad: <SEQ=SEG.ACK><CTL=RST> answers it."),
    ("3.10.7.2/3/security-mismatch", "The SYN's security compartment is not the TCB's: a RST answers it, and LISTEN goes on."),
    ("3.10.7.2/3/syn", "A SYN reaches LISTEN: RCV.NXT becomes SEG.SEQ+1, an ISS is chosen, and <SEQ=ISS><ACK=RCV.NXT><CTL=SYN,ACK> is sent."),
    ("3.10.7.2/4/dropped", "The segment has neither RST nor ACK nor SYN, so it neither belongs to a connection nor opens one: it is dropped."),
    # -- 3.10.7.3 SYN-SENT --
    ("3.10.7.3/1/rst-unacceptable-ack", "SEG.ACK does not acknowledge our SYN, so this RST does not answer it: it is dropped."),
    ("3.10.7.3/1/unacceptable-ack", "SEG.ACK is at or below ISS or above SND.NXT, so it is not for our SYN: <SEQ=SEG.ACK><CTL=RST> answers."),
    ("3.10.7.3/1/old-ack", "SEG.ACK is above ISS but not above SND.UNA: it acknowledges nothing new, and the segment is dropped."),
    ("3.10.7.3/2/without-ack", "In SYN-SENT only a RST that acknowledges our SYN is believed; this one has no ACK, and is dropped."),
    ("3.10.7.3/2/connection-reset", 'The RST acknowledges our SYN, so it does answer it: the user is told "connection reset", and the TCB is deleted.'),
    ("3.10.7.3/3/mismatch", "The segment's security compartment is not the TCB's: a RST answers, and SYN-SENT goes on."),
    ("3.10.7.3/4/syn-ack", "The peer's SYN has come and our own is acknowledged (SND.UNA > ISS): the connection is ESTABLISHED, and an ACK says so."),
    ("3.10.7.3/4/syn-ack-with-more", "SYN and ACK establish the connection, and what else the segment carries (URG, text, FIN) is processed at once."),
    ("3.10.7.3/4/syn", "A SYN without an ACK of our own means a simultaneous open: SYN-RECEIVED is entered, and our SYN goes again, with ACK."),
    ("3.10.7.3/5/dropped", "In SYN-SENT a segment with neither SYN nor RST decides nothing: it is dropped."),
    # -- 3.6.1 TIME-WAIT and a new SYN --
    ("3.6.1/reuse/new-syn", "Its timestamp or its sequence number tells this SYN from an old one, so it may reopen the connection (RFC 6191)."),
    ("3.6.1/reuse/old-syn", "Neither timestamp nor sequence number shows this SYN to be new: it is dropped, and TIME-WAIT goes on (RFC 6191)."),
    # -- 3.10.7.4 first: sequence number --
    ("3.6.1/reuse/security-mismatch", "The security of the new SYN is not the connection's: a reset answers, and TIME-WAIT goes on."),
    ("3.10.7.4/1/rst-not-in-window", "Neither SEG.SEQ nor the last number of this RST lies in the receive window: it is dropped without an answer."),
    ("3.10.7.4/1/not-in-window", "Neither SEG.SEQ nor the segment's last number lies in the receive window: it is dropped, and an ACK names RCV.NXT."),
    ("3.10.7.4/1/zero-window", "RCV.WND is zero: text and FIN are not taken, only the rest of the segment is looked at, and an ACK answers."),
    ("3.10.7.4/1/old-timestamp", "The timestamp is older than TS.Recent: an ACK answers, and the segment is dropped (PAWS, RFC 7323)."),
    ("3.10.7.4/1/ack-field-only", "The segment ends at RCV.NXT: its text and FIN are known, yet its ACK field is looked at (Appendix A.2), and an ACK is due."),
    # -- 3.10.7.4 second: RST --
    ("3.10.7.4/2/ignored-in-time-wait", "By RFC 1337 a RST must not cut TIME-WAIT short: it is ignored, and the 2 MSL run on."),
    ("3.10.7.4/2/challenge", "By RFC 5961 only SEG.SEQ = RCV.NXT makes a RST count; this one is elsewhere in the window and gets a challenge ACK."),
    ("3.10.7.4/2/return-to-time-wait", "The RST shows that the SYN which reopened the connection was an old duplicate: TIME-WAIT is taken up again."),
    ("3.10.7.4/2/return-to-listen", "The RST passed the sequence check, and the connection was opened passively: it returns to LISTEN, and the user is not told."),
    ("3.10.7.4/2/connection-refused", 'The RST passed the sequence check, and the connection we asked for is not yet established: "connection refused".'),
    ("3.10.7.4/2/connection-reset", 'The RST passed the sequence check, so it counts: the user is told "connection reset", and the TCB is deleted.'),
    ("3.10.7.4/2/closed", "The RST passed the sequence check, and both peers had closed anyway: the TCB is deleted, and the user is not told."),
    # -- 3.10.7.4 third: security --
    ("3.10.7.4/3/mismatch", "The segment's security compartment is not the TCB's: a RST answers, and SYN-RECEIVED goes on."),
    ("3.10.7.4/3/mismatch-reset", "The segment passed the sequence check, but its security compartment is not the TCB's: a RST is sent, the connection ends."),
    # -- 3.10.7.4 fourth: SYN --
    ("3.10.7.4/4/return-to-listen", "A further SYN lies in the window of a connection that was opened passively: it goes back to LISTEN."),
    ("3.10.7.4/4/challenge", "By RFC 5961 this SYN ends nothing: a challenge ACK answers it, and a peer that lost the connection would reply by RST."),
    ("3.10.7.4/4/reset", 'A SYN inside the window is an error: a RST answers it, the user is told "connection reset", and the TCB is deleted.'),
    # -- 3.10.7.4 fifth: ACK --
    ("3.10.7.4/5/no-ack", "The ACK bit is off, which after the opening SYN is for a RST only: the segment is dropped."),
    ("3.10.7.4/5/challenge", "By RFC 5961 SEG.ACK must lie in SND.UNA-MAX.SND.WND..SND.NXT; this one does not: it is dropped, and an ACK answers."),
    ("3.10.7.4/5/unacceptable-ack", "SEG.ACK does not acknowledge our SYN (SND.UNA < SEG.ACK =< SND.NXT): <SEQ=SEG.ACK><CTL=RST> answers it."),
    ("3.10.7.4/5/syn-acknowledged", "SND.UNA < SEG.ACK =< SND.NXT: our SYN is acknowledged, and ESTABLISHED is entered."),
    ("3.10.7.4/5/ack-of-the-future", "SEG.ACK lies beyond SND.NXT, as if more had been sent: the segment is dropped, and an ACK answers."),
    ("3.10.7.4/5/acknowledged", "SND.UNA < SEG.ACK =< SND.NXT: SND.UNA moves up to SEG.ACK, and what that covers leaves the retransmission queue."),
    ("3.10.7.4/5/duplicate-ack", "SEG.ACK is not above SND.UNA, so it acknowledges nothing new; at most it updates the send window."),
    ("3.10.7.4/5/fin-acknowledged", "SEG.ACK covers our FIN, so the peer has all that we sent: FIN-WAIT-2 is entered, to wait for the peer's FIN."),
    ("3.10.7.4/5/closing-ignored", "CLOSING waits for the acknowledgment of our FIN; SEG.ACK does not cover it, so no more of the segment is looked at."),
    ("3.10.7.4/5/closing-fin-acknowledged", "SEG.ACK covers our FIN, and the peer's has arrived before: TIME-WAIT is entered, for 2 MSL."),
    ("3.10.7.4/5/last-ack", "SEG.ACK covers our FIN, and the peer's came before: nothing is left to wait for, and the TCB is deleted."),
    ("3.10.7.4/5/time-wait-fin", "A FIN in TIME-WAIT is taken for the peer's FIN repeated: it is acknowledged, and the 2 MSL begin anew."),
    # -- 3.10.7.4 sixth: URG --
    ("3.10.7.4/6/urgent", "URG is on: RCV.UP becomes max(RCV.UP, SEG.UP), and the user is told if that is new and ahead of RCV.NXT."),
    # -- 3.10.7.4 seventh: text --
    ("3.10.7.4/7/ignored", "The peer's FIN has been received, so there should be no more text from it: the text is ignored."),
    ("3.10.7.4/7/after-close", "Text arrives after a half-duplex CLOSE, and nobody will read it: a RST lets the peer know (SHLD-3)."),
    ("3.10.7.4/7/held", "The segment begins beyond RCV.NXT: it is held until the gap before it is filled, and an ACK names RCV.NXT."),
    ("3.10.7.4/7/text", "The text is the next in sequence: it is taken, RCV.NXT moves past it, and an acknowledgment is due."),
    # -- 3.10.7.4 eighth: FIN --
    ("3.10.7.4/8/fin-again", "A FIN of this peer has been processed before: a further one is acknowledged and changes nothing."),
    ("3.10.7.4/8/established", "RCV.NXT has reached the peer's FIN and moves past it: CLOSE-WAIT is entered, in which our user may still send."),
    ("3.10.7.4/8/fin-wait-1", "The peer's FIN comes before the acknowledgment of ours, so both close at the same time: CLOSING is entered."),
    ("3.10.7.4/8/fin-wait-2", "Our FIN is acknowledged, and now the peer's has come: it is acknowledged too, and TIME-WAIT lasts 2 MSL."),
    ("3.10.7.4/end/nothing", "The segment passed every check, and none of them found anything to do."),
    # -- 3.10.8, 3.8.6: timeouts --
    ("3.10.8/user/aborted", "The user timeout has expired: queues are flushed, the user is told, and the TCB is deleted; no segment is sent."),
    ("3.10.8/retransmission/repeated", "The RTO passed before an acknowledgment came: the first segment of the queue is sent again, and the RTO is doubled."),
    ("3.10.8/retransmission/r2", "A segment has been repeated for the time R2 without an acknowledgment: the connection is given up."),
    ("3.10.8/time-wait/deleted", "2 MSL have passed in TIME-WAIT: the TCB is deleted."),
    ("3.8.6.1/persist/probe", "SND.WND lets too little or nothing pass, and news of a larger one may be lost: a probe asks for it."),
    ("3.8.6.3/delayed-ack/sent", "The acknowledgment has been delayed for as long as it may be, and nothing came along to carry it: it goes alone."),
    ("3.10.8/stale/ignored", "The timer went off, but what it was set for is no longer there: nothing is done."),
    # -- variants: Linux --
    ("3.10.1/linux-listen/exists", "Linux does not turn a listening socket into an active one: OPEN is refused, for the connection exists."),
    ("3.10.2/linux-listen/no-connection", "Linux does not open a connection by SEND: a listening socket has no peer to send to, and SEND is refused."),
    ("3.10.7.2/linux-syn-fin/dropped", "Linux takes a SYN with FIN for no honest request: in LISTEN it is dropped, and nothing is sent."),
    ("3.10.7.2/linux-syn-text/left", "Linux takes no text with a SYN unless TCP Fast Open is on: it acknowledges the SYN alone, and the text must come again."),
    ("3.10.7.3/linux-quick-syn/soon", "SEG.ACK is not of our SYN: Linux, the first time, repeats the SYN after some 10 ms instead of waiting for the RTO."),
    ("3.10.7.4/linux-duplicate-syn/syn-ack-again", "The SYN has come a second time, so our SYN,ACK may be lost: Linux repeats it at once, where RFC 9293 sends a bare ACK."),
    ("3.10.7.4/linux-ack-first/rst", "SEG.ACK is not SND.UNA+1, so Linux hands the RST to the listening socket, which ignores it."),
    ("3.10.7.4/linux-ack-first/reset", "Linux looks at SEG.ACK before SEG.SEQ here: it is not SND.UNA+1, and <SEQ=SEG.ACK><CTL=RST> answers."),
    ("3.10.7.4/linux-crossing/acknowledged", "Linux takes the crossing SYN,ACK, as Figure 7 has it, and acknowledges it too, which the figure has not."),
    ("3.10.7.4/linux-other-syn/reset", "Another SYN lies in the window: Linux resets it and returns to LISTEN, where RFC 9293 returns without a segment."),
    ("3.10.7.4/linux-stale-ack/established", "SEG.ACK = SND.UNA covers nothing, not even our SYN: after an active OPEN it is enough for Linux, as it was by RFC 793."),
    ("3.8.6.3/linux-quick-ack/at-once", "Linux acknowledges the first text of a connection without delay, while the ACK of a FIN may wait."),
    ("3.10.7.4/linux-orphan/timer", "The socket was closed for both directions, so Linux gives the peer's FIN 60 s to come; RFC 9293 has no such timer."),
    ("3.10.8/linux-orphan/deleted", "The peer's FIN did not come in time, and there is no socket that could wait longer: Linux deletes the TCB."),
    ("3.10.7.4/linux-fin-wait-2/not-in-window", "The segment lies outside the window: what Linux keeps of a closed socket answers it by an ACK, be it a RST."),
    ("3.10.7.4/linux-fin-wait-2/rst", "What Linux keeps of a closed socket believes a RST anywhere in the window: the TCB is deleted."),
    ("3.10.7.4/linux-fin-wait-2/syn", "What Linux keeps of a closed socket sends no challenge ACK: a SYN in the window is reset, and the TCB is deleted."),
    ("3.10.7.4/linux-fin-wait-2/ignored", "The segment brings neither new text nor a FIN, and what Linux keeps of a closed socket waits for a FIN only."),
    ("3.10.7.4/linux-fin-wait-2/text", "The socket was closed for both directions, and nobody will read this text: a RST tells the peer (SHLD-3)."),
    ("3.10.7.4/linux-repeated-fin/ack-taken", "The peer's FIN has come again, and its ACK covers ours: Linux takes that ACK, as Appendix A.2 wants, and is silent."),
    ("3.10.5/linux-time-wait/stays", "Linux keeps TIME-WAIT apart from the socket, so ABORT does not reach it: the 2 MSL run on."),
    ("3.10.7.4/linux-time-wait/exact-ack", "The segment is empty and in sequence: Linux starts the 2 MSL timeout anew, and sends nothing."),
    ("3.10.7.4/linux-time-wait/rst-ignored", "By RFC 1337 a RST must not cut TIME-WAIT short: Linux ignores this one, although SEG.SEQ = RCV.NXT."),
    ("3.10.7.4/linux-time-wait/rst", "The RST has SEG.SEQ = RCV.NXT, and that is enough: TIME-WAIT ends here, and the TCB is deleted."),
    ("3.10.7.4/linux-time-wait/rst-elsewhere", "The RST does not have SEG.SEQ = RCV.NXT: in TIME-WAIT Linux drops it and sends no challenge ACK."),
    ("3.10.7.4/linux-time-wait/syn-fin", "The SYN is new, so Linux gives up TIME-WAIT for it; but it has FIN too, and a listening socket drops that."),
    ("3.10.7.4/linux-time-wait/new-syn", "The SYN is ahead of RCV.NXT and somebody listens: Linux reopens the connection, with an ISS of SND.NXT+65537."),
    ("3.10.7.4/linux-time-wait/acknowledged", "In TIME-WAIT Linux answers by an ACK whatever it has no other use for; an ACK bit starts the 2 MSL anew."),
    # -- variants: FreeBSD --
    ("3.10.7.2/freebsd-syn-fin/dropped", "FreeBSD is set to drop any SYN with FIN: in LISTEN nothing comes of it."),
    ("3.10.7.3/freebsd-syn-fin/dropped", "FreeBSD is set to drop any SYN with FIN: in SYN-SENT it does not even open simultaneously."),
    ("3.10.7.4/freebsd-syn-fin/dropped", "FreeBSD is set to drop any SYN with FIN: the connection does not so much as look at its numbers."),
    ("3.10.7.4/freebsd-rst-ack/reset", "A SYN in the window is an error: FreeBSD, set to RFC 793's rule, answers by <SEQ=SND.NXT><ACK=RCV.NXT><CTL=RST,ACK>."),
    ("3.10.7.2/freebsd-syn-ack/dropped", "A SYN,ACK reached LISTEN, where nothing has been sent: FreeBSD drops it, where RFC 9293 sends a RST."),
    ("3.10.7.4/freebsd-time-wait-syn/dropped", "The SYN is not ahead of RCV.NXT, hence not new: FreeBSD drops it in TIME-WAIT and sends nothing."),
    ("3.10.7.4/freebsd-time-wait-ack/acknowledged", "The segment is in the window but not at RCV.NXT: FreeBSD answers it by an ACK in TIME-WAIT."),
    # -- variants: counterfactuals --
    ("3.10.7.2/two-way/established", "With the third segment taken out, the SYN is enough: it is answered by SYN,ACK, and ESTABLISHED is entered at once."),
    ("3.10.7.4/no-time-wait/fin-acknowledged", "SEG.ACK covers our FIN, and the peer's has arrived before: with TIME-WAIT taken out, the TCB is deleted at once."),
    ("3.10.7.4/no-time-wait/fin", "The peer's FIN has come and is acknowledged: with TIME-WAIT taken out, the TCB is deleted as soon as the ACK has left."),
    # -- what befalls a host --
    ("3.5.1/crash/forgotten", "The host crashes: its TCP forgets everything, and the other peer is not told."),
    ("3.4.2/restart/closed", "The host is up again and remembers no connection: its TCP begins in CLOSED."),
)
# fmt: on
