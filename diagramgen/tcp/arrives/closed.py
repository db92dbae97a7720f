"""3.10.7.1: a segment arrives in CLOSED."""

from __future__ import annotations

from diagramgen.tcp.check import Check
from diagramgen.tcp.step import Step


def _closed(step: Step) -> str:
    # "All data in the incoming segment is discarded."
    if step.seg.rst:
        return "rst"
    if step.seg.ack is None:
        step.reset_in_reply()
        return "reset-without-ack"
    step.reset_in_reply()
    return "reset-with-ack"


CHECKS = (
    Check(
        "3.10.7.1",
        "1",
        "if the state is CLOSED",
        _closed,
        ("rst", "reset-without-ack", "reset-with-ack"),
    ),
)
