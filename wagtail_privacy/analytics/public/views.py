from typing import Any

from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.utils.translation import gettext_lazy

from wagtail_privacy import conf
from wagtail_privacy.analytics.public.figures import is_public
from wagtail_privacy.analytics.public.showing import figures_context
from wagtail_privacy.analytics.standing import StandingPageView


class FiguresView(StandingPageView):
    """Shows what a site tells of its last full month; 404 where it tells nothing."""

    template_name = "wagtail_privacy/analytics/figures_page.html"
    heading = gettext_lazy("What we count")
    here = "wagtail_privacy_analytics:figures"
    http_method_names = ["get", "head"]

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not is_public(conf.analytics()):
            raise Http404
        return super().dispatch(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs, **figures_context(self.request))
