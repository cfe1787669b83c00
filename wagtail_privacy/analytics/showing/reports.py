"""The report "Statistics" in the admin and its picture."""

from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from django.views.generic import View
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.views.reports import ReportView
from wagtail.admin.widgets.button import Button

from wagtail_privacy import conf
from wagtail_privacy.analytics.counts import modes
from wagtail_privacy.analytics.showing import charts, words
from wagtail_privacy.analytics.showing.attention import Attention, Looks
from wagtail_privacy.analytics.showing.exports import CSV, XLSX, StatisticsExportMixin
from wagtail_privacy.analytics.showing.figures import Figure
from wagtail_privacy.analytics.showing.narrowing import NarrowedMixin
from wagtail_privacy.analytics.showing.summary import PageRow


class FigureColumn(Column):
    """A column of figures, aligned as numbers, with words for what is not shown."""

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
        if not parent_context["table"].tree.may_edit(instance.page_id):
            return None
        return reverse("wagtailadmin_pages:edit", args=[instance.page_id])


class StatisticsView(NarrowedMixin, StatisticsExportMixin, ReportView):
    page_title = _("Statistics")
    header_icon = "wp-statistics"
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
        FigureColumn("reading_seconds", _("Reading time per view")),
    ]
    list_export = ["title", "views", "visits", "entries", "bounces", "reading_seconds"]
    export_headings = {
        "title": _("Page"),
        "views": pgettext_lazy("statistics", "Views"),
        "visits": _("Visits"),
        "entries": pgettext_lazy("statistics", "Entries"),
        "bounces": _("Left at once"),
        "reading_seconds": _("Reading time per view in seconds"),
    }

    def get_filename(self) -> str:
        period = self.summary.period
        return f"statistics-{period.first}-{period.last}"

    @cached_property
    def header_more_buttons(self) -> list[Button]:
        address, query = reverse("wagtail_privacy_statistics:dimensions"), self.request.GET.copy()
        buttons: list[Button] = [*super().header_more_buttons]
        for label, format_, priority in (
            (_("All other numbers as XLSX"), XLSX, 110),
            (_("All other numbers as CSV"), CSV, 120),
        ):
            query["export"] = format_
            url = f"{address}?{query.urlencode()}"
            buttons.append(Button(label, url=url, icon_name="download", priority=priority))
        return buttons

    def get_filtered_queryset(self) -> list[PageRow]:
        """Give the rows in the order asked for; hidden numbers have no rank."""
        ordering: str = self.ordering
        name = ordering.removeprefix("-")
        rows, is_descending = self.summary.pages, ordering.startswith("-")
        if name == "title":
            return sorted(rows, key=lambda row: row.title.casefold(), reverse=is_descending)
        rows = sorted(rows, key=lambda row: row.page_id)
        return sorted(rows, key=lambda row: getattr(row, name).sort_key, reverse=is_descending)

    def render_to_response(self, context: dict[str, Any], **kwargs: Any) -> HttpResponse:
        response: HttpResponse = super().render_to_response(context, **kwargs)
        response["Cache-Control"] = "private, no-store"
        return response

    def get_context_data(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(*args, **kwargs)
        if self.is_export:
            return context
        filters, section = self.filters, self.filters.section_chosen
        context["table"].tree = filters.tree
        chart_url = f"{reverse('wagtail_privacy_statistics:chart')}?{self._chart_query()}"
        context.update(
            narrow_chart_url=f"{chart_url}&narrow=1",
            summary=self.summary,
            breakdown=self.breakdown,
            looks=self._looks(),
            site=filters.site_chosen if len(filters.sites) > 1 else None,
            section=section and filters.tree.name(section),
            language_name=filters.language_name,
            minimum=self.summary.minimum,
            is_off=conf.analytics().MODE == modes.OFF,
            chart_url=chart_url,
            days=self.days,
        )
        return context

    def _looks(self) -> list[Looks]:
        """Give what needs a look, once there is anything to compare with."""
        filters, summary = self.filters, self.summary
        if summary.is_empty:
            return []
        pages = filters.tree.within(filters.section_chosen, filters.language_chosen)
        return Attention(filters.tree, pages, summary.pages).found(
            summary.period, summary.pages_before
        )

    def _chart_query(self) -> str:
        query = {"period": str(self.summary.period.days)}
        for name, value in self.filters.chosen.items():
            if value != self.filters.defaults.get(name):
                query[name] = value
        if self.object_list:
            query["numbers"] = charts.keep(self.days)
        return urlencode(query)


class ChartView(NarrowedMixin, View):
    """The picture of the report, as an image of its own."""

    def get(self, request: HttpRequest) -> HttpResponse:
        days = charts.kept(request.GET.get("numbers", "")) or self.days
        is_of_pages = bool({"section", "language"} & set(request.GET))
        chart = charts.days_chart(days, is_narrow="narrow" in request.GET, is_of_pages=is_of_pages)
        response = HttpResponse(chart, content_type="image/svg+xml")
        response["Cache-Control"] = "private, no-store"
        response["Content-Security-Policy"] = "default-src 'none'; style-src 'unsafe-inline'"
        return response
