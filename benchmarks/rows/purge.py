"""Our purge of half of the submissions against one DELETE statement on the same rows."""

import time
from collections.abc import Callable
from datetime import datetime, timedelta

from django.db import connection, transaction
from django.utils import timezone

from benchmarks import content
from benchmarks.measure import Comparison
from benchmarks.report import Finding, Scale, compared

MOST_TIME = 3.0
BATCH = 5000


def measure(scale: Scale) -> list[Finding]:
    """Give the seconds on the clock of both, in turn, on tables filled anew each time."""
    from wagtail_privacy.forms.retention.expiry import purge_expired

    rows = scale.pick(200_000, 20_000)
    now = timezone.now()
    _prepare(rows, now)
    pairs = []
    for _ in range(scale.pick(3, 2)):
        _fill()
        ours = _time(lambda: purge_expired(now))
        _must_be_left(rows // 2)
        _fill()
        theirs = _time(lambda: _raw_delete(now))
        _must_be_left(rows // 2)
        pairs.append((ours, theirs))
    _empty()
    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE kept")
    what = f"purge, {rows // 2} of {rows} submissions, seconds on the clock"
    return [compared(what, Comparison.of(pairs), unit="s", most=MOST_TIME)]


def _time(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def _prepare(rows: int, now: datetime) -> None:
    """Keep so many submissions beside the table, of which every other one has expired."""
    from wagtail_privacy.forms.models import PrivacyFormSubmission

    form = content.add_forms(1)[0]
    sample = PrivacyFormSubmission(
        page=form, purpose_id=form.purpose_id, language="en", expires_at=now, latest_expiry=now
    )
    sample.set_answers(content.ANSWERS)
    _empty()
    with transaction.atomic():
        for start in range(0, rows, BATCH):
            PrivacyFormSubmission.objects.bulk_create(
                PrivacyFormSubmission(
                    page_id=form.pk,
                    purpose_id=form.purpose_id,
                    language="en",
                    form_data=sample.form_data,
                    expires_at=now + timedelta(days=1 if number % 2 else -1),
                    latest_expiry=now + timedelta(days=1),
                )
                for number in range(start, start + BATCH)
            )
    with connection.cursor() as cursor:
        cursor.execute(f'CREATE TEMPORARY TABLE kept AS SELECT * FROM "{_table()}"')  # noqa: S608


def _fill() -> None:
    _empty()
    with connection.cursor() as cursor:
        cursor.execute(f'INSERT INTO "{_table()}" SELECT * FROM kept')  # noqa: S608


def _table() -> str:
    from wagtail_privacy.forms.models import PrivacyFormSubmission

    return PrivacyFormSubmission._meta.db_table


def _raw_delete(now: datetime) -> None:
    with connection.cursor() as cursor:
        cursor.execute(f'DELETE FROM "{_table()}" WHERE expires_at <= %s', [now])  # noqa: S608


def _must_be_left(rows: int) -> None:
    from wagtail_privacy.forms.models import PrivacyFormSubmission

    if (left := PrivacyFormSubmission.objects.count()) != rows:
        raise AssertionError(f"{left} submissions are left, not {rows}.")


def _empty() -> None:
    from wagtail_privacy.forms.models import PrivacyFormSubmission

    PrivacyFormSubmission.objects.all()._raw_delete("default")
