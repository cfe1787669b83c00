"""What the fields of Privacy › Start have in common."""

from typing import Any

from babel.core import get_global
from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from wagtail_privacy.vocabulary import Text

UNKNOWN = ""
I_DO_NOT_KNOW = (UNKNOWN, _("I don't know yet"))


class Answer(forms.TypedChoiceField):
    """One of a few answers as radio buttons; not to know yet is always one of them."""

    def __init__(self, choices: list[tuple[str, Text]], **kwargs: Any):
        kwargs.setdefault("required", False)
        super().__init__(
            choices=[*choices, I_DO_NOT_KNOW], widget=forms.RadioSelect, empty_value="", **kwargs
        )


class YesNo(Answer):
    """Yes, no, or not known yet: True, False or None."""

    def __init__(self, yes: Text, no: Text, **kwargs: Any):
        super().__init__([("yes", yes), ("no", no)], **kwargs)

    def prepare_value(self, value: Any) -> Any:
        return {True: "yes", False: "no", None: UNKNOWN}.get(value, value)

    def clean(self, value: Any) -> bool | None:
        return {"yes": True, "no": False}.get(super().clean(value))


def country_of_the_clock() -> str:
    """Suggest the country in whose time zone the site lives; nothing for a zone of no country."""
    code = str(get_global("zone_territories").get(settings.TIME_ZONE, ""))
    return code if len(code) == 2 else ""
