"""The day of a hit."""

import datetime

from django.utils.timezone import get_default_timezone


def day_of(now: float) -> int:
    """Give the ordinal of the date in the site's time zone."""
    return datetime.datetime.fromtimestamp(now, get_default_timezone()).toordinal()
