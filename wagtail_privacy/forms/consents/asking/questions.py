"""The further purposes that a form asks for, as an editor composes them."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.models import Orderable

from wagtail_privacy.forms.consents.proof.periods import Channel
from wagtail_privacy.forms.consents.proof.wordings import clean_wording
from wagtail_privacy.models import Purpose


class AbstractConsentQuestion(Orderable):
    """A purpose for which a form asks consent, in the exact words that people agree to.

    Always voluntary, always apart, never ticked beforehand, Art. 7(2) and (4) GDPR. If it is the
    purpose of the form itself, these are the words that stand above the button.

    The page type needs a concrete child with ``ParentalKey(…, related_name="consent_questions")``.
    """

    purpose = models.ForeignKey(
        Purpose,
        verbose_name=_("purpose"),
        null=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text=_(
            "What you want to ask for. It brings its own period and recipients. Choose the purpose "
            "of the form to give the words for that one."
        ),
    )
    wording = models.TextField(
        verbose_name=_("exact wording"),
        max_length=1000,
        help_text=_(
            "Who does what, by which channel, how often, and that one can withdraw it: “Yes, send "
            "me the newsletter by e-mail once a month. I can withdraw this at any time.”"
        ),
    )
    channel = models.CharField(
        verbose_name=_("reaches people"),
        max_length=10,
        choices=Channel.choices,
        default=Channel.EMAIL,
    )
    double_opt_in = models.BooleanField(
        verbose_name=_("confirm by e-mail"),
        default=True,
        help_text=_(
            "Nothing is used before the person has pressed “Confirm” behind a link in a mail. "
            "It proves who owns a mailbox, not who owns a telephone number."
        ),
    )
    answers = models.TextField(
        verbose_name=_("answers that it needs"),
        blank=True,
        help_text=_(
            "The labels of the fields, one on each line. Only these answers are used for this "
            "purpose. Leave it empty for the e-mail address alone."
        ),
    )

    class Meta(Orderable.Meta):
        abstract = True
        verbose_name = _("further purpose")
        verbose_name_plural = _("further purposes")

    def __str__(self) -> str:
        return clean_wording(self.wording)[:60]

    def clean(self) -> None:
        super().clean()
        self.wording = clean_wording(self.wording)

    @property
    def labels(self) -> list[str]:
        """The labels of the fields whose answers it needs."""
        return [line.strip() for line in self.answers.splitlines() if line.strip()]
