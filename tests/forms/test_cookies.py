"""A form says what it stores on the visitor's device, and it is what it really stores."""

from typing import Any

import pytest
from django.test import Client
from django.utils import translation

from tests.forms.pages import create_form
from wagtail_privacy.forms.telling.activities import form_activities
from wagtail_privacy.forms.telling.cookies import device_storage
from wagtail_privacy.models import DataCategory, Purpose


@pytest.fixture
def form(home: Any, purpose: Purpose, data_category: DataCategory) -> Any:
    return create_form(home, purpose, data_category)


def test_a_form_names_the_cookie_that_it_sets(client: Client, form: Any, site: Any) -> None:
    cookie = client.get(form.url).cookies["csrftoken"]
    (activity,) = form_activities(site, "de")
    (stored,) = activity.device_storage
    assert stored.name == cookie.key
    assert stored.lifetime == "364 days"
    assert cookie["max-age"] == 364 * 24 * 60 * 60


def test_name_and_lifetime_are_those_of_the_settings(settings: Any) -> None:
    settings.CSRF_COOKIE_NAME, settings.CSRF_COOKIE_AGE = "guard", 90 * 60
    (stored,) = device_storage()
    assert (stored.name, stored.lifetime) == ("guard", "90 minutes")
    settings.CSRF_COOKIE_AGE = None
    (stored,) = device_storage()
    assert stored.lifetime == "until you close the browser"
    with translation.override("de"):
        (stored,) = device_storage()
        assert stored.lifetime == "bis Sie den Browser schließen"


def test_a_token_in_the_session_is_said_as_the_cookie_of_the_session(
    settings: Any, client: Client, form: Any
) -> None:
    settings.CSRF_USE_SESSIONS = True
    answered = client.get(form.url)
    (stored,) = device_storage()
    assert [stored.name] == list(answered.cookies)
    assert stored.lifetime == "14 days"


def test_without_protection_no_cookie_is_claimed(settings: Any, client: Client, form: Any) -> None:
    settings.MIDDLEWARE = [path for path in settings.MIDDLEWARE if "Csrf" not in path]
    assert not client.get(form.url).cookies
    assert not list(device_storage())
