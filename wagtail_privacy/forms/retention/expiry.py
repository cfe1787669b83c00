"""Deletes submissions whose time is over."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.db.models import Count

from wagtail_privacy import conf
from wagtail_privacy.forms.at_rest.files import SubmissionFile
from wagtail_privacy.forms.models import PrivacyFormSubmission
from wagtail_privacy.forms.purging import Progress, Purger


def purge_expired(now: datetime, on_progress: Progress = lambda deleted: None) -> int:
    """Delete what has expired, in transactions of `PURGE_CHUNK` rows; give the number deleted."""
    expired = PrivacyFormSubmission.objects.expired(on=now).order_by("pk")
    size = max(1, conf.forms().PURGE_CHUNK)
    deleted = last = 0
    # Each chunk begins behind the last one: looking from the start again would read what is gone.
    while expired.filter(pk__gt=last).exists():
        with transaction.atomic():
            # Chosen once and locked: a case that is reopened meanwhile keeps all that belongs to
            # it, or nothing of it remains. If all of a chunk are reopened, there are none to take.
            chunk = expired.filter(pk__gt=last)[:size].select_for_update()
            if ids := list(chunk.values_list("pk", flat=True)):
                deleted += _delete(ids)
                last = ids[-1]
        on_progress(deleted)
    return deleted


def _delete(ids: list[int]) -> int:
    # Nobody listens: the signals that Django would send for each row only cost time.
    files = SubmissionFile.objects.filter(submission__gte=ids[0], submission__lte=ids[-1])
    # Few forms ask for files, and naming thousands of rows takes as long as deleting them.
    if files.exists():
        files.filter(submission__in=ids)._raw_delete(files.db)
    rows = PrivacyFormSubmission.objects.filter(pk__in=ids)
    if _has_rows_of_others():
        return rows.delete()[1].get(PrivacyFormSubmission._meta.label, 0)
    return rows._raw_delete(rows.db)


def _has_rows_of_others() -> bool:
    """Whether a table of the owner's hangs on submissions, such as that of a class of their own."""
    related = PrivacyFormSubmission._meta.related_objects
    return any(relation.related_model is not SubmissionFile for relation in related)


def due(now: datetime) -> int:
    """Count what has expired."""
    return PrivacyFormSubmission.objects.expired(on=now).count()


def per_form(now: datetime) -> Iterable[str]:
    """Say how many have expired per form."""
    expired = PrivacyFormSubmission.objects.expired(on=now).order_by()
    counted = expired.values_list("page__title").annotate(Count("pk")).order_by("page_id")
    return (f"{title}: {count}" for title, count in counted)


SUBMISSIONS = Purger("submissions", due, purge_expired, per_form, one="submission")
