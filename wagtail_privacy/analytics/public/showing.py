"""The public figures in words, for the page of their own, the block and the tag."""

from typing import Any

from django.http import HttpRequest
from wagtail.models import Site

from wagtail_privacy import clock, conf
from wagtail_privacy.analytics.counts import modes
from wagtail_privacy.analytics.public import noise
from wagtail_privacy.analytics.public.figures import is_public, page_model, public_figures


def figures_context(request: Any) -> dict[str, Any]:
    """Give the values of the template with the figures; they are empty where nothing is told."""
    config = conf.analytics()
    site = Site.find_for_request(request) if isinstance(request, HttpRequest) else None
    found = public_figures(site, clock.today()) if site else None
    return {
        "figures": found,
        "is_public": is_public(config),
        "minimum": config.MINIMUM_COUNT,
        "knows_visits": config.MODE == modes.VISITS,
        "error": noise.usual_error(noise.scale_of(found.epsilon)) if found and found.epsilon else 0,
        "top_pages": _pages(found.pages, request) if found else [],
    }


def _pages(rows: tuple[tuple[int, int], ...], request: HttpRequest) -> list[dict[str, Any]]:
    # What is kept may name a page that has been closed since.
    open_pages = page_model().objects.live().public().select_related("locale")
    pages = open_pages.in_bulk([page for page, _number in rows])
    return [
        {
            "title": pages[page].title,
            "url": pages[page].get_url(request),
            "language": pages[page].locale.language_code,
            "visits": number,
        }
        for page, number in rows
        if page in pages
    ]
