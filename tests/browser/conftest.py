"""A browser that is already on the machine; where there is none, the tests are skipped."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from time import monotonic
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote, urlsplit

import pytest

from tests.conftest import PUBLISHED

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, Locator, Page, Route

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


class Files(SimpleHTTPRequestHandler):
    """Serves a folder as a host does: what is not there is its 404.html."""

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        """Answer with the site's own page."""
        if code != 404:
            super().send_error(code, message, explain)
            return
        page = Path(self.directory, "404.html").read_bytes()
        self.send_response(404)
        self.send_header("Content-Type", "text/html")
        self.send_header("Content-Length", str(len(page)))
        self.end_headers()
        self.wfile.write(page)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture(scope="session")
def address(site: Path) -> Iterator[str]:
    """Serve the site on this machine; give its address."""
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Files, directory=str(site))) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


def answer(route: "Route", folder: Path, address: str) -> None:
    """Answer for a host that does not exist, from a folder."""
    path = folder / unquote(urlsplit(route.request.url.removeprefix(address)).path)
    path = path / "index.html" if path.is_dir() else path
    if path.is_file():
        route.fulfill(path=path)
    else:
        route.fulfill(path=folder / "404.html", status=404)


class Visit:
    """A tab that remembers what should not have happened."""

    def __init__(self, context: "BrowserContext", base: str) -> None:
        self.base = base
        self.faults: list[str] = []
        self.page: Page = context.new_page()
        # Playwright's own lets the page evaluate text, which the page's policy refuses.
        self.page.wait_for_function = self.wait  # type: ignore[method-assign]
        self.page.on("request", lambda request: self.note_request(request.url))
        self.page.on("console", lambda m: m.type in {"error", "warning"} and self.note(m.text))
        self.page.on("pageerror", lambda error: self.note(str(error)))

    def note(self, text: str) -> None:
        self.faults.append(text)

    def note_request(self, url: str) -> None:
        if not url.startswith((self.base, "data:", "blob:", "about:")):
            self.note(f"request: {url}")

    def open(self, place: str) -> "Page":
        self.page.goto(self.base + place)
        return self.page

    def wait(self, expression: str, *, arg: Any = None, timeout: float = 30_000) -> None:
        """Wait until an expression, or a function of `arg`, is true in the page."""
        from playwright.sync_api import Error  # noqa: PLC0415

        until = monotonic() + timeout / 1000
        while monotonic() < until:
            try:
                if self.page.evaluate(expression, arg):
                    return
            except Error as error:
                if "navigat" not in str(error) and "context" not in str(error):
                    raise
            self.page.wait_for_timeout(50)
        raise AssertionError(f"not true after {timeout} ms: {expression}")

    def place(self) -> str:
        """Return where the tab is, within the site."""
        return self.page.url.removeprefix(self.base)

    def search(self, query: str) -> "Locator":
        """Type a query; give the links found, sections included, once there are any."""
        self.page.locator("input[data-md-component=search-query]").click()
        self.page.keyboard.insert_text(query)
        self.page.keyboard.press("End")  # the theme looks when a key comes up, as after an IME
        found = self.page.locator(".md-search-result__link")
        found.first.wait_for(timeout=15_000)
        return found


@contextmanager
def visiting(browser: "Browser", base: str, **settings: Any) -> Iterator[Visit]:
    """Open a tab; at the end, nothing may have been fetched from elsewhere or gone wrong."""
    context = browser.new_context(**{"viewport": {"width": 1280, "height": 900}, **settings})
    tab = Visit(context, base)
    yield tab
    context.close()
    assert tab.faults == []


@pytest.fixture
def visit(browser: "Browser", site: Path, request: pytest.FixtureRequest) -> Iterator[Visit]:
    """Open a tab from disk. Parametrize it with keywords of Playwright's `new_context`."""
    with visiting(browser, site.as_uri() + "/", **getattr(request, "param", {})) as tab:
        yield tab


@pytest.fixture(params=["disk", "http", "below"])
def anywhere(browser: "Browser", request: pytest.FixtureRequest) -> Iterator[Visit]:
    """Open a tab on the site, each way that it is reached: below a path, under its own address."""
    if request.param == "below":
        folder = request.getfixturevalue("published")
        with visiting(browser, PUBLISHED) as tab:
            tab.page.context.route(f"{PUBLISHED}**", lambda route: answer(route, folder, PUBLISHED))
            yield tab
        return
    http = request.param == "http"
    base = request.getfixturevalue("address" if http else "site")
    with visiting(browser, base if http else base.as_uri() + "/") as tab:
        yield tab
