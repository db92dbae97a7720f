"""A Content-Security-Policy for every page: nothing from elsewhere, and no inline script of ours.

The theme itself has a few inline scripts; the policy allows these, by the hash of their text. It is
one and the same on every page, since instant navigation carries the policy of the first page along.
"""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Iterable, Iterator
from hashlib import sha256
from pathlib import Path

#: What a page may fetch, but for its scripts. `'self'` leaves a page on disk without anything in
#: some browsers, hence `file:`; a page from a host may not read files anyway.
DIRECTIVES = (
    ("default-src", "'none'"),
    ("style-src", "'self' file: 'unsafe-inline'"),  # an aligned cell of a table has a style
    ("img-src", "'self' file: data:"),  # the theme's icons are data
    ("font-src", "'self' file:"),
    ("connect-src", "'self' file:"),  # instant navigation, the search's index
    ("worker-src", "'self' file:"),
    ("manifest-src", "'self'"),
    ("form-action", "'none'"),
    ("base-uri", "'none'"),
)
_SCRIPT = re.compile(r"<script\b([^>]*)>(.*?)</script>", re.DOTALL)
_TYPE = re.compile(r"""\btype=["']?([^"'\s>]*)""")
_PLACE = re.compile(r'<meta name="viewport"[^>]*>')
_MARK = '<meta http-equiv="Content-Security-Policy"'


def inline(page: str) -> Iterator[str]:
    """Yield the text of each inline script that a browser would run; data in a script is none."""
    for attributes, text in _SCRIPT.findall(page):
        kind = _TYPE.search(attributes)
        runs = kind is None or kind[1] in {"", "module", "text/javascript"}
        if runs and "src=" not in attributes:
            yield text


def policy(texts: Iterable[str]) -> str:
    """Write the policy that allows inline scripts with just these texts."""
    digests = {sha256(text.encode()).digest() for text in texts}
    hashes = sorted(f"'sha256-{b64encode(digest).decode()}'" for digest in digests)
    scripts = " ".join(["script-src 'self' file:", *hashes])
    return "; ".join([*(" ".join(one) for one in DIRECTIVES), scripts])


def protect(folder: Path) -> None:
    """Write the policy into every page of a folder that has none yet.

    Raises `ValueError` for a page without the place that it goes to.
    """
    pages = {path: path.read_text(encoding="utf-8") for path in sorted(folder.rglob("*.html"))}
    said = policy(text for page in pages.values() for text in inline(page))
    meta = f'{_MARK} content="{said}">'
    for path, page in pages.items():
        if _MARK in page:
            continue
        place = _PLACE.search(page)
        if place is None:
            raise ValueError(f"{path}: no viewport, beside which its policy would stand")
        path.write_text(page[: place.end()] + meta + page[place.end() :], encoding="utf-8")
