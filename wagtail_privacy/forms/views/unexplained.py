"""The report of answers that no field explains, and what is to become of them."""

from collections.abc import Iterator
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext, ngettext
from django.views.generic import TemplateView
from wagtail.admin import messages

from wagtail_privacy.forms.error_reports import keep_people_out
from wagtail_privacy.forms.models import PrivacyFormSubmission
from wagtail_privacy.forms.page_types import form_page_models
from wagtail_privacy.forms.retention import unexplained
from wagtail_privacy.forms.rights.permissions import SubmissionRight, demand, may, may_on
from wagtail_privacy.forms.views.deciding import MAX_DIGITS, privacy_form_page
from wagtail_privacy.forms.views.trail import trail

ERASE, KEEP = "erase", "keep"


class UnexplainedAnswersView(TemplateView):
    """Lists form, name and number of answers without a field; they are erased or kept on request.

    It shows no answer. Looking through all of them takes the right to delete submissions.
    """

    template_name = "wagtail_privacy/forms/admin/unexplained.html"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        keep_people_out(request)
        if not may(request.user, SubmissionRight.DELETE):
            raise PermissionDenied
        response = super().dispatch(request, *args, **kwargs)
        response["Cache-Control"] = "private, no-store"
        return response

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        title = gettext("Former fields")
        user, right = self.request.user, SubmissionRight.DELETE
        pages = [page for page in answered_forms() if may_on(user, right, page)]
        found = [(page, unexplained.find(page)) for page in pages]
        rows = [row for page, findings in found for row in _rows(page, findings)]
        return {
            **super().get_context_data(**kwargs),
            "title": title,
            "trail": trail(title),
            "rows": rows,
            "unreadable": sum(findings.unreadable for _page, findings in found),
        }

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Keep, or ask and then erase."""
        page, name = self._page(), request.POST.get("field", "")
        demand(request.user, SubmissionRight.DELETE, page)
        count = unexplained.find(page).counts[name]
        if not count:
            messages.warning(request, gettext("There are no such answers any more."))
        elif request.POST.get("choice") == KEEP:
            unexplained.keep(page, name, count)
            messages.success(request, gettext("Noted. They go with their submissions."))
        elif "confirmed" not in request.POST:
            return self._ask(page, name, count)
        else:
            _say_how_many(request, unexplained.erase(page, name))
        return redirect("wagtail_privacy_forms:unexplained")

    def _page(self) -> Any:
        number = self.request.POST.get("page", "")
        if not number.isdecimal() or len(number) > MAX_DIGITS:
            raise Http404
        return privacy_form_page(int(number))

    def _ask(self, page: Any, name: str, count: int) -> HttpResponse:
        question = ngettext(
            "Erase %(count)d answer to “%(name)s”? It cannot be brought back.",
            "Erase %(count)d answers to “%(name)s”? They cannot be brought back.",
            count,
        ) % {"count": count, "name": unexplained.former_labels(page, {name}).get(name, name)}
        context = {
            "page": page,
            "title": gettext("Erase answers"),
            "question": question,
            "button_class": "serious",
            "action": self.request.path,
            "next_url": self.request.path,
            "hidden": [("page", page.pk), ("field", name), ("choice", ERASE), ("confirmed", "1")],
        }
        template = "wagtail_privacy/forms/admin/confirm.html"
        return TemplateResponse(self.request, template, context)


def answered_forms() -> list[Any]:
    """Give the privacy forms that keep submissions."""
    kept = PrivacyFormSubmission.objects.order_by().values("page")
    models: list[Any] = list(form_page_models())
    found: list[Any] = []
    for model in models:
        found += model.objects.filter(pk__in=kept)
    return sorted(found, key=lambda page: str(page.title))


def _rows(page: Any, findings: unexplained.Findings) -> Iterator[dict[str, Any]]:
    kept = unexplained.kept_since(page) if findings.counts else {}
    labels = unexplained.former_labels(page, set(findings.counts))
    for name, count in findings.counts.items():
        yield {
            "page": page,
            "field": name,
            "label": labels.get(name, name),
            "count": count,
            "until": findings.until,
            "kept_since": kept.get(name),
        }


def _say_how_many(request: HttpRequest, count: int) -> None:
    words = ngettext("%(count)d answer erased.", "%(count)d answers erased.", count)
    messages.success(request, words % {"count": count})


def _quoted(label: str) -> str:
    return gettext("“%(name)s”") % {"name": label}


def ask_about_answers(request: HttpRequest, page: Any) -> None:
    """Say, when a form is published with fewer fields, that their answers wait for a decision."""
    models: Any = tuple(form_page_models())
    if not isinstance(page, models):
        return
    labels = unexplained.removed_labels(page)
    kept = PrivacyFormSubmission.objects.filter(page_id=page.pk)
    if not labels or not kept.exists():
        return
    words = gettext(
        "What is to become of the answers to %(fields)s? They stay until their submissions expire, "
        "unless somebody erases them."
    )
    buttons = []
    if may_on(request.user, SubmissionRight.DELETE, page):
        url = reverse("wagtail_privacy_forms:unexplained")
        buttons.append(messages.button(url, gettext("Decide")))
    messages.warning(
        request, words % {"fields": ", ".join(_quoted(label) for label in labels)}, buttons=buttons
    )
