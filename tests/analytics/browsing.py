"""A visitor's real Chromium, and waiting for what it reports."""

import shutil
import time
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext

from tests.analytics.helpers import FIREFOX, counts
from tests.browser.fixtures import FLAGS, NAMES


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
