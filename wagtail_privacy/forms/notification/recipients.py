from collections.abc import Iterable
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from wagtail_privacy import clock
from wagtail_privacy.forms.notification.keys import InvalidKeyError, MailKey, read_key


class MailRecipient(models.Model):
    """Somebody at the controller's who may get answers by encrypted mail, with their public key."""

    name = models.CharField(
        verbose_name=_("name"),
        max_length=120,
        help_text=_("Of the mailbox, such as “Customer service”. It stands in the log."),
    )
    address = models.EmailField(verbose_name=_("e-mail address"), unique=True)
    public_key = models.TextField(
        verbose_name=_("certificate or key"),
        help_text=_(
            "An S/MIME certificate with an RSA key (PEM), or a public OpenPGP key in text form. "
            "Ask the recipient for it, and compare its fingerprint by telephone."
        ),
    )
    valid_until = models.DateTimeField(
        verbose_name=_("valid until"), null=True, blank=True, editable=False
    )

    class Meta:
        app_label = "wagtail_privacy_forms"
        verbose_name = _("mail recipient")
        verbose_name_plural = _("mail recipients")
        ordering = ("name",)

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        super().clean()
        self.address = self.address.strip().lower()
        self.public_key = self.public_key.strip()
        if not self.public_key:
            return  # the field itself complains
        try:
            self.valid_until = read_key(self.public_key, clock.now()).valid_until
        except InvalidKeyError as error:
            raise ValidationError({"public_key": error.args[0]}) from None

    def key(self, now: datetime) -> MailKey | None:
        """Give the key, or None if it cannot be used any more."""
        try:
            return read_key(self.public_key, now)
        except InvalidKeyError:
            return None


def recipients_of(addresses: Iterable[str]) -> dict[str, MailRecipient]:
    """Give those of the addresses that have a key, by address in lower case."""
    wanted = [address.lower() for address in addresses]
    found = MailRecipient._default_manager.filter(address__in=wanted)
    return {recipient.address: recipient for recipient in found}
