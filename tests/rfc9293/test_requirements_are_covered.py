"""Each of the 305 requirements is named by a test, or left out by name with a reason."""

from tests.rfc9293.requirements import ID, LEFT, LOOKS_LIKE_ONE, REQUIREMENTS, named, texts


def test_every_requirement_is_in_exactly_one_place() -> None:
    tested, not_modelled, later = set(named()), set(LEFT["not_modelled"]), set(LEFT["later"])
    assert set(REQUIREMENTS) - tested - not_modelled - later == set()
    assert tested & not_modelled == set()
    assert tested & later == set()
    assert not_modelled & later == set()


def test_what_is_left_out_exists_and_has_a_reason() -> None:
    for entries in LEFT.values():
        assert set(entries) <= set(REQUIREMENTS)
        assert all(reason.strip() for reason in entries.values())


def test_no_test_names_a_requirement_that_does_not_exist() -> None:
    wrong = [
        (name, found)
        for name, text in texts()
        for found in LOOKS_LIKE_ONE.findall(text)
        if not ID.fullmatch(found)
    ]
    assert wrong == []


def test_the_facts_are_whole() -> None:
    assert len(REQUIREMENTS) == 305
