"""The newsletter of the demo is confirmed and ended by the mails on a page of the demo."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.test import Client

from wagtail_privacy.forms.models import PrivacyFormSubmission
from wagtail_privacy.pages.models import PrivacyFormPage

pytestmark = pytest.mark.usefixtures("demo")

EMAIL = "erika@beispielpost.example"
WORDS = {
    "de": ("e_mail_adresse", "Bitte bestätigen", "Ihr Beleg"),
    "en": ("e_mail_address", "Please confirm", "Your receipt"),
}


@pytest.fixture
def staff(settings: Any, tmp_path: Path) -> Client:
    """Give somebody who is signed in, with an empty outbox."""
    settings.EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    settings.EMAIL_FILE_PATH = tmp_path
    client = Client()
    client.force_login(get_user_model().objects.get(username="redaktion"))
    return client


def link_in_newest(staff: Client) -> str:
    content = staff.get("/outbox/").content.decode()
    found = re.search(r'href="http://localhost:8000(/privacy/[^"]+)"', content)
    assert found
    return found[1]


@pytest.mark.parametrize("language", ["de", "en"])
def test_the_newsletter_goes_through_the_whole_way(
    staff: Client, language: str, django_capture_on_commit_callbacks: Callable[..., Any]
) -> None:
    name, please_confirm, your_receipt = WORDS[language]
    page = PrivacyFormPage.objects.get(slug="newsletter", locale__language_code=language)
    [ask] = page.consent_asks
    visitor = Client()
    with django_capture_on_commit_callbacks(execute=True):
        visitor.post(page.url, {name: EMAIL, ask.name: ask.word})
    assert please_confirm in staff.get("/outbox/").content.decode()
    rows = PrivacyFormSubmission.objects.usable_for(page.purpose)
    assert not rows.exists()
    with django_capture_on_commit_callbacks(execute=True):
        visitor.post(link_in_newest(staff), {"act": "confirm"})
    assert rows.exists()
    receipt = link_in_newest(staff)
    content = visitor.get(receipt).content.decode()
    assert your_receipt in content
    [consent] = re.findall(r'name="consent" value="([^"]+)"', content)
    visitor.post(receipt, {"act": "withdraw", "consent": consent})
    assert not rows.exists()


def test_only_who_is_signed_in_reads_the_mails(staff: Client) -> None:
    assert staff.get("/outbox/").status_code == 200
    assert Client().get("/outbox/").status_code == 302


def test_the_contact_form_asks_for_the_newsletter_apart(staff: Client) -> None:
    page = PrivacyFormPage.objects.get(slug="nachricht")
    content = Client().get(page.url).content.decode()
    assert "Dürfen wir außerdem" in content
    assert 'name="consent-' in content
    assert "checked" not in content
