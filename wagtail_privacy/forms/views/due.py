"""The report of what falls due: which submissions are deleted on which day."""

import datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import Count, Min
from django.db.models.functions import TruncDate
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
    until = now + datetime.timedelta(days=DAYS_AHEAD)
    zone = timezone.get_default_timezone() if timezone.is_aware(now) else None
    counted = (
        submissions.expired(until)
        .order_by()
        .values("page", "page__title", "purpose", day=TruncDate("expires_at", tzinfo=zone))
        .annotate(count=Count("pk"))
        .order_by("day", "page__title", "purpose")
    )
    rows = list(counted)
    purposes = Purpose.objects.in_bulk({row["purpose"] for row in rows})
    today = clock.day_of(now)
    for row in rows:
        row["purpose"] = purposes[row["purpose"]]
        row["days_left"] = max(0, (row["day"] - today).days)
    return rows
