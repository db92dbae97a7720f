"""What a page is given so that its charts can be walked through: the walk, the kit, the script."""

import gzip
import json
import re
from html import unescape
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
from markdown import Markdown

from diagramgen.render.look import LANGUAGES, Look
from diagramgen.render.states import layout
from diagramgen.scenarios import CATALOGUE, find
from diagramgen.site.extension import DiagramExtension
from diagramgen.site.player.data import walk_data
from diagramgen.site.player.graph import HEIGHT, closer
from diagramgen.site.player.kit import kit
from diagramgen.site.style import SCRIPTS, bare, script
from diagramgen.tcp.rule_ids import variant_rule_ids
from diagramgen.walk.language import parse
from diagramgen.walk.trace import Trace
from diagramgen.walk.walker import walk

ASSETS = files("diagramgen.site") / "assets"
LARGEST = 15_000  # octets of the player, as it is delivered
NAME = "third-ack-lost"
FENCE = f"```tcp\n{NAME}\n```\n"


def walked(name: str) -> Trace:
    return walk(parse(find(name).text, name=name))


def converted(text: str, **options: object) -> str:
    extension = DiagramExtension(**options)
    return Markdown(extensions=["pymdownx.superfences", extension]).convert(text)


def of_page(html: str) -> Any:
    """Read the walk out of a page, as the script does."""
    found = re.search(r'<template class="dg-moments"[^>]*>(.*?)</template>', html, re.DOTALL)
    assert found, "no walk"
    return json.loads(unescape(found[1]))


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("name", [entry.name for entry in CATALOGUE])
def test_the_walk_is_that_of_the_trace(name: str, lang: str) -> None:
    """Step by step, the changes add up to the states and variables that the trace has."""
    trace = walked(name)
    data = walk_data(trace, Look(lang=lang))
    held: dict[str, dict[str, str]] = {"A": {}, "B": {}}
    at = dict(zip(trace.peers, data["at"], strict=True))
    assert len(data["moments"]) == len(trace.moments)
    for moment, told in zip(trace.moments, data["moments"], strict=True):
        assert told["peer"] == moment.peer
        assert told.get("sends", []) == list(moment.sends)
        assert told.get("arrives") == (moment.segment and [moment.segment, moment.copy])
        assert len(told["why"]) == len(moment.rules or (moment.rule,))
        assert told["why"][-1][1] == moment.section
        for _, box in told.get("ways", []):
            at[moment.peer] = box.removesuffix("-FOOT")
            assert box in layout.NODES
        assert at[moment.peer] == moment.after
        for variable, value in told.get("set", {}).items():
            assert variable in data["names"]
            assert held[moment.peer].get(variable) != value  # only what is new is told
            if value is None:
                del held[moment.peer][variable]
            else:
                held[moment.peer][variable] = value
        tcb = {key.upper(): str(value) for key, value in moment.tcb if value is not None}
        assert {k: v for k, v in held[moment.peer].items() if k in tcb or "." in k} == tcb


def test_relative_numbers_count_from_the_first() -> None:
    data = walk_data(walked(NAME), Look(numbers="relative"))
    first = data["moments"][1]["set"]
    assert (first["SND.UNA"], first["SND.NXT"], first["ISS"]) == ("0", "1", "0")
    assert data["moments"][3]["set"]["RCV.NXT"] == "1"


@pytest.mark.parametrize(
    ("lang", "said"),
    [("en", "RFC 9293, section 3.10.7.4, check 1"), ("zh", "RFC 9293 第 3.10.7.4 节，第 1 项检查")],
)
def test_a_reason_names_the_paragraph(lang: str, said: str) -> None:
    where, section, sentence = walk_data(walked(NAME), Look(lang=lang))["moments"][5]["why"][0]
    assert (where, section) == (said, "3.10.7.4")
    assert sentence


def test_a_rule_that_the_rfc_lacks_says_so() -> None:
    seen = set()
    for entry in CATALOGUE:
        trace = walked(entry.name)
        for moment, told in zip(trace.moments, walk_data(trace, Look())["moments"], strict=True):
            for rule, (where, _, _) in zip(moment.rules, told["why"], strict=False):
                assert where.startswith("in place of ") == (rule in variant_rule_ids())
                seen.add(where.startswith("in place of "))
    assert seen == {True, False}


def test_the_script_is_small_and_makes_no_markup_of_data() -> None:
    assert set(SCRIPTS) == {file.name for file in ASSETS.iterdir() if file.name.endswith(".js")}
    player = "".join(bare(name) for name in SCRIPTS if name != "enlarge.js")
    assert len(player.encode()) <= LARGEST
    assert len(gzip.compress(script().encode())) <= 6_500
    for name in SCRIPTS:
        text = (ASSETS / name).read_text(encoding="utf-8")
        assert not re.search(r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|eval\(", text)
        assert not re.search(r"[\u4e00-\u9fff]", text), "words belong to render/words"


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_kit_names_every_control(lang: str) -> None:
    html = kit(lang)
    for button in re.findall(r"<button [^>]*>|<input [^>]*>", html):
        assert re.search(r' aria-label="[^"]+"', button), button
    assert (re.search(r"[\u4e00-\u9fff]", html) is not None) == (lang == "zh")
    for name in layout.NODES:
        assert f'data-box="{name}"' in html
    for key in layout.ARCS:
        assert f'data-arc="{key}"' in html


def test_the_small_graph_keeps_the_order_of_the_large_one() -> None:
    heights = [closer(y) for y in range(layout.HEIGHT)]
    assert heights == sorted(heights)
    assert all(0 < closer(y) < HEIGHT for arc in layout.ARCS.values() for _, y in arc.way)


def test_a_page_has_the_kit_and_the_script_once() -> None:
    html = converted(FENCE * 3)
    assert html.count('<template class="dg-kit"') == 1
    assert html.count("<script>") == 1
    assert html.count('<template class="dg-moments"') == 3
    assert of_page(html)["moments"][0]["peer"] == "B"


def test_linked_leaves_the_script_to_the_site() -> None:
    html = converted(FENCE, player="linked", css="linked")
    assert "<script" not in html
    assert "<style" not in html
    assert '<template class="dg-kit"' in html


@pytest.mark.parametrize(
    ("text", "options"),
    [
        (FENCE, {"player": False}),
        (f'```tcp player="no"\n{NAME}\n```\n', {}),
        (f'```tcp view="states"\n{NAME}\n```\n', {}),
        (f'```tcp view="text"\n{NAME}\n```\n', {}),
    ],
)
def test_it_can_be_left_out(text: str, options: dict[str, object]) -> None:
    html = converted(text, **options)
    assert '<template class="dg-moments"' not in html
    if options:
        assert "<script" not in html
        assert "<template" not in html


def test_a_label_cannot_leave_the_data() -> None:
    peers = "</template><script>alert(1)</script>,B&quot;"
    html = converted(f"```tcp peers='{peers}'\n{NAME}\n```\n", player="linked")
    assert "<script" not in html
    assert of_page(html)["peers"] == peers.split(",")


@pytest.mark.parametrize(("step", "right"), [(0, True), (7, True), (8, False)])
def test_a_link_to_a_step_is_checked_by_mkdocs(step: int, right: bool, tmp_path: Path) -> None:
    from mkdocs.commands.build import build  # noqa: PLC0415  slow, and only here
    from mkdocs.config import load_config  # noqa: PLC0415
    from mkdocs.exceptions import Abort  # noqa: PLC0415

    (tmp_path / "docs").mkdir()
    page = f'# Page\n\n[step](#walk=chart&step={step})\n\n```tcp id="chart"\n{NAME}\n```\n'
    (tmp_path / "docs/index.md").write_text(page, encoding="utf-8")
    (tmp_path / "mkdocs.yml").write_text(
        "site_name: x\nstrict: true\nplugins: []\nvalidation: { anchors: warn }\n"
        "markdown_extensions: [pymdownx.superfences, diagramgen]\n",
        encoding="utf-8",
    )
    config = load_config(str(tmp_path / "mkdocs.yml"))
    if right:
        build(config)
    else:
        with pytest.raises(Abort):
            build(config)
