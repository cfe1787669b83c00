"""The edit form of a privacy form, in tabs."""

from typing import Any

from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail.admin.panels import (
    FieldPanel,
    FieldRowPanel,
    HelpPanel,
    InlinePanel,
    MultiFieldPanel,
    Panel,
)
from wagtail.contrib.forms.panels import FormSubmissionsPanel

from wagtail_privacy.forms.choosing.widgets import DataCategoryChooser, PurposeChooser
from wagtail_privacy.forms.hints import Hint, hints_for
from wagtail_privacy.forms.rights.permissions import SubmissionRight, may_on


class FormHintsPanel(Panel):
    """Shows advice on the form as it was last saved; it bars nothing."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "wagtail_privacy/forms/admin/hints_panel.html"

        def is_shown(self) -> bool:
            return bool(super().is_shown() and self.instance.pk and self.hints)

        @cached_property
        def hints(self) -> list[Hint]:
            """The advice, most of it about single fields."""
            return hints_for(self.instance)

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            context: dict[str, Any] = super().get_context_data(parent_context)
            context["hints"] = self.hints
            return context


class PrivacyFormSubmissionsPanel(FormSubmissionsPanel):
    """Leads those to the submissions who may read them; others see nothing of it."""

    class BoundPanel(FormSubmissionsPanel.BoundPanel):
        def is_shown(self) -> bool:
            user = self.request.user
            return may_on(user, SubmissionRight.VIEW, self.instance) and bool(super().is_shown())


FORM_FIELD_PANELS = [
    FieldPanel("label"),
    FieldPanel("help_text"),
    FieldRowPanel(
        [
            # Without a type Wagtail cannot show a preview of a draft.
            FieldPanel("field_type", classname="formbuilder-type", required_on_save=True),
            FieldPanel("required"),
        ]
    ),
    FieldPanel("choices", classname="formbuilder-choices"),
    FieldPanel("default_value", classname="formbuilder-default"),
    FieldRowPanel([FieldPanel("shape"), FieldPanel("shape_error")]),
    MultiFieldPanel(
        [
            FieldPanel("data_category", widget=DataCategoryChooser),
            FieldPanel("reason"),
            FieldPanel("autocomplete"),
        ],
        heading=pgettext_lazy("data protection", "Privacy"),
    ),
]

FORM_CONTENT_PANELS = [
    PrivacyFormSubmissionsPanel(heading=_("Submissions")),
    FieldPanel("introduction"),
    InlinePanel("form_fields", label=_("Field"), heading=_("Fields")),
    FieldPanel("submit_label"),
    FieldPanel("thank_you_text"),
    FieldPanel("answers_within"),
]

FORM_PRIVACY_PANELS = [
    HelpPanel(
        content=_(
            "The notice beside the form and the privacy statement say what you choose here. "
            "The software keeps to it."
        )
    ),
    FormHintsPanel(heading=_("Worth a thought")),
    FieldPanel("purpose", widget=PurposeChooser),
    FieldPanel("consequence"),
    FieldPanel("asks_reply_channel"),
    MultiFieldPanel(
        [
            FieldPanel("to_address"),
            FieldPanel("mails_answers"),
            FieldRowPanel([FieldPanel("from_address"), FieldPanel("subject")]),
        ],
        heading=_("Notification"),
    ),
]

CONSENT_QUESTION_PANELS = [
    FieldPanel("purpose", widget=PurposeChooser),
    FieldPanel("wording"),
    FieldRowPanel([FieldPanel("channel"), FieldPanel("double_opt_in")]),
    FieldPanel("answers"),
]

#: For page types with a child model of `AbstractConsentQuestion`.
FORM_CONSENT_PANELS = [
    InlinePanel(
        "consent_questions",
        label=_("Purpose"),
        heading=_("Further purposes"),
        help_text=_(
            "What you would like to do besides. Each purpose is asked for apart, with a box that "
            "nobody has to tick. The form is sent without it, too."
        ),
    ),
]
