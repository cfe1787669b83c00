"""The statistics for other programs: JSON of a documented shape, behind the same permission."""

from collections.abc import Iterable
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.translation import gettext as _
from django.views.generic import View

from wagtail_privacy.analytics.showing.breakdown import ValueRow
from wagtail_privacy.analytics.showing.filters import StrictFilterSet
from wagtail_privacy.analytics.showing.narrowing import NarrowedMixin
from wagtail_privacy.analytics.showing.summary import Period

PAGE_NUMBERS = ("views", "visits", "entries", "bounces", "reading_seconds")
#: Grows when a field changes its meaning or goes; fields may be added without that.
SHAPE = 1


class DataView(NarrowedMixin, View):
    """Answers with what the report shows, and with an error that says what to mend."""

    http_method_names = ["get", "head", "options"]
    filterset_class = StrictFilterSet

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            response = super().dispatch(request, *args, **kwargs)
        except PermissionDenied:
            errors = {"permission": [_("You may not see the statistics.")]}
            response = JsonResponse({"errors": errors}, status=403)
        response["Cache-Control"] = "private, no-store"
        return response

    def get(self, request: HttpRequest) -> HttpResponse:
        if errors := self.filters.errors_found:
            return JsonResponse({"errors": errors}, status=400)
        return JsonResponse(self._answer())

    def _answer(self) -> dict[str, Any]:
        filters, summary = self.filters, self.summary
        site, section = filters.site_chosen, filters.section_chosen
        return {
            "shape": SHAPE,
            "site": {"id": site.pk, "hostname": site.hostname} if site else None,
            "section": {"id": section.id, "title": section.title} if section else None,
            "language": filters.language_chosen or None,
            "period": _period(summary.period),
            "minimum": summary.minimum,
            "totals": _numbers(summary, ("views", "entries", "reading_seconds")),
            "days": [
                {"day": row.day.isoformat(), **_numbers(row, ("views", "entries"))}
                for row in summary.days
            ],
            "pages": [
                {"id": row.page_id, "title": row.title, **_numbers(row, PAGE_NUMBERS)}
                for row in sorted(summary.pages, key=lambda row: row.page_id)
            ],
            "dimensions": self._dimensions(),
        }

    def _dimensions(self) -> dict[str, list[dict[str, Any]]]:
        """Give the values by dimension, as they are stored and not as they are called."""
        found: dict[str, list[dict[str, Any]]] = {
            section.dimension.value: [
                _value(row, has_page=section.has_pages) for row in section.rows
            ]
            for section in self.breakdown.sections
        }
        found["form"] = [
            {"page": row.page_id, **_numbers(row, ("started", "sent"))}
            for row in self.breakdown.forms
        ]
        found["dropped"] = [_value(row, has_page=False) for row in self.breakdown.dropped]
        return found


def _period(period: Period) -> dict[str, Any]:
    first, last = period.first.isoformat(), period.last.isoformat()
    return {"days": period.days, "first": first, "last": last}


def _numbers(row: Any, names: Iterable[str]) -> dict[str, int | None]:
    """Give the figures of a row; None for one that is not shown."""
    return {name: getattr(row, name).number for name in names}


def _value(row: ValueRow, *, has_page: bool) -> dict[str, Any]:
    page = {"page": row.page_id} if has_page else {}
    return {"value": row.value, **page, "number": row.number.number}
