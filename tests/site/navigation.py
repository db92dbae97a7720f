"""A section of the navigation that a command writes: the gallery's, the questions', the myths'.

A section is its text in a config: `  - Name:` and the deeper lines below it.
"""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
CONFIGS = {"zh": "mkdocs.yml", "en": "mkdocs.en.yml"}


def with_section(config: str, section: str) -> str:
    """Put a section into the text of a config: in the place of its name, or at the end."""
    name = section.partition("\n")[0]
    old = re.compile(rf"^{re.escape(name)}\n(?:      .*\n)*", re.MULTILINE)
    return old.sub(lambda _: section, config, count=1) if old.search(config) else config + section


def write(lang: str, section: str) -> None:
    """Put a section into the config of a language."""
    path = ROOT / CONFIGS[lang]
    path.write_text(with_section(path.read_text(encoding="utf-8"), section), encoding="utf-8")
