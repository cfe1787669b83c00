"""Asks before a statement with open points goes live, wherever in the admin that is."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.admin import messages
from wagtail.models import PageLogEntry

from wagtail_privacy.statements.findings.pointing import Entry, Pointer
from wagtail_privacy.statements.findings.reviews import Review
from wagtail_privacy.statements.mixins import PrivacyStatementMixin
from wagtail_privacy.statements.publication.deciding import decide
from wagtail_privacy.statements.publication.forms import PublishNeverthelessForm, keys_of
from wagtail_privacy.statements.publication.gate import REFUSED, points_to_fill, undecided_points
from wagtail_privacy.statements.rules import Finding

TEMPLATE = "wagtail_privacy/statements/admin/publish_nevertheless.html"
#: What the form of the question adds to whatever was sent before.
OWN_FIELDS = ("nevertheless", "reason", "shown", "csrfmiddlewaretoken")
APPROVAL = "wagtail_privacy_approval"


@dataclass(frozen=True, slots=True)
class Asked:
    """A statement about which somebody has to decide."""

    page: Any  # as it would be published
    findings: tuple[Finding, ...]
    entries: list[Entry]


def asked(page: Any, user: Any) -> Asked:
    """Give what has to be known before deciding about a statement."""
    findings = points_to_fill(page)
    found = Review(page.get_site(), page.locale.language_code, page)
    return Asked(page, findings, Pointer(user).open(found, findings))


def ask_first(page: Any, **query: Any) -> HttpResponse:
    """Lead to the question; what was typed is saved as a draft."""
    address = QueryDict(mutable=True)
    address.update(query)
    url = reverse("wagtail_privacy_findings:publish", args=[page.pk])
    return redirect(f"{url}?{address.urlencode()}" if query else url)


def title_of(number: int) -> str:
    """Say how many points are open, as a heading."""
    return ngettext(
        "%(number)d point must still be filled", "%(number)d points must still be filled", number
    ) % {"number": number}


# Wagtail's views of pages


class AskBeforePublishingMixin:
    """Saves the draft and asks, where a view would publish a statement with open points."""

    def publish_action(self) -> HttpResponse:
        page = self.form.instance  # type: ignore[attr-defined]
        if not page.pk:
            page.set_url_path(self.parent_page)  # type: ignore[attr-defined]
        if not undecided_points(page):
            return super().publish_action()  # type: ignore[misc]
        response: HttpResponse = self.save_action()  # type: ignore[attr-defined]
        is_saved = 300 <= response.status_code < 400
        return ask_first(self.page) if is_saved else response  # type: ignore[attr-defined]


class AskBeforeApprovingMixin:
    """Asks where the last task of a workflow would publish a statement with open points."""

    request: HttpRequest

    def remember(self, task_state: Any, action: str, data: dict[str, Any]) -> HttpResponse:
        """Keep what was typed until the decision is there, and lead to the question."""
        approval = {"task_state": task_state.pk, "action": action, "data": data}
        self.request.session[APPROVAL] = approval
        return ask_first(task_state.revision.content_object, approval=task_state.pk)


# Publishing many pages at once


def ask_before_bulk_publishing(
    request: HttpRequest, action_type: str, objects: list[Any], action: Any
) -> HttpResponse | None:
    """Ask once for all statements among the pages; decide, and let them be published."""
    if action_type != "publish" or request.method != "POST":
        return None
    drafts = [page for page in _drafts(request, objects) if undecided_points(page)]
    if not drafts:
        return None
    found = [asked(page, request.user) for page in drafts]
    shown = keys_of(finding for entry in found for finding in entry.findings)
    is_answer = "shown" in request.POST
    form = PublishNeverthelessForm(request.POST if is_answer else None, shown=shown)
    if not (is_answer and form.is_valid()):
        return _ask_for_all(request, action, found, form)
    with transaction.atomic():
        for entry in found:
            reason = form.cleaned_data["reason"]
            decide(entry.page, entry.findings, user=request.user, reason=reason)
    return None


def _drafts(request: HttpRequest, pages: list[Any]) -> Iterator[Any]:
    # The pages that Wagtail publishes, as it does.
    found = list(pages)
    if "include_descendants" in request.POST:
        below = (child for page in pages for child in page.get_descendants().not_live())
        found += [p for p in below if p.permissions_for_user(request.user).can_publish()]
    for page in {page.pk: page for page in found}.values():
        if issubclass(page.specific_class or type(page), PrivacyStatementMixin):
            draft = page.specific.get_latest_revision_as_object()
            yield draft


def _ask_for_all(
    request: HttpRequest, action: Any, found: list[Asked], form: PublishNeverthelessForm
) -> HttpResponse:
    kept = [(n, v) for n, values in request.POST.lists() if n not in OWN_FIELDS for v in values]
    number = sum(len(entry.findings) for entry in found)
    context = {
        "header_title": title_of(number),
        "page_title": title_of(number),
        "header_icon": "warning",
        "asked": found,
        "form": form,
        "kept": kept,
        "action_url": request.get_full_path(),
        "back_url": action.next_url,
        "back_label": _("Back without publishing"),
        "names_pages": True,
    }
    return TemplateResponse(request, TEMPLATE, context)


# Copies and aliases


def tell_of_drafts(request: HttpRequest, page: Any, new_page: Any) -> None:
    """Say which copies did not go live."""
    # Read anew: what Wagtail gives still has the title of the original.
    copies = type(page)._default_manager.descendant_of(new_page, inclusive=True)
    refused = PageLogEntry.objects.filter(action=REFUSED).values("page")
    for copy in copies.filter(pk__in=refused):
        text = _("“%(title)s” is a draft: points are open that must be filled before.")
        button = messages.button(reverse("wagtailadmin_pages:edit", args=[copy.pk]), _("Edit"))
        title = copy.get_admin_display_title()
        messages.warning(request, text % {"title": title}, buttons=[button])
