"""A site's own form page: the mixin over the site's base page, and its questions."""

import swapper
from django.db import models
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import ObjectList, TabbedInterface

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

swapper.set_app_prefix("wagtailcore", "wagtail")

Page = swapper.load_model("wagtailcore", "Page", require_ready=False)


class FormPage(PrivacyFormMixin, Page):
    """A form of this site."""

    template = "own_forms/form_page.html"
    landing_page_template = "own_forms/form_page_landing.html"
    edit_handler = TabbedInterface(
        [
            ObjectList([*Page.content_panels, *FORM_CONTENT_PANELS], heading="Content"),
            ObjectList([*FORM_PRIVACY_PANELS, *FORM_CONSENT_PANELS], heading="Privacy"),
            ObjectList(Page.promote_panels, heading="Promote"),
        ]
    )


class FormField(AbstractPrivacyFormField):
    """A question of a form of this site."""

    page = ParentalKey(FormPage, on_delete=models.CASCADE, related_name="form_fields")

    panels = FORM_FIELD_PANELS


class ConsentQuestion(AbstractConsentQuestion):
    """A further purpose that a form of this site asks for."""

    page = ParentalKey(FormPage, on_delete=models.CASCADE, related_name="consent_questions")

    panels = CONSENT_QUESTION_PANELS
