from django.apps import AppConfig


class OwnStatementsConfig(AppConfig):
    name = "tests.own_statements"
    label = "own_statements"
    default_auto_field = "django.db.models.BigAutoField"
