from django.db import migrations, models
from django.db.models import F


def bind_expiry(apps, schema_editor):
    submissions = apps.get_model("wagtail_privacy_forms", "PrivacyFormSubmission").objects
    submissions.update(latest_expiry=F("expires_at"))


class Migration(migrations.Migration):
    dependencies = [
        ("wagtail_privacy_forms", "0003_sealed_key"),
    ]

    operations = [
        migrations.AlterModelOptions(
            name="privacyformsubmission",
            options={
                "permissions": [
                    ("export_privacyformsubmission", "Can export form submission"),
                    ("close_privacyformsubmission", "Can close form submission"),
                ],
                "verbose_name": "form submission",
                "verbose_name_plural": "form submissions",
            },
        ),
        migrations.AddField(
            model_name="privacyformsubmission",
            name="closed_at",
            field=models.DateTimeField(blank=True, null=True, verbose_name="closed"),
        ),
        migrations.AddField(
            model_name="privacyformsubmission",
            name="person_key",
            field=models.CharField(
                blank=True, db_index=True, default="", editable=False, max_length=64
            ),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="privacyformsubmission",
            name="latest_expiry",
            field=models.DateTimeField(null=True, verbose_name="deleted at the latest"),
        ),
        migrations.RunPython(bind_expiry, migrations.RunPython.noop),
        migrations.AlterField(
            model_name="privacyformsubmission",
            name="latest_expiry",
            field=models.DateTimeField(verbose_name="deleted at the latest"),
        ),
        migrations.AddConstraint(
            model_name="privacyformsubmission",
            constraint=models.CheckConstraint(
                condition=models.Q(("expires_at__lte", models.F("latest_expiry"))),
                name="wagtail_privacy_expiry_never_put_off",
            ),
        ),
    ]
