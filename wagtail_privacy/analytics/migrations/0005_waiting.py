import datetime
from collections import defaultdict
from itertools import groupby

import django.db.models.deletion
import swapper
from django.db import migrations, models
from django.db.models import F

from wagtail_privacy import conf
from wagtail_privacy.analytics.keeping import groups
from wagtail_privacy.analytics.keeping.restarting import CreateModelOnce
from wagtail_privacy.analytics.keeping.rollup import SITE_COLUMNS, by_month, by_site
from wagtail_privacy.analytics.counts.sums import Sums

swapper.set_app_prefix("wagtailcore", "wagtail")

#: Pages whose days are in memory at once, and rows that are written at once.
PAGES, ROWS = 100, 500


def regroup(apps, schema_editor):
    """Let what was counted so far wait as it would have, day by day."""
    app, alias = "wagtail_privacy_analytics", schema_editor.connection.alias
    models_of = {
        name: apps.get_model(app, name)
        for name in (
            "PageCount",
            "MonthCount",
            "SiteCount",
            "DimensionCount",
            "WaitingPageCount",
            "WaitingDimensionCount",
        )
    }
    _regroup_pages(models_of, alias)
    _regroup_values(models_of, alias)


def _regroup_pages(models_of, alias):
    counts = models_of["PageCount"].objects.using(alias).order_by()
    models_of["MonthCount"].objects.using(alias).all().delete()
    sites = defaultdict(Sums)
    pages_of = defaultdict(list)
    for site_id, page_id in counts.values_list("site_id", "page_id").distinct():
        pages_of[site_id].append(page_id)
    for site_id, pages in pages_of.items():
        for start in range(0, len(pages), PAGES):
            some = counts.filter(site_id=site_id, page_id__in=pages[start : start + PAGES])
            shown = _wait(models_of, site_id, list(some), alias)
            some.delete()
            _create(
                models_of["PageCount"],
                ("site_id", "day", "page_id", *Sums._fields),
                [(s, datetime.date.fromordinal(day), p, *sums) for (s, day, p), sums in shown],
                alias,
            )
            _create(
                models_of["MonthCount"],
                ("site_id", "month", "page_id", *Sums._fields),
                by_month(shown),
                alias,
            )
            for (site, day, _page), sums in shown:
                sites[site, day] = groups.plus(sites[site, day], sums)
    models_of["SiteCount"].objects.using(alias).all().delete()
    rows = by_site([((site, day, 0), sums) for (site, day), sums in sites.items()])
    _create(models_of["SiteCount"], ("site_id", "day", *SITE_COLUMNS), rows, alias)


def _wait(models_of, site_id, rows, alias):
    """Keep what waits of some pages; give what is shown."""
    config = conf.analytics()
    shown, waiting = [], []
    rows.sort(key=lambda row: (row.page_id, row.day))
    for page_id, days in groupby(rows, key=lambda row: row.page_id):
        past = [
            (row.day.toordinal(), Sums(*(getattr(row, name) for name in Sums._fields)))
            for row in days
        ]
        by_views = config.MODE == "views" or not any(sums.visits for _day, sums in past)
        found = groups.of_past(past, config.MINIMUM_COUNT, by_views=by_views)
        shown += [((site_id, day, page_id), sums) for day, sums in found.shown]
        if any(found.waiting):
            last = datetime.date.fromordinal(past[-1][0])
            waiting.append((site_id, page_id, last, found.coins, *found.waiting))
    columns = ("site_id", "page_id", "day", "coins", *Sums._fields)
    _create(models_of["WaitingPageCount"], columns, waiting, alias)
    return shown


def _regroup_values(models_of, alias):
    counts = models_of["DimensionCount"].objects.using(alias)
    minimum = conf.analytics().MINIMUM_COUNT
    for site_id, dimension in list(counts.order_by().values_list("site_id", "dimension").distinct()):
        some = counts.filter(site_id=site_id, dimension=dimension)
        values = defaultdict(dict)
        for page, value, day, number in some.values_list("page_number", "value", "day", "number"):
            values[page, value][day.toordinal()] = number
        some.delete()
        shown, waiting = [], []
        for key, days in values.items():
            found, left, coin = groups.of_past_value(sorted(days.items()), minimum)
            place = (site_id, dimension, *key)
            shown += [(*place, datetime.date.fromordinal(day), number) for day, number in found]
            if left:
                last = datetime.date.fromordinal(max(days))
                waiting.append((*place, last, left, coin))
        columns = ("site_id", "dimension", "page_number", "value", "day", "number")
        _create(models_of["DimensionCount"], columns, shown, alias)
        _create(models_of["WaitingDimensionCount"], (*columns, "coins"), waiting, alias)


def show_all(apps, schema_editor):
    """Count what waits as of the day on which it was last added to, so that nothing is lost."""
    app, alias = "wagtail_privacy_analytics", schema_editor.connection.alias

    def add(name, key, numbers):
        rows = apps.get_model(app, name).objects.using(alias)
        row, _is_new = rows.get_or_create(**key)
        rows.filter(pk=row.pk).update(**{field: F(field) + n for field, n in numbers.items()})

    for row in apps.get_model(app, "WaitingPageCount").objects.using(alias).iterator():
        numbers = {name: getattr(row, name) for name in Sums._fields}
        page = {"site_id": row.site_id, "page_id": row.page_id}
        add("PageCount", {**page, "day": row.day}, numbers)
        add("MonthCount", {**page, "month": row.day.replace(day=1)}, numbers)
        of_site = {name: numbers[name] for name in SITE_COLUMNS}
        add("SiteCount", {"site_id": row.site_id, "day": row.day}, of_site)
    for row in apps.get_model(app, "WaitingDimensionCount").objects.using(alias).iterator():
        names = ("site_id", "day", "dimension", "page_number", "value")
        key = {name: getattr(row, name) for name in names}
        add("DimensionCount", key, {"number": row.number})


def _create(model, columns, rows, alias):
    model.objects.using(alias).bulk_create(
        (model(**dict(zip(columns, row, strict=True))) for row in rows), batch_size=ROWS
    )


class Migration(migrations.Migration):

    dependencies = [
        ('wagtail_privacy_analytics', '0004_rollups'),
        ('wagtailcore', '0098_apitoken'),
        swapper.dependency("wagtailcore", "Page"),
    ]

    operations = [
        CreateModelOnce(
            name='WaitingDimensionCount',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('day', models.DateField(verbose_name='last added to')),
                ('dimension', models.CharField(max_length=16, verbose_name='dimension')),
                ('page_number', models.PositiveBigIntegerField(default=0, verbose_name='page')),
                ('value', models.CharField(max_length=128, verbose_name='value')),
                ('number', models.BigIntegerField(default=0, verbose_name='number')),
                ('coins', models.PositiveSmallIntegerField(verbose_name='coins')),
                ('site', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='wagtailcore.site', verbose_name='site')),
            ],
            options={
                'verbose_name': 'waiting dimension count',
                'verbose_name_plural': 'waiting dimension counts',
                'default_permissions': (),
                'constraints': [models.UniqueConstraint(fields=('site', 'dimension', 'page_number', 'value'), name='wagtail_privacy_waiting_dimension')],
            },
        ),
        CreateModelOnce(
            name='WaitingPageCount',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('day', models.DateField(verbose_name='last added to')),
                ('views', models.BigIntegerField(default=0, verbose_name='views')),
                ('visits', models.BigIntegerField(default=0, verbose_name='visits')),
                ('entries', models.BigIntegerField(default=0, verbose_name='entries')),
                ('bounces', models.BigIntegerField(default=0, verbose_name='left at once')),
                ('engaged_seconds', models.BigIntegerField(default=0, verbose_name='reading time')),
                ('coins', models.PositiveSmallIntegerField(verbose_name='coins')),
                ('page', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to=swapper.get_model_name("wagtailcore", "Page"), verbose_name='page')),
                ('site', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='wagtailcore.site', verbose_name='site')),
            ],
            options={
                'verbose_name': 'waiting page count',
                'verbose_name_plural': 'waiting page counts',
                'default_permissions': (),
                'constraints': [models.UniqueConstraint(fields=('site', 'page'), name='wagtail_privacy_waiting_page_count')],
            },
        ),
        migrations.RunPython(regroup, show_all),
    ]
