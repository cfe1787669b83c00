"""Deleting a page that submissions hang on: says how many, and needs the right to delete them."""

from collections.abc import Collection, Iterable, Iterator
from functools import reduce
from operator import or_
from typing import Any

import swapper
from django.conf import settings
from django.db.models import Count, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext, ngettext
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.views.pages.utils import type_to_delete_confirmation
from wagtail.log_actions import log

from wagtail_privacy.forms.models import PrivacyFormSubmission
from wagtail_privacy.forms.rights.per_site import SUBMISSIONS
from wagtail_privacy.forms.rights.permissions import SubmissionRight
from wagtail_privacy.forms.submissions.log_actions import DELETE, REFUSE, log_use

_CONFIRMED = "confirmed-submissions"


def guard_page(request: HttpRequest, page: Any) -> HttpResponse | None:
    """Warn on the page that asks, refuse whoever lacks the right; None lets Wagtail go on."""
    pages = [page, *translations([page])]
    count = submissions_below(pages).count()
    if not count:
        return None
    if words := refusal(request.user, pages):
        messages.error(request, words)
        return redirect("wagtailadmin_explore", page.get_parent().pk)
    if request.method != "POST":
        messages.warning(request, _warning(count))
    elif type_to_delete_confirmation(request):
        log_deletion(pages, request.user)
    return None


def guard_bulk_action(
    request: HttpRequest, action_type: str, objects: list[Any], action: Any
) -> HttpResponse | None:
    """Ask once more, saying how many, or refuse whoever lacks the right."""
    if action_type != "delete" or not all(hasattr(page, "get_descendants") for page in objects):
        return None
    count = submissions_below(objects).count()
    if not count:
        return None
    if words := refusal(request.user, objects):
        messages.error(request, words)
        return redirect(action.next_url)
    if request.POST.get(_CONFIRMED) != str(count):
        return _ask(request, count, action.next_url)
    log_deletion(objects, request.user)
    return None


def submissions_below(pages: Iterable[Any]) -> QuerySet[PrivacyFormSubmission]:
    """Give the submissions of these pages and of all pages below them."""
    below = (Q(page__path__startswith=page.path) for page in pages)
    return PrivacyFormSubmission.objects.filter(reduce(or_, below, Q(pk=None)))


def _may_delete(user: Any, submissions: QuerySet[PrivacyFormSubmission]) -> bool:
    ids = SUBMISSIONS.form_ids(user, SubmissionRight.DELETE)
    return ids is None or not submissions.exclude(page_id__in=ids).exists()


def translations(pages: list[Any], action: str = "delete") -> Iterator[Any]:
    """Give the pages that Wagtail deletes or moves along with some."""
    if not getattr(settings, "WAGTAIL_I18N_ENABLED", False):
        return
    for function in hooks.get_hooks("construct_translated_pages_to_cascade_actions"):
        found = function(pages, action)
        for translated in found.values() if isinstance(found, dict) else ():
            yield from translated


def _warning(count: int) -> str:
    return ngettext(
        "%(count)d submission will be deleted with it, before its time.",
        "%(count)d submissions will be deleted with it, before their time.",
        count,
    ) % {"count": count}


def refusal(user: Any, pages: Collection[Any]) -> str:
    """Say why somebody may not delete pages, and log it; an empty text if they may."""
    submissions = submissions_below(pages)
    count = submissions.count()
    if not count or _may_delete(user, submissions):
        return ""
    log_refusal(user, pages, SubmissionRight.DELETE)
    words = ngettext(
        "Not deleted: %(count)d submission hangs on it. You need the right to delete submissions.",
        "Not deleted: %(count)d submissions hang on it. You need the right to delete submissions.",
        count,
    )
    return words % {"count": count}


def log_refusal(user: Any, pages: Iterable[Any], right: SubmissionRight) -> None:
    """Log that somebody lacks a right over the submissions that hang on some pages."""
    for page in pages:
        log(instance=page, action=REFUSE, user=user, data={"right": str(right)})


def _ask(request: HttpRequest, count: int, next_url: str) -> HttpResponse:
    kept = [(name, value) for name, value in request.POST.items() if name not in _NOT_KEPT]
    context = {
        "title": gettext("Delete pages and submissions"),
        "question": _warning(count),
        "button_class": "serious",
        "action": request.get_full_path(),
        "next_url": next_url,
        "hidden": [*kept, (_CONFIRMED, str(count))],
    }
    # Rendered here: the transaction of the bulk action ends with this answer.
    response = TemplateResponse(request, "wagtail_privacy/forms/admin/confirm.html", context)
    return response.render()


_NOT_KEPT = ("csrfmiddlewaretoken", "next", _CONFIRMED)


def log_deletion(pages: Iterable[Any], user: Any) -> None:
    """Log of each form that its submissions go with these pages, and how many."""
    rows = submissions_below(pages).order_by().values_list("page").annotate(Count("pk"))
    counts = dict(rows)
    for form_page in swapper.load_model("wagtailcore", "Page").objects.filter(pk__in=counts):
        log_use(DELETE, form_page, counts[form_page.pk], user=user)
