from django.apps import AppConfig
from django.db.models.signals import post_migrate, pre_migrate
from django.utils.translation import pgettext_lazy


class WagtailPrivacyConfig(AppConfig):
    name = "wagtail_privacy"
    verbose_name = pgettext_lazy("data protection", "Privacy")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from wagtail_privacy import checks  # noqa: F401 (registers the system checks)
        from wagtail_privacy.append_only import checks as record_checks  # noqa: F401
        from wagtail_privacy.append_only import triggers

        pre_migrate.connect(triggers.before_migrate)
        post_migrate.connect(triggers.after_migrate)
