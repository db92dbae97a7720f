"""The header of a fence: what an author may ask for, and what is said to any other wish."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches

from diagramgen.render.look import DETAILS, NUMBERS
from diagramgen.site.errors import OptionError
from diagramgen.site.pages import LANGUAGE, Fence

VIEWS = ("sequence", "states", "header", "window", "table", "text", "beside")
YES_NO = ("yes", "no")

#: Each option and the values that it takes; none given: the author's own words.
ACCEPTED: dict[str, tuple[str, ...]] = {
    "view": VIEWS,
    "title": (),
    "peers": (),
    "names": (),
    "id": (),
    "detail": DETAILS,
    "numbers": NUMBERS,
    "source": YES_NO,
    "steps": YES_NO,
    "player": YES_NO,
    "download": YES_NO,
    "segment": (),
}

#: Options that may stand without a value, which then is "yes".
BARE = ("source", "steps", "player", "download")

_ID = re.compile(r"[A-Za-z][\w-]*", re.ASCII)
_PAIR = re.compile(
    r"""[ \t]*(?P<key>[^\s="'{}]+)(?:=(?:"(?P<double>[^"]*)"|'(?P<single>[^']*)'))?(?=[ \t]|$)"""
)
_COMMA = re.compile("[,\N{FULLWIDTH COMMA}]")
_BRACES = re.compile(r"\{(?P<inner>.*)\}[ \t]*$")
_IN_BRACES = re.compile(
    r"""[ \t]*(?:\#(?P<id>[\w-]+)|\.(?P<class>[\w-]+)
        |(?P<key>[\w-]+)=(?:"(?P<double>[^"]*)"|'(?P<single>[^']*)'|(?P<bare>[^\s"']+)))
        (?=[ \t]|$)""",
    re.VERBOSE,
)


@dataclass(frozen=True)
class Options:
    """A header, read. `title` is `None` where the author left it to us, "" where none is wanted.

    `names` are those of the two walks of the view "beside", `second` is the id of the second one.
    """

    view: str = "sequence"
    title: str | None = None
    peers: tuple[str, str] = ("", "")
    id: str = ""
    detail: str = "numbers"
    numbers: str = "absolute"
    source: bool = False
    steps: bool = True
    player: bool = True
    download: bool = False
    segment: int = 1
    names: tuple[str, str] = ("", "")
    second: str = ""


def did_you_mean(word: str, words: Iterable[str]) -> str:
    """Return a near miss as the end of a sentence, or nothing."""
    near = get_close_matches(word.lower(), list(words), n=1)
    return f"; did you mean {near[0]!r}?" if near else ""


def read_header(text: str) -> Options:
    """Read the header of a fence, from the text after its language.

    Raises `OptionError`.
    """
    braces = _BRACES.match(text)
    pairs = _braced(braces["inner"]) if braces else _plain(text)
    seen: dict[str, str | None] = {}
    for key, value in pairs:
        if key in seen:
            raise OptionError(f"option {key!r} is given twice")
        seen[key] = value
    return read_options(seen)


def checked_header(fence: Fence) -> Options:
    """Read the header of a fence on a page.

    Raises `OptionError`, also for a fence that does not end and for a language in capitals.
    """
    if fence.language != LANGUAGE:
        raise OptionError(f"language {fence.language!r}; did you mean {LANGUAGE!r}?")
    if not fence.closed:
        raise OptionError(f"the fence has no end; accepted: {fence.ticks} alone, at its margin")
    return read_header(fence.options)


def _plain(text: str) -> list[tuple[str, str | None]]:
    pairs: list[tuple[str, str | None]] = []
    at = 0
    while at < len(text.rstrip()):
        found = _PAIR.match(text, at)
        if found is None:
            rest = text[at:].strip()
            bare = re.match(r"([\w-]+)[ \t]*=[ \t]*([^\s\"']*)", rest)
            hint = f'; did you mean {bare[1]}="{bare[2]}"?' if bare and bare[2] else ""
            if '="' in rest:
                hint = """; a value that holds " stands in '...'"""
            raise OptionError(
                f'cannot read {rest!r}: an option is written as key="value", with quotes{hint}'
            )
        value = found["double"] if found["double"] is not None else found["single"]
        pairs.append((found["key"], value))
        at = found.end()
    return pairs


def _braced(text: str) -> list[tuple[str, str | None]]:
    pairs: list[tuple[str, str | None]] = []
    at = 0
    while at < len(text.rstrip()):
        found = _IN_BRACES.match(text, at)
        if found is None:
            raise OptionError(f"cannot read {text[at:].strip()!r} within the braces")
        at = found.end()
        if found["id"]:
            pairs.append(("id", found["id"]))
        elif found["key"]:
            values = (found["double"], found["single"], found["bare"])
            pairs.append((found["key"], next(v for v in values if v is not None)))
        elif found["class"] != "tcp":
            raise OptionError(f"unknown class {found['class']!r}: a chart takes no classes")
    return pairs


def read_options(pairs: dict[str, str | None]) -> Options:
    """Check keys and values; a value of `None` is a key without one.

    Raises `OptionError`.
    """
    for key, value in pairs.items():
        if key not in ACCEPTED:
            names = ", ".join(ACCEPTED)
            near = did_you_mean(key, ACCEPTED)
            raise OptionError(f"unknown option {key!r}; accepted: {names}{near}")
        choices = ACCEPTED[key]
        if value is None and key not in BARE:
            raise OptionError(f'option {key!r} needs a value: {key}="{"|".join(choices) or "..."}"')
        if value is not None and choices and value not in choices:
            raise OptionError(
                f"{key} cannot be {value!r}; accepted: {', '.join(choices)}"
                f"{did_you_mean(value, choices)}"
            )
    view = pairs.get("view") or "sequence"
    first, second = _ids(pairs["id"], view) if pairs.get("id") is not None else ("", "")
    return Options(
        view=view,
        title=pairs.get("title"),
        peers=_labels(pairs, "peers", "client,server"),
        id=first,
        detail=pairs.get("detail") or "numbers",
        numbers=pairs.get("numbers") or "absolute",
        source="source" in pairs and pairs["source"] != "no",
        steps=pairs.get("steps") != "no",
        player=pairs.get("player") != "no",
        download="download" in pairs and pairs["download"] != "no",
        segment=_number(pairs["segment"]) if pairs.get("segment") is not None else 1,
        names=_names(pairs, view),
        second=second,
    )


def _labels(pairs: dict[str, str | None], key: str, such_as: str) -> tuple[str, str]:
    value = pairs.get(key)
    if value is None:
        return "", ""
    labels = [label.strip() for label in _COMMA.split(value)]
    if len(labels) != 2 or not all(labels):
        raise OptionError(f'{key} are two labels, as in {key}="{such_as}"; found {value!r}')
    return labels[0], labels[1]


def _names(pairs: dict[str, str | None], view: str) -> tuple[str, str]:
    if "names" in pairs and view != "beside":
        raise OptionError('names are those of two walks; accepted: names with view="beside"')
    return _labels(pairs, "names", "by the text,by Figure 7")


def _ids(value: str | None, view: str) -> tuple[str, str]:
    """The id of a chart; for the view "beside" perhaps two, the second one of the second walk."""
    parts = [part.strip() for part in (value or "").split(",")]
    if view == "beside" and len(parts) == 2:
        first, second = _id(parts[0]), _id(parts[1])
        if first == second:
            raise OptionError(f"id {value!r} has the same twice")
        return first, second
    return _id(value), ""


def _number(value: str | None) -> int:
    if not re.fullmatch("[1-9][0-9]{0,8}", value or ""):
        raise OptionError(f'segment {value!r}; accepted: a number from 1 on, as in segment="2"')
    return int(value or "")


def _id(value: str | None) -> str:
    if not _ID.fullmatch(value or ""):
        raise OptionError(f"id {value!r} must begin with a letter and hold only a-z, 0-9, - and _")
    return value or ""
