"""What somebody has to do: the frozen value that Privacy › To do lists, and its words for time.

Findings of statements are such values; requests of people and retention will be others.
"""

import datetime
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from django.http import HttpRequest
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from wagtail_privacy.vocabulary import Text


class TodoWeight(StrEnum):
    """How much it matters; the worst first."""

    MUST = "must"
    ADVISED = "advised"
    ACCEPTED = "accepted"


WEIGHTS: dict[TodoWeight, Text] = {
    TodoWeight.MUST: gettext_lazy("Must be filled"),
    TodoWeight.ADVISED: gettext_lazy("Advised"),
    TodoWeight.ACCEPTED: gettext_lazy("Accepted"),
}


@dataclass(frozen=True, slots=True)
class TodoStep:
    """A button of a row."""

    text: str
    url: str


@dataclass(frozen=True, slots=True)
class Todo:
    """Something to do, in the active language."""

    kind: str  # such as "Statement"; the list can be narrowed to one
    weight: TodoWeight
    what: str
    why: str = ""
    reference: str = ""  # such as the article of the law
    where: str = ""
    of: str = ""  # to what it belongs, such as the title of a statement
    site: str = ""
    language: str = ""
    who: str = ""
    since: datetime.date | None = None  # None: noticed just now
    due: datetime.date | None = None
    is_due_at_once: bool = False
    steps: tuple[TodoStep, ...] = ()

    @property
    def rank(self) -> tuple[bool, datetime.date, int, datetime.date]:
        """Sorts by due date: at once, then by the day, then what has none."""
        end = datetime.date.max
        due = self.due or end
        return not self.is_due_at_once, due, list(TodoWeight).index(self.weight), self.since or end

    def days_left(self, today: datetime.date) -> int | None:
        """Give the days until it is due, below zero if it is late; None without a deadline."""
        return (self.due - today).days if self.due else None

    def is_pressing(self, today: datetime.date) -> bool:
        """Whether it is due at once, late, or in the last quarter of its time."""
        if self.is_due_at_once:
            return True
        left = self.days_left(today)
        if left is None or self.due is None:
            return False
        whole = (self.due - self.since).days if self.since else 0
        return left < 0 or left * 4 <= whole

    def due_in_words(self, today: datetime.date) -> str:
        """Say when it is due: "in 6 days · 9 March 2027"."""
        if self.is_due_at_once:
            return _("at once")
        left = self.days_left(today)
        if left is None or self.due is None:
            return _("no deadline")
        return f"{_left_in_words(left)} · {date_format(self.due)}"


def _left_in_words(left: int) -> str:
    if left == 0:
        return _("today")
    days = abs(left)
    if left < 0:
        return ngettext("%(days)d day late", "%(days)d days late", days) % {"days": days}
    return ngettext("in %(days)d day", "in %(days)d days", days) % {"days": days}


@dataclass(frozen=True, slots=True)
class TodoSource:
    """What a feature contributes to Privacy › To do."""

    may_see: Callable[[Any], bool]  # of a user
    todos: Callable[[HttpRequest], Iterable[Todo]]
    #: Says why nothing is there if that needs a reason; else nothing.
    why_empty: Callable[[], str] = lambda: ""
