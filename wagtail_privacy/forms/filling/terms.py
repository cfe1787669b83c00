"""What a form tells of its use before somebody sends it: it must still be so when it arrives.

A form may lie open for hours while an editor gives it another purpose. Whoever sends it then has
read something else, so it comes back with the new notice, and with all answers.
"""

import json
from hashlib import sha256
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from wagtail_privacy.forms.filling.names import TERMS
from wagtail_privacy.models import Purpose

TERMS_HAVE_CHANGED = _(
    "What this form says about the use of your answers has changed meanwhile. Please read it again "
    "and send the form once more. Your answers are still here."
)


def terms_of(purpose: Purpose) -> tuple[Any, ...]:
    """Give what decides how answers are used for a purpose, and for how long."""
    kept = (purpose.retention_amount, purpose.retention_unit)
    closed = (purpose.closing_amount, purpose.closing_unit if purpose.closing_amount else "")
    return (purpose.pk, purpose.legal_basis, purpose.special_condition, *kept, *closed)


def fingerprint(*values: Any) -> str:
    """Give one text that stands for values; it is the same for everybody and no secret."""
    return sha256(json.dumps(values, separators=(",", ":")).encode()).hexdigest()


class TellingForm(forms.Form):
    """Carries what it has told, unseen, and comes back if that is no longer so."""

    page: Any

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._told = getattr(self.page, "terms_told", "")
        if self._told:
            # Some browsers fill in hidden fields, too, as they were before a reload.
            widget = forms.HiddenInput({"autocomplete": "off"})
            self.fields[TERMS] = forms.Field(required=False, widget=widget, initial=self._told)

    def full_clean(self) -> None:
        super().full_clean()
        if not self.is_bound:
            return
        sent = self.cleaned_data.pop(TERMS, None)
        # A program, or a template without hidden fields, has told nobody anything by us.
        if not sent or sent == self._told:
            return
        data: Any = self.data
        self.data = data = data.copy()
        data[TERMS] = self._told
        self.add_error(None, str(TERMS_HAVE_CHANGED))
