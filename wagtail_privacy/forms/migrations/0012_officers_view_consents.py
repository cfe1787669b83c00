"""The group "Privacy officers" may see the consents."""

from django.db import migrations

GROUP = "Privacy officers"


def permit(apps, schema_editor):
    content_type, _ = apps.get_model("contenttypes", "ContentType").objects.get_or_create(
        app_label="wagtail_privacy_forms", model="consentrecord"
    )
    group = apps.get_model("auth", "Group").objects.filter(name=GROUP).first()
    permission, _ = apps.get_model("auth", "Permission").objects.get_or_create(
        content_type=content_type,
        codename="view_consentrecord",
        defaults={"name": "Can view consent"},
    )
    if group:
        group.permissions.add(permission)


class Migration(migrations.Migration):
    dependencies = [
        ("wagtail_privacy_forms", "0011_warned_at"),
        ("wagtail_privacy", "0002_privacy_officers"),
    ]

    operations = [migrations.RunPython(permit, migrations.RunPython.noop)]
