"""What the script of a page fills in: a chart's stage, and the dialog in which it is large.

Written here and not by the script: so it is in the page's language, and markup is never made of
data. A page holds it once, in a `<template>`, which shows nothing.
"""

from __future__ import annotations

from functools import cache
from html import escape

from diagramgen.render.words.player import words
from diagramgen.site.player.graph import small_graph

#: The signs of the buttons, in a square of 24.
_SIGNS = {
    "back": "M15 5l-7 7 7 7",
    "forth": "M9 5l7 7-7 7",
    "play": "M8 5l11 7-11 7z",
    "pause": "M8 5v14M16 5v14",
    "close": "M6 6l12 12M18 6L6 18",
    "larger": "M5 12h14M12 5v14",
    "smaller": "M5 12h14",
    "enlarge": "M14 4h6v6M10 20H4v-6M20 4l-7 7M4 20l7-7",
}


def _button(name: str, label: str, more: str = "") -> str:
    said = escape(label)
    return (
        f'<button type="button" class="dg-button" data-do="{name}" title="{said}"'
        f' aria-label="{said}"{more}>{_sign(name)}</button>'
    )


def _sign(name: str) -> str:
    return f'<svg viewBox="0 0 24 24" aria-hidden="true"><path d="{_SIGNS[name]}"/></svg>'


@cache
def kit(lang: str) -> str:
    """The parts in the language of the page."""
    word = words(lang)
    play = _button("play", word.play, ' aria-pressed="false"')
    play = play.replace("</button>", f"{_sign('pause')}</button>")
    stage = (
        f'<div class="dg-stage" role="group" aria-label="{word.group}" tabindex="-1">'
        '<div class="dg-film"></div><div class="dg-panel"><div class="dg-now"><div class="dg-keys">'
        f"{_button('back', word.back)}{play}{_button('forth', word.forth)}"
        f'<input type="range" class="dg-scrub" min="0" step="1" aria-label="{word.scrub}">'
        f'<span class="dg-count" data-count="{escape(word.count)}" aria-hidden="true"></span>'
        f"{_button('close', word.close)}</div>"
        f'<div class="dg-live" aria-live="polite" aria-atomic="true"'
        f' data-before="{escape(word.before)}"><p class="dg-says"></p>'
        '<div class="dg-because"></div></div></div>'
        f'<div class="dg-more">{small_graph()}'
        f'<table class="dg-table dg-variables"><caption>{word.variables}</caption>'
        f'<thead><tr><th scope="col">{word.variable}</th><th scope="col"></th>'
        '<th scope="col"></th></tr></thead><tbody></tbody></table></div></div></div>'
    )
    dialog = (
        f'<dialog class="dg-dialog" aria-label="{word.enlarge}"><div class="dg-keys">'
        f"{_button('smaller', word.smaller)}{_button('larger', word.larger)}"
        f'{_button("close", word.close)}</div><div class="dg-large" tabindex="0"></div></dialog>'
    )
    return (
        f'<template class="dg-kit" data-search-exclude data-steps="{escape(word.steps)}">'
        f"{stage}{dialog}{_button('enlarge', word.enlarge)}</template>"
    )
