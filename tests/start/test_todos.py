"""Something to do: in which order it stands, and how its time is said."""

import datetime

import pytest

from wagtail_privacy.todos import Todo, TodoWeight

TODAY = datetime.date(2027, 3, 3)


def todo(days: int | None = None, *, since: int | None = None, at_once: bool = False) -> Todo:
    """Give something that is due in so many days, and known since so many."""
    return Todo(
        kind="Request",
        weight=TodoWeight.MUST,
        what="Answer",
        due=None if days is None else TODAY + datetime.timedelta(days),
        since=None if since is None else TODAY - datetime.timedelta(since),
        is_due_at_once=at_once,
    )


@pytest.mark.parametrize(
    ("given", "words"),
    [
        (todo(6), "in 6 days · March 9, 2027"),
        (todo(1), "in 1 day · March 4, 2027"),
        (todo(0), "today · March 3, 2027"),
        (todo(-1), "1 day late · March 2, 2027"),
        (todo(-30), "30 days late · Feb. 1, 2027"),
        (todo(), "no deadline"),
        (todo(at_once=True), "at once"),
    ],
)
def test_the_time_that_remains_is_said_in_words(given: Todo, words: str) -> None:
    assert given.due_in_words(TODAY) == words


@pytest.mark.parametrize(
    ("given", "is_pressing"),
    [
        (todo(at_once=True), True),
        (todo(-1, since=10), True),
        (todo(0, since=10), True),
        # The last quarter of forty days: ten.
        (todo(10, since=30), True),
        (todo(11, since=29), False),
        (todo(30, since=0), False),
        (todo(3), False),
        (todo(), False),
    ],
)
def test_late_and_the_last_quarter_are_pressing(given: Todo, is_pressing: bool) -> None:
    assert given.is_pressing(TODAY) is is_pressing


def test_what_is_due_first_stands_first() -> None:
    never, soon, late, now = todo(), todo(5), todo(-2), todo(at_once=True)
    found = sorted([never, soon, late, now], key=lambda entry: entry.rank)
    assert found == [now, late, soon, never]
