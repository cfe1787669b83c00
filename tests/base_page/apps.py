from django.apps import AppConfig


class BasePageConfig(AppConfig):
    name = "tests.base_page"
    label = "base_page"
    default_auto_field = "django.db.models.BigAutoField"
