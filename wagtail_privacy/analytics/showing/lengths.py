"""How long the text of a page takes to read."""

from collections.abc import Iterator
from typing import Any

import swapper
from django.db.models import TextField
from wagtail.fields import RichTextField, StreamField
from wagtail.rich_text import get_text_for_indexing

from wagtail_privacy.analytics.showing import looks

swapper.set_app_prefix("wagtailcore", "wagtail")


def expected_seconds(page: Any) -> int | None:
    """Give the seconds that the text of a specific page takes; None if it has too little text."""
    return looks.reading_seconds(len(text_to_read(page).split()))


def text_to_read(page: Any) -> str:
    """Give the text of a page: what its method `text_to_read` says, else its fields for text."""
    own = getattr(page, "text_to_read", None)
    return str(own()) if callable(own) else " ".join(_texts(page))


def _texts(page: Any) -> Iterator[str]:
    base = swapper.load_model("wagtailcore", "Page")._meta.get_fields()
    common = {field.name for field in base}
    for field in page._meta.concrete_fields:
        value = getattr(page, field.attname) if field.name not in common else None
        if not value:
            continue
        if isinstance(field, StreamField):
            yield from map(str, value.stream_block.get_searchable_content(value))
        elif isinstance(field, RichTextField):
            yield get_text_for_indexing(value)
        elif isinstance(field, TextField):
            yield str(value)
