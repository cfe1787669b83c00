"""What somebody reads from their receipt leads whoever answers to what was sent."""

import uuid
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from tests.forms.pages import ANSWERS
from wagtail_privacy.forms.models import PrivacyFormSubmission
from wagtail_privacy.forms.submissions.references import beginning_of, reference_of

OTHER = {**ANSWERS, "name": "Max Beispiel"}


@pytest.fixture
def reference(client: Client, form_page: Any) -> str:
    """Give the reference of Erika's submission; another person has sent the form, too."""
    client.post(form_page.url, ANSWERS)
    found = reference_of(PrivacyFormSubmission.objects.get().uuid)
    client.post(form_page.url, OTHER)
    return found


def list_of(client: Client, page: Any, **query: str) -> str:
    url = reverse("wagtailforms:list_submissions", args=[page.pk])
    answer: Any = client.get(url, query)
    return (
        b"".join(answer.streaming_content).decode() if answer.streaming else answer.content.decode()
    )


def test_the_page_after_sending_and_the_list_name_it(
    client: Client, officer_client: Client, form_page: Any
) -> None:
    told = client.post(form_page.url, ANSWERS, follow=True).content.decode()
    found = reference_of(PrivacyFormSubmission.objects.get().uuid)
    assert found in told
    assert found in list_of(officer_client, form_page)


def test_both_spreadsheets_begin_with_it(
    officer_client: Client, form_page: Any, reference: str
) -> None:
    heading, *rows = list_of(officer_client, form_page, export="csv").splitlines()
    assert heading.startswith("Reference,")
    assert [row for row in rows if row.startswith(f"{reference},")]


@pytest.mark.parametrize("write", [str, str.lower, lambda text: text.replace("-", " – ")])
def test_it_finds_one_submission_however_it_is_written(
    officer_client: Client, form_page: Any, reference: str, write: Any
) -> None:
    found = list_of(officer_client, form_page, reference=write(reference))
    assert ANSWERS["name"] in found
    assert OTHER["name"] not in found


@pytest.mark.parametrize("text", ["6262", "6262-9A2X", "%", "6262-9A2B-1"])
def test_what_is_no_reference_finds_nothing(
    officer_client: Client, form_page: Any, reference: str, text: str
) -> None:
    assert beginning_of(text) is None
    assert ANSWERS["name"] not in list_of(officer_client, form_page, reference=text)


def test_what_a_reference_says_is_how_its_identifier_begins() -> None:
    sending = uuid.uuid4()
    assert beginning_of(reference_of(sending)) == sending.hex[:8]


def test_a_message_has_room_and_keeps_its_lines(
    client: Client, officer_client: Client, form_page: Any
) -> None:
    message = "Guten Tag,\nbitte rufen Sie mich wegen meiner neuen Karte an. Vielen Dank."
    client.post(form_page.url, {**ANSWERS, "name": message})
    content = list_of(officer_client, form_page)
    assert f'<td class="wp-answer wp-answer--long">{message}</td>' in content
    assert f'<td class="wp-answer">{ANSWERS["telefonnummer"]}</td>' in content
