"""The counts: sums per site, page and day. No row tells of a single visit."""

import swapper
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail.models import Site

swapper.set_app_prefix("wagtailcore", "wagtail")


class PageCount(models.Model):
    """How often a page of a site was read on a day.

    `visits` are the visits that saw the page; each visit has one entry, so that the entries of all
    pages are the visits of the site. A bounce is a visit that saw no other page; it is taken back
    when a second page follows, so that the column may be below zero for a moment.

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
