"""The report of what falls due: which submissions are deleted on which day."""

import datetime
from collections import Counter
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import connections
from django.db.models import Count, Min
from django.db.models.functions import Trunc
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils import timezone
from django.utils.translation import gettext
from django.views.generic import TemplateView

from wagtail_privacy import clock
from wagtail_privacy.forms.models import PrivacyFormSubmission, SubmissionQuerySet
from wagtail_privacy.forms.rights.per_site import SUBMISSIONS
from wagtail_privacy.forms.rights.permissions import SubmissionRight, may_read_submissions
from wagtail_privacy.forms.views.trail import trail
from wagtail_privacy.models import Purpose

DAYS_AHEAD = 90
#: What is over and still there after a daily run and a failed one shows that none runs.
LATE = datetime.timedelta(days=2)


class DueSubmissionsView(TemplateView):
    """Lists per day, form and purpose how many submissions are deleted; it shows no answers."""

    template_name = "wagtail_privacy/forms/admin/due.html"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not may_read_submissions(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        readable = SUBMISSIONS.narrowed(
            request.user, SubmissionRight.VIEW, PrivacyFormSubmission.objects.all()
        )
        now = clock.now()
        rows = due_rows(readable, now)
        later = None if rows else readable.aggregate(first=Min("expires_at"))["first"]
        context = self.get_context_data(
            rows=rows,
            next_day=clock.day_of(later) if later else None,
            is_late=readable.expired(now - LATE).exists(),
        )
        return self.render_to_response(context)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        title = gettext("What falls due")
        more = {"title": title, "trail": trail(title), "days": DAYS_AHEAD}
        return {**super().get_context_data(**kwargs), **more}


def due_rows(submissions: SubmissionQuerySet, now: datetime.datetime) -> list[dict[str, Any]]:
    """Give day, form, purpose and number of what of them is deleted next, the most urgent first.

    What is over already, but still there, stands first.
    """
    counted = _counted_by_day(submissions.expired(now + datetime.timedelta(days=DAYS_AHEAD)))
    purposes = Purpose.objects.in_bulk({purpose for _day, _title, _page, purpose in counted})
    today = clock.day_of(now)
    return [
        {
            "day": day,
            "days_left": max(0, (day - today).days),
            "page": page,
            "page__title": title,
            "purpose": purposes[purpose],
            "count": count,
        }
        for (day, title, page, purpose), count in sorted(counted.items())
    ]


def _counted_by_day(
    submissions: SubmissionQuerySet,
) -> Counter[tuple[datetime.date, str, int, int]]:
    """Count by day, title and id of the form, and id of the purpose.

    The database counts by the hour of its own clock, the days are made here: MariaDB and MySQL know
    no time zone but that one unless somebody has loaded them, and answer with nothing.
    """
    counted: Counter[tuple[datetime.date, str, int, int]] = Counter()
    end = Trunc("expires_at", _finest_unit(), tzinfo=connections[submissions.db].timezone)
    rows = submissions.order_by().values_list("page__title", "page", "purpose", end)
    for title, page, purpose, moment, count in rows.annotate(Count("pk")):
        counted[clock.day_of(moment), title, page, purpose] += count
    return counted


def _finest_unit() -> str:
    """Give what a day of the site is made of as the database sees it: India's begins half past."""
    offset = timezone.now().astimezone(timezone.get_default_timezone()).utcoffset()
    return "minute" if offset and offset % datetime.timedelta(hours=1) else "hour"
