from django.apps import AppConfig


class OwnFormsConfig(AppConfig):
    name = "tests.own_forms"
    label = "own_forms"
    default_auto_field = "django.db.models.BigAutoField"
