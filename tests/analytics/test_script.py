"""The script in a real Chromium: each way of arriving and leaving counts once."""

# needs: wagtail_privacy.analytics

import shutil
import time
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext

from tests import factories
from tests.analytics.helpers import FIREFOX, counts
from tests.browser.fixtures import FLAGS, NAMES

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture(scope="module")
def visitors_browser(browser: Browser) -> Iterator[Browser]:
    """Give a browser that does not call itself headless, for robots are not counted.

    The name is set for the whole process: a beacon that outlives its page forgets any other.
    """
    path = next(filter(None, map(shutil.which, NAMES)))
    started = browser.browser_type.launch(
        executable_path=path, args=[*FLAGS, f"--user-agent={FIREFOX}"]
    )
    yield started
    started.close()


@pytest.fixture
def context(visitors_browser: Browser) -> Iterator[BrowserContext]:
    context = visitors_browser.new_context()
    context.set_default_timeout(15_000)
    yield context
    context.close()


@pytest.fixture
def address(transactional_db: None, live_server: Any) -> str:
    factories.create_site()
    return f"{live_server.url}/de/"


def eventually(expected: dict[str, int]) -> None:
    """Wait until the counts are as expected; fail with what they are."""
    for _ in range(50):
        found = {name: value for name, value in counts().items() if name in expected}
        if found == expected:
            return
        time.sleep(0.1)
    assert found == expected


def stays(check: Callable[[], None]) -> None:
    check()
    time.sleep(0.5)
    check()


def test_opening_and_leaving_count_once(context: BrowserContext, address: str) -> None:
    page = context.new_page()
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.goto(address)
    eventually({"views": 1, "visits": 1})
    page.wait_for_timeout(1200)
    page.goto("about:blank")
    stays(lambda: eventually({"views": 1, "visits": 1, "entries": 1, "bounces": 1}))
    assert 1 <= counts()["engaged_seconds"] <= 3
    assert errors == []
    assert context.cookies() == []
    assert page.context.storage_state()["origins"] == []


def test_coming_back_is_a_view_of_the_same_visit(context: BrowserContext, address: str) -> None:
    page = context.new_page()
    page.goto(address)
    eventually({"views": 1})
    page.goto("about:blank")
    page.go_back()
    stays(lambda: eventually({"views": 2, "visits": 1, "entries": 1}))


def test_without_scripts_the_pixel_counts(visitors_browser: Browser, address: str) -> None:
    context = visitors_browser.new_context(java_script_enabled=False)
    context.new_page().goto(address)
    stays(lambda: eventually({"views": 1, "visits": 1}))
    context.close()


def test_a_browser_that_asks_is_not_counted(context: BrowserContext, address: str) -> None:
    page = context.new_page()
    page.add_init_script(
        "Object.defineProperty(Navigator.prototype, 'globalPrivacyControl', {get: () => true})"
    )
    page.goto(address)
    stays(lambda: eventually({"views": 0}))


def test_without_beacons_it_fetches(context: BrowserContext, address: str) -> None:
    page = context.new_page()
    page.add_init_script("delete Navigator.prototype.sendBeacon")
    page.goto(address)
    stays(lambda: eventually({"views": 1}))


def test_a_hidden_page_waits_until_it_is_seen(context: BrowserContext, address: str) -> None:
    page = context.new_page()
    page.add_init_script(
        "Object.defineProperty(Document.prototype, 'hidden',"
        " {get: () => !window.seen, configurable: true})"
    )
    page.goto(address)
    stays(lambda: eventually({"views": 0}))
    page.evaluate(
        "window.seen = true;document.dispatchEvent(new Event('visibilitychange', {bubbles: true}))"
    )
    stays(lambda: eventually({"views": 1}))
