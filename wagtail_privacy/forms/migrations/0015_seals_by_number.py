from typing import Any

from django.db import migrations, models


def begin_anew(apps: Any, schema_editor: Any) -> None:
    """Drop the seals of before, whose MAC does not cover the new columns.

    The next purge lists all records again.
    """
    apps.get_model("wagtail_privacy_forms", "DailySeal").objects.all().delete()


class Migration(migrations.Migration):
    dependencies = [("wagtail_privacy_forms", "0014_withdrawal_links")]

    operations = [
        migrations.RunPython(begin_anew, migrations.RunPython.noop, elidable=True),
        migrations.AddField(
            model_name="dailyseal",
            name="through",
            field=models.PositiveBigIntegerField(db_index=True, default=0),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="dailyseal",
            name="is_complete",
            field=models.BooleanField(default=True),
        ),
        migrations.AlterField(
            model_name="dailyseal",
            name="until",
            field=models.DateTimeField(verbose_name="until"),
        ),
    ]
