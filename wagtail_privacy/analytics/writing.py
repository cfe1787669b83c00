"""Writes a batch of sums: one statement that adds, in one transaction with the batch's number."""

import datetime
import uuid
from collections.abc import Iterable, Sequence
from typing import Any

from django.db import NotSupportedError, connections, router, transaction

from wagtail_privacy import clock
from wagtail_privacy.analytics.models import FlushedBatch, PageCount
from wagtail_privacy.analytics.sums import Batch, Key, Sums

#: Rows per statement; eight parameters each stay below the 999 that an older SQLite takes.
ROWS = 100
#: `privacy_prune_analytics` forgets batches of processes that ended without a trace after so long.
BATCH_MEMORY = datetime.timedelta(days=7)

KEY_COLUMNS = ("site_id", "day", "page_id")
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


def add_rows(rows: Sequence[tuple[Key, Sums]], alias: str) -> None:
    """Add sums to the counts; the caller holds the transaction."""
    connection = connections[alias]
    adapt = connection.ops.adapt_datefield_value
    with connection.cursor() as cursor:
        for start in range(0, len(rows), ROWS):
            chunk = rows[start : start + ROWS]
            parameters: list[Any] = []
            for (site_id, day, page_id), sums in chunk:
                date = adapt(datetime.date.fromordinal(day))
                parameters += (site_id, date, page_id, *sums)
            cursor.execute(_statement(connection, len(chunk)), parameters)


def _statement(connection: Any, rows: int) -> str:
    ending, setting = _dialect(UPSERTS, connection)
    quote = connection.ops.quote_name
    table = quote(PageCount._meta.db_table)
    keys = [quote(column) for column in KEY_COLUMNS]
    sums = [quote(column) for column in Sums._fields]
    sets = ", ".join(setting.format(table=table, c=column) for column in sums)
    row = f"({', '.join(['%s'] * (len(keys) + len(sums)))})"
    return (
        f"INSERT INTO {table} ({', '.join(keys + sums)}) VALUES {', '.join([row] * rows)} "  # noqa: S608
        + ending.format(keys=", ".join(keys), sets=sets)
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


def prune_batches() -> int:
    """Forget the numbers of batches whose process is long gone; give how many."""
    before = clock.now() - BATCH_MEMORY
    return FlushedBatch.objects.filter(written_at__lt=before).delete()[0]
