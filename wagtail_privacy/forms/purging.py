"""What `privacy_purge` deletes: each kind of data joins with a `Purger`."""

import logging
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime

logger = logging.getLogger(__name__)

Progress = Callable[[int], None]


def _no_details(now: datetime) -> Iterable[str]:
    return ()


@dataclass(frozen=True, slots=True)
class Purger:
    """Deletes one kind of data when its time is over.

    `purge` works in transactions of `PURGE_CHUNK` rows: stopped anywhere, it has deleted whole
    ones, and the next run goes on. It needs no key.
    """

    #: What it deletes, in English and in the plural, such as "submissions".
    title: str
    #: Counts what is over at a time.
    due: Callable[[datetime], int]
    #: Deletes it, tells how many are deleted so far, and gives the number in the end.
    purge: Callable[[datetime, Progress], int]
    #: Says in lines how what is over is made up.
    details: Callable[[datetime], Iterable[str]] = _no_details
    #: The same as `title` in the singular, such as "submission".
    one: str = ""

    def counted(self, number: int) -> str:
        """Say how many there are: "1 submission", "2 submissions"."""
        return f"{number} {self.one if number == 1 and self.one else self.title}"


_purgers: list[Purger] = []


def register_purger(purger: Purger) -> None:
    """Let something be deleted by `privacy_purge`, too; to be called once, in `ready`."""
    _purgers.append(purger)


def purgers() -> tuple[Purger, ...]:
    """Give all that delete something, in the order in which they joined."""
    return tuple(_purgers)


def purge_all(now: datetime) -> dict[str, int]:
    """Delete whatever is over, and give how many of each kind.

    A kind that fails keeps no other from being deleted; its error is raised at the end.
    """
    deleted, errors = {}, []
    for purger in purgers():
        try:
            deleted[purger.title] = purger.purge(now, lambda done: None)
        except Exception as error:
            logger.exception("Purging %s failed.", purger.title)
            errors.append(error)
    if errors:
        raise ExceptionGroup("Not everything could be purged.", errors)
    return deleted
