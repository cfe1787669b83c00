"""Counts a form that was sent, on the server: the browser need not run any script for it."""

import logging
import time
from typing import Any

from django.http import HttpRequest
from wagtail.models import Site

from wagtail_privacy import conf
from wagtail_privacy.analytics import counting, drops, limits, robots
from wagtail_privacy.analytics.buffer import add_all
from wagtail_privacy.analytics.days import day_of
from wagtail_privacy.analytics.dimensions import Dimension, FormStep
from wagtail_privacy.analytics.drops import Reason
from wagtail_privacy.analytics.snippet import is_uncounted
from wagtail_privacy.analytics.sums import Added

logger = logging.getLogger("wagtail_privacy.analytics")


def count_sent_form(page: Any, request: HttpRequest) -> None:
    """Add one to the forms that were sent on a page; a fault never reaches the sender."""
    try:
        _count(page, request, time.time())
    except Exception as error:
        # The error's text and variables may hold an answer; its type does not.
        drops.note(Reason.FAULT)
        logger.error("A sent form could not be counted: %s", type(error).__name__)


def _count(page: Any, request: HttpRequest, now: float) -> None:
    config = conf.analytics()
    site = Site.find_for_request(request)
    if config.MODE == counting.OFF or site is None or is_uncounted(request):
        return
    reason = counting.refusal(request.META)
    browser = request.META.get("HTTP_USER_AGENT", "") if config.MODE == counting.VISITS else None
    if browser is not None and robots.is_robot(browser[: robots.MAX_LENGTH]):
        reason = reason or Reason.ROBOT
    if limits.is_flooded((site.pk, page.pk), now, config.PAGE_RATE_LIMIT):
        reason = reason or Reason.RATE
    if reason is not None:
        drops.note(reason)
        return
    seen = (Dimension.FORM, page.pk, FormStep.SENT.value)
    add_all(site.pk, Added((), day_of(now), (seen,)), config)
