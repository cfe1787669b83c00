"""Counts a form that was sent: the page that says so reports it, once, as any page is counted.

The server could count it by itself, but the form's own address never sees the visitor's wish not to
be counted, which is a cookie for the addresses of the statistics only. So the page after sending
carries a signed token, and the browser sends it where that cookie comes along.
"""

import re
import secrets
import time
from typing import Any

from django.core.cache import caches
from django.core.signing import BadSignature, TimestampSigner
from django.http import HttpRequest

from wagtail_privacy.analytics.arriving.memory import PREFIX
from wagtail_privacy.conf import AnalyticsSettings

SALT = "wagtail_privacy.analytics.sent"
#: Seconds for which the page after sending can report.
MAX_AGE = 3600
MAX_LENGTH = 192
#: Seconds for which a cache that failed is left alone.
REST = 5

_SENT = re.compile(r"([1-9][0-9]{0,17})\.([1-9][0-9]{0,17})\.([A-Za-z0-9_-]{1,32})", re.ASCII)
_resting_until = 0.0


def remember_sent_form(page: Any, request: HttpRequest, sending: str) -> None:
    """Let the snippet of the page that answers a request report that a form was sent."""
    sent = (page.pk, sending or secrets.token_urlsafe(9))
    request._wagtail_privacy_sent = sent  # type: ignore[attr-defined]


def token_of(request: HttpRequest, site_id: int, page_id: int) -> str:
    """Give the token by which the page reports that its form was sent; "" if it was not."""
    sent_page, sending = getattr(request, "_wagtail_privacy_sent", (None, ""))
    if sent_page != page_id:
        return ""
    return TimestampSigner(salt=SALT).sign(f"{site_id}.{page_id}.{sending}")


def read(token: Any, site_id: int, page_id: int) -> str:
    """Give the sending of a page that a token names; raise `ValueError` if it is not ours."""
    if not isinstance(token, str) or len(token) > MAX_LENGTH:
        raise ValueError("no token")
    try:
        value = TimestampSigner(salt=SALT).unsign(token, max_age=MAX_AGE)
    except BadSignature:
        raise ValueError("forged or old") from None
    match = _SENT.fullmatch(value)
    if match is None or (int(match[1]), int(match[2])) != (site_id, page_id):
        raise ValueError("of another page")
    return match[3]


def is_repeated(sending: str, config: AnalyticsSettings) -> bool:
    """Remember a sending; say whether it has been reported before.

    Without a cache nobody can say; then it counts, within the limit of its page.
    """
    global _resting_until
    if time.monotonic() < _resting_until:
        return False
    try:
        # As long again as a token lives: then no clock that is a little off counts it twice.
        return not caches[config.CACHE].add(f"{PREFIX}.sent.{sending}", 1, 2 * MAX_AGE)
    except Exception:
        _resting_until = time.monotonic() + REST
        return False
