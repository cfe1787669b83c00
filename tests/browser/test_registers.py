"""A register in a real browser: every language's input has its name for people and programs."""

from typing import Any

import pytest
from django.urls import reverse

from tests import factories
from tests.browser.fixtures import Window
from wagtail_privacy.models import Purpose

pytestmark = pytest.mark.browser


def sign_in(window: Window, user: Any) -> None:
    page = window.open(reverse("wagtailadmin_login"))
    page.fill("[name=username]", user.username)
    page.fill("[name=password]", factories.PASSWORD)
    page.click("button[type=submit]")
    page.wait_for_url("**/admin/")


def test_a_purpose_is_written_in_two_languages(window: Window, site: Any) -> None:
    sign_in(window, factories.create_user("admin", is_staff=True, is_superuser=True))
    page = window.open(reverse("wagtailsnippets_wagtail_privacy_purpose:add"))
    # By the name that a screen reader says.
    page.get_by_label("Name – German", exact=True).fill("Rückruf")
    page.get_by_label("Name – English", exact=True).fill("Call-back")
    page.get_by_label("Legal basis").select_option("6-1-b")
    page.get_by_label("Kept for").fill("14")
    assert window.barriers(".wp-translated") == []

    page.click("button.action-save, [type=submit].button")
    page.wait_for_url("**/purpose/")
    assert page.get_by_role("link", name="Call-back").first.is_visible()
    assert Purpose.objects.get().name == {"de": "Rückruf", "en": "Call-back"}
    # Whatever the admin loads comes from the site itself.
    assert window.foreign == []
