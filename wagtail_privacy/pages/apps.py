from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PagesConfig(AppConfig):
    name = "wagtail_privacy.pages"
    label = "wagtail_privacy_pages"
    verbose_name = _("Privacy pages")
    default_auto_field = "django.db.models.BigAutoField"
