"""Spreadsheets of the statistics: numbers as numbers, texts that no spreadsheet runs."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy
from django.views.generic import View

from wagtail_privacy.analytics.showing import words
from wagtail_privacy.analytics.showing.breakdown import Breakdown
from wagtail_privacy.analytics.showing.figures import Figure
from wagtail_privacy.analytics.showing.narrowing import NarrowedMixin
from wagtail_privacy.exports import ExportMixin

CSV, XLSX = ExportMixin.FORMAT_CSV, ExportMixin.FORMAT_XLSX


class StatisticsExportMixin(ExportMixin):
    """Exports figures and titles; no cache may keep the answer."""

    custom_value_preprocess = {
        **ExportMixin.custom_value_preprocess,
        Figure: dict.fromkeys((CSV, XLSX), words.figure_for_spreadsheet),
    }

    def as_spreadsheet(self, queryset: Any, spreadsheet_format: str) -> HttpResponse:
        response: HttpResponse = super().as_spreadsheet(queryset, spreadsheet_format)
        response["Cache-Control"] = "private, no-store"
        return response


@dataclass(frozen=True, slots=True)
class DimensionRow:
    """A value of a dimension in a spreadsheet."""

    dimension: str
    value: str
    page: str
    number: Figure


def dimension_rows(breakdown: Breakdown) -> Iterator[DimensionRow]:
    """Give every value that was counted, dimension by dimension."""
    for section in breakdown.sections:
        for row in section.rows:
            yield DimensionRow(section.heading, row.label, row.page, row.number)
    for form in breakdown.forms:
        yield DimensionRow(_("Forms"), _("Begun"), form.page, form.started)
        yield DimensionRow(_("Forms"), _("Sent"), form.page, form.sent)
    for row in breakdown.dropped:
        yield DimensionRow(_("Not counted"), row.label, row.page, row.number)


class DimensionsView(NarrowedMixin, StatisticsExportMixin, View):
    """Exports the dimensions, each value in a row; two dimensions are never crossed."""

    list_export = ["dimension", "value", "page", "number"]
    export_headings = {
        "dimension": gettext_lazy("Dimension"),
        "value": gettext_lazy("Value"),
        "page": gettext_lazy("Page"),
        "number": pgettext_lazy("how many", "Number"),
    }

    def get(self, request: HttpRequest) -> HttpResponse:
        rows = list(dimension_rows(self.breakdown))
        wanted = request.GET.get("export") or CSV
        return self.refusal() or self.as_spreadsheet(rows, wanted)

    def get_filename(self) -> str:
        period = self.summary.period
        return f"dimensions-{period.first}-{period.last}"
