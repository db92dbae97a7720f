"""A browser that is already on the machine; where there is none, the tests are skipped."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING, Any, ClassVar
from urllib.parse import unquote, urlsplit

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, Locator, Page

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
    """Serves a folder below a path, as a host does: what is not there is the root's 404.html."""

    folder: ClassVar[Path]
    prefix: ClassVar[str]

    def translate_path(self, path: str) -> str:
        """Map what is asked for into the folder."""
        place = unquote(urlsplit(path).path)
        if not place.startswith(self.prefix):
            return str(self.folder / "nothing-here")
        target = self.folder / place.removeprefix(self.prefix)
        return str(target / "index.html" if target.is_dir() else target)

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        """Answer with the site's own page."""
        if code != 404:
            super().send_error(code, message, explain)
            return
        page = (self.folder / "404.html").read_bytes()
        self.send_response(404)
        self.send_header("Content-Type", "text/html")
        self.send_header("Content-Length", str(len(page)))
        self.end_headers()
        self.wfile.write(page)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@contextmanager
def serve(folder: Path, prefix: str) -> Iterator[str]:
    """Serve a folder on this machine; give its address."""
    handler = type("Here", (Files,), {"folder": folder, "prefix": prefix})
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}{prefix}"
        server.shutdown()


@pytest.fixture(scope="session")
def addresses(site: Path, published: Path) -> Iterator[dict[str, str]]:
    """Give the site's address from disk, by http, and by http below a path."""
    with serve(site, "/") as root, serve(published, "/tcp/") as below:
        yield {"disk": site.as_uri() + "/", "http": root, "below": below}


class Visit:
    """A tab that remembers what should not have happened."""

    def __init__(self, context: "BrowserContext", base: str) -> None:
        self.base = base
        self.faults: list[str] = []
        self.page: Page = context.new_page()
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
def anywhere(
    browser: "Browser", addresses: dict[str, str], request: pytest.FixtureRequest
) -> Iterator[Visit]:
    """Open a tab on the site, each way that it is reached."""
    with visiting(browser, addresses[request.param]) as tab:
        yield tab
