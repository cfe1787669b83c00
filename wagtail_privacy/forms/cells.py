"""Answers as texts, for lists and spreadsheets."""

import datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext


def as_text(value: Any) -> str:
    """Give an answer as a text in the active language; times are those of the site's zone."""
    if isinstance(value, str):
        return value
    match value:
        case None:
            return ""
        case bool():
            return gettext("yes") if value else gettext("no")
        case list():
            return ", ".join(map(str, value))
        case {"file": _, "name": name}:
            return str(name)
        case datetime.datetime():
            moment = timezone.localtime(value) if timezone.is_aware(value) else value
            return moment.replace(tzinfo=None).isoformat(" ", "seconds")
    return str(value)
