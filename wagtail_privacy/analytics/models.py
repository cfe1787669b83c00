"""The counts: sums per site, page and day. No row tells of a single visit.

What is counted waits in `WaitingPageCount` and `WaitingDimensionCount` until there is enough of it,
see `groups.py`; the other models hold what is shown.
"""

import swapper
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail.models import Site

from wagtail_privacy.analytics.counts.sums import Sums
from wagtail_privacy.analytics.public.models import PublicFigure as PublicFigure

swapper.set_app_prefix("wagtailcore", "wagtail")


class PageCount(models.Model):
    """How often a page of a site was read, by the day on which the numbers were enough to show.

    `visits` are the visits that saw the page; each visit has one entry, so that the entries of all
    pages are the visits of the site. A bounce is a visit that saw no other page; it is taken back
    when a second page follows, so that a day may have fewer than none.

    The references carry no constraint: history survives the deletion of a page, and a hit that
    waits for its page's or site's deletion cannot make a whole batch fail.
    """

    site = models.ForeignKey(
        Site,
        verbose_name=_("site"),
        on_delete=models.CASCADE,
        db_constraint=False,
        db_index=False,
        related_name="+",
    )
    page = models.ForeignKey(
        swapper.get_model_name("wagtailcore", "Page"),
        verbose_name=_("page"),
        on_delete=models.DO_NOTHING,
        db_constraint=False,
        db_index=False,
        related_name="+",
    )
    day = models.DateField(verbose_name=_("day"))
    views = models.BigIntegerField(verbose_name=_("views"), default=0)
    visits = models.BigIntegerField(verbose_name=_("visits"), default=0)
    entries = models.BigIntegerField(verbose_name=pgettext_lazy("statistics", "entries"), default=0)
    bounces = models.BigIntegerField(verbose_name=_("left at once"), default=0)
    engaged_seconds = models.BigIntegerField(verbose_name=_("reading time"), default=0)

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("page count")
        verbose_name_plural = _("page counts")
        default_permissions = ()
        permissions = [("view_statistics", _("Can view the statistics"))]
        constraints = [
            # In the order of the report's question, so that it serves as its index.
            models.UniqueConstraint(
                fields=["site", "day", "page"], name="wagtail_privacy_page_count"
            )
        ]

    def __str__(self) -> str:
        return f"{self.page_id}, {self.day}"


class MonthCount(models.Model):
    """What the days of a month add up to for a page; written along with `PageCount`.

    A report over a year would have to read each page's every day otherwise.
    """

    site = models.ForeignKey(
        Site,
        verbose_name=_("site"),
        on_delete=models.CASCADE,
        db_constraint=False,
        db_index=False,
        related_name="+",
    )
    month = models.DateField(verbose_name=_("first day of the month"))
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

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("count of a month")
        verbose_name_plural = _("counts of months")
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                fields=["site", "month", "page"], name="wagtail_privacy_month_count"
            )
        ]

    def __str__(self) -> str:
        return f"{self.page_id}, {self.month}"


class SiteCount(models.Model):
    """What the pages of a site add up to on a day; written along with `PageCount`."""

    site = models.ForeignKey(
        Site,
        verbose_name=_("site"),
        on_delete=models.CASCADE,
        db_constraint=False,
        db_index=False,
        related_name="+",
    )
    day = models.DateField(verbose_name=_("day"))
    views = models.BigIntegerField(verbose_name=_("views"), default=0)
    entries = models.BigIntegerField(verbose_name=pgettext_lazy("statistics", "entries"), default=0)
    engaged_seconds = models.BigIntegerField(verbose_name=_("reading time"), default=0)

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("count of a site")
        verbose_name_plural = _("counts of sites")
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["site", "day"], name="wagtail_privacy_site_count")
        ]

    def __str__(self) -> str:
        return f"{self.site_id}, {self.day}"


class DimensionCount(models.Model):
    """How often one value of one dimension was seen, by the day on which it was enough to show.

    Referrers, devices, languages and campaigns are counted once per visit of the site; events,
    downloads, links to elsewhere and the steps of forms each time, with the page they are on. Hits
    that were not counted belong to no site. Two dimensions are never crossed.
    """

    site = models.ForeignKey(
        Site,
        verbose_name=_("site"),
        on_delete=models.CASCADE,
        db_constraint=False,
        db_index=False,
        related_name="+",
    )
    day = models.DateField(verbose_name=_("day"))
    dimension = models.CharField(verbose_name=_("dimension"), max_length=16)
    # A number instead of a reference: most dimensions have no page, and a row without one must be
    # found again by the key that is added to, which NULL never is.
    page_number = models.PositiveBigIntegerField(verbose_name=_("page"), default=0)
    value = models.CharField(verbose_name=_("value"), max_length=128)
    number = models.BigIntegerField(verbose_name=_("number"), default=0)

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("dimension count")
        verbose_name_plural = _("dimension counts")
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                fields=["site", "day", "dimension", "page_number", "value"],
                name="wagtail_privacy_dimension",
            )
        ]

    def __str__(self) -> str:
        return f"{self.dimension}, {self.day}"


class WaitingPageCount(models.Model):
    """What was counted on a page and is not enough to be shown yet; nobody gets to see it."""

    site = models.ForeignKey(
        Site,
        verbose_name=_("site"),
        on_delete=models.CASCADE,
        db_constraint=False,
        db_index=False,
        related_name="+",
    )
    page = models.ForeignKey(
        swapper.get_model_name("wagtailcore", "Page"),
        verbose_name=_("page"),
        on_delete=models.DO_NOTHING,
        db_constraint=False,
        db_index=False,
        related_name="+",
    )
    day = models.DateField(verbose_name=_("last added to"))
    views = models.BigIntegerField(verbose_name=_("views"), default=0)
    visits = models.BigIntegerField(verbose_name=_("visits"), default=0)
    entries = models.BigIntegerField(verbose_name=pgettext_lazy("statistics", "entries"), default=0)
    bounces = models.BigIntegerField(verbose_name=_("left at once"), default=0)
    engaged_seconds = models.BigIntegerField(verbose_name=_("reading time"), default=0)
    coins = models.PositiveSmallIntegerField(verbose_name=_("coins"))

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("waiting page count")
        verbose_name_plural = _("waiting page counts")
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                fields=["site", "page"], name="wagtail_privacy_waiting_page_count"
            )
        ]

    def __str__(self) -> str:
        return str(self.page_id)

    @property
    def sums(self) -> Sums:
        return Sums(*(getattr(self, name) for name in Sums._fields))


class WaitingDimensionCount(models.Model):
    """How often a value of a dimension was seen while that is not enough to be shown."""

    site = models.ForeignKey(
        Site,
        verbose_name=_("site"),
        on_delete=models.CASCADE,
        db_constraint=False,
        db_index=False,
        related_name="+",
    )
    day = models.DateField(verbose_name=_("last added to"))
    dimension = models.CharField(verbose_name=_("dimension"), max_length=16)
    page_number = models.PositiveBigIntegerField(verbose_name=_("page"), default=0)
    value = models.CharField(verbose_name=_("value"), max_length=128)
    number = models.BigIntegerField(verbose_name=_("number"), default=0)
    coins = models.PositiveSmallIntegerField(verbose_name=_("coins"))

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("waiting dimension count")
        verbose_name_plural = _("waiting dimension counts")
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                fields=["site", "dimension", "page_number", "value"],
                name="wagtail_privacy_waiting_dimension",
            )
        ]

    def __str__(self) -> str:
        return self.dimension


class FlushedBatch(models.Model):
    """The random number of a batch of sums that is written, so that no batch counts twice."""

    id = models.UUIDField(primary_key=True)
    written_at = models.DateTimeField(db_index=True)

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("written batch")
        verbose_name_plural = _("written batches")
        default_permissions = ()

    def __str__(self) -> str:
        return str(self.pk)
