"""What is asked of whoever decides about findings."""

import datetime
from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.widgets import AdminDateInput

from wagtail_privacy.statements.rules import Finding

REASON_LENGTH = 2000
#: An advice is looked at again after two years at the latest.
LONGEST_DAYS = 730
NO_NAMES = _("It stays on record. Name no persons in it.")


def keys_of(findings: Iterable[Finding]) -> str:
    """Give the points that a page of the admin shows, for its form to send back."""
    return " ".join(sorted({finding.key for finding in findings}))


class PublishNeverthelessForm(forms.Form):
    """A tick that nobody sets for you, and why."""

    nevertheless = forms.BooleanField(
        label=_("Publish nevertheless"),
        error_messages={"required": _("Tick this box if you want to publish nevertheless.")},
    )
    reason = forms.CharField(
        label=_("Reason"),
        help_text=NO_NAMES,
        max_length=REASON_LENGTH,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Say why it cannot wait until the points are filled.")},
    )

    def __init__(self, *args: Any, shown: str = "", **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.shown = shown  # what the page shows, so that nobody decides about something unread

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        if self.data.get("shown") != self.shown:
            changed = _("The statement or the points have changed meanwhile. Read the list again.")
            raise forms.ValidationError(changed)
        return data


class AcceptFindingForm(forms.Form):
    """Why an advice can rest, and until when."""

    reason = forms.CharField(
        label=_("Reason"),
        help_text=NO_NAMES,
        max_length=REASON_LENGTH,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Say why you can live with it.")},
    )
    review_on = forms.DateField(
        label=_("Accepted until"),
        help_text=_("Then it stands among the open points again. At most two years."),
        widget=AdminDateInput,
        error_messages={"required": _("Say until when.")},
    )

    def __init__(self, *args: Any, today: datetime.date, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.today = today

    def clean_review_on(self) -> datetime.date:
        day: datetime.date = self.cleaned_data["review_on"]
        if day <= self.today:
            raise forms.ValidationError(_("Choose a day in the future."))
        if (day - self.today).days > LONGEST_DAYS:
            raise forms.ValidationError(_("Choose a day within two years."))
        return day
