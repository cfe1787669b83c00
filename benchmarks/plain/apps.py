from django.apps import AppConfig


class PlainConfig(AppConfig):
    name = "benchmarks.plain"
    label = "benchmarks_plain"
    verbose_name = "Stand-ins"
