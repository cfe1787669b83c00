"""Files that people send: bounded, sealed, for readers only, gone with their submission."""

from typing import Any

import pytest
from django.core.checks import run_checks
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import PageLogEntry

from tests import factories
from tests.forms.consents.newsletter import ask, send
from tests.forms.pages import create_form
from wagtail_privacy.forms.at_rest.encryption import make_key
from wagtail_privacy.forms.at_rest.files import clean_file_name
from wagtail_privacy.forms.models import PrivacyFormSubmission, SubmissionFile
from wagtail_privacy.models import DataCategory, Purpose

FIELDS = [
    {"label": "Name", "field_type": "singleline", "required": True},
    {"label": "Befund", "field_type": "file", "required": False},
]
PDF = b"%PDF-1.7 Markierung-im-Befund"


def pdf(name: str = "Befund Müller.pdf", content: bytes = PDF) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content, "text/html")


@pytest.fixture
def form(home: Any, purpose: Purpose, data_category: DataCategory) -> Any:
    return create_form(home, purpose, data_category, fields=FIELDS)


@pytest.fixture
def sent(client: Client, form: Any) -> SubmissionFile:
    response = client.post(form.url, {"name": "Erika", "befund": pdf()})
    assert response.status_code == 303
    return SubmissionFile.objects.get()


def address(file: SubmissionFile, page: Any) -> str:
    return reverse("wagtail_privacy_forms:file", args=[page.pk, file.uuid])


def refuses(client: Client, url: str) -> None:
    response = client.get(url)
    # Django looks for what is not found under the prefix of a language, too.
    assert response.status_code in (302, 404)
    assert PDF not in response.content


@pytest.mark.parametrize("hint", ["Zum Beispiel ein Attest", "Zum Beispiel ein Attest."])
def test_a_hint_and_the_kinds_of_files_are_two_sentences(
    client: Client, form: Any, hint: str
) -> None:
    form.form_fields.filter(field_type="file").update(help_text=hint)
    content = client.get(form.url).content.decode()
    assert "Zum Beispiel ein Attest. PDF, JPG, JPEG, PNG" in content


def test_the_form_says_which_files_it_takes(client: Client, form: Any) -> None:
    content = client.get(form.url).content.decode()
    assert 'enctype="multipart/form-data"' in content
    assert "PDF, JPG, JPEG, PNG" in content
    assert 'accept=".pdf,.jpg,.jpeg,.png"' in content


def test_a_file_is_stored_sealed(sent: SubmissionFile, form: Any) -> None:
    [submission] = PrivacyFormSubmission.objects.usable_for(form.purpose)
    expected = {"file": str(sent.uuid), "name": "Befund Müller.pdf", "size": len(PDF)}
    assert submission.get_answers() == {"name": "Erika", "befund": expected}
    assert sent.get_content() == PDF
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM wagtail_privacy_forms_submissionfile")
        row = cursor.fetchone()
    stored = b" ".join(
        bytes(v) if isinstance(v, (bytes, memoryview)) else str(v).encode() for v in row
    )
    for secret in (b"Markierung", b"Befund", b"%PDF"):
        assert secret not in stored


def test_a_form_without_a_file_works(client: Client, form: Any) -> None:
    client.post(form.url, {"name": "Erika"})
    [submission] = PrivacyFormSubmission.objects.usable_for(form.purpose)
    assert submission.get_answers() == {"name": "Erika", "befund": None}
    assert not SubmissionFile.objects.exists()


@pytest.mark.parametrize(
    ("file", "words"),
    [
        (pdf("Befund.exe"), "nicht an"),
        (pdf("Befund.pdf\u202efdp.exe"), "nicht an"),
        (pdf("Befund"), "nicht an"),
        (pdf("Befund.pdf", b"MZ\x90 a program"), "nicht an"),
        (pdf("Befund.png"), "nicht an"),
        (pdf(content=b"%PDF-" + b"x" * 2_500_000), "zu groß"),
        (pdf(content=b""), "leer"),
    ],
)
def test_other_files_are_refused_with_the_form(
    client: Client, form: Any, file: SimpleUploadedFile, words: str
) -> None:
    file.seek(0)
    response = client.post(form.url, {"name": "Erika", "befund": file})
    assert response.status_code == 200
    content = response.content.decode()
    assert words in content
    assert 'value="Erika"' in content
    assert not PrivacyFormSubmission.objects.exists()


@pytest.mark.parametrize(
    ("name", "clean"),
    [
        ("../../etc/passwd.pdf", "passwd.pdf"),
        ("C:\\Users\\Erika\\Befund.pdf", "Befund.pdf"),
        ("a\u202efdp.exe", "afdp.exe"),
        ("a\r\nX: y.pdf", "aX: y.pdf"),
        ("x" * 300 + ".pdf", "x" * 100 + ".pdf"),
    ],
)
def test_names_of_files_play_no_tricks(name: str, clean: str) -> None:
    assert clean_file_name(name) == clean


def test_a_reader_gets_it_as_an_attachment(
    officer_client: Client, sent: SubmissionFile, form: Any
) -> None:
    listing = officer_client.get(reverse("wagtailforms:list_submissions", args=[form.pk]))
    assert address(sent, form) in listing.content.decode()
    response = officer_client.get(address(sent, form))
    assert response.content == PDF
    assert response["Content-Type"] == "application/octet-stream"
    assert response["Content-Disposition"].startswith("attachment;")
    assert response["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in response["Content-Security-Policy"]
    assert "no-store" in response["Cache-Control"]
    entry = PageLogEntry.objects.filter(action="wagtail_privacy.view_submissions").last()
    assert "Befund" not in f"{entry.label}{entry.data}"


def test_nobody_else_gets_it(
    client: Client, editor_client: Client, officer_client: Client, sent: SubmissionFile, form: Any,
    home: Any, purpose: Purpose, data_category: DataCategory,
) -> None:  # fmt: skip
    url = address(sent, form)
    for visitor in (client, editor_client):
        response = visitor.get(url)
        assert response.status_code in (302, 403)
        assert PDF not in response.content
    other = create_form(home, purpose, data_category, title="Anderes")
    refuses(officer_client, address(sent, other))
    refuses(officer_client, address(sent, home))
    refuses(officer_client, url + "?purpose=999999")
    PrivacyFormSubmission.objects.update(expires_at=timezone.now())
    refuses(officer_client, url)


def test_what_cannot_be_read_is_not_handed_out(
    officer_client: Client, sent: SubmissionFile, form: Any, settings: Any
) -> None:
    settings.WAGTAIL_PRIVACY = {"FORMS": {"ENCRYPTION_KEYS": [make_key()]}}
    response = officer_client.get(address(sent, form))
    assert response.status_code == 503
    assert "cannot be read" in response.content.decode()


def test_a_file_under_another_submission_cannot_be_read(
    client: Client, sent: SubmissionFile, form: Any, officer_client: Client
) -> None:
    client.post(form.url, {"name": "Max"})
    other = PrivacyFormSubmission.objects.latest("pk")
    SubmissionFile.objects.update(submission=other)
    refuses(officer_client, address(sent, form))


def test_it_goes_with_its_submission(sent: SubmissionFile, form: Any) -> None:
    PrivacyFormSubmission.objects.update(expires_at=timezone.now())
    call_command("privacy_purge", verbosity=0)
    assert not PrivacyFormSubmission.objects.exists()
    assert not SubmissionFile.objects.exists()


def test_it_is_exported_by_its_name(
    officer_client: Client, sent: SubmissionFile, form: Any
) -> None:
    url = reverse("wagtailforms:list_submissions", args=[form.pk]) + "?export=csv"
    content = b"".join(officer_client.get(url).streaming_content).decode()
    assert "Befund Müller.pdf" in content
    assert str(sent.uuid) not in content


def test_a_rotation_wraps_files_anew(sent: SubmissionFile, settings: Any) -> None:
    old = settings.WAGTAIL_PRIVACY["FORMS"]["ENCRYPTION_KEYS"]
    new = make_key()
    settings.WAGTAIL_PRIVACY = {"FORMS": {"ENCRYPTION_KEYS": [new, *old]}}
    call_command("privacy_rotate_keys", verbosity=0)
    settings.WAGTAIL_PRIVACY = {"FORMS": {"ENCRYPTION_KEYS": [new]}}
    assert SubmissionFile.objects.get().get_content() == PDF


def test_a_check_says_when_files_would_touch_the_disk_in_clear(settings: Any) -> None:
    def found() -> list[str]:
        return [
            str(m.id)
            for m in run_checks(tags=["wagtail_privacy"], databases=[])
            if "W016" in str(m.id)
        ]

    assert found() == []
    settings.WAGTAIL_PRIVACY = {"FORMS": {"MAX_FILE_BYTES": 5_000_000}}
    assert found() == ["wagtail_privacy.W016"]


def test_a_further_purpose_gets_no_file(
    client: Client, home: Any, purpose: Purpose, data_category: DataCategory
) -> None:
    newsletter = factories.create_purpose(name={"en": "Newsletter"}, legal_basis="6-1-a")
    fields = [*FIELDS, {"label": "E-Mail", "field_type": "email", "required": True}]
    page = create_form(home, purpose, data_category, fields=fields)
    page = ask(page, newsletter, answers="E-Mail\nBefund")
    assert send(client, page, befund=pdf()).status_code == 303
    rows = PrivacyFormSubmission.objects
    assert rows.count() == 2
    part = rows.exclude(pk=SubmissionFile.objects.get().submission_id).get()
    part.used_for_id = part.purpose_id
    assert "befund" not in part.get_answers()
