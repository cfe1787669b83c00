"""A form sent in a real Chromium is counted once, and never for who does not want to be counted."""

# once: it is the browser that is asked here

import time
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from tests import factories
from tests.analytics.browsing import context, eventually, stays, visitors_browser
from tests.analytics.helpers import seen
from tests.forms.pages import ANSWERS, create_form
from tests.statements.pages import create_statement

__all__ = ["context", "visitors_browser"]

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def form(transactional_db: None, live_server: Any) -> Any:
    home = factories.create_site().root_page.specific
    create_statement(home)
    return create_form(home, factories.create_purpose(), factories.create_data_category())


def send(page: Page, address: str) -> None:
    page.goto(address)
    for name, answer in ANSWERS.items():
        page.fill(f"[name={name}]", answer)
    page.click("main button[type=submit]")
    page.wait_for_url("**sent=**")


def opt_out(page: Page, origin: str, form: Any) -> None:
    page.goto(f"{origin}{form.get_parent().get_children().first().url}")
    page.click("button:has-text('Mich nicht zählen')")
    page.wait_for_url("**/privacy/visit/**")


def expect(values: dict[Any, int]) -> None:
    def check() -> None:
        for _ in range(50):
            if seen("form") == values:
                return
            time.sleep(0.1)
        assert seen("form") == values

    stays(check)


def test_sending_and_loading_again_count_once(
    context: BrowserContext, live_server: Any, form: Any
) -> None:
    page = context.new_page()
    page.goto(f"{live_server.url}{form.url}")
    # Nobody types before the view has arrived, with which the visit begins.
    eventually({"views": 1})
    send(page, f"{live_server.url}{form.url}")
    expect({(form.pk, "started"): 1, (form.pk, "sent"): 1})
    page.reload()
    expect({(form.pk, "started"): 1, (form.pk, "sent"): 1})
    assert {cookie["name"] for cookie in context.cookies()} == {"csrftoken"}  # of the form


def test_who_has_opted_out_is_nowhere(context: BrowserContext, live_server: Any, form: Any) -> None:
    page = context.new_page()
    opt_out(page, live_server.url, form)
    eventually({"views": 1})  # the statement, before the button was pressed
    assert {cookie["name"]: cookie["path"] for cookie in context.cookies()} == {
        "privacy_opt_out": "/privacy/"
    }
    send(page, f"{live_server.url}{form.url}")
    expect({})
    eventually({"views": 1})


def test_without_scripts_it_is_the_same(
    visitors_browser: Browser, live_server: Any, form: Any
) -> None:
    context = visitors_browser.new_context(java_script_enabled=False)
    page = context.new_page()
    send(page, f"{live_server.url}{form.url}")
    expect({(form.pk, "sent"): 1})
    page.reload()
    expect({(form.pk, "sent"): 1})
    opt_out(page, live_server.url, form)
    send(page, f"{live_server.url}{form.url}")
    expect({(form.pk, "sent"): 1})
    context.close()
