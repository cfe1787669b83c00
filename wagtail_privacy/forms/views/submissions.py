"""The submissions of a form, for a purpose that has been named: list and export."""

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django_filters import CharFilter, ChoiceFilter
from wagtail.contrib.forms.views import SubmissionsListFilterSet, SubmissionsListView

from wagtail_privacy.exports import ExportMixin
from wagtail_privacy.forms.error_reports import keep_people_out
from wagtail_privacy.forms.models import PrivacyFormSubmission, SubmissionQuerySet
from wagtail_privacy.forms.rights.permissions import SubmissionRight, demand, may_on
from wagtail_privacy.forms.submissions.cells import as_text
from wagtail_privacy.forms.submissions.export import CONTENT_TYPES, exported
from wagtail_privacy.forms.submissions.log_actions import EXPORT, VIEW, log_use
from wagtail_privacy.forms.submissions.references import beginning_of
from wagtail_privacy.forms.views.purposes import chosen, data_fields_for, purposes_of
from wagtail_privacy.forms.views.trail import trail
from wagtail_privacy.models import Purpose
from wagtail_privacy.translated import in_language

#: Signs from which on an answer gets a column in which one can read it.
LONG = 60


class SubmissionsFilterSet(SubmissionsListFilterSet):
    """Narrows a list by date, and changes the purpose that it is shown for."""

    purpose = ChoiceFilter(
        label=_("Purpose"), empty_label=None, widget=forms.RadioSelect, method="keep_rows"
    )

    reference = CharFilter(label=_("Reference"), method="keep_with_reference")

    def __init__(self, *args: Any, purposes: list[Purpose], **kwargs: Any):
        super().__init__(*args, **kwargs)
        if len(purposes) > 1:
            self.filters["purpose"].extra["choices"] = [(str(p.pk), str(p)) for p in purposes]
        else:
            del self.filters["purpose"]

    def keep_rows(self, queryset: Any, name: str, value: str) -> Any:
        """Leave the rows alone: the view has already asked for those of the purpose."""
        return queryset

    def keep_with_reference(self, queryset: Any, name: str, value: str) -> Any:
        """Give the submission that somebody asks about who reads the reference from a receipt."""
        beginning = beginning_of(value)
        return queryset.filter(uuid__startswith=beginning) if beginning else queryset.none()


class PrivacySubmissionsListView(ExportMixin, SubmissionsListView):
    """Lists and exports the submissions that a purpose covers; both are logged."""

    page_title = _("Submissions")  # as everywhere else; Wagtail calls them "form data"
    results_template_name = "wagtail_privacy/forms/admin/submissions_results.html"
    forms_index_url_name = "wagtail_privacy_forms:index"
    filterset_class = SubmissionsFilterSet
    purpose: Purpose

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        keep_people_out(request)
        self.form_page = kwargs["form_page"]
        right = SubmissionRight.EXPORT if self.is_export else SubmissionRight.VIEW
        demand(request.user, right, self.form_page)
        self.purposes = purposes_of(self.form_page)
        purpose = chosen(self.purposes, request.GET.get("purpose"))
        if purpose is None:
            response: HttpResponseBase = self.ask_for_purpose()
        else:
            self.purpose = purpose
            # A list reads all its rows before it shows them; an export reads one after the other.
            response = (
                self.export() if self.is_export else super().dispatch(request, *args, **kwargs)
            )
        response["Cache-Control"] = "private, no-store"
        return response

    def ask_for_purpose(self) -> HttpResponse:
        """Answer somebody who has not said what they want to use the submissions for."""
        query = self.request.GET.copy()
        links = []
        for purpose in self.purposes:
            query["purpose"] = str(purpose.pk)
            links.append((purpose, f"?{query.urlencode()}"))
        form = self.form_page
        context = {"form_page": form, "links": links, "trail": trail(form.title)}
        template = "wagtail_privacy/forms/admin/choose_purpose.html"
        return TemplateResponse(self.request, template, context)

    def get_filterset_kwargs(self) -> dict[str, Any]:
        return {**super().get_filterset_kwargs(), "purposes": self.purposes}

    def get_base_queryset(self) -> SubmissionQuerySet:
        submissions: SubmissionQuerySet = self.form_page.get_submissions()
        return submissions.usable_for(self.purpose)

    @property
    def show_export_buttons(self) -> bool:
        return may_on(self.request.user, SubmissionRight.EXPORT, self.form_page)

    def export(self) -> HttpResponseBase:
        """Answer with a spreadsheet of what the filters leave, and log it."""
        submissions, file_format = self.get_queryset(), self.request.GET["export"]
        count = submissions.count()
        log_use(EXPORT, self.form_page, count, purpose=self.purpose, format=file_format)
        fields = data_fields_for(self.form_page, self.purpose)
        pieces = in_language(get_language(), exported(submissions, fields, file_format))
        response = StreamingHttpResponse(pieces, content_type=CONTENT_TYPES[file_format])
        filename = f"{self.get_filename()}.{file_format}"
        response["Content-Disposition"] = f'attachment; filename="{filename}"'
        response["X-Content-Type-Options"] = "nosniff"
        return response

    def get_page_subtitle(self) -> str:
        return f"{super().get_page_subtitle()} · {self.purpose}"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        # Wagtail's own method would read all fields of a row, whatever the purpose.
        context = super(SubmissionsListView, self).get_context_data(**kwargs)
        fields = data_fields_for(self.form_page, self.purpose)
        rows = [self.row(submission, fields) for submission in context["submissions"]]
        if rows:
            log_use(VIEW, self.form_page, len(rows), purpose=self.purpose)
        user = self.request.user
        return {
            **context,
            "form_page": self.form_page,
            "purpose": self.purpose,
            "data_headings": self.headings(fields),
            "data_rows": rows,
            "may_delete": may_on(user, SubmissionRight.DELETE, self.form_page),
            "may_close": may_on(user, SubmissionRight.CLOSE, self.form_page)
            and self.counts_from_closing,
            "counts_from_closing": self.counts_from_closing,
            "next_url": f"{self.get_index_url()}?{self.request.GET.urlencode()}",
        }

    @property
    def counts_from_closing(self) -> bool:
        return self.purpose.retention.after_closing is not None

    def row(
        self, submission: PrivacyFormSubmission, fields: list[tuple[str, str]]
    ) -> dict[str, Any]:
        """Give what the table shows of a submission."""
        data = submission.get_data()
        return {
            "model_id": submission.pk,
            "closed_at": submission.closed_at,
            "fields": [self.cell(data.get(name)) for name, _label in fields],
        }

    def cell(self, value: Any) -> dict[str, Any]:
        """Give what the table shows of an answer; a file is a link."""
        if isinstance(value, dict) and "file" in value:
            url = reverse("wagtail_privacy_forms:file", args=[self.form_page.pk, value["file"]])
            return {"value": as_text(value), "url": f"{url}?purpose={self.purpose.pk}"}
        shown = as_text(value) if isinstance(value, (list, bool)) else value
        return {"value": shown, "is_long": isinstance(shown, str) and len(shown) > LONG}

    def headings(self, fields: list[tuple[str, str]]) -> list[dict[str, Any]]:
        """Give the headings of the table, and how the list is ordered by them."""
        ordering = self.get_validated_ordering()
        return [
            {
                "name": name,
                "label": label,
                "is_orderable": name in self.orderable_fields,
                "order": ordering[name][1] if name in ordering else None,
            }
            for name, label in fields
        ]
