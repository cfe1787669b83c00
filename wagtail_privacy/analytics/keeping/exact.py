"""The exact sums of the month that runs, from which the figures with noise are drawn.

Noise hides what one visit changes, so that must be little, and bounded for ever. Of the groups that
are shown (`groups.py`) it is not: a visit more may show each later group of its page a visit
earlier, and so change every month that follows. It changes an exact sum by one, in one month.
"""

import datetime
from collections import Counter
from collections.abc import Iterable

from wagtail.models import Site

from wagtail_privacy import conf
from wagtail_privacy.analytics.counts import modes, ways
from wagtail_privacy.analytics.counts.sums import Key, Sums
from wagtail_privacy.analytics.keeping.rollup import month_after, month_of
from wagtail_privacy.analytics.keeping.upserts import Columns, upsert
from wagtail_privacy.analytics.models import ExactCount

#: Stands for all pages of a site: their entries are its visits.
SITE = 0
COLUMNS = Columns(("site_id", "month", "page_number"), ("number",), (), ("is_whole",))


def are_wanted(config: conf.AnalyticsSettings) -> bool:
    """Say whether the site tells figures with noise."""
    return config.MODE != modes.OFF and config.PUBLIC_FIGURES == ways.NOISE


def add(rows: Iterable[tuple[Key, Sums]], alias: str) -> None:
    """Add the visits of pages and sites to their months; the caller holds the transaction."""
    found: Counter[tuple[int, datetime.date, int]] = Counter()
    for (site_id, day, page_id), sums in rows:
        month = month_of(datetime.date.fromordinal(day))
        found[site_id, month, page_id] += sums.visits
        found[site_id, month, SITE] += sums.entries
    # The row of the site last: all processes write it, so it is held for a moment only.
    values = [(*key, number, False) for key, number in sorted(found.items(), reverse=True)]
    upsert(ExactCount, COLUMNS, [row for row in values if row[3]], alias)


def of_month(site: Site, month: datetime.date, alias: str) -> dict[int, int] | None:
    """Give the visits by page, those of the site as page 0; None if days of the month lack."""
    rows = list(ExactCount.objects.using(alias).filter(site=site, month=month))
    if not any(row.is_whole for row in rows):
        return None
    return {row.page_number: row.number for row in rows}


def go_on(today: datetime.date, drawn: datetime.date) -> None:
    """Forget the months up to the one that is drawn, and note that the next will be whole.

    Since when a month is counted must not depend on whether there was a visit: that would tell of
    the visit.
    """
    ExactCount.objects.filter(month__lte=drawn).delete()
    following = month_after(month_of(today))
    rows = [ExactCount(site=site, month=following, is_whole=True) for site in Site.objects.all()]
    ExactCount.objects.bulk_create(rows, ignore_conflicts=True)


def forget() -> None:
    """Forget everything, where no figures with noise are told any more."""
    ExactCount.objects.all().delete()
