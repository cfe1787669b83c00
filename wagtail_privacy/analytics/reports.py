"""The report "Statistics" in the admin, its picture and its exports."""

from collections.abc import Iterator, Sequence
from typing import Any
from urllib.parse import urlencode

import django_filters
import swapper
from django.core.exceptions import PermissionDenied
from django.forms import RadioSelect
from django.http import HttpRequest, HttpResponse, QueryDict
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import get_language, ngettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _
from django.views.generic import View
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.views.reports import ReportView
from wagtail.models import Site

from wagtail_privacy import clock, conf
from wagtail_privacy.analytics import access, charts, counting, words
from wagtail_privacy.analytics.breakdown import Breakdown
from wagtail_privacy.analytics.figures import Figure
from wagtail_privacy.analytics.models import PageCount
from wagtail_privacy.analytics.summary import PageRow, Period, Summary
from wagtail_privacy.spreadsheets import safe_cell
from wagtail_privacy.translated import in_language

swapper.set_app_prefix("wagtailcore", "wagtail")

PERIODS = (7, 30, 90, 365)
DEFAULT_PERIOD = 30


def period_choices() -> list[tuple[str, str]]:
    """Give the periods in the active language, which is another one with each request."""
    return [
        (str(days), ngettext("%(days)d day", "%(days)d days", days) % {"days": days})
        for days in PERIODS
    ]


class StatisticsFilterSet(WagtailFilterSet):
    """Asks for the period and, where there are several, the site."""

    period = django_filters.ChoiceFilter(
        label=_("Period"), choices=period_choices, empty_label=None, widget=RadioSelect
    )
    site = django_filters.ChoiceFilter(
        label=pgettext_lazy("website", "Site"), empty_label=None, widget=RadioSelect
    )

    class Meta:
        model = PageCount
        fields: list[str] = []

    def __init__(self, data: QueryDict, *, request: HttpRequest, sites: Sequence[Site]):
        self.sites = {str(site.pk): site for site in sites}
        # What is not asked for stands on its default, so that the form shows what is shown.
        defaults = {"period": str(DEFAULT_PERIOD), "site": next(iter(self.sites), "")}
        super().__init__({**defaults, **data.dict()}, request=request)
        choices = [(pk, str(site)) for pk, site in self.sites.items()]
        if len(choices) > 1:
            self.filters["site"].extra["choices"] = choices
        else:
            del self.filters["site"]
        for name, filter_ in self.filters.items():
            filter_.extra["initial"] = defaults[name]

    def _chosen(self, name: str) -> str:
        return self.form.cleaned_data.get(name, "") if self.form.is_valid() else ""

    @property
    def period_chosen(self) -> Period:
        return Period(int(self._chosen("period") or DEFAULT_PERIOD), clock.today())

    @property
    def site_chosen(self) -> Site | None:
        """The site asked for, else the default one."""
        chosen = self.sites.get(self._chosen("site"))
        return chosen or next(iter(self.sites.values()), None)


class StatisticsMixin:
    """Checks the permission, then sums up what was asked for."""

    request: HttpRequest

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not access.may_see(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)  # type: ignore[misc]

    @cached_property
    def filters(self) -> StatisticsFilterSet:
        sites = list(Site.objects.order_by("-is_default_site", "hostname", "port"))
        return StatisticsFilterSet(self.request.GET, request=self.request, sites=sites)

    @cached_property
    def summary(self) -> Summary:
        site = self.filters.site_chosen
        return Summary(
            site.pk if site else 0, self.filters.period_chosen, conf.analytics().MINIMUM_COUNT
        )


class FigureColumn(Column):
    """A column of figures, aligned as numbers."""

    def __init__(self, name: str, label: Any):
        super().__init__(name, label=label, sort_key=name, classname="wp-number")

    def get_value(self, instance: PageRow) -> str:
        value: Figure = super().get_value(instance)
        if self.name == "reading_seconds":
            return words.reading_time_in_words(value)
        return words.figure_in_words(value)


class PageColumn(TitleColumn):
    """The title of a page, linked to where it is edited if the user may do that."""

    def get_link_url(self, instance: PageRow, parent_context: Any) -> str | None:
        if instance.page_id not in parent_context["table"].editable_ids:
            return None
        return reverse("wagtailadmin_pages:edit", args=[instance.page_id])


class StatisticsView(StatisticsMixin, ReportView):
    page_title = _("Statistics")
    header_icon = "history"
    template_name = "wagtail_privacy/analytics/report.html"
    results_template_name = "wagtail_privacy/analytics/report_results.html"
    index_url_name = "wagtail_privacy_statistics:index"
    index_results_url_name = "wagtail_privacy_statistics:results"
    is_searchable = False
    default_ordering = "-views"
    columns = [
        PageColumn("title", label=_("Page"), sort_key="title"),
        FigureColumn("views", pgettext_lazy("statistics", "Views")),
        FigureColumn("visits", _("Visits")),
        FigureColumn("entries", pgettext_lazy("statistics", "Entries")),
        FigureColumn("bounces", _("Left at once")),
        FigureColumn("reading_seconds", _("Reading time")),
    ]
    list_export = ["title", "views", "visits", "entries", "bounces", "reading_seconds"]
    export_headings = {
        "title": _("Page"),
        "views": pgettext_lazy("statistics", "Views"),
        "visits": _("Visits"),
        "entries": pgettext_lazy("statistics", "Entries"),
        "bounces": _("Left at once"),
        "reading_seconds": _("Reading time in seconds"),
    }
    custom_value_preprocess = {
        **ReportView.custom_value_preprocess,
        Figure: {
            ReportView.FORMAT_CSV: words.figure_for_spreadsheet,
            ReportView.FORMAT_XLSX: words.figure_for_spreadsheet,
        },
        str: {
            ReportView.FORMAT_CSV: safe_cell,
            ReportView.FORMAT_XLSX: safe_cell,
        },
    }

    def get_filename(self) -> str:
        period = self.summary.period
        return f"statistics-{period.first}-{period.last}"

    def stream_csv(self, queryset: Any) -> Iterator[str]:
        return in_language(get_language(), super().stream_csv(queryset))

    def get_filtered_queryset(self) -> list[PageRow]:
        """Give the rows in the order asked for."""
        ordering: str = self.ordering
        name = ordering.removeprefix("-")
        rows, is_descending = self.summary.pages, ordering.startswith("-")
        if name == "title":
            return sorted(rows, key=lambda row: row.title.casefold(), reverse=is_descending)
        rows = sorted(rows, key=lambda row: row.page_id)
        return sorted(rows, key=lambda row: getattr(row, name).sort_key, reverse=is_descending)

    def render_to_response(self, context: dict[str, Any], **kwargs: Any) -> HttpResponse:
        response = super().render_to_response(context, **kwargs)
        response["Cache-Control"] = "private, no-store"
        return response

    def get_context_data(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(*args, **kwargs)
        site = self.filters.site_chosen
        if self.is_export:
            return context
        context["table"].editable_ids = self._name_pages(context["object_list"])
        chart_url = f"{reverse('wagtail_privacy_statistics:chart')}?{self._chart_query(site)}"
        context.update(
            narrow_chart_url=f"{chart_url}&narrow=1",
            summary=self.summary,
            breakdown=Breakdown(self.summary),
            site=site if len(self.filters.sites) > 1 else None,
            minimum=self.summary.minimum,
            retention=conf.analytics().RETENTION_MONTHS,
            is_off=conf.analytics().MODE == counting.OFF,
            chart_url=chart_url,
        )
        return context

    def _chart_query(self, site: Site | None) -> str:
        query = {"period": str(self.summary.period.days)}
        if site and len(self.filters.sites) > 1:
            query["site"] = str(site.pk)
        if self.object_list:
            query["numbers"] = charts.keep(self.summary.days)
        return urlencode(query)

    def _name_pages(self, rows: Sequence[PageRow]) -> set[int]:
        """Read the pages that are shown, and give those that the user may edit."""
        shown = [row.page_id for row in rows]
        page_model = swapper.load_model("wagtailcore", "Page")
        user, pages = self.request.user, page_model.objects.filter(pk__in=shown)
        if not user.is_superuser:  # to others the workflow of a page may matter, too
            pages = pages.prefetch_workflow_states()
        if self.summary.titles.known is None:
            titles = {page.pk: page.title for page in pages}
            self.summary.titles.known = {**dict.fromkeys(shown, ""), **titles}
        return {page.pk for page in pages if page.permissions_for_user(user).can_edit()}


class ChartView(StatisticsMixin, View):
    """The picture of the report, as an image of its own."""

    def get(self, request: HttpRequest) -> HttpResponse:
        days = charts.kept(request.GET.get("numbers", "")) or self.summary.days
        chart = charts.days_chart(days, is_narrow="narrow" in request.GET)
        response = HttpResponse(chart, content_type="image/svg+xml")
        response["Cache-Control"] = "private, no-store"
        response["Content-Security-Policy"] = "default-src 'none'; style-src 'unsafe-inline'"
        return response
