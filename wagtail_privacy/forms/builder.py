"""The form that a visitor sees, made from the fields that an editor has composed."""

from typing import Any

from django import forms
from django.utils.html import format_html
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.contrib.forms.forms import BaseForm, FormBuilder

from wagtail_privacy import conf
from wagtail_privacy.forms.consents.boxes import ConsentingForm
from wagtail_privacy.forms.files import SentFileField, limits_in_words
from wagtail_privacy.forms.guard.fields import GuardedForm
from wagtail_privacy.forms.notification.asking import ReplyAskingForm
from wagtail_privacy.vocabulary.data import SOCIAL, SPECIAL

BROWSER_TOKENS = {"email": "email", "url": "url"}
MAX_LENGTHS = {"email": 254, "url": 2000, "hidden": 255}


_CHOOSE = _("Please choose an answer.")
WORDS_IF_MISSING = {
    "file": _("Please choose a file."),
    "email": _("Please enter your e-mail address."),
    "checkbox": _("Please tick this box."),
    **dict.fromkeys(("radio", "dropdown", "checkboxes", "multiselect"), _CHOOSE),
}


class PrivacyForm(GuardedForm, ConsentingForm, ReplyAskingForm, BaseForm):
    """Leaves the checking to the server, which says in words what is missing."""

    use_required_attribute = False


class PrivacyFormBuilder(FormBuilder):
    """Builds fields that are bounded, named for the browser, and never ticked beforehand."""

    def get_field_options(self, field: Any) -> dict[str, Any]:
        options = super().get_field_options(field)
        words = WORDS_IF_MISSING.get(field.field_type, _("Please enter an answer."))
        options["error_messages"] = {"required": words}
        if field.field_type in MAX_LENGTHS:
            options["max_length"] = MAX_LENGTHS[field.field_type]
        if reason := _reason_of(field):
            options["help_text"] = format_html("{} {}", options["help_text"], reason)
        return options

    def create_multiline_field(self, field: Any, options: dict[str, Any]) -> forms.Field:
        options["max_length"] = conf.forms().MAX_TEXT_LENGTH
        options["widget"] = forms.Textarea(attrs={"rows": 6})
        return super().create_multiline_field(field, options)

    def create_dropdown_field(self, field: Any, options: dict[str, Any]) -> forms.Field:
        built = super().create_dropdown_field(field, options)
        if not field.default_value:
            # Otherwise the first choice stands there as if somebody had made it.
            built.choices = [("", gettext("Please choose")), *built.choices]
        return built

    def create_checkbox_field(self, field: Any, options: dict[str, Any]) -> forms.Field:
        # A box that is ticked beforehand is no consent: CJEU C-673/17, Planet49.
        options["initial"] = False
        return super().create_checkbox_field(field, options)

    def create_file_field(self, field: Any, options: dict[str, Any]) -> forms.Field:
        hints = (options["help_text"], limits_in_words())
        options["help_text"] = format_html("{} {}", *hints) if hints[0] else hints[1]
        return SentFileField(**options)

    def create_number_field(self, field: Any, options: dict[str, Any]) -> forms.Field:
        options.update(max_digits=20, decimal_places=6)
        return super().create_number_field(field, options)

    def create_date_field(self, field: Any, options: dict[str, Any]) -> forms.Field:
        options["widget"] = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
        return super().create_date_field(field, options)

    @property
    def formfields(self) -> dict[str, forms.Field]:
        fields: dict[str, forms.Field] = super().formfields
        for asked, built in zip(self.fields, fields.values(), strict=True):
            token = asked.autocomplete or BROWSER_TOKENS.get(asked.field_type)
            if token:
                built.widget.attrs["autocomplete"] = token
        return fields

    def get_form_class(self) -> type[PrivacyForm]:
        return type("PrivacyForm", (PrivacyForm,), dict(self.formfields))


def _reason_of(asked: Any) -> str:
    category = asked.data_category
    is_delicate = category is not None and category.kind in (SPECIAL, SOCIAL)
    return str(asked.reason) if is_delicate else ""
