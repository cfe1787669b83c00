from django.apps import AppConfig
from django.urls import re_path
from django.utils.translation import gettext_lazy as _


class StatementsConfig(AppConfig):
    name = "wagtail_privacy.statements"
    label = "wagtail_privacy_statements"
    verbose_name = _("Privacy statements")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        # Models can be imported only now.
        from wagtail_privacy.going_live import refuse_from_base
        from wagtail_privacy.statements import checks  # noqa: F401 (registers the check)
        from wagtail_privacy.statements.publication.gate import GatedMixin, demand_decision
        from wagtail_privacy.statements.versions import receivers

        receivers.connect()
        refuse_from_base(GatedMixin, demand_decision)

        # Wagtail serves pages at addresses without a full stop only: its pattern decides before a
        # page's `route()` is asked, and has neither setting nor hook. A pattern of our own in the
        # site's urls.py would have to repeat its prefix and its i18n_patterns, and be forgotten.
        # So this one joins Wagtail's list, and works wherever a site includes it; it takes no
        # address that Wagtail serves by itself.
        from wagtail import urls, views

        from wagtail_privacy.statements.formats.addresses import SERVE_PATTERN

        urls.urlpatterns.append(re_path(SERVE_PATTERN, views.serve))
