"""What this site knows about this visit, and the two things that a visitor may do about it.

A page that no cache keeps. It shows how many pages were counted, not which: two people behind one
address with the same browser share a visit, and neither should learn what the other has read.
"""

import datetime
import time
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.urls import NoReverseMatch, reverse
from django.utils import translation
from django.utils.decorators import method_decorator
from django.utils.timezone import get_default_timezone
from django.utils.translation import gettext_lazy
from django.views.decorators.csrf import csrf_exempt
from wagtail.models import Site

from wagtail_privacy import conf
from wagtail_privacy.analytics.arriving import counting, memory, robots
from wagtail_privacy.analytics.arriving.hits import is_foreign
from wagtail_privacy.analytics.arriving.sessions import Visit
from wagtail_privacy.analytics.counts import modes
from wagtail_privacy.analytics.counts.drops import Reason
from wagtail_privacy.analytics.standing import StandingPageView, address_in

FORGET, OPT_OUT, OPT_IN = "forget", "opt-out", "opt-in"


@dataclass(frozen=True, slots=True)
class VisitInWords:
    """A visit as its visitor may see it."""

    number: str
    minutes: int
    pages: int
    ends: datetime.datetime
    ends_latest: datetime.datetime

    @classmethod
    def of(cls, visit: Visit, config: conf.AnalyticsSettings, now: float) -> "VisitInWords":
        limits = memory.limits_of(config)
        latest = visit.started + limits.longest
        return cls(
            number=visit.number.hex(),
            minutes=int((now - visit.started) // 60),
            pages=len(visit.pages),
            ends=_moment(min(visit.seen + limits.idle, latest)),
            ends_latest=_moment(latest),
        )


def _moment(seconds: float) -> datetime.datetime:
    return datetime.datetime.fromtimestamp(seconds, get_default_timezone())


def visit_address(language: str | None = None) -> str:
    """Give the address of the page, in a language of the site."""
    return address_in(VisitView.here, language)


def opt_out_context(language: str | None) -> dict[str, Any] | None:
    """Give the values of the button's template; None where nothing is counted."""
    if conf.analytics().MODE == modes.OFF:
        return None
    try:
        values = {"visit_url": visit_address(language)}
        if conf.analytics().PUBLIC_FIGURES != "off":
            values["figures_url"] = address_in("wagtail_privacy_analytics:figures", language)
        return values
    except NoReverseMatch:  # the system check W021 names the line to add
        return None


# No CSRF token: it would set a cookie on everybody who looks. Whoever forges the request from
# another site is refused by the origin, and could only make somebody less counted.
@method_decorator(csrf_exempt, name="dispatch")
class VisitView(StandingPageView):
    """Shows the visit; a POST forgets it or switches the counting for this browser."""

    template_name = "wagtail_privacy/analytics/visit.html"
    heading = gettext_lazy("What we know about this visit")
    here = "wagtail_privacy_analytics:visit"
    http_method_names = ["get", "head", "post"]

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        response = super().dispatch(request, *args, **kwargs)
        response["Cache-Control"] = "private, no-store"
        response["Referrer-Policy"] = "same-origin"
        response["X-Robots-Tag"] = "noindex"
        return response

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        config = conf.analytics()
        now = time.time()
        visit = None
        if config.MODE == modes.VISITS and (place := self._place(config, now)) is not None:
            try:
                visit = place.look()
            except memory.CacheAwayError:
                visit = None
        return super().get_context_data(
            **kwargs,
            mode=config.MODE,
            visit=VisitInWords.of(visit, config, now) if visit else None,
            has_opted_out=counting.OPT_OUT in self.request.META.get("HTTP_COOKIE", ""),
            browser_asks=counting.asks_by_header(self.request.META),
            address=self.request.get_full_path(),
        )

    def _place(self, config: conf.AnalyticsSettings, now: float) -> memory.Place | None:
        site = Site.find_for_request(self.request)
        if site is None:
            return None
        meta = self.request.META
        browser = meta.get("HTTP_USER_AGENT", "")[: robots.MAX_LENGTH]
        try:
            return counting.place_of(meta, site.pk, browser, config, now)
        except memory.CacheAwayError:
            return None

    def post(self, request: HttpRequest) -> HttpResponse:
        """Do what the button says, then show the page again."""
        meta = request.META
        origin, fetched = meta.get("HTTP_ORIGIN"), meta.get("HTTP_SEC_FETCH_SITE")
        action = request.POST.get("action")
        if is_foreign(origin, fetched, request.get_host()):
            return HttpResponse(Reason.ORIGIN.value, status=403, content_type="text/plain")
        if action not in (FORGET, OPT_OUT, OPT_IN):
            return HttpResponse(Reason.BODY.value, status=400, content_type="text/plain")
        if action != OPT_IN:
            self._forget()
        response = HttpResponseRedirect(visit_address(translation.get_language()))
        response.status_code = 303
        if action != FORGET:
            _remember(response, request, wants_out=action == OPT_OUT)
        return response

    def _forget(self) -> None:
        config = conf.analytics()
        if config.MODE == modes.VISITS and (place := self._place(config, time.time())):
            try:
                place.forget()
            except memory.CacheAwayError:
                return  # a cache that is away keeps nothing either


def _remember(response: HttpResponse, request: HttpRequest, *, wants_out: bool) -> None:
    # The path of the hits: the cookie comes with them only, and no page of the site varies with it.
    path = reverse("wagtail_privacy_analytics:hit").removesuffix("hit")
    if not wants_out:
        response.delete_cookie(counting.OPT_OUT_COOKIE, path=path, samesite="Lax")
        return
    response.set_cookie(
        counting.OPT_OUT_COOKIE,
        "1",
        max_age=counting.OPT_OUT_SECONDS,
        path=path,
        secure=request.is_secure(),
        httponly=True,
        samesite="Lax",
    )
