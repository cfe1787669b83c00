from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AnalyticsConfig(AppConfig):
    name = "wagtail_privacy.analytics"
    label = "wagtail_privacy_analytics"
    verbose_name = _("Privacy statistics")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from wagtail_privacy.analytics import (  # noqa: F401 (register the system checks)
            checks,
            outside,
        )
