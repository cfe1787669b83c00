"""A report of an error says where it happened, and nothing of the people whose data was at hand."""

# needs: wagtail_privacy.pages

import logging
from collections.abc import Callable, Iterator
from html import unescape
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.mail import EmailMessage
from django.test import Client
from django.urls import reverse
from django.utils.log import AdminEmailHandler

from tests.forms.pages import create_form
from wagtail_privacy.forms.models import SubmissionFile
from wagtail_privacy.models import DataCategory, Purpose

NAME, EMAIL, WISH, FILE = "Zwetschgenmus", "zwetschge@musterpost.example", "Kompott", "Befund-Mus"
FIELDS: list[dict[str, Any]] = [
    {"label": "Name", "field_type": "singleline", "required": True},
    {"label": "E-Mail", "field_type": "email", "required": False},
    {"label": "Wunsch", "field_type": "multiline", "required": False},
    {"label": "Datei", "field_type": "file", "required": False},
]


class OwnersError(Exception):
    """What fails in the code of an owner."""


def fail(*args: Any, **kwargs: Any) -> Any:
    raise OwnersError


@pytest.fixture
def report(
    settings: Any, client: Client, officer_client: Client, mailoutbox: list[EmailMessage]
) -> Iterator[Callable[[], str]]:
    """Let Django mail its reports as in production; give a function that gives the one there is."""
    settings.ADMINS = [("Admin", "admin@musterkasse.example")]
    for one in (client, officer_client):
        one.raise_request_exception = False
    handler, logger = AdminEmailHandler(include_html=True), logging.getLogger("django.request")

    def only() -> str:
        # Django's own handler mails one without the values of variables.
        [mail] = [mail for mail in mailoutbox if mail.alternatives]
        html = unescape(mail.alternatives[0][0])
        return "\n".join([mail.subject, str(mail.body), html])

    logger.addHandler(handler)
    yield only
    logger.removeHandler(handler)


@pytest.fixture
def form(home: Any, purpose: Purpose, data_category: DataCategory) -> Any:
    return create_form(home, purpose, data_category, fields=FIELDS)


def send(client: Client, form: Any, name: str = NAME) -> Any:
    file = SimpleUploadedFile(f"{FILE}.pdf", b"%PDF-1.7 Geheimnis")
    answers = {"name": name, "e_mail": EMAIL, "wunsch": WISH, "datei": file}
    return client.post(form.url, answers)


def assert_tells_of_nobody(report: str, *secrets: str) -> None:
    assert "OwnersError" in report
    for secret in (NAME, EMAIL, WISH, FILE, *secrets):
        assert secret not in report


@pytest.mark.parametrize(
    ("name", "place"),
    [
        (NAME, "wagtail_privacy.forms.filling.typed.TextField.to_python"),
        (NAME, "wagtail_privacy.forms.models.PrivacyFormSubmission.save"),
        (NAME, "wagtail_privacy.forms.filling.landing.address_after"),
        # Without a name the form is shown again, with what was typed.
        ("", "django.forms.widgets.Widget.format_value"),
    ],
)
def test_while_a_form_is_sent(
    client: Client, form: Any, report: Any, monkeypatch: Any, name: str, place: str
) -> None:
    monkeypatch.setattr(place, fail)
    assert send(client, form, name).status_code == 500
    assert_tells_of_nobody(report())


def test_when_it_has_been_sent(client: Client, form: Any, report: Any, monkeypatch: Any) -> None:
    address = send(client, form)["Location"]
    monkeypatch.setattr("wagtail_privacy.forms.consents.receipts.receipt_of", fail)
    assert client.get(address).status_code == 500
    [token] = parse_qs(urlsplit(address).query)["receipt"]
    assert_tells_of_nobody(report(), token)


@pytest.mark.parametrize("query", ["", "?export=csv"])
def test_while_answers_are_read(
    client: Client,
    officer_client: Client,
    form: Any,
    report: Any,
    monkeypatch: Any,
    query: str,
) -> None:
    send(client, form)
    monkeypatch.setattr("wagtail_privacy.forms.views.submissions.as_text", fail)
    monkeypatch.setattr("wagtail_privacy.forms.views.submissions.exported", fail)
    address = reverse("wagtailforms:list_submissions", args=[form.pk])
    assert officer_client.get(f"{address}{query}").status_code == 500
    assert_tells_of_nobody(report())


def test_while_answers_are_shown(
    client: Client, officer_client: Client, form: Any, report: Any, monkeypatch: Any
) -> None:
    send(client, form)
    monkeypatch.setattr("django.template.defaulttags.URLNode.render", fail)
    address = reverse("wagtailforms:list_submissions", args=[form.pk])
    assert officer_client.get(address).status_code == 500
    assert_tells_of_nobody(report())


def test_while_a_file_is_opened(
    client: Client, officer_client: Client, form: Any, report: Any, monkeypatch: Any
) -> None:
    send(client, form)
    file = SubmissionFile.objects.get()
    monkeypatch.setattr("wagtail_privacy.forms.views.files.content_disposition_header", fail)
    address = reverse("wagtail_privacy_forms:file", args=[form.pk, file.uuid])
    assert officer_client.get(address).status_code == 500
    assert_tells_of_nobody(report(), "Geheimnis")
