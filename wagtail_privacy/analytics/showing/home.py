"""The panel on the home page of the admin: how the sites were read in the last days."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.db.models import Q, Sum
from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import cached_property
from wagtail.admin.ui.components import Component
from wagtail.models import Site

from wagtail_privacy import clock
from wagtail_privacy.analytics.models import SiteCount
from wagtail_privacy.analytics.showing import access, figures, words
from wagtail_privacy.analytics.showing.beside import DAYS
from wagtail_privacy.analytics.showing.figures import Figure
from wagtail_privacy.analytics.showing.summary import Period

#: More stand in the report.
MOST_SITES = 3


@dataclass(frozen=True, slots=True)
class SiteLine:
    """A site and its numbers, compared in words."""

    name: str
    url: str
    views: Figure
    views_compared: str
    visits: Figure
    visits_compared: str


class StatisticsPanel(Component):
    """Says calmly how often each site was read, to those who may see the statistics."""

    name = "privacy_statistics"
    template_name = "wagtail_privacy/analytics/home_panel.html"
    order = 115

    def __init__(self, request: HttpRequest):
        self.request = request

    @cached_property
    def lines(self) -> list[SiteLine]:
        """The sites that were read, the default one first."""
        if not access.shows_beside_pages(self.request.user):
            return []
        found = self._sums()
        if not any(found.values()):
            return []
        sites = list(Site.objects.order_by("-is_default_site", "hostname", "port"))
        lines = [
            self._line(site, found[site.pk], is_one=len(sites) == 1)
            for site in sites
            if site.pk in found
        ]
        return [line for line in lines if line.views.number][:MOST_SITES]

    def _sums(self) -> dict[int, list[int]]:
        """Give views and visits of each site, now and before."""
        period = Period(DAYS, clock.today())
        now, before = (Q(day__range=(each.first, each.last)) for each in (period, period.before))
        rows = (
            SiteCount.objects.filter(now | before)
            .order_by()
            .values_list("site_id")
            .annotate(
                sum_views=Sum("views", filter=now),
                sum_visits=Sum("entries", filter=now),
                views_before=Sum("views", filter=before),
                visits_before=Sum("entries", filter=before),
            )
        )
        return {site: [number or 0 for number in numbers] for site, *numbers in rows}

    def _line(self, site: Site, numbers: list[int], *, is_one: bool) -> SiteLine:
        views, visits = (figures.count(number) for number in numbers[:2])
        query = {"period": str(DAYS)} if is_one else {"period": str(DAYS), "site": str(site.pk)}
        return SiteLine(
            "" if is_one else site.site_name or site.hostname,
            f"{reverse('wagtail_privacy_statistics:index')}?{urlencode(query)}",
            views,
            words.comparison(views, numbers[2], DAYS),
            visits,
            words.comparison(visits, numbers[3], DAYS),
        )

    def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
        return {"lines": self.lines, "days": DAYS}

    def render_html(self, parent_context: Any = None) -> str:
        return str(super().render_html(parent_context)) if self.lines else ""
