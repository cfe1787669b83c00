from django.apps import AppConfig


class DocumentedConfig(AppConfig):
    name = "tests.documented"
    label = "documented"
    default_auto_field = "django.db.models.BigAutoField"
