"""The three questions about a form: what for, which data, what if somebody does not answer."""

from typing import Any

from django import forms
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from wagtail_privacy.forms.page_types import fields_of_type
from wagtail_privacy.forms.start import ready_made
from wagtail_privacy.forms.start.proposals import (
    LONGEST,
    AskedField,
    propose_category,
    propose_consequence,
    propose_purpose,
)
from wagtail_privacy.forms.start.states import FormState, state_of
from wagtail_privacy.models import ControllerSettings, DataCategory, Purpose
from wagtail_privacy.start.answers import I_DO_NOT_KNOW, UNKNOWN
from wagtail_privacy.start.questions import Question

NEW = "new:"


class FormQuestions(forms.Form):
    """Asks about one form; everything that can be proposed is proposed."""

    purpose = forms.ChoiceField(label=gettext_lazy("Purpose"), required=False)
    norm = forms.CharField(
        label=gettext_lazy("National law"),
        max_length=120,
        required=False,
        help_text=gettext_lazy(
            "Only for a new purpose that is a public task: the law that gives you the task, "
            "Art. 6(3) GDPR, such as § 3 BDSG."
        ),
    )
    consequence = forms.CharField(
        label=gettext_lazy("If somebody does not answer"),
        max_length=LONGEST,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    revision = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, state: FormState, controller: ControllerSettings, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.state, self.controller = state, controller
        self.asked_fields = [_shown(field) for field in state.fields]
        self._purposes = list(Purpose.objects.order_by("pk"))
        self._categories = list(DataCategory.objects.order_by("pk"))
        self._answered = _translation_of(state)
        self._offer_purposes()
        self._offer_categories()
        self.initial["consequence"] = state.draft.consequence or self._proposed_consequence()
        self.initial["revision"] = self._revision

    @property
    def _revision(self) -> str:
        return str(self.state.page.latest_revision_id or "")

    def _offer_purposes(self) -> None:
        new = list(ready_made.missing(ready_made.PURPOSES, self._purposes))
        field: Any = self.fields["purpose"]
        field.choices = [
            *(
                (str(p.pk), ready_made.in_words(p, p.legal_basis, p.retention_period))
                for p in self._purposes
            ),
            *(
                (
                    f"{NEW}{r.key}",
                    ready_made.in_words(r.name, r.basis_for(self.controller), r.period),
                )
                for r in new
            ),
            I_DO_NOT_KNOW,
        ]
        wanted = ready_made.PURPOSES[propose_purpose(self.state.draft.title)]
        known = self.state.draft.purpose or (self._answered and self._answered.draft.purpose)
        chosen = known or ready_made.in_register(wanted, self._purposes)
        self.initial["purpose"] = str(chosen.pk) if chosen else f"{NEW}{wanted.key}"
        if any(ready_made.lacks_norm(ready, self.controller) for ready in new):
            self.initial["norm"] = ""
        else:
            del self.fields["norm"]

    def _offer_categories(self) -> None:
        new = list(ready_made.missing(ready_made.CATEGORIES, self._categories))
        choices = [
            I_DO_NOT_KNOW,
            *((str(c.pk), str(c)) for c in self._categories),
            *((f"{NEW}{ready.key}", ready.name) for ready in new),
        ]
        for number, field in enumerate(self.state.fields):
            name = f"category_{number}"
            self.fields[name] = forms.ChoiceField(
                label=field.label, choices=choices, required=False
            )
            self.initial[name] = self._category_of(field, number)

    def _category_of(self, field: Any, number: int) -> str:
        answered = self._answered.fields if self._answered else []
        # A translation asks the same in the same order.
        same = answered[number] if len(answered) == len(self.asked_fields) else field
        if known := field.data_category_id or same.data_category_id:
            return str(known)
        key = propose_category(self.asked_fields[number])
        if not key:
            return UNKNOWN
        known = ready_made.in_register(ready_made.CATEGORIES[key], self._categories)
        return str(known.pk) if known else f"{NEW}{key}"

    def _proposed_consequence(self) -> str:
        with override(self.state.draft.locale.language_code):
            return propose_consequence(self.asked_fields)

    @property
    def category_names(self) -> tuple[str, ...]:
        return tuple(f"category_{number}" for number in range(len(self.asked_fields)))

    @property
    def questions(self) -> tuple[Question, ...]:
        """The three questions, with the fields that answer them."""
        return (
            Question(
                _("What are the answers used for?"),
                _("Proposed from the title. It decides how long the answers are kept."),
                ("purpose", "norm"),
            ),
            Question(
                _("Which data does each field ask for?"),
                _("Proposed from the fields. The statement lists the data."),
                self.category_names,
            ),
            Question(
                _("What happens if somebody does not answer?"),
                _("Proposed from what is required, Art. 13(2)(e) GDPR."),
                ("consequence",),
            ),
        )

    def clean_revision(self) -> str:
        seen: str = self.cleaned_data["revision"]
        if seen != self._revision:
            raise forms.ValidationError(
                _("Somebody has changed this form in the meantime. Look at it again, then save.")
            )
        return seen

    @transaction.atomic
    def fill_in(self) -> Any:
        """Give the draft with the answers; new entries of the registers are made."""
        draft, answers = self.state.draft, self.cleaned_data
        draft.purpose = self._chosen_purpose(answers["purpose"], answers.get("norm", ""))
        relation, _model = fields_of_type(type(draft))
        fields = list(getattr(draft, relation).all())
        for name, field in zip(self.category_names, fields, strict=True):
            field.data_category = self._chosen_category(answers[name])
        setattr(draft, relation, fields)
        draft.consequence = answers["consequence"]
        return draft

    def _chosen_purpose(self, answer: str, norm: str) -> Purpose | None:
        if answer.startswith(NEW):
            return ready_made.purpose_of(answer.removeprefix(NEW), self.controller, norm)
        return next((p for p in self._purposes if str(p.pk) == answer), None)

    def _chosen_category(self, answer: str) -> DataCategory | None:
        if answer.startswith(NEW):
            return ready_made.category_of(answer.removeprefix(NEW), self.controller)
        return next((c for c in self._categories if str(c.pk) == answer), None)


def _translation_of(state: FormState) -> FormState | None:
    """Give the form in another language, if somebody has answered for it."""
    found = (state_of(page) for page in state.page.get_translations())
    return next((translated for translated in found if translated.is_answered), None)


def _shown(field: Any) -> AskedField:
    return AskedField(
        field.label, field.field_type, field.required, getattr(field, "autocomplete", "")
    )
