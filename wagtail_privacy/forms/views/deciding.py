"""What is done to submissions that somebody has ticked in the list: delete, close, reopen."""

from typing import Any

import swapper
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext, ngettext
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.utils import get_valid_next_url_from_request
from wagtail.contrib.forms.views import DeleteSubmissionsView

from wagtail_privacy import clock
from wagtail_privacy.forms.mixins import PrivacyFormMixin
from wagtail_privacy.forms.models import PrivacyFormSubmission
from wagtail_privacy.forms.rights.permissions import SubmissionRight, demand, may
from wagtail_privacy.forms.submissions import actions

SELECTED = "selected-submissions"
#: No number of a row has more; a database refuses what does not fit into its column.
MAX_DIGITS = 18


def delete_submissions(request: HttpRequest, page_id: int) -> HttpResponse:
    """Delete what is ticked: of a privacy form by our rules, of any other form by Wagtail's."""
    view = DeletePrivacySubmissionsView if _is_privacy_form(page_id) else DeleteSubmissionsView
    response: HttpResponse = view.as_view()(request, page_id=page_id)
    return response


def _form_page(page_id: int) -> Any:
    page_model = swapper.load_model("wagtailcore", "Page")
    return get_object_or_404(page_model, pk=page_id).specific


def _is_privacy_form(page_id: int) -> bool:
    return isinstance(_form_page(page_id), PrivacyFormMixin)


def privacy_form_page(page_id: int) -> Any:
    """Give a privacy form, or answer that there is none."""
    page = _form_page(page_id)
    if not isinstance(page, PrivacyFormMixin):
        raise Http404
    return page


def form_page_for(user: Any, right: SubmissionRight, page_id: int) -> Any:
    """Give a privacy form to whoever has a right over what comes in by it.

    Who has it nowhere is refused, and does not learn which forms there are.
    """
    try:
        page = privacy_form_page(page_id)
    except Http404:
        if not may(user, right):
            raise PermissionDenied from None
        raise
    demand(user, right, page)
    return page


class SelectedSubmissionsView(TemplateView):
    """Asks before it acts on the ticked submissions of one form page; a GET changes nothing."""

    template_name = "wagtail_privacy/forms/admin/confirm.html"
    right: SubmissionRight
    button_class = ""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        self.page = form_page_for(request.user, self.right, kwargs["page_id"])
        response = super().dispatch(request, *args, **kwargs)
        response["Cache-Control"] = "private, no-store"
        return response

    def get_queryset(self) -> QuerySet[PrivacyFormSubmission]:
        """Give those of the ticked submissions that belong to this page."""
        asked = self.request.GET.getlist(SELECTED)
        ticked = [text for text in asked if text.isdecimal() and len(text) <= MAX_DIGITS]
        return PrivacyFormSubmission.objects.filter(page_id=self.page.pk, pk__in=ticked)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        count = self.act(self.get_queryset())
        messages.success(request, self.success(count))
        return redirect(self.get_next_url())

    def get_next_url(self) -> str:
        listing = reverse("wagtailforms:list_submissions", args=[self.page.pk])
        return get_valid_next_url_from_request(self.request) or listing

    def act(self, submissions: QuerySet[PrivacyFormSubmission]) -> int:
        """Do it, and give the number of submissions to which it was done."""
        raise NotImplementedError

    def success(self, count: int) -> str:
        raise NotImplementedError

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return {
            **super().get_context_data(**kwargs),
            "page": self.page,
            "question": self.question(self.get_queryset().count()),
            "title": self.title(),
            "button_class": self.button_class,
            "action": f"{self.request.path}?{self.request.GET.urlencode()}",
            "next_url": self.get_next_url(),
        }

    def question(self, count: int) -> str:
        raise NotImplementedError

    def title(self) -> str:
        raise NotImplementedError


class DeletePrivacySubmissionsView(SelectedSubmissionsView):
    right = SubmissionRight.DELETE
    button_class = "serious"

    def act(self, submissions: QuerySet[PrivacyFormSubmission]) -> int:
        return actions.delete_submissions(self.page, submissions)

    def title(self) -> str:
        return gettext("Delete submissions")

    def question(self, count: int) -> str:
        return ngettext(
            "Delete %(count)d submission? It cannot be brought back.",
            "Delete %(count)d submissions? They cannot be brought back.",
            count,
        ) % {"count": count}

    def success(self, count: int) -> str:
        return ngettext(
            "%(count)d submission deleted.", "%(count)d submissions deleted.", count
        ) % {"count": count}


class CaseView(SelectedSubmissionsView):
    """Opens or closes cases; what has expired only waits for its deletion and is none."""

    right = SubmissionRight.CLOSE

    def get_queryset(self) -> QuerySet[PrivacyFormSubmission]:
        return super().get_queryset().filter(expires_at__gt=clock.now())


class CloseSubmissionsView(CaseView):
    def act(self, submissions: QuerySet[PrivacyFormSubmission]) -> int:
        return actions.close_submissions(self.page, submissions, clock.now())

    def title(self) -> str:
        return gettext("Close submissions")

    def question(self, count: int) -> str:
        return ngettext(
            "Close %(count)d submission? The time until its deletion begins now.",
            "Close %(count)d submissions? The time until their deletion begins now.",
            count,
        ) % {"count": count}

    def success(self, count: int) -> str:
        return ngettext("%(count)d submission closed.", "%(count)d submissions closed.", count) % {
            "count": count
        }


class ReopenSubmissionsView(CaseView):
    def act(self, submissions: QuerySet[PrivacyFormSubmission]) -> int:
        return actions.reopen_submissions(self.page, submissions, clock.now())

    def title(self) -> str:
        return gettext("Reopen submissions")

    def question(self, count: int) -> str:
        return ngettext(
            "Reopen %(count)d submission? It is then kept until the end of its longest period.",
            "Reopen %(count)d submissions? They are then kept until the end of their longest "
            "period.",
            count,
        ) % {"count": count}

    def success(self, count: int) -> str:
        return ngettext(
            "%(count)d submission reopened.", "%(count)d submissions reopened.", count
        ) % {"count": count}
