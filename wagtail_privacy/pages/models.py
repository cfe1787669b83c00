"""Ready-made page types, for sites on Wagtail's own base page."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import ObjectList, TabbedInterface
from wagtail.models import Page

from wagtail_privacy.forms.consents.asking.questions import AbstractConsentQuestion
from wagtail_privacy.forms.mixins import PrivacyFormMixin
from wagtail_privacy.forms.models import AbstractPrivacyFormField
from wagtail_privacy.forms.panels import (
    CONSENT_QUESTION_PANELS,
    FORM_CONSENT_PANELS,
    FORM_CONTENT_PANELS,
    FORM_FIELD_PANELS,
    FORM_PRIVACY_PANELS,
)
from wagtail_privacy.statements.mixins import PrivacyStatementMixin
from wagtail_privacy.statements.panels import STATEMENT_CONTENT_PANELS


class PrivacyStatementPage(PrivacyStatementMixin, Page):
    """The privacy statement of a site."""

    template = "wagtail_privacy/pages/privacy_statement_page.html"
    content_panels = [*Page.content_panels, *STATEMENT_CONTENT_PANELS]

    class Meta:
        verbose_name = _("privacy statement")
        verbose_name_plural = _("privacy statements")


class PrivacyFormPage(PrivacyFormMixin, Page):
    """A form that has a purpose."""

    template = "wagtail_privacy/pages/privacy_form_page.html"
    landing_page_template = "wagtail_privacy/pages/privacy_form_page_landing.html"
    edit_handler = TabbedInterface(
        [
            ObjectList([*Page.content_panels, *FORM_CONTENT_PANELS], heading=_("Content")),
            ObjectList(
                [*FORM_PRIVACY_PANELS, *FORM_CONSENT_PANELS],
                heading=pgettext_lazy("data protection", "Privacy"),
            ),
            ObjectList(Page.promote_panels, heading=_("Promote")),
            ObjectList(Page.settings_panels, heading=_("Settings")),
        ]
    )

    class Meta:
        verbose_name = _("privacy form")
        verbose_name_plural = _("privacy forms")


class PrivacyFormField(AbstractPrivacyFormField):
    """A question of a `PrivacyFormPage`."""

    page = ParentalKey(PrivacyFormPage, on_delete=models.CASCADE, related_name="form_fields")

    panels = FORM_FIELD_PANELS


class PrivacyConsentQuestion(AbstractConsentQuestion):
    """A further purpose that a `PrivacyFormPage` asks for."""

    page = ParentalKey(PrivacyFormPage, on_delete=models.CASCADE, related_name="consent_questions")

    panels = CONSENT_QUESTION_PANELS
