"""Notices whatever may change what a statement says, and records a version and new findings."""

import logging
from typing import Any

from django.core.signals import setting_changed
from django.db import transaction
from django.db.models.signals import m2m_changed, post_delete, post_save
from wagtail.models import AbstractPage, Site
from wagtail.signals import page_published, page_unpublished, post_page_move

from wagtail_privacy import clock
from wagtail_privacy.models import ControllerSettings, DataCategory, Purpose, Recipient
from wagtail_privacy.statements.actions import record_or_log, sites_of, statements_of
from wagtail_privacy.statements.changing import announce_soon
from wagtail_privacy.statements.keeping import MEMORY
from wagtail_privacy.statements.noticing import note
from wagtail_privacy.statements.reviewing import review_all

logger = logging.getLogger(__name__)

REGISTERS = (ControllerSettings, DataCategory, Purpose, Recipient, Site)

#: What Wagtail writes into a page when a draft is saved: readers see none of it.
OF_DRAFTS = frozenset(
    ("latest_revision", "draft_title", "has_unpublished_changes", "latest_revision_created_at")
)


class Recording:
    """Records versions when the transaction is over: once, however many causes there were."""

    def __init__(self) -> None:
        self.url_paths: set[str] = set()
        self.is_everywhere = False

    def __call__(self) -> None:
        """Record what the causes up to now may have changed; the next call finds none left."""
        if not (self.url_paths or self.is_everywhere):
            return
        url_paths, self.url_paths = self.url_paths, set()
        is_everywhere, self.is_everywhere = self.is_everywhere, False
        try:
            sites = Site.objects.all() if is_everywhere else sites_of(url_paths)
            for page in statements_of(sites):
                record_or_log(page, clock.now())
            today = clock.today()
            with transaction.atomic():
                note(review_all(today), today)
        except Exception as error:
            # What caused it is done and stays done; the message may hold data.
            logger.error("No version could be recorded: %s", type(error).__name__)


def record_soon(url_path: str | None = None) -> None:
    """Record versions after the transaction: of a page's sites, or of all sites."""
    announce_soon()
    waiting = (function for _ids, function, _robust in transaction.get_connection().run_on_commit)
    found = (function for function in waiting if isinstance(function, Recording))
    recording = next(found, None) or Recording()
    if url_path is None:
        recording.is_everywhere = True
    else:
        recording.url_paths.add(url_path)
    transaction.on_commit(recording)


def on_page(instance: Any, **kwargs: Any) -> None:
    """A page was published or unpublished: a statement, a form, or one that a statement names."""
    record_soon(instance.url_path)


def on_register(raw: bool = False, **kwargs: Any) -> None:
    """An entry of a register, or the controller of a site, was saved or deleted."""
    if not raw:  # a fixture is still being loaded
        record_soon()


def on_move(**kwargs: Any) -> None:
    """A page has come to another place, perhaps on another site."""
    record_soon()


def on_save(instance: Any, raw: bool = False, update_fields: Any = None, **kwargs: Any) -> None:
    """A page was saved, perhaps by code that publishes without a signal."""
    if raw or not isinstance(instance, AbstractPage) or not instance.live:
        return
    if update_fields is None or not OF_DRAFTS.issuperset(update_fields):
        announce_soon()


def connect() -> None:
    """Begin to notice."""
    page_published.connect(on_page)
    page_unpublished.connect(on_page)
    post_page_move.connect(on_move)
    post_save.connect(on_save)
    setting_changed.connect(MEMORY.forget)
    m2m_changed.connect(on_register, sender=Purpose.recipients.through)
    for model in REGISTERS:
        post_save.connect(on_register, sender=model)
        post_delete.connect(on_register, sender=model)
