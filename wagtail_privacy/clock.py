"""The time and the day of the site, whether `USE_TZ` is on or off.

A day is that of `TIME_ZONE`, not of the person who looks: counts, deadlines and versions have the
same date for everybody.
"""

import datetime

from django.utils import timezone


def now() -> datetime.datetime:
    """Give the time as the database keeps it: aware with `USE_TZ`, naive in `TIME_ZONE` without."""
    return timezone.now()


def today() -> datetime.date:
    """Give the date of today in the site's time zone."""
    return day_of(now())


def day_of(moment: datetime.datetime) -> datetime.date:
    """Give the date of a moment in the site's time zone."""
    if timezone.is_naive(moment):
        return moment.date()
    return moment.astimezone(timezone.get_default_timezone()).date()
