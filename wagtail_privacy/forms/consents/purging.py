"""Deletes what is over: consents that were never confirmed, proofs nobody needs, old links."""

import datetime
import uuid
from collections.abc import Callable
from typing import Any

from django.db import transaction

from wagtail_privacy import conf
from wagtail_privacy.forms.consents.links.links import PrivacyLink
from wagtail_privacy.forms.consents.proof.records import ConsentRecord
from wagtail_privacy.forms.consents.proof.states import Act
from wagtail_privacy.forms.models import PrivacyFormSubmission
from wagtail_privacy.forms.purging import Progress, Purger

Rows = list[tuple[uuid.UUID, uuid.UUID]]  # consent, submission
Deletion = Callable[[Rows, datetime.datetime], int]  # gives the number of consents


def _nothing(deleted: int) -> None:
    pass


def purge_unconfirmed(now: datetime.datetime, on_progress: Progress = _nothing) -> int:
    """Delete the data and the record of what nobody has confirmed; give the number of consents."""
    return _purge(ConsentRecord.objects.unconfirmed(now), _delete_with_data, now, on_progress)


def purge_proofs(now: datetime.datetime, on_progress: Progress = _nothing) -> int:
    """Delete the proofs whose time is over; give the number of consents."""
    ConsentRecord.objects.headless().purge(now)
    return _purge(ConsentRecord.objects.out_of_time(now), _delete_consents, now, on_progress)


def purge_links(now: datetime.datetime, on_progress: Progress = _nothing) -> int:
    """Delete the links that lead nowhere any more."""
    expired = PrivacyLink.objects.expired(on=now)
    return int(expired._raw_delete(expired.db))


def _purge(rows: Any, delete: Deletion, now: datetime.datetime, on_progress: Progress) -> int:
    # What is deleted is no longer found, so each look begins behind the last chunk.
    size, deleted = max(1, conf.forms().PURGE_CHUNK), 0
    found = rows.order_by("pk").values_list("consent", "submission")
    while chunk := list(found[:size]):
        with transaction.atomic():
            deleted += delete(chunk, now)
        on_progress(deleted)
    return deleted


def _delete_with_data(rows: Rows, now: datetime.datetime) -> int:
    submissions = [submission for _consent, submission in rows]
    data = PrivacyFormSubmission.objects.filter(uuid__in=submissions)
    # Locked first: somebody may be confirming at the last moment, and then they have.
    list(data.select_for_update().order_by("pk").values_list("pk", flat=True))
    consents = [consent for consent, _submission in rows]
    confirmed = set(
        ConsentRecord.objects.filter(consent__in=consents, act=Act.CONFIRMED).values_list(
            "consent", flat=True
        )
    )
    lapsed = [row for row in rows if row[0] not in confirmed]
    data.filter(uuid__in=[submission for _consent, submission in lapsed]).delete()
    return _delete_consents(lapsed, now)


def _delete_consents(rows: Rows, now: datetime.datetime) -> int:
    """Delete all rows of consents and their links: the one place that may."""
    consents = [consent for consent, _submission in rows]
    links = PrivacyLink.objects.filter(target__in=consents)
    links._raw_delete(links.db)
    ConsentRecord.objects.filter(consent__in=consents).purge(now)
    return len(rows)


UNCONFIRMED = Purger(
    "unconfirmed consents",
    lambda now: ConsentRecord.objects.unconfirmed(now).count(),
    purge_unconfirmed,
    one="unconfirmed consent",
)
PROOFS = Purger(
    "proofs of consent",
    lambda now: _proofs_due(now).count(),
    purge_proofs,
    one="proof of consent",
)
LINKS = Purger("links", lambda now: _links_due(now).count(), purge_links, one="link")


# Counted as they will be when their turn comes: what goes with a consent before is not among them.
def _proofs_due(now: datetime.datetime) -> Any:
    unconfirmed = ConsentRecord.objects.unconfirmed(now).order_by().values("consent")
    return ConsentRecord.objects.out_of_time(now).exclude(consent__in=unconfirmed)


def _links_due(now: datetime.datetime) -> Any:
    rows = ConsentRecord.objects
    links = PrivacyLink.objects.expired(on=now)
    for gone in (rows.unconfirmed(now), rows.out_of_time(now)):
        links = links.exclude(target__in=gone.order_by().values("consent"))
    return links
