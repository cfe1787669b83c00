from django.db import models
from django.utils.translation import gettext_lazy as _

from wagtail_privacy.analytics.tables import OfSite


class OfMonth(OfSite):
    """A number of a month: the visits of a page, or those of the site, where the page is 0."""

    month = models.DateField(verbose_name=_("first day of the month"))
    page_number = models.PositiveBigIntegerField(verbose_name=_("page"), default=0)
    number = models.BigIntegerField(verbose_name=_("number"), default=0)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return f"{self.page_number}, {self.month}"


class ExactCount(OfMonth):
    """What was counted in a month, to the last visit, until noise has been drawn for it.

    Nobody gets to see it, and it is there only where the site tells figures with noise.
    """

    is_whole = models.BooleanField(verbose_name=_("counted from the first day on"), default=False)

    class Meta:
        verbose_name = _("exact count")
        verbose_name_plural = _("exact counts")
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                fields=["site", "month", "page_number"], name="wagtail_privacy_exact_count"
            )
        ]


class PublicFigure(OfMonth):
    """A figure of a month with its noise, drawn once: new draws would average it away."""

    # By what it was drawn: a setting that changes later says nothing of it.
    epsilon = models.FloatField()

    class Meta:
        verbose_name = _("public figure")
        verbose_name_plural = _("public figures")
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                fields=["site", "month", "page_number"], name="wagtail_privacy_public_figure"
            )
        ]
