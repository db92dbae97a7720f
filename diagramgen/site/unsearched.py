"""Figures out of the search's sight: it would read every tag of every chart, and keep the captions.

The theme's search leaves out what is marked as excluded, but it parses all of it: a third of the
time of a build. While it looks at a page, its figures are captions only.
"""

from __future__ import annotations

import re

_FIGURE = re.compile(r'<figure class="dg-figure.*?</figure>', re.DOTALL)
_CAPTION = re.compile(r"<figcaption>.*?</figcaption>", re.DOTALL)
_PLACE = re.compile(r"<figure data-place=\"(\d+)\">.*?</figure>", re.DOTALL)


def without_figures(content: str) -> tuple[str, list[str]]:
    """Take the figures out of a page and leave their captions; give both."""
    figures: list[str] = []

    def place(found: re.Match[str]) -> str:
        figures.append(found[0])
        captions = "".join(_CAPTION.findall(found[0]))
        return f'<figure data-place="{len(figures) - 1}">{captions}</figure>'

    return _FIGURE.sub(place, content), figures


def with_figures(content: str, figures: list[str]) -> str:
    """Put the figures back."""
    return _PLACE.sub(lambda found: figures[int(found[1])], content)
