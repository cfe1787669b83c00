"""What is over is deleted, and nothing else."""

import datetime
import os
import signal
from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import connections
from django.db.models import QuerySet
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from tests import factories
from tests.forms.pages import create_form
from wagtail_privacy.durations import Duration, DurationUnit
from wagtail_privacy.forms import purging, tasks
from wagtail_privacy.forms.models import (
    PrivacyFormSubmission,
    SubmissionFile,
    SubmissionQuerySet,
)
from wagtail_privacy.forms.retention.expiry import purge_expired

DAY = datetime.timedelta(days=1)


def store(page: Any, expires_in: datetime.timedelta, number: int = 1) -> None:
    for _ in range(number):
        PrivacyFormSubmission.objects.create(
            page=page,
            purpose=page.purpose,
            language="de",
            expires_at=timezone.now() + expires_in,
            latest_expiry=timezone.now() + expires_in + DAY,
            form_data={},
        )


def purge(**options: Any) -> str:
    out = StringIO()
    call_command("privacy_purge", stdout=out, **options)
    return out.getvalue()


def test_only_what_is_over_is_deleted(form_page: Any) -> None:
    store(form_page, -DAY, 3)
    store(form_page, DAY, 2)
    assert "3 submissions deleted" in purge()
    assert PrivacyFormSubmission.objects.count() == 2


def test_a_dry_run_counts_and_deletes_nothing(form_page: Any) -> None:
    store(form_page, -DAY, 3)
    output = purge(dry_run=True)
    assert "Rückrufservice: 3" in output
    assert "3 submissions would be deleted" in output
    assert PrivacyFormSubmission.objects.count() == 3


def test_progress_is_shown_chunk_by_chunk(form_page: Any, settings: Any) -> None:
    settings.WAGTAIL_PRIVACY = {"FORMS": {"PURGE_CHUNK": 2}}
    store(form_page, -DAY, 5)
    output = purge()
    assert "2 of 5" in output
    assert "5 of 5" in output


def test_purging_needs_no_key(form_page: Any, settings: Any) -> None:
    settings.WAGTAIL_PRIVACY = {"FORMS": {"ENCRYPTION_KEYS": []}}
    store(form_page, -DAY)
    assert "1 submission deleted." in purge()


def test_a_second_run_finds_nothing(form_page: Any) -> None:
    store(form_page, -DAY)
    purge()
    assert "0 submissions deleted" in purge()


@pytest.mark.parametrize("chunk", [0, -1])
def test_a_senseless_chunk_still_ends(form_page: Any, settings: Any, chunk: int) -> None:
    settings.WAGTAIL_PRIVACY = {"FORMS": {"PURGE_CHUNK": chunk}}
    store(form_page, -DAY, 2)
    assert "2 submissions deleted" in purge()


def test_each_kind_joins_and_a_failing_one_keeps_none_from_being_deleted(
    form_page: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(now: datetime.datetime, on_progress: Any) -> int:
        raise RuntimeError("away")

    broken = purging.Purger("letters", due=lambda now: 1, purge=fail)
    monkeypatch.setattr(purging, "_purgers", [broken, *purging.purgers()])
    assert "1 letters would be deleted" in purge(dry_run=True)
    store(form_page, -DAY)
    with pytest.raises(ExceptionGroup):
        purging.purge_all(timezone.now())
    assert not PrivacyFormSubmission.objects.exists()
    store(form_page, -DAY)
    with pytest.raises(CommandError, match="letters"):
        purge()
    assert not PrivacyFormSubmission.objects.exists()


def test_a_case_reopened_meanwhile_is_not_left_without_its_files(
    form_page: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    store(form_page, -DAY)
    submission = PrivacyFormSubmission.objects.get()
    SubmissionFile.objects.create(submission=submission, sealed={}, content=b"a")
    delete = QuerySet._raw_delete

    def reopened_after(rows: Any, using: str) -> int:
        number = delete(rows, using)
        later = timezone.now() + DAY
        PrivacyFormSubmission.objects.update(expires_at=later, latest_expiry=later)
        return number

    monkeypatch.setattr(QuerySet, "_raw_delete", reopened_after)
    assert "1 submission deleted." in purge()
    assert not PrivacyFormSubmission.objects.exists()
    assert not SubmissionFile.objects.exists()


def test_the_files_of_what_stays_in_between_stay(form_page: Any) -> None:
    for expires_in in (-DAY, DAY, -DAY):
        store(form_page, expires_in)
    for submission in PrivacyFormSubmission.objects.all():
        SubmissionFile.objects.create(submission=submission, sealed={}, content=b"a")
    assert "2 submissions deleted" in purge()
    kept = PrivacyFormSubmission.objects.get()
    assert SubmissionFile.objects.get().submission == kept


def test_a_task_purges_like_the_command(form_page: Any) -> None:
    store(form_page, -DAY, 2)
    result = tasks.purge.enqueue()
    assert result.return_value["submissions"] == 2
    assert not PrivacyFormSubmission.objects.exists()


@given(
    amount=st.integers(1, 100),
    unit=st.sampled_from(DurationUnit),
    moment=st.datetimes(timezones=st.just(datetime.UTC)),
)
def test_an_expiry_is_never_before_the_submission(
    amount: int, unit: DurationUnit, moment: datetime.datetime
) -> None:
    assert Duration(amount, unit).after(moment) >= moment


@pytest.mark.django_db(transaction=True)
def test_a_process_killed_between_file_and_submission_has_deleted_neither(
    site: Any, settings: Any
) -> None:
    settings.WAGTAIL_PRIVACY = {"FORMS": {"PURGE_CHUNK": 2}}
    page = create_form(
        site.root_page.specific, factories.create_purpose(), factories.create_data_category()
    )
    store(page, -DAY, 6)
    for submission in PrivacyFormSubmission.objects.all():
        SubmissionFile.objects.create(submission=submission, sealed={}, content=b"x")
    connections.close_all()
    child = os.fork()
    if child == 0:
        _purge_until_the_second_chunk_kills()
    _pid, status = os.waitpid(child, 0)
    assert os.WTERMSIG(status) == signal.SIGKILL
    whole = SubmissionFile.objects.values_list("submission")
    assert PrivacyFormSubmission.objects.filter(pk__in=whole).count() == 4
    assert (PrivacyFormSubmission.objects.count(), SubmissionFile.objects.count()) == (4, 4)
    assert "4 submissions deleted" in purge()
    assert not SubmissionFile.objects.exists()


def _purge_until_the_second_chunk_kills() -> None:
    delete, calls = SubmissionQuerySet._raw_delete, []

    def kill_at_the_second(rows: Any, using: str) -> int:
        calls.append(using)
        if len(calls) == 2:
            os.kill(os.getpid(), signal.SIGKILL)
        return delete(rows, using)

    try:
        SubmissionQuerySet._raw_delete = kill_at_the_second
        purge_expired(timezone.now())
    finally:
        os._exit(1)
