"""The public pages for who allows no scripts: everything is there, and a form still works."""

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from tests import factories
from tests.forms.pages import ANSWERS, create_form
from tests.statements.pages import create_statement
from wagtail_privacy.forms.models import PrivacyFormSubmission

pytestmark = pytest.mark.browser


@pytest.fixture
def page(browser: Browser, transactional_db: None) -> Iterator[Page]:
    context = browser.new_context(java_script_enabled=False, locale="de-DE")
    context.set_default_timeout(15_000)
    yield context.new_page()
    context.close()


def test_a_form_is_read_and_sent(page: Page, site: Any, live_server: Any) -> None:
    home = site.root_page.specific
    purpose, category = factories.create_purpose(), factories.create_data_category()
    form = create_form(home, purpose, category)
    create_statement(home)
    page.goto(f"{live_server.url}{form.url}")
    assert "14 Tage" in page.inner_text("main")
    for name, answer in ANSWERS.items():
        page.fill(f"[name={name}]", answer)
    page.click("main button[type=submit]")
    submission = PrivacyFormSubmission.objects.usable_for(form.purpose).get()
    assert submission.get_answers() == ANSWERS
    assert ANSWERS["name"] not in page.inner_text("body")


def test_the_facts_of_a_statement_stand_open(page: Page, site: Any, live_server: Any) -> None:
    home = site.root_page.specific
    purpose, category = factories.create_purpose(), factories.create_data_category()
    create_form(home, purpose, category)
    statement = create_statement(home)
    page.goto(f"{live_server.url}{statement.url}")
    text = page.inner_text("main")  # what is shown; a closed <details> is not
    for fact in ("Rückrufservice", "14 Tage", "Kontaktangaben"):
        assert fact in text
