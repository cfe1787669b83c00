"""Moves what has waited long enough to the counts that are shown, see `groups.py` for the rule.

What is taken off and what is added are one transaction over locked rows, so that processes that
do this at once, or are killed on the way, neither show a number twice nor lose one.
"""

import datetime
from collections.abc import Callable, Sequence
from typing import Any

from django.db import connections, router, transaction
from django.db.models import F, Model, Q, QuerySet

from wagtail_privacy import conf
from wagtail_privacy.analytics.counts import modes
from wagtail_privacy.analytics.counts.sums import Key, Sums
from wagtail_privacy.analytics.keeping import groups
from wagtail_privacy.analytics.keeping.writing import add_rows, add_shown_seen
from wagtail_privacy.analytics.models import (
    MonthCount,
    PageCount,
    WaitingDimensionCount,
    WaitingPageCount,
)

#: Rows that are moved in one transaction.
CHUNK = 500


def release(today: datetime.date, *, using: str | None = None) -> None:
    """Show, as numbers of today, whatever waits and is enough."""
    alias = using or router.db_for_write(PageCount)
    minimum = max(conf.analytics().MINIMUM_COUNT, 1)
    _in_chunks(WaitingPageCount, _worth_a_look(minimum), alias, today, _release_pages)
    _in_chunks(WaitingDimensionCount, Q(number__gte=minimum), alias, today, _release_seen)


def _in_chunks(
    model: type[Model],
    where: Q,
    alias: str,
    today: datetime.date,
    move: Callable[[QuerySet[Any], datetime.date, str], None],
) -> None:
    # First without locks, as mostly there is nothing to do. Then one by one: a condition would
    # have MariaDB lock all rows that it looks at.
    found = model._base_manager.using(alias).filter(where).order_by("pk")
    keys = list(found.values_list("pk", flat=True))
    for start in range(0, len(keys), CHUNK):
        with transaction.atomic(using=alias):
            move(_locked(model, keys[start : start + CHUNK], alias), today, alias)


def _locked(model: type[Model], keys: Sequence[int], alias: str) -> QuerySet[Any]:
    rows = model._base_manager.using(alias)
    features = connections[alias].features
    if not features.has_select_for_update:
        # SQLite locks the whole file, but only once something is written.
        rows.filter(pk=keys[0]).update(coins=F("coins"))
        return rows.filter(pk__in=keys)
    # What another process moves or adds to just now comes at the next time.
    return rows.filter(pk__in=keys).select_for_update(
        skip_locked=features.has_select_for_update_skip_locked
    )


def _worth_a_look(minimum: int) -> Q:
    """Give what finds every page that may have a group, and few others."""
    if minimum == 1:
        return Q()
    views = Q(views__gte=minimum)
    if conf.analytics().MODE != modes.VIEWS:
        views &= Q(visits=0)
    return (
        Q(visits__gte=minimum)
        | Q(bounces__gte=minimum)
        | Q(bounces__lte=-minimum)
        | Q(entries__gte=F("bounces") + minimum)
        | views
    )


def _release_pages(rows: QuerySet[Any], today: datetime.date, alias: str) -> None:
    minimum = conf.analytics().MINIMUM_COUNT
    waiting: list[WaitingPageCount] = list(rows)
    without_visits = _without_visits(waiting, alias)
    shown: list[tuple[Key, Sums]] = []
    changed, empty = [], []
    for row in waiting:
        key = (row.site_id, row.page_id)
        found = groups.ripe(row.sums, minimum, row.coins, by_views=key in without_visits)
        if not found.groups:
            continue
        shown.append(((row.site_id, today.toordinal(), row.page_id), found.sums))
        left = groups.minus(row.sums, found.sums)
        if any(left):
            row.coins = groups.tossed_anew(row.coins, found.groups)
            for name, number in left._asdict().items():
                setattr(row, name, number)
            changed.append(row)
        else:
            empty.append(row.pk)
    model = WaitingPageCount.objects.using(alias)
    model.bulk_update(changed, [*Sums._fields, "coins"])
    model.filter(pk__in=empty).delete()
    add_rows(sorted(row for row in shown if any(row[1])), alias)


def _without_visits(rows: Sequence[WaitingPageCount], alias: str) -> set[tuple[int, int]]:
    """Give site and page of those where views are all there is to go by.

    Where visits are told apart, many views may be one visitor's, so there it is only pages that
    never had a visit: those of a site whose cache is away.
    """
    if conf.analytics().MODE == modes.VIEWS:
        return {(row.site_id, row.page_id) for row in rows}
    found = {(row.site_id, row.page_id) for row in rows if not row.visits}
    if not found:
        return set()
    visited = MonthCount.objects.using(alias).filter(
        site_id__in={site for site, _page in found},
        page_id__in={page for _site, page in found},
        visits__gt=0,
    )
    return found - set(visited.values_list("site_id", "page_id"))


def _release_seen(rows: QuerySet[Any], today: datetime.date, alias: str) -> None:
    minimum = conf.analytics().MINIMUM_COUNT
    ripe = [row for row in rows if row.number >= groups.threshold(minimum, row.coins)]
    add_shown_seen(
        sorted(
            (row.site_id, today, row.dimension, row.page_number, row.value, row.number)
            for row in ripe
        ),
        alias,
    )
    WaitingDimensionCount.objects.using(alias).filter(pk__in=[row.pk for row in ripe]).delete()
