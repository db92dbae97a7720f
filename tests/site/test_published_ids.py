"""Links last: no id that was published is gone, in either language."""

from pathlib import Path

import pytest

from tests.site.published_ids import built, listed


@pytest.mark.parametrize("folder", ["", "en"], ids=["zh", "en"])
def test_no_published_id_is_gone(site: Path, folder: str) -> None:
    now = built(site / folder)
    known = listed()
    assert len(known) > 50
    gone = [
        f"{page}#{one}" for page in known for one in known[page] if one not in now.get(page, [])
    ]
    assert gone == [], "links lead there: keep the id, or see tests/site/published_ids.py"


def test_both_languages_have_the_same_ids(site: Path) -> None:
    assert built(site) == built(site / "en")
