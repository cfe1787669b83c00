"""The pages on which a privacy officer accepts an advice, and takes that back."""

from typing import Any

import swapper
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic.base import View
from wagtail.admin import messages
from wagtail.admin.utils import get_valid_next_url_from_request
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from wagtail_privacy import clock
from wagtail_privacy.statements.findings.addresses import ACCEPT_FINDINGS
from wagtail_privacy.statements.findings.decisions import AcceptedFinding
from wagtail_privacy.statements.findings.reviews import Review, review
from wagtail_privacy.statements.mixins import PrivacyStatementMixin
from wagtail_privacy.statements.publication.deciding import accept, take_back
from wagtail_privacy.statements.publication.forms import AcceptFindingForm
from wagtail_privacy.statements.rules import Finding

swapper.set_app_prefix("wagtailcore", "wagtail")


class DecisionView(WagtailAdminTemplateMixin, View):
    """A page of the admin for who may accept findings, with a way back."""

    breadcrumbs_items: list[dict[str, Any]] = []

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not request.user.has_perm(ACCEPT_FINDINGS):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    @property
    def next_url(self) -> str:
        found = get_valid_next_url_from_request(self.request)
        return found or reverse("wagtail_privacy_todo:index")

    def show(self, **context: Any) -> HttpResponse:
        context = self.get_context_data(next_url=self.next_url, **context)
        return self.render_to_response(context)


class AcceptFindingView(DecisionView):
    """Asks for a reason and a day."""

    template_name = "wagtail_privacy/statements/admin/accept_finding.html"
    page_title = gettext_lazy("Accept an advised point")
    header_icon = "check"

    @cached_property
    def statement(self) -> Any:
        model = swapper.load_model("wagtailcore", "Page")
        page = get_object_or_404(model, pk=self.kwargs["page_id"]).specific
        if not isinstance(page, PrivacyStatementMixin):
            raise Http404
        return page

    @cached_property
    def found(self) -> tuple[Review, Finding]:
        """The finding, in what is live or in the draft; it may have closed itself meanwhile."""
        for page in (self.statement, self.statement.get_latest_revision_as_object()):
            found = review(page, clock.today())
            for finding in found.advised if found else ():
                if found and finding.key == self.kwargs["key"]:
                    return found, finding
        raise Http404

    def get_page_subtitle(self) -> str:
        return str(self.statement.get_admin_display_title())

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        form = AcceptFindingForm(today=clock.today())
        return self.show(finding=self.found[1], form=form)

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        found, finding = self.found
        form = AcceptFindingForm(request.POST, today=clock.today())
        if not form.is_valid():
            return self.show(finding=finding, form=form)
        accept(found, finding, user=request.user, **form.cleaned_data)
        messages.success(request, _("Accepted. It comes back on its day, or if its cause changes."))
        return redirect(self.next_url)


class TakeBackView(DecisionView):
    """Asks once more before an accepted point is open again."""

    template_name = "wagtail_privacy/statements/admin/take_back.html"
    page_title = gettext_lazy("Take the acceptance back?")
    header_icon = "undo"

    @cached_property
    def row(self) -> AcceptedFinding:
        rows = AcceptedFinding.objects.filter(taken_back_at=None)
        return get_object_or_404(rows, pk=self.kwargs["pk"])

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        return self.show(row=self.row)

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        take_back(self.row, user=request.user)
        messages.success(request, _("Taken back. The point is open again."))
        return redirect(self.next_url)
