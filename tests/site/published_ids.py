"""The ids that links may lead to: every heading and chart, page by page, as they were published.

    python -m tests.site.published_ids SITE

reads a built site and adds what is new to `tests/data/published_ids.txt`: a page and its ids on one
line. It takes nothing away: an id that is to go is taken out by hand, and whoever does that knows
that links will break.
"""

import re
import sys
from pathlib import Path

LIST = Path(__file__).resolve().parents[1] / "data/published_ids.txt"
# A heading, a chart, or the second of two that stand in one picture.
_ID = re.compile(r"""<(?:(?:h[1-6]|figure)\b[^>]*?\b|span )id="(?!__)([^"]+)\"""")


def listed() -> dict[str, list[str]]:
    """Read the list: page to ids."""
    if not LIST.is_file():
        return {}
    pages = (line.split(": ") for line in LIST.read_text(encoding="utf-8").splitlines())
    return {page: ids.split() for page, ids in pages}


def built(folder: Path) -> dict[str, list[str]]:
    """Read the ids of headings and charts off the pages of one language, in their order."""
    found = {}
    for path in sorted(folder.rglob("*.html")):
        place = path.relative_to(folder)
        if place.parts[0] != "en" and path.name != "404.html":
            text = path.read_text(encoding="utf-8")
            found[place.as_posix()] = _ID.findall(text[text.index("<article") :])
    return found


def main(site: Path) -> None:
    """Add what is new to the list."""
    known = listed()
    for page, ids in built(site).items():
        held = known.setdefault(page, [])
        held += [one for one in ids if one not in held]
    lines = (f"{page}: {' '.join(known[page])}\n" for page in sorted(known))
    LIST.write_text("".join(lines), encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
