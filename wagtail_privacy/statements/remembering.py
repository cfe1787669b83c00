"""What every page and every consent asks about statements, read once until anything changes."""

import uuid
from collections.abc import Callable, Hashable
from typing import TypeVar

from django.conf import settings

from wagtail_privacy import conf
from wagtail_privacy.statements.changing import is_change_pending
from wagtail_privacy.statements.keeping import MEMORY
from wagtail_privacy.statements.models import LastChange

Found = TypeVar("Found")


def current_token() -> uuid.UUID | None:
    """Give what stays the same until the next change; None while everything is read anew."""
    if conf.statements().KEEP_SECONDS <= 0 or settings.DEBUG or is_change_pending():
        return None
    return LastChange.current_token()


def remembered(key: Hashable, find: Callable[[], Found]) -> Found:
    """Give what was found under a key since the last change, or find it now."""
    token, seconds = current_token(), conf.statements().KEEP_SECONDS
    kept: tuple[Found] | None = MEMORY.recall(key, token, seconds) if token else None
    if kept is None:
        kept = (find(),)  # that there is nothing is worth knowing, too
        if token:
            MEMORY.keep(key, token, kept)
    return kept[0]
