from django.db import models
from django.utils.translation import gettext_lazy as _

from wagtail_privacy.analytics.tables import OfSite


class PublicFigure(OfSite):
    """A figure of a month with its noise, drawn once: new draws would average it away."""

    class Kind(models.TextChoices):
        VISITS = "visits", _("visits")
        PAGE = "page", _("visits of a page")

    month = models.DateField(verbose_name=_("first day of the month"))
    kind = models.CharField(verbose_name=_("kind"), max_length=8, choices=Kind.choices)
    page_number = models.PositiveBigIntegerField(verbose_name=_("page"), default=0)
    number = models.BigIntegerField(verbose_name=_("number"))
    # By what it was drawn: settings that change later say nothing of it.
    epsilon = models.FloatField()
    minimum = models.PositiveIntegerField()

    class Meta:
        verbose_name = _("public figure")
        verbose_name_plural = _("public figures")
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                fields=["site", "month", "kind", "page_number"],
                name="wagtail_privacy_public_figure",
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind}, {self.month}"
