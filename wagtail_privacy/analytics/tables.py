"""What the tables of the counts have in common: of whom a row tells, and what it counts.

The references carry no constraint: history survives the deletion of a page, and a hit that waits
for its page's or site's deletion cannot make a whole batch fail.
"""

import swapper
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail.models import Site

swapper.set_app_prefix("wagtailcore", "wagtail")


class OfSite(models.Model):
    """A row about a site."""

    site = models.ForeignKey(
        Site,
        verbose_name=_("site"),
        on_delete=models.CASCADE,
        db_constraint=False,
        db_index=False,
        related_name="+",
    )

    wagtail_reference_index_ignore = True

    class Meta:
        abstract = True


class OfPage(OfSite):
    """A row about a page of a site: what is counted of it."""

    page = models.ForeignKey(
        swapper.get_model_name("wagtailcore", "Page"),
        verbose_name=_("page"),
        on_delete=models.DO_NOTHING,
        db_constraint=False,
        db_index=False,
        related_name="+",
    )
    views = models.BigIntegerField(verbose_name=_("views"), default=0)
    visits = models.BigIntegerField(verbose_name=_("visits"), default=0)
    entries = models.BigIntegerField(verbose_name=pgettext_lazy("statistics", "entries"), default=0)
    bounces = models.BigIntegerField(verbose_name=_("left at once"), default=0)
    engaged_seconds = models.BigIntegerField(verbose_name=_("reading time"), default=0)

    class Meta:
        abstract = True


class OfValue(OfSite):
    """A row about a value of a dimension."""

    dimension = models.CharField(verbose_name=_("dimension"), max_length=16)
    # A number instead of a reference: most dimensions have no page, and a row without one must be
    # found again by the key that is added to, which NULL never is.
    page_number = models.PositiveBigIntegerField(verbose_name=_("page"), default=0)
    value = models.CharField(verbose_name=_("value"), max_length=128)
    number = models.BigIntegerField(verbose_name=_("number"), default=0)

    class Meta:
        abstract = True


class OfMonth(OfSite):
    """A number of a month: the visits of a page, or those of the site, where the page is 0."""

    month = models.DateField(verbose_name=_("first day of the month"))
    page_number = models.PositiveBigIntegerField(verbose_name=_("page"), default=0)
    number = models.BigIntegerField(verbose_name=_("number"), default=0)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return f"{self.page_number}, {self.month}"
