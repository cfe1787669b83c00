"""A record that is gone before its time shows by the daily seal; one that has expired does not."""

import datetime
from io import StringIO
from typing import Any

import pytest
from django.core import serializers
from django.core.management import CommandError, call_command
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tests.forms.consents.newsletter import EMAIL, Committing, send
from wagtail_privacy.forms import tasks
from wagtail_privacy.forms.consents.acts import find, perform
from wagtail_privacy.forms.consents.proof import sealing
from wagtail_privacy.forms.consents.proof.missing import problems_of_seals
from wagtail_privacy.forms.consents.proof.sealing import (
    LISTS,
    DailySeal,
    latest_seal,
    seal_what_is_new,
)
from wagtail_privacy.forms.consents.proof.states import Act, State
from wagtail_privacy.forms.consents.purging import purge_proofs, purge_unconfirmed
from wagtail_privacy.forms.models import ConsentRecord

DAY = datetime.timedelta(days=1)


@pytest.fixture
def now() -> datetime.datetime:
    return timezone.now()


@pytest.fixture
def record(client: Client, request_form: Any) -> ConsentRecord:
    """Give a consent in force."""
    send(client, request_form)
    record = ConsentRecord.objects.get()
    perform(Act.CONFIRMED, record.consent, timezone.now(), "link")
    return record


@pytest.fixture
def committing(django_capture_on_commit_callbacks: Committing) -> Committing:
    """Give what runs whatever waits for a commit."""
    return django_capture_on_commit_callbacks


def problems(now: datetime.datetime, *kept: str) -> list[str]:
    return list(problems_of_seals(now, kept))


def sql(statement: str, model: Any = ConsentRecord) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement.format(connection.ops.quote_name(model._meta.db_table)))


def verify(*kept: str) -> str:
    out = StringIO()
    call_command("privacy_verify_consents", seal=list(kept), stdout=out)
    return out.getvalue()


def test_a_deleted_withdrawal_shows(record: ConsentRecord, now: datetime.datetime) -> None:
    seal_what_is_new(now)
    perform(Act.WITHDRAWN, record.consent, now, "receipt")
    seal_what_is_new(now + DAY)
    assert problems(now + DAY) == []
    sql("DELETE FROM {} WHERE act = 'withdrawn'")
    found = find(record.consent, now)
    assert found
    assert found.state is State.IN_FORCE  # so the row itself tells nobody
    [problem] = problems(now + DAY)
    assert record.reference in problem
    assert "withdrawn" in problem
    with pytest.raises(CommandError, match="the seals show 1 problem"):
        verify()


@pytest.mark.parametrize("act", [Act.WITHDRAWN, Act.REFUSED])
def test_what_ends_a_consent_is_sealed_at_once(
    client: Client, request_form: Any, now: datetime.datetime, committing: Committing, act: Act
) -> None:
    send(client, request_form)
    record = ConsentRecord.objects.get()
    seal_what_is_new(now)
    with committing(execute=True):
        assert perform(act, record.consent, now, "receipt")
    assert problems(now) == []
    sql(f"DELETE FROM {{}} WHERE act = '{act}'")  # noqa: S608
    [problem] = problems(now)  # although nothing has been purged meanwhile
    assert str(act) in problem
    # The next daily seal lists neither row again, and a row that two seals list is one problem.
    assert seal_what_is_new(now + DAY) == ()
    sql("DELETE FROM {} WHERE act = 'given'")
    assert len(problems(now + DAY)) == 2


def test_a_withdrawal_sealed_at_once_explains_what_a_later_seal_lists(
    record: ConsentRecord, now: datetime.datetime, committing: Committing
) -> None:
    with committing(execute=True):
        perform(Act.WITHDRAWN, record.consent, now, "receipt")
    [daily] = DailySeal.objects.all()
    assert (daily.number, daily.is_complete) == (3, False)
    end = ConsentRecord.objects.get(act=Act.WITHDRAWN).expires_at
    assert purge_proofs(end) == 1
    assert problems(end) == []
    # Its list stays as long as it is needed.
    assert LISTS.due(end) == 0
    assert LISTS.purge(record.expires_at + DAY, lambda done: None) == 1
    assert problems(record.expires_at + DAY) == []


def test_another_process_that_seals_first_is_followed(
    record: ConsentRecord, now: datetime.datetime, monkeypatch: Any
) -> None:
    stale = [None]  # what a process has read before another one has sealed

    def latest() -> DailySeal | None:
        return stale.pop() if stale else latest_seal()

    [first] = seal_what_is_new(now)
    monkeypatch.setattr(sealing, "latest_seal", latest)
    seal = sealing.seal_at_once(record.consent, now)
    assert seal
    assert seal.previous == first.mac


def test_a_clock_that_was_set_back_hides_no_row(
    record: ConsentRecord, now: datetime.datetime
) -> None:
    [first] = seal_what_is_new(now)
    perform(Act.WITHDRAWN, record.consent, now - DAY, "receipt")
    [second] = seal_what_is_new(now - DAY)
    assert second.previous == first.mac
    assert latest_seal() == second
    assert problems(now) == []
    sql("DELETE FROM {} WHERE act = 'withdrawn'")
    assert len(problems(now)) == 1


def test_a_row_that_took_its_number_before_the_seal_is_sealed_by_the_next_one(
    record: ConsentRecord, now: datetime.datetime
) -> None:
    values = {f.attname: getattr(record, f.attname) for f in record._meta.concrete_fields}
    for name in ("id", "uuid", "mac"):
        del values[name]
    ConsentRecord(**{**values, "id": record.pk + 100, "act": Act.REQUESTED}).save()
    seal_what_is_new(now)
    ConsentRecord(**{**values, "id": record.pk + 50, "act": Act.WITHDRAWN}).save()
    [seal] = seal_what_is_new(now + DAY)
    assert (seal.number, seal.through) == (1, record.pk + 100)


def test_each_row_is_sealed_once(record: ConsentRecord, now: datetime.datetime) -> None:
    [first] = seal_what_is_new(now)
    assert first.number == 2
    assert seal_what_is_new(now + datetime.timedelta(minutes=5)) == ()
    perform(Act.WITHDRAWN, record.consent, now, "receipt")  # was being written meanwhile
    [second] = seal_what_is_new(now + datetime.timedelta(minutes=5))
    assert (second.number, second.previous) == (1, first.mac)
    assert seal_what_is_new(now + 2 * DAY) == ()


def test_two_processes_do_not_both_go_on_from_the_same_seal(
    record: ConsentRecord, now: datetime.datetime
) -> None:
    [seal] = seal_what_is_new(now)
    again = DailySeal(
        until=now + DAY, number=0, entries="[]", entries_until=now, previous=seal.previous
    )
    with pytest.raises(IntegrityError), transaction.atomic():
        again.save()


def test_what_has_expired_is_not_missed(record: ConsentRecord, now: datetime.datetime) -> None:
    seal_what_is_new(now)
    assert purge_proofs(record.expires_at) == 1
    assert problems(record.expires_at) == []
    assert len(problems(record.expires_at - DAY)) == 2  # by another clock it would be


def test_a_withdrawal_explains_that_the_consent_is_gone_earlier(
    client: Client, record: ConsentRecord, request_form: Any, now: datetime.datetime
) -> None:
    seal_what_is_new(now)
    perform(Act.WITHDRAWN, record.consent, now, "receipt")
    seal_what_is_new(now + DAY)
    end = ConsentRecord.objects.get(act=Act.WITHDRAWN).expires_at
    assert end < record.expires_at
    assert purge_proofs(end) == 1
    assert problems(end) == []
    # The list of the withdrawal is over, and yet it is needed by the one before.
    assert LISTS.due(end) == 0
    assert LISTS.purge(record.expires_at + DAY, lambda done: None) == 2
    assert not DailySeal.objects.exclude(entries=None).exists()
    assert problems(record.expires_at + DAY) == []


def test_what_nobody_confirmed_is_not_missed(
    client: Client, request_form: Any, now: datetime.datetime
) -> None:
    send(client, request_form)
    confirm_by = ConsentRecord.objects.get().confirm_by
    assert confirm_by
    seal_what_is_new(now)
    assert purge_unconfirmed(confirm_by) == 1
    assert problems(confirm_by) == []


def test_a_confirmed_consent_does_not_pass_for_an_unconfirmed_one(
    record: ConsentRecord, now: datetime.datetime
) -> None:
    seal_what_is_new(now)
    assert record.confirm_by
    sql("DELETE FROM {} WHERE act = 'confirmed'")
    assert purge_unconfirmed(record.confirm_by) == 1
    assert len(problems(record.confirm_by)) == 2


def test_an_earlier_end_in_the_row_does_not_let_it_go(
    record: ConsentRecord, now: datetime.datetime
) -> None:
    seal_what_is_new(now)
    sql("UPDATE {} SET expires_at = '2020-01-01 00:00:00'")
    assert purge_proofs(now) == 1
    assert len(problems(now)) == 2


def test_a_withdrawal_that_expires_at_once_is_sealed_before_it_goes(
    record: ConsentRecord, now: datetime.datetime, settings: Any
) -> None:
    tasks.purge.enqueue()
    settings.WAGTAIL_PRIVACY = {
        "FORMS": {**settings.WAGTAIL_PRIVACY["FORMS"], "PHONE_CONSENT_PROOF_YEARS": 0}
    }
    withdrawal = ConsentRecord.objects.get(act=Act.CONFIRMED)
    values = {f.attname: getattr(withdrawal, f.attname) for f in withdrawal._meta.concrete_fields}
    for name in ("id", "uuid", "mac"):
        del values[name]
    ConsentRecord(**{**values, "act": Act.WITHDRAWN, "expires_at": timezone.now()}).save()
    tasks.purge.enqueue()
    assert not ConsentRecord.objects.exists()
    assert "All 0 records verify." in verify()


@pytest.mark.parametrize(
    ("statement", "words"),
    [
        ("DELETE FROM {} WHERE previous = ''", "A seal before that of"),
        ("UPDATE {} SET number = number - 1 WHERE previous = ''", "was changed"),
        ("UPDATE {} SET entries = '[]' WHERE previous = ''", "The list of the seal of"),
        ("UPDATE {} SET entries = NULL WHERE previous = ''", "The list of the seal of"),
        (
            "UPDATE {} SET entries = NULL, entries_until = '2020-01-01 00:00:00'",
            "was changed",
        ),
    ],
)
def test_a_seal_that_was_tampered_with_shows(
    record: ConsentRecord, now: datetime.datetime, statement: str, words: str
) -> None:
    seal_what_is_new(now)
    perform(Act.WITHDRAWN, record.consent, now, "receipt")
    seal_what_is_new(now + DAY)
    sql(statement, DailySeal)
    assert any(words in problem for problem in problems(now + DAY))


def test_a_seal_that_was_kept_shows_that_the_last_ones_are_gone(
    record: ConsentRecord, now: datetime.datetime
) -> None:
    seal_what_is_new(now)
    perform(Act.WITHDRAWN, record.consent, now, "receipt")
    [kept] = seal_what_is_new(now + DAY)
    assert f"The latest seal, to be kept elsewhere: {kept.code}" in verify(kept.code)
    sql("DELETE FROM {} WHERE act = 'withdrawn'")
    sql("DELETE FROM {} WHERE previous <> ''", DailySeal)
    assert problems(now + DAY) == []  # without it nothing shows
    with pytest.raises(CommandError, match="the seals show 1 problem"):
        verify(kept.code)


@pytest.mark.parametrize("rows", [1, 20_000])
def test_the_purge_seals_and_shows_the_seal(
    record: ConsentRecord, monkeypatch: Any, rows: int
) -> None:
    monkeypatch.setattr(sealing, "ROWS", rows)
    out = StringIO()
    call_command("privacy_purge", dry_run=True, stdout=out)
    assert not DailySeal.objects.exists()
    call_command("privacy_purge", stdout=out)
    seal = latest_seal()
    assert seal
    assert f"Sealed 2 records of consent: {seal.code}" in out.getvalue()
    again = StringIO()
    call_command("privacy_purge", stdout=again)
    assert f"The latest seal of the consents: {seal.code}" in again.getvalue()


def test_without_a_key_nothing_is_sealed_and_all_the_same_purged(
    record: ConsentRecord, settings: Any, logs: Any
) -> None:
    settings.WAGTAIL_PRIVACY = {"FORMS": {"ENCRYPTION_KEYS": []}}
    call_command("privacy_purge", stdout=StringIO())
    assert latest_seal() is None
    assert any("could not be sealed" in line for line in logs.lines)


def test_a_seal_tells_of_nobody(record: ConsentRecord, now: datetime.datetime) -> None:
    [seal] = seal_what_is_new(now)
    text = serializers.serialize("json", [seal])
    for secret in (EMAIL, record.person, record.wording, record.sending.hex):
        assert secret not in text
    [again] = serializers.deserialize("json", text)
    assert again.object.verifies()
    assert again.object.listed()


def test_officers_see_the_latest_seal(
    officer_client: Client, record: ConsentRecord, now: datetime.datetime
) -> None:
    address = reverse("wagtail_privacy_forms:consents")
    assert "Latest seal" not in officer_client.get(address).content.decode()
    [seal] = seal_what_is_new(now)
    assert seal.code in officer_client.get(address).content.decode()


def test_many_rows_take_several_seals(
    record: ConsentRecord, now: datetime.datetime, monkeypatch: Any
) -> None:
    monkeypatch.setattr(sealing, "ROWS", 1)
    made = seal_what_is_new(now)
    assert [seal.number for seal in made] == [1, 1]
    assert made[-1] == latest_seal()
    assert problems(now) == []
    assert seal_what_is_new(now + datetime.timedelta(minutes=5)) == ()
    sql("DELETE FROM {} WHERE act = 'given'")
    assert len(problems(now)) == 1


def test_what_is_left_of_a_deleted_consent_comes_to_an_end(
    record: ConsentRecord, now: datetime.datetime
) -> None:
    sql("DELETE FROM {} WHERE act = 'given'")
    purge_proofs(now)
    assert ConsentRecord.objects.count() == 1
    purge_proofs(record.expires_at + DAY)
    assert not ConsentRecord.objects.exists()
