"""A form that a browser sends twice is stored once, and whoever sent it is answered twice."""

import threading
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection, connections
from django.test import Client

from tests import factories
from tests.forms.pages import ANSWERS, create_form
from wagtail_privacy.forms.models import PrivacyFormSubmission, SealedKey, SubmissionFile
from wagtail_privacy.forms.submissions import persons
from wagtail_privacy.models import DataCategory, Purpose

#: What Django puts into the form each time it is shown.
SHOWN = {"csrfmiddlewaretoken": "a" * 64}
SHOWN_AGAIN = {"csrfmiddlewaretoken": "b" * 64}


def stored() -> int:
    return PrivacyFormSubmission.objects.count()


def test_a_second_click_stores_and_tells_nothing_more(
    client: Client, form_page: Any, mailoutbox: list[Any], django_capture_on_commit_callbacks: Any
) -> None:
    type(form_page).objects.update(to_address="service@musterkasse.example")
    with django_capture_on_commit_callbacks(execute=True):
        answers = [client.post(form_page.url, {**ANSWERS, **SHOWN}) for _ in range(2)]
    assert stored() == 1
    assert len(mailoutbox) == 1
    for answer in answers:
        assert answer.status_code == 303
        shown = client.get(answer["Location"])
        assert shown.context["deleted_on"]
        assert client.get(shown.context["receipt_url"]).status_code == 200


def test_other_answers_and_another_showing_are_stored(client: Client, form_page: Any) -> None:
    for more in ({}, {"name": "Max"}, SHOWN_AGAIN, {"worum_geht_es": ""}):
        client.post(form_page.url, {**ANSWERS, **SHOWN, **more})
    assert stored() == 4


def test_what_tells_no_showing_is_always_stored(client: Client, form_page: Any) -> None:
    for _ in range(2):
        client.post(form_page.url, ANSWERS)
    assert stored() == 2


def test_another_file_of_the_same_name_and_size_is_stored(
    client: Client, home: Any, purpose: Purpose, data_category: DataCategory
) -> None:
    fields = [{"label": "Befund", "field_type": "file", "required": True}]
    page = create_form(home, purpose, data_category, fields=fields)
    for content in (b"%PDF-1", b"%PDF-2", b"%PDF-1"):
        file = SimpleUploadedFile("a.pdf", content)
        assert client.post(page.url, {**SHOWN, "befund": file}).status_code == 303
    assert stored() == 2
    assert [file.get_content() for file in SubmissionFile.objects.order_by("pk")] == [
        b"%PDF-1",
        b"%PDF-2",
    ]


def test_the_id_of_a_submission_tells_nothing_without_the_keys(
    client: Client, form_page: Any
) -> None:
    client.post(form_page.url, {**ANSWERS, **SHOWN})
    [first] = PrivacyFormSubmission.objects.values_list("uuid", flat=True)
    PrivacyFormSubmission.objects.all().delete()
    SealedKey.objects.all().delete()
    persons.forget_secret()
    client.post(form_page.url, {**ANSWERS, **SHOWN})
    [second] = PrivacyFormSubmission.objects.values_list("uuid", flat=True)
    assert first != second


@pytest.mark.django_db(transaction=True)
def test_two_clicks_at_the_same_moment_are_stored_once(site: Any) -> None:
    if connection.vendor == "sqlite" and connection.is_in_memory_db():
        pytest.skip("Threads share one connection to a database in memory.")
    page = create_form(
        site.root_page.specific, factories.create_purpose(), factories.create_data_category()
    )
    statuses: list[int] = []
    start = threading.Barrier(4)

    def send() -> None:
        try:
            start.wait(10)
            statuses.append(Client().post(page.url, {**ANSWERS, **SHOWN}).status_code)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=send) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert statuses == [303] * 4
    assert stored() == 1
