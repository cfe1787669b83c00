"""Writes a batch of sums: one statement that adds, in one transaction with the batch's number.

What is counted is added to what waits; `releasing.py` moves it to the counts that are shown.
"""

import datetime
import uuid
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.db import connections, router, transaction
from django.db.models import Q

from wagtail_privacy import clock, conf
from wagtail_privacy.analytics.counts import modes
from wagtail_privacy.analytics.counts.dimensions import CLOSED, Seen
from wagtail_privacy.analytics.counts.sums import Batch, Key, SeenKey, Sums
from wagtail_privacy.analytics.keeping import bounding, exact, groups, rollup
from wagtail_privacy.analytics.keeping.upserts import Columns, dialect, upsert
from wagtail_privacy.analytics.models import (
    DimensionCount,
    FlushedBatch,
    MonthCount,
    PageCount,
    SiteCount,
    WaitingDimensionCount,
    WaitingPageCount,
)

#: `privacy_prune_analytics` forgets batches of processes that ended without a trace after so long.
BATCH_MEMORY = datetime.timedelta(days=7)

CLAIMS = {
    "sqlite": "INSERT INTO {table} ({columns}) VALUES (%s, %s) ON CONFLICT DO NOTHING",
    "postgresql": "INSERT INTO {table} ({columns}) VALUES (%s, %s) ON CONFLICT DO NOTHING",
    "mysql": "INSERT IGNORE INTO {table} ({columns}) VALUES (%s, %s)",
}
WAITING_PAGES = Columns(("site_id", "page_id"), Sums._fields, ("day",), ("coins",))
WAITING_SEEN = Columns(
    ("site_id", "dimension", "page_number", "value"), ("number",), ("day",), ("coins",)
)
SEEN = Columns(("site_id", "day", "dimension", "page_number", "value"), ("number",))


def write(batch: Batch, *, forget: uuid.UUID | None = None, using: str | None = None) -> None:
    """Add a batch to what waits unless it is there already.

    `forget` is the last batch of the same process; as that one is confirmed, its number can go.
    """
    alias = using or router.db_for_write(PageCount)
    with transaction.atomic(using=alias):
        if not _claim(batch.id, alias):
            return
        if forget is not None:
            FlushedBatch.objects.using(alias).filter(pk=forget).delete()
        add_waiting(batch.sums.items(), alias)
        if batch.seen:
            add_seen(batch.seen, alias)
        if exact.are_wanted(conf.analytics()):
            exact.add(batch.sums.items(), alias)


def add_waiting(rows: Iterable[tuple[Key, Sums]], alias: str) -> None:
    """Add sums to what waits of each page; the caller holds the transaction."""
    found: dict[tuple[int, int], tuple[Sums, int]] = {}
    for (site_id, day, page_id), sums in rows:
        held, last = found.get((site_id, page_id), (Sums(), day))
        found[site_id, page_id] = groups.plus(held, sums), max(last, day)
    # Sorted, so that processes that write the same pages wait for each other in turn.
    values = [
        (*key, *sums, datetime.date.fromordinal(day), groups.toss())
        for key, (sums, day) in sorted(found.items())
    ]
    upsert(WaitingPageCount, WAITING_PAGES, values, alias)


def add_rows(rows: Sequence[tuple[Key, Sums]], alias: str) -> None:
    """Add sums to the shown counts of days, months and sites; the caller holds the transaction."""
    dated = [
        (site_id, datetime.date.fromordinal(day), page_id, *sums)
        for (site_id, day, page_id), sums in rows
    ]
    upsert(PageCount, Columns(("site_id", "day", "page_id"), Sums._fields), dated, alias)
    add_months(rollup.by_month(rows), alias)
    # Last, as it is the one row that all processes write: it is held for a moment only.
    columns = Columns(("site_id", "day"), rollup.SITE_COLUMNS)
    upsert(SiteCount, columns, rollup.by_site(rows), alias)


def add_months(rows: Sequence[tuple[Any, ...]], alias: str) -> None:
    """Add rows of site, month, page and sums; the caller holds the transaction."""
    upsert(MonthCount, Columns(("site_id", "month", "page_id"), Sums._fields), rows, alias)


def add_seen(seen: Mapping[SeenKey, int], alias: str) -> None:
    """Add what else was seen to what waits, within the limit of values.

    The caller holds the transaction.
    """
    most = conf.analytics().MAX_VALUES
    bounded = bounding.bounded(seen, _stored_values(seen, alias), most)
    found: Counter[tuple[int, str, int, str]] = Counter()
    days: defaultdict[tuple[int, str, int, str], int] = defaultdict(int)
    for (site_id, day, dimension, page_id, value), number in bounded.items():
        key = (site_id, dimension, page_id, value)
        found[key] += number
        days[key] = max(days[key], day)
    waiting = [
        (*key, number, datetime.date.fromordinal(days[key]), groups.toss())
        for key, number in sorted(found.items())
    ]
    upsert(WaitingDimensionCount, WAITING_SEEN, waiting, alias)


def add_shown_seen(rows: Sequence[tuple[Any, ...]], alias: str) -> None:
    """Add rows of site, day, dimension, page, value and number to what is shown."""
    upsert(DimensionCount, SEEN, rows, alias)


def _stored_values(seen: Iterable[SeenKey], alias: str) -> set[SeenKey]:
    """Give what is stored, waiting or shown, of the days and dimensions that have open values."""
    wanted = Q(pk__in=())
    for site_id, day, dimension in {key[:3] for key in seen if key[2] not in CLOSED}:
        wanted |= Q(site_id=site_id, day=datetime.date.fromordinal(day), dimension=dimension)
    if wanted == Q(pk__in=()):
        return set()
    columns = ("site_id", "day", *WAITING_SEEN.keys[1:])
    return {
        (site_id, day.toordinal(), dimension, page, value)
        for model in (WaitingDimensionCount, DimensionCount)
        for site_id, day, dimension, page, value in model.objects.using(alias)
        .filter(wanted)
        .values_list(*columns)
    }


def _claim(batch_id: uuid.UUID, alias: str) -> bool:
    connection = connections[alias]
    quote = connection.ops.quote_name
    options = FlushedBatch._meta
    statement = dialect(CLAIMS, connection).format(
        table=quote(options.db_table), columns=f"{quote('id')}, {quote('written_at')}"
    )
    parameters = [
        options.get_field("id").get_db_prep_save(batch_id, connection),
        connection.ops.adapt_datetimefield_value(clock.now()),
    ]
    with connection.cursor() as cursor:
        cursor.execute(statement, parameters)
        return cursor.rowcount == 1


def add_counts(
    counts: Iterable[tuple[int, int, datetime.date, Sums]], *, using: str | None = None
) -> int:
    """Add past counts, given as (site id, page id, day, sums); give the number of shown rows.

    For importing and for demonstrations: what would have been shown by now is, the rest waits.
    Whoever repeats it deletes the old ones first.
    """
    pages: defaultdict[tuple[int, int], dict[int, Sums]] = defaultdict(dict)
    for site_id, page_id, day, sums in counts:
        days = pages[site_id, page_id]
        days[day.toordinal()] = groups.plus(days.get(day.toordinal(), Sums()), sums)
    config = conf.analytics()
    shown, waiting = [], []
    for (site_id, page_id), days in pages.items():
        by_views = config.MODE == modes.VIEWS or not any(sums.visits for sums in days.values())
        past = groups.of_past(sorted(days.items()), config.MINIMUM_COUNT, by_views=by_views)
        shown += [((site_id, day, page_id), sums) for day, sums in past.shown]
        if any(past.waiting):
            waiting.append(((site_id, max(days), page_id), past.waiting))
    alias = using or router.db_for_write(PageCount)
    with transaction.atomic(using=alias):
        add_waiting(waiting, alias)
        add_rows(sorted(shown), alias)
    return len(shown)


def add_dimensions(
    counts: Iterable[tuple[int, datetime.date, Seen, int]], *, using: str | None = None
) -> int:
    """Add past counts, given as (site id, day, what was seen, number); give the shown rows."""
    values: defaultdict[tuple[int, str, int, str], Counter[int]] = defaultdict(Counter)
    for site_id, day, (dimension, page_id, value), number in counts:
        values[site_id, dimension.value, page_id, value][day.toordinal()] += number
    minimum = conf.analytics().MINIMUM_COUNT
    shown: list[tuple[Any, ...]] = []
    waiting: dict[SeenKey, int] = {}
    for (site_id, name, page_id, value), days in values.items():
        found, left, _coin = groups.of_past_value(sorted(days.items()), minimum)
        place = (name, page_id, value)
        shown += [
            (site_id, datetime.date.fromordinal(day), *place, number) for day, number in found
        ]
        if left:
            waiting[site_id, max(days), name, page_id, value] = left
    alias = using or router.db_for_write(PageCount)
    with transaction.atomic(using=alias):
        if waiting:
            add_seen(waiting, alias)
        add_shown_seen(sorted(shown), alias)
    return len(shown)


def prune_batches() -> int:
    """Forget the numbers of batches whose process is long gone; give how many."""
    before = clock.now() - BATCH_MEMORY
    return FlushedBatch.objects.filter(written_at__lt=before).delete()[0]
