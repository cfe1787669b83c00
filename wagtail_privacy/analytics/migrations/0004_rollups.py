import django.db.models.deletion
import swapper
from django.db import migrations, models
from django.db.models import Sum
from django.db.models.functions import TruncMonth

from wagtail_privacy.analytics.keeping.restarting import CreateModelOnce

swapper.set_app_prefix("wagtailcore", "wagtail")

COLUMNS = ("views", "visits", "entries", "bounces", "engaged_seconds")


def add_up(apps, schema_editor):
    """Fill the sums from the counts that are there."""
    app, alias = "wagtail_privacy_analytics", schema_editor.connection.alias
    counts = apps.get_model(app, "PageCount").objects.using(alias).order_by()
    month_model, site_model = apps.get_model(app, "MonthCount"), apps.get_model(app, "SiteCount")
    for model, rows in (
        (month_model, counts.annotate(month=TruncMonth("day")).values("site_id", "month", "page_id")),
        (site_model, counts.values("site_id", "day")),
    ):
        columns = [name for name in COLUMNS if hasattr(model, name)]
        keys = [name for name in ("site_id", "month", "day", "page_id") if hasattr(model, name)]
        found = rows.annotate(**{f"sum_{name}": Sum(name) for name in columns})
        model.objects.using(alias).bulk_create(
            (
                model(
                    **{key: row[key] for key in keys},
                    **{name: row[f"sum_{name}"] for name in columns},
                )
                for row in found.iterator()
            ),
            batch_size=500,
        )


class Migration(migrations.Migration):

    dependencies = [
        ('wagtail_privacy_analytics', '0003_dimensions'),
        ('wagtailcore', '0098_apitoken'),
        swapper.dependency("wagtailcore", "Page"),
    ]

    operations = [
        CreateModelOnce(
            name='MonthCount',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('month', models.DateField(verbose_name='first day of the month')),
                ('views', models.BigIntegerField(default=0, verbose_name='views')),
                ('visits', models.BigIntegerField(default=0, verbose_name='visits')),
                ('entries', models.BigIntegerField(default=0, verbose_name='entries')),
                ('bounces', models.BigIntegerField(default=0, verbose_name='left at once')),
                ('engaged_seconds', models.BigIntegerField(default=0, verbose_name='reading time')),
                ('page', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to=swapper.get_model_name("wagtailcore", "Page"), verbose_name='page')),
                ('site', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='wagtailcore.site', verbose_name='site')),
            ],
            options={
                'verbose_name': 'count of a month',
                'verbose_name_plural': 'counts of months',
                'default_permissions': (),
                'constraints': [models.UniqueConstraint(fields=('site', 'month', 'page'), name='wagtail_privacy_month_count')],
            },
        ),
        CreateModelOnce(
            name='SiteCount',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('day', models.DateField(verbose_name='day')),
                ('views', models.BigIntegerField(default=0, verbose_name='views')),
                ('entries', models.BigIntegerField(default=0, verbose_name='entries')),
                ('engaged_seconds', models.BigIntegerField(default=0, verbose_name='reading time')),
                ('site', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='wagtailcore.site', verbose_name='site')),
            ],
            options={
                'verbose_name': 'count of a site',
                'verbose_name_plural': 'counts of sites',
                'default_permissions': (),
                'constraints': [models.UniqueConstraint(fields=('site', 'day'), name='wagtail_privacy_site_count')],
            },
        ),
        migrations.RunPython(add_up, migrations.RunPython.noop),
    ]
