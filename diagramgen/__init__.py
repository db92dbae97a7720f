"""Diagrams of TCP that are executed: a reference machine (RFC 9293) is walked, the walk is drawn.

>>> import diagramgen
>>> trace = diagramgen.walked("three-way-handshake")
>>> trace.states["B"]
('CLOSED', 'LISTEN', 'SYN-RECEIVED', 'ESTABLISHED')
>>> svg = diagramgen.draw(trace, lang="zh")
"""

from __future__ import annotations

from diagramgen.api import compared, draw, scenario_text, walked
from diagramgen.scenarios import CATALOGUE, UnknownScenario, find
from diagramgen.tcp.endpoint import Endpoint
from diagramgen.tcp.rules import RFC9293, Rules
from diagramgen.tcp.segment import Segment
from diagramgen.tcp.seq import Seq
from diagramgen.tcp.transitions import ROWS, State
from diagramgen.walk.errors import ScenarioError
from diagramgen.walk.language import parse
from diagramgen.walk.trace import Trace

__version__ = "0.1.0"

__all__ = [
    "CATALOGUE",
    "RFC9293",
    "ROWS",
    "Endpoint",
    "Rules",
    "ScenarioError",
    "Segment",
    "Seq",
    "State",
    "Trace",
    "UnknownScenario",
    "compared",
    "draw",
    "find",
    "parse",
    "scenario_text",
    "walked",
]
