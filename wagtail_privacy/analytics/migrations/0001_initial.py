import django.db.models.deletion
import swapper
from django.db import migrations, models

swapper.set_app_prefix("wagtailcore", "wagtail")


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('wagtailcore', '0098_apitoken'),
        swapper.dependency("wagtailcore", "Page"),
    ]

    operations = [
        migrations.CreateModel(
            name='FlushedBatch',
            fields=[
                ('id', models.UUIDField(primary_key=True, serialize=False)),
                ('written_at', models.DateTimeField(db_index=True)),
            ],
            options={
                'verbose_name': 'written batch',
                'verbose_name_plural': 'written batches',
                'default_permissions': (),
            },
        ),
        migrations.CreateModel(
            name='PageCount',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('day', models.DateField(verbose_name='day')),
                ('views', models.BigIntegerField(default=0, verbose_name='views')),
                ('visits', models.BigIntegerField(default=0, verbose_name='visits')),
                ('entries', models.BigIntegerField(default=0, verbose_name='entries')),
                ('bounces', models.BigIntegerField(default=0, verbose_name='left at once')),
                ('engaged_seconds', models.BigIntegerField(default=0, verbose_name='reading time')),
                ('page', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to=swapper.get_model_name("wagtailcore", "Page"), verbose_name='page')),
                ('site', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='wagtailcore.site', verbose_name='site')),
            ],
            options={
                'verbose_name': 'page count',
                'verbose_name_plural': 'page counts',
                'permissions': [('view_statistics', 'Can view the statistics')],
                'default_permissions': (),
                'constraints': [models.UniqueConstraint(fields=('site', 'day', 'page'), name='wagtail_privacy_page_count')],
            },
        ),
    ]
