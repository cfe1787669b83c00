"""What is done to statements: a version is recorded when what one says has changed."""

import logging
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from functools import partial
from typing import Any

from django.apps import apps
from django.db import DatabaseError, transaction
from django.utils import translation
from wagtail.models import Site

from wagtail_privacy.statements.changing import announce_soon
from wagtail_privacy.statements.finding import live_statements
from wagtail_privacy.statements.models import StatementVersion
from wagtail_privacy.statements.versions.differences import difference
from wagtail_privacy.statements.versions.notes import take_note
from wagtail_privacy.statements.versions.snapshots import Content, canonical, digest
from wagtail_privacy.statements.versions.taking import take_snapshot

logger = logging.getLogger(__name__)

#: Two processes may find the same change at the same moment; the second one looks again.
ATTEMPTS = 3


def record_version(
    page: Any,
    now: datetime,
    *,
    effective_date: date | None = None,
    change_note: str = "",
    cause: str = "",
) -> StatementVersion | None:
    """Record what a published statement says if it differs from its last version, else None.

    Without a note and a day, those that an editor has given when publishing count.
    """
    details = {"effective_date": effective_date, "change_note": change_note, "cause": cause}
    for attempt in range(ATTEMPTS):
        try:
            with transaction.atomic():
                return _record(page, now, details)
        except DatabaseError:
            if attempt + 1 == ATTEMPTS:
                raise
    return None


def _record(page: Any, now: datetime, details: dict[str, Any]) -> StatementVersion | None:
    # The lock makes a second process wait, and then see the version of the first.
    model = page.specific_class or type(page)
    live = model._default_manager.select_for_update().filter(pk=page.pk, live=True).first()
    if live is None or live.get_site() is None:
        return None
    given = take_note(live, now)
    content = take_snapshot(live)
    text = canonical(content)
    last = StatementVersion.objects.of(live).first()
    if last is not None and last.sha256 == digest(text):
        return None
    version = StatementVersion(
        page_id=live.pk,
        number=last.number + 1 if last else 1,
        language=content["language"],
        created_at=now,
        title=content["title"],
        canonical_content=text,
        sha256=digest(text),
        changes=_changes(last.content, content) if last else [],
        effective_date=details["effective_date"] or given.valid_from,
        change_note=details["change_note"] or given.words,
        cause=details["cause"],
    )
    version.save()
    announce_soon()
    transaction.on_commit(partial(purge_from_frontend_cache, live), robust=True)
    return version


def _changes(before: Content, after: Content) -> list[str]:
    # In the language of the statement, not in that of the editor who caused it.
    with translation.override(after["language"]):
        return list(difference(before, after).facts)


def statements_of(sites: Iterable[Site]) -> Iterator[Any]:
    """Yield the published statements of sites, each once."""
    done: set[int] = set()
    for site in sites:
        for page in live_statements(site):
            if page.pk not in done:
                done.add(page.pk)
                yield page


def record_or_log(page: Any, now: datetime, cause: str = "") -> StatementVersion | None:
    """Record a version if there is anything new; what fails is logged and keeps nobody back."""
    try:
        return record_version(page, now, cause=cause)
    except Exception as error:
        # Its message may hold data of the statement or of the database.
        kind = type(error).__name__
        logger.error("No version of statement %d could be recorded: %s", page.pk, kind)
        return None


def sites_of(url_paths: set[str]) -> list[Site]:
    """Give the sites in which pages lie, by their paths in the page tree."""
    ids = {
        root.site_id
        for root in Site.get_site_root_paths()
        if any(path.startswith(root.root_path) for path in url_paths)
    }
    return list(Site.objects.filter(pk__in=ids)) if ids else []


def purge_from_frontend_cache(page: Any) -> None:
    """Let caches before the site forget the statement, if the site tells its caches anything."""
    if apps.is_installed("wagtail.contrib.frontend_cache"):
        from wagtail.contrib.frontend_cache.utils import purge_page_from_cache  # only if installed

        purge_page_from_cache(page)
