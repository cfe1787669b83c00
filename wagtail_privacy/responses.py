"""Answers in the language of a page, whatever the browser would prefer."""

from django.http import HttpResponse
from django.template.response import TemplateResponse
from django.utils import translation


class LocalisedResponse(TemplateResponse):
    """Renders its template in a language, when Django renders it: after the middleware."""

    language: str

    @property
    def rendered_content(self) -> str:
        with translation.override(self.language):
            return super().rendered_content


def in_language(response: HttpResponse, language: str) -> HttpResponse:
    """Let a response be rendered in a language, and say so in its head.

    It stays unrendered, so that middleware can still change its template and its context.
    """
    response.headers.setdefault("Content-Language", language)
    if type(response) is TemplateResponse and not response.is_rendered:
        response.__class__ = LocalisedResponse
        response.__dict__["language"] = language
    elif isinstance(response, TemplateResponse) and not response.is_rendered:
        # A class of the site's own keeps its ways; it is rendered at once.
        with translation.override(language):
            return response.render()
    return response
