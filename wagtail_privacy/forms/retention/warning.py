"""Tells the privacy officers some days before that submissions are going to be deleted.

The mail names forms and numbers, and nothing of what people have sent.
"""

import datetime
import logging
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Permission
from django.core.mail import EmailMessage
from django.db.models import Count, Min, Q
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import ngettext, override
from wagtail.admin.utils import get_admin_base_url

from wagtail_privacy import clock, conf
from wagtail_privacy.forms.models import PrivacyFormSubmission, SubmissionQuerySet
from wagtail_privacy.forms.rights.per_site import SUBMISSIONS
from wagtail_privacy.forms.rights.permissions import SubmissionRight

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class DueForm:
    """How many submissions of a form are deleted soon, and when the first of them is."""

    title: str
    count: int
    first_day: datetime.date


def warn_of_expiry(now: datetime.datetime) -> int:
    """Send the warning for whatever nobody has been warned of; give the number of submissions.

    Stopped on the way, it warns once more the next time rather than not at all.
    """
    days = conf.forms().PURGE_WARNING_DAYS
    until = now + datetime.timedelta(days=days)
    due = PrivacyFormSubmission.objects.expired(until).filter(expires_at__gt=now, warned_at=None)
    if not days or not due.exists():
        return 0
    messages, told_of = [], PrivacyFormSubmission.objects.none()
    for officer in readers():
        theirs = SUBMISSIONS.narrowed(officer, SubmissionRight.VIEW, due)
        if forms := list(due_forms(theirs)):
            messages.append(_message(officer, forms, days))
            told_of |= theirs
    for message in messages:
        message.send()
    return told_of.update(warned_at=now)


def try_to_warn(now: datetime.datetime) -> int | None:
    """Warn, or give None if no mail can be sent: what is over is deleted all the same."""
    try:
        return warn_of_expiry(now)
    except Exception as error:  # each way of sending mail has errors of its own
        # The text of the error may name an address.
        logger.error("The warning of deletion could not be sent: %s", type(error).__name__)
        return None


def due_forms(due: SubmissionQuerySet) -> Iterator[DueForm]:
    """Yield how many of these submissions there are per form, the most urgent form first."""
    per_form = due.order_by().values("page__title").annotate(n=Count("pk"), first=Min("expires_at"))
    for row in per_form.order_by("first", "page"):
        yield DueForm(row["page__title"], row["n"], clock.day_of(row["first"]))


def readers() -> Iterable[Any]:
    """Give the users who were given the right to read submissions, and have a mail address."""
    right = Permission.objects.filter(
        content_type__app_label="wagtail_privacy_forms", codename=SubmissionRight.VIEW.codename
    )
    given = Q(groups__permissions__in=right) | Q(user_permissions__in=right)
    given |= Q(groups__site_permissions__permission__in=right)
    users = get_user_model()._default_manager.filter(given, is_active=True)
    return (user for user in users.distinct() if getattr(user, "email", ""))


def _message(officer: Any, forms: list[DueForm], days: int) -> EmailMessage:
    profile = getattr(officer, "wagtail_userprofile", None)
    language = profile.get_preferred_language() if profile else settings.LANGUAGE_CODE
    count = sum(form.count for form in forms)
    with override(language):
        subject = ngettext(
            "%(count)d submission will be deleted soon",
            "%(count)d submissions will be deleted soon",
            count,
        )
        address = (get_admin_base_url() or "") + reverse("wagtail_privacy_forms:due")
        context = {"forms": forms, "days": days, "address": address}
        body = render_to_string("wagtail_privacy/forms/mails/expiry_warning.txt", context)
        headers = {"Auto-Submitted": "auto-generated"}
        return EmailMessage(subject % {"count": count}, body, to=[officer.email], headers=headers)
