from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class FormsConfig(AppConfig):
    name = "wagtail_privacy.forms"
    label = "wagtail_privacy_forms"
    verbose_name = _("Privacy forms")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from wagtail_privacy.forms import checks, page_checks  # noqa: F401 (they register themselves)
        from wagtail_privacy.forms.at_rest.rotation import register_sealed_store
        from wagtail_privacy.forms.consents import checks as consent_checks  # noqa: F401
        from wagtail_privacy.forms.consents import purging as consents
        from wagtail_privacy.forms.consents.permits import lock_what_nobody_agreed_to
        from wagtail_privacy.forms.consents.proof import sealing
        from wagtail_privacy.forms.gate import ScheduledFormMixin
        from wagtail_privacy.forms.guard import checks as guard_checks  # noqa: F401
        from wagtail_privacy.forms.models import (
            PrivacyFormSubmission,
            SealedKey,
            SubmissionFile,
        )
        from wagtail_privacy.forms.purging import register_purger
        from wagtail_privacy.forms.retention import expiry
        from wagtail_privacy.going_live import refuse_from_base

        register_purger(expiry.SUBMISSIONS)
        register_sealed_store(PrivacyFormSubmission, "form_data")
        register_sealed_store(SealedKey, "sealed")
        register_sealed_store(SubmissionFile, "sealed", unread=("content",))
        register_purger(consents.UNCONFIRMED)
        register_purger(consents.PROOFS)
        register_purger(consents.LINKS)
        register_purger(sealing.LISTS)
        lock_what_nobody_agreed_to()
        refuse_from_base(ScheduledFormMixin, lambda page: page.check_is_publishable())
