"""Pages of the statistics that stand in the site beside its tree, in its look and languages."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.template import TemplateDoesNotExist, engines
from django.template.backends.django import DjangoTemplates
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.views.generic import TemplateView
from wagtail.coreutils import get_content_languages
from wagtail.models import Site

from wagtail_privacy import languages, registry

#: The template of the site's own pages, as everywhere in this package; see docs/how-to/install.md.
SITES_OWN = "base.html"
BARE = "wagtail_privacy/analytics/bare.html"


@dataclass(frozen=True, slots=True)
class Way:
    """A link that leads on from the page."""

    title: str
    url: str
    language: str = ""  # if it is another one


def address_in(name: str, language: str | None) -> str:
    """Give the address of a page, in a language of the site."""
    address = reverse(name)
    return f"{address}?language={language}" if language else address


def _base_template() -> str:
    """Give the name of the site's own template if it has one, else of ours."""
    for engine in engines.all():
        if isinstance(engine, DjangoTemplates):
            try:
                engine.get_template(SITES_OWN)
            except TemplateDoesNotExist:
                continue
            return SITES_OWN
    return BARE


class StandingPageView(TemplateView):
    """Shows a page in the look of the site, in the language that is asked for."""

    heading: str | Promise = ""
    here = ""  # the name of its address

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        with translation.override(self._language(request)):
            response = super().dispatch(request, *args, **kwargs)
            if isinstance(response, TemplateResponse):
                response.render()
        return response

    def _language(self, request: HttpRequest) -> str:
        asked = request.GET.get("language", "")
        return asked if asked in dict(settings.LANGUAGES) else translation.get_language()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            **kwargs,
            heading=self.heading,
            language=translation.get_language(),
            base_template=_base_template(),
            ways=tuple(self._ways()),
        )

    def _ways(self) -> Iterator[Way]:
        language = translation.get_language()
        site = Site.find_for_request(self.request)
        if site is None:
            return
        if statement := registry.find_statement(site, language, self.request):
            yield Way(gettext("Back to the privacy statement"), statement.url)
        homes = site.root_page.get_translations(inclusive=True).live()
        home = homes.filter(locale__language_code=language).first() or site.root_page
        if url := home.get_url(self.request):
            yield Way(gettext("To the home page"), url)
        for code in get_content_languages():
            if not languages.is_same(code, language) and code in dict(settings.LANGUAGES):
                name = translation.get_language_info(code)["name_local"]
                yield Way(name, address_in(self.here, code), code)
