"""What pages, forms and consents ask alike, read once until anything changes."""

from collections.abc import Callable, Hashable
from typing import Any

from django.conf import settings

from wagtail_privacy import conf
from wagtail_privacy.remembering import Memory
from wagtail_privacy.statements.changing import is_change_pending
from wagtail_privacy.statements.memory.store import MEMORY
from wagtail_privacy.statements.models import LastChange


def current_token() -> Hashable | None:
    """Give what stays the same until the next change; None while everything is read anew."""
    if conf.statements().KEEP_SECONDS <= 0 or settings.DEBUG or is_change_pending():
        return None
    return LastChange.current_token()


def open_memory() -> Memory | None:
    """Give the memory of this moment; None while everything is read anew."""
    token, seconds = current_token(), conf.statements().KEEP_SECONDS
    if token is None:
        return None

    def remembered(key: Hashable, find: Callable[[], Any]) -> Any:
        kept = MEMORY.recall(key, token, seconds)
        if kept is None:
            kept = (find(),)  # that there is nothing is worth knowing, too
            MEMORY.keep(key, token, kept)
        return kept[0]

    return remembered
