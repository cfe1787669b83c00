"""Tells all processes that statements may say something else from now on."""

from django.db import transaction

from wagtail_privacy import clock
from wagtail_privacy.statements.models import LastChange


class Announcement:
    """Announces a change when the transaction is over, once however many causes there were."""

    def __init__(self) -> None:
        self.is_pending = True

    def __call__(self) -> None:
        """Announce what has happened up to now; the next call finds nothing left."""
        if self.is_pending:
            self.is_pending = False
            announce_change()


def announce_change() -> None:
    """Let every process render statements anew.

    Call it when activities of your own, marked with `registry.announced`, have changed.
    """
    LastChange.announce(clock.now())


def announce_soon() -> None:
    """Announce a change after the transaction."""
    found = (function for function in _waiting() if isinstance(function, Announcement))
    announcement = next(found, None) or Announcement()
    announcement.is_pending = True
    transaction.on_commit(announcement)


def is_change_pending() -> bool:
    """Whether the open transaction has changed something that nobody else knows yet."""
    return any(isinstance(f, Announcement) and f.is_pending for f in _waiting())


def _waiting() -> list[object]:
    return [function for _ids, function, _robust in transaction.get_connection().run_on_commit]
