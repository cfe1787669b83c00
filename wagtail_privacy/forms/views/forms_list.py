"""The list of the forms: what each is for, how much it keeps and until when."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import Count, Min, OuterRef, QuerySet, Subquery, prefetch_related_objects
from django.db.models.functions import Coalesce
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column, NumberColumn, TitleColumn
from wagtail.admin.ui.tables.pages import PageStatusColumn, ParentPageColumn
from wagtail.admin.widgets.button import Button, HeaderButton
from wagtail.contrib.forms.views import FormPagesListView

from wagtail_privacy.columns import DayColumn
from wagtail_privacy.forms.models import PrivacyFormSubmission
from wagtail_privacy.forms.rights.per_site import SUBMISSIONS
from wagtail_privacy.forms.rights.permissions import (
    SubmissionRight,
    may,
    may_read_submissions,
    privacy_form_types,
)


class PrivacyFormsListView(FormPagesListView):
    """Lists the privacy forms with their purpose, and how much they keep until when."""

    any_permission_required = None
    results_template_name = "wagtail_privacy/reports/wide_results.html"
    index_url_name = "wagtail_privacy_forms:index"
    index_results_url_name = "wagtail_privacy_forms:index_results"
    page_title = _("Forms and submissions")
    columns = [
        TitleColumn(
            "title",
            classname="wp-wide",
            label=_("Form"),
            url_name="wagtailforms:list_submissions",
            sort_key="title",
            width="30%",
        ),
        ParentPageColumn("parent", label=_("Parent")),
        Column("purpose", label=_("Purpose")),
        Column("retention", label=_("Kept for"), accessor="purpose.retention_period"),
        NumberColumn("submissions", label=_("Submissions"), sort_key="submissions"),
        DayColumn("next_deletion", label=_("Next deletion"), sort_key="next_deletion"),
        PageStatusColumn("status", label=_("Status"), sort_key="live"),
    ]

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not may_read_submissions(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_base_queryset(self) -> QuerySet[Any]:
        pages = self.model.objects.filter(content_type__in=privacy_form_types())
        pages = SUBMISSIONS.narrowed(self.request.user, SubmissionRight.VIEW, pages, "pk")
        kept = PrivacyFormSubmission.objects.filter(page=OuterRef("pk")).order_by().values("page")
        pages = pages.select_related("content_type").annotate(
            submissions=Coalesce(Subquery(kept.annotate(n=Count("pk")).values("n")), 0),
            next_deletion=Subquery(kept.annotate(first=Min("expires_at")).values("first")),
        )
        return self.annotate_queryset(pages)

    def paginate_queryset(self, queryset: QuerySet[Any], page_size: int) -> Any:
        paginator, page, pages, has_others = super().paginate_queryset(queryset, page_size)
        pages = list(pages)
        prefetch_related_objects(pages, "purpose")
        return paginator, page, pages, has_others

    @cached_property
    def header_buttons(self) -> list[Any]:
        url = reverse("wagtail_privacy_forms:due")
        due = HeaderButton(_("What falls due"), url=url, icon_name="date")
        return [*super().header_buttons, due]

    @cached_property
    def header_more_buttons(self) -> list[Any]:
        # A second button of the header would cut the title off, on the width of a notebook.
        buttons = [*super().header_more_buttons]
        if may(self.request.user, SubmissionRight.DELETE):
            url = reverse("wagtail_privacy_forms:unexplained")
            buttons.append(Button(_("Former fields"), url=url, icon_name="form"))
        return buttons

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [*self.breadcrumbs_items, {"url": "", "label": self.page_title}]
