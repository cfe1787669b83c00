"""Notices whatever may change what a statement says, and records a version and new findings."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from django.core.signals import setting_changed
from django.db import models, transaction
from django.db.models.signals import m2m_changed, post_delete, post_save
from modelcluster.fields import ParentalKey
from wagtail.models import AbstractPage, Locale, PageViewRestriction, Site
from wagtail.signals import page_published, page_unpublished, post_page_move

from wagtail_privacy import clock
from wagtail_privacy.models import ControllerSettings, DataCategory, Purpose, Recipient
from wagtail_privacy.statements.changing import announce_soon
from wagtail_privacy.statements.findings.noticing import note
from wagtail_privacy.statements.findings.reviewing import review_all
from wagtail_privacy.statements.memory.store import MEMORY
from wagtail_privacy.statements.models import Cause
from wagtail_privacy.statements.versions.recording import record_or_log, sites_of, statements_of

logger = logging.getLogger(__name__)

REGISTERS = (ControllerSettings, DataCategory, Purpose, Recipient, Site, Locale)

#: What Wagtail writes into a page when a draft is saved: readers see none of it.
OF_DRAFTS = frozenset(
    ("latest_revision", "draft_title", "has_unpublished_changes", "latest_revision_created_at")
)


@dataclass
class Causes:
    """What has happened since versions were recorded the last time."""

    url_paths: set[str] = field(default_factory=set)  # of pages that came, changed or went
    statement_ids: set[int] = field(default_factory=set)  # those that were published themselves
    is_everywhere: bool = False
    has_register: bool = False

    def of(self, page: Any) -> Cause:
        """Give why a statement says something else, the nearest cause first."""
        if page.pk in self.statement_ids:
            return Cause.STATEMENT
        return Cause.REGISTER if self.has_register else Cause.PAGE


class Recording:
    """Records versions when the transaction is over: once, however many causes there were."""

    def __init__(self) -> None:
        self.causes = Causes()

    def __call__(self) -> None:
        """Record what the causes up to now may have changed; the next call finds none left."""
        causes, self.causes = self.causes, Causes()
        if not (causes.url_paths or causes.is_everywhere):
            return
        try:
            sites = Site.objects.all() if causes.is_everywhere else sites_of(causes.url_paths)
            for page in statements_of(sites):
                record_or_log(page, clock.now(), causes.of(page))
            today = clock.today()
            with transaction.atomic():
                note(review_all(today), today)
        except Exception as error:
            # What caused it is done and stays done; the message may hold data.
            logger.error("No version could be recorded: %s", type(error).__name__)


@contextmanager
def record_soon() -> Iterator[Causes]:
    """Give where to note a cause, and record versions after the transaction."""
    announce_soon()
    waiting = (function for _ids, function, _robust in transaction.get_connection().run_on_commit)
    found = (function for function in waiting if isinstance(function, Recording))
    recording = next(found, None) or Recording()
    yield recording.causes
    transaction.on_commit(recording)


def on_page(instance: Any, **kwargs: Any) -> None:
    """A page was published or unpublished: a statement, a form, or one that a statement names."""
    with record_soon() as causes:
        causes.url_paths.add(instance.url_path)
        causes.statement_ids.add(instance.pk)


def on_register(raw: bool = False, **kwargs: Any) -> None:
    """An entry of a register, the controller of a site or a site was saved or deleted."""
    if not raw:  # a fixture is still being loaded
        with record_soon() as causes:
            causes.is_everywhere = causes.has_register = True


def on_move(raw: bool = False, **kwargs: Any) -> None:
    """A page has come to another place or site, or is open to others than before."""
    if raw:
        return
    with record_soon() as causes:
        causes.is_everywhere = True


def on_save(
    sender: Any, instance: Any, raw: bool = False, update_fields: Any = None, **kwargs: Any
) -> None:
    """A page or a part of one was saved, perhaps by code that publishes without a signal."""
    is_of_draft = update_fields is not None and OF_DRAFTS.issuperset(update_fields)
    is_shown = isinstance(instance, AbstractPage) and instance.live and not is_of_draft
    if not raw and (is_shown or is_part_of_page(sender)):
        announce_soon()


def on_delete(sender: Any, **kwargs: Any) -> None:
    """A part of a page was deleted, such as a question of a form."""
    if is_part_of_page(sender):
        announce_soon()


@cache
def is_part_of_page(model: type[models.Model]) -> bool:
    """Whether the rows of a model belong to a page, which is saved before them."""
    fields = model._meta.concrete_fields
    parents = (field.related_model for field in fields if isinstance(field, ParentalKey))
    return any(issubclass(parent, AbstractPage) for parent in parents)


def connect() -> None:
    """Begin to notice."""
    page_published.connect(on_page)
    page_unpublished.connect(on_page)
    post_page_move.connect(on_move)
    for signal in (post_save, post_delete):
        signal.connect(on_move, sender=PageViewRestriction)
    post_save.connect(on_save)
    post_delete.connect(on_delete)
    setting_changed.connect(MEMORY.forget)
    m2m_changed.connect(on_register, sender=Purpose.recipients.through)
    for model in REGISTERS:
        post_save.connect(on_register, sender=model)
        post_delete.connect(on_register, sender=model)
