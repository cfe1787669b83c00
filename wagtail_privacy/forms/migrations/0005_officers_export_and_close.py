"""The group "Privacy officers" may also export submissions and close cases."""

from django.db import migrations

GROUP = "Privacy officers"
ACTIONS = ("export", "close")


def permit(apps, schema_editor):
    content_type, _ = apps.get_model("contenttypes", "ContentType").objects.get_or_create(
        app_label="wagtail_privacy_forms", model="privacyformsubmission"
    )
    group = apps.get_model("auth", "Group").objects.filter(name=GROUP).first()
    for action in ACTIONS:
        permission, _ = apps.get_model("auth", "Permission").objects.get_or_create(
            content_type=content_type,
            codename=f"{action}_privacyformsubmission",
            defaults={"name": f"Can {action} form submission"},
        )
        if group:
            group.permissions.add(permission)


class Migration(migrations.Migration):
    dependencies = [
        ("wagtail_privacy_forms", "0004_lock"),
        ("wagtail_privacy", "0002_privacy_officers"),
    ]

    operations = [migrations.RunPython(permit, migrations.RunPython.noop)]
