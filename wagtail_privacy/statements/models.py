"""What a statement has said: versions that are written once and never changed."""

import datetime
import json
import uuid
from collections.abc import Hashable
from typing import Any

import swapper
from django.db import connections, models, router
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from wagtail_privacy import clock
from wagtail_privacy.append_only.models import AppendOnlyModel, AppendOnlyQuerySet
from wagtail_privacy.statements.findings.decisions import AcceptedFinding, PublishingDecision
from wagtail_privacy.statements.findings.seen import SeenFinding

__all__ = ["AcceptedFinding", "PublishingDecision", "SeenFinding", "StatementVersion"]

swapper.set_app_prefix("wagtailcore", "wagtail")


class StatementVersionQuerySet(AppendOnlyQuerySet["StatementVersion"]):
    """Versions to read and to add to."""

    def of(self, page: Any) -> "StatementVersionQuerySet":
        """Give the versions of a page, the newest first."""
        return self.filter(page_id=page.pk).order_by("-number")

    def last_of(self, page_id: int) -> "StatementVersion | None":
        """Give the newest version of a page, without its content."""
        return self.filter(page_id=page_id).order_by("-number").without_content().first()

    def in_force(self, on: datetime.date) -> "StatementVersionQuerySet":
        """Leave out what begins to hold later; the newest of the others is in force."""
        return self.exclude(effective_date__gt=on)

    def without_content(self) -> "StatementVersionQuerySet":
        """Leave out what only the page of one version needs."""
        return self.defer("canonical_content")


class Cause(models.TextChoices):
    """What let a version come into being."""

    STATEMENT = "statement", _("The statement was published")
    PAGE = "page", _("Another page was published, moved or taken down")
    REGISTER = "register", _("A register, a controller or a site changed")
    COMMAND = "command", _("Noticed by a regular look")


class StatementVersion(AppendOnlyModel):
    """What a statement said from one moment on, until the next version."""

    # Versions outlive their page: whoever has agreed to something may still ask what it said,
    # and the controller must be able to show it, Art. 5(2) and 7(1) GDPR.
    page = models.ForeignKey(
        swapper.get_model_name("wagtailcore", "Page"),
        verbose_name=_("page"),
        on_delete=models.DO_NOTHING,
        db_constraint=False,
        db_index=False,  # the constraint below has one that begins with the page
        related_name="+",
    )
    number = models.PositiveIntegerField(verbose_name=_("number"))
    language = models.CharField(verbose_name=_("language"), max_length=100)
    created_at = models.DateTimeField(verbose_name=_("recorded at"))
    title = models.CharField(verbose_name=_("title"), max_length=255)
    # Text instead of a JSON column: a database may store JSON in another order of keys, and then
    # nobody could calculate the hash from what is stored.
    canonical_content = models.TextField(verbose_name=_("content"))
    sha256 = models.CharField(verbose_name=_("SHA-256 of the content"), max_length=64)
    changes = models.JSONField(verbose_name=_("what changed"), default=list)
    effective_date = models.DateField(verbose_name=_("valid since"), null=True, blank=True)
    change_note = models.CharField(verbose_name=_("note"), max_length=255, blank=True)
    cause = models.CharField(
        verbose_name=_("cause"), max_length=20, choices=Cause.choices, blank=True
    )

    objects = StatementVersionQuerySet.as_manager()

    wagtail_reference_index_ignore = True

    class Meta(AppendOnlyModel.Meta):
        verbose_name = _("version of a statement")
        verbose_name_plural = _("versions of statements")
        default_permissions = ("view",)
        constraints = [
            models.UniqueConstraint(fields=["page", "number"], name="wp_statement_version_number")
        ]

    def __str__(self) -> str:
        return gettext("Version %(number)d") % {"number": self.number}

    @cached_property
    def content(self) -> dict[str, Any]:
        """What the statement said, as `snapshots.content_of` gives it."""
        content: dict[str, Any] = json.loads(self.canonical_content)
        return content

    @property
    def valid_since(self) -> datetime.date:
        """The day from which it holds: the one given, else the day on which it was recorded."""
        return self.effective_date or clock.day_of(self.created_at)

    @property
    def is_to_come(self) -> bool:
        """Whether it holds from a later day on only."""
        return self.valid_since > clock.today()


class LastChange(models.Model):
    """When anything last changed that statements draw on.

    Its one row is what processes compare before they show again what they have rendered. The
    token is random, so that a database that was restored never looks like a later one.
    """

    token = models.UUIDField(verbose_name=_("token"), default=uuid.uuid4)
    changed_at = models.DateTimeField(verbose_name=_("changed at"))

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("last change")
        verbose_name_plural = _("last changes")
        default_permissions = ()

    def __str__(self) -> str:
        return gettext("Last change")

    @classmethod
    def announce(cls, now: datetime.datetime) -> None:
        """Let every process render statements anew."""
        values = {"token": uuid.uuid4(), "changed_at": now}
        cls._default_manager.update_or_create(pk=1, defaults=values)

    @classmethod
    def current_token(cls) -> Hashable | None:
        """Give what stays the same until the next change; None before the first one."""
        # Nearly every request asks for it, and putting this one line together by the ORM takes
        # five times as long as the database takes to answer.
        with connections[router.db_for_read(cls)].cursor() as cursor:
            cursor.execute(f"SELECT token FROM {cls._meta.db_table} WHERE id = 1")  # noqa: S608
            row = cursor.fetchone()
        return row[0] if row else None
