import django.db.models.deletion
from django.db import migrations, models


def forget_figures(apps, schema_editor):
    """Delete what was drawn by the other way: each of the two promises something else."""
    figures = apps.get_model('wagtail_privacy_analytics', 'PublicFigure')
    figures.objects.using(schema_editor.connection.alias).all().delete()


class Migration(migrations.Migration):

    dependencies = [
        ('wagtail_privacy_analytics', '0007_drawn_by'),
        ('wagtailcore', '0098_apitoken'),
    ]

    operations = [
        migrations.RunPython(forget_figures, migrations.RunPython.noop),
        migrations.RemoveConstraint(
            model_name='publicfigure',
            name='wagtail_privacy_public_figure',
        ),
        migrations.RemoveField(
            model_name='publicfigure',
            name='kind',
        ),
        migrations.RemoveField(
            model_name='publicfigure',
            name='minimum',
        ),
        migrations.AlterField(
            model_name='publicfigure',
            name='number',
            field=models.BigIntegerField(default=0, verbose_name='number'),
        ),
        migrations.AddConstraint(
            model_name='publicfigure',
            constraint=models.UniqueConstraint(fields=('site', 'month', 'page_number'), name='wagtail_privacy_public_figure'),
        ),
        migrations.CreateModel(
            name='ExactCount',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('month', models.DateField(verbose_name='first day of the month')),
                ('page_number', models.PositiveBigIntegerField(default=0, verbose_name='page')),
                ('number', models.BigIntegerField(default=0, verbose_name='number')),
                ('is_whole', models.BooleanField(default=False, verbose_name='counted from the first day on')),
                ('site', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='wagtailcore.site', verbose_name='site')),
            ],
            options={
                'verbose_name': 'exact count',
                'verbose_name_plural': 'exact counts',
                'default_permissions': (),
                'constraints': [models.UniqueConstraint(fields=('site', 'month', 'page_number'), name='wagtail_privacy_exact_count')],
            },
        ),
        migrations.RunPython(migrations.RunPython.noop, forget_figures),
    ]
