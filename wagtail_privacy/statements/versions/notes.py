"""What an editor says about a version before it exists: a note, and from when on it holds."""

import datetime
from dataclasses import dataclass
from typing import Any

from wagtail.models import Revision

from wagtail_privacy import clock

FIELDS = ("version_note", "version_date")


@dataclass(frozen=True, slots=True)
class VersionNote:
    """A sentence for readers, and the day from which a version holds if that is later."""

    words: str = ""
    valid_from: datetime.date | None = None


def take_note(page: Any, now: datetime.datetime) -> VersionNote:
    """Give what was said when a page was published, and clear it: it belongs to one version."""
    words, day = page.version_note, page.version_date
    if words or day:
        type(page)._base_manager.filter(pk=page.pk).update(version_note="", version_date=None)
        _clear_draft(page)
        page.version_note, page.version_date = "", None
    # A schedule may have been overtaken by its day: then it holds from now on.
    is_later = day is not None and day > clock.day_of(now)
    return VersionNote(words, day if is_later else None)


def _clear_draft(page: Any) -> None:
    # The editor opens the latest revision, and must not find what is recorded already.
    revision = Revision.objects.filter(pk=page.latest_revision_id).first()
    if revision is None:
        return
    given = {"version_note": page.version_note, "version_date": page.version_date}
    in_draft = {name: revision.content.get(name) or "" for name in FIELDS}
    if in_draft == {name: str(value or "") for name, value in given.items()}:
        content = {**revision.content, "version_note": "", "version_date": None}
        Revision.objects.filter(pk=revision.pk).update(content=content)
