"""The statement on a phone and on paper, in a real browser."""

import re
from typing import Any
from urllib.parse import urljoin, urlsplit

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


#: How far the first lines of two elements lie apart, in pixels.
APART = "([a, b]) => Math.abs(a.getClientRects()[0].top - b.getClientRects()[0].top)"


def lines_apart(page: Page, first: str, second: str) -> float:
    pair = "([a, b]) => [document.querySelector(a), document.querySelector(b)]"
    return float(page.evaluate(f"(names) => ({APART})(({pair})(names))", [first, second]))


def test_on_a_phone_a_short_fact_stands_in_the_line_of_its_name(page: Page) -> None:
    cell, fact = ".wp-table--glance td:nth-of-type(1)", ".wp-activity .wp-facts > div:last-child"
    page.set_viewport_size({"width": 360, "height": 640})
    assert lines_apart(page, f"{cell} .wp-table__label", f"{cell} span:last-child") < 5
    assert lines_apart(page, f"{fact} dt", f"{fact} dd") < 5
    assert (
        page.locator(f"{fact} dt").first.evaluate("(e) => getComputedStyle(e, '::after').content")
        == '": "'
    )
    # An address has several lines, and its name stands above them.
    address = ".wp-contact > div:has(dd br)"
    assert lines_apart(page, f"{address} dt", f"{address} dd") > 15


def test_on_a_phone_every_fact_stands_open(page: Page) -> None:
    page.set_viewport_size({"width": 360, "height": 640})
    facts = page.locator(".wp-table--glance td, .wp-section .wp-facts dd, .wp-contact dd").all()
    assert len(facts) > 10
    assert all(fact.is_visible() for fact in facts)
    assert page.locator("details .wp-facts, details .wp-table").count() == 0


def test_on_paper_no_colon_follows_a_name_that_stands_apart(page: Page) -> None:
    page.set_viewport_size({"width": 673, "height": 950})
    page.emulate_media(media="print")
    after = "(e) => getComputedStyle(e, '::after').content"
    assert page.locator(".wp-section .wp-facts dt").first.evaluate(after) == "none"
    assert not page.locator(".wp-table__label").first.is_visible()


def test_on_paper_a_fact_stands_beside_its_name(page: Page) -> None:
    page.set_viewport_size({"width": 673, "height": 950})
    page.emulate_media(media="print")
    fact = ".wp-activity .wp-facts > div:last-child"
    assert shown(page, fact, "display") == "grid"
    assert lines_apart(page, f"{fact} dt", f"{fact} dd") < 5


def test_a_dark_site_sets_every_ground_on_which_its_light_words_stand(page: Page) -> None:
    form = page.locator(".wp-activity__link a").first.get_attribute("href")
    page.goto(urljoin(page.url, str(form)))
    # Through the object model, which a strict policy lets pass.
    set_colour = "([name, value]) => document.documentElement.style.setProperty(name, value)"
    page.evaluate(set_colour, ["--wp-field", "#333"])
    page.evaluate(set_colour, ["--wp-on-accent", "#012"])
    assert shown(page, ".wp-field input[type=text]", "backgroundColor") == "rgb(51, 51, 51)"
    assert (
        shown(page, ".wp-form__submit .wp-button, .wp-form .wp-button", "color") == "rgb(0, 17, 34)"
    )


@pytest.fixture
def changes(window: Window, page: Page, controller: ControllerSettings) -> Page:
    """Give what changed between two versions of the statement."""
    controller.name = "Neue Kasse"
    controller.save()
    path = urlsplit(page.url).path
    statement = factories.statement_page_model().objects.get()
    statement.get_latest_revision_as_object().save_revision().publish()
    return window.open(f"{path}versions/2/changes/")


def test_on_paper_what_did_not_change_stays_a_number(changes: Page) -> None:
    changes.emulate_media(media="print")
    folded = changes.locator(".wp-changes .wp-details")
    assert folded.count() > 0
    assert "unchanged" in folded.first.inner_text() or "unverändert" in folded.first.inner_text()
    for hidden in changes.locator(".wp-changes .wp-details > :not(summary)").all():
        assert not hidden.is_visible()
    assert changes.locator(".wp-changes ins", has_text="Neue Kasse").first.is_visible()


def test_no_dot_begins_a_line_in_the_list_of_versions(window: Window, changes: Page) -> None:
    listing = window.open(
        changes.url.removeprefix(window.origin).split("versions/")[0] + "versions/"
    )
    listing.set_viewport_size({"width": 360, "height": 640})
    titles = [title.inner_html() for title in listing.locator(".wp-versions__title").all()]
    assert len(titles) == 2
    for title in titles:
        assert "&nbsp;·" in title
        assert not re.search(r"(?<!&nbsp;)·", title)
