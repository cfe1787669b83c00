"""The report "To do" in the admin: what the published statements have forgotten."""

from dataclasses import dataclass
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.ui.tables import Column, StatusTagColumn, TitleColumn
from wagtail.admin.views.reports import ReportView

from wagtail_privacy import clock
from wagtail_privacy.statements.addresses import may_see_findings
from wagtail_privacy.statements.decisions import AcceptedFinding
from wagtail_privacy.statements.pointing import Entry, Pointer
from wagtail_privacy.statements.reviewing import Review, language_name, review_all
from wagtail_privacy.statements.rules import Finding, Severity

SEVERITIES = {
    Severity.MUST: gettext_lazy("Must be filled"),
    Severity.ADVISED: gettext_lazy("Advised"),
}


@dataclass(frozen=True, slots=True)
class Row:
    """A finding as the report lists it."""

    review: Review
    entry: Entry

    @property
    def finding(self) -> Finding:
        return self.entry.finding

    @property
    def url(self) -> str:
        return self.entry.url

    @property
    def acceptance(self) -> AcceptedFinding | None:
        return self.entry.acceptance

    @property
    def message(self) -> str:
        return self.finding.message

    @property
    def article(self) -> str:
        return self.finding.article

    @property
    def mend(self) -> str:
        return self.finding.mend

    @property
    def why(self) -> str:
        return self.finding.why

    @property
    def place(self) -> str:
        return self.entry.where

    @property
    def severity(self) -> str:
        if self.acceptance:
            day = date_format(self.acceptance.review_on)
            return _("Accepted until %(day)s") % {"day": day}
        return str(SEVERITIES[self.finding.severity])

    @property
    def is_due(self) -> bool:
        return self.finding.severity == Severity.MUST

    @property
    def statement(self) -> str:
        """The title of the statement with its language, or that there is none."""
        title = self.review.page.title if self.review.page else _("no statement")
        return f"{title} ({language_name(self.review.language)})"


class NextStepColumn(Column):
    """The button that leads to where a finding is mended."""

    cell_template_name = "wagtail_privacy/statements/admin/next_step_cell.html"


class MessageColumn(TitleColumn):
    """What is wrong, and why it matters to a reader."""

    cell_template_name = "wagtail_privacy/statements/admin/message_cell.html"


class FindingsView(ReportView):
    page_title = gettext_lazy("To do")
    header_icon = "list-ul"
    index_url_name = "wagtail_privacy_findings:index"
    index_results_url_name = "wagtail_privacy_findings:results"
    results_template_name = "wagtail_privacy/statements/admin/findings_results.html"
    is_searchable = False
    columns = [
        MessageColumn("message", label=gettext_lazy("What")),
        StatusTagColumn("severity", label=gettext_lazy("Weight"), primary=lambda row: row.is_due),
        Column("place", label=gettext_lazy("Where")),
        Column("statement", label=gettext_lazy("Statement")),
        Column("article", label=gettext_lazy("Article")),
        NextStepColumn("mend", label=gettext_lazy("Next step")),
    ]

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not may_see_findings(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def reviews(self) -> list[Review]:
        return list(review_all(clock.today()))

    def get_filtered_queryset(self) -> list[Row]:
        """Give the findings of every statement: what the law wants, the advice, the accepted."""
        pointer = Pointer(self.request.user, reverse(self.index_url_name))
        rows = [
            Row(review, entry)
            for review in self.reviews
            for entry in (*pointer.open(review, review.findings), *pointer.accepted(review))
        ]
        return sorted(rows, key=lambda row: (bool(row.acceptance), not row.is_due))

    def get_context_data(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(*args, **kwargs)
        context["has_statement"] = any(review.page for review in self.reviews)
        return context
