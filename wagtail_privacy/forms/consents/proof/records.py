"""The proof of consents (Art. 7(1) GDPR), and the links by which people reach theirs.

For the application the record is append-only: a confirmation, refusal or withdrawal is a new row,
and nothing but `purging` deletes, after the time of the proof. That is no protection against
somebody who writes to the database itself; the MAC of each row shows it.
"""

import datetime
import uuid
from collections.abc import Sequence
from typing import Any

from django.db import connections, models, transaction
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from wagtail_privacy import clock
from wagtail_privacy.append_only.models import AppendOnlyModel, AppendOnlyQuerySet
from wagtail_privacy.forms.consents.proof import seals
from wagtail_privacy.forms.consents.proof.periods import Channel
from wagtail_privacy.forms.consents.proof.states import Act, Terms
from wagtail_privacy.forms.submissions.references import reference_of
from wagtail_privacy.models import Purpose


class ConsentRecordQuerySet(AppendOnlyQuerySet["ConsentRecord"]):
    """Records to read and to add to; only `purge` deletes, after the time of the proof."""

    def given(self) -> "ConsentRecordQuerySet":
        """Give the first row of each consent."""
        return self.filter(act=Act.GIVEN)

    def having(self, *acts: Act) -> Exists:
        """Say that a consent has an act on record; to be used in a filter of its first row."""
        rows = ConsentRecord.objects.filter(consent=OuterRef("consent"), act__in=acts)
        return Exists(rows.order_by())

    def in_force(self, now: datetime.datetime) -> "ConsentRecordQuerySet":
        """Give the consents that permit something now: confirmed if needed, not withdrawn.

        The same rule as `states.state_of`, for the database.
        """
        rows = self.given().filter(use_until__gt=now)
        confirmed = Q(needs_confirmation=False) | Q(self.having(Act.CONFIRMED))
        return rows.filter(confirmed, ~self.having(Act.WITHDRAWN, Act.REFUSED))

    def unconfirmed(self, now: datetime.datetime) -> "ConsentRecordQuerySet":
        """Give the consents that were never in force and no longer can be."""
        rows = self.given().filter(needs_confirmation=True, confirm_by__lte=now)
        return rows.exclude(self.having(Act.CONFIRMED))

    def out_of_time(self, now: datetime.datetime) -> "ConsentRecordQuerySet":
        """Give the consents whose proof nobody needs any more."""
        ended = ConsentRecord.objects.filter(
            consent=OuterRef("consent"), act=Act.WITHDRAWN, expires_at__lte=now
        )
        return self.given().filter(Q(expires_at__lte=now) | Q(Exists(ended.order_by())))

    def headless(self) -> "ConsentRecordQuerySet":
        """Give the rows whose first row somebody has deleted by SQL: they, too, come to an end."""
        return self.exclude(act=Act.GIVEN).exclude(self.having(Act.GIVEN))

    def due(self, now: datetime.datetime) -> "ConsentRecordQuerySet":
        """Give the rows of `unconfirmed` and `out_of_time` consents, whatever act they say."""
        rows = ConsentRecord.objects.filter(consent=OuterRef("consent")).order_by()
        ended = Exists(rows.filter(act=Act.WITHDRAWN, expires_at__lte=now))
        confirmed = Exists(rows.filter(act=Act.CONFIRMED))
        unconfirmed = Q(needs_confirmation=True, confirm_by__lte=now) & ~Q(confirmed)
        return self.filter(Q(expires_at__lte=now) | Q(ended) | unconfirmed)

    def count_mails(self, to: "ConsentRecord", since: datetime.datetime, most: int) -> int:
        """Count up to `most` acts that mail the same mailbox about the same purpose."""
        begin = connections[self.db].ops.adapt_datetimefield_value(since)
        condition = "person = %s AND purpose_id = %s AND act IN ('given', 'requested') AND at > %s"
        return self._count(condition, [to.person, to.purpose_id, begin], most)

    def taken_back(self, sending: uuid.UUID) -> bool:
        """Tell whether anything that was agreed to in one sending was withdrawn or refused."""
        field = self.model._meta.get_field("sending")
        value = field.get_db_prep_value(sending, connections[self.db])
        return self._count("sending = %s AND act IN ('withdrawn', 'refused')", [value], 1) > 0

    def _count(self, condition: str, values: list[Any], most: int) -> int:
        # In SQL: everybody who sends a form waits for it, and the ORM would need a twentieth of
        # the whole request to put it together.
        table = self.model._meta.db_table
        with connections[self.db].cursor() as cursor:
            cursor.execute(
                f"SELECT 1 FROM {table} WHERE {condition} LIMIT %s",  # noqa: S608 (our own words)
                [*values, most],
            )
            return len(cursor.fetchall())

    def purge(self, now: datetime.datetime) -> int:
        """Delete the rows whose time is over: the withdrawal last, as it says that it is."""
        with transaction.atomic(self.db):
            deleted = super(ConsentRecordQuerySet, self.exclude(act=Act.WITHDRAWN)).purge(now)
            return deleted + super(ConsentRecordQuerySet, self.filter(act=Act.WITHDRAWN)).purge(now)


class ConsentRecord(AppendOnlyModel):
    """One act of one person about one purpose. The rows of a consent share `consent`."""

    may_go = (
        "{row}.expires_at <= {now}",
        "EXISTS (SELECT 1 FROM {table} AS one WHERE one.consent = {row}.consent "
        "AND one.act = 'withdrawn' AND one.expires_at <= {now})",
        "{row}.needs_confirmation AND {row}.confirm_by <= {now} AND NOT EXISTS (SELECT 1 "
        "FROM {table} AS one WHERE one.consent = {row}.consent AND one.act = 'confirmed')",
    )

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    consent = models.UUIDField(verbose_name=_("consent"))  # the constraint below has an index
    act = models.CharField(verbose_name=_("act"), max_length=10, choices=Act.choices)
    number = models.PositiveSmallIntegerField(default=0)  # counts the links sent again
    at = models.DateTimeField(verbose_name=_("time"), default=clock.now)
    method = models.CharField(verbose_name=_("method"), max_length=20)

    purpose = models.ForeignKey(
        Purpose, verbose_name=_("purpose"), on_delete=models.PROTECT, related_name="+"
    )
    purpose_id: int  # Django adds it; in a circle of imports mypy does not see that
    person = models.CharField(max_length=64, blank=True, db_index=True)  # `persons.person_key`
    # What was sent in one go, and the row with the answers that the consent permits to use. Plain
    # values: the proof outlives both.
    sending = models.UUIDField(db_index=True)
    submission = models.UUIDField(db_index=True)

    wording = models.TextField(verbose_name=_("exact wording"), blank=True)
    wording_sha256 = models.CharField(verbose_name=_("SHA-256 of the wording"), max_length=64)
    language = models.CharField(verbose_name=_("language"), max_length=35)
    channel = models.CharField(verbose_name=_("channel"), max_length=10, choices=Channel.choices)
    form_page = models.BigIntegerField(verbose_name=_("form"))
    form_revision = models.BigIntegerField(null=True)
    statement_page = models.BigIntegerField(null=True)
    statement_number = models.PositiveIntegerField(verbose_name=_("version"), null=True)
    statement_sha256 = models.CharField(max_length=64, blank=True)

    needs_confirmation = models.BooleanField(verbose_name=_("double opt-in"), default=False)
    confirm_by = models.DateTimeField(null=True)
    use_until = models.DateTimeField(verbose_name=_("good until"))
    expires_at = models.DateTimeField(verbose_name=_("proof kept until"), db_index=True)
    mac = models.CharField(max_length=64)

    objects = ConsentRecordQuerySet.as_manager()

    wagtail_reference_index_ignore = True

    class Meta(AppendOnlyModel.Meta):
        verbose_name = _("consent")
        verbose_name_plural = _("consents")
        default_permissions = ("view",)
        constraints = [
            # Two clicks at once put an act on record once.
            models.UniqueConstraint(fields=["consent", "act", "number"], name="wp_consent_act")
        ]

    def __str__(self) -> str:
        # Log entries keep this text after the row is gone, so it says nothing about the person.
        return gettext("Consent %(id)s") % {"id": self.reference}

    @property
    def reference(self) -> str:
        """The letters by which officers name a consent."""
        return reference_of(self.consent)

    @property
    def receipt_reference(self) -> str:
        """The letters on the receipt of the person, by which they ask about what they sent."""
        return reference_of(self.sending)

    @property
    def terms(self) -> Terms:
        """What its first row says about its time."""
        return Terms(self.needs_confirmation, self.confirm_by, self.use_until)

    def before_adding(self) -> None:
        """Put the MAC over everything else that the row says."""
        for field in self._meta.concrete_fields:
            # A fixture in JSON knows no shorter time, and its rows would not verify any more.
            if isinstance(moment := getattr(self, field.attname), datetime.datetime):
                milliseconds = moment.microsecond // 1000
                setattr(self, field.attname, moment.replace(microsecond=milliseconds * 1000))
        self.mac = seals.mac_of(self.sealed_values())

    def verifies(self) -> bool:
        """Whether the row says what it said when it was written."""
        return seals.verify(self.sealed_values(), self.mac)

    def sealed_values(self) -> dict[str, Any]:
        """Give what the MAC covers: every column but the number of the row and the MAC itself."""
        fields = (f for f in self._meta.concrete_fields if f.name not in ("id", "mac"))
        return {field.attname: getattr(self, field.attname) for field in fields}


def rows_of(consents: Sequence[uuid.UUID]) -> dict[uuid.UUID, list[ConsentRecord]]:
    """Give the rows of consents, the first act first."""
    found: dict[uuid.UUID, list[ConsentRecord]] = {consent: [] for consent in consents}
    for row in ConsentRecord.objects.filter(consent__in=consents).order_by("at", "pk"):
        found[row.consent].append(row)
    return found
