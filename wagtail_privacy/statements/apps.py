from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class StatementsConfig(AppConfig):
    name = "wagtail_privacy.statements"
    label = "wagtail_privacy_statements"
    verbose_name = _("Privacy statements")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        # Models can be imported only now.
        from wagtail_privacy.statements import receivers

        receivers.connect()
