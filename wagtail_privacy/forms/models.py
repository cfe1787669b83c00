import uuid
from datetime import datetime
from typing import Any

import swapper
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Value
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _
from wagtail.contrib.forms.models import (
    FORM_FIELD_CHOICES,
    AbstractFormField,
    AbstractFormSubmission,
)

from wagtail_privacy import clock
from wagtail_privacy.forms.at_rest import storage
from wagtail_privacy.forms.at_rest.files import SubmissionFile
from wagtail_privacy.forms.at_rest.keys import SealedKey
from wagtail_privacy.forms.consents.asking.questions import AbstractConsentQuestion
from wagtail_privacy.forms.consents.links.links import PrivacyLink
from wagtail_privacy.forms.consents.proof.records import ConsentRecord
from wagtail_privacy.forms.consents.proof.sealing import DailySeal
from wagtail_privacy.forms.filling import shapes
from wagtail_privacy.forms.filling.names import RESERVED_NAMES, clean_name_of
from wagtail_privacy.forms.notification.recipients import MailRecipient
from wagtail_privacy.forms.submissions import lock, persons
from wagtail_privacy.forms.submissions.opening import OpensAnswers, UnreadableAnswers
from wagtail_privacy.models import DataCategory, Purpose

__all__ = [
    "AbstractConsentQuestion",
    "AbstractPrivacyFormField",
    "Autocomplete",
    "ConsentRecord",
    "DailySeal",
    "MailRecipient",
    "PrivacyFormSubmission",
    "PrivacyLink",
    "SealedKey",
    "SubmissionFile",
    "SubmissionQuerySet",
    "UnreadableAnswers",
]

swapper.set_app_prefix("wagtailcore", "wagtail")


class Autocomplete(models.TextChoices):
    """The tokens of HTML by which a browser offers what a person has typed before (WCAG 1.3.5)."""

    NAME = "name", pgettext_lazy("autocomplete", "Name")
    GIVEN_NAME = "given-name", _("First name")
    FAMILY_NAME = "family-name", _("Last name")
    EMAIL = "email", _("E-mail address")
    TELEPHONE = "tel", _("Telephone number")
    ORGANIZATION = "organization", _("Company")
    STREET_ADDRESS = "street-address", _("Street and number")
    POSTAL_CODE = "postal-code", _("Postal code")
    TOWN = "address-level2", _("Town")
    BIRTHDAY = "bday", _("Date of birth")


class AbstractPrivacyFormField(AbstractFormField):
    """A question of a form that says which data it asks for, and why."""

    field_type: Any = models.CharField(
        verbose_name=_("field type"),
        max_length=16,
        choices=(
            *FORM_FIELD_CHOICES,
            ("tel", _("Telephone number")),
            ("file", pgettext_lazy("form field", "File")),
        ),
    )
    # Wagtail cannot show a draft without it.
    field_type.required_on_save = True
    data_category = models.ForeignKey(
        DataCategory,
        verbose_name=_("data category"),
        null=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text=_("Which kind of data this field asks for. It stands in the statement."),
    )
    reason = models.CharField(
        verbose_name=_("why it is needed"),
        max_length=255,
        blank=True,
        help_text=_("One sentence. It stands beside the field if it asks for delicate data."),
    )
    autocomplete = models.CharField(
        verbose_name=_("filled in by the browser"),
        max_length=40,
        blank=True,
        choices=Autocomplete.choices,
        help_text=_("Only if the field asks for this about the person who fills in the form."),
    )

    shape = models.CharField(
        verbose_name=_("form of the answer"),
        max_length=40,
        blank=True,
        help_text=_(
            "For a single line such as an insurance number. A stands for a letter, 9 for a digit, "
            "all else for itself: “A999999999”. Spaces and hyphens do not matter."
        ),
    )
    shape_error = models.CharField(
        verbose_name=_("what to say if it does not fit"),
        max_length=255,
        blank=True,
        help_text=_("Tell people what to enter. Empty: the field tells its form by itself."),
    )

    class Meta(AbstractFormField.Meta):
        abstract = True

    def get_field_clean_name(self) -> str:
        return clean_name_of(self.label)

    def clean(self) -> None:
        super().clean()
        if not self.clean_name and self.get_field_clean_name() in RESERVED_NAMES:
            raise ValidationError({"label": _("This name is taken. Choose another label.")})
        self.shape = self.shape.strip()
        if self.shape and self.field_type != "singleline":
            raise ValidationError({"shape": _("Only a single line of text can have a form.")})
        if self.shape and not shapes.says_something(self.shape):
            raise ValidationError({"shape": _("Write A for a letter and 9 for a digit.")})


class SubmissionQuerySet(models.QuerySet["PrivacyFormSubmission"]):
    """Submissions by state, by purpose and by person.

    Answers can be read only in what `usable_for` gives.
    """

    def usable_for(
        self, purpose: Purpose | int, now: datetime | None = None
    ) -> "SubmissionQuerySet":
        """Those that may be used for a purpose now, open for it as far as it covers them."""
        purpose_id = purpose if isinstance(purpose, int) else purpose.pk
        rows = self.filter(lock.usable_rows(purpose_id, now or clock.now()))
        return rows.annotate(used_for_id=Value(purpose_id, models.BigIntegerField()))

    def of_person(self, email: str) -> "SubmissionQuerySet":
        """Those of the person with this e-mail address, in any spelling of it."""
        is_known = bool(persons.normalised(email))
        return self.filter(person_key=persons.person_key(email)) if is_known else self.none()

    def expired(self, on: datetime) -> "SubmissionQuerySet":
        """Those whose time is over."""
        return self.filter(expires_at__lte=on)


class PrivacyFormSubmission(OpensAnswers, AbstractFormSubmission):
    """The answers of one person to one form, with their purpose and the end of their time.

    `form_data` holds a sealed envelope (see `encryption`), or plain answers where the owner has
    switched encryption off.
    """

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    purpose = models.ForeignKey(
        Purpose, verbose_name=_("purpose"), on_delete=models.PROTECT, related_name="+"
    )
    language = models.CharField(verbose_name=_("language"), max_length=35)
    expires_at = models.DateTimeField(verbose_name=_("deleted after"), db_index=True)
    latest_expiry = models.DateTimeField(verbose_name=_("deleted at the latest"))
    closed_at = models.DateTimeField(verbose_name=_("closed"), null=True, blank=True)
    warned_at = models.DateTimeField(
        verbose_name=_("deletion announced"), null=True, blank=True, editable=False
    )
    person_key = models.CharField(max_length=persons.PERSON_KEY_LENGTH, blank=True, editable=False)

    objects = SubmissionQuerySet.as_manager()

    #: The purpose for which the answers are open; `usable_for` sets it.
    used_for_id: int | None = None

    wagtail_reference_index_ignore = True

    class Meta(AbstractFormSubmission.Meta):
        abstract = False
        permissions = [
            ("export_privacyformsubmission", "Can export form submission"),
            ("close_privacyformsubmission", "Can close form submission"),
        ]
        indexes = [
            models.Index(fields=["person_key", "purpose"], name="wagtail_privacy_person"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(expires_at__lte=models.F("latest_expiry")),
                name="wagtail_privacy_expiry_never_put_off",
            )
        ]

    def __str__(self) -> str:
        # Log entries keep this text after the row is gone, so it says nothing about the person.
        return gettext("Submission %(id)s") % {"id": self.pk or ""}

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.latest_expiry = self.latest_expiry or self.expires_at
        super().save(*args, **kwargs)

    def set_answers(self, answers: dict[str, Any]) -> None:
        """Put the answers into the row, sealed unless the owner has switched encryption off."""
        self.form_data = storage.to_stored(answers, self.bound_to)
