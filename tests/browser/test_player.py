"""Charts that are walked through, as a reader does it: with keys, by link, on a phone, on paper."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from markdown import Markdown

from diagramgen.render.words.player import words
from diagramgen.scenarios import CATALOGUE
from diagramgen.walk.language import parse
from diagramgen.walk.trace import Trace
from diagramgen.walk.walker import walk
from tests.conftest import PUBLISHED

STILL = {"reduced_motion": "reduce"}
PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True, **STILL}
NO_SCRIPT = {"java_script_enabled": False}
BOTH = pytest.mark.parametrize("folder", ["", "en/"], ids=["zh", "en"])
NAME = "third-ack-lost"
CHART = f"{NAME}-chart"
PAGE = f"gallery/{NAME}.html"
ARROW = "ArrowRight"
# What the panel says, all of it.
SAID = """(figure) => ({
    says: figure.querySelector(".dg-says").textContent,
    why: figure.querySelector(".dg-because").innerText,
    link: figure.querySelector(".dg-because a")?.href ?? "",
    boxes: ["a", "b"].map((peer) => figure.querySelector(`.dg-is-${peer}`).dataset.box),
    changed: [...figure.querySelectorAll(".dg-changed")].map((cell) => cell.textContent),
    arc: [...figure.querySelectorAll(".dg-on-a, .dg-on-b")].map((arc) => arc.dataset.arc),
    step: Number(figure.querySelector(".dg-scrub").value),
})"""
# What of the chart is not pale, and what is under way.
DRAWN = """(figure) => {
    const svg = figure.querySelector(".dg-film svg")
    const shown = (which) =>
        [...svg.querySelectorAll(which)].filter((one) => !one.matches(".dg-pale"))
    const number = (one, name) => Number(one.getAttribute(name))
    const segment = (one) => Number(one.closest("[data-n]").dataset.n)
    return {
        states: shown(".dg-states text")
            .map((text) => [number(text, "x") < 170 ? "A" : "B", text.textContent]),
        boxes: shown("rect[data-moment]").length,
        labels: [...new Set(shown(".dg-segment text").map(segment))],
        arrows: [...new Set(shown(".dg-segment path:not(.dg-cloud)").map(segment))],
        flying: [...svg.querySelectorAll(".dg-moving circle[data-n]")]
            .map((dot) => [segment(dot), number(dot, "data-copy")]),
        ring: number(svg.querySelector(".dg-ring") ?? svg, "cy"),
        pale: svg.querySelectorAll(".dg-pale").length,
        line: svg.querySelector(".dg-line-now").getBoundingClientRect().top
            - svg.getBoundingClientRect().top,
    }
}"""


def unfold(page: Any, number: int = 0) -> Any:
    """Open the player of a chart; return its figure."""
    figure = page.locator(".dg-can-walk").nth(number)
    figure.locator(".dg-steps > summary").click()
    figure.locator(".dg-stage").wait_for()
    return figure


def walked(name: str) -> Trace:
    entry = next(entry for entry in CATALOGUE if entry.name == name)
    return walk(parse(entry.text, name=name), source=entry.text)


@pytest.mark.parametrize("visit", [STILL], indirect=True)
@BOTH
def test_keys_walk_through_a_chart(visit: Any, folder: str) -> None:
    page = visit.open(folder + PAGE)
    figure = unfold(page)
    word = words("en" if folder else "zh")
    said = figure.evaluate(SAID)
    assert (said["says"], said["why"], said["step"]) == (word.before, "", 0)
    assert said["boxes"] == ["CLOSED", "CLOSED"]
    for _ in range(3):
        page.keyboard.press(ARROW)
    said = figure.evaluate(SAID)
    assert said["step"] == 3
    assert "SYN-RECEIVED" in said["says"]
    assert word.check.format(section="3.10.7.2", check="3") in said["why"]
    assert said["link"] == "https://www.rfc-editor.org/rfc/rfc9293#section-3.10.7.2"
    assert said["boxes"] == ["SYN-SENT", "SYN-RECEIVED"]
    assert said["arc"] == ["arc-LISTEN-SYN-RECEIVED"]
    page.keyboard.press(ARROW)
    assert "100 → 101" in figure.evaluate(SAID)["changed"]
    page.keyboard.press("End")
    said = figure.evaluate(SAID)
    assert said["boxes"] == ["ESTABLISHED", "ESTABLISHED"]
    assert figure.evaluate(DRAWN)["pale"] == 0
    page.keyboard.press("Home")
    assert figure.evaluate(SAID)["step"] == 0
    page.keyboard.press("Escape")
    figure.locator(".dg-stage").wait_for(state="detached")
    assert page.evaluate("document.activeElement.tagName") == "SUMMARY"
    assert figure.locator("svg.dg:visible").count() == 1
    assert figure.locator(".dg-pale, .dg-veil").count() == 0


@pytest.mark.parametrize("visit", [STILL], indirect=True)
def test_what_changes_is_announced_and_every_control_has_a_name(visit: Any) -> None:
    page = visit.open("en/" + PAGE)
    figure = unfold(page)
    live = figure.locator("[aria-live=polite][aria-atomic=true]")
    assert live.locator(".dg-says, .dg-because").count() == 2
    slider = figure.get_by_role("slider", name="Step")
    assert slider.evaluate("(element) => element === document.activeElement")
    figure.get_by_role("button", name="Next step").click()
    assert slider.get_attribute("aria-valuetext") == "1 of 7: 0 ms"
    assert figure.get_by_role("button", name="Previous step").is_enabled()
    figure.get_by_role("button", name="Play", pressed=False).click()
    figure.get_by_role("button", name="Play", pressed=True).click()
    assert figure.get_by_role("group", name="Step by step").count() == 1
    assert figure.get_by_role("columnheader").all_inner_texts()[0] == "Variable"


@pytest.mark.parametrize("visit", [STILL], indirect=True)
@BOTH
def test_a_link_holds_the_step(visit: Any, folder: str) -> None:
    page = visit.open(f"{folder}{PAGE}#walk={CHART}&step=4")
    figure = page.locator(f"#{CHART}")
    figure.locator(".dg-stage").wait_for()
    assert figure.evaluate(SAID)["step"] == 4
    page.evaluate(f"location.hash = 'walk={CHART}&step=6'")
    page.wait_for_function("() => document.querySelector('.dg-scrub').value === '6'")
    assert page.evaluate("document.activeElement.matches('.dg-stage')")
    page.keyboard.press(ARROW)
    page.wait_for_url(f"**#walk={CHART}&step=7")
    # An ordinary anchor stays one, and so does an unknown chart.
    page.evaluate("location.hash = 'table'")
    assert figure.evaluate(SAID)["step"] == 7
    assert abs(page.locator("#table").bounding_box()["y"]) < 120
    page.evaluate("location.hash = 'walk=nobody&step=1'")
    assert figure.evaluate(SAID)["step"] == 7


@pytest.mark.parametrize("visit", [STILL], indirect=True)
def test_the_other_language_is_at_the_same_step(visit: Any) -> None:
    page = visit.open(f"{PAGE}#walk={CHART}&step=4")
    page.get_by_role("link", name="English", exact=True).click()
    page.wait_for_url("**/en/**")
    page.locator(".dg-stage").wait_for()
    assert visit.place() == f"en/{PAGE}#walk={CHART}&step=4"
    assert page.locator(".dg-says").inner_text().startswith("At 20 ms, A receives SYN,ACK")


@pytest.mark.parametrize("visit", [STILL], indirect=True)
def test_two_players_on_a_page_do_not_meet(visit: Any) -> None:
    page = visit.open("en/lost/index.html")
    first, second = unfold(page, 0), unfold(page, 2)
    page.keyboard.press(ARROW)
    page.keyboard.press(ARROW)
    assert (first.evaluate(SAID)["step"], second.evaluate(SAID)["step"]) == (0, 2)
    first.locator("[data-do=forth]").click()
    assert (first.evaluate(SAID)["step"], second.evaluate(SAID)["step"]) == (1, 2)
    ids = page.evaluate("[...document.querySelectorAll('[id]')].map((element) => element.id)")
    assert len(ids) == len(set(ids))
    # The list below is the same walk: it shows the step, and leads to it.
    rows = second.locator(".dg-steps tbody tr:not(.dg-why)")
    assert rows.nth(1).get_attribute("aria-current") == "step"
    rows.nth(3).click()
    assert second.evaluate(SAID)["step"] == 4


@pytest.mark.parametrize("visit", [STILL], indirect=True)
def test_a_click_on_the_chart_goes_there(visit: Any) -> None:
    page = visit.open(PAGE)
    figure = unfold(page)
    page.keyboard.press("End")
    figure.locator(".dg-film [data-n='4'] text").first.click()
    assert figure.evaluate(SAID)["step"] == 5  # B's timer goes off and sends it
    figure.locator(".dg-film rect[data-moment='2']").click()
    assert figure.evaluate(SAID)["step"] == 3


def test_it_plays_by_itself_and_time_runs(visit: Any) -> None:
    page = visit.open(PAGE)
    figure = unfold(page)
    seen = figure.evaluate("""async (figure) => {
        const [line, scrub] = [".dg-line-now", ".dg-scrub"].map((one) => figure.querySelector(one))
        const seen = new Set()
        figure.querySelector("[data-do=play]").click()
        while (scrub.value < 3) {
            await new Promise(requestAnimationFrame)
            seen.add(line.getAttribute("transform"))
        }
        return seen.size
    }""")
    assert seen > 3  # between the places at which it rests
    figure.locator("[data-do=play]").click()
    assert figure.evaluate(SAID)["step"] == 3


@pytest.mark.parametrize("visit", [NO_SCRIPT], indirect=True)
@BOTH
def test_without_a_script_the_chart_and_the_list_are_whole(visit: Any, folder: str) -> None:
    page = visit.open(f"{folder}lost/index.html#walk=lost-third-ack&step=3")
    figure = page.locator("#lost-third-ack")
    assert figure.locator("svg.dg:visible").count() == 1
    figure.locator("summary").click()
    assert figure.locator("tbody tr:not(.dg-why):visible").count() == len(walked(NAME).moments)
    assert page.locator(".dg-button, .dg-stage").count() == 0


@pytest.mark.parametrize("visit", [STILL], indirect=True)
def test_it_prints_as_if_untouched(visit: Any) -> None:
    page = visit.open(f"{PAGE}#walk={CHART}&step=2")
    page.locator(".dg-stage").wait_for()
    page.emulate_media(media="print")
    figure = page.locator(f"#{CHART}")
    assert figure.locator(".dg-stage:visible").count() == 0
    assert figure.locator(".dg-wide svg:visible").count() == 1
    assert figure.locator(".dg-pale:visible, .dg-button:visible").count() == 0


@pytest.mark.parametrize("visit", [PHONE, PHONE | {"color_scheme": "dark"}], indirect=True)
@BOTH
def test_on_a_phone_the_keys_stay_in_sight(visit: Any, folder: str) -> None:
    page = visit.open(f"{folder}gallery/no-time-wait-old-data.html")
    figure = unfold(page)
    last = len(walked("no-time-wait-old-data").moments)
    for step in (1, 12, last):
        figure.locator(".dg-scrub").fill(str(step))
        page.wait_for_timeout(50)
        keys = figure.locator(".dg-now").bounding_box()
        assert keys["y"] + keys["height"] <= 845
        ring = figure.locator(".dg-ring").bounding_box()
        assert 48 < ring["y"] + ring["height"] / 2 < keys["y"]
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    for target in figure.locator("button:visible, input:visible, summary:visible").all():
        box = target.bounding_box()
        assert box["height"] >= 24
        assert box["width"] >= 24


@pytest.mark.parametrize("visit", [PHONE], indirect=True)
@pytest.mark.parametrize("view", ["chart", "states"])
def test_on_a_phone_a_chart_becomes_large(visit: Any, view: str) -> None:
    page = visit.open("en/" + PAGE)
    figure = page.locator(f"#{NAME}-{view}")
    figure.locator("svg[aria-labelledby]:visible").evaluate("(svg) => { window.same = svg }")
    small = figure.locator("svg[aria-labelledby]:visible").bounding_box()
    figure.get_by_role("button", name="Enlarge").click()
    large = figure.locator("dialog svg[aria-labelledby]")
    assert large.evaluate("(svg) => svg === window.same")
    assert large.bounding_box()["width"] > 1.4 * small["width"]
    before = large.bounding_box()["width"]
    figure.get_by_role("button", name="Larger").click()
    assert large.bounding_box()["width"] > before
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    page.keyboard.press("Escape")
    assert figure.locator("dialog").count() == 0
    again = figure.locator("svg[aria-labelledby]:visible").bounding_box()
    assert (again["width"], again["height"]) == (small["width"], small["height"])


def test_it_outlives_instant_navigation(anywhere: Any) -> None:
    page = anywhere.open("en/gallery/index.html")
    page.evaluate("() => { window.here = true }")  # gone if a page is loaded anew
    for name in (NAME, "syn-lost"):
        page.locator(f".md-content a[href$='{name}.html']").first.click()
        page.wait_for_url(f"**/{name}.html")
        page.locator(".dg-can-walk").first.wait_for()
        figure = unfold(page)
        page.keyboard.press(ARROW)
        page.keyboard.press(ARROW)
        assert figure.evaluate(SAID)["step"] == 2
        page.wait_for_url(f"**#walk={name}-chart&step=2")
        page.evaluate("() => history.back()")
        page.wait_for_url("**/gallery/index.html")
        page.locator(".grid.cards").first.wait_for()
    # Only below its own address does the theme put one page in the place of another.
    assert page.evaluate("() => window.here === true") == (anywhere.base == PUBLISHED)


# Each step in turn, as `DRAWN` and `SAID` tell it.
WALK = f"""(figure) => {{
    const tell = () => [({DRAWN})(figure), ({SAID})(figure)]
    const scrub = figure.querySelector(".dg-scrub")
    const steps = [tell()]
    while (scrub.value !== scrub.max) {{
        figure.querySelector("[data-do=forth]").click()
        steps.push(tell())
    }}
    return steps
}}"""


@pytest.fixture(scope="module")
def charts(browser: Any, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    """All charts of the catalogue on one page, as another's site has them: nothing is linked."""
    body = "".join(f'```tcp id="{one.name}" steps="no"\n{one.name}\n```\n\n' for one in CATALOGUE)
    html = Markdown(extensions=["pymdownx.superfences", "diagramgen"]).convert(body)
    path = tmp_path_factory.mktemp("charts") / "index.html"
    path.write_text(f'<!doctype html><meta charset="utf-8"><body>{html}', encoding="utf-8")
    page = browser.new_page(viewport={"width": 1000, "height": 900}, **STILL)
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.goto(path.as_uri())
    yield page
    page.close()
    assert faults == []


@pytest.mark.parametrize("name", [entry.name for entry in CATALOGUE])
def test_each_step_shows_what_has_happened(charts: Any, name: str) -> None:
    """The trace says what is past at each step; the chart must show that, and nothing else."""
    trace = walked(name)
    figure = charts.locator(f"#{name}")
    figure.locator("summary").click()
    figure.locator(".dg-stage").wait_for()
    start, *steps = figure.evaluate(WALK)
    assert len(steps) == len(trace.moments)
    passed = [(peer, trace.states[peer][0]) for peer in trace.peers]
    injected = {segment.n for segment in trace.segments if segment.injected}
    sent: set[int] = set()
    landed: set[tuple[int, int]] = set()
    for step, (moment, (drawn, said)) in enumerate(zip(trace.moments, steps, strict=True), 1):
        entered = moment.passed or ((moment.after,) if moment.after != moment.before else ())
        passed += [(moment.peer, state) for state in entered]
        sent |= set(moment.sends)
        if moment.segment:
            landed.add((moment.segment, moment.copy or 0))
        assert sorted(map(tuple, drawn["states"])) == sorted(passed), step
        assert set(drawn["labels"]) - injected == sent - injected, step
        assert drawn["boxes"] == len(passed) - 2, step  # those at the beginning are always there
        # A copy has landed, is under way, or is yet to be sent.
        assert {n for n, _ in landed} <= set(drawn["arrows"]), step
        assert landed.isdisjoint(map(tuple, drawn["flying"])), step
        if step < len(trace.moments):
            then = trace.moments[step]
            if then.segment in sent and then.t > moment.t:  # the next to arrive is under way
                assert [then.segment, then.copy or 0] in drawn["flying"], step
        boxes = [box.removesuffix("-FOOT") for box in said["boxes"]]
        for peer, box in zip(trace.peers, boxes, strict=True):
            assert box == [state for who, state in passed if who == peer][-1], step
        assert re.search(rf"\b{moment.peer}\b", said["says"]), step
    lines = [drawn["line"] for drawn, _ in (start, *steps)]
    assert lines == sorted(lines)
    assert steps[-1][0]["pale"] == 0
    figure.locator("[data-do=close]").click()
