"""What a form asks for, worked out once: its own purpose if that rests on consent, and further."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from wagtail_privacy.forms.consents.proof.periods import Channel
from wagtail_privacy.forms.consents.proof.wordings import (
    clean_wording,
    hash_of_wording,
    usual_wording,
)
from wagtail_privacy.forms.filling.terms import fingerprint, terms_of
from wagtail_privacy.models import Purpose

CONSENT = "6-1-a"
EXPLICIT_CONSENT = "9-2-a"
#: Begins the names of the boxes; no field of an editor has a hyphen in its name.
PREFIX = "consent-"
#: Types of purposes that reach people, mostly by e-mail.
ADVERTISING = ("DirectMarketing", "Marketing")
NEEDS_EMAIL = _("“%(purpose)s” needs a field of the type e-mail.")


@dataclass(frozen=True, slots=True)
class Ask:
    """One consent that a form asks for."""

    name: str  # of the box
    purpose: Purpose
    wording: str
    channel: str
    double_opt_in: bool
    answers: tuple[str, ...]  # names of the fields that are used for it
    email_field: str = ""  # name of the field whose mailbox confirms
    is_main: bool = False  # of the form's own purpose

    @property
    def wording_hash(self) -> str:
        """The SHA-256 of the exact words."""
        return hash_of_wording(self.wording)

    @property
    def word(self) -> str:
        """What a ticked box sends: it stands for the words and for all that they permit.

        So nobody's tick counts for a purpose, a period, a channel or answers that came later.
        """
        # For the form's own purpose people give what they type, whatever else is asked later.
        answers = [] if self.is_main else sorted(self.answers)
        use = (self.channel, self.double_opt_in, answers)
        return fingerprint(self.wording, terms_of(self.purpose), use)

    @property
    def has_box(self) -> bool:
        """Whether a box is ticked; otherwise pressing the button below the words is the act."""
        return not self.is_main or self.is_explicit

    @property
    def is_explicit(self) -> bool:
        """Whether Art. 9(2)(a) GDPR asks for an express statement."""
        return self.purpose.special_condition == EXPLICIT_CONSENT

    @property
    def needs_email(self) -> bool:
        """Whether it means nothing without an e-mail address."""
        return self.double_opt_in or self.channel == Channel.EMAIL


def rests_on_consent(purpose: Purpose) -> bool:
    """Whether nothing may be done for a purpose without consent."""
    return purpose.legal_basis == CONSENT or purpose.special_condition == EXPLICIT_CONSENT


def asks_of(page: Any) -> tuple[Ask, ...]:
    """Give the consents that a form page asks for, that of its own purpose first."""
    if page.purpose_id is None:
        return ()
    fields = list(page.get_form_fields())
    # They bring the purpose of the page along.
    questions = [q for q in page.get_consent_questions() if q.purpose_id and q.wording.strip()]
    main = [q for q in questions if q.purpose_id == page.purpose_id][:1]
    further = [q for q in questions if q.purpose_id != page.purpose_id]
    own = _main_ask(page, main[0] if main else None, fields)
    return (*own, *(_ask(question, number, fields) for number, question in enumerate(further)))


def _main_ask(page: Any, question: Any, fields: Sequence[Any]) -> Iterator[Ask]:
    if not rests_on_consent(page.purpose):
        return
    email = email_field_of(fields)
    answers = tuple(name_of(field) for field in fields)
    if question is None:
        language = page.locale.language_code
        name = page.purpose.name.in_language(language)
        with translation.override(language):
            wording = usual_wording(name, page.purpose.description.in_language(language))
        channel = Channel.EMAIL if email else Channel.OTHER
        double_opt_in = bool(email)
    else:
        wording, channel = clean_wording(question.wording), question.channel
        double_opt_in = question.double_opt_in
    yield Ask(
        name=f"{PREFIX}main",
        purpose=page.purpose,
        wording=wording,
        channel=channel,
        double_opt_in=double_opt_in,
        answers=answers,
        email_field=email,
        is_main=True,
    )


def _ask(question: Any, number: int, fields: Sequence[Any]) -> Ask:
    named = [field for field in fields if field.label.strip() in question.labels]
    # Without a label of its own it needs the mailbox, and nothing else.
    email = email_field_of(named) or email_field_of(fields)
    answers = [name_of(field) for field in named]
    if email and email not in answers and (question.double_opt_in or not answers):
        answers.append(email)
    return Ask(
        name=f"{PREFIX}{question.pk or f'new{number}'}",
        purpose=question.purpose,
        wording=clean_wording(question.wording),
        channel=question.channel,
        double_opt_in=question.double_opt_in,
        answers=tuple(answers),
        email_field=email,
    )


def name_of(field: Any) -> str:
    """Give the name of a field in the form, also before it has been saved."""
    return str(field.clean_name or field.get_field_clean_name())


def email_field_of(fields: Sequence[Any]) -> str:
    """Give the name of the field that asks for the person's own e-mail address, or nothing.

    As `persons.email_in` finds it, but only where the form has checked that it is an address.
    """
    emails = [field for field in fields if field.field_type == "email"]
    own = [field for field in emails if field.autocomplete == "email"]
    return next((name_of(field) for field in (*own, *emails)), "")


def check_asks(page: Any) -> None:
    """Raise `ValidationError` for a consent that could be neither understood nor proved."""
    kinds = {field.label.strip(): field.field_type for field in page.get_form_fields()}
    purposes: set[int] = set()
    for question in page.get_consent_questions():
        if not (question.purpose_id and question.wording.strip()):
            raise ValidationError(_("A further purpose needs a purpose and its exact wording."))
        if question.purpose_id in purposes:
            raise ValidationError(
                _("“%(purpose)s” is asked for twice. Ask for each purpose once."),
                params={"purpose": question.purpose},
            )
        purposes.add(question.purpose_id)
        _check_labels(question, kinds, is_main=question.purpose_id == page.purpose_id)
    for ask in asks_of(page):
        _check_ask(ask)
    if page.purpose_id and page.purpose_id not in purposes:
        _check_mailbox(page)


def _check_mailbox(page: Any) -> None:
    """Refuse a main consent in the usual words that reaches a mailbox nobody would confirm."""
    if not rests_on_consent(page.purpose):
        return
    fields = list(page.get_form_fields())
    if email_field_of(fields):
        return
    if any(field.autocomplete == "email" for field in fields):
        raise ValidationError(NEEDS_EMAIL, params={"purpose": page.purpose})
    if page.purpose.type in ADVERTISING:
        raise ValidationError(
            _(
                "“%(purpose)s” needs a field of the type e-mail. If it reaches people in another "
                "way, add it under “Further purposes” with its exact wording and that way."
            ),
            params={"purpose": page.purpose},
        )


def _check_labels(question: Any, kinds: Mapping[str, str], *, is_main: bool) -> None:
    if unknown := [label for label in question.labels if label not in kinds]:
        raise ValidationError(
            _("“%(purpose)s” needs answers that no field asks for: %(labels)s."),
            params={"purpose": question.purpose, "labels": ", ".join(unknown)},
        )
    files = [label for label in question.labels if kinds[label] == "file"]
    if files and not is_main:
        raise ValidationError(
            _("“%(purpose)s” cannot use a file. Take out of its answers: %(labels)s."),
            params={"purpose": question.purpose, "labels": ", ".join(files)},
        )


def _check_ask(ask: Ask) -> None:
    if ask.needs_email and not ask.email_field:
        raise ValidationError(NEEDS_EMAIL, params={"purpose": ask.purpose})
    if not ask.is_main and not ask.answers:
        raise ValidationError(
            _("Say which answers “%(purpose)s” needs."), params={"purpose": ask.purpose}
        )
