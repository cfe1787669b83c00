from django.apps import AppConfig
from django.utils.translation import pgettext_lazy


class WagtailPrivacyConfig(AppConfig):
    name = "wagtail_privacy"
    verbose_name = pgettext_lazy("data protection", "Privacy")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from wagtail_privacy import checks  # noqa: F401 (registers the system checks)
