"""Privacy › Start in a real browser: the tasks, their questions and the list have no barrier."""

from typing import Any

import pytest

from tests import factories
from tests.browser.fixtures import Window
from tests.browser.test_registers import sign_in
from tests.forms.pages import create_form

pytestmark = pytest.mark.browser


def test_a_form_is_answered_by_confirming_what_is_proposed(window: Window, site: Any) -> None:
    home = site.root_page.specific
    form = create_form(home, None, None, live=False)
    sign_in(window, factories.create_user("admin", is_staff=True, is_superuser=True))
    page = window.page

    page.get_by_role("link", name="Go to Start").click()
    page.wait_for_url("**/privacy/start/")
    assert window.barriers("main") == []
    page.get_by_role("link", name="Who is responsible").click()
    # A group of answers is announced with its question.
    question = page.get_by_role("group", name="Is there a data protection officer?")
    question.get_by_label("No, none is needed").check()
    assert window.barriers("main") == []
    page.get_by_role("button", name="Save and go on").click()

    page.get_by_role("link", name="Your forms (1 found)").click()
    page.get_by_role("link", name=form.title).click()
    page.wait_for_url(f"**/forms/{form.pk}/")
    purpose = page.get_by_label("Purpose").locator("option:checked")
    assert purpose.inner_text() == "Calling back: Legitimate interests, kept 14 days"
    assert window.barriers("main") == []
    page.get_by_role("button", name="Save and publish").click()

    page.get_by_text("is saved and published").wait_for()
    assert type(form).objects.get(pk=form.pk).live
    page = window.open("/admin/privacy/findings/")
    assert page.get_by_text("at once", exact=True).first.is_visible()
    assert window.barriers("main") == []
    assert window.foreign == []
    assert window.errors == []
