"""What the counts of pages and days add up to: per month and page, and per day and site.

Written along with them in the same transaction, so that they are right whenever somebody reads:
hits that come late add to the months that they belong to, and pruned days are taken off again.
"""

import datetime
from collections import defaultdict
from collections.abc import Iterable
from itertools import pairwise

from wagtail_privacy.analytics.counts.sums import Key, Sums

#: Columns of `SiteCount`.
SITE_COLUMNS = ("views", "entries", "engaged_seconds")

Span = tuple[datetime.date, datetime.date]  # first and last day, both included
MonthRow = tuple[int, datetime.date, int, int, int, int, int, int]
SiteRow = tuple[int, datetime.date, int, int, int]


def month_of(day: datetime.date) -> datetime.date:
    """Give the first day of the month of a day."""
    return day.replace(day=1)


def month_after(month: datetime.date) -> datetime.date:
    """Give the first day of the month after the one that begins on a day."""
    return month_of(month + datetime.timedelta(days=31))


def by_month(rows: Iterable[tuple[Key, Sums]]) -> list[MonthRow]:
    """Add up the sums per site, month and page, sorted."""
    found: dict[tuple[int, datetime.date, int], Sums] = {}
    for (site_id, day, page_id), sums in rows:
        key = (site_id, month_of(datetime.date.fromordinal(day)), page_id)
        found[key] = Sums(*map(int.__add__, found[key], sums)) if key in found else sums
    return [(*key, *sums) for key, sums in sorted(found.items())]


def by_site(rows: Iterable[tuple[Key, Sums]]) -> list[SiteRow]:
    """Add up the sums per site and day, sorted."""
    found: defaultdict[tuple[int, int], list[Sums]] = defaultdict(list)
    for (site_id, day, _page_id), sums in rows:
        found[site_id, day].append(sums)
    return [
        (
            site_id,
            datetime.date.fromordinal(day),
            sum(each.views for each in sums),
            sum(each.entries for each in sums),
            sum(each.engaged_seconds for each in sums),
        )
        for (site_id, day), sums in sorted(found.items())
    ]


def split(first: datetime.date, last: datetime.date) -> tuple[list[datetime.date], list[Span]]:
    """Split a span of days into its whole months and the days before and after them."""
    starts = [month_of(first)]
    while starts[-1] <= last:
        starts.append(month_after(starts[-1]))
    day = datetime.timedelta(days=1)
    months = [start for start, after in pairwise(starts) if first <= start and after - day <= last]
    if not months:
        return [], [(first, last)]
    after = month_after(months[-1])
    spans = [(first, months[0] - day), (after, last)]
    return months, [span for span in spans if span[0] <= span[1]]
