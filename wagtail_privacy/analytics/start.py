"""The task "Statistics" of Privacy › Start: there is nothing to answer, only something to know."""

from collections.abc import Iterator
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.generic import TemplateView
from wagtail.models import Site

from wagtail_privacy import conf
from wagtail_privacy.analytics import counting
from wagtail_privacy.analytics.activities import explanation, legal_basis, statistics_activities
from wagtail_privacy.models import ControllerSettings
from wagtail_privacy.registry import StartTask, TaskNote, TaskState
from wagtail_privacy.start.views import StartMixin
from wagtail_privacy.vocabulary.legal_bases import LEGAL_BASES


def mode_in_words(mode: str) -> str:
    """Say in half a sentence how the site counts."""
    return {
        counting.OFF: _("nothing is counted"),
        counting.VISITS: _("views and visits are counted, no cookie"),
    }.get(mode, _("views are counted, no cookie, no address"))


def lacks_norm(site: Site, config: conf.AnalyticsSettings) -> bool:
    """Whether the statistics rest on a law that nobody has named, Art. 6(3) GDPR."""
    is_public_body = ControllerSettings.for_site(site).is_public_body
    code = legal_basis(config, is_public_body=is_public_body)
    needs_norm = code in LEGAL_BASES and LEGAL_BASES[code].needs_norm
    return config.MODE != counting.OFF and needs_norm and not config.NATIONAL_NORM


def statistics_task(request: HttpRequest, site: Site) -> Iterator[StartTask]:
    """Yield the task, which is done unless the law behind the statistics is missing."""
    config = conf.analytics()
    note = _("The law behind them is missing. Whoever looks after the code can name it.")
    is_open = lacks_norm(site, config)
    yield StartTask(
        order=40,
        title=_("Statistics"),
        asks=mode_in_words(config.MODE),
        state=TaskState.TO_DO if is_open else TaskState.DONE,
        url=reverse("wagtail_privacy_start_statistics:index", args=[site.pk]),
        notes=(TaskNote(note),) if is_open else (),
    )


class StatisticsShownView(StartMixin, TemplateView):
    """Shows what the statistics do, from the settings; nothing is asked."""

    template_name = "wagtail_privacy/analytics/start.html"
    page_title = gettext_lazy("Statistics")
    header_icon = "history"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        config = conf.analytics()
        found = list(statistics_activities(self.site, get_language() or ""))
        context.update(
            mode=mode_in_words(config.MODE),
            sentences=list(explanation(config)) if found else [],
            purpose=found[0].purposes[0] if found else None,
            lacks_norm=lacks_norm(self.site, config),
            start_url=self.start_url,
        )
        return context
