"""The findings beside a statement of 40 sections on a site with 40 forms, as an autosave asks."""

import statistics
import time
from typing import Any

from django.db import connection, transaction
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext

from benchmarks import content
from benchmarks.report import Finding, Scale

SECTIONS = FORMS = 40
MOST_MILLISECONDS = 50


def measure(scale: Scale) -> list[Finding]:
    """Give the processor time for reviewing the draft and rendering the panel."""
    from wagtail_privacy.pages.models import PrivacyFormField

    content.add_forms(FORMS)
    found = [_measured(scale)]
    # Each form forgets something, so that each needs its own way to where it is mended.
    with transaction.atomic():
        PrivacyFormField.objects.update(data_category=None)
        found.append(_measured(scale))
        transaction.set_rollback(True)
    return found


def _measured(scale: Scale) -> Finding:
    draft, request = _draft(), _request()
    points = _show(draft, request)
    with CaptureQueriesContext(connection) as queries:
        _show(draft, request)
    taken = statistics.median(_milliseconds(draft, request) for _ in range(scale.pick(30, 9)))
    site = f"{SECTIONS} sections, {FORMS} forms"
    return Finding(
        what=f"findings beside a draft, {site}, {points} points open, CPU",
        ours=f"{taken:.0f} ms, {len(queries)} queries",
        bar=f"≤ {MOST_MILLISECONDS} ms",
        is_kept=taken <= MOST_MILLISECONDS,
    )


def _draft() -> Any:
    page = content.statement()
    text = ("text", {"heading": "A section", "text": content.PARAGRAPH})
    page.body.extend([text] * (SECTIONS - len(page.body)))
    return page.save_revision().as_object()


def _request() -> Any:
    from django.contrib.auth import get_user_model

    user, _ = get_user_model().objects.get_or_create(username="editor", is_superuser=True)
    request = RequestFactory().get("/admin/")
    request.user = user
    return request


def _show(draft: Any, request: Any) -> int:
    from wagtail_privacy.statements.editing.side_panels import FindingsSidePanel

    # What belongs to one request is remembered for one request.
    request.user = type(request.user).objects.get(pk=request.user.pk)
    panel = FindingsSidePanel(draft, request)
    panel.render_html({"request": request})
    return len(panel.review.findings)


def _milliseconds(draft: Any, request: Any) -> float:
    start = time.process_time()
    _show(draft, request)
    return (time.process_time() - start) * 1000
