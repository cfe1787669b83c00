"""The group "Privacy officers": may keep the registers and the controller's settings."""

from django.db import migrations

GROUP = "Privacy officers"
ACTIONS = ("add", "change", "delete", "view")
MODELS = ("purpose", "datacategory", "recipient")


def create_group(apps, schema_editor):
    ContentType = apps.get_model("contenttypes", "ContentType")
    Permission = apps.get_model("auth", "Permission")
    group, _ = apps.get_model("auth", "Group").objects.get_or_create(name=GROUP)
    wanted = [("wagtailadmin", "admin", "access_admin", "Can access Wagtail admin")]
    wanted += [
        ("wagtail_privacy", model, f"{action}_{model}", f"Can {action} {model}")
        for model in MODELS
        for action in ACTIONS
    ]
    wanted.append(
        (
            "wagtail_privacy",
            "controllersettings",
            "change_controllersettings",
            "Can change Controller",
        )
    )
    for app_label, model, codename, name in wanted:
        # Django makes the permissions after all migrations; whoever is first gives the name.
        content_type, _ = ContentType.objects.get_or_create(app_label=app_label, model=model)
        permission, _ = Permission.objects.get_or_create(
            content_type=content_type, codename=codename, defaults={"name": name}
        )
        group.permissions.add(permission)


class Migration(migrations.Migration):
    dependencies = [
        ("wagtail_privacy", "0001_initial"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
        ("wagtailadmin", "0001_create_admin_access_permissions"),
    ]

    operations = [migrations.RunPython(create_group, migrations.RunPython.noop)]
