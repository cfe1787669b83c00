"""Writes a batch of sums: one statement that adds, in one transaction with the batch's number."""

import datetime
import uuid
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.db import NotSupportedError, connections, router, transaction
from django.db.models import Model, Q

from wagtail_privacy import clock, conf
from wagtail_privacy.analytics import bounding, rollup
from wagtail_privacy.analytics.dimensions import CLOSED, Seen
from wagtail_privacy.analytics.models import (
    DimensionCount,
    FlushedBatch,
    MonthCount,
    PageCount,
    SiteCount,
)
from wagtail_privacy.analytics.sums import Batch, Key, SeenKey, Sums

#: Rows per statement; eight parameters each stay below the 999 that an older SQLite takes.
ROWS = 100
#: `privacy_prune_analytics` forgets batches of processes that ended without a trace after so long.
BATCH_MEMORY = datetime.timedelta(days=7)

UPSERTS = {
    "sqlite": ("ON CONFLICT ({keys}) DO UPDATE SET {sets}", "{c} = {table}.{c} + excluded.{c}"),
    "postgresql": (
        "ON CONFLICT ({keys}) DO UPDATE SET {sets}",
        "{c} = {table}.{c} + excluded.{c}",
    ),
    # VALUES() is the one spelling that MySQL and MariaDB share.
    "mysql": ("ON DUPLICATE KEY UPDATE {sets}", "{c} = {c} + VALUES({c})"),
}
CLAIMS = {
    "sqlite": "INSERT INTO {table} ({columns}) VALUES (%s, %s) ON CONFLICT DO NOTHING",
    "postgresql": "INSERT INTO {table} ({columns}) VALUES (%s, %s) ON CONFLICT DO NOTHING",
    "mysql": "INSERT IGNORE INTO {table} ({columns}) VALUES (%s, %s)",
}


def write(batch: Batch, *, forget: uuid.UUID | None = None, using: str | None = None) -> None:
    """Add a batch to the counts unless it is there already.

    `forget` is the last batch of the same process; as that one is confirmed, its number can go.
    """
    alias = using or router.db_for_write(PageCount)
    with transaction.atomic(using=alias):
        if not _claim(batch.id, alias):
            return
        if forget is not None:
            FlushedBatch.objects.using(alias).filter(pk=forget).delete()
        # Sorted, so that processes that write the same pages wait for each other in turn.
        add_rows(sorted(batch.sums.items()), alias)
        if batch.seen:
            add_seen(batch.seen, alias)


def add_rows(rows: Sequence[tuple[Key, Sums]], alias: str) -> None:
    """Add sums to the counts of days, months and sites; the caller holds the transaction."""
    dated = [
        (site_id, datetime.date.fromordinal(day), page_id, *sums)
        for (site_id, day, page_id), sums in rows
    ]
    _upsert(PageCount, ("site_id", "day", "page_id"), Sums._fields, dated, alias)
    add_months(rollup.by_month(rows), alias)
    # Last, as it is the one row that all processes write: it is held for a moment only.
    _upsert(SiteCount, ("site_id", "day"), rollup.SITE_COLUMNS, rollup.by_site(rows), alias)


def add_months(rows: Sequence[tuple[Any, ...]], alias: str) -> None:
    """Add rows of site, month, page and sums; the caller holds the transaction."""
    _upsert(MonthCount, ("site_id", "month", "page_id"), Sums._fields, rows, alias)


def add_seen(seen: Mapping[SeenKey, int], alias: str) -> None:
    """Add what else was seen, within the limit of values; the caller holds the transaction."""
    most = conf.analytics().MAX_VALUES
    bounded = bounding.bounded(seen, _stored_values(seen, alias), most)
    _upsert(
        DimensionCount,
        ("site_id", "day", "dimension", "page_number", "value"),
        ("number",),
        [
            (site_id, datetime.date.fromordinal(day), *rest, number)
            for (site_id, day, *rest), number in sorted(bounded.items())
        ],
        alias,
    )


def _stored_values(seen: Iterable[SeenKey], alias: str) -> set[SeenKey]:
    """Give what is stored of the days and dimensions that have open values."""
    groups = {key[:3] for key in seen if key[2] not in CLOSED}
    if not groups:
        return set()
    wanted = Q()
    for site_id, day, dimension in groups:
        wanted |= Q(site_id=site_id, day=datetime.date.fromordinal(day), dimension=dimension)
    rows = DimensionCount.objects.using(alias).filter(wanted)
    columns = ("site_id", "day", "dimension", "page_number", "value")
    return {
        (site_id, day.toordinal(), dimension, page, value)
        for site_id, day, dimension, page, value in rows.values_list(*columns)
    }


def _upsert(
    model: type[Model],
    keys: Sequence[str],
    numbers: Sequence[str],
    rows: Sequence[tuple[Any, ...]],
    alias: str,
) -> None:
    connection = connections[alias]
    adapt = connection.ops.adapt_datefield_value
    with connection.cursor() as cursor:
        for start in range(0, len(rows), ROWS):
            chunk = rows[start : start + ROWS]
            parameters = [
                adapt(value) if isinstance(value, datetime.date) else value
                for row in chunk
                for value in row
            ]
            cursor.execute(_statement(connection, model, keys, numbers, len(chunk)), parameters)


def _statement(
    connection: Any, model: type[Model], keys: Sequence[str], numbers: Sequence[str], rows: int
) -> str:
    ending, setting = _dialect(UPSERTS, connection)
    quote = connection.ops.quote_name
    table = quote(model._meta.db_table)
    key_columns = [quote(column) for column in keys]
    sums = [quote(column) for column in numbers]
    sets = ", ".join(setting.format(table=table, c=column) for column in sums)
    row = f"({', '.join(['%s'] * (len(keys) + len(sums)))})"
    return (
        f"INSERT INTO {table} ({', '.join(key_columns + sums)}) VALUES {', '.join([row] * rows)} "  # noqa: S608
        + ending.format(keys=", ".join(key_columns), sets=sets)
    )


def _claim(batch_id: uuid.UUID, alias: str) -> bool:
    connection = connections[alias]
    quote = connection.ops.quote_name
    options = FlushedBatch._meta
    statement = _dialect(CLAIMS, connection).format(
        table=quote(options.db_table), columns=f"{quote('id')}, {quote('written_at')}"
    )
    parameters = [
        options.get_field("id").get_db_prep_save(batch_id, connection),
        connection.ops.adapt_datetimefield_value(clock.now()),
    ]
    with connection.cursor() as cursor:
        cursor.execute(statement, parameters)
        return cursor.rowcount == 1


def _dialect(spellings: dict[str, Any], connection: Any) -> Any:
    try:
        return spellings[connection.vendor]
    except KeyError:
        raise NotSupportedError(f"No adding upsert is known for {connection.vendor}.") from None


def add_counts(
    counts: Iterable[tuple[int, int, datetime.date, Sums]], *, using: str | None = None
) -> int:
    """Add past counts, given as (site id, page id, day, sums); give the number of rows.

    For importing and for demonstrations; whoever repeats it deletes the old ones first.
    """
    added: dict[Key, Sums] = {}
    for site_id, page_id, day, sums in counts:
        key = (site_id, day.toordinal(), page_id)
        added[key] = Sums(*map(int.__add__, added.get(key, Sums()), sums))
    alias = using or router.db_for_write(PageCount)
    with transaction.atomic(using=alias):
        add_rows(sorted(added.items()), alias)
    return len(added)


def add_dimensions(
    counts: Iterable[tuple[int, datetime.date, Seen, int]], *, using: str | None = None
) -> int:
    """Add past counts, given as (site id, day, what was seen, number); give the number of rows."""
    added: Counter[SeenKey] = Counter()
    for site_id, day, (dimension, page_id, value), number in counts:
        added[site_id, day.toordinal(), dimension.value, page_id, value] += number
    alias = using or router.db_for_write(PageCount)
    with transaction.atomic(using=alias):
        add_seen(added, alias)
    return len(added)


def prune_batches() -> int:
    """Forget the numbers of batches whose process is long gone; give how many."""
    before = clock.now() - BATCH_MEMORY
    return FlushedBatch.objects.filter(written_at__lt=before).delete()[0]
