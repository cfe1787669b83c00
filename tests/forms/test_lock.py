"""Answers open for the purpose that they were given for, and for nothing else."""

import datetime
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import timezone

from tests import factories
from tests.forms.pages import ANSWERS, create_form
from wagtail_privacy.forms.models import PrivacyFormSubmission
from wagtail_privacy.forms.submissions.lock import PurposeError
from wagtail_privacy.models import DataCategory, Purpose

EMAIL = "Müller@Straße.example"
FIELDS = [
    {"label": "Name", "field_type": "singleline", "required": True},
    {"label": "Kollegin", "field_type": "email", "required": False},
    {"label": "E-Mail", "field_type": "singleline", "required": False, "autocomplete": "email"},
]


@pytest.fixture
def answered(client: Client, form_page: Any) -> Any:
    client.post(form_page.url, ANSWERS)
    return form_page


@pytest.fixture
def form_with_address(home: Any, purpose: Purpose, data_category: DataCategory) -> Any:
    return create_form(home, purpose, data_category, fields=FIELDS)


def test_without_a_purpose_nothing_is_read(answered: Any) -> None:
    submission = PrivacyFormSubmission.objects.get()
    with pytest.raises(PurposeError):
        submission.get_answers()
    with pytest.raises(PurposeError):
        submission.get_data()


def test_the_main_purpose_opens_all_answers(answered: Any) -> None:
    [submission] = PrivacyFormSubmission.objects.usable_for(answered.purpose)
    assert submission.get_answers() == ANSWERS
    assert {
        **ANSWERS,
        "submit_time": submission.submit_time,
    }.items() <= submission.get_data().items()


def test_another_purpose_opens_nothing(answered: Any) -> None:
    assert not PrivacyFormSubmission.objects.usable_for(factories.create_purpose()).exists()


def test_what_is_over_is_open_for_nothing(answered: Any) -> None:
    later = timezone.now() + datetime.timedelta(days=15)
    assert PrivacyFormSubmission.objects.usable_for(answered.purpose).exists()
    assert not PrivacyFormSubmission.objects.usable_for(answered.purpose, later).exists()


def test_the_end_cannot_be_put_off(answered: Any) -> None:
    rows = PrivacyFormSubmission.objects.all()
    later = timezone.now() + datetime.timedelta(days=365)
    with pytest.raises(IntegrityError), transaction.atomic():
        rows.update(expires_at=later)
    rows.update(expires_at=later, latest_expiry=later)
    data = rows.usable_for(answered.purpose).get().get_data()
    assert data.get("name") == "cannot be read"


def test_the_end_can_be_brought_nearer_without_a_key(answered: Any, settings: Any) -> None:
    configured = settings.WAGTAIL_PRIVACY
    settings.WAGTAIL_PRIVACY = {"FORMS": {"ENCRYPTION_KEYS": []}}
    rows = PrivacyFormSubmission.objects.all()
    rows.update(expires_at=timezone.now() + datetime.timedelta(hours=1))
    settings.WAGTAIL_PRIVACY = configured
    assert rows.usable_for(answered.purpose).get().get_answers() == ANSWERS


@pytest.mark.parametrize("spelling", [EMAIL, "  MÜLLER@STRAßE.example", "müller@straße.example"])
def test_a_person_is_found_by_any_spelling_of_their_own_address(
    client: Client, form_with_address: Any, spelling: str
) -> None:
    answers = {"name": "Erika", "kollegin": "andere@example.com", "e_mail": EMAIL}
    client.post(form_with_address.url, answers)
    found = PrivacyFormSubmission.objects.of_person(spelling)
    assert found.count() == 1
    assert not found.filter(person_key__contains="ller").exists()
    for other in ("andere@example.com", "müller@strasse.example", "", "  "):
        assert not PrivacyFormSubmission.objects.of_person(other).exists()


def test_without_an_address_nobody_is_known(client: Client, form_with_address: Any) -> None:
    client.post(form_with_address.url, {"name": "Erika"})
    assert PrivacyFormSubmission.objects.get().person_key == ""
