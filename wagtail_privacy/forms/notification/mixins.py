from functools import partial
from typing import Any

from django.db import models, transaction
from django.utils.translation import gettext_lazy as _
from wagtail.contrib.forms.models import FormMixin, validate_to_address

from wagtail_privacy import clock
from wagtail_privacy.forms.filling.names import REPLY_CHANNEL
from wagtail_privacy.forms.notification import mails


class NotifyingFormMixin(FormMixin, models.Model):
    """Tells somebody by mail that a form was sent, and asks how the answer may come."""

    to_address = models.CharField(
        verbose_name=_("tell by e-mail"),
        max_length=255,
        blank=True,
        validators=[validate_to_address],
        help_text=_("Who learns that the form was sent. Separate addresses by commas."),
    )
    from_address = models.EmailField(
        verbose_name=_("sender"),
        max_length=255,
        blank=True,
        help_text=_("Empty: that of the site."),
    )
    subject = models.CharField(
        verbose_name=_("subject"),
        max_length=255,
        blank=True,
        help_text=_("Everybody on the way can read it. Empty: the title of the form."),
    )
    mails_answers = models.BooleanField(
        verbose_name=_("send the answers along, encrypted"),
        default=False,
        help_text=_(
            "Only to mail recipients whose key stands in the register; everybody else gets a link. "
            "Whoever has the mail has the answers, also after they are deleted here."
        ),
    )
    asks_reply_channel = models.BooleanField(
        verbose_name=_("ask how we may answer"),
        default=False,
        help_text=_(
            "By post, by telephone, by encrypted or by ordinary e-mail, as far as the form asks "
            "for an address of this kind (“filled in by the browser”)."
        ),
    )

    class Meta:
        abstract = True

    def get_data_fields(self) -> list[tuple[str, Any]]:
        fields: list[tuple[str, Any]] = super().get_data_fields()
        return (
            [*fields, (REPLY_CHANNEL, _("Way of our answer"))]
            if self.asks_reply_channel
            else fields
        )

    def announce(self, submission: Any) -> None:
        """Tell by mail that a submission has come, as soon as it is stored for good."""
        if self.to_address:
            transaction.on_commit(partial(mails.notify, self, submission, clock.now()), robust=True)
