"""Two walks side by side: a comparison in, a chart, a text, a table or data out.

`rows` says what stands at one height, `settle` and `layout` where everything stands, `draw` writes
the chart; `said` puts what differs into words, here and in the other forms.
"""

from __future__ import annotations

from diagramgen.render.beside.draw import draw
from diagramgen.render.beside.layout import lay_out
from diagramgen.render.look import Look
from diagramgen.walk.comparison import Comparison


def render(comparison: Comparison, look: Look) -> str:
    """Draw two walks as an SVG of its own that also stands inside a page."""
    return draw(lay_out(comparison, look))
