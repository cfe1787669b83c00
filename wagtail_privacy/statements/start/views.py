"""The task "Read and publish" as a page of Privacy › Start."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView

from wagtail_privacy.start.views import StartMixin
from wagtail_privacy.statements.findings.pointing import Pointer
from wagtail_privacy.statements.start.drafting import make_drafts, why_no_draft
from wagtail_privacy.statements.start.task import Reviewed, gaps_in_words, reviewed


class ReadAndPublishView(StartMixin, TemplateView):
    """Shows each statement with its gaps; a button makes the drafts that are missing."""

    template_name = "wagtail_privacy/statements/admin/read_and_publish.html"
    page_title = gettext_lazy("Read and publish")
    header_icon = "doc-full-inverse"

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            made = make_drafts(self.site, request.user)
        except ValidationError:
            text = _("This page type asks for more than we know. Add the page by hand.")
            messages.error(request, text)
            return redirect(request.path)
        if made:
            messages.success(request, _("The draft is made. Its gaps are listed below."))
        else:
            messages.error(request, _("Nothing made. What stands in the way is said below."))
        return redirect(request.path)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        pointer = Pointer(self.request.user, self.request.path)
        context["languages"] = [self._shown(entry, pointer) for entry in reviewed(self.site)]
        context["start_url"] = self.start_url
        return context

    def _shown(self, entry: Reviewed, pointer: Pointer) -> dict[str, Any]:
        user = self.request.user
        if entry.draft is None:
            return {"entry": entry, "why_not": why_no_draft(user, entry.place.root)}
        may_edit = entry.place.statement.permissions_for_user(user).can_edit()
        return {
            "entry": entry,
            "may_edit": may_edit,
            "gaps": gaps_in_words(entry.review) if entry.review else "",
            "findings": pointer.open(entry.review, entry.review.findings) if entry.review else (),
        }
