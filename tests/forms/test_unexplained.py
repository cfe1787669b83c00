"""Answers to a question that a form no longer asks: found, kept or erased, the others untouched."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.models import PageLogEntry

from tests.forms.pages import ANSWERS, create_form
from tests.forms.test_publishing import edit_form_data
from wagtail_privacy.forms.models import PrivacyFormSubmission, SubmissionFile
from wagtail_privacy.forms.retention import unexplained
from wagtail_privacy.models import DataCategory, Purpose

FORMER = "telefonnummer"


def url() -> str:
    return reverse("wagtail_privacy_forms:unexplained")


def logged(action: str) -> list[dict[str, Any]]:
    name = f"wagtail_privacy.{action}_answers"
    return [entry.data for entry in PageLogEntry.objects.filter(action=name).order_by("pk")]


def stored(page: Any) -> list[dict[str, Any]]:
    rows = PrivacyFormSubmission.objects.usable_for(page.purpose).order_by("pk")
    return [row.get_answers() for row in rows]


@pytest.fixture
def shortened(client: Client, form_page: Any) -> Any:
    """Give a form with three submissions whose question for the telephone number is gone."""
    for _ in range(3):
        client.post(form_page.url, ANSWERS)
    form_page.form_fields.get(clean_name=FORMER).delete()
    return type(form_page).objects.get(pk=form_page.pk)


def test_the_report_names_form_field_and_number_and_no_answer(
    shortened: Any, officer_client: Client
) -> None:
    content = officer_client.get(url()).content.decode()
    assert shortened.title in content
    assert "<td>Telefonnummer</td>" in content  # as people know it, and not by its name
    assert ANSWERS[FORMER] not in content
    assert "worum_geht_es" not in content
    assert unexplained.find(shortened).counts == {FORMER: 3}


def test_nothing_is_said_of_a_form_that_explains_all(
    client: Client, form_page: Any, officer_client: Client
) -> None:
    client.post(form_page.url, ANSWERS)
    assert "Each answer belongs to a field" in officer_client.get(url()).content.decode()


@pytest.mark.parametrize("number", ["", "x", "²", "٣", "9" * 19, "9" * 5000])
def test_a_page_that_is_none_is_not_found(
    shortened: Any, officer_client: Client, number: str
) -> None:
    choice = {"page": number, "field": FORMER, "choice": "erase", "confirmed": "1"}
    assert officer_client.post(url(), choice).status_code in (302, 404)
    assert unexplained.find(shortened).counts == {FORMER: 3}


def test_kept_answers_stay_and_the_decision_is_logged(
    shortened: Any, officer_client: Client
) -> None:
    before = list(PrivacyFormSubmission.objects.values_list("form_data", flat=True))
    officer_client.post(url(), {"page": shortened.pk, "field": FORMER, "choice": "keep"})
    assert list(PrivacyFormSubmission.objects.values_list("form_data", flat=True)) == before
    assert logged("keep") == [{"count": 3, "field": FORMER}]
    content = officer_client.get(url()).content.decode()
    assert "To be kept" in content
    assert "Erase answers" in content


def test_erasing_asks_first_and_leaves_the_other_answers(
    shortened: Any, officer_client: Client
) -> None:
    choice = {"page": shortened.pk, "field": FORMER, "choice": "erase"}
    asked = officer_client.post(url(), choice).content.decode()
    assert "Erase 3 answers" in asked
    assert not logged("erase")
    officer_client.post(url(), {**choice, "confirmed": "1"})
    others = {name: answer for name, answer in ANSWERS.items() if name != FORMER}
    assert stored(shortened) == [others] * 3
    assert logged("erase") == [{"count": 3, "field": FORMER}]


def test_a_field_that_is_asked_for_is_never_erased(shortened: Any, officer_client: Client) -> None:
    choice = {"page": shortened.pk, "field": "name", "choice": "erase", "confirmed": "1"}
    officer_client.post(url(), choice)
    with pytest.raises(ValueError, match="field"):
        unexplained.erase(shortened, "name")
    assert all("name" in answers for answers in stored(shortened))


def test_it_takes_the_right_to_delete(shortened: Any, editor_client: Client) -> None:
    choice = {"page": shortened.pk, "field": FORMER, "choice": "erase", "confirmed": "1"}
    for response in (editor_client.get(url()), editor_client.post(url(), choice)):
        assert response.status_code in (302, 403)
    assert all(FORMER in answers for answers in stored(shortened))


def test_stopped_in_between_the_next_run_does_the_rest(
    shortened: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Killed(BaseException):
        """Stands for the end of the process."""

    def stop(*args: Any, **kwargs: Any) -> None:
        if len(logged("erase")) == 1:
            raise Killed
        log_use(*args, **kwargs)

    monkeypatch.setattr(unexplained, "CHUNK", 1)
    log_use = unexplained.log_use
    with monkeypatch.context() as patch:
        patch.setattr(unexplained, "log_use", stop)
        with pytest.raises(Killed):
            unexplained.erase(shortened, FORMER)
    assert sum(FORMER in answers for answers in stored(shortened)) == 2
    assert unexplained.erase(shortened, FORMER) == 2
    assert not unexplained.find(shortened).counts
    assert sum(entry["count"] for entry in logged("erase")) == 3


def test_without_its_key_a_submission_is_counted_and_stays(shortened: Any, settings: Any) -> None:
    settings.WAGTAIL_PRIVACY = {"FORMS": {"STORE_UNENCRYPTED": True}}
    assert unexplained.find(shortened).unreadable == 3
    assert not unexplained.find(shortened).counts


def test_with_the_address_and_the_file_go_what_they_led_to(
    client: Client, home: Any, purpose: Purpose, data_category: DataCategory
) -> None:
    from django.core.files.uploadedfile import SimpleUploadedFile

    fields = [
        {"label": "Name", "field_type": "singleline", "required": True},
        {"label": "Adresse", "field_type": "email", "required": False},
        {"label": "Anlage", "field_type": "file", "required": False},
    ]
    page = create_form(home, purpose, data_category, fields=fields)
    file = SimpleUploadedFile("a.pdf", b"%PDF-1.7 x", content_type="application/pdf")
    client.post(page.url, {"name": "E", "adresse": "erika@example.org", "anlage": file})
    assert PrivacyFormSubmission.objects.get().person_key
    assert SubmissionFile.objects.exists()
    page.form_fields.exclude(clean_name="name").delete()
    page = type(page).objects.get(pk=page.pk)
    assert unexplained.erase(page, "adresse") == 1
    assert unexplained.erase(page, "anlage") == 1
    assert not PrivacyFormSubmission.objects.get().person_key
    assert not SubmissionFile.objects.exists()
    assert stored(page) == [{"name": "E"}]


def test_whoever_publishes_a_form_with_fewer_fields_is_asked(
    client: Client, form_page: Any, admin_client: Client
) -> None:
    client.post(form_page.url, ANSWERS)
    edit = reverse("wagtailadmin_pages:edit", args=[form_page.pk])
    data = edit_form_data(admin_client, form_page) | {"form_fields-1-DELETE": "1"}
    draft = admin_client.post(edit, data, follow=True).content.decode()
    assert "What is to become of the answers" not in draft
    published = admin_client.post(edit, {**data, "action-publish": "1"}, follow=True)
    content = published.content.decode()
    assert "What is to become of the answers to “Telefonnummer”?" in content
    assert url() in content
    again = edit_form_data(admin_client, form_page) | {"action-publish": "1"}
    assert "to become of" not in admin_client.post(edit, again, follow=True).content.decode()
