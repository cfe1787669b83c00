"""The admin shows, exports and decides on submissions for a named purpose, and logs it."""

import csv
import datetime
import io
from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import Permission
from django.db.models import Q
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook
from wagtail.models import PageLogEntry

from tests import factories
from tests.forms.consents.newsletter import ask, send
from tests.forms.pages import ANSWERS, create_form
from wagtail_privacy.forms.models import PrivacyFormSubmission
from wagtail_privacy.forms.submissions import lock
from wagtail_privacy.models import DataCategory, Purpose

DAY = datetime.timedelta(days=1)


@pytest.fixture
def answered(client: Client, form_page: Any) -> Any:
    client.post(form_page.url, ANSWERS)
    return form_page


@pytest.fixture
def newsletter(answered: Any, monkeypatch: pytest.MonkeyPatch) -> Purpose:
    """Give a further purpose of the form that covers the name of those who agreed: everybody."""
    further = factories.create_purpose(name={"de": "Rundbrief", "en": "Newsletter"})
    use = lock.FurtherUse(
        condition=lambda purpose, now: Q(page=answered) if purpose == further.pk else Q(pk=None),
        fields=lambda page, purpose: ["name"] if purpose == further.pk else [],
        purposes=lambda page: [further.pk] if page == answered.pk else [],
    )
    monkeypatch.setattr(lock, "_further_uses", [*lock._further_uses, use])
    return further


def list_url(page: Any, **query: Any) -> str:
    url = reverse("wagtailforms:list_submissions", args=[page.pk])
    return f"{url}?{'&'.join(f'{name}={value}' for name, value in query.items())}"


def entries(action: str) -> list[PageLogEntry]:
    return list(PageLogEntry.objects.filter(action=f"wagtail_privacy.{action}_submissions"))


def allow(user: Any, *rights: str) -> None:
    names = [f"{right}_privacyformsubmission" for right in rights]
    user.user_permissions.add(*Permission.objects.filter(codename__in=names))


def test_a_list_is_logged_without_the_data(
    officer_client: Client, privacy_officer: Any, answered: Any
) -> None:
    officer_client.get(list_url(answered))
    [entry] = entries("view")
    assert entry.user == privacy_officer
    assert entry.data == {"count": 1, "purpose": "Call-back", "purpose_id": answered.purpose_id}
    assert entry.message == "1 submission seen for “Call-back”"


def test_with_several_purposes_the_list_asks_for_one(
    officer_client: Client, answered: Any, newsletter: Purpose
) -> None:
    for query in ({}, {"purpose": "999999"}, {"purpose": "x"}, {"export": "csv"}):
        content = officer_client.get(list_url(answered, **query)).content.decode()
        assert "What do you want to use the answers for?" in content
        assert ANSWERS["name"] not in content
        assert f"purpose={newsletter.pk}" in content
    assert not entries("view")
    assert not entries("export")


def test_a_further_purpose_opens_its_fields_only(
    officer_client: Client, answered: Any, newsletter: Purpose
) -> None:
    content = officer_client.get(list_url(answered, purpose=newsletter.pk)).content.decode()
    assert ANSWERS["name"] in content
    assert ANSWERS["telefonnummer"] not in content
    assert "Telefonnummer" not in content
    content = officer_client.get(list_url(answered, purpose=answered.purpose_id)).content.decode()
    assert ANSWERS["telefonnummer"] in content


@pytest.mark.parametrize("file_format", ["csv", "xlsx"])
def test_an_export_holds_the_fields_of_its_purpose_only(
    officer_client: Client, answered: Any, newsletter: Purpose, file_format: str
) -> None:
    url = list_url(answered, purpose=newsletter.pk, export=file_format)
    table = read_table(officer_client.get(url), file_format)
    assert table[0] == ["Submission date", "Name", "Deleted after"]
    assert table[1][1] == ANSWERS["name"]
    assert len(table) == 2
    [entry] = entries("export")
    assert entry.data["purpose_id"] == newsletter.pk


def read_table(response: Any, file_format: str) -> list[list[str]]:
    assert "no-store" in response["Cache-Control"]
    assert response["X-Content-Type-Options"] == "nosniff"
    content = b"".join(response.streaming_content)
    if file_format == "csv":
        return list(csv.reader(io.StringIO(content.decode())))
    sheet = load_workbook(io.BytesIO(content)).active
    return [[cell.value for cell in row] for row in sheet]


@pytest.mark.parametrize("file_format", ["csv", "xlsx"])
def test_an_export_speaks_the_language_of_its_reader(
    german_admin_client: Client, answered: Any, file_format: str
) -> None:
    url = list_url(answered, export=file_format)
    head, row = read_table(german_admin_client.get(url), file_format)
    assert head[-1] == "Zu löschen am"
    expires = PrivacyFormSubmission.objects.get().expires_at
    assert str(row[-1]) == timezone.localtime(expires).strftime("%Y-%m-%d %H:%M:%S")
    assert row[2:5] == list(ANSWERS.values())


def test_a_workbook_can_be_read_without_mending_it_first(
    officer_client: Client, answered: Any
) -> None:
    response = officer_client.get(list_url(answered, export="xlsx"))
    sheet = load_workbook(io.BytesIO(b"".join(response.streaming_content))).active
    assert sheet.freeze_panes == "A2"
    assert sheet.title == "Submissions"
    assert all(cell.font.b for cell in sheet[1])
    sent_at, name = sheet["B2"], sheet["C2"]
    assert sent_at.is_date
    assert sent_at.value == sent_at_of(PrivacyFormSubmission.objects.get())
    assert not name.font.b
    assert name.alignment.wrap_text
    assert sheet.column_dimensions["B"].width > len("2026-11-23 05:38:14")


def sent_at_of(submission: PrivacyFormSubmission) -> datetime.datetime:
    """Give when a submission was sent as clocks here show it to the second."""
    return timezone.localtime(submission.submit_time).replace(tzinfo=None, microsecond=0)


def test_a_workbook_takes_any_sign(officer_client: Client, client: Client, form_page: Any) -> None:
    answers = {**ANSWERS, "name": "a<b>&\"'\u202e\ufffe", "telefonnummer": "-1"}
    client.post(form_page.url, answers)
    _head, row = read_table(officer_client.get(list_url(form_page, export="xlsx")), "xlsx")
    assert row[2:4] == ["a<b>&\"'\ufffd", "'-1"]


def test_what_is_over_is_not_shown(officer_client: Client, answered: Any) -> None:
    PrivacyFormSubmission.objects.update(expires_at=timezone.now() - DAY)
    assert ANSWERS["name"] not in officer_client.get(list_url(answered)).content.decode()


@pytest.mark.parametrize(
    ("right", "request_of"),
    [
        ("view", lambda page, pk: ("get", list_url(page))),
        ("export", lambda page, pk: ("get", list_url(page, export="csv"))),
        ("delete", lambda page, pk: ("post", decide("delete", page, pk))),
        ("close", lambda page, pk: ("post", decide("close", page, pk))),
        ("close", lambda page, pk: ("post", decide("reopen", page, pk))),
    ],
)
def test_each_right_opens_its_own_door_and_a_refusal_is_logged(
    editor: Any,
    editor_client: Client,
    answered: Any,
    right: str,
    request_of: Callable[[Any, int], tuple[str, str]],
) -> None:
    method, url = request_of(answered, PrivacyFormSubmission.objects.get().pk)
    others = {"view", "export", "delete", "close"} - {right, "view"}
    allow(editor, *others)
    response = getattr(editor_client, method)(url)
    assert response.status_code in (302, 403)
    assert not getattr(response, "streaming", False)
    assert PrivacyFormSubmission.objects.filter(closed_at=None).count() == 1
    [entry] = entries("refuse")
    assert entry.data == {"right": right}
    assert entry.user == editor
    allow(editor, right, "view")
    assert getattr(editor_client, method)(url).status_code in (200, 302)
    assert len(entries("refuse")) == 1


def decide(what: str, page: Any, *pks: Any) -> str:
    namespace = "wagtailforms" if what == "delete" else "wagtail_privacy_forms"
    name = "delete_submissions" if what == "delete" else what
    ticked = "&".join(f"selected-submissions={pk}" for pk in pks)
    return f"{reverse(f'{namespace}:{name}', args=[page.pk])}?{ticked}"


def test_deleting_asks_first_and_is_logged(officer_client: Client, answered: Any) -> None:
    pk = PrivacyFormSubmission.objects.get().pk
    url = decide("delete", answered, pk, "x", "²")
    assert "Delete 1 submission?" in officer_client.get(url).content.decode()
    assert PrivacyFormSubmission.objects.exists()
    response = officer_client.post(url, follow=True)
    assert "1 submission deleted." in response.content.decode()
    assert not PrivacyFormSubmission.objects.exists()
    [entry] = entries("delete")
    assert entry.data == {"count": 1}


@pytest.mark.parametrize("what", ["delete", "close", "reopen"])
def test_nothing_is_done_to_the_submissions_of_another_page(
    officer_client: Client,
    answered: Any,
    home: Any,
    purpose: Purpose,
    data_category: DataCategory,
    what: str,
) -> None:
    other = create_form(home, purpose, data_category, title="Anderes")
    before = PrivacyFormSubmission.objects.values().get()
    officer_client.post(decide(what, other, before["id"]))
    assert PrivacyFormSubmission.objects.values().get() == before
    assert not entries(what)
    assert officer_client.get(decide(what, home, before["id"])).status_code in (302, 404)


def test_closing_brings_the_end_nearer_and_reopening_takes_it_back(
    officer_client: Client, answered: Any, purpose: Purpose
) -> None:
    content = officer_client.get(list_url(answered)).content.decode()
    assert "Close selected" not in content
    purpose.closing_amount, purpose.closing_unit = 2, "D"
    purpose.save()
    assert "Close selected" in officer_client.get(list_url(answered)).content.decode()
    before = PrivacyFormSubmission.objects.get()
    officer_client.post(decide("close", answered, before.pk))
    closed = PrivacyFormSubmission.objects.usable_for(purpose).get()
    assert closed.expires_at == closed.closed_at + 2 * DAY
    assert closed.get_answers() == ANSWERS
    officer_client.post(decide("close", answered, before.pk))
    assert PrivacyFormSubmission.objects.get().closed_at == closed.closed_at
    assert "Reopen" in officer_client.get(decide("reopen", answered, before.pk)).content.decode()
    officer_client.post(decide("reopen", answered, before.pk))
    reopened = PrivacyFormSubmission.objects.get()
    assert (reopened.closed_at, reopened.expires_at) == (None, before.expires_at)
    assert [entry.data for entry in entries("close") + entries("reopen")] == [{"count": 1}] * 2


@pytest.mark.parametrize("what", ["close", "reopen"])
def test_what_has_expired_is_neither_closed_nor_reopened(
    officer_client: Client, answered: Any, purpose: Purpose, what: str
) -> None:
    yesterday = timezone.now() - DAY
    closed_at = yesterday - DAY if what == "reopen" else None
    PrivacyFormSubmission.objects.update(expires_at=yesterday, closed_at=closed_at)
    before = PrivacyFormSubmission.objects.values().get()
    url = decide(what, answered, before["id"])
    assert " 0 submissions?" in officer_client.get(url).content.decode()
    officer_client.post(url)
    assert PrivacyFormSubmission.objects.values().get() == before
    assert not PrivacyFormSubmission.objects.usable_for(purpose).exists()
    assert not entries(what)


@pytest.mark.parametrize("what", ["delete", "close", "reopen"])
def test_a_number_that_no_row_can_have_is_passed_over(
    officer_client: Client, answered: Any, what: str
) -> None:
    url = decide(what, answered, "9" * 30, "9" * 5000)
    assert " 0 submissions?" in officer_client.get(url).content.decode()
    assert officer_client.post(url).status_code == 302
    assert PrivacyFormSubmission.objects.count() == 1


def test_a_late_closing_does_not_put_the_end_off(
    officer_client: Client, answered: Any, purpose: Purpose
) -> None:
    purpose.closing_amount, purpose.closing_unit = 13, "D"
    purpose.save()
    soon = timezone.now() + DAY
    PrivacyFormSubmission.objects.update(expires_at=soon)
    officer_client.post(decide("close", answered, PrivacyFormSubmission.objects.get().pk))
    assert PrivacyFormSubmission.objects.get().expires_at == soon


def test_the_editor_of_a_page_is_told_nothing_that_leads_nowhere(
    editor_client: Client, officer_client: Client, admin_client: Client, answered: Any
) -> None:
    url = reverse("wagtailadmin_pages:edit", args=[answered.pk])
    link = reverse("wagtailforms:list_submissions", args=[answered.pk])
    assert link not in editor_client.get(url).content.decode()
    assert link in admin_client.get(url).content.decode()


def test_the_menu_of_wagtail_does_not_list_the_form_for_editors(
    editor_client: Client, admin_client: Client, answered: Any
) -> None:
    url = reverse("wagtailforms:index_results")
    assert answered.title not in editor_client.get(url).content.decode()
    assert answered.title in admin_client.get(url).content.decode()


def test_a_consent_opens_the_answers_that_it_names(
    client: Client, officer_client: Client, home: Any, purpose: Purpose, data_category: DataCategory
) -> None:
    newsletter = factories.create_purpose(name={"en": "Newsletter"}, legal_basis="6-1-a")
    fields = [
        {"label": "Name", "field_type": "singleline", "required": True},
        {"label": "E-Mail", "field_type": "email", "required": False},
    ]
    form = ask(create_form(home, purpose, data_category, fields=fields), newsletter)
    url = list_url(form, purpose=newsletter.pk, export="csv")
    send(client, form, name="Erika", e_mail="erika@example.com")
    head, *rows = read_table(officer_client.get(url), "csv")
    assert (head, rows) == (["Submission date", "E-Mail", "Deleted after"], [])
    main = read_table(officer_client.get(list_url(form, purpose=purpose.pk, export="csv")), "csv")
    assert main[1][2:4] == ["Erika", "erika@example.com"]
