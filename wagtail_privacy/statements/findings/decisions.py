"""What people have decided about findings: to publish nevertheless, or to live with an advice."""

import datetime
from collections.abc import Collection

import swapper
from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.models import Site

from wagtail_privacy import clock
from wagtail_privacy.append_only.models import AppendOnlyModel, AppendOnlyQuerySet

swapper.set_app_prefix("wagtailcore", "wagtail")


class PublishingDecisionQuerySet(AppendOnlyQuerySet["PublishingDecision"]):
    """Decisions to read and to add to."""

    def last_of(self, page_ids: Collection[int]) -> list["PublishingDecision"]:
        """Give the last decision about each of some pages."""
        rows = self.filter(page_id__in=page_ids).order_by("-pk")
        return list({row.page_id: row for row in reversed(rows)}.values())


class PublishingDecision(AppendOnlyModel):
    """Somebody published a statement although points were open that the law wants filled."""

    may_be_emptied = ("user_id",)

    page_id: int
    # It outlives its page: the controller must be able to show what was known, Art. 5(2) GDPR.
    page = models.ForeignKey(
        swapper.get_model_name("wagtailcore", "Page"),
        verbose_name=_("page"),
        on_delete=models.DO_NOTHING,
        db_constraint=False,
        related_name="+",
    )
    points = models.JSONField(verbose_name=_("open points"))  # as `gate.as_point` gives them
    reason = models.TextField(verbose_name=_("reason"), max_length=2000)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("who"),
        on_delete=models.SET_NULL,
        null=True,
        related_name="+",
    )
    decided_at = models.DateTimeField(verbose_name=_("when"), default=clock.now)

    objects = PublishingDecisionQuerySet.as_manager()

    wagtail_reference_index_ignore = True

    class Meta(AppendOnlyModel.Meta):
        verbose_name = _("decision to publish nevertheless")
        verbose_name_plural = _("decisions to publish nevertheless")
        default_permissions = ()

    def __str__(self) -> str:
        return str(_("Decision %(number)s")) % {"number": self.pk}

    @property
    def keys(self) -> frozenset[str]:
        """The keys of the findings that were open, and were named to whoever decided."""
        return frozenset(point["key"] for point in self.points)


class AcceptedFindingQuerySet(models.QuerySet["AcceptedFinding"]):
    def in_force(self, on: datetime.date) -> "AcceptedFindingQuerySet":
        """Give those that hold on a day: not taken back, and not due for a review."""
        return self.filter(taken_back_at=None, review_on__gte=on)


class AcceptedFinding(models.Model):
    """A privacy officer lives with an advice, for a reason and until a day."""

    site_id: int
    site = models.ForeignKey(
        Site, verbose_name=_("site"), on_delete=models.CASCADE, related_name="+"
    )
    language = models.CharField(verbose_name=_("language"), max_length=100)
    key = models.CharField(verbose_name=_("finding"), max_length=64)  # `Finding.key`
    rule = models.CharField(verbose_name=_("rule"), max_length=100)
    place = models.JSONField(verbose_name=_("where"), default=dict)  # `Place.as_json()`
    message = models.TextField(verbose_name=_("what was found"))
    reason = models.TextField(verbose_name=_("reason"), max_length=2000)
    review_on = models.DateField(verbose_name=_("accepted until"))
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("who"),
        on_delete=models.SET_NULL,
        null=True,
        related_name="+",
    )
    accepted_at = models.DateTimeField(verbose_name=_("when"), default=clock.now)
    taken_back_at = models.DateTimeField(verbose_name=_("taken back"), null=True, blank=True)

    objects = AcceptedFindingQuerySet.as_manager()

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("accepted finding")
        verbose_name_plural = _("accepted findings")
        default_permissions = ()
        permissions = [("accept_finding", "Can accept advised findings")]
        indexes = [
            models.Index(fields=["site", "language", "key"], name="wp_accepted_finding"),
        ]

    def __str__(self) -> str:
        return f"{self.rule} ({self.language})"
