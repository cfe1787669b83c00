"""A visitor fills in a form: what they see, and what is stored."""

import datetime
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.test import Client

from tests.forms.pages import ANSWERS, create_form
from wagtail_privacy.forms.models import PrivacyFormSubmission
from wagtail_privacy.models import ControllerSettings, DataCategory, Purpose

NOON = datetime.datetime(2027, 1, 31, 12, tzinfo=datetime.UTC)


def test_the_form_says_who_why_and_how_long(
    client: Client, form_page: Any, controller: ControllerSettings
) -> None:
    page = client.get(form_page.url).content.decode()
    for sentence in ("Wir rufen Sie zurück.", "14", "Musterkasse", "Rechenzentrum Musterstadt"):
        assert sentence in page


def test_an_answer_is_stored_with_its_purpose_and_the_end_of_its_time(
    client: Client, form_page: Any
) -> None:
    with time_machine.travel(NOON, tick=False):
        response = client.post(form_page.url, ANSWERS)
    assert response.status_code == 303
    submissions = PrivacyFormSubmission.objects.usable_for(form_page.purpose, NOON)
    submission = submissions.get()
    assert submission.purpose == form_page.purpose
    assert submission.language == "de"
    assert submission.expires_at == NOON + datetime.timedelta(days=14)
    assert submission.get_answers() == ANSWERS


def test_the_database_does_not_hold_the_answer_in_clear(client: Client, form_page: Any) -> None:
    client.post(form_page.url, ANSWERS)
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM wagtail_privacy_forms_privacyformsubmission")
        row = str(cursor.fetchone())
    for answer in ANSWERS.values():
        assert answer not in row
        assert answer.encode("unicode_escape").decode() not in row


def test_an_answer_moved_to_another_purpose_cannot_be_read(client: Client, form_page: Any) -> None:
    client.post(form_page.url, ANSWERS)
    other = Purpose.objects.get(pk=form_page.purpose_id)
    other.pk = None
    other.save()
    PrivacyFormSubmission.objects.update(purpose=other)
    data = PrivacyFormSubmission.objects.usable_for(other).get().get_data()
    assert data.get("name") == "cannot be read"
    assert ANSWERS["name"] not in str(data)


def test_an_error_report_does_not_show_the_answers(
    client: Client, form_page: Any, monkeypatch: Any, settings: Any, mailoutbox: Any
) -> None:
    settings.ADMINS = [("Admin", "admin@musterkasse.example")]
    client.raise_request_exception = False

    def fail(*args: Any, **kwargs: Any) -> None:
        raise RuntimeError("no disk left")

    monkeypatch.setattr(PrivacyFormSubmission, "save", fail)
    assert client.post(form_page.url, ANSWERS).status_code == 500
    report = mailoutbox[0].body + str(mailoutbox[0].alternatives)
    assert "no disk left" in report
    for answer in ANSWERS.values():
        assert answer not in report


def test_missing_answers_are_named_and_the_others_are_kept(client: Client, form_page: Any) -> None:
    response = client.post(form_page.url, {**ANSWERS, "telefonnummer": ""})
    page = response.content.decode()
    assert 'href="#id_telefonnummer"' in page
    assert 'value="Erika Mustermann"' in page
    assert "Bitte nach 17 Uhr" in page
    assert not PrivacyFormSubmission.objects.exists()


@pytest.mark.parametrize(
    ("name", "answer"),
    [("name", "x" * 256), ("worum_geht_es", "x" * 10_001), ("name", "a\x00b")],
)
def test_oversized_answers_are_refused_with_the_form(
    client: Client, form_page: Any, name: str, answer: str
) -> None:
    response = client.post(form_page.url, {**ANSWERS, name: answer})
    assert response.status_code == 200
    assert "errorlist" in response.content.decode()
    assert not PrivacyFormSubmission.objects.exists()


def test_without_a_key_nothing_is_taken_and_the_form_says_so(
    client: Client, form_page: Any, settings: Any
) -> None:
    settings.WAGTAIL_PRIVACY = {"FORMS": {"ENCRYPTION_KEYS": []}}
    assert "<form" not in client.get(form_page.url).content.decode().split("<main", 1)[-1]
    response = client.post(form_page.url, ANSWERS)
    assert response.status_code == 503
    assert not PrivacyFormSubmission.objects.exists()


def test_only_the_explicit_setting_stores_in_clear(
    client: Client, form_page: Any, settings: Any
) -> None:
    forms = {"STORE_UNENCRYPTED": True, "MIN_SECONDS": 0, "MAX_HOURS": 0}
    settings.WAGTAIL_PRIVACY = {"FORMS": forms}
    client.post(form_page.url, ANSWERS)
    assert PrivacyFormSubmission.objects.get().form_data["name"] == "Erika Mustermann"


def test_a_box_is_never_ticked_beforehand(
    client: Client, home: Any, purpose: Purpose, data_category: DataCategory
) -> None:
    box = {"label": "Newsletter", "field_type": "checkbox", "required": False}
    page = create_form(home, purpose, data_category, fields=[{**box, "default_value": "ja"}])
    content = client.get(page.url).content.decode()
    assert 'type="checkbox"' in content
    assert "checked" not in content


def test_names_of_fields_write_german_letters_out(
    home: Any, purpose: Purpose, data_category: DataCategory
) -> None:
    field = {"label": "Straße", "field_type": "singleline", "required": False}
    page = create_form(home, purpose, data_category, fields=[field])
    assert page.form_fields.get().clean_name == "strasse"


def test_the_landing_page_names_the_day_of_deletion(client: Client, form_page: Any) -> None:
    with time_machine.travel(NOON, tick=False):
        content = client.post(form_page.url, ANSWERS, follow=True).content.decode()
    assert "14. Februar 2027" in content


def test_a_submission_tells_nothing_about_the_person(client: Client, form_page: Any) -> None:
    client.post(form_page.url, ANSWERS)
    submission = PrivacyFormSubmission.objects.get()
    for answer in ANSWERS.values():
        assert answer not in str(submission)
        assert answer not in repr(submission)


def test_a_form_sets_no_cookie_but_the_one_against_forgery(client: Client, form_page: Any) -> None:
    client.get(form_page.url)
    client.post(form_page.url, ANSWERS)
    assert set(client.cookies) <= {"csrftoken"}
