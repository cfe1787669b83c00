"""What is done to submissions. Each does, logs without the data, and returns."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import F, QuerySet
from django.db.models.functions import Least
from django.views.decorators.debug import sensitive_variables

from wagtail_privacy.forms.at_rest import files
from wagtail_privacy.forms.models import PrivacyFormSubmission
from wagtail_privacy.forms.submissions import persons
from wagtail_privacy.forms.submissions.log_actions import CLOSE, DELETE, REOPEN, log_use
from wagtail_privacy.models import Purpose


@sensitive_variables()
def store_submission(
    page: Any,
    answers: dict[str, Any],
    now: datetime,
    submission_class: Any = PrivacyFormSubmission,
    **values: Any,
) -> PrivacyFormSubmission:
    """Store answers with the purpose of their form and the end of their time.

    `values` are those of further columns of the class.
    """
    end = page.purpose.retention.end(now)
    email = persons.email_in(page.get_form_fields(), answers)
    submission = submission_class(
        page=page,
        purpose=page.purpose,
        language=page.locale.language_code,
        expires_at=end,
        latest_expiry=end,
        person_key=persons.person_key(email) if email else "",
        **values,
    )
    submission.used_for_id = page.purpose_id
    plain, sent = files.take_files(answers)
    submission.set_answers(plain)
    # No savepoint: a submission without its files is not worth keeping for anybody.
    with transaction.atomic(savepoint=False):
        submission.save()
        files.keep_files(submission, sent)
    return submission


def delete_submissions(page: Any, submissions: QuerySet[PrivacyFormSubmission]) -> int:
    """Delete submissions of a form page before their time; give how many."""
    with transaction.atomic():
        _total, per_model = submissions.delete()
        count = per_model.get(submissions.model._meta.label, 0)
        if count:
            log_use(DELETE, page, count)
    return count


def close_submissions(
    page: Any, submissions: QuerySet[PrivacyFormSubmission], now: datetime
) -> int:
    """Close cases, which brings their deletion nearer where their purpose says so; give how many.

    What is closed already, or whose time is over, stays as it is.
    """
    count = 0
    with transaction.atomic():
        still_open = submissions.filter(closed_at=None, expires_at__gt=now)
        for purpose in Purpose.objects.filter(pk__in=still_open.values("purpose_id")):
            after = purpose.retention.after_closing
            nearer = {"expires_at": Least("expires_at", after.after(now))} if after else {}
            count += still_open.filter(purpose=purpose).update(closed_at=now, **nearer)
        if count:
            log_use(CLOSE, page, count)
    return count


def reopen_submissions(
    page: Any, submissions: QuerySet[PrivacyFormSubmission], now: datetime
) -> int:
    """Take back that cases were closed: they are kept for their longest period; give how many.

    What has expired only waits for its deletion, and does not come back.
    """
    with transaction.atomic():
        closed = submissions.filter(expires_at__gt=now).exclude(closed_at=None)
        count = closed.update(closed_at=None, expires_at=F("latest_expiry"))
        if count:
            log_use(REOPEN, page, count)
    return count
