"""The group "Privacy officers" may view the statistics."""

from django.db import migrations

GROUP = "Privacy officers"
CODENAME = "view_statistics"


def permit_officers(apps, schema_editor):
    # Django makes the permissions after all migrations; whoever is first gives the name.
    content_type, _ = apps.get_model("contenttypes", "ContentType").objects.get_or_create(
        app_label="wagtail_privacy_analytics", model="pagecount"
    )
    permission, _ = apps.get_model("auth", "Permission").objects.get_or_create(
        content_type=content_type,
        codename=CODENAME,
        defaults={"name": "Can view the statistics"},
    )
    group, _ = apps.get_model("auth", "Group").objects.get_or_create(name=GROUP)
    group.permissions.add(permission)


class Migration(migrations.Migration):
    dependencies = [
        ("wagtail_privacy_analytics", "0001_initial"),
        ("wagtail_privacy", "0002_privacy_officers"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]

    operations = [migrations.RunPython(permit_officers, migrations.RunPython.noop)]
