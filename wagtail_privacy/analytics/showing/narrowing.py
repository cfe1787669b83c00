"""What the views of the statistics share: the permission, and what the report is narrowed to."""

from collections import Counter
from dataclasses import replace
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.utils.functional import cached_property
from wagtail.models import Site

from wagtail_privacy import conf
from wagtail_privacy.analytics.keeping import rollup
from wagtail_privacy.analytics.showing import access
from wagtail_privacy.analytics.showing.breakdown import Breakdown
from wagtail_privacy.analytics.showing.filters import StatisticsFilterSet
from wagtail_privacy.analytics.showing.summary import DayRow, Summary


class NarrowedMixin:
    """Checks the permission, then sums up what was asked for."""

    request: HttpRequest
    filterset_class: type[StatisticsFilterSet] = StatisticsFilterSet

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not access.may_see(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)  # type: ignore[misc]

    @cached_property
    def filters(self) -> Any:
        sites = list(Site.objects.order_by("-is_default_site", "hostname", "port"))
        return self.filterset_class(self.request.GET, request=self.request, sites=sites)

    @cached_property
    def summary(self) -> Summary:
        filters = self.filters
        site = filters.site_chosen
        found = Summary(
            site.pk if site else 0,
            filters.period_chosen,
            conf.analytics().MINIMUM_COUNT,
            page_ids=filters.page_ids,
            title_of=filters.tree.title,
        )
        filters.tree.add(found.counted_ids)
        return found

    @cached_property
    def breakdown(self) -> Breakdown:
        found = Breakdown(self.summary)
        self.filters.tree.add(found.counted_ids)
        return found

    @cached_property
    def days(self) -> list[DayRow]:
        """The days with the pages that were published then, as far as no later time is known."""
        filters, summary = self.filters, self.summary
        pages = filters.tree.within(filters.section_chosen, filters.language_chosen)
        days = [fact.published_on for fact in pages if fact.is_live]
        marks = Counter(
            rollup.month_of(day) if summary.is_by_month else day
            for day in days
            if day and day >= summary.period.first
        )
        return [replace(row, published=marks[row.day]) for row in summary.days]
