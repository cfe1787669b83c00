"""The seals over the records of consent: they show that a row is gone which should be there.

A seal lists rows, with what says when each may rightly be gone, and names the seal before it. So
nothing has to be written when a row expires, and a purge needs no key. Once a day all rows are
sealed that have come since; a withdrawal or refusal is sealed at once, because the consent would be
in force again without it.

What is new is told by the numbers of the rows, not by their time: a clock may be set back.
"""

import datetime
import json
import logging
import uuid
from collections.abc import Iterator, Sequence
from dataclasses import astuple, dataclass
from hashlib import sha256
from typing import Any

from django.db import DatabaseError, IntegrityError, models, transaction
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from wagtail_privacy import clock
from wagtail_privacy.append_only.models import AppendOnlyModel, AppendOnlyQuerySet
from wagtail_privacy.forms.at_rest.encryption import EncryptionError
from wagtail_privacy.forms.consents.proof import seals
from wagtail_privacy.forms.consents.proof.records import ConsentRecord, ConsentRecordQuerySet
from wagtail_privacy.forms.purging import Progress, Purger

logger = logging.getLogger("wagtail_privacy.forms")

#: So many numbers before the last one that was sealed are looked at again: a request that was
#: still writing has taken its number earlier.
MARGIN = 5_000
#: Rows of one seal: a list of a few megabytes, which every database takes in one statement.
ROWS = 20_000
#: Letters of a MAC that suffice to know it again.
SHORT = 32
#: How often a seal is tried again that another process has come before.
ATTEMPTS = 5


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


#: The number of a row, and what a seal says of it.
Numbered = tuple[int, Entry]


class DailySealQuerySet(AppendOnlyQuerySet["DailySeal"]):
    """Seals to read and to add to."""

    def listing_what_is_over(self, now: datetime.datetime) -> "DailySealQuerySet":
        """Give those whose list explains nothing any more.

        A withdrawal in a later list may say why an earlier row is gone, so they go in order.
        """
        needed = self.model._base_manager.filter(entries_until__gt=now).order_by("pk").first()
        rows = self.exclude(entries=None)
        return rows.filter(pk__lt=needed.pk) if needed else rows


class DailySeal(AppendOnlyModel):
    """A seal over records that came after the seal before it; they follow by their numbers."""

    may_be_emptied = ("entries",)

    until = models.DateTimeField(verbose_name=_("until"))
    # The greatest number of a record that was listed so far, and whether all up to there are.
    through = models.PositiveBigIntegerField(db_index=True)
    is_complete = models.BooleanField(default=True)
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
        own = ("until", "through", "is_complete", "number", "previous")
        names = (*own, "entries_sha256", "entries_until")
        return {name: getattr(self, name) for name in names}

    def listed(self) -> list[Entry] | None:
        """Give its list; None if the list was changed."""
        if self.entries is None or _hash(self.entries) != self.entries_sha256:
            return None
        return [Entry(*values) for values in json.loads(self.entries)]


def latest_seal() -> DailySeal | None:
    """Give the newest seal, without its list."""
    return DailySeal.objects.order_by("-pk").defer("entries").first()


def seal_what_is_new(now: datetime.datetime) -> tuple[DailySeal, ...]:
    """Seal all that is not sealed yet, and give the new seals in their order.

    Very many rows take several seals, all or none of them. Raises `EncryptionError` without the
    key.
    """
    last, new = latest_seal(), _new_entries()
    made: list[DailySeal] = []
    try:
        # Together: the next time begins where these end.
        with transaction.atomic():
            for start in range(0, len(new), ROWS):
                last = _seal(new[start : start + ROWS], now, last)
                last.save()
                made.append(last)
    except IntegrityError:  # another process was quicker
        return ()
    return tuple(made)


def _new_entries() -> list[Numbered]:
    """Give the entries of the rows that no seal lists yet."""
    complete = DailySeal.objects.filter(is_complete=True).order_by("-pk")
    through = complete.values_list("through", flat=True).first() or 0
    begin = max(0, through - MARGIN)
    listed = {
        entry.mac
        for seal in DailySeal.objects.filter(through__gt=begin).iterator()
        for entry in seal.listed() or ()
    }
    found = _entries_of(ConsentRecord.objects.filter(pk__gt=begin))
    return [(number, entry) for number, entry in found if entry.mac not in listed]


def _entries_of(rows: ConsentRecordQuerySet) -> Iterator[Numbered]:
    fields = ("mac", "consent", "act", "expires_at", "confirm_by")
    for row in rows.order_by("pk").only(*fields).iterator():
        yield row.pk, Entry.of(row)


def seal_at_once(consent: uuid.UUID, now: datetime.datetime) -> DailySeal | None:
    """Seal the rows of one consent as soon as they are stored for good.

    All of them: no list may be emptied before one that it explains.
    """
    entries = list(_entries_of(ConsentRecord.objects.filter(consent=consent)))
    for _attempt in range(ATTEMPTS if entries else 0):
        seal = _seal(entries, now, latest_seal(), is_complete=False)
        try:
            with transaction.atomic():
                seal.save()
        except IntegrityError:  # another process was quicker, so this seal follows that one
            continue
        return seal
    return None  # the daily seal will list them


def try_to_seal(now: datetime.datetime) -> tuple[DailySeal, ...]:
    """Seal, or log that there is no key: what is over is deleted all the same."""
    try:
        return seal_what_is_new(now)
    except (EncryptionError, DatabaseError) as error:
        logger.error("The consents could not be sealed: %s", type(error).__name__)
        return ()


def _seal(
    numbered: Sequence[Numbered],
    now: datetime.datetime,
    last: DailySeal | None,
    *,
    is_complete: bool = True,
) -> DailySeal:
    entries = [entry for _number, entry in numbered]
    text = json.dumps([astuple(entry) for entry in entries], separators=(",", ":"))
    end = max(datetime.datetime.fromisoformat(entry.expires_at) for entry in entries)
    end = end.replace(microsecond=0) + datetime.timedelta(seconds=1)
    return DailySeal(
        # A fixture in JSON knows no shorter time.
        until=now.replace(microsecond=now.microsecond // 1000 * 1000),
        through=max(numbered[-1][0], last.through if last else 0),
        is_complete=is_complete,
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
    one="list of sealed consents",
)
