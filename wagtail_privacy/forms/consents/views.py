"""The pages behind the links: look with GET, act with POST.

A page is reached by its token alone. It needs no cookie and no protection against forgery beyond
that: nobody else knows the address. (With "Referrer-Policy: no-referrer" a browser sends the origin
"null", which Django's check would refuse.) Some mail scanners follow links, so GET changes nothing,
and no script presses a button.
"""

import logging
import re
import traceback
import uuid
from collections.abc import Callable
from functools import wraps
from http import HTTPStatus
from typing import Any

from django.conf import settings
from django.core.exceptions import BadRequest, SuspiciousOperation
from django.db import connection, transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.http.multipartparser import MultiPartParserError
from django.shortcuts import render
from django.urls import reverse
from django.utils import translation
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.debug import sensitive_variables
from django.views.defaults import bad_request, server_error

from wagtail_privacy import clock
from wagtail_privacy.forms.consents import acts, receipts
from wagtail_privacy.forms.consents.links.links import LinkKind, PrivacyLink
from wagtail_privacy.forms.consents.proof.states import Act, State
from wagtail_privacy.forms.consents.receipt_dpv import to_jsonld
from wagtail_privacy.forms.consents.unsubscribing import ONE_CLICK, ONE_CLICK_NAME

logger = logging.getLogger("wagtail_privacy.forms")
TEMPLATES = "wagtail_privacy/forms/consents"
JSON = ("application/ld+json", "application/json")
GONE = (State.LAPSED, State.ENDED)
#: A mail program takes the full stop or bracket behind an address along, or cuts its last slash.
_MANGLED = re.compile(r"([\w-]+)(/withdraw)?\W*", re.ASCII)

View = Callable[..., HttpResponse]


def private(view: View) -> View:
    """Keep an answer out of caches, search engines, referrers and our log."""

    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.method in ("GET", "HEAD", "POST"):
            response = _answer_of(view, request, *args, **kwargs)
        else:
            response = HttpResponse(status=HTTPStatus.METHOD_NOT_ALLOWED)
            response["Allow"] = "GET, HEAD, POST"
        response["Cache-Control"] = "private, no-store"
        response["Referrer-Policy"] = "no-referrer"
        response["X-Robots-Tag"] = "noindex, nofollow"
        # Django logs the address of whatever is refused or not found, and that is a secret here.
        response._has_been_logged = True  # type: ignore[attr-defined]
        return response

    return csrf_exempt(answer)


def _answer_of(view: View, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
    """Give the answer of a view; an error in it is ours to log, as Django would log the address."""
    try:
        return view(request, *args, **kwargs)
    except (SuspiciousOperation, BadRequest, MultiPartParserError):
        # Too large, too many fields, cut off: no error of ours. Nothing has been done yet.
        return bad_request(request, SuspiciousOperation())
    except Exception as error:
        if settings.DEBUG:
            raise  # to whoever builds the site
        # Neither its text nor its values: they may name somebody.
        *_calls, place = traceback.extract_tb(error.__traceback__)
        name = type(error).__name__
        logger.error("A page behind a link failed: %s in %s, %s", name, place.name, place.lineno)
        if connection.settings_dict["ATOMIC_REQUESTS"]:
            transaction.set_rollback(True)  # an answer is no reason for Django to do so
        return server_error(request)


@private
@sensitive_variables()
def consent(request: HttpRequest, token: str) -> HttpResponse:
    """Show what is to be confirmed, and do what a button says."""
    link = PrivacyLink.objects.by_token(token, LinkKind.CONFIRM)
    now = clock.now()
    found = acts.find(link.target, now) if link else None
    if link is None or found is None:
        return _unknown(request)
    with translation.override(link.language):
        if request.method == "POST":
            return _act_on_consent(request, token, link)
        page = receipts.page_of(link)
        item = receipts.item_of(found, link.language)
        is_too_old = found.state is State.PENDING and link.expires_at <= now
        context = {"item": item, "form_page": page, "is_too_old": is_too_old, "link": link}
        gone = is_too_old or found.state in GONE
        status = HTTPStatus.GONE if gone else HTTPStatus.OK
        return render(request, f"{TEMPLATES}/consent_page.html", context, status=status)


def _act_on_consent(request: HttpRequest, token: str, link: PrivacyLink) -> HttpResponse:
    now = clock.now()
    match request.POST.get("act"):
        case "confirm" if now < link.expires_at:
            acts.confirm(link.target, now)
        case "refuse":
            acts.perform(Act.REFUSED, link.target, now, "link")
        case "withdraw":
            acts.perform(Act.WITHDRAWN, link.target, now, "link")
        case "resend":
            acts.resend(link.target, now)
    return _see_other(reverse("wagtail_privacy_consents:consent", args=[token]))


@private
@sensitive_variables()
def withdraw(request: HttpRequest, token: str) -> HttpResponse:
    """Show one consent with a button, and withdraw it; a mail program does so without the page."""
    link = PrivacyLink.objects.by_token(token, LinkKind.WITHDRAW)
    now = clock.now()
    if link is None or link.expires_at <= now:
        return _unknown(request)
    is_one_click = request.POST.get(ONE_CLICK_NAME) == ONE_CLICK
    if is_one_click or request.POST.get("act") == "withdraw":
        acts.perform(Act.WITHDRAWN, link.target, now, "one-click" if is_one_click else "link")
    if request.method == "POST" and not is_one_click:
        return _see_other(reverse("wagtail_privacy_consents:withdraw", args=[token]))
    # RFC 8058 wants an answer, no redirect: programs do not follow one with POST.
    found = acts.find(link.target, now)
    if found is None:
        return _unknown(request)
    with translation.override(link.language):
        item = receipts.item_of(found, link.language)
        context = {"item": item, "form_page": receipts.page_of(link), "link": link}
        return render(request, f"{TEMPLATES}/withdraw_page.html", context)


@private
@sensitive_variables()
def receipt(request: HttpRequest, token: str) -> HttpResponse:
    """Show a receipt as a page or as JSON-LD, and withdraw a consent."""
    link = PrivacyLink.objects.by_token(token, LinkKind.RECEIPT)
    now = clock.now()
    if link is None or link.expires_at <= now:
        return _unknown(request)
    with translation.override(link.language):
        if request.method == "POST":
            return _act_on_receipt(request, token, link)
        found = receipts.receipt_of(link, now)
        if _wants_json(request):
            return JsonResponse(to_jsonld(found), content_type=JSON[0])
        return render(request, f"{TEMPLATES}/receipt_page.html", {"receipt": found, "link": link})


def _act_on_receipt(request: HttpRequest, token: str, link: PrivacyLink) -> HttpResponse:
    now = clock.now()
    wanted = _uuid(request.POST.get("consent", ""))
    item = next(
        (i for i in receipts.items_of(link.target, link.language, now) if i.id == wanted), None
    )
    address = reverse("wagtail_privacy_consents:receipt", args=[token])
    if item is None:
        return _see_other(address)
    if request.POST.get("act") == "withdraw":
        acts.perform(Act.WITHDRAWN, item.id, now, "receipt")
    elif request.POST.get("act") == "resend":
        acts.resend(item.id, now)
    return _see_other(f"{address}#{item.anchor}")


@private
@sensitive_variables()
def mangled_consent(request: HttpRequest, token: str) -> HttpResponse:
    """Answer at an address that is nearly that of a consent, as there if only signs are wrong."""
    found = _MANGLED.fullmatch(token)
    if found is None:
        return _unknown(request)
    return withdraw(request, found[1]) if found[2] else consent(request, found[1])


@private
@sensitive_variables()
def mangled_receipt(request: HttpRequest, token: str) -> HttpResponse:
    """Answer at an address that is nearly that of a receipt, as there if only signs are wrong."""
    found = _MANGLED.fullmatch(token)
    if found is None or found[2]:
        return _unknown(request)
    return receipt(request, found[1])


def _wants_json(request: HttpRequest) -> bool:
    if request.GET.get("format") == "json":
        return True
    return request.get_preferred_type(["text/html", *JSON]) in JSON


def _uuid(text: str) -> uuid.UUID | None:
    try:
        return uuid.UUID(text)
    except ValueError:
        return None


def _see_other(address: str) -> HttpResponse:
    return HttpResponseRedirect(address, status=HTTPStatus.SEE_OTHER)


def _unknown(request: HttpRequest) -> HttpResponse:
    """Answer alike whatever is wrong with a token: truncated, forged, of another kind, purged."""
    # Not 404: on a site with languages in its addresses Django's LocaleMiddleware would turn that
    # into a redirect to an address that leads nowhere, and log the token on the way.
    return render(request, f"{TEMPLATES}/unknown_page.html", status=HTTPStatus.GONE)
