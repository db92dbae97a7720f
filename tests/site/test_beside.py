"""Two walks side by side in a page: what is drawn, and what is said of a fence that is wrong."""

import json
import re
from html import unescape
from urllib.parse import unquote

import markdown
import pytest

from diagramgen import compared, draw
from diagramgen.render.beside.data import comparison_from
from diagramgen.site.checking import check_text
from diagramgen.site.errors import FenceError

BOTH = "simultaneous-open\n---\nsimultaneous-open-figure-7"
SMALL = "B: listen\nA: connect"


def page(body: str, header: str = 'view="beside"') -> str:
    return f"# Page\n\n```tcp {header}\n{body}\n```\n"


def convert(text: str, lang: str = "en") -> str:
    return markdown.markdown(
        text,
        extensions=["attr_list", "pymdownx.superfences", "diagramgen"],
        extension_configs={"diagramgen": {"lang": lang, "css": "linked"}},
    )


def fails(text: str) -> str:
    with pytest.raises(FenceError) as caught:
        convert(text)
    assert "\n" not in str(caught.value)
    return str(caught.value)


# ---------------------------------------------------------------------------------- what it draws


def test_two_names_become_one_figure_in_two_widths() -> None:
    html = convert(page(BOTH, 'view="beside" id="both"'))
    assert html.count("<figure ") == 1
    assert html.count('class="dg dg-beside"') == 2
    assert 'class="dg-figure dg-view-beside" id="both"' in html
    assert "① Simultaneous open, by the text" in html
    assert "② Simultaneous open, by Figure 7" in html
    assert "<figcaption>" not in html
    ids = re.findall(r'\sid="([^"]+)"', html)
    assert len(ids) == len(set(ids))


def test_what_differs_folds_out_below() -> None:
    html = convert(page(BOTH))
    assert "What differs, one by one" in html
    assert html.count("only in ①") == 4
    assert '<details class="dg-steps"' not in convert(page(BOTH, 'view="beside" steps="no"'))
    assert "逐条列出" in convert(page(BOTH), "zh")


def test_a_scenario_stands_beside_a_name_or_a_scenario() -> None:
    for body in (f"{SMALL}\n---\nsyn-lost", f"{SMALL}\n  ---  \nset delay 20 ms\n{SMALL}"):
        assert "① walk 1" in convert(page(body))
    linux = convert(page(f"{SMALL}\n---\nset profile linux\n{SMALL}"))
    assert "② Linux 6.18" in linux
    assert linux.count("Not RFC 9293") >= 4  # in both widths, and in both descriptions


def test_names_title_and_source_are_the_authors() -> None:
    header = 'view="beside" names="text, figure" title="Both" source'
    html = convert(page(BOTH, header))
    assert "① text" in html
    assert "② figure" in html
    assert "<figcaption>Both</figcaption>" in html
    assert html.count('<code class="') + html.count("<code>") >= 2
    assert "figure-7" in html


def test_each_walk_may_have_an_id_of_its_own() -> None:
    html = convert(page(BOTH, 'view="beside" id="one,other"'))
    assert '<figure class="dg-figure dg-view-beside" id="one">' in html
    assert '<span id="other"></span>' in html
    taken = page(BOTH, 'view="beside" id="one,other"') + page(SMALL, 'id="other"')
    assert "the id 'other' is taken" in fails(taken)


def test_it_may_be_taken_home() -> None:
    html = convert(page(BOTH, 'view="beside" id="both" download'))
    found = dict(re.findall(r'<a download="([^"]+)" href="data:[^,]+,([^"]+)">', html))
    assert list(found) == ["both.en.svg", "both.en.md", "both.json"]
    read = comparison_from(unquote(unescape(found["both.json"])))
    assert read.segments == compared("simultaneous-open", "simultaneous-open-figure-7").segments
    assert json.loads(unquote(unescape(found["both.json"])))["version"] == 1
    svg = unquote(unescape(found["both.en.svg"]))
    assert svg == draw(read, "beside", "svg", id="both")


# ---------------------------------------------------------------------------------- what is wrong


@pytest.mark.parametrize(
    ("body", "line", "said"),
    [
        (SMALL, 3, "two scenarios, with a line --- between them; found none"),
        (f"{BOTH}\n---\nsyn-lost", 7, "found 2 of them"),
        ("---\nsyn-lost", 3, "the fence is empty"),
        ("syn-lost\n---", 5, "the fence is empty"),
        ("syn-lost\n---\nsin-lost", 6, "did you mean syn-lost?"),
        (f"{SMALL}\n---\n{SMALL}\nlose 1st A SYNACK", 9, "did you mean SYN,ACK?"),
        (f"syn-lost\n---\n{SMALL}\nexpect A ends CLOSED", 8, "is false: A ends ESTABLISHED"),
    ],
)
def test_an_error_names_its_line(body: str, line: int, said: str) -> None:
    message = fails(page(body))
    assert message.startswith(f"line {line}: ")
    assert said in message


@pytest.mark.parametrize(
    ("header", "said"),
    [
        ('view="beside" names="one"', 'as in names="by the text,by Figure 7"'),
        ('names="one,other"', 'accepted: names with view="beside"'),
        ('view="beside" id="one,one"', "has the same twice"),
        ('view="beside" id="one,2"', "must begin with a letter"),
        ('id="one,other"', "must begin with a letter"),
    ],
)
def test_a_header_that_cannot_be(header: str, said: str) -> None:
    assert said in fails(page(BOTH, header))


def test_a_divider_in_another_view_says_where_it_belongs() -> None:
    message = fails(page(f"{SMALL}\n---\n{SMALL}", 'view="table"'))
    assert message.startswith("line 6: ")
    assert 'a line --- divides the two scenarios of view="beside"' in message


def test_check_walks_both() -> None:
    assert check_text("page.md", page(BOTH)) == (1, [])
    done, errors = check_text("page.md", page(f"{SMALL}\n---\n{SMALL}\nexpect A ends CLOSED"))
    assert done == 0
    assert errors == ["page.md:9: 'expect A ends CLOSED' is false: A ends ESTABLISHED"]
