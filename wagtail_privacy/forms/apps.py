from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class FormsConfig(AppConfig):
    name = "wagtail_privacy.forms"
    label = "wagtail_privacy_forms"
    verbose_name = _("Privacy forms")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from wagtail_privacy.forms import checks  # noqa: F401 (registers the system checks)
