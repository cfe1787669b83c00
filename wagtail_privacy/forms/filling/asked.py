"""What a published form asks: read once for all who open or send it, until anything changes.

Each request gets rows of its own, so that an owner's code may change them.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from copy import copy
from typing import Any

import swapper
from django.db.models import QuerySet

from wagtail_privacy.models import Purpose
from wagtail_privacy.remembering import remembered

swapper.set_app_prefix("wagtailcore", "wagtail")


def fields_of(page: Any, rows: Any) -> Any:
    """Give the questions of a page as a queryset that need not ask the database."""
    if isinstance(rows, QuerySet):  # otherwise they stand in a draft
        rows._result_cache = list(_kept("fields", page, lambda: rows))
    return rows


def further_purposes_of(page: Any, rows: Any) -> Sequence[Any]:
    """Give the further purposes that a page asks for."""
    if not isinstance(rows, QuerySet):
        return list(rows)
    return list(_kept("further purposes", page, lambda: rows.select_related("purpose")))


def remember_purpose_and_language(page: Any) -> None:
    """Put the purpose and the locale on a page that serves a request."""
    if page.purpose_id and not type(page).purpose.is_cached(page):
        page.purpose = copy(_one(Purpose, page.purpose_id))
    if not type(page).locale.is_cached(page):
        page.locale = _one(swapper.load_model("wagtailcore", "Locale"), page.locale_id)


def _kept(what: str, page: Any, read: Callable[[], Iterable[Any]]) -> Iterator[Any]:
    return map(copy, remembered((what, page._meta.label, page.pk), lambda: tuple(read())))


def _one(model: Any, key: int) -> Any:
    return remembered((model._meta.label, key), lambda: model._default_manager.get(pk=key))
