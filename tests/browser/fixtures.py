"""A real Chromium for tests, and what it must not notice: errors, foreign requests, barriers."""

import os
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from tests.services import missing

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]


@dataclass
class Window:
    """A browser window that looks at the site under test and remembers what went wrong."""

    page: Page
    origin: str
    errors: list[str] = field(default_factory=list)
    foreign: list[str] = field(default_factory=list)

    def watch(self) -> None:
        """Begin to note script errors, broken security policies and requests to other hosts."""
        self.page.on("console", self._on_console)
        self.page.on("pageerror", lambda error: self.errors.append(str(error)))
        self.page.on("request", self._on_request)

    def _on_console(self, message: Any) -> None:
        if message.type == "error":
            self.errors.append(message.text)

    def _on_request(self, request: Any) -> None:
        if request.url.startswith("http") and not request.url.startswith(self.origin):
            self.foreign.append(urlsplit(request.url).netloc)

    def open(self, path: str) -> Page:
        """Go to a path of the site and give Playwright's page."""
        self.page.goto(f"{self.origin}{path}")
        return self.page

    def barriers(self, context: str | None = None) -> list[str]:
        """List what axe-core finds against WCAG 2.2 AA on the page that is open."""
        options = {"resultTypes": ["violations"], "runOnly": {"type": "tag", "values": WCAG}}
        found = Axe().run(self.page, context=context, options=options).response["violations"]
        return [
            f"{violation['id']} ({violation['impact']}): {violation['help']} at "
            + "; ".join(str(node["html"])[:160] for node in violation["nodes"][:3])
            for violation in found
        ]

    def has_no_sideways_scroll(self) -> bool:
        """Whether the page fits its window (WCAG 1.4.10)."""
        return bool(
            self.page.evaluate(
                "document.documentElement.scrollWidth <= document.documentElement.clientWidth"
            )
        )


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Give a running Chromium."""
    path = next(filter(None, map(shutil.which, NAMES)), None)
    if path is None:
        missing("Chromium", "Install it, on Debian with: apt-get install chromium.")
    # Playwright keeps an event loop in this thread, which Django takes for asynchronous code.
    before = os.environ.get("DJANGO_ALLOW_ASYNC_UNSAFE")
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield chromium
        chromium.close()
    if before is None:
        del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


@pytest.fixture
def browser_context(browser: Browser) -> Iterator[BrowserContext]:
    """Give a fresh browser profile: no cookie, no cache."""
    context = browser.new_context(locale="de-DE", viewport={"width": 1280, "height": 900})
    context.set_default_timeout(15_000)
    yield context
    context.close()


@pytest.fixture
def window(transactional_db: None, browser_context: BrowserContext, live_server: Any) -> Window:
    """Give a window on the site under test; ask for `site` as well to have pages in it."""
    watched = Window(browser_context.new_page(), live_server.url)
    watched.watch()
    return watched
