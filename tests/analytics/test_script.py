"""The script in a real Chromium: each way of arriving and leaving counts once."""

# needs: wagtail_privacy.analytics
# once: what a browser does with the script differs under no other settings

import time
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext
from wagtail.models import Site

from tests import factories
from tests.analytics.browsing import context, eventually, stays, visitors_browser
from tests.analytics.helpers import counts, seen
from wagtail_privacy.analytics.arriving import tokens

__all__ = ["context", "visitors_browser"]

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def address(transactional_db: None, live_server: Any) -> str:
    factories.create_site()
    return f"{live_server.url}/de/"


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


#: Stands for a page that a script of the site swaps in: its snippet runs anew, with its token.
SWAP = """token => {
    const old = document.querySelector("script[data-token]");
    const script = document.createElement("script");
    script.src = old.src;
    Object.assign(script.dataset, {url: old.dataset.url, token});
    old.replaceWith(script);
}"""


def test_a_page_that_is_swapped_in_is_a_view_of_its_own(
    context: BrowserContext, address: str
) -> None:
    home = Site.objects.get().root_page
    page = context.new_page()
    page.goto(address)
    eventually({"views": 1})
    page.wait_for_timeout(1100)
    page.evaluate(SWAP, tokens.make(Site.objects.get().pk, home.pk + 1000))
    stays(lambda: eventually({"views": 2, "visits": 2, "entries": 1, "bounces": 0}))
    assert counts(page_id=home.pk)["engaged_seconds"] in (1, 2)
    page.goto("about:blank")
    stays(lambda: eventually({"views": 2}))
    assert seen("referrer") == {"": 1}


#: What an editor or a template may put on a page; the links lead nowhere so that the page stays.
ELEMENTS = """script => {
    document.body.insertAdjacentHTML("beforeend", `
        <p><button data-privacy-event="offer-opened"><b id="event">Open</b></button>
        <a id="file" href="/documents/1/Satzung%202026.pdf">Satzung</a>
        <a id="other" href="https://other.example/path?q=secret">Elsewhere</a>
        <a id="mail" href="mailto:somebody@example.com">Mail</a>
        <a id="page" href="/de/other/">Page</a></p>
        <form method="post"><input id="name"></form><form><input id="search"></form>`);
    addEventListener("click", event => event.preventDefault());
    const element = document.createElement("script");
    element.src = document.querySelector("script[data-token]").src.replace(/hit[^/]*$/, script);
    document.body.append(element);
    return new Promise(resolve => element.onload = resolve);
}"""


def test_what_is_done_on_a_page_is_counted(
    context: BrowserContext, address: str, settings: Any
) -> None:
    statistics = {**settings.WAGTAIL_PRIVACY["ANALYTICS"], "FILE_NAMES": ["Satzung 2026.pdf"]}
    settings.WAGTAIL_PRIVACY = {**settings.WAGTAIL_PRIVACY, "ANALYTICS": statistics}
    page = context.new_page()
    page.goto(address)
    eventually({"views": 1})
    page.evaluate(ELEMENTS, "hit-events.js")
    for name in ("event", "file", "other", "mail", "page"):
        page.click(f"#{name}")
    page.type("#search", "ab")
    page.type("#name", "Erika")
    home = Site.objects.get().root_page_id
    expected = {
        "event": {(home, "offer-opened"): 1},
        "download": {(home, "Satzung 2026.pdf"): 1},
        "outbound": {(home, "other.example"): 1},
        "form": {(home, "started"): 1},
    }

    def check() -> None:
        eventually({"views": 1})
        for _ in range(30):
            if all(seen(dimension) == values for dimension, values in expected.items()):
                return
            time.sleep(0.1)
        assert {dimension: seen(dimension) for dimension in expected} == expected

    stays(check)
