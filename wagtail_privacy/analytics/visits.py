"""What this site knows about this visit, and the two things that a visitor may do about it.

A page that no cache keeps. It shows how many pages were counted, not which: two people behind one
address with the same browser share a visit, and neither should learn what the other has read.
"""

import datetime
import time
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.template import TemplateDoesNotExist, engines
from django.template.backends.django import DjangoTemplates
from django.template.response import TemplateResponse
from django.urls import NoReverseMatch, reverse
from django.utils import translation
from django.utils.decorators import method_decorator
from django.utils.timezone import get_default_timezone
from django.utils.translation import gettext
from django.views.decorators.csrf import csrf_exempt
from django.views.generic import TemplateView
from wagtail.coreutils import get_content_languages
from wagtail.models import Site

from wagtail_privacy import conf, languages, registry
from wagtail_privacy.analytics import counting, memory, robots
from wagtail_privacy.analytics.drops import Reason
from wagtail_privacy.analytics.hits import is_foreign
from wagtail_privacy.analytics.sessions import Visit

#: The template of the site's own pages, as everywhere in this package; see docs/how-to/install.md.
SITES_OWN = "base.html"
BARE = "wagtail_privacy/analytics/bare.html"
FORGET, OPT_OUT, OPT_IN = "forget", "opt-out", "opt-in"
YEAR = 365 * 24 * 3600


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


@dataclass(frozen=True, slots=True)
class Way:
    """A link that leads on from the page."""

    title: str
    url: str
    language: str = ""  # if it is another one


def _moment(seconds: float) -> datetime.datetime:
    return datetime.datetime.fromtimestamp(seconds, get_default_timezone())


def visit_address(language: str | None = None) -> str:
    """Give the address of the page, in a language of the site."""
    address = reverse("wagtail_privacy_analytics:visit")
    return f"{address}?language={language}" if language else address


def opt_out_context(language: str | None) -> dict[str, Any] | None:
    """Give the values of the button's template; None where nothing is counted."""
    if conf.analytics().MODE == counting.OFF:
        return None
    try:
        return {"visit_url": visit_address(language)}
    except NoReverseMatch:  # the system check W021 names the line to add
        return None


def _base_template() -> str:
    """Give the name of the site's own template if it has one, else of ours."""
    for engine in engines.all():
        if isinstance(engine, DjangoTemplates):
            try:
                engine.get_template(SITES_OWN)
            except TemplateDoesNotExist:
                continue
            return SITES_OWN
    return BARE


# No CSRF token: it would set a cookie on everybody who looks. Whoever forges the request from
# another site is refused by the origin, and could only make somebody less counted.
@method_decorator(csrf_exempt, name="dispatch")
class VisitView(TemplateView):
    """Shows the visit; a POST forgets it or switches the counting for this browser."""

    template_name = "wagtail_privacy/analytics/visit.html"
    http_method_names = ["get", "head", "post"]

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        with translation.override(self._language(request)):
            response = super().dispatch(request, *args, **kwargs)
            if isinstance(response, TemplateResponse):
                response.render()
        response["Cache-Control"] = "private, no-store"
        response["Referrer-Policy"] = "same-origin"
        response["X-Robots-Tag"] = "noindex"
        return response

    def _language(self, request: HttpRequest) -> str:
        asked = request.GET.get("language", "")
        return asked if asked in dict(settings.LANGUAGES) else translation.get_language()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        config = conf.analytics()
        now = time.time()
        visit = None
        if config.MODE == counting.VISITS and (place := self._place(config, now)) is not None:
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
            language=translation.get_language(),
            base_template=_base_template(),
            ways=tuple(self._ways()),
        )

    def _ways(self) -> Iterator[Way]:
        language = translation.get_language()
        site = Site.find_for_request(self.request)
        if site is None:
            return
        if statement := registry.find_statement(site, language, self.request):
            yield Way(gettext("Back to the privacy statement"), statement.url)
        homes = site.root_page.get_translations(inclusive=True).live()
        home = homes.filter(locale__language_code=language).first() or site.root_page
        if url := home.get_url(self.request):
            yield Way(gettext("To the home page"), url)
        for code in get_content_languages():
            if not languages.is_same(code, language) and code in dict(settings.LANGUAGES):
                name = translation.get_language_info(code)["name_local"]
                yield Way(name, visit_address(code), code)

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
        if config.MODE == counting.VISITS and (place := self._place(config, time.time())):
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
        max_age=YEAR,
        path=path,
        secure=request.is_secure(),
        httponly=True,
        samesite="Lax",
    )
