"""Finds the records of consent that are gone before their time, by the daily seals."""

import datetime
import uuid
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field

from wagtail_privacy.forms.consents.proof.records import ConsentRecord
from wagtail_privacy.forms.consents.proof.sealing import SHORT, DailySeal, Entry
from wagtail_privacy.forms.consents.proof.seals import plain
from wagtail_privacy.forms.consents.proof.states import Act
from wagtail_privacy.forms.submissions.references import reference_of

CHUNK = 500
#: Seals whose lists are read at once.
FEW = 5


def problems_of_seals(now: datetime.datetime, kept: Collection[str] = ()) -> Iterator[str]:
    """Say what the seals show: seals that were changed or are gone, and rows that are gone.

    `kept` are the codes of seals that somebody has kept elsewhere. Without them, whoever deletes
    the last seals along with the rows is not noticed.
    """
    yield from _problems_of_chain(kept)
    yield from _missing_rows(now)


def _problems_of_chain(kept: Collection[str]) -> Iterator[str]:
    previous, codes = "", set()
    for seal in DailySeal.objects.order_by("pk").defer("entries").iterator():
        if not seal.verifies():
            yield f"The seal of {seal.day} was changed."
        if seal.previous != previous:
            yield f"A seal before that of {seal.day} is missing."
        previous = seal.mac
        codes.add(seal.code)
    for code in kept:
        if code.strip() not in codes:
            yield f"The seal {code} is missing: it, or what came before it, is not what it was."


def _missing_rows(now: datetime.datetime) -> Iterator[str]:
    may_be_empty = set(_rightly_empty(now))
    excuses, named = _Excuses(plain(now)), set()
    # The newest first: a later row may say why an earlier one is gone.
    for seal in DailySeal.objects.order_by("-pk").iterator(FEW):
        if seal.entries is None and seal.pk in may_be_empty:
            continue
        entries = seal.listed()
        if entries is None:
            yield f"The list of the seal of {seal.day} was changed."
            continue
        excuses.learn(entries)
        for entry in _missing(entries):
            # A withdrawal is sealed at once, and lists the rows before it once more.
            if entry.mac not in named and not excuses.cover(entry):
                named.add(entry.mac)
                name = reference_of(uuid.UUID(entry.consent))
                yield f"{name} ({entry.act}, on record on {seal.day}) is missing."


def _rightly_empty(now: datetime.datetime) -> Iterator[int]:
    """Yield the keys of the seals that have been purged in their order, or could be."""
    for pk, until in DailySeal.objects.order_by("pk").values_list("pk", "entries_until"):
        if until > now:
            return
        yield pk


@dataclass(slots=True)
class _Excuses:
    """Why rows may be gone, as far as the lists read so far tell."""

    now: str  # in UTC, to be compared as text
    ended: set[str] = field(default_factory=set)
    confirmed: set[str] = field(default_factory=set)

    def learn(self, entries: list[Entry]) -> None:
        for entry in entries:
            if entry.act == Act.CONFIRMED:
                self.confirmed.add(entry.consent)
            elif entry.act == Act.WITHDRAWN and entry.expires_at <= self.now:
                self.ended.add(entry.consent)

    def cover(self, entry: Entry) -> bool:
        """Whether a purge may have deleted a row, by the rule of `ConsentRecordQuerySet.due`."""
        has_lapsed = bool(entry.confirm_by) and entry.confirm_by <= self.now
        return (
            entry.expires_at <= self.now
            or entry.consent in self.ended
            or (has_lapsed and entry.consent not in self.confirmed)
        )


def _missing(entries: list[Entry]) -> Iterator[Entry]:
    for start in range(0, len(entries), CHUNK):
        chunk = entries[start : start + CHUNK]
        consents = {uuid.UUID(entry.consent) for entry in chunk}
        rows = ConsentRecord.objects.filter(consent__in=consents).values_list("mac", flat=True)
        there = {mac[:SHORT] for mac in rows}
        yield from (entry for entry in chunk if entry.mac not in there)
