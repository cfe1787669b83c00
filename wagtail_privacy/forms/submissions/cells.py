"""Answers as texts, for lists and spreadsheets."""

import datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext


def as_text(value: Any, zone: datetime.tzinfo | None = None) -> str:
    """Give an answer as a text in the active language; times are those of a zone or the active."""
    if isinstance(value, str):
        return value
    if isinstance(value, datetime.datetime):
        return local(value, zone).isoformat(" ", "seconds")
    match value:
        case None:
            return ""
        case bool():
            return gettext("yes") if value else gettext("no")
        case list():
            return ", ".join(map(str, value))
        case {"file": _, "name": name}:
            return str(name)
    return str(value)


def local(value: datetime.datetime, zone: datetime.tzinfo | None) -> datetime.datetime:
    """Give a moment as clocks in a zone, or in the active one, show it to the second."""
    if value.tzinfo is not None:
        value = value.astimezone(zone or timezone.get_current_timezone())
    return value.replace(tzinfo=None, microsecond=0)
