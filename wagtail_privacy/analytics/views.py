"""The two addresses that a page's snippet calls. Neither reads a cookie, a session or a user."""

import base64
import logging
import time

from django.core.exceptions import DisallowedHost
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt

from wagtail_privacy import conf
from wagtail_privacy.analytics.arriving import counting
from wagtail_privacy.analytics.arriving.hits import (
    MAX_BODY,
    BadHitError,
    Hit,
    check_envelope,
    is_foreign,
    of_token,
    parse,
    sent_form,
)
from wagtail_privacy.analytics.counts import drops, modes
from wagtail_privacy.analytics.counts.drops import Reason
from wagtail_privacy.analytics.keeping.buffer import add_all, settle

logger = logging.getLogger("wagtail_privacy.analytics")

#: One transparent pixel, 43 bytes.
PIXEL = base64.b64decode("R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAICRAEAOw==")
NO_STORE = "no-store"


# Without `non_atomic_requests` a site with ATOMIC_REQUESTS would ask its database for a
# transaction at each hit.
@csrf_exempt
@transaction.non_atomic_requests
def hit(request: HttpRequest) -> HttpResponse:
    """Count a hit that a script sends; 204 whatever becomes of it, 4xx if it is malformed."""
    if request.method != "POST":
        return _refused(BadHitError(405, Reason.METHOD), "POST")
    if (config := conf.analytics()).MODE == modes.OFF:
        _drop(Reason.OFF, config)
        return _nothing()
    try:
        host = _check_origin(request)
        check_envelope(request.META.get("CONTENT_TYPE", ""), request.META.get("CONTENT_LENGTH", ""))
        posted = parse(request.read(MAX_BODY + 1), config)
    except BadHitError as error:
        return _refused(error)
    _count(posted, request, host, config)
    return _nothing()


@csrf_exempt
@transaction.non_atomic_requests
def pixel(request: HttpRequest) -> HttpResponse:
    """Count a page that is shown without scripts; the pixel, or 4xx if the token is not ours."""
    if request.method not in ("GET", "HEAD"):
        return _refused(BadHitError(405, Reason.METHOD), "GET, HEAD")
    config = conf.analytics()
    try:
        host = _check_origin(request)
        shown = of_token(request.GET.get("t"))
        sent = request.GET.get("s")
        reports = [shown] if sent is None else [shown, sent_form(shown, sent)]
    except BadHitError as error:
        return _refused(error)
    if config.MODE == modes.OFF:
        _drop(Reason.OFF, config)
    elif request.method == "GET":
        for report in reports:
            _count(report, request, host, config)
    response = HttpResponse(PIXEL, content_type="image/gif")
    response.headers["Cache-Control"] = NO_STORE
    return response


def _check_origin(request: HttpRequest) -> str:
    try:
        host = request.get_host().lower()
    except DisallowedHost:
        raise BadHitError(400, Reason.ORIGIN) from None
    meta = request.META
    if is_foreign(meta.get("HTTP_ORIGIN"), meta.get("HTTP_SEC_FETCH_SITE"), host):
        raise BadHitError(403, Reason.ORIGIN)
    return host


def _count(counted: Hit, request: HttpRequest, host: str, config: conf.AnalyticsSettings) -> None:
    """Add a well-formed hit to the counts; a fault inside never reaches the visitor."""
    try:
        reason = counting.refusal(request.META)
        if reason is None:
            added = counting.additions(counted, request.META, host, config, time.time())
            if isinstance(added, Reason):
                reason = added
            elif not add_all(counted.site_id, added, config):
                reason = Reason.FULL
        if reason is not None:
            _drop(reason, config)
    except Exception as error:
        # The error's text and variables may hold the visitor's address; its type does not.
        drops.note(Reason.FAULT)
        logger.error("A hit could not be counted: %s", type(error).__name__)


def _drop(reason: Reason, config: conf.AnalyticsSettings | None = None) -> None:
    """Count a hit that is not counted, and see to it that this is written, too."""
    drops.note(reason)
    try:
        settle(config or conf.analytics())
    except Exception as error:
        logger.error("A dropped hit could not be counted: %s", type(error).__name__)


def _nothing() -> HttpResponse:
    return HttpResponse(status=204, headers={"Cache-Control": NO_STORE})


def _refused(error: BadHitError, allowed: str = "") -> HttpResponse:
    _drop(error.reason)
    response = HttpResponse(status=error.status, headers={"Cache-Control": NO_STORE})
    if allowed:
        response.headers["Allow"] = allowed
    # Django would log the refusal together with the whole request; the counter tells enough.
    response._has_been_logged = True  # type: ignore[attr-defined]
    return response
