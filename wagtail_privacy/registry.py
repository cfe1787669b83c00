"""The extension points: where features, which do not know each other, meet.

Each is a Wagtail hook; an owner's code joins in the same way as the features of this package.

``register_processing_activities``
    ``function(site, language)`` yields the `ProcessingActivity` values of a site in a language.
    They stand in the statement, and later in the record of processing and the audit.
``find_privacy_statement``
    ``function(site, language)`` gives a `StatementReference`, or None.
``find_privacy_statement_version``
    ``function(page_id)`` gives a `StatementVersionReference` of the page, or None.
``register_withdrawal_ways``
    ``function(site, language, activities)`` yields the `WithdrawalWay` values by which people
    withdraw the consents that activities of a site rest on; the statement offers them beside the
    addresses of the controller.
``form_was_sent``
    ``function(page, request, sending)`` is called when the page is made that says that a form was
    sent. `sending` is a random text, the same when the page is made again; "" if it is made once.
    It must not fail, and it learns nothing of the answers.
``describe_server_log``
    ``function()`` gives a `ServerLog`: what is known of the log that the application itself writes.
    It may change with the settings only.
``register_privacy_menu_item``
    As Wagtail's ``register_admin_menu_item``, for the Privacy menu.
``register_privacy_register_menu_item``
    The same for the menu "Registers" in it.
``register_privacy_start_tasks``
    ``function(request, site)`` yields the `StartTask` values of a feature for Privacy › Start, in
    the active language.
``register_privacy_todos``
    ``function()`` gives a `TodoSource`: who may see what is to do, and what it is.
``open_privacy_memory``
    ``function()`` gives the memory of this moment, in which every process keeps what changes are
    noticed of, or None; see `wagtail_privacy.remembering`.
``after_privacy_start_answer``
    ``function(request, site)`` is called when somebody has answered one of the tasks.
"""

from collections.abc import Callable, Hashable, Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, TypeVar

from django.http import HttpRequest
from django.utils import translation
from wagtail import hooks
from wagtail.models import Site

from wagtail_privacy.activities import ProcessingActivity, WithdrawalWay
from wagtail_privacy.controllers import ServerLog
from wagtail_privacy.statement_references import StatementReference, StatementVersionReference
from wagtail_privacy.todos import TodoSource

PROCESSING_ACTIVITIES = "register_processing_activities"
STATEMENT = "find_privacy_statement"
STATEMENT_VERSION = "find_privacy_statement_version"
WITHDRAWAL_WAYS = "register_withdrawal_ways"
FORM_SENT = "form_was_sent"
SERVER_LOG = "describe_server_log"
MENU = "register_privacy_menu_item"
REGISTERS = "register_privacy_register_menu_item"
START_TASKS = "register_privacy_start_tasks"
START_ANSWERED = "after_privacy_start_answer"
TODOS = "register_privacy_todos"


class TaskState(StrEnum):
    """How far a task of Privacy › Start is; there is nothing in between."""

    DONE = "done"
    TO_DO = "to-do"
    BLOCKED = "blocked"  # cannot start yet; a note says why


@dataclass(frozen=True, slots=True)
class TaskNote:
    """A line below a task, with the place that it leads to."""

    text: str
    url: str = ""


@dataclass(frozen=True, slots=True)
class StartTask:
    """One of the few things to do before a statement is complete, in the active language."""

    order: int
    title: str
    asks: str  # what it is about, in half a line
    state: TaskState
    url: str = ""
    notes: tuple[TaskNote, ...] = ()


Activities = Callable[[Site, str], Iterable[ProcessingActivity]]
Function = TypeVar("Function", bound=Callable[..., Any])


def announced(function: Function) -> Function:
    """Mark a function that gives something else only when the statements notice it by themselves.

    That is: a page is published, unpublished, moved or saved, or a part of it (a row with a
    `ParentalKey` to it) is saved or deleted; a register, a controller, a site or a locale is saved;
    or `wagtail_privacy.statements.changing.announce_change` is called. A statement asks functions
    without the mark at every request, and these only after a change.
    """
    function.announces_changes = True  # type: ignore[attr-defined]
    return function


def processing_activities(site: Site, language: str) -> tuple[ProcessingActivity, ...]:
    """Collect what every feature and the owner's code do with data on a site, each key once."""
    with translation.override(language):
        found = _activities_of(hooks.get_hooks(PROCESSING_ACTIVITIES), site, language)
        return tuple({activity.key: activity for activity in found}.values())


def withdrawal_ways(
    site: Site, language: str, activities: tuple[ProcessingActivity, ...]
) -> tuple[WithdrawalWay, ...]:
    """Collect the ways to withdraw a consent that features and the owner's code offer."""
    with translation.override(language):
        return tuple(
            way
            for function in hooks.get_hooks(WITHDRAWAL_WAYS)
            for way in function(site, language, activities)
        )


def unannounced(site: Site, language: str) -> tuple[Hashable, ...]:
    """Collect the activities and ways that may change without anybody noticing."""
    ways = _unmarked(WITHDRAWAL_WAYS)
    # They are made of all activities, so whoever wants to spare the look-up marks his function.
    activities = processing_activities(site, language) if ways else ()
    with translation.override(language):
        found: list[Hashable] = [
            *_activities_of(_unmarked(PROCESSING_ACTIVITIES), site, language),
            *(way for function in ways for way in function(site, language, activities)),
        ]
    return tuple(found)


def _unmarked(hook: str) -> list[Callable[..., Any]]:
    functions = hooks.get_hooks(hook)
    return [function for function in functions if not getattr(function, "announces_changes", False)]


def _activities_of(
    functions: Iterable[Activities], site: Site, language: str
) -> Iterator[ProcessingActivity]:
    return (activity for function in functions for activity in function(site, language))


def find_statement(
    site: Site, language: str, request: HttpRequest | None = None
) -> StatementReference | None:
    """Find where a site's statement is read, in the language if there is one.

    A request remembers the answer: the notice and the footer of a page ask for the same one.
    """
    known = _known_statements(request)
    if (site.pk, language) not in known:
        found = (function(site, language) for function in hooks.get_hooks(STATEMENT))
        known[site.pk, language] = next(filter(None, found), None)
    return known[site.pk, language]


def tell_form_was_sent(page: Any, request: HttpRequest, sending: str = "") -> None:
    """Tell whoever counts forms that the answer to a request says that one was sent."""
    for function in hooks.get_hooks(FORM_SENT):
        function(page, request, sending)


def server_log() -> ServerLog:
    """Give what is known of the application's own log, in the active language."""
    found = (function() for function in hooks.get_hooks(SERVER_LOG))
    return next(filter(None, found), ServerLog())


def find_statement_version(page_id: int) -> StatementVersionReference | None:
    """Find the version of a statement that readers see now, with the addresses of all of them."""
    found = (function(page_id) for function in hooks.get_hooks(STATEMENT_VERSION))
    return next(filter(None, found), None)


def current_statement_version(
    site: Site, language: str, request: HttpRequest | None = None
) -> StatementVersionReference | None:
    """Find what the statement of a site says now: what a consent given now points at."""
    statement = find_statement(site, language, request)
    return find_statement_version(statement.page_id) if statement else None


def remember_statement(
    request: HttpRequest, site: Site, language: str, reference: StatementReference
) -> None:
    """Tell a request that it is the statement itself that is being read."""
    _known_statements(request)[site.pk, language] = reference


def _known_statements(
    request: HttpRequest | None,
) -> dict[tuple[int, str], StatementReference | None]:
    if request is None:
        return {}
    known: dict[tuple[int, str], StatementReference | None] = request.__dict__.setdefault(
        "_wagtail_privacy_statements", {}
    )
    return known


def start_tasks(request: HttpRequest, site: Site) -> tuple[StartTask, ...]:
    """Collect what is to be done on a site before its statement is complete, in order."""
    found: list[StartTask] = []
    for function in hooks.get_hooks(START_TASKS):
        tasks: Iterable[StartTask] = function(request, site)
        found += tasks
    return tuple(sorted(found, key=lambda task: task.order))


def tell_of_answer(request: HttpRequest, site: Site) -> None:
    """Tell every feature that somebody has answered a task of Privacy › Start."""
    for function in hooks.get_hooks(START_ANSWERED):
        function(request, site)


def todo_sources(user: Any) -> tuple[TodoSource, ...]:
    """Give the sources of Privacy › To do of which a user may see anything."""
    sources: list[TodoSource] = [function() for function in hooks.get_hooks(TODOS)]
    return tuple(source for source in sources if source.may_see(user))
