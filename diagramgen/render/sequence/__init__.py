"""The sequence chart: a trace as a ladder diagram in SVG.

`layout` decides where everything stands, `draw` writes it, `describe` puts it into words.
"""

from __future__ import annotations

from diagramgen.render.look import Look
from diagramgen.render.sequence.draw import draw
from diagramgen.render.sequence.layout import Chart
from diagramgen.walk.trace import Trace

__all__ = ["render"]


def render(trace: Trace, look: Look) -> str:
    """Draw `trace` as an SVG of its own that also stands inside a page."""
    chart = Chart(trace, look)
    return draw(chart, chart.run())
