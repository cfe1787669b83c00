"""The record of consents is only ever added to, and shows what has been changed."""

import datetime
from pathlib import Path
from typing import Any

import pytest
from django.core import serializers
from django.core.management import call_command
from django.db import connection, models, transaction
from django.db.models import ProtectedError
from django.test import Client
from django.utils import timezone

from tests import factories
from tests.forms.consents.newsletter import WORDING, ask, send
from wagtail_privacy.append_only.models import AppendOnlyError
from wagtail_privacy.forms.consents.acts import perform
from wagtail_privacy.forms.consents.proof.states import Act
from wagtail_privacy.forms.consents.purging import purge_links, purge_proofs
from wagtail_privacy.forms.models import ConsentRecord, PrivacyFormSubmission, PrivacyLink
from wagtail_privacy.models import Purpose

YEAR = datetime.timedelta(days=366)


@pytest.fixture
def record(client: Client, request_form: Any) -> ConsentRecord:
    send(client, request_form)
    return ConsentRecord.objects.get()


@pytest.mark.parametrize(
    "change",
    [
        lambda record: record.save(),
        lambda record: record.delete(),
        lambda record: ConsentRecord.objects.update(wording="x"),
        lambda record: ConsentRecord.objects.all().delete(),
        lambda record: ConsentRecord.objects.bulk_update([record], ["wording"]),
        lambda record: ConsentRecord.objects.bulk_create([record]),
        lambda record: ConsentRecord.objects.update_or_create(pk=record.pk),
        lambda record: ConsentRecord._base_manager.filter(pk=record.pk).delete(),
        lambda record: ConsentRecord._base_manager.update(act="given"),
        lambda record: ConsentRecord.objects.all()._raw_delete("default"),
        lambda record: ConsentRecord.objects.update(form_revision=None),
        lambda record: models.Model.save(record),
        lambda record: models.Model.save(record, force_update=True),
        lambda record: models.Model.save(record, update_fields=["wording"]),
        lambda record: models.Model.delete(record),
        lambda record: record.save_base(raw=True),
        lambda record: ConsentRecord(pk=record.pk, uuid=record.uuid).save_base(raw=True),
        lambda record: ConsentRecord(pk=record.pk).save(),
    ],
)
def test_it_refuses_to_be_changed_or_deleted(record: ConsentRecord, change: Any) -> None:
    record.wording = "Ja zu allem."
    with pytest.raises(AppendOnlyError), transaction.atomic():
        change(record)
    kept = ConsentRecord.objects.get()
    assert kept.wording == WORDING
    assert kept.verifies()


def test_a_fixture_adds_rows_and_overwrites_none(record: ConsentRecord, tmp_path: Path) -> None:
    fixture = tmp_path / "records.json"
    fixture.write_text(serializers.serialize("json", [record]), encoding="utf-8")
    with pytest.raises(AppendOnlyError), transaction.atomic():
        call_command("loaddata", fixture)
    empty_table()
    call_command("loaddata", fixture, verbosity=0)
    assert ConsentRecord.objects.get().verifies()


def test_a_purge_deletes_nothing_before_its_time(record: ConsentRecord) -> None:
    assert record.confirm_by
    assert ConsentRecord.objects.purge(record.confirm_by - datetime.timedelta(seconds=1)) == 0
    assert ConsentRecord.objects.purge(record.confirm_by) == 1


def empty_table() -> None:
    with connection.cursor() as cursor:
        table = connection.ops.quote_name(ConsentRecord._meta.db_table)
        cursor.execute(f"DELETE FROM {table}")  # noqa: S608


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("wording", "Ja zu allem."),
        ("person", "0" * 64),
        ("at", datetime.datetime(2020, 1, 1, tzinfo=datetime.UTC)),
        ("needs_confirmation", False),
        ("act", "confirmed"),
        ("statement_number", 9),
    ],
)
def test_a_change_past_the_application_shows(
    record: ConsentRecord, column: str, value: Any
) -> None:
    assert ConsentRecord.objects.get().verifies()
    with connection.cursor() as cursor:
        table = connection.ops.quote_name(ConsentRecord._meta.db_table)
        cursor.execute(f"UPDATE {table} SET {column} = %s", [value])  # noqa: S608
    assert not ConsentRecord.objects.get().verifies()


def test_a_purpose_that_somebody_has_agreed_to_is_not_deleted(
    record: ConsentRecord, newsletter: Purpose
) -> None:
    PrivacyFormSubmission.objects.all().delete()
    with pytest.raises(ProtectedError):
        newsletter.delete()


def test_the_proof_outlives_the_submission_and_its_page(
    record: ConsentRecord, request_form: Any
) -> None:
    PrivacyFormSubmission.objects.all().delete()
    request_form.delete()
    assert ConsentRecord.objects.get().wording == record.wording


def test_proofs_are_deleted_when_their_time_is_over_and_not_before(record: ConsentRecord) -> None:
    perform(Act.CONFIRMED, record.consent, timezone.now(), "link")
    assert purge_proofs(record.expires_at - datetime.timedelta(seconds=1)) == 0
    assert purge_proofs(record.expires_at) == 1
    assert not ConsentRecord.objects.exists()


def test_a_withdrawal_brings_the_end_of_the_proof_nearer(record: ConsentRecord) -> None:
    now = timezone.now()
    perform(Act.CONFIRMED, record.consent, now, "link")
    perform(Act.WITHDRAWN, record.consent, now, "receipt")
    end = ConsentRecord.objects.get(act=Act.WITHDRAWN).expires_at
    assert end < record.expires_at
    assert purge_proofs(end) == 1


def test_purging_takes_chunks_and_leaves_the_others(
    client: Client, request_form: Any, settings: Any
) -> None:
    for number in range(3):
        send(client, request_form, e_mail=f"p{number}@musterpost.example")
    settings.WAGTAIL_PRIVACY = {
        "FORMS": {**settings.WAGTAIL_PRIVACY["FORMS"], "PURGE_CHUNK": 2},
    }
    [kept, *_others] = ConsentRecord.objects.given()
    perform(Act.CONFIRMED, kept.consent, timezone.now(), "link")
    perform(Act.WITHDRAWN, kept.consent, timezone.now(), "receipt")
    end = ConsentRecord.objects.get(act=Act.WITHDRAWN).expires_at
    assert purge_proofs(end - datetime.timedelta(days=1)) == 0
    assert purge_proofs(end + 3 * YEAR) == 3


def test_links_are_deleted_when_they_lead_nowhere(client: Client, record: ConsentRecord) -> None:
    assert PrivacyLink.objects.count() == 2
    assert purge_links(timezone.now()) == 0
    assert purge_links(record.use_until + datetime.timedelta(milliseconds=1)) == 2


def test_a_purpose_may_be_asked_for_on_two_forms_at_once(
    client: Client, request_form: Any, newsletter_form: Any
) -> None:
    send(client, request_form)
    send(client, newsletter_form)
    assert len({row.consent for row in ConsentRecord.objects.all()}) == 2


def test_calls_are_proved_for_five_years(client: Client, request_form: Any) -> None:
    calls = factories.create_purpose(name={"de": "Anrufen"}, legal_basis="6-1-a")
    page = ask(request_form, calls, wording="Ja, rufen Sie an.", channel="phone", answers="Name")
    send(client, page)
    proof = ConsentRecord.objects.get(purpose=calls)
    assert proof.expires_at == proof.use_until.replace(year=proof.use_until.year + 5)
