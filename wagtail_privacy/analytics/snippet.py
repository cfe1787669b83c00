"""What stands in a page so that it is counted, and when nothing does."""

from typing import Any

from django import template
from django.conf import settings
from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from wagtail.models import AbstractPage, Site

from wagtail_privacy import conf
from wagtail_privacy.analytics.arriving import completions, counting, tokens
from wagtail_privacy.analytics.counts import modes
from wagtail_privacy.analytics.counts.drops import Reason


def snippet_context(context: template.Context, *, events: bool = False) -> dict[str, Any] | None:
    """Give the values of the snippet's template, or None where nothing is counted.

    With `events`, and on every page with a form, a second script counts what is done on the page.

    The answer varies with `Sec-GPC`, `DNT` and, for visitors that have a session, the cookie.
    A cached page may therefore carry the snippet to somebody who opted out; script and address
    check once more.
    """
    request = context.get("request")
    page = context.get("page")
    if conf.analytics().MODE == modes.OFF or not isinstance(request, HttpRequest):
        return None
    if not isinstance(page, AbstractPage) or page.pk is None:
        return None
    # A page that the browser fetches in advance carries the snippet, for it may be shown later: the
    # script waits for that.
    if counting.refusal(request.META) is Reason.OPTED_OUT:
        return None
    if is_uncounted(request):
        return None
    return _values(request, page, has_events=events or hasattr(page, "get_form_class"))


def is_uncounted(request: HttpRequest) -> bool:
    """Say whether a request is a preview or comes from somebody who may edit."""
    return getattr(request, "is_preview", False) or _is_editor(request)


def _values(request: HttpRequest, page: AbstractPage, *, has_events: bool) -> dict[str, Any] | None:
    site = Site.find_for_request(request)
    if site is None:
        return None
    sent = completions.token_of(request, site.pk, page.pk)
    try:
        return {
            "hit_url": reverse("wagtail_privacy_analytics:hit"),
            "pixel_url": reverse("wagtail_privacy_analytics:pixel"),
            "token": tokens.make(site.pk, page.pk),
            "sent": sent,
            "has_events": has_events or bool(sent),
        }
    except NoReverseMatch:  # the system check W021 names the line to add
        return None


def _is_editor(request: HttpRequest) -> bool:
    # Without a session cookie nobody is signed in. Asking for the user would read the session and
    # make every page vary with its cookies.
    if settings.SESSION_COOKIE_NAME not in request.COOKIES:
        return False
    user = getattr(request, "user", None)
    return user is not None and user.has_perm("wagtailadmin.access_admin")
