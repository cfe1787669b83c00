"""The counts: sums per site, page and day. No row tells of a single visit.

What is counted waits in `WaitingPageCount` and `WaitingDimensionCount` until there is enough of it,
see `groups.py`; the other models hold what is shown.
"""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from wagtail_privacy.analytics.counts.sums import Sums
from wagtail_privacy.analytics.tables import OfMonth, OfPage, OfSite, OfValue


class PageCount(OfPage):
    """How often a page of a site was read, by the day on which the numbers were enough to show.

    `visits` are the visits that saw the page; each visit has one entry, so that the entries of all
    pages are the visits of the site. A bounce is a visit that saw no other page; it is taken back
    when a second page follows, so that a day may have fewer than none.
    """

    day = models.DateField(verbose_name=_("day"))

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


class MonthCount(OfPage):
    """What the days of a month add up to for a page; written along with `PageCount`.

    A report over a year would have to read each page's every day otherwise.
    """

    month = models.DateField(verbose_name=_("first day of the month"))

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


class SiteCount(OfSite):
    """What the pages of a site add up to on a day; written along with `PageCount`."""

    day = models.DateField(verbose_name=_("day"))
    views = models.BigIntegerField(verbose_name=_("views"), default=0)
    entries = models.BigIntegerField(verbose_name=pgettext_lazy("statistics", "entries"), default=0)
    engaged_seconds = models.BigIntegerField(verbose_name=_("reading time"), default=0)

    class Meta:
        verbose_name = _("count of a site")
        verbose_name_plural = _("counts of sites")
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["site", "day"], name="wagtail_privacy_site_count")
        ]

    def __str__(self) -> str:
        return f"{self.site_id}, {self.day}"


class DimensionCount(OfValue):
    """How often one value of one dimension was seen, by the day on which it was enough to show.

    Referrers, devices, languages and campaigns are counted once per visit of the site; events,
    downloads, links to elsewhere and the steps of forms each time, with the page they are on. Hits
    that were not counted belong to no site. Two dimensions are never crossed.
    """

    day = models.DateField(verbose_name=_("day"))

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


class WaitingPageCount(OfPage):
    """What was counted on a page and is not enough to be shown yet; nobody gets to see it."""

    day = models.DateField(verbose_name=_("last added to"))
    coins = models.PositiveSmallIntegerField(verbose_name=_("coins"))

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


class WaitingDimensionCount(OfValue):
    """How often a value of a dimension was seen while that is not enough to be shown."""

    day = models.DateField(verbose_name=_("last added to"))
    coins = models.PositiveSmallIntegerField(verbose_name=_("coins"))

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
