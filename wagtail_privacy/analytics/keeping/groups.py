"""When numbers have waited long enough: the rule of the small numbers, free of any database.

What is counted waits until enough of it has come together; then it is shown, as one group, and
never taken apart again. So everything that is ever shown is a sum of groups of at least
`MINIMUM_COUNT`, and what can be worked out from it is a sum or a difference of whole groups.

Each group has a coin, tossed when its predecessor was shown: the group is shown at the minimum or
at one more. So up to the minimum itself may wait, which is not small; with a fixed threshold
somebody who knows that two values lack twice the most that can wait would know that each lacks
just that. The coin is kept until the group is shown: tossed at every attempt it would soon fall on
the lower side, and nothing but less than the minimum would ever wait for long.
"""

import secrets
from collections.abc import Iterable
from enum import IntFlag
from typing import NamedTuple

from wagtail_privacy.analytics.counts.sums import Sums


class Group(IntFlag):
    """What of a page is shown together."""

    #: Visits, with their views and their seconds of reading.
    VISITS = 1
    #: Entries that left at once.
    LEFT = 2
    #: Entries that saw another page.
    STAYED = 4
    #: Views where there are no visits to go by, with their seconds.
    VIEWS = 8


ALL = Group.VISITS | Group.LEFT | Group.STAYED | Group.VIEWS


class Ripe(NamedTuple):
    """What may be shown now, and the groups that it consists of."""

    sums: Sums
    groups: Group


def toss() -> int:
    """Give a coin for each group of a page."""
    return secrets.randbits(len(Group))


def tossed_anew(coins: int, groups: int) -> int:
    """Give the coins after some groups were shown."""
    return (coins & ~groups) | (toss() & groups)


def threshold(minimum: int, coins: int, group: int = Group.VISITS) -> int:
    """Give how many must be together before a group is shown."""
    return minimum + bool(coins & group) if minimum > 1 else 1


def ripe(waiting: Sums, minimum: int, coins: int, *, by_views: bool = False) -> Ripe:
    """Give what of the sums of a page may be shown; `by_views` where there are no visits."""
    if minimum <= 1:
        return Ripe(waiting, ALL)
    views, visits, seconds, groups = 0, 0, 0, Group(0)
    if by_views:
        if waiting.views >= threshold(minimum, coins, Group.VIEWS):
            views, seconds, groups = waiting.views, waiting.engaged_seconds, Group.VIEWS
        if waiting.visits >= threshold(minimum, coins, Group.VISITS):
            visits, groups = waiting.visits, groups | Group.VISITS
    # The views are never fewer, unless they have been shown already where none were told apart.
    elif min(waiting.visits, waiting.views) >= threshold(minimum, coins, Group.VISITS):
        views, visits, seconds = waiting.views, waiting.visits, waiting.engaged_seconds
        groups = Group.VISITS
    entries, bounces, of_entries = _ripe_entries(waiting, minimum, coins)
    return Ripe(Sums(views, visits, entries, bounces, seconds), groups | of_entries)


def _ripe_entries(waiting: Sums, minimum: int, coins: int) -> tuple[int, int, Group]:
    """Give the entries and bounces that may be shown, and the groups they are.

    An entry counts as one that left until a second page follows. If it was shown as such by then,
    the waiting bounces fall below zero: so many of those that stayed are no new entries, but ones
    to be moved from here to there, as a group, too.
    """
    left, groups = waiting.bounces, Group(0)
    stayed = waiting.entries - max(left, 0)
    entries = bounces = 0
    if abs(left) >= threshold(minimum, coins, Group.LEFT):
        entries, bounces, groups = max(left, 0), left, Group.LEFT
    if stayed >= threshold(minimum, coins, Group.STAYED):
        entries, groups = entries + stayed, groups | Group.STAYED
    return entries, bounces, groups


def plus(first: Sums, second: Sums) -> Sums:
    """Add sums up."""
    return Sums(*map(int.__add__, first, second))


def minus(first: Sums, second: Sums) -> Sums:
    """Take sums off others."""
    return Sums(*map(int.__sub__, first, second))


class Past(NamedTuple):
    """What would have been shown of a page on which day, what would wait, and its coins."""

    shown: list[tuple[int, Sums]]
    waiting: Sums
    coins: int


def of_past(days: Iterable[tuple[int, Sums]], minimum: int, *, by_views: bool = False) -> Past:
    """Apply the rule to the past of a page: (ordinal of the day, sums), in order."""
    shown, waiting, coins = [], Sums(), toss()
    for day, sums in days:
        waiting = plus(waiting, sums)
        found = ripe(waiting, minimum, coins, by_views=by_views)
        if any(found.sums):
            shown.append((day, found.sums))
            waiting = minus(waiting, found.sums)
            coins = tossed_anew(coins, found.groups)
    return Past(shown, waiting, coins)


def of_past_value(
    days: Iterable[tuple[int, int]], minimum: int
) -> tuple[list[tuple[int, int]], int, int]:
    """Apply it to the past of a single number; give what is shown when, what waits, its coin."""
    shown, waiting, coin = [], 0, toss()
    for day, number in days:
        waiting += number
        if waiting >= threshold(minimum, coin):
            shown.append((day, waiting))
            waiting, coin = 0, toss()
    return shown, waiting, coin
