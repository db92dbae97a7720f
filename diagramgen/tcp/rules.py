"""Rules: the rows, the checks and the options that are in force, as one frozen value.

`RFC9293` is the default and means the RFC's text with every option off. A counterfactual or a
stack's habit is another value, derived from it and named, never an ``if`` in the reference.
"""

from __future__ import annotations

from dataclasses import dataclass, field, fields, replace

from diagramgen.tcp.arrives import CHECKS, Checks
from diagramgen.tcp.procedures import PROCEDURES, Procedures
from diagramgen.tcp.transitions import ROWS, Transition


@dataclass(frozen=True)
class Options:
    """Behaviour that an RFC names and that plain RFC 9293 does not have; all off by default.

    `rfc5961_rst`, `rfc5961_syn`, `rfc5961_ack`: RFC 5961, sections 3, 4 and 5. `rfc1337`: RST is
    ignored in TIME-WAIT (RFC 1337, fix F1). `rfc6191`: TIME-WAIT accepts a new SYN (RFC 9293,
    3.6.1, MAY-2; RFC 6191). `figure_7`: a crossing SYN,ACK completes a simultaneous open, as
    Figure 7 shows and section 3.10.7.4 does not. `half_duplex`: CLOSE ends both directions, and
    text that nobody will read is answered by RST (3.6.1, MAY-1, SHLD-3). `nagle_free`: the Nagle
    algorithm (3.7.4, SHLD-7) is off. `restart_2msl`: a repeated FIN restarts the 2 MSL timeout,
    as the fifth and the eighth check of 3.10.7.4 intend and the first prevents. `appendix_a2`: the
    ACK field of a segment that ends at the left edge of the window is processed, which Appendix A.2
    wants and the first check of 3.10.7.4 prevents. `abort_rst_ack`: the reset by which ABORT (or
    CLOSE with unread text) breaks off a connection carries ACK; 3.5.3 allows it, 3.10.5 shows none.
    """

    rfc5961_rst: bool = False
    rfc5961_syn: bool = False
    rfc5961_ack: bool = False
    rfc1337: bool = False
    rfc6191: bool = False
    figure_7: bool = False
    half_duplex: bool = False
    nagle_free: bool = False
    restart_2msl: bool = False
    appendix_a2: bool = False
    abort_rst_ack: bool = False

    def has(self, name: str) -> bool:
        """Whether the option `name` (with hyphens) is on; raises `ValueError` if unknown."""
        return all(bool(getattr(self, f)) for f in option_fields(name))

    def names(self) -> tuple[str, ...]:
        """The options that are on, as authors write them."""
        return tuple(f.name.replace("_", "-") for f in fields(self) if getattr(self, f.name))


_GROUPS = (("rfc5961", ("rfc5961_rst", "rfc5961_syn", "rfc5961_ack")),)

#: The names of the options as authors write them; "rfc5961" stands for its three.
OPTION_NAMES = tuple(name for name, _ in _GROUPS) + tuple(
    f.name.replace("_", "-") for f in fields(Options)
)


def option_fields(name: str) -> tuple[str, ...]:
    """The fields of `Options` that `name` stands for; raises `ValueError` if there are none."""
    for group, members in _GROUPS:
        if name == group:
            return members
    if name not in OPTION_NAMES:
        raise ValueError(f"no option {name!r}; accepted: " + ", ".join(OPTION_NAMES))
    return (name.replace("-", "_"),)


@dataclass(frozen=True)
class Rules:
    """What the machine goes by: which rows, which checks of an arriving segment, which procedures
    for calls and timeouts, which options.

    `name` is "RFC9293" or the variant's, by which every chart of a walk says that it is one.
    `iss_varies`: each connection begins with an ISS of its own (3.4.1). The machine is told the
    ISS; whoever drives it asks.
    """

    name: str = "RFC9293"
    rows: tuple[Transition, ...] = ROWS
    checks: Checks = CHECKS
    procedures: Procedures = PROCEDURES
    options: Options = field(default_factory=Options)
    iss_varies: bool = True

    def rows_in_force(self) -> tuple[Transition, ...]:
        """The rows, without those whose option is off."""
        return tuple(row for row in self.rows if self.in_force(row))

    def in_force(self, row: Transition) -> bool:
        """Whether the row is not one whose option is off."""
        return not row.option or self.options.has(row.option)

    def with_options(self, *names: str, on: bool = True) -> Rules:
        """The same rules with these options on (or off); raises `ValueError` if unknown."""
        switched = {f: on for name in names for f in option_fields(name)}
        return replace(self, options=replace(self.options, **switched))


RFC9293 = Rules()

#: What ``set profile NAME`` can name; `variants.profile` has the rules and parameters of each.
PROFILE_NAMES = (
    "rfc9293",
    "linux",
    "freebsd",
    "two-way-handshake",
    "no-time-wait",
    "fixed-iss",
)
