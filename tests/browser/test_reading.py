"""The statement on a phone and on paper, in a real browser."""

from typing import Any

import pytest
from playwright.sync_api import Page

from tests import factories
from tests.browser.fixtures import Window
from tests.forms.pages import create_form
from tests.statements.pages import create_statement
from wagtail_privacy.models import ControllerSettings

pytestmark = pytest.mark.browser


@pytest.fixture
def page(window: Window, site: Any, controller: ControllerSettings) -> Page:
    home = site.root_page.specific
    create_form(home, factories.create_purpose(), factories.create_data_category())
    controller.email = "a-very-long-name-of-a-mailbox-for-everything@very-long-host.example"
    controller.save()
    return window.open(create_statement(home).url)


def shown(page: Page, selector: str, rule: str) -> str:
    script = f"(e) => getComputedStyle(e).{rule}"
    return str(page.locator(selector).first.evaluate(script))


def test_on_paper_tables_are_tables_and_links_bear_their_address(page: Page) -> None:
    page.set_viewport_size({"width": 673, "height": 950})
    page.emulate_media(media="print")
    assert shown(page, ".wp-table--glance", "display") == "table"
    assert shown(page, ".wp-table--glance tbody tr", "display") == "table-row"
    assert shown(page, ".wp-table--glance tbody tr", "breakInside") == "avoid"
    assert shown(page, ".wp-section h2", "breakAfter") == "avoid"
    assert not page.locator(".wp-toc").is_visible()
    for button in page.locator(".wp-opt-out").all():
        assert not button.is_visible()
    address = "(e) => getComputedStyle(e, '::after').content"
    form = page.locator(".wp-activity__link a").first
    assert form.is_visible()
    assert "http" in form.evaluate(address)
    assert page.locator("a[href^='#']").first.evaluate(address) in ("none", "normal")
    assert page.locator(".wp-details li").first.is_visible()


def test_a_narrow_window_scrolls_in_one_direction_only(page: Page) -> None:
    page.set_viewport_size({"width": 320, "height": 256})
    assert shown(page, ".wp-table--glance tbody tr", "display") == "block"
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
