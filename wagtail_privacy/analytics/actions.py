"""Deletes what is kept for long enough."""

import datetime

from django.db import router, transaction

from wagtail_privacy import conf
from wagtail_privacy.analytics.counts.sums import Sums
from wagtail_privacy.analytics.keeping import rollup, writing
from wagtail_privacy.analytics.models import (
    DimensionCount,
    MonthCount,
    PageCount,
    SiteCount,
    WaitingDimensionCount,
    WaitingPageCount,
)
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
    """Delete the counts that have expired; give how many. A rehearsal only counts them.

    What waits expires when nothing has been added to it for that long.
    """
    first = first_day_kept(today)
    models = (PageCount, DimensionCount, WaitingPageCount, WaitingDimensionCount)
    expired = [model.objects.filter(day__lt=first) for model in models]
    if is_rehearsal:
        return sum(rows.count() for rows in expired)
    writing.prune_batches()
    with transaction.atomic(using=router.db_for_write(PageCount)):
        _take_off(first)
        return sum(rows.delete()[0] for rows in expired)


def _take_off(first: datetime.date) -> None:
    """Take the days before the first one kept off the sums of months and sites."""
    alias = router.db_for_write(PageCount)
    month = rollup.month_of(first)
    SiteCount.objects.using(alias).filter(day__lt=first).delete()
    MonthCount.objects.using(alias).filter(month__lt=month).delete()
    # Locked, so that two who prune at once do not take the same days off twice.
    days = PageCount.objects.using(alias).select_for_update().filter(day__gte=month, day__lt=first)
    rows = [
        ((site_id, day.toordinal(), page_id), Sums(*(-number for number in sums)))
        for site_id, day, page_id, *sums in days.values_list(
            "site_id", "day", "page_id", *Sums._fields
        )
    ]
    writing.add_months(rollup.by_month(rows), alias)
    MonthCount.objects.using(alias).filter(month=month, **dict.fromkeys(Sums._fields, 0)).delete()
