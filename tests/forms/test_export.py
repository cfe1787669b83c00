"""The file that an export gives: each sign of it, and who is asked for the answers."""

import csv
import datetime
from io import BytesIO, StringIO
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from openpyxl import load_workbook

from tests import factories
from tests.forms.pages import create_form
from wagtail_privacy.forms.at_rest.encryption import make_key
from wagtail_privacy.forms.models import PrivacyFormSubmission
from wagtail_privacy.forms.submissions.export import exported
from wagtail_privacy.forms.submissions.lock import PurposeError
from wagtail_privacy.forms.submissions.references import reference_of
from wagtail_privacy.models import DataCategory, Purpose

FIELDS = [
    {"label": "Name", "field_type": "singleline", "required": False},
    {"label": "Themen", "field_type": "checkboxes", "required": False, "choices": "a,b"},
    {"label": "-2 Befunde", "field_type": "file", "required": False},
    {"label": "Rückruf", "field_type": "checkbox", "required": False},
    {"label": "Nachricht", "field_type": "multiline", "required": False},
]
FILE = {"file": "0b6e2a5c-0000-4000-8000-000000000001", "name": "=Befund, Müller.pdf", "size": 7}
#: What was answered, and when in UTC: the clocks of Berlin are two hours ahead in summer.
SENT: list[tuple[dict[str, Any], str]] = [
    (
        {
            "name": "Jürgen Groß, geb. „Änne“",
            "themen": ["Pflege & Reha", "Übung"],
            "2_befunde": FILE,
            "ruckruf": True,
            "nachricht": 'Er sagte "ja";\r\n=1+1\n- und ging',
            "reply_channel": "telephone",
        },
        "2026-07-14T22:30:01.999999+00:00",
    ),
    (
        {
            "name": '=HYPERLINK("https://evil.example")',
            "themen": ["-1", "@a"],
            "2_befunde": None,
            "ruckruf": False,
            "nachricht": "\u202e+49 151;\t@x",
            "reply_channel": "by pigeon",
        },
        "2026-01-31T23:30:00+00:00",
    ),
    ({"name": 41, "themen": 2.5, "nachricht": "\x00\U0001f642 \n"}, "2026-02-01T00:00:00+00:00"),
    ({"name": "Wer gelesen wird"}, "2026-02-02T08:00:00+00:00"),
    ({"name": "Wer nicht gelesen wird"}, "2026-02-03T08:00:00+00:00"),
]
END = "2999-02-01 00:30:00"
CSV = {
    "en": [
        "Submission date,Name,Themen,'-2 Befunde,Rückruf,Nachricht,Way of our answer,Deleted after",
        '2026-02-01 00:30:00,"\'=HYPERLINK(""https://evil.example"")","\'-1, @a",,no,'
        f"'\u202e+49 151;\t'@x,by pigeon,{END}",
        f'2026-02-01 01:00:00,41,2.5,,,"\x00\U0001f642 \n",,{END}',
        f"2026-02-02 09:00:00,Wer gelesen wird,,,,,,{END}",
        f"2026-02-03 09:00:00{',cannot be read' * 6},{END}",
        '2026-07-15 00:30:01,"Jürgen Groß, geb. „Änne“","Pflege & Reha, Übung",'
        '"\'=Befund, Müller.pdf",yes,"Er sagte ""ja"";\r\n\'=1+1\n\'- und ging",By telephone,'
        + END,
    ],
    "de": [
        "Eingesandt am,Name,Themen,'-2 Befunde,Rückruf,Nachricht,Weg der Antwort,Zu löschen am",
        '2026-02-01 00:30:00,"\'=HYPERLINK(""https://evil.example"")","\'-1, @a",,nein,'
        f"'\u202e+49 151;\t'@x,by pigeon,{END}",
        f'2026-02-01 01:00:00,41,2.5,,,"\x00\U0001f642 \n",,{END}',
        f"2026-02-02 09:00:00,Wer gelesen wird,,,,,,{END}",
        f"2026-02-03 09:00:00{',nicht lesbar' * 6},{END}",
        '2026-07-15 00:30:01,"Jürgen Groß, geb. „Änne“","Pflege & Reha, Übung",'
        '"\'=Befund, Müller.pdf",ja,"Er sagte ""ja"";\r\n\'=1+1\n\'- und ging",Telefonisch,' + END,
    ],
}


@pytest.fixture
def form(home: Any, purpose: Purpose, data_category: DataCategory) -> Any:
    """Give a form that has been answered in any way, once so that nobody can read it."""
    page = create_form(home, purpose, data_category, fields=FIELDS)
    type(page).objects.filter(pk=page.pk).update(asks_reply_channel=True)
    for answers, sent_at in SENT:
        store(page, answers, sent_at)
    last = PrivacyFormSubmission.objects.order_by("-pk")[0]
    PrivacyFormSubmission.objects.filter(pk=last.pk).update(
        form_data={**last.form_data, "nonce": "A" * 16}
    )
    return page


def store(page: Any, answers: dict[str, Any], sent_at: str) -> PrivacyFormSubmission:
    end = datetime.datetime(2999, 1, 31, 23, 30, tzinfo=datetime.UTC)
    submission_class = page.get_submission_class()
    submission = submission_class(page=page, purpose=page.purpose, expires_at=end)
    submission.latest_expiry = end
    submission.set_answers(answers)
    submission.save()
    moment = datetime.datetime.fromisoformat(sent_at)
    PrivacyFormSubmission.objects.filter(pk=submission.pk).update(submit_time=moment)
    return submission


def export(client: Client, page: Any, file_format: str) -> bytes:
    url = reverse("wagtailforms:list_submissions", args=[page.pk])
    response: Any = client.get(f"{url}?export={file_format}")
    assert response.status_code == 200
    return b"".join(response.streaming_content)


def client_reading(language: str) -> Client:
    client = Client()
    client.force_login(factories.create_user("leserin", language=language, is_superuser=True))
    return client


HEADING_OF_REFERENCE = {"en": "Reference", "de": "Vorgangsnummer"}


@pytest.mark.parametrize("language", ["en", "de"])
def test_a_csv_file_is_this_to_the_last_sign(form: Any, language: str) -> None:
    expected = "".join(f"{line}\r\n" for line in CSV[language])
    written = export(client_reading(language), form, "csv").decode()
    for uuid in form.get_submissions().values_list("uuid", flat=True):
        written = written.replace(f"\n{reference_of(uuid)},", "\n")
    assert written == f"{HEADING_OF_REFERENCE[language]},{expected}"


def test_a_workbook_has_the_cells_of_the_csv_file(officer_client: Client, form: Any) -> None:
    lines = StringIO(export(officer_client, form, "csv").decode(), newline="")
    # XML has no such sign as NUL, and reads each kind of line break as one.
    expected = [
        [cell.replace("\x00", "\ufffd").replace("\r\n", "\n") for cell in row]
        for row in csv.reader(lines)
    ]
    sheet: Any = load_workbook(BytesIO(export(officer_client, form, "xlsx"))).active
    # A workbook has times of its own.
    assert [[str(cell.value or "") for cell in row] for row in sheet] == expected


def test_without_the_right_key_no_answer_and_no_ciphertext_is_exported(
    officer_client: Client, form: Any, settings: Any
) -> None:
    stored = [row.form_data["data"] for row in PrivacyFormSubmission.objects.all()]
    settings.WAGTAIL_PRIVACY = {"FORMS": {"ENCRYPTION_KEYS": [make_key()]}}
    content = export(officer_client, form, "csv").decode()
    _head, *lines = content.splitlines()
    assert [line.count(",cannot be read") for line in lines] == [6] * len(SENT)
    assert all(line.endswith(f",cannot be read,{END}") for line in lines)
    assert not [data for data in stored if data[:20] in content]


def test_answers_kept_in_clear_by_the_setting_are_exported_too(
    officer_client: Client, home: Any, purpose: Purpose, data_category: DataCategory, settings: Any
) -> None:
    settings.WAGTAIL_PRIVACY = {"FORMS": {"STORE_UNENCRYPTED": True}}
    page = create_form(home, purpose, data_category, fields=FIELDS)
    submission = store(page, {"name": "Erika"}, "2026-02-02T08:00:00+00:00")
    assert submission.form_data == {"name": "Erika"}
    assert f"2026-02-02 09:00:00,Erika,,,,,{END}" in export(officer_client, page, "csv").decode()


def test_a_thousand_submissions_take_no_more_queries_than_one(
    officer_client: Client, form: Any
) -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            export(officer_client, form, "csv")
        return len(captured)

    queries()
    before = queries()
    sample = PrivacyFormSubmission.objects.order_by("pk")[0]
    PrivacyFormSubmission.objects.bulk_create(
        PrivacyFormSubmission(
            page=form,
            purpose=form.purpose,
            expires_at=sample.expires_at,
            latest_expiry=sample.expires_at,
            form_data=sample.form_data,
        )
        for _ in range(1200)
    )
    assert queries() == before
    # They are copies of another row, so that none of them opens.
    assert export(officer_client, form, "csv").decode().count("\r\n") == 1 + 1 + 5 + 1200


def test_without_a_purpose_nothing_is_exported(form: Any) -> None:
    rows = PrivacyFormSubmission.objects.filter(page=form)
    with pytest.raises(PurposeError):
        list(exported(rows, form.get_data_fields(), "csv"))
