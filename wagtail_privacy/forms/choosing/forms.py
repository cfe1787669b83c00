"""What can be taken that is not in the register yet."""

from typing import Any

from django import forms
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from wagtail_privacy.forms.start import ready_made
from wagtail_privacy.models import ControllerSettings, DataCategory, Purpose


class ReadyMadeForm(forms.Form):
    """Offers ready-made entries; `save` puts the one that was chosen into the register."""

    prefix = "ready-made"  # the editor around it has fields of its own

    ready = forms.ChoiceField(
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose one of these.")},
        help_text=_("It is put into the register. You can change its words and its facts there."),
    )

    def __init__(self, *args: Any, controller: ControllerSettings, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.controller = controller
        field: Any = self.fields["ready"]
        field.choices = self.get_choices()

    def get_choices(self) -> list[tuple[str, Any]]:
        """Give key and words of what the register lacks."""
        raise NotImplementedError

    @property
    def has_choices(self) -> bool:
        """Whether there is anything to take."""
        field: Any = self.fields["ready"]
        return bool(field.choices)


class ReadyPurposeForm(ReadyMadeForm):
    """Offers the purposes that most sites need, as they fit the controller."""

    norm = forms.CharField(
        label=_("National law"),
        max_length=120,
        required=False,
        help_text=_(
            "Only for a new purpose that is a public task: the law that gives you the task, "
            "Art. 6(3) GDPR, such as § 3 BDSG."
        ),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["ready"].label = _("Purposes that most sites need")
        if not any(ready_made.lacks_norm(ready, self.controller) for ready in self._missing):
            del self.fields["norm"]

    def get_choices(self) -> list[tuple[str, Any]]:
        entries = list(Purpose.objects.all())
        self._missing = list(ready_made.missing(ready_made.PURPOSES, entries))
        return [
            (
                ready.key,
                ready_made.in_words(ready.name, ready.basis_for(self.controller), ready.period),
            )
            for ready in self._missing
        ]

    @transaction.atomic
    def save(self) -> Purpose:
        """Give the chosen purpose from the register, where it now is."""
        norm = self.cleaned_data.get("norm", "")
        return ready_made.purpose_of(self.cleaned_data["ready"], self.controller, norm)


class ReadyCategoryForm(ReadyMadeForm):
    """Offers the data categories that most sites need."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["ready"].label = _("Data categories that most sites need")

    def get_choices(self) -> list[tuple[str, Any]]:
        missing = ready_made.missing(ready_made.CATEGORIES, list(DataCategory.objects.all()))
        return [(ready.key, f"{ready.name}: {ready.examples}") for ready in missing]

    @transaction.atomic
    def save(self) -> DataCategory:
        """Give the chosen category from the register, where it now is."""
        return ready_made.category_of(self.cleaned_data["ready"], self.controller)
