"""The submissions of a form in the admin."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from wagtail.contrib.forms.views import FormPagesListView, SubmissionsListView
from wagtail.log_actions import log

from wagtail_privacy.forms.permissions import may_read_submissions

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n")


def without_formula(value: Any) -> Any:
    """Keep a spreadsheet from running a text as a formula."""
    if isinstance(value, str) and value.startswith(FORMULA_STARTS):
        return f"'{value}"
    return value


class PrivacyFormsListView(FormPagesListView):
    """Lists the forms whose submissions a user may read, whether they may edit them or not."""

    any_permission_required = None
    index_url_name = "wagtail_privacy_forms:index"
    index_results_url_name = "wagtail_privacy_forms:index_results"
    page_title = _("Forms and submissions")

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not may_read_submissions(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)


class PrivacySubmissionsListView(SubmissionsListView):
    """Lists and exports submissions for those who have the permission; an export is logged."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not may_read_submissions(request.user):
            raise PermissionDenied
        response = super().dispatch(request, *args, **kwargs)
        response["Cache-Control"] = "private, no-store"
        return response

    def as_spreadsheet(self, queryset: Any, spreadsheet_format: str) -> HttpResponse:
        log(
            instance=self.form_page,
            action="wagtail_privacy.export_submissions",
            data={"count": len(queryset), "format": spreadsheet_format},
        )
        return super().as_spreadsheet(queryset, spreadsheet_format)

    def to_row_dict(self, item: Any) -> dict[str, Any]:
        data = item.get_data()
        return {name: without_formula(_as_text(data.get(name))) for name in self.list_export}


def _as_text(value: Any) -> Any:
    return ", ".join(map(str, value)) if isinstance(value, list) else value
