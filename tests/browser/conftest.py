"""A browser that is already on the machine; where there is none, the tests are skipped."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, Page

REQUIRED = os.environ.get("DIAGRAMGEN_REQUIRE_BROWSER") == "1"
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


def missing(reason: str) -> None:
    """Skip, or fail where a browser is required."""
    if REQUIRED:
        pytest.fail(f"DIAGRAMGEN_REQUIRE_BROWSER=1, but {reason}")
    pytest.skip(reason)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark every test of this folder."""
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def browser() -> Iterator["Browser"]:
    """Start a headless Chromium."""
    try:
        from playwright.sync_api import sync_playwright  # noqa: PLC0415
    except ImportError:
        missing("playwright is not installed")
    program = next(filter(None, map(shutil.which, NAMES)), None)
    if program is None:
        missing("no Chromium is on PATH")
    with sync_playwright() as playwright:
        # Within a container there is no user namespace for the sandbox; the pages are our own.
        browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox"])
        yield browser
        browser.close()


class Visit:
    """A tab that remembers what should not have happened."""

    def __init__(self, context: "BrowserContext", site: Path) -> None:
        self.site = site
        self.faults: list[str] = []
        self.page: Page = context.new_page()
        self.page.on("request", lambda request: self.note_request(request.url))
        self.page.on("console", lambda m: m.type in {"error", "warning"} and self.note(m.text))
        self.page.on("pageerror", lambda error: self.note(str(error)))

    def note(self, text: str) -> None:
        self.faults.append(text)

    def note_request(self, url: str) -> None:
        if not url.startswith(("file:", "data:", "blob:", "about:")):
            self.note(f"request: {url}")

    def open(self, place: str) -> "Page":
        path, mark, anchor = place.partition("#")
        self.page.goto((self.site / path).as_uri() + mark + anchor)
        return self.page

    def place(self) -> str:
        """Return where the tab is, within the site."""
        return self.page.url.removeprefix(self.site.as_uri() + "/")


@pytest.fixture
def visit(browser: "Browser", site: Path, request: pytest.FixtureRequest) -> Iterator[Visit]:
    """Open a tab from disk; at the end, nothing may have been fetched or gone wrong.

    Parametrize it with keywords of Playwright's `new_context`.
    """
    settings = {"viewport": {"width": 1280, "height": 900}, **getattr(request, "param", {})}
    context = browser.new_context(**settings)
    tab = Visit(context, site)
    yield tab
    context.close()
    assert tab.faults == []
