"""Since when a finding is known: the day on which it was first seen.

Noted when something has changed that a statement draws on, and by `privacy_check`; looking at a
list writes nothing.
"""

import datetime
from collections.abc import Iterable

from wagtail_privacy.statements.findings.reviews import Review
from wagtail_privacy.statements.models import SeenFinding

Key = tuple[int, str, str]  # site, language, key of the finding


def keys_of(reviews: Iterable[Review]) -> set[Key]:
    """Give the keys of all that reviews found, accepted or not."""
    return {
        (review.site.pk, review.language, finding.key)
        for review in reviews
        for finding in (*review.findings, *(entry.finding for entry in review.accepted))
    }


def first_seen() -> dict[Key, datetime.date]:
    """Give the day on which each finding was first seen."""
    rows = SeenFinding._default_manager.values_list("site_id", "language", "key", "since")
    return {(site, language, key): since for site, language, key, since in rows}


def note(reviews: Iterable[Review], on: datetime.date) -> None:
    """Remember what is new, and forget what is mended: it begins anew if it comes back."""
    found, known = keys_of(reviews), {row[:3]: row for row in _rows()}
    gone = [row[3] for key, row in known.items() if key not in found]
    if gone:
        SeenFinding._default_manager.filter(pk__in=gone).delete()
    new = [
        SeenFinding(site_id=site, language=language, key=key, since=on)
        for site, language, key in sorted(found - known.keys())
    ]
    # Another process may have seen the same at the same moment.
    SeenFinding._default_manager.bulk_create(new, ignore_conflicts=True)


def _rows() -> Iterable[tuple[int, str, str, int]]:
    return SeenFinding._default_manager.values_list("site_id", "language", "key", "pk")
