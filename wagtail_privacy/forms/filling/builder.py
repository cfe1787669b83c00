"""The form that a visitor sees, made from the fields that an editor has composed."""

from typing import Any

from django import forms
from django.db.models import prefetch_related_objects
from django.utils.html import format_html
from django.utils.translation import gettext
from wagtail.contrib.forms.forms import BaseForm, FormBuilder

from wagtail_privacy import conf
from wagtail_privacy.forms.at_rest.files import SentFileField, limits_in_words
from wagtail_privacy.forms.consents.asking.boxes import ConsentingForm
from wagtail_privacy.forms.filling import complaints
from wagtail_privacy.forms.filling.terms import TellingForm
from wagtail_privacy.forms.filling.typed import (
    MAX_SIGNS,
    EmailField,
    ShapedField,
    TelephoneField,
    TextField,
)
from wagtail_privacy.forms.guard.fields import GuardedForm
from wagtail_privacy.forms.models import Autocomplete
from wagtail_privacy.forms.notification.asking import ReplyAskingForm
from wagtail_privacy.vocabulary.data import SOCIAL, SPECIAL

BROWSER_TOKENS = {"email": "email", "url": "url", "tel": "tel"}
MAX_LENGTHS = {"singleline": 255, "tel": MAX_SIGNS, "email": 254, "url": 2000, "hidden": 255}


class PrivacyForm(GuardedForm, ConsentingForm, ReplyAskingForm, TellingForm, BaseForm):
    """Leaves the checking to the server, which says in words what is missing."""

    use_required_attribute = False


class PrivacyFormBuilder(FormBuilder):
    """Builds fields that are bounded, named for the browser, and never ticked beforehand."""

    def get_field_options(self, field: Any) -> dict[str, Any]:
        options = super().get_field_options(field)
        options["error_messages"] = complaints.words_about(field)
        if field.field_type in MAX_LENGTHS:
            _limit(field, options, MAX_LENGTHS[field.field_type])
        if reason := _reason_of(field):
            options["help_text"] = format_html("{} {}", options["help_text"], reason)
        return options

    def create_singleline_field(self, field: Any, options: dict[str, Any]) -> forms.Field:
        if field.autocomplete == Autocomplete.TELEPHONE:
            return self.create_tel_field(field, options)
        if shape := complaints.shape_of(field):
            return ShapedField(shape=shape, **options)
        return TextField(**options)

    def create_tel_field(self, field: Any, options: dict[str, Any]) -> forms.Field:
        """Give a field for a telephone number of any country."""
        _limit(field, options, MAX_LENGTHS["tel"])
        return TelephoneField(**options)

    def create_email_field(self, field: Any, options: dict[str, Any]) -> forms.Field:
        return EmailField(**options)

    def create_multiline_field(self, field: Any, options: dict[str, Any]) -> forms.Field:
        _limit(field, options, conf.forms().MAX_TEXT_LENGTH)
        options["widget"] = forms.Textarea(attrs={"rows": 6})
        return TextField(**options)

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
        hint, limits = options["help_text"], limits_in_words()
        if hint:
            end = "" if hint.rstrip().endswith((".", "!", "?", ":", "…")) else "."
            limits = format_html("{}{} {}", hint, end, limits)
        options["help_text"] = limits
        return SentFileField(**options)

    def create_number_field(self, field: Any, options: dict[str, Any]) -> forms.Field:
        options.update(max_digits=20, decimal_places=6)
        return super().create_number_field(field, options)

    def create_date_field(self, field: Any, options: dict[str, Any]) -> forms.Field:
        options["widget"] = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
        return super().create_date_field(field, options)

    @property
    def formfields(self) -> dict[str, forms.Field]:
        # One query for what nobody has fetched, and none where no field has a reason.
        prefetch_related_objects([field for field in self.fields if field.reason], "data_category")
        fields: dict[str, forms.Field] = super().formfields
        for asked, built in zip(self.fields, fields.values(), strict=True):
            token = asked.autocomplete or BROWSER_TOKENS.get(asked.field_type)
            if token:
                built.widget.attrs["autocomplete"] = token
        return fields

    def get_form_class(self) -> type[PrivacyForm]:
        return type("PrivacyForm", (PrivacyForm,), dict(self.formfields))


def asks_something(page: Any) -> bool:
    """Whether a form has a question; one may also come from a form builder of the owner's."""
    asked = list(page.get_form_fields())
    if any(field.field_type != "hidden" for field in asked):
        return True
    built = page.form_builder(asked).get_form_class().base_fields
    own = (field for name, field in built.items() if name not in PrivacyForm.base_fields)
    return any(not field.widget.is_hidden for field in own)


def _limit(asked: Any, options: dict[str, Any], length: int) -> None:
    options["max_length"] = length
    options["error_messages"]["max_length"] = complaints.words_about_length(asked, length)


def _reason_of(asked: Any) -> str:
    if not asked.reason:
        return ""
    category = asked.data_category
    is_delicate = category is not None and category.kind in (SPECIAL, SOCIAL)
    return str(asked.reason) if is_delicate else ""
