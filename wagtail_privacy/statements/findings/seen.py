"""The findings that are known, with the day on which each was first seen."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.models import Site


class SeenFinding(models.Model):
    """A finding that is open or accepted, with the day on which it was first seen."""

    site_id: int
    site = models.ForeignKey(
        Site, verbose_name=_("site"), on_delete=models.CASCADE, related_name="+"
    )
    language = models.CharField(verbose_name=_("language"), max_length=100)
    key = models.CharField(verbose_name=_("finding"), max_length=64)  # `Finding.key`
    since = models.DateField(verbose_name=_("since"))

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("seen finding")
        verbose_name_plural = _("seen findings")
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["site", "language", "key"], name="wp_seen_finding")
        ]

    def __str__(self) -> str:
        return f"{self.key[:8]} ({self.language})"
