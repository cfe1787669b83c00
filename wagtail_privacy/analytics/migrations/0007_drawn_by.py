from django.db import migrations, models

from wagtail_privacy import conf


def epsilon():
    """Take what was drawn so far to have been drawn by today's settings; nothing else is known."""
    return conf.analytics().PUBLIC_EPSILON


def minimum():
    return conf.analytics().MINIMUM_COUNT


class Migration(migrations.Migration):

    dependencies = [
        ('wagtail_privacy_analytics', '0006_public_figures'),
    ]

    operations = [
        migrations.AddField(
            model_name='publicfigure',
            name='epsilon',
            field=models.FloatField(default=epsilon),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name='publicfigure',
            name='minimum',
            field=models.PositiveIntegerField(default=minimum),
            preserve_default=False,
        ),
    ]
