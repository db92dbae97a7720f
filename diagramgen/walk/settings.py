"""What the ``set`` statements of a scenario come to: parameters and rules for each peer."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import Any, Mapping

from diagramgen.tcp.rules import RFC9293, Rules
from diagramgen.tcp.tcb import Parameters
from diagramgen.tcp.variants import profile
from diagramgen.walk.scenario import Act, Scenario, Setting

PEERS = ("A", "B")

#: The initial sequence numbers of a first incarnation, as in the RFC's figures, and how far apart
#: those of later incarnations lie where a scenario does not say.
FIRST_ISS: Mapping[str, int] = MappingProxyType({"A": 100, "B": 300})
NEXT_ISS = 100

DELAY = 10

#: Names of settings that are fields of `Parameters`.
_PARAMETERS = ("wnd", "mss", "delack", "rto", "msl", "r2", "r2-syn", "user-timeout")


@dataclass(frozen=True)
class PeerSettings:
    """How one peer is set up. `delay` is that of the direction it sends into, in ms."""

    parameters: Parameters = field(default_factory=Parameters)
    rules: Rules = RFC9293
    iss: tuple[int, ...] = ()
    delay: int = DELAY

    def nth_iss(self, n: int) -> int:
        """The ISS of the peer's connection number `n`, from 0."""
        if not self.rules.iss_varies:
            return self.iss[0]
        if n < len(self.iss):
            return self.iss[n]
        return (self.iss[-1] + (n - len(self.iss) + 1) * NEXT_ISS) % (1 << 32)

    def as_dict(self) -> dict[str, object]:
        """For the trace: everything that is not left at the machine's default, and the ISS."""
        out: dict[str, object] = {"iss": list(self.iss), "delay": self.delay}
        for name in _PARAMETERS + ("reads",):
            out[name] = getattr(self.parameters, name.replace("-", "_"))
        out["options"] = list(self.rules.options.names())
        return out


def rules_name(settings: Mapping[str, PeerSettings]) -> str:
    """The rules in force, for the trace: one name, or one for each peer where they differ."""
    names = [settings[peer].rules.name for peer in PEERS]
    if names[0] == names[1]:
        return names[0]
    return ", ".join([f"{peer}: {name}" for peer, name in zip(PEERS, names)])


def settings_of(scenario: Scenario, rules: Rules = RFC9293) -> dict[str, PeerSettings]:
    """The settings of both peers. Later statements win over earlier ones."""
    found = {peer: PeerSettings(rules=rules, iss=(FIRST_ISS[peer],)) for peer in PEERS}
    for setting in scenario.of(Setting):
        assert isinstance(setting, Setting)
        for peer in (setting.peer,) if setting.peer else PEERS:
            found[peer] = _apply(found[peer], setting)
    for act in scenario.of(Act):
        assert isinstance(act, Act)
        if act.call == "receive":
            # A user that asks for its text has no standing RECEIVE.
            settings = found[act.peer]
            found[act.peer] = replace(
                settings, parameters=replace(settings.parameters, reads=False)
            )
    return found


def _apply(settings: PeerSettings, setting: Setting) -> PeerSettings:
    name, values = setting.name, setting.values
    if name == "iss":
        return replace(settings, iss=tuple(int(v) for v in values))
    if name == "delay":
        return replace(settings, delay=int(values[0]))
    if name == "option":
        rules = settings.rules.with_options(str(values[0]), on=values[1] == "on")
        return replace(settings, rules=rules)
    if name == "profile":
        # The rules of a stack or a counterfactual; options that were turned on before stay on.
        found = profile(str(values[0]))
        rules = found.rules.with_options(*settings.rules.options.names())
        given: dict[str, Any] = dict(found.parameters)
        return replace(settings, rules=rules, parameters=replace(settings.parameters, **given))
    assert name in _PARAMETERS, name
    value: dict[str, Any] = {name.replace("-", "_"): int(values[0])}
    return replace(settings, parameters=replace(settings.parameters, **value))
