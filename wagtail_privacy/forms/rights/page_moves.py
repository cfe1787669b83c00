"""A page that moves to another site hands its submissions to whoever has rights over them there.

Rights over submissions may be those of one site, and a form belongs to a site by its place in the
tree. So moving it takes the right to give its submissions out, or an editor of both sites would
read on one what is closed to them on the other.
"""

from collections.abc import Iterable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import ngettext
from wagtail.admin import messages

from wagtail_privacy.forms.rights.page_deletion import (
    log_refusal,
    submissions_below,
    translations,
)
from wagtail_privacy.forms.rights.per_site import SUBMISSIONS, site_id_of
from wagtail_privacy.forms.rights.permissions import SubmissionRight


def guard_page(request: HttpRequest, page: Any, destination: Any) -> HttpResponse | None:
    """Refuse whoever lacks the right; None lets Wagtail go on."""
    words = refusal(request.user, [page, *translations([page], "move")], destination)
    if not words:
        return None
    messages.error(request, words)
    return redirect("wagtailadmin_explore", page.get_parent().pk)


def guard_bulk_action(
    request: HttpRequest, action_type: str, objects: list[Any], action: Any
) -> HttpResponse | None:
    """Refuse to move several pages at once to whoever lacks the right for one of them."""
    if action_type != "move" or not all(hasattr(page, "get_descendants") for page in objects):
        return None
    words = refusal(request.user, objects, action.cleaned_form.cleaned_data["chooser"])
    if not words:
        return None
    messages.error(request, words)
    return redirect(action.next_url)


def refusal(user: Any, pages: Iterable[Any], destination: Any) -> str:
    """Say why somebody may not move pages below another one, and log it; empty if they may."""
    site = site_id_of(destination.url_path)
    leaving = [page for page in pages if site_id_of(page.url_path) != site]
    forms = SUBMISSIONS.form_ids(user, SubmissionRight.EXPORT)
    if forms is None:
        return ""
    count = submissions_below(leaving).exclude(page_id__in=forms).count()
    if not count:
        return ""
    log_refusal(user, leaving, SubmissionRight.EXPORT)
    words = ngettext(
        "Not moved: %(count)d submission hangs on it, which others could read on the other site. "
        "You need the right to export submissions.",
        "Not moved: %(count)d submissions hang on it, which others could read on the other site. "
        "You need the right to export submissions.",
        count,
    )
    return words % {"count": count}
