"""Each scenario of the first tier is in the catalogue, or on a page that shows a recording of it.

`data/tier_one.toml` says where. An entry has to be held to facts that name the scenario's id; a
page has to have the section in both languages, with the recording in it or a chart of it.
"""

import json
import re
import tomllib
from pathlib import Path
from typing import Any

import pytest

from diagramgen.scenarios import CATALOGUE

ROOT = Path(__file__).resolve().parents[2]
DATA = ROOT / "tests" / "data"
TABLE: dict[str, dict[str, Any]] = tomllib.loads(
    (DATA / "tier_one.toml").read_text(encoding="utf-8")
)
WALKS = json.loads((DATA / "walks.json").read_text(encoding="utf-8"))
SOURCES = {facts["name"]: facts["source"] for facts in WALKS}
OBSERVED = json.loads((DATA / "kernel" / "observed.json").read_text(encoding="utf-8"))
TOOLS = json.loads((DATA / "kernel" / "tools.json").read_text(encoding="utf-8"))
HOW_MANY = 51


def section(lang: str, place: str) -> str:
    """The text of a page from the heading with that id to the next of the same depth."""
    page, _, anchor = place.partition("#")
    text = (ROOT / "docs" / lang / page).read_text(encoding="utf-8")
    found = re.search(rf"^(#+) .*{{#{anchor}}}$", text, re.MULTILINE)
    assert found, f"{lang}/{page} has no #{anchor}"
    rest = text[found.end() :]
    depth = len(found[1])
    end = re.search(rf"^#{{1,{depth}}} .*{{#", rest, re.MULTILINE)
    return rest[: end.start()] if end else rest


def test_all_of_them_are_there() -> None:
    assert len(TABLE) == HOW_MANY
    for scenario, where in TABLE.items():
        assert where.get("entries") or where.get("page"), scenario


@pytest.mark.parametrize("scenario", TABLE)
def test_an_entry_is_held_to_facts_of_that_scenario(scenario: str) -> None:
    names = {entry.name for entry in CATALOGUE}
    for name in TABLE[scenario].get("entries", ()):
        assert name in names
        assert re.search(rf"\b{scenario}\b", SOURCES[name]), f"{name}: facts do not name {scenario}"


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("scenario", [s for s, where in TABLE.items() if "page" in where])
def test_a_page_shows_it_in_both_languages(scenario: str, lang: str) -> None:
    where = TABLE[scenario]
    text = section(lang, where["page"])
    for name in where.get("recorded", ()):
        if name in OBSERVED:
            assert f"# Linux 6.18.44 · {name}\n" in text
        else:
            commands = [shown["command"] for shown in TOOLS[name]]
            assert any(f"$ {command}\n" in text for command in commands)
    assert "```tcp" in text or where.get("recorded")
    assert "Linux" in text or not where.get("recorded"), "what a kernel did is said to be its own"
