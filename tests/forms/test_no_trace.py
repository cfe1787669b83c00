"""After sending, using, purging and erasing, the database holds nothing of what people sent."""

# needs: wagtail_privacy.pages

import os
import subprocess
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import ReferenceIndex

from tests import factories
from tests.forms.pages import create_form
from wagtail_privacy.forms.models import PrivacyFormSubmission, SubmissionFile
from wagtail_privacy.forms.retention import unexplained
from wagtail_privacy.models import DataCategory, Purpose

MARKER = "Zwiebelfisch"
FIELDS = [
    {"label": "Name", "field_type": "singleline", "required": True},
    {"label": "E-Mail", "field_type": "email", "required": True},
    {"label": "Worum geht es?", "field_type": "multiline", "required": False},
    {"label": "Datei", "field_type": "file", "required": False},
]
SUBMISSIONS = 200


@pytest.fixture
def form(home: Any, purpose: Purpose, data_category: DataCategory) -> Any:
    return create_form(home, purpose, data_category, fields=FIELDS)


def send(client: Client, form: Any, number: int) -> None:
    answers: dict[str, Any] = {
        "name": f"{MARKER} {number}",
        "e_mail": f"{MARKER.lower()}{number}@example.com",
        "worum_geht_es": f"Es geht um {MARKER}",
    }
    if number % 20 == 0:
        content = f"%PDF-1.7 {MARKER}".encode()
        answers["datei"] = SimpleUploadedFile(f"{MARKER}.pdf", content)
    assert client.post(form.url, answers).status_code == 303


def stored() -> str:
    """Give every value of every table, as a dump of the database has them."""
    texts = []
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")  # noqa: S608
            for row in cursor.fetchall():
                texts += [
                    bytes(value).decode("latin-1")
                    if isinstance(value, (bytes, memoryview))
                    else str(value)
                    for value in row
                ]
    return "\n".join(texts).lower()


def use(officer_client: Client, form: Any) -> None:
    """Do what officers do: read, export, open a file, delete."""
    listing = reverse("wagtailforms:list_submissions", args=[form.pk])
    assert MARKER in officer_client.get(listing).content.decode()
    for file_format in ("csv", "xlsx"):
        assert b"".join(officer_client.get(f"{listing}?export={file_format}").streaming_content)
    file = SubmissionFile.objects.first()
    url = reverse("wagtail_privacy_forms:file", args=[form.pk, file.uuid])
    assert MARKER.encode() in officer_client.get(url).content
    pk = PrivacyFormSubmission.objects.first().pk
    officer_client.post(
        f"{reverse('wagtailforms:delete_submissions', args=[form.pk])}?selected-submissions={pk}"
    )


def test_no_marker_stands_in_the_database_at_any_time(
    client: Client, officer_client: Client, form: Any, planted: Any
) -> None:
    planted(MARKER)
    for number in range(SUBMISSIONS):
        send(client, form, number)
    assert MARKER.lower() not in stored()
    use(officer_client, form)
    form.save_revision().publish()
    assert MARKER.lower() not in stored()
    half = list(PrivacyFormSubmission.objects.values_list("pk", flat=True)[: SUBMISSIONS // 2])
    PrivacyFormSubmission.objects.filter(pk__in=half).update(expires_at=timezone.now())
    call_command("privacy_purge", stdout=StringIO())
    assert PrivacyFormSubmission.objects.count() == SUBMISSIONS // 2 - 1
    assert MARKER.lower() not in stored()


def test_a_marker_in_clear_would_be_found(client: Client, form: Any, settings: Any) -> None:
    no_guard = {"MIN_SECONDS": 0, "MAX_HOURS": 0}
    settings.WAGTAIL_PRIVACY = {"FORMS": {"STORE_UNENCRYPTED": True, **no_guard}}
    send(client, form, 1)
    assert MARKER.lower() in stored()


@pytest.mark.usefixtures("indexed")
def test_the_index_of_references_knows_no_submission(client: Client, form: Any) -> None:
    send(client, form, 0)
    [submission] = PrivacyFormSubmission.objects.all()
    assert not ReferenceIndex.model_is_indexable(PrivacyFormSubmission)
    assert not ReferenceIndex.model_is_indexable(SubmissionFile)
    assert not ReferenceIndex.get_references_for_object(submission).exists()


@pytest.fixture
def committed(transactional_db: None, site: Any) -> Any:
    """Give a form in a database that is written to, with its file and its journal."""
    parent = site.root_page.specific
    purpose, category = factories.create_purpose(), factories.create_data_category()
    return create_form(parent, purpose, category, fields=FIELDS)


def test_the_file_of_the_database_holds_no_marker(client: Client, committed: Any) -> None:
    for number in range(SUBMISSIONS):
        send(client, committed, number)
    half = list(PrivacyFormSubmission.objects.values_list("pk", flat=True)[: SUBMISSIONS // 2])
    PrivacyFormSubmission.objects.filter(pk__in=half).update(expires_at=timezone.now())
    call_command("privacy_purge", stdout=StringIO())
    committed.form_fields = committed.form_fields.all()[1:]
    committed.save_revision().publish()
    assert unexplained.erase(committed, "name") == SUBMISSIONS // 2
    dumped = dump().lower()
    assert b"rufservice" in dumped
    assert MARKER.lower().encode() not in dumped


def test_a_marker_in_clear_would_be_found_in_the_file(
    client: Client, committed: Any, settings: Any
) -> None:
    no_guard = {"MIN_SECONDS": 0, "MAX_HOURS": 0}
    settings.WAGTAIL_PRIVACY = {"FORMS": {"STORE_UNENCRYPTED": True, **no_guard}}
    send(client, committed, 1)
    assert MARKER.lower().encode() in dump().lower()


USER = {"pg_dump": "username", "mariadb-dump": "user"}


def dump() -> bytes:
    """Give the files of a SQLite database, or a dump of another one."""
    settings = connection.settings_dict
    if connection.vendor == "sqlite":
        parts = Path(settings["NAME"]).parent.glob(f"{Path(settings['NAME']).name}*")
        return b"".join(part.read_bytes() for part in parts)
    tool = "pg_dump" if connection.vendor == "postgresql" else "mariadb-dump"
    place = [f"--host={settings['HOST']}", f"--{USER[tool]}={settings['USER']}", settings["NAME"]]
    secret = {"MYSQL_PWD": settings["PASSWORD"]} if settings["PASSWORD"] else {}
    environment = {**os.environ, **secret}
    return subprocess.run([tool, *place], capture_output=True, check=True, env=environment).stdout
