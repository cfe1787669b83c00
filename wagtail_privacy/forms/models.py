import uuid
from datetime import UTC, datetime
from typing import Any

import swapper
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _
from wagtail.contrib.forms.models import AbstractFormField, AbstractFormSubmission

from wagtail_privacy.forms import storage
from wagtail_privacy.forms.encryption import EncryptionError
from wagtail_privacy.forms.names import RESERVED_NAMES, clean_name_of
from wagtail_privacy.forms.sealed_keys import SealedKey
from wagtail_privacy.models import DataCategory, Purpose

__all__ = [
    "AbstractPrivacyFormField",
    "Autocomplete",
    "PrivacyFormSubmission",
    "SealedKey",
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

    class Meta(AbstractFormField.Meta):
        abstract = True

    def get_field_clean_name(self) -> str:
        return clean_name_of(self.label)

    def clean(self) -> None:
        super().clean()
        if not self.clean_name and self.get_field_clean_name() in RESERVED_NAMES:
            raise ValidationError({"label": _("This name is taken. Choose another label.")})


class UnreadableAnswers(dict[str, Any]):
    """Stands for answers that no key opens: every question is answered with that."""

    def get(self, key: str, default: Any = None) -> Any:
        return self[key] if key in self else gettext("cannot be read")


class SubmissionQuerySet(models.QuerySet["PrivacyFormSubmission"]):
    """Submissions by state."""

    def expired(self, on: datetime) -> "SubmissionQuerySet":
        """Those whose time is over."""
        return self.filter(expires_at__lte=on)

    def unexpired(self, on: datetime) -> "SubmissionQuerySet":
        """Those that may still be used."""
        return self.filter(expires_at__gt=on)


class PrivacyFormSubmission(AbstractFormSubmission):
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

    objects = SubmissionQuerySet.as_manager()

    wagtail_reference_index_ignore = True

    class Meta(AbstractFormSubmission.Meta):
        abstract = False

    def __str__(self) -> str:
        # Log entries keep this text after the row is gone, so it says nothing about the person.
        return gettext("Submission %(id)s") % {"id": self.pk or ""}

    @property
    def bound_to(self) -> tuple[str, ...]:
        """What the encrypted answers belong to; moved to another row they cannot be read."""
        return (
            self._meta.label,
            str(self.uuid),
            str(self.page_id),
            str(self.purpose_id),
            self.expires_at.astimezone(UTC).date().isoformat(),
        )

    def set_answers(self, answers: dict[str, Any]) -> None:
        """Put the answers into the row, sealed unless the owner has switched encryption off."""
        self.form_data = storage.to_stored(answers, self.bound_to)

    def get_answers(self) -> dict[str, Any]:
        """Give the answers; raise `EncryptionError` if they cannot be read."""
        return storage.from_stored(self.form_data, self.bound_to)

    def get_data(self) -> dict[str, Any]:
        """Give the answers and times for a list; answers that cannot be read say so."""
        times = {"submit_time": self.submit_time, "expires_at": self.expires_at}
        try:
            return {**self.get_answers(), **times}
        except EncryptionError:
            return UnreadableAnswers(times)
