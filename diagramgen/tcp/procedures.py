"""What is done for each call (3.10.1 to 3.10.6) and for a timeout (3.10.8): the entries of `Rules`.

A segment that arrives is taken through checks, of which a variant can replace one. A call or a
timeout is one procedure, and a variant replaces that.
"""

from __future__ import annotations

from typing import Callable, NamedTuple

from diagramgen.tcp import calls
from diagramgen.tcp.events import (
    AbortCall,
    CloseCall,
    Event,
    Open,
    ReceiveCall,
    SendCall,
    StatusCall,
    Timeout,
)
from diagramgen.tcp.step import Step
from diagramgen.tcp.timeouts import timeout


class Procedures(NamedTuple):
    """One function for each kind of event but the segment's."""

    open: Callable[[Step, Open], None]
    send: Callable[[Step, SendCall], None]
    receive: Callable[[Step, ReceiveCall], None]
    close: Callable[[Step, CloseCall], None]
    abort: Callable[[Step, AbortCall], None]
    status: Callable[[Step, StatusCall], None]
    timeout: Callable[[Step, Timeout], None]

    def run(self, step: Step, event: Event) -> None:
        """Do what is to be done for `event`."""
        if isinstance(event, Open):
            self.open(step, event)
        elif isinstance(event, SendCall):
            self.send(step, event)
        elif isinstance(event, ReceiveCall):
            self.receive(step, event)
        elif isinstance(event, CloseCall):
            self.close(step, event)
        elif isinstance(event, AbortCall):
            self.abort(step, event)
        elif isinstance(event, Timeout):
            self.timeout(step, event)
        elif isinstance(event, StatusCall):
            self.status(step, event)


PROCEDURES = Procedures(
    calls.open_,
    calls.send,
    calls.receive,
    calls.close,
    calls.abort,
    calls.status,
    timeout,
)
