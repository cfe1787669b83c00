"""Every address that this package adds to a site, as the resolver and its page types know them."""

from collections.abc import Iterator
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver
from wagtail.contrib.routable_page.models import RoutablePageMixin
from wagtail.models import get_page_models

OURS = "wagtail_privacy"
#: Views of Wagtail that show what our pages and models hold, beside those of our own names.
WAGTAILS = ("wagtailforms:",)


def addresses() -> dict[str, str]:
    """Give name → pattern of every address of ours in the resolver."""
    found = {}
    for name, pattern, view in _walk(get_resolver()):
        if OURS in f"{name} {_module(view)}" or name.startswith(WAGTAILS):
            found[name or pattern] = pattern
    return found


def page_addresses() -> set[str]:
    """Give the names of what our page types serve below their own address."""
    models: list[Any] = [
        model
        for model in get_page_models()
        if issubclass(model, RoutablePageMixin) and model.__module__.startswith(OURS)
    ]
    return {
        route.name or str(route.pattern) for model in models for route in model.get_subpage_urls()
    }


def _walk(
    resolver: URLResolver, before: str = "", space: str = ""
) -> Iterator[tuple[str, str, Any]]:
    for entry in resolver.url_patterns:
        pattern = before + str(entry.pattern).lstrip("^")
        if isinstance(entry, URLResolver):
            inner = f"{space}{entry.namespace}:" if entry.namespace else space
            yield from _walk(entry, pattern, inner)
        elif isinstance(entry, URLPattern):
            yield (f"{space}{entry.name}" if entry.name else ""), pattern, entry.callback


def _module(view: Any) -> str:
    while hasattr(view, "__wrapped__"):
        view = view.__wrapped__
    return str(getattr(view, "view_class", view).__module__)
