"""Adds what refers to Wagtail's tables: revisions, and the language that every page has."""

import uuid

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("base_page", "0002_languages"),
        ("wagtailcore", "0098_apitoken"),
    ]

    operations = [
        migrations.AddField("basepage", "latest_revision", models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='wagtailcore.revision', verbose_name='latest revision')),
        migrations.AddField("basepage", "live_revision", models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='wagtailcore.revision', verbose_name='live revision')),
        migrations.AlterField("basepage", "locale", models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='wagtailcore.locale', verbose_name='locale')),
        migrations.AlterField("basepage", "translation_key", models.UUIDField(default=uuid.uuid4, editable=False)),
        migrations.AlterUniqueTogether("basepage", {("translation_key", "locale")}),
    ]
