"""The boxes of a form. Each carries the hash of what it asks: one agrees to what one has seen."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from wagtail_privacy.forms.consents.asking.asks import Ask
from wagtail_privacy.forms.filling.complaints import Words

QUESTION_HAS_CHANGED = _(
    "This question has changed meanwhile. Please read it again and decide anew."
)


class ConsentBox(forms.CheckboxInput):
    """A box that is ticked only by the person who sends the form."""

    def __init__(self, word: str) -> None:
        super().__init__(check_test=lambda value: value == word)
        self.word = word

    def format_value(self, value: Any) -> str:
        return self.word

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:
        return data.get(name)


class ConsentWords(forms.HiddenInput):
    """Names the words above the button, where pressing it is the consent."""

    def __init__(self, word: str) -> None:
        super().__init__()
        self.word = word

    def format_value(self, value: Any) -> str:
        return self.word


class ConsentField(forms.Field):
    """Gives whether somebody has agreed to exactly what is asked there now."""

    def __init__(self, ask: Ask) -> None:
        self.ask = ask
        self.word = ask.word
        super().__init__(
            label=ask.wording,
            required=ask.is_main,
            widget=ConsentBox(self.word) if ask.has_box else ConsentWords(self.word),
            error_messages={"required": self._needed()},
        )

    def _needed(self) -> str:
        words = gettext("Tick this box if you agree. Without it we cannot do this: %(purpose)s.")
        return Words(words % {"purpose": self.ask.purpose})

    def clean(self, value: Any) -> bool:
        if not value and self.ask.has_box:
            super().clean(value)
            return False
        if value != self.word:
            raise ValidationError(QUESTION_HAS_CHANGED)
        return True


class ConsentingForm(forms.Form):
    """A form that asks for consents beside its questions."""

    def get_initial_for_field(self, field: forms.Field, field_name: str) -> Any:
        # Whatever a page type or an address proposes: no box is ticked beforehand.
        if isinstance(field, ConsentField):
            return None
        return super().get_initial_for_field(field, field_name)

    def question_fields(self) -> list[forms.BoundField]:
        """Give the visible questions."""
        return [field for field in self.visible_fields() if not _is_consent(field)]

    def hidden_questions(self) -> list[forms.BoundField]:
        """Give the hidden fields of the editor."""
        return [field for field in self.hidden_fields() if not _is_consent(field)]

    def main_consent(self) -> forms.BoundField | None:
        """Give the consent to the form's own purpose, if it rests on one."""
        return next((field for field in self._consents() if ask_of(field).is_main), None)

    def further_consents(self) -> list[forms.BoundField]:
        """Give the boxes of the further purposes."""
        return [field for field in self._consents() if not ask_of(field).is_main]

    def _consents(self) -> list[forms.BoundField]:
        return [field for field in self if _is_consent(field)]

    def clean(self) -> dict[str, Any]:
        """Take the consents out of the answers, and see that they have what they need."""
        cleaned = super().clean()
        answers: dict[str, Any] = self.cleaned_data if cleaned is None else cleaned
        self.consents_given = tuple(
            ask_of(field) for field in self._consents() if answers.pop(field.name, False)
        )
        for ask in self.consents_given:
            self._check_answers(ask, answers)
        return answers

    def _check_answers(self, ask: Ask, answers: dict[str, Any]) -> None:
        needed = ask.email_field if ask.needs_email else ""
        if not needed and not any(answers.get(name) for name in ask.answers):
            needed = next(iter(ask.answers), "")
        # A field with an error of its own has said what is wrong.
        if needed in self.fields and needed not in self.errors and not answers.get(needed):
            words = gettext("%(enter)s We need it for what you agree to below: %(purpose)s.")
            enter = self.fields[needed].error_messages["required"]
            self.add_error(needed, Words(words % {"enter": enter, "purpose": ask.purpose}))


def _is_consent(field: forms.BoundField) -> bool:
    return isinstance(field.field, ConsentField)


def ask_of(field: forms.BoundField) -> Ask:
    """Give what a box asks for."""
    box: Any = field.field
    ask: Ask = box.ask
    return ask


def consent_fields(asks: tuple[Ask, ...]) -> dict[str, ConsentField]:
    """Give the fields of the consents by name."""
    return {ask.name: ConsentField(ask) for ask in asks}
