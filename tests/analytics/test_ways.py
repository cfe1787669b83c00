"""Each way of arriving at a page and of leaving it counts once, in a Chromium that does it all.

Playwright starts it without the back/forward cache; here it has one, as a visitor's has.
"""

# once: it is the browser that is asked here

# needs: wagtail_privacy.analytics

import shutil
import time
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from tests import factories
from tests.analytics.browsing import eventually, stays
from tests.analytics.helpers import FIREFOX, counts, seen
from tests.browser.fixtures import FLAGS, NAMES
from tests.site.models import PlainPage

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture(scope="module")
def whole_browser(browser: Browser) -> Iterator[Browser]:
    path = next(filter(None, map(shutil.which, NAMES)))
    started = browser.browser_type.launch(
        executable_path=path,
        args=[*FLAGS, f"--user-agent={FIREFOX}"],
        ignore_default_args=["--disable-back-forward-cache"],
    )
    yield started
    started.close()


@pytest.fixture
def context(whole_browser: Browser) -> Iterator[BrowserContext]:
    context = whole_browser.new_context()
    context.set_default_timeout(15_000)
    yield context
    context.close()


@pytest.fixture
def places(transactional_db: None, live_server: Any) -> tuple[str, str]:
    """Give the addresses of two pages."""
    home = factories.create_site().root_page
    page = PlainPage(title="Second", slug="second", text="", locale=home.locale)
    home.add_child(instance=page)
    return f"{live_server.url}{home.url}", f"{live_server.url}{page.url}"


def go(page: Page, address: str) -> None:
    """Follow a link to an address."""
    page.evaluate(
        """address => {
            const link = document.createElement("a");
            Object.assign(link, {href: address, id: "on", textContent: "On"});
            document.body.append(link);
        }""",
        address,
    )
    page.click("#on")
    page.wait_for_url(address)


def settled(**expected: int) -> None:
    stays(lambda: eventually(expected))


def test_a_link_on_the_own_site_is_a_view_of_the_same_visit(
    context: BrowserContext, places: tuple[str, str]
) -> None:
    page = context.new_page()
    page.goto(places[0])
    settled(views=1, visits=1, bounces=1)
    go(page, places[1])
    settled(views=2, visits=2, entries=1, bounces=0)
    assert seen("referrer") == {"": 1}


def test_loading_again_is_a_view_of_the_same_visit(
    context: BrowserContext, places: tuple[str, str]
) -> None:
    page = context.new_page()
    page.goto(places[0])
    settled(views=1)
    page.reload()
    settled(views=2, visits=1, entries=1, bounces=1)


def test_back_and_forward_from_the_cache_count_once_each(
    context: BrowserContext, places: tuple[str, str]
) -> None:
    page = context.new_page()
    page.goto(places[0])
    settled(views=1)
    page.evaluate("addEventListener('pageshow', event => window.cameBack = event.persisted)")
    go(page, places[1])
    settled(views=2)
    page.evaluate("history.back()")
    page.wait_for_timeout(500)
    settled(views=3, visits=2, entries=1)
    assert page.evaluate("window.cameBack") is True  # the very page, not loaded anew
    page.evaluate("history.forward()")
    page.wait_for_timeout(500)
    settled(views=4, visits=2, entries=1)


PRERENDER = """address => {
    const rules = document.createElement("script");
    rules.type = "speculationrules";
    rules.textContent = JSON.stringify({prerender: [{urls: [address], eagerness: "immediate"}]});
    document.head.append(rules);
}"""


def test_a_page_made_in_advance_counts_when_it_is_seen(
    context: BrowserContext, places: tuple[str, str], settings: Any
) -> None:
    # The rule stands in the page itself; a site's policy allows it with 'inline-speculation-rules'.
    policy = settings.CONTENT_SECURITY_POLICY
    scripts = ["'self'", "'inline-speculation-rules'"]
    settings.CONTENT_SECURITY_POLICY = {
        **policy,
        "DIRECTIVES": {**policy["DIRECTIVES"], "script-src": scripts},
    }
    page = context.new_page()
    page.goto(places[0])
    settled(views=1)
    page.evaluate(PRERENDER, places[1])
    page.wait_for_timeout(1500)
    settled(views=1)
    go(page, places[1])
    settled(views=2, visits=2, entries=1)
    # A machine without much memory fetches the page in advance, but does not render it.
    timing = page.evaluate("performance.getEntriesByType('navigation')[0].toJSON()")
    assert timing["activationStart"] > 0 or timing["deliveryType"] == "navigational-prefetch"


def test_a_tab_in_the_background_counts_when_it_is_looked_at(
    context: BrowserContext, places: tuple[str, str]
) -> None:
    page = context.new_page()
    page.goto(places[0])
    settled(views=1)
    page.evaluate(
        """address => document.body.insertAdjacentHTML("beforeend",
            `<a id="tab" href="${address}" target="_blank">Tab</a>`)""",
        places[1],
    )
    with context.expect_page() as opened:
        page.click("#tab", modifiers=["Control"])
    tab = opened.value
    tab.wait_for_load_state()
    hidden = tab.evaluate("document.hidden")
    settled(views=1 if hidden else 2)
    tab.bring_to_front()
    settled(views=2, entries=1)


@pytest.mark.parametrize("way", ["close", "leave", "hide"])
def test_each_way_of_leaving_tells_once_how_long_it_was_read(
    context: BrowserContext, places: tuple[str, str], way: str
) -> None:
    page = context.new_page()
    page.goto(places[0])
    settled(views=1)
    page.wait_for_timeout(1200)
    if way == "close":
        page.close(run_before_unload=True)
    elif way == "leave":
        page.goto("about:blank")
    else:
        page.evaluate(
            """() => {
                Object.defineProperty(Document.prototype, "hidden", {get: () => true});
                document.dispatchEvent(new Event("visibilitychange", {bubbles: true}));
                document.dispatchEvent(new Event("visibilitychange", {bubbles: true}));
            }"""
        )
        page.goto("about:blank")
    time.sleep(1)
    settled(views=1, visits=1, entries=1, bounces=1)
    assert 1 <= counts()["engaged_seconds"] <= 4
