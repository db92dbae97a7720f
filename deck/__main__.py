"""Write the decks: `python -m deck [FOLDER]`, by default into dist/.

The environment variable SITE_URL, as for the site, is the address to which the cards lead.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

from deck.package import package
from deck.questions import LANGUAGES, questions


def main(arguments: list[str]) -> int:
    """Write a deck for each language and say where; return the exit code."""
    if len(arguments) > 1 or arguments[:1] in (["-h"], ["--help"]):
        print(__doc__)
        return 0 if len(arguments) == 1 else 2
    address = os.environ.get("SITE_URL", "")
    if address and not address.endswith("/"):
        address += "/"
    folder = Path(arguments[0] if arguments else "dist")
    folder.mkdir(parents=True, exist_ok=True)
    for lang in LANGUAGES:
        path = folder / f"tcp-interview.{lang}.apkg"
        path.write_bytes(package(lang, address))
        print(f"{path}: {len(questions())} notes, {path.stat().st_size:,} bytes")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
