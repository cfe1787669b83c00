"""Deletes what is kept for long enough."""

import datetime

from wagtail_privacy import conf
from wagtail_privacy.analytics import writing
from wagtail_privacy.analytics.models import DimensionCount, PageCount
from wagtail_privacy.durations import LONGEST, Duration, DurationUnit


def retention_of(config: conf.AnalyticsSettings) -> Duration:
    """Give how long counts are kept; a senseless setting, which a check names, is bounded."""
    months = max(config.RETENTION_MONTHS, 1)
    return Duration(min(months, LONGEST[DurationUnit.MONTH]), DurationUnit.MONTH)


def first_day_kept(today: datetime.date) -> datetime.date:
    """Give the earliest day whose counts are not older than `RETENTION_MONTHS`."""
    months = retention_of(conf.analytics())
    # Calendar months forwards are the rule for retention, so look for the first day that passes.
    day = today - datetime.timedelta(days=31 * months.amount)
    while months.after(day) < today:
        day += datetime.timedelta(days=1)
    return day


def prune(today: datetime.date, *, is_rehearsal: bool = False) -> int:
    """Delete the counts that have expired; give how many. A rehearsal only counts them."""
    first = first_day_kept(today)
    expired = [model.objects.filter(day__lt=first) for model in (PageCount, DimensionCount)]
    if is_rehearsal:
        return sum(rows.count() for rows in expired)
    writing.prune_batches()
    return sum(rows.delete()[0] for rows in expired)
