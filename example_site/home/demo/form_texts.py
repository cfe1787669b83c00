"""The shape of a form's texts in both languages."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from wagtail_privacy.models import DataCategory, Purpose
from wagtail_privacy.pages.models import PrivacyConsentQuestion, PrivacyFormField


@dataclass(frozen=True, slots=True)
class Question:
    """A field of a form in both languages; `choices` belong together line by line."""

    label: dict[str, str]
    category: str
    field_type: str = "singleline"
    required: bool = False
    choices: dict[str, str] | None = None
    help_text: dict[str, str] | None = None
    reason: dict[str, str] | None = None
    autocomplete: str = ""
    shape: str = ""
    shape_error: dict[str, str] | None = None

    def as_field(self, language: str, categories: dict[str, DataCategory]) -> PrivacyFormField:
        """Give the field of a page in a language."""
        return PrivacyFormField(
            label=self.label[language],
            field_type=self.field_type,
            required=self.required,
            choices=(self.choices or {}).get(language, ""),
            help_text=(self.help_text or {}).get(language, ""),
            reason=(self.reason or {}).get(language, ""),
            data_category=categories.get(self.category),
            autocomplete=self.autocomplete,
            shape=self.shape,
            shape_error=(self.shape_error or {}).get(language, ""),
        )


@dataclass(frozen=True, slots=True)
class ConsentText:
    """A consent that a form asks for, in its exact words."""

    purpose: str
    wording: dict[str, str]

    def as_question(
        self, language: str, purposes: Mapping[str, Purpose], place: int
    ) -> PrivacyConsentQuestion:
        """Give the question of a page in a language."""
        return PrivacyConsentQuestion(
            purpose=purposes[self.purpose], wording=self.wording[language], sort_order=place
        )


@dataclass(frozen=True, slots=True)
class FormWords:
    """What a form says around its questions, in one language."""

    title: str
    slug: str
    summary: str  # on the card that leads to the form
    introduction: str
    submit_label: str
    thank_you_text: str
    consequence: str


@dataclass(frozen=True, slots=True)
class FormText:
    """A form with its purpose and its questions."""

    key: str
    purpose: str
    words: dict[str, FormWords]
    questions: tuple[Question, ...]
    consents: tuple[ConsentText, ...] = ()
    asks_reply_channel: bool = False
    answers_within: int | None = None
    to_address: str = ""

    def fields(
        self, language: str, categories: dict[str, DataCategory]
    ) -> Iterator[PrivacyFormField]:
        """Yield the fields of the page in a language."""
        for question in self.questions:
            yield question.as_field(language, categories)
