"""The side panel "Statistics" of the page editor: the numbers of the page at hand."""

from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.side_panels import BaseSidePanel

from wagtail_privacy import clock, conf
from wagtail_privacy.analytics.showing.beside import DAYS, PageNumbers, site_ids


class StatisticsSidePanel(BaseSidePanel):
    """Shows how the page was read, and what asks for a look."""

    class SidePanelToggle(BaseSidePanel.SidePanelToggle):
        aria_label = _("Toggle statistics")
        icon_name = "wp-statistics"
        has_counter = False

    name = "privacy-statistics"
    title = _("Statistics")
    template_name = "wagtail_privacy/analytics/side_panel.html"
    order = 380

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(parent_context)
        context.update(
            numbers=PageNumbers(self.object, clock.today()),
            days=DAYS,
            minimum=conf.analytics().MINIMUM_COUNT,
            report_url=self._report_url(),
        )
        return context

    def _report_url(self) -> str:
        """Give the report narrowed to the page and those below."""
        query = {"period": DAYS, "section": self.object.pk}
        if sites := sorted(site_ids([self.object])):
            query["site"] = sites[0]
        return f"{reverse('wagtail_privacy_statistics:index')}?{urlencode(query)}"
