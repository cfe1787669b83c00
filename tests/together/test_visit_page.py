"""What a visitor sees of the own visit, from the statement to the button and back, in Chromium."""

# once: it is the browser that is asked here

from typing import Any

import pytest
from playwright.sync_api import Browser

from tests.analytics.browsing import visitors_browser
from tests.browser.fixtures import Window
from tests.statements.pages import create_statement

__all__ = ["visitors_browser"]

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.mark.parametrize("width", [320, 1280])
def test_from_the_statement_and_back(
    visitors_browser: Browser, site: Any, live_server: Any, width: int
) -> None:
    statement = create_statement(site.root_page.specific)
    context = visitors_browser.new_context(locale="de-DE", viewport={"width": width, "height": 800})
    window = Window(context.new_page(), live_server.url)
    window.watch()
    page = window.open(statement.url)
    page.click("#statistics >> text=Was wir über diesen Besuch wissen")
    assert "Was wir über diesen Besuch wissen" in page.title()
    assert page.is_visible("text=Zufallszahl des Besuchs")
    assert window.has_no_sideways_scroll()
    assert window.barriers("article") == []
    page.click("button:has-text('Diesen Besuch jetzt vergessen')")
    page.wait_for_selector("text=Wir wissen nichts über diesen Besuch")
    page.click("button:has-text('Mich nicht zählen')")
    page.wait_for_selector("button:has-text('Mich wieder zählen')")
    assert window.has_no_sideways_scroll()
    page.click("text=English")
    assert page.is_visible("button:has-text('Count me again')")
    page.click("text=Deutsch")
    page.click("text=Zurück zur Datenschutzerklärung")
    assert page.url.endswith(statement.url)
    assert window.errors == []
    assert window.foreign == []
    context.close()
