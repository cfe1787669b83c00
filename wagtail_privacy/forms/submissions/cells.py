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
        return _moment(value, zone)
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


def _moment(value: datetime.datetime, zone: datetime.tzinfo | None) -> str:
    moment = value if value.tzinfo is None else timezone.localtime(value, zone)
    return moment.replace(tzinfo=None).isoformat(" ", "seconds")
