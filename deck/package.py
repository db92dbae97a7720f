"""The deck of a language, as Anki reads it: the same bytes every time.

Anki tells notes apart by an id and asks when they changed. Here ids are hashes of slugs, so that a
new deck updates an old one and keeps what was learnt; and every time is one constant.
"""

from __future__ import annotations

import hashlib
import io
import json
import zipfile
from collections.abc import Iterable

import genanki

from deck.cards import Card, card
from deck.questions import groups, questions

NAMES = {"zh": "TCP 面试题", "en": "TCP interview"}
NEXT = {"zh": "接着会问", "en": "Asked next"}
PAGE = {"zh": "出处", "en": "Page"}
FIELDS = ("Question", "Answer", "Next", "Page")
#: 2026-01-01, in seconds: when everything in a deck was made, whenever that was.
MADE = 1767225600
_DAY = (2026, 1, 1, 0, 0, 0)

CSS = """
.card { font: 17px/1.5 system-ui, sans-serif; text-align: left; max-width: 44em; margin: 0 auto; }
.question { font-weight: 600; font-size: 1.15em; }
.page { color: gray; font-size: .8em; }
pre { white-space: pre-wrap; overflow-wrap: anywhere; font-size: .8em; padding: .6em;
  background: rgba(128, 128, 128, .12); border-radius: .3em; }
figure { margin: .8em 0; }
figure img { max-width: 100%; height: auto; background: white; border-radius: .3em; }
figcaption { font-size: .8em; opacity: .75; }
table { border-collapse: collapse; font-size: .9em; }
td, th { border: 1px solid gray; padding: .2em .5em; vertical-align: top; }
"""


def package(lang: str, address: str = "") -> bytes:
    """Write the deck of a language as an .apkg file, with a deck below it for each group.

    `address` is that of the site, with a slash at its end; see `card`. Raises what `card` does.
    """
    cards = {question.slug: card(question, lang, address) for question in questions()}
    model = _model(lang)
    decks = []
    for group in groups():
        deck = genanki.Deck(_id(lang, group.slug), f"{NAMES[lang]}::{group.names[lang]}")
        for question in questions():
            if question.group == group.slug:
                deck.add_note(_note(cards[question.slug], model, lang))
        decks.append(deck)
    written = io.BytesIO()
    genanki.Package(decks).write_to_file(written, timestamp=MADE)
    with zipfile.ZipFile(written) as made:
        collection = made.read("collection.anki2")
    return _archive(collection, cards.values())


def _archive(collection: bytes, cards: Iterable[Card]) -> bytes:
    """Put the collection and the charts into a zip without a clock, a host or a compressor."""
    charts: dict[str, str] = {}
    for one in cards:
        charts |= one.charts
    names = sorted(charts)
    files = {"collection.anki2": collection}
    files |= {str(n): charts[name].encode() for n, name in enumerate(names)}
    files["media"] = json.dumps({str(n): name for n, name in enumerate(names)}).encode()
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, octets in files.items():
            archive.writestr(zipfile.ZipInfo(name, _DAY), octets)
    return out.getvalue()


def _id(*words: str) -> int:
    """Make an id that Anki accepts, 31 bits, from words that do not change."""
    hashed = hashlib.sha256("/".join(("diagramgen", *words)).encode()).digest()
    return 1 << 30 | int.from_bytes(hashed[:4], "big") >> 2


def _model(lang: str) -> genanki.Model:
    front = '<div class="question">{{Question}}</div>'
    back = (
        "{{FrontSide}}<hr id=answer>{{Answer}}"
        f"{{{{#Next}}}}<p><b>{NEXT[lang]}</b></p>{{{{Next}}}}{{{{/Next}}}}"
        f'<p class="page">{PAGE[lang]}: {{{{Page}}}}</p>'
    )
    return genanki.Model(
        _id(lang, "model"),
        NAMES[lang],
        fields=[{"name": name} for name in FIELDS],
        templates=[{"name": NAMES[lang], "qfmt": front, "afmt": back}],
        css=CSS,
    )


def _note(one: Card, model: genanki.Model, lang: str) -> genanki.Note:
    return genanki.Note(
        model=model,
        fields=[one.front, one.back, one.follow_ups, one.page],
        tags=list(one.tags),
        guid=genanki.guid_for("diagramgen", lang, one.slug),
    )
