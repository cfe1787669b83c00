"""Finds a page by what somebody types at a command line: its number or its path."""

from typing import Any

import swapper
from wagtail.models import Site

swapper.set_app_prefix("wagtailcore", "wagtail")


def find_page(place: str) -> Any:
    """Give the page with a number, or at a path of the default site; None if there is none.

    ``/`` is the root page of the default site; a path may begin with the code of a language.
    """
    if place.isdecimal():
        model = swapper.load_model("wagtailcore", "Page")
        page = model.objects.filter(pk=int(place)).first() if len(place) < 19 else None
        return page.specific if page else None
    site = Site.objects.filter(is_default_site=True).select_related("root_page").first()
    return _below(site.root_page, place) if site and "\0" not in place else None


def _below(root: Any, path: str) -> Any:
    slugs = [slug for slug in path.split("/") if slug]
    found = _walk(root, slugs)
    if found is None and slugs:
        translated = root.get_translations().filter(locale__language_code=slugs[0]).first()
        own = root if root.locale.language_code == slugs[0] else None
        start = translated or own
        found = _walk(start, slugs[1:]) if start else None
    return found.specific if found else None


def _walk(page: Any, slugs: list[str]) -> Any:
    for slug in slugs:
        page = page.get_children().filter(slug=slug).first()
        if page is None:
            return None
    return page
