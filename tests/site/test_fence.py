"""The fence: a chart, or one line that names page and line; never plain code in silence."""

import re
import subprocess
import sys
from pathlib import Path

import markdown
import pytest

from diagramgen.scenarios import find
from diagramgen.site import extension
from diagramgen.site.errors import FenceError, one_line
from diagramgen.site.options import VIEWS
from diagramgen.site.pages import fences
from diagramgen.site.tables import html_table

NAME = "three-way-handshake"
SMALL = "B: listen\nA: connect"


def page(body: str, header: str = "", ticks: str = "```") -> str:
    return f"# Page\n\n{ticks}tcp{' ' if header else ''}{header}\n{body}\n{ticks}\n"


def convert(text: str, *before: str, **config: str) -> str:
    names = [*before, "attr_list", "pymdownx.superfences", "diagramgen"]
    names += ["admonition", "pymdownx.tabbed", "md_in_html"]
    configs = {"diagramgen": config, "pymdownx.tabbed": {"alternate_style": True}}
    return markdown.markdown(text, extensions=names, extension_configs=configs)


def fails(text: str, *before: str, **config: str) -> FenceError:
    with pytest.raises(FenceError) as caught:
        convert(text, *before, **config)
    assert "\n" not in str(caught.value)
    return caught.value


# ---------------------------------------------------------------------------------- what it draws


@pytest.mark.parametrize("body", [NAME, f"  {NAME}  ", SMALL, f"# a remark\n{SMALL}\n\n"])
def test_a_name_or_a_scenario_becomes_a_figure(body: str) -> None:
    html = convert(page(body))
    assert html.count("<figure ") == 1
    # wide and narrow; there are links in it
    assert len(re.findall('<svg [^>]*role="group"', html)) == 2
    assert html.count('class="dg-narrow" data-search-exclude hidden') == 1
    assert '<details class="dg-steps"' in html
    assert "<p><figure" not in html


@pytest.mark.parametrize("view", VIEWS)
def test_every_view(view: str) -> None:
    body = f"{NAME}\n---\n{NAME}" if view == "beside" else NAME
    html = convert(page(body, f'view="{view}"'))
    assert f'class="dg-figure dg-view-{view}"' in html
    assert ("<svg" in html) == (view not in {"table", "text"})
    assert html.count('class="dg-narrow"') == (view in {"sequence", "header", "window", "beside"})
    assert "ESTABLISHED" in html or "ESTAB" in html


def test_the_segment_of_a_header() -> None:
    for header, ack in (('view="header"', "ACK = 0"), ('view="header" segment="2"', "URG = 0")):
        html = convert(page(NAME, header), lang="en")
        assert ack in html
    assert "ACK = 0" not in convert(page(NAME, 'view="header" segment="2"'), lang="en")
    assert "accepted: 1 to 3" in str(fails(page(NAME, 'view="header" segment="4"')))
    for wrong in ("0", "two", "", "²"):
        assert "accepted: a number" in str(fails(page(NAME, f'view="header" segment="{wrong}"')))


def test_the_caption_is_the_authors_or_the_catalogues() -> None:
    assert "<figcaption>三次握手" in convert(page(NAME), lang="zh")
    assert "handshake</figcaption>" in convert(page(NAME), lang="en")
    assert "<figcaption>Mine</figcaption>" in convert(page(NAME, 'title="Mine"'))
    assert "<figcaption>" not in convert(page(NAME, 'title=""'))
    assert "<figcaption>" not in convert(page(SMALL))


LABELS = ["<script>alert(1)</script>", "a & b", "表情 🦊", "'quoted'", "a|b `c`"]


@pytest.mark.parametrize("label", LABELS)
def test_what_an_author_writes_is_text(label: str) -> None:
    for view in ("sequence", "table", "text"):
        header = f'view="{view}" title="{label}" peers="{label},x"'
        html = convert(page(NAME, header), player="linked")
        assert "<script" not in html
        assert re.search(r"&(?!\w+;|#\d+;|#x[0-9a-f]+;)", html) is None


def test_peers_are_split_at_either_comma() -> None:
    for peers in ("客户端,服务器", "客户端，服务器", " 客户端 , 服务器 "):
        html = convert(page(NAME, f'peers="{peers}"'), lang="zh")
        assert "客户端" in html
        assert "服务器" in html


def test_a_text_is_headed_by_its_title_not_by_the_name_of_an_entry() -> None:
    for options, head in (
        ('title="Three of them"', "Three of them\n"),
        ("", find(NAME).title["zh"] + "\n"),
        ('title=""', "  "),  # at once the heads of the columns
    ):
        html = convert(page(NAME, f'view="text" {options}'), lang="zh")
        assert f'<code tabindex="0">{head}' in html
        assert NAME not in html.partition("<pre")[2]


def test_ids_are_the_authors_or_lasting_ones() -> None:
    assert '<figure class="dg-figure dg-view-sequence" id="mine">' in convert(
        page(NAME, 'id="mine"')
    )
    assert 'id="mine"' in convert(page(NAME, "{#mine view=table}"))
    html = convert(page(NAME) + page(NAME) + page(SMALL) + page(SMALL))
    assert re.findall(r'<figure [^>]*id="([^"]+)"', html) == [
        f"dg-{NAME}",
        f"dg-{NAME}-2",
        "dg-chart-1",
        "dg-chart-2",
    ]
    ids = re.findall(r'\sid="([^"]+)"', html)
    assert len(ids) == len(set(ids))


def test_the_source_is_shown_where_asked() -> None:
    assert "dg-source" not in convert(page(NAME))
    assert "dg-source" not in convert(page(NAME, 'source="no"'))
    for header in ("source", 'source="yes"'):
        html = convert(page(SMALL, header))
        assert '<details class="dg-source"' in html
        assert "listen" in html


def test_the_styles_come_once_and_only_where_wanted() -> None:
    assert convert(page(NAME) * 2).count("<style>") == 1
    assert "<style>" not in convert(page(NAME), css="linked")
    assert "<style>" not in convert("# No chart\n")


@pytest.mark.parametrize(
    "text",
    [
        "- item\n\n    ```tcp\n    {0}\n    ```\n",
        "!!! note\n\n    ```tcp\n    {0}\n    ```\n",
        '=== "One"\n\n    ```tcp\n    {0}\n    ```\n\n=== "Two"\n\n    ```tcp\n    {0}\n    ```\n',
        "> ```tcp\n> {0}\n> ```\n",
        "~~~tcp\n{0}\n~~~\n",
        "<div markdown>\n\n```tcp\n{0}\n```\n\n</div>\n",
        "```{{.tcp view=sequence}}\n{0}\n```\n",
    ],
)
def test_a_fence_may_stand_wherever_a_fence_may(text: str) -> None:
    html = convert(text.format(NAME))
    assert "<figure " in html
    assert "```" not in html
    assert "~~~" not in html


def test_a_fence_within_a_fence_is_shown() -> None:
    html = convert(f"````markdown\n```tcp\n{NAME}\n```\n````\n")
    assert "<figure" not in html
    assert NAME in html


def test_the_order_of_the_extensions_does_not_matter() -> None:
    for names in (["pymdownx.superfences", "diagramgen"], ["diagramgen", "pymdownx.superfences"]):
        assert "<figure " in markdown.markdown(page(NAME), extensions=["fenced_code", *names])


def test_one_instance_may_convert_many_pages() -> None:
    md = markdown.Markdown(extensions=["pymdownx.superfences", "diagramgen"])
    first = md.convert(page(NAME))
    assert md.reset().convert(page(NAME)) == first


# ---------------------------------------------------------------------------------- what it refuses


@pytest.mark.parametrize(
    ("header", "said"),
    [
        ('veiw="table"', "unknown option 'veiw'; accepted: view, title,"),
        ('veiw="table"', "did you mean 'view'?"),
        ('view="tabel"', "did you mean 'table'?"),
        ("view=table", 'did you mean view="table"?'),
        ("view", "option 'view' needs a value: view=\"sequence|"),
        ('view="table" view="text"', "'view' is given twice"),
        ('peers="one"', "peers are two labels"),
        ('peers="a,b,c"', "peers are two labels"),
        ('id="1st"', "must begin with a letter"),
        ('id="a b"', "must begin with a letter"),
        ('linenums="1"', "unknown option 'linenums'"),
        ("{.wide}", "unknown class 'wide'"),
        ("{view=tabel}", "did you mean 'table'?"),
        ('source="maybe"', "accepted: yes, no"),
        ('title="a" , view="table"', "unknown option ','"),
        ('title="a"view="table"', "cannot read"),
    ],
)
def test_a_header_that_cannot_be_read(header: str, said: str) -> None:
    error = fails(page(NAME, header))
    assert said in str(error)
    assert error.line == 3


@pytest.mark.parametrize(
    ("body", "line", "said"),
    [
        ("", 3, "the fence is empty"),
        ("   ", 3, "the fence is empty"),
        ("three-way-handshak", 4, "three-way-handshake"),
        ("\n\nno-such-thing", 6, "no-such-thing"),
        ("B: listen\nA: conect", 5, "did you mean"),
        ("B: listen\nA: connect\nexpect A ends FIN-WAIT-1", 6, "FIN-WAIT-1"),
        ("A: close", 4, "CLOSED"),
    ],
)
def test_a_body_that_cannot_be_walked(body: str, line: int, said: str) -> None:
    error = fails(page(body))
    assert said in str(error)
    assert error.line == line


def test_a_remark_alone_is_not_a_scenario() -> None:
    assert fails(page("# only a remark")).line in {3, 4}


def test_a_fence_without_an_end() -> None:
    assert "no end" in str(fails(f"text\n\n```tcp\n{NAME}\n"))
    assert fails(f"- item\n\n    ```tcp\n    {NAME}\n```\n").line == 3


def test_noise_makes_one_short_line() -> None:
    error = fails(page("\n".join(f"noise {number} \x1b[31m 噪声" for number in range(10_000))))
    assert len(str(error)) < 500
    assert "\x1b" not in str(error)
    assert len(str(fails(page("x" * 100_000)))) < 500
    assert one_line("a\n b\tc") == "a b c"


def test_a_taken_id() -> None:
    assert "taken" in str(fails(page(NAME, 'id="one"') + page(NAME, 'id="one"')))


def test_superfences_is_asked_for() -> None:
    with pytest.raises(FenceError, match=r"needs pymdownx\.superfences"):
        markdown.markdown(page(NAME), extensions=["fenced_code", "diagramgen"])
    assert "text" in markdown.markdown("text", extensions=["diagramgen"])


def test_an_option_of_the_extension_that_is_not_there() -> None:
    with pytest.raises(ValueError, match="accepted: '', 'zh', 'en'"):
        convert("text", lang="fr")


def test_a_failing_renderer_is_an_error_too(monkeypatch: pytest.MonkeyPatch) -> None:
    """superfences would make plain code of any exception but its own, without a word."""

    def broken(*_: object, **__: object) -> str:
        raise ZeroDivisionError("of all things")

    monkeypatch.setattr(extension, "made", broken)
    error = fails(page(NAME))
    assert "ZeroDivisionError: of all things" in str(error)
    assert error.line == 3


def test_a_box_in_place_of_the_chart() -> None:
    for text in (page("nonsense here"), page(NAME, "view=tabel"), "```tcp\nnever ends"):
        html = convert(text + "\n\n# After\n", on_error="box")
        assert html.count('class="dg-figure dg-error"') == 1
    html = convert(page(NAME, "view=x") + page(NAME), on_error="box")
    assert html.count("<figure ") == 2
    assert "<script>" not in convert(page("<script>x y"), on_error="box")


# ---------------------------------------------------------------------------------- within MkDocs


def mkdocs(folder: Path, text: str, config: str = "") -> subprocess.CompletedProcess[str]:
    (folder / "docs/a").mkdir(parents=True)
    (folder / "docs/a/page.md").write_text(text, encoding="utf-8")
    (folder / "docs/index.md").write_text("# Home\n", encoding="utf-8")
    extensions = "markdown_extensions: [pymdownx.superfences, diagramgen]\n"
    (folder / "mkdocs.yml").write_text(f"site_name: x\n{config or extensions}", encoding="utf-8")
    return subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--strict"],
        cwd=folder,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


@pytest.mark.parametrize("front", ["", "---\ntitle: T\ndescription: D\n---\n\n"])
def test_a_build_stops_with_page_and_line(tmp_path: Path, front: str) -> None:
    text = front + page(NAME) + page("B: listen\nA: conect")
    done = mkdocs(tmp_path, text)
    line = text.split("\n").index("A: conect") + 1
    assert done.returncode == 1
    (last,) = [line for line in done.stderr.splitlines() if line.startswith("Error: ")]
    assert last.startswith(f"Error: docs/a/page.md:{line}: ")
    assert "Traceback" not in done.stderr


def test_the_same_fence_twice_is_told_apart(tmp_path: Path) -> None:
    text = page(NAME, 'id="one"') + page("x y z") + page("x y z")
    assert f"page.md:{text.split(chr(10)).index('x y z') + 1}: " in mkdocs(tmp_path, text).stderr


def test_a_box_still_fails_a_strict_build(tmp_path: Path) -> None:
    config = "markdown_extensions:\n- pymdownx.superfences\n- diagramgen:\n    on_error: box\n"
    done = mkdocs(tmp_path, page("x y z"), config)
    assert done.returncode == 1
    assert "docs/a/page.md:4: " in done.stderr


def test_a_link_may_lead_to_a_chart(tmp_path: Path) -> None:
    text = page(NAME, 'id="mine"') + f"\n[there](#mine), [and there](#dg-{NAME})\n" + page(NAME)
    config = "validation: {anchors: warn}\n"
    config += "markdown_extensions: [pymdownx.superfences, diagramgen]\n"
    assert mkdocs(tmp_path, text, config).returncode == 0
    (tmp_path / "docs/index.md").write_text("[x](a/page.md#mine), [y](a/page.md#other)\n")
    again = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--strict"],
        cwd=tmp_path,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert "#mine" not in again.stderr
    assert "#other" in again.stderr


def test_the_language_is_the_themes(tmp_path: Path) -> None:
    config = "theme: {name: material, language: zh, font: false}\n"
    config += "markdown_extensions: [pymdownx.superfences, diagramgen]\n"
    assert mkdocs(tmp_path, page(NAME), config).returncode == 0
    assert "三次握手" in (tmp_path / "site/a/page/index.html").read_text(encoding="utf-8")


# ---------------------------------------------------------------------------------- its parts


def test_fences_are_found_with_their_lines() -> None:
    text = "x\n```tcp view\na\n```\n\n> ~~~ tcp\n> b\n> ~~~\n````md\n```tcp\n```\n````\n```` tcp\nc"
    found = [(f.line, f.last, f.language, f.options, f.body, f.closed) for f in fences(text)]
    assert found == [
        (2, 4, "tcp", "view", "a", True),
        (6, 8, "tcp", "", "b", True),
        (9, 12, "md", "", "```tcp\n```", True),
        (13, 15, "tcp", "", "c", False),
    ]
    first = fences(text)[0]
    assert text[first.start : first.end] == "```tcp view\na\n```\n"


@pytest.mark.parametrize(
    ("header", "says"),
    [
        ("TCP", "language 'TCP'; did you mean 'tcp'?"),
        ('tcp title="the "real" one"', "a value that holds \" stands in '...'"),
    ],
)
def test_a_header_meant_for_a_chart_is_not_passed_over(header: str, says: str) -> None:
    assert says in fails(f"```{header}\nsyn-lost\n```\n").message


def test_a_catalogue_name_stands_alone() -> None:
    said = fails("```tcp\nsyn-lost\nA: close\n```\n").message
    assert "a catalogue name such as syn-lost stands alone" in said


def test_an_unknown_option_of_the_extension_is_told() -> None:
    with pytest.raises(
        ValueError, match="no option 'langauge'; accepted: lang, on_error, css, player"
    ):
        extension.DiagramExtension(langauge="en")


def test_a_table_is_escaped() -> None:
    html = html_table("| a | b |\n|---|:-:|\n| `x\\|<y>` | <b>&amp;\\| |\n\nafter <i>\n")
    assert '<td data-column="a"><code>x|&lt;y&gt;</code></td>' in html
    assert '<tr class="dg-why"><td colspan="1">&lt;b&gt;&amp;|</td></tr>' in html
    assert "<p>after &lt;i&gt;</p>" in html
