"""The Content-Security-Policy holds: no page needs what it refuses, and it does refuse."""

from typing import Any

import pytest

from diagramgen.site.csp import inline, policy

#: A page of each kind.
KINDS = [
    "index.html",
    "open/index.html",
    "linux/index.html",
    "diagrams/index.html",
    "gallery/index.html",
    "gallery/time-wait-assassination.html",
    "requirements/index.html",
    "404.html",
]
COUNT = """window.refused = [];
document.addEventListener("securitypolicyviolation",
    (event) => refused.push(`${event.violatedDirective} ${event.blockedURI}`))"""


def test_only_scripts_that_run_are_hashed() -> None:
    page = """<script>1</script><script src="a.js"></script>
        <script type="application/json">{}</script><script type="module">2</script>
        <script id="a" type="text/javascript">3</script>"""
    assert list(inline(page)) == ["1", "2", "3"]
    # The digest of "1" as openssl gives it: printf 1 | openssl dgst -sha256 -binary | base64
    assert "'sha256-a4ayc/80/OGda4BO/1o/V0etpOqiLx1JwB5S3beHW0s='" in policy(["1"])


def test_each_way_of_reading_keeps_to_the_policy(anywhere: Any) -> None:
    anywhere.page.add_init_script(COUNT)
    for place in KINDS:
        for folder in ("", "en/"):
            if place == "404.html" and anywhere.base.startswith("file:"):
                continue  # its links begin at the root of a host
            page = anywhere.open(folder + place)
            page.wait_for_load_state("networkidle")
            policies = page.locator("meta[http-equiv=Content-Security-Policy]")
            assert policies.count() == 1
            assert page.evaluate("refused") == [], place
    anywhere.open("index.html")
    anywhere.search("TCP").first.click()  # its worker, or what stands for it; then a step
    anywhere.page.wait_for_url(lambda url: "?h=" in url)
    anywhere.page.wait_for_load_state("networkidle")
    assert anywhere.page.evaluate("refused") == []
    assert anywhere.page.locator("meta[http-equiv=Content-Security-Policy]").count() == 1


@pytest.mark.parametrize("anywhere", ["disk", "http"], indirect=True)
def test_what_is_foreign_is_refused(anywhere: Any) -> None:
    anywhere.page.add_init_script(COUNT)
    page = anywhere.open("index.html")
    page.evaluate(
        """() => {
        const script = document.createElement("script")
        script.textContent = "window.ran = true"
        document.body.append(script)
        const image = document.createElement("img")
        image.src = "https://elsewhere.example/a.png"
        document.body.append(image)
        }"""
    )
    page.wait_for_function("refused.length === 2")
    assert page.evaluate("window.ran") is None
    assert sorted(page.evaluate("refused")) == [
        "img-src https://elsewhere.example/a.png",
        "script-src-elem inline",
    ]
    anywhere.faults.clear()  # the browser says so on the console, too
