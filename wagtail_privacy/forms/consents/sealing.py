"""The daily seal over the records of consent: shows that a row is gone which should be there.

A seal lists each row that came since the last seal, with what says when it may rightly be gone,
and the seal before it. So nothing has to be written when a row expires, and a purge needs no key.
"""

import datetime
import json
import logging
from dataclasses import astuple, dataclass
from hashlib import sha256
from typing import Any

from django.db import IntegrityError, models, transaction
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from wagtail_privacy import clock
from wagtail_privacy.append_only.models import AppendOnlyModel, AppendOnlyQuerySet
from wagtail_privacy.forms.consents import seals
from wagtail_privacy.forms.consents.records import ConsentRecord
from wagtail_privacy.forms.encryption import EncryptionError
from wagtail_privacy.forms.purging import Progress, Purger

logger = logging.getLogger("wagtail_privacy.forms")

#: What a request was still writing when the last seal was made.
MARGIN = datetime.timedelta(hours=1)
#: Rows of one seal: a list of a few megabytes, which every database takes in one statement.
ROWS = 20_000
#: Letters of a MAC that suffice to know it again.
SHORT = 32


@dataclass(frozen=True, slots=True)
class Entry:
    """What a seal says of one row: no person, and what only its record explains."""

    mac: str
    consent: str
    act: str
    expires_at: str
    confirm_by: str  # empty if nothing had to be confirmed

    @classmethod
    def of(cls, row: ConsentRecord) -> "Entry":
        """Give what a seal says of a row."""
        ends = [
            seals.plain(moment) if moment else "" for moment in (row.expires_at, row.confirm_by)
        ]
        return cls(row.mac[:SHORT], row.consent.hex, row.act, *ends)


class DailySealQuerySet(AppendOnlyQuerySet["DailySeal"]):
    """Seals to read and to add to."""

    def listing_what_is_over(self, now: datetime.datetime) -> "DailySealQuerySet":
        """Give those whose list explains nothing any more.

        A withdrawal in a later list may say why an earlier row is gone, so they go in order.
        """
        needed = self.model._base_manager.filter(entries_until__gt=now).order_by("until").first()
        rows = self.exclude(entries=None)
        return rows.filter(until__lt=needed.until) if needed else rows


class DailySeal(AppendOnlyModel):
    """A seal over all records that came after the seal before it; `privacy_purge` makes it."""

    may_be_emptied = ("entries",)

    until = models.DateTimeField(verbose_name=_("until"), unique=True)
    number = models.PositiveIntegerField(verbose_name=_("rows"))
    # Text, as its hash is that of the text; NULL when all that it lists may be gone.
    entries = models.TextField(verbose_name=_("list"), null=True)  # noqa: DJ001
    entries_sha256 = models.CharField(max_length=64)
    entries_until = models.DateTimeField()
    # The MAC of the seal before; two processes at once cannot both go on from there.
    previous = models.CharField(max_length=64, blank=True, unique=True)
    mac = models.CharField(max_length=64)

    objects = DailySealQuerySet.as_manager()

    wagtail_reference_index_ignore = True

    class Meta(AppendOnlyModel.Meta):
        verbose_name = _("daily seal")
        verbose_name_plural = _("daily seals")
        default_permissions = ()

    def __str__(self) -> str:
        return gettext("Seal %(code)s") % {"code": self.code}

    @property
    def day(self) -> datetime.date:
        """The day on which it was made."""
        return clock.day_of(self.until)

    @property
    def code(self) -> str:
        """What people keep elsewhere: day and MAC."""
        return f"{self.day.isoformat()}:{self.mac[:SHORT]}"

    def before_adding(self) -> None:
        """Put the MAC over everything else, but for the list: its hash stays when it is emptied."""
        self.mac = seals.mac_of(self._sealed_values(), seals.DAY_LABEL)

    def verifies(self) -> bool:
        """Whether the seal says what it said when it was made."""
        return seals.verify(self._sealed_values(), self.mac, seals.DAY_LABEL)

    def _sealed_values(self) -> dict[str, Any]:
        names = ("until", "number", "entries_sha256", "entries_until", "previous")
        return {name: getattr(self, name) for name in names}

    def listed(self) -> list[Entry] | None:
        """Give its list; None if the list was changed."""
        if self.entries is None or _hash(self.entries) != self.entries_sha256:
            return None
        return [Entry(*values) for values in json.loads(self.entries)]


def latest_seal() -> DailySeal | None:
    """Give the newest seal, without its list."""
    return DailySeal.objects.order_by("-until").defer("entries").first()


def seal_what_is_new(now: datetime.datetime) -> DailySeal | None:
    """Seal what has come since the last seal, and give the newest seal; None if nothing has.

    Very many rows take several seals, all or none of them. Raises `EncryptionError` without the
    key.
    """
    last, rows = latest_seal(), ConsentRecord.objects.order_by("pk")
    listed: set[str] = set()
    if last:
        begin = last.until - MARGIN
        rows = rows.filter(at__gte=begin)
        seals_before = DailySeal.objects.filter(until__gte=begin)
        listed = {entry.mac for seal in seals_before for entry in seal.listed() or ()}
    fields = ("mac", "consent", "act", "expires_at", "confirm_by")
    entries = [Entry.of(row) for row in rows.only(*fields).iterator()]
    new = [entry for entry in entries if entry.mac not in listed]
    if not new:
        return None
    try:
        # Together: rows left out here would be too old for the next seal to look for.
        with transaction.atomic():
            for start in range(0, len(new), ROWS):
                moment = now + start // ROWS * datetime.timedelta(milliseconds=1)
                last = _seal(new[start : start + ROWS], moment, last)
                last.save()
    except IntegrityError:  # another process was quicker
        return None
    return last


def try_to_seal(now: datetime.datetime) -> DailySeal | None:
    """Seal, or log that there is no key: what is over is deleted all the same."""
    try:
        return seal_what_is_new(now)
    except EncryptionError as error:
        logger.error("The consents could not be sealed: %s", type(error).__name__)
        return None


def _seal(entries: list[Entry], now: datetime.datetime, last: DailySeal | None) -> DailySeal:
    text = json.dumps([astuple(entry) for entry in entries], separators=(",", ":"))
    end = max(datetime.datetime.fromisoformat(entry.expires_at) for entry in entries)
    end = end.replace(microsecond=0) + datetime.timedelta(seconds=1)
    return DailySeal(
        # A fixture in JSON knows no shorter time.
        until=now.replace(microsecond=now.microsecond // 1000 * 1000),
        number=len(entries),
        entries=text,
        entries_sha256=_hash(text),
        entries_until=timezone.make_naive(end) if timezone.is_naive(now) else end,
        previous=last.mac if last else "",
    )


def _hash(text: str) -> str:
    return sha256(text.encode()).hexdigest()


def _empty_lists(now: datetime.datetime, on_progress: Progress) -> int:
    return DailySeal.objects.listing_what_is_over(now).update(entries=None)


LISTS = Purger(
    "lists of sealed consents",
    lambda now: DailySeal.objects.listing_what_is_over(now).count(),
    _empty_lists,
)
