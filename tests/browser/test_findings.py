"""The findings beside a statement, in a real browser: they follow what the editor does."""

from typing import Any

import pytest
from django.urls import reverse

from tests import factories
from tests.browser.fixtures import Window
from tests.browser.test_registers import sign_in
from tests.statements.pages import publish

pytestmark = pytest.mark.browser

#: Wagtail compares the form with what it was some moments after loading; earlier changes count
#: as part of it, and nothing is saved.
SETTLED = 5_000


def new_statement(home: Any) -> Any:
    model = factories.statement_page_model()
    page = model(title="Datenschutz", locale=home.locale, body=[("controller", {})])
    home.add_child(instance=page)
    publish(page)
    return page


def test_the_panel_follows_each_autosave_and_leads_to_the_sections(
    window: Window, site: Any
) -> None:
    factories.create_controller(site)
    statement = new_statement(site.root_page.specific)
    sign_in(window, factories.create_user("admin", is_staff=True, is_superuser=True))
    page = window.open(reverse("wagtailadmin_pages:edit", args=[statement.pk]))

    page.wait_for_timeout(SETTLED)

    toggle = page.locator('[data-side-panel-toggle="privacy-findings"]')
    counter = toggle.locator("[data-side-panel-toggle-counter]")
    before = int(counter.inner_text())
    if toggle.get_attribute("aria-expanded") != "true":
        toggle.click()
    panel = page.locator('[data-side-panel="privacy-findings"]')
    missing = panel.get_by_text("The statement does not name the right of access.").first
    missing.wait_for()
    assert window.barriers('[data-side-panel="privacy-findings"]') == []

    panel.get_by_role("button", name="Add section").first.click()
    assert page.evaluate("document.activeElement.className").startswith("c-sf-add-button")
    page.keyboard.press("Enter")
    page.get_by_role("option", name="Rights", exact=True).click()
    page.keyboard.type("Ihre Rechte")

    # The autosave brings the panel anew, and the counter with it.
    missing.wait_for(state="detached")
    assert int(counter.inner_text()) < before
    assert window.foreign == []


def test_a_new_statement_shows_its_findings_after_the_first_autosave(
    window: Window, site: Any
) -> None:
    factories.create_controller(site, decides_automatically=None)
    sign_in(window, factories.create_user("admin", is_staff=True, is_superuser=True))
    meta = factories.statement_page_model()._meta
    arguments = [meta.app_label, meta.model_name, site.root_page_id]
    page = window.open(reverse("wagtailadmin_pages:add", args=arguments))

    page.wait_for_timeout(SETTLED)

    toggle = page.locator('[data-side-panel-toggle="privacy-findings"]')
    assert toggle.locator("[data-side-panel-toggle-counter]").is_hidden()
    if toggle.get_attribute("aria-expanded") != "true":
        toggle.click()
    page.locator("[name=title]").press_sequentially("Datenschutz")
    page.keyboard.press("Tab")

    panel = page.locator('[data-side-panel="privacy-findings"]')
    message = "You have not said whether a machine makes decisions alone."
    panel.get_by_text(message, exact=True).wait_for()
    assert toggle.locator("[data-side-panel-toggle-counter]").is_visible()
    assert page.get_by_text("This widget failed to render").count() == 0
    assert window.errors == []
