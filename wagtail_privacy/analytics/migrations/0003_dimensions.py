import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('wagtail_privacy_analytics', '0002_officers_view_statistics'),
        ('wagtailcore', '0098_apitoken'),
    ]

    operations = [
        migrations.CreateModel(
            name='DimensionCount',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('day', models.DateField(verbose_name='day')),
                ('dimension', models.CharField(max_length=16, verbose_name='dimension')),
                ('page_number', models.PositiveBigIntegerField(default=0, verbose_name='page')),
                ('value', models.CharField(max_length=128, verbose_name='value')),
                ('number', models.BigIntegerField(default=0, verbose_name='number')),
                ('site', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='wagtailcore.site', verbose_name='site')),
            ],
            options={
                'verbose_name': 'dimension count',
                'verbose_name_plural': 'dimension counts',
                'default_permissions': (),
                'constraints': [models.UniqueConstraint(fields=('site', 'day', 'dimension', 'page_number', 'value'), name='wagtail_privacy_dimension')],
            },
        ),
    ]
