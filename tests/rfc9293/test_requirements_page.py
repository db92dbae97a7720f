"""The generated page of requirements is what the generator writes, and says what is so."""

import re

import pytest

from diagramgen import CATALOGUE, walked
from tests.rfc9293.requirements import LEFT, REQUIREMENTS, named
from tests.rfc9293.requirements_page import LANGUAGES, counts, page, path, section_of
from tests.rfc9293.requirements_words import PARTS, REASONS, SHOWN


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_page_is_what_the_generator_writes(lang: str) -> None:
    assert path(lang).read_text(encoding="utf-8") == page(lang), (
        "write it again: python -m tests.rfc9293.requirements_page"
    )


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_page_has_every_requirement(lang: str) -> None:
    rows = re.findall(r"^ *\| (R\d{4}-[^<|]+?) \N{MIDDLE DOT} ", page(lang), re.MULTILINE)
    left = [*LEFT["not_modelled"], *LEFT["later"]]
    assert sorted(rows) == sorted([*REQUIREMENTS, *left])


def test_every_section_of_the_data_is_in_one_part() -> None:
    listed = [section for *_, sections in PARTS for section, *_ in sections]
    assert sorted(listed) == sorted({section_of(entry) for entry in REQUIREMENTS.values()})


def test_the_counts_add_up() -> None:
    number = dict(counts())
    assert number["tested"] + number["left"] + number["later"] == number["collected"]
    assert number["plain"] + number["options"] + number["habits"] == number["cases"]
    assert number["equal"] + number["listed"] + number["left-out"] == number["kernel"]
    assert number["tested"] == len(named())


@pytest.mark.parametrize("req", SHOWN)
def test_the_scenario_shows_the_requirement(req: str) -> None:
    """The walk has a moment that ends with the rule, in one of the requirement's states."""
    name, rule = SHOWN[req]
    assert name in {entry.name for entry in CATALOGUE}
    applies = REQUIREMENTS[req]["states"]
    moments = [moment for moment in walked(name).moments if moment.rule == rule]
    assert any(applies == "*" or str(m.before) in applies.split() for m in moments)


def test_each_reason_is_said_in_chinese_too() -> None:
    assert {reason for entries in LEFT.values() for reason in entries.values()} <= set(REASONS)
