"""The sums of months and sites: always what the days of the pages add up to."""

import datetime
import itertools
from importlib import import_module
from types import SimpleNamespace
from typing import Any

import pytest
from django.apps import apps
from django.core.cache import cache
from django.core.management import call_command
from django.db import connection
from django.db.models import Sum
from django.db.models.functions import TruncMonth
from hypothesis import given
from hypothesis import strategies as st

from tests.analytics.databases import alias, mariadb_counts, postgresql_counts
from wagtail_privacy.analytics.counts.sums import Sums
from wagtail_privacy.analytics.keeping import rollup
from wagtail_privacy.analytics.keeping.writing import add_counts
from wagtail_privacy.analytics.models import MonthCount, PageCount, SiteCount
from wagtail_privacy.analytics.showing import charts
from wagtail_privacy.analytics.showing.figures import Figure
from wagtail_privacy.analytics.showing.summary import DayRow, Period, Summary

__all__ = ["alias", "mariadb_counts", "postgresql_counts"]

DAY = datetime.date(2026, 11, 22)
DAYS = [DAY - datetime.timedelta(days=7 * weeks) for weeks in range(120)]


def count(*, using: str | None = None) -> None:
    """Count on two sites and three pages over more than two years; what comes twice adds up."""
    for factor in (1, 10):
        add_counts(
            (
                (site, page, day, Sums(*(factor * (page + number) for number in range(5))))
                for site, page, day in itertools.product((1, 2), (3, 4, 5), DAYS)
            ),
            using=using,
        )


def assert_right(alias: str = "default") -> None:
    """Compare the sums with what the days add up to."""
    counts = PageCount.objects.using(alias).order_by()
    sums = [Sum(name) for name in Sums._fields]
    months = counts.annotate(month=TruncMonth("day")).values_list("site_id", "month", "page_id")
    stored = MonthCount.objects.using(alias).values_list(
        "site_id", "month", "page_id", *Sums._fields
    )
    assert set(stored) == set(months.annotate(*sums))
    sites = counts.values_list("site_id", "day")
    stored = SiteCount.objects.using(alias).values_list("site_id", "day", *rollup.SITE_COLUMNS)
    assert set(stored) == set(sites.annotate(*(Sum(name) for name in rollup.SITE_COLUMNS)))


@pytest.mark.django_db
def test_they_are_right_when_counts_come_late(alias: str) -> None:
    count(using=alias)
    assert MonthCount.objects.using(alias).count() > 100
    assert_right(alias)


@pytest.mark.django_db
def test_they_are_right_after_pruning(time_machine: Any) -> None:
    count()
    time_machine.move_to(datetime.datetime(2026, 11, 22, 12, tzinfo=datetime.UTC), tick=False)
    for day in (22, 25, 30):
        time_machine.move_to(datetime.datetime(2026, 11, day, 12, tzinfo=datetime.UTC))
        call_command("privacy_prune_analytics")
        assert_right()
    assert MonthCount.objects.order_by("month")[0].month == datetime.date(2024, 11, 1)


@pytest.mark.django_db
def test_the_migration_adds_up_what_is_there() -> None:
    count()
    MonthCount.objects.all().delete()
    SiteCount.objects.all().delete()
    migration = import_module("wagtail_privacy.analytics.migrations.0004_rollups")
    migration.add_up(apps, SimpleNamespace(connection=connection))
    assert_right()


@pytest.mark.django_db
@pytest.mark.parametrize("page_ids", [None, frozenset({3, 5})])
@pytest.mark.parametrize("days", [7, 30, 90, 365])
def test_a_summary_adds_up_months_and_days(days: int, page_ids: frozenset[int] | None) -> None:
    count()
    period = Period(days, DAY)
    summary = Summary(1, period, 1, page_ids=page_ids)
    for span, pages in ((period, summary.pages), (period.before, summary.pages_before)):
        rows = PageCount.objects.filter(site_id=1, day__range=(span.first, span.last))
        rows = rows.filter(page_id__in=page_ids) if page_ids else rows
        sums = rows.aggregate(views=Sum("views"), entries=Sum("entries"))
        assert sum(row.views.number or 0 for row in pages) == sums["views"]
        assert sum(row.entries.number or 0 for row in pages) == sums["entries"]
    assert len(summary.days) == (13 if page_ids and days == 365 else days)
    assert sum(row.entries.number or 0 for row in summary.days) == summary.entries.number
    assert sum(row.views.number or 0 for row in summary.days) == summary.views.number
    assert sum(row.views.number or 0 for row in summary.pages) == summary.views.number


@given(st.dates(datetime.date(2023, 1, 1), datetime.date(2028, 1, 1)), st.integers(0, 800))
def test_a_span_is_split_into_months_and_days_without_gap(
    first: datetime.date, length: int
) -> None:
    last = first + datetime.timedelta(days=length)
    months, spans = rollup.split(first, last)
    found = [
        first + datetime.timedelta(days=number)
        for first, last in spans
        for number in range((last - first).days + 1)
    ]
    found += [
        month + datetime.timedelta(days=number)
        for month in months
        for number in range(31)
        if (month + datetime.timedelta(days=number)).month == month.month
    ]
    assert sorted(found) == [first + datetime.timedelta(days=n) for n in range(length + 1)]
    assert len(found) - 31 * len(months) <= 61


def test_the_picture_gets_what_is_shown_and_nothing_else() -> None:
    rows = [DayRow(DAY, Figure(17), Figure(9), 2)]
    name = charts.keep(rows)
    assert cache.get(f"{charts.KEPT}{name}") == [(DAY.toordinal(), 17, 9, 2)]
    (row,) = charts.kept(name)
    assert row == rows[0]
    assert charts.kept("0" * 32) == charts.kept("../x") == []
