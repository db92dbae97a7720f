"""The ids of all rules: what a trace can give as the reason of a moment."""

from __future__ import annotations

from diagramgen.tcp.arrives import CHECKS, NOTHING
from diagramgen.tcp.calls import CALLS
from diagramgen.tcp.check import Check
from diagramgen.tcp.timeouts import CHECKS as TIMEOUTS
from diagramgen.tcp.variants import variant_checks


def all_checks() -> tuple[Check, ...]:
    """Every check of the reference machine: calls, segments, timeouts."""
    arriving = CHECKS.closed + CHECKS.listen + CHECKS.syn_sent + CHECKS.otherwise
    return CALLS + arriving + (NOTHING,) + TIMEOUTS


def reference_rule_ids() -> tuple[str, ...]:
    """Every rule that a step can end with by RFC 9293, in the order of the RFC's sections."""
    return tuple(rule for check in all_checks() for rule in check.rules())


def variant_rule_ids() -> tuple[str, ...]:
    """Every rule that the habits of `variants` have beside the RFC's, in their order."""
    return tuple(rule for check in variant_checks() for rule in check.rules())


def rule_ids() -> tuple[str, ...]:
    """Every rule that a step can end with: the reference's, then those of variants."""
    return reference_rule_ids() + variant_rule_ids()
