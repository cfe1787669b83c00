"""The task "Statistics" of Privacy › Start: something to know, and a law if one is missing."""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from wagtail.models import Site

from wagtail_privacy import conf
from wagtail_privacy.analytics.activities import explanation, lacks_norm, statistics_activities
from wagtail_privacy.analytics.counts import modes
from wagtail_privacy.models import ControllerSettings
from wagtail_privacy.registry import StartTask, TaskNote, TaskState
from wagtail_privacy.start.helpers import proposed_norm
from wagtail_privacy.start.questions import Question
from wagtail_privacy.start.views import ControllerTaskView


def mode_in_words(mode: str) -> str:
    """Say in half a sentence how the site counts."""
    return {
        modes.OFF: _("nothing is counted"),
        modes.VISITS: _("views and visits are counted, no cookie"),
    }.get(mode, _("views are counted, no cookie, no address"))


def statistics_task(request: HttpRequest, site: Site) -> Iterator[StartTask]:
    """Yield the task, which is done unless the law behind the statistics is missing."""
    config = conf.analytics()
    is_open = lacks_norm(config, ControllerSettings.for_site(site))
    note = _("Open: %(what)s") % {"what": _("the law that permits them")}
    yield StartTask(
        order=40,
        title=_("Statistics"),
        asks=mode_in_words(config.MODE),
        state=TaskState.TO_DO if is_open else TaskState.DONE,
        url=reverse("wagtail_privacy_start_statistics:index", args=[site.pk]),
        notes=(TaskNote(note),) if is_open else (),
    )


class LawForm(forms.ModelForm):
    """Asks for the law that permits the statistics, if one is needed that nobody has named."""

    class Meta:
        model = ControllerSettings
        fields = ("statistics_norm",)

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        if not lacks_norm(conf.analytics(), self.instance):
            del self.fields["statistics_norm"]
        else:
            self.initial["statistics_norm"] = proposed_norm(self.instance)


class StatisticsView(ControllerTaskView):
    """Shows what the statistics do, from the settings; asks for the law only if it is missing."""

    template_name = "wagtail_privacy/analytics/start.html"
    page_title = gettext_lazy("Statistics")
    header_icon = "history"
    form_class = LawForm
    questions = (
        Question(
            gettext_lazy("Which law permits the statistics?"),
            "",
            ("statistics_norm",),
        ),
    )

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        config = conf.analytics()
        found = list(statistics_activities(self.site, get_language() or ""))
        context.update(
            mode=mode_in_words(config.MODE),
            sentences=list(explanation(config)) if found else [],
            purpose=found[0].purposes[0] if found else None,
        )
        return context
