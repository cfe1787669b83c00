"""The group "Privacy officers" keeps the register of those who get encrypted mail."""

from django.db import migrations

GROUP = "Privacy officers"
MODEL = "mailrecipient"
ACTIONS = ("add", "change", "delete", "view")


def permit(apps, schema_editor):
    content_type, _ = apps.get_model("contenttypes", "ContentType").objects.get_or_create(
        app_label="wagtail_privacy_forms", model=MODEL
    )
    group = apps.get_model("auth", "Group").objects.filter(name=GROUP).first()
    for action in ACTIONS:
        permission, _ = apps.get_model("auth", "Permission").objects.get_or_create(
            content_type=content_type,
            codename=f"{action}_{MODEL}",
            defaults={"name": f"Can {action} mail recipient"},
        )
        if group:
            group.permissions.add(permission)


class Migration(migrations.Migration):
    dependencies = [
        ("wagtail_privacy_forms", "0009_mail_recipients"),
        ("wagtail_privacy", "0002_privacy_officers"),
    ]

    operations = [migrations.RunPython(permit, migrations.RunPython.noop)]
