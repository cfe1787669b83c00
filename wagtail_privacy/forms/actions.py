"""What is done to submissions: store, purge. Each does, logs without the data, and returns."""

from collections.abc import Callable, Iterator
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.views.decorators.debug import sensitive_variables

from wagtail_privacy import conf
from wagtail_privacy.forms import persons
from wagtail_privacy.forms.models import PrivacyFormSubmission


@sensitive_variables()
def store_submission(
    page: Any, answers: dict[str, Any], now: datetime, submission_class: Any = PrivacyFormSubmission
) -> PrivacyFormSubmission:
    """Store answers with the purpose of their form and the end of their time."""
    end = page.purpose.retention.end(now)
    email = persons.email_in(page.get_form_fields(), answers)
    submission = submission_class(
        page=page,
        purpose=page.purpose,
        language=page.locale.language_code,
        expires_at=end,
        latest_expiry=end,
        person_key=persons.person_key(email) if email else "",
    )
    submission.used_for_id = page.purpose_id
    submission.set_answers(answers)
    submission.save()
    return submission


def purge_expired(now: datetime, on_progress: Callable[[int], None] = lambda deleted: None) -> int:
    """Delete what has expired, in transactions of `PURGE_CHUNK` rows; give the number deleted.

    Stopped anywhere, it has deleted whole chunks; the next run goes on.
    """
    expired = PrivacyFormSubmission.objects.expired(on=now)
    deleted = 0
    for first, last in _ranges_of_ids(expired, max(1, conf.forms().PURGE_CHUNK)):
        with transaction.atomic():
            chunk = expired.filter(pk__range=(first, last))
            # Nothing hangs on a submission and nobody listens: the signals that Django would
            # send for each row only cost time.
            deleted += chunk._raw_delete(chunk.db)
        on_progress(deleted)
    return deleted


def _ranges_of_ids(rows: QuerySet[Any], size: int) -> Iterator[tuple[int, int]]:
    # Each range begins behind the last one: looking from the start again would read what is
    # already gone.
    last = 0
    while ids := list(rows.filter(pk__gt=last).order_by("pk").values_list("pk", flat=True)[:size]):
        last = ids[-1]
        yield ids[0], last
