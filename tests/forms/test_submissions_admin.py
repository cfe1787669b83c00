"""Who reads what people have sent, and how it leaves the admin."""

from io import BytesIO
from typing import Any

import pytest
from django.contrib.auth.models import Permission
from django.test import Client
from django.urls import reverse
from django.utils.formats import date_format
from openpyxl import load_workbook
from wagtail.models import PageLogEntry

from tests.forms.pages import ANSWERS, create_form
from wagtail_privacy import clock
from wagtail_privacy.forms.models import PrivacyFormSubmission
from wagtail_privacy.models import DataCategory, Purpose

FORMULA = '=HYPERLINK("https://evil.example")'


@pytest.fixture
def answered(client: Client, form_page: Any) -> Any:
    client.post(form_page.url, ANSWERS)
    return form_page


def list_url(page: Any) -> str:
    return reverse("wagtailforms:list_submissions", args=[page.pk])


def test_an_officer_reads_the_answers_without_a_right_to_edit_the_page(
    officer_client: Client, answered: Any
) -> None:
    response = officer_client.get(list_url(answered))
    assert "Erika Mustermann" in response.content.decode()
    assert "no-store" in response["Cache-Control"]


@pytest.mark.parametrize("action", ["list_submissions", "list_submissions_results"])
def test_whoever_edits_the_page_does_not_read_the_answers(
    editor_client: Client, answered: Any, action: str
) -> None:
    response = editor_client.get(reverse(f"wagtailforms:{action}", args=[answered.pk]))
    assert response.status_code in (302, 403)
    assert "Erika" not in response.content.decode()


def test_whoever_edits_the_page_does_not_delete_the_answers(
    editor_client: Client, answered: Any
) -> None:
    pk = PrivacyFormSubmission.objects.get().pk
    url = reverse("wagtailforms:delete_submissions", args=[answered.pk])
    editor_client.post(f"{url}?selected-submissions={pk}")
    assert PrivacyFormSubmission.objects.filter(pk=pk).exists()


def test_answers_of_another_form_are_not_deleted_through_this_one(
    officer_client: Client, answered: Any, home: Any, purpose: Purpose, data_category: DataCategory
) -> None:
    other = create_form(home, purpose, data_category, title="Anderes")
    pk = PrivacyFormSubmission.objects.get().pk
    url = reverse("wagtailforms:delete_submissions", args=[other.pk])
    officer_client.post(f"{url}?selected-submissions={pk}")
    assert PrivacyFormSubmission.objects.filter(pk=pk).exists()


def test_the_list_of_forms_shows_them_to_officers_only(
    officer_client: Client, editor_client: Client, answered: Any
) -> None:
    for name in ("wagtail_privacy_forms:index", "wagtail_privacy_forms:index_results"):
        url = reverse(name)
        assert "Rückrufservice" in officer_client.get(url).content.decode()
        refusal = editor_client.get(url)
        assert refusal.status_code in (302, 403)
        assert "Rückrufservice" not in refusal.content.decode()


def test_the_list_of_forms_says_how_much_is_kept_until_when(
    officer_client: Client, answered: Any
) -> None:
    content = officer_client.get(reverse("wagtail_privacy_forms:index")).content.decode()
    day = clock.day_of(PrivacyFormSubmission.objects.get().expires_at)
    for words in ("Call-back", "14 days", "Next deletion", date_format(day, "DATE_FORMAT")):
        assert words in content
    ordered = reverse("wagtail_privacy_forms:index_results") + "?ordering=-submissions"
    assert "Rückrufservice" in officer_client.get(ordered).content.decode()


def test_the_menu_leads_officers_to_the_forms(
    officer_client: Client, editor_client: Client, answered: Any
) -> None:
    link = reverse("wagtail_privacy_forms:index")
    assert link in officer_client.get("/admin/").content.decode()
    assert link not in editor_client.get("/admin/").content.decode()


def test_the_permission_opens_the_answers(
    editor: Any, editor_client: Client, answered: Any
) -> None:
    editor.user_permissions.add(Permission.objects.get(codename="view_privacyformsubmission"))
    assert "Erika" in editor_client.get(list_url(answered)).content.decode()


def test_csv_runs_no_formula_and_is_logged_without_the_data(
    officer_client: Client, client: Client, form_page: Any
) -> None:
    client.post(form_page.url, {**ANSWERS, "name": FORMULA})
    response = officer_client.get(list_url(form_page) + "?export=csv")
    csv = b"".join(response.streaming_content).decode()
    assert f"'{FORMULA}".replace('"', '""') in csv
    entry = PageLogEntry.objects.get(action="wagtail_privacy.export_submissions")
    assert entry.data == {
        "count": 1,
        "format": "csv",
        "purpose": "Call-back",
        "purpose_id": form_page.purpose_id,
    }
    assert entry.message == "1 submission exported for “Call-back”"


def test_a_spreadsheet_holds_text_where_a_formula_was_sent(
    officer_client: Client, client: Client, form_page: Any
) -> None:
    client.post(form_page.url, {**ANSWERS, "name": FORMULA})
    response = officer_client.get(list_url(form_page) + "?export=xlsx")
    content = b"".join(response.streaming_content) if response.streaming else response.content
    cells = [cell for row in load_workbook(BytesIO(content)).active for cell in row]
    assert f"'{FORMULA}" in [cell.value for cell in cells]
    assert all(cell.data_type != "f" for cell in cells)


def test_unreadable_answers_are_shown_as_such(
    officer_client: Client, answered: Any, settings: Any
) -> None:
    other_key = "YWJjZGVmZ2hpamtsbW5vcHFyc3R1dnd4eXoxMjM0NTY="
    settings.WAGTAIL_PRIVACY = {"FORMS": {"ENCRYPTION_KEYS": [other_key]}}
    content = officer_client.get(list_url(answered)).content.decode()
    assert "cannot be read" in content
    assert "Erika" not in content


def test_nothing_personal_remains_in_the_log_after_deleting_the_page(
    admin_client: Client, answered: Any
) -> None:
    admin_client.post(reverse("wagtailadmin_pages:delete", args=[answered.pk]))
    assert not PrivacyFormSubmission.objects.exists()
    for entry in PageLogEntry.objects.all():
        assert "Erika" not in f"{entry.label} {entry.data}"


def test_german_has_one_word_for_what_was_sent(german_admin_client: Client, answered: Any) -> None:
    pk = PrivacyFormSubmission.objects.get().pk
    delete = reverse("wagtailforms:delete_submissions", args=[answered.pk])
    asked = german_admin_client.get(f"{delete}?selected-submissions={pk}").content.decode()
    listed = german_admin_client.get(list_url(answered)).content.decode()
    for page in (asked, listed):
        assert "Einsendung" in page
        for other in ("Abgabe", "Einreichung", "Formular-Eingabe", "Formulardaten"):
            assert other not in page


@pytest.mark.parametrize("action", ["close", "reopen"])
def test_whoever_has_no_right_does_not_learn_which_forms_there_are(
    editor_client: Client, officer_client: Client, answered: Any, action: str
) -> None:
    unknown = reverse(f"wagtail_privacy_forms:{action}", args=[987_654])
    known = reverse(f"wagtail_privacy_forms:{action}", args=[answered.pk])
    refusals = [editor_client.get(address) for address in (known, unknown)]
    assert {(answer.status_code, answer.get("Location")) for answer in refusals} == {
        (refusals[0].status_code, refusals[0].get("Location"))
    }
    assert refusals[0].status_code in (302, 403)
    assert officer_client.get(unknown, follow=True).status_code == 404
