"""Privacy › Versions in the admin: what every statement has said, to read only."""

from typing import Any

import django_filters
import swapper
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.views.reports import ReportView
from wagtail.coreutils import get_content_languages

from wagtail_privacy.exports import ExportMixin
from wagtail_privacy.statements.findings.reviewing import language_name
from wagtail_privacy.statements.models import Cause, StatementVersion

swapper.set_app_prefix("wagtailcore", "wagtail")

VIEW_VERSIONS = "wagtail_privacy_statements.view_statementversion"


class VersionFilterSet(WagtailFilterSet):
    language = django_filters.ChoiceFilter(
        label=gettext_lazy("Language"), choices=lambda: list(get_content_languages().items())
    )
    cause = django_filters.ChoiceFilter(label=gettext_lazy("Cause"), choices=Cause.choices)

    class Meta:
        model = StatementVersion
        fields = ["language", "cause"]


class ChangesColumn(Column):
    """What changed, what the editor says about it, and where readers see it."""

    cell_template_name = "wagtail_privacy/statements/admin/version_changes_cell.html"


def _in_force(version: StatementVersion) -> str:
    day = date_format(version.valid_since)
    return _("from %(day)s on") % {"day": day} if version.is_to_come else day


class VersionsView(ExportMixin, ReportView):
    model = StatementVersion
    page_title = gettext_lazy("Versions")
    header_icon = "history"
    index_url_name = "wagtail_privacy_versions:index"
    index_results_url_name = "wagtail_privacy_versions:results"
    results_template_name = "wagtail_privacy/statements/admin/versions_results.html"
    filterset_class = VersionFilterSet
    is_searchable = False
    default_ordering = "-created_at"
    columns = [
        TitleColumn(
            "title",
            label=gettext_lazy("Statement"),
            accessor=lambda version: f"{version.title} · {version}",
            get_url=lambda version: version.address,
        ),
        Column("site", label=gettext_lazy("Site"), accessor="site_name"),
        Column(
            "language",
            label=gettext_lazy("Language"),
            accessor=lambda version: language_name(version.language),
        ),
        Column("valid_since", label=gettext_lazy("In force since"), accessor=_in_force),
        Column("cause", label=gettext_lazy("Cause"), accessor="get_cause_display"),
        ChangesColumn("changes", label=gettext_lazy("What changed")),
    ]

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not request.user.has_perm(VIEW_VERSIONS):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_base_queryset(self) -> QuerySet[StatementVersion]:
        return StatementVersion.objects.without_content().order_by("-created_at", "-pk")

    def decorate_paginated_queryset(self, object_list: Any) -> list[Any]:
        """Add where readers find each version: nowhere while its statement is not published."""
        versions = list(object_list)
        pages = swapper.load_model("wagtailcore", "Page").objects.select_related("locale")
        found = pages.in_bulk({version.page_id for version in versions})
        sites = {pk: page.get_site() for pk, page in found.items()}
        for version in versions:
            page, site = found.get(version.page_id), sites.get(version.page_id)
            version.site_name = (site.site_name or site.hostname) if site else ""
            address = page.get_url(self.request) if page and page.live else None
            version.address = f"{address.rstrip('/')}/versions/{version.number}/" if address else ""
        return versions
