"""The rule of the small numbers: whole groups only, nothing lost, nothing to be worked out."""

# once: rules of values know no database

import itertools
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wagtail_privacy.analytics.counts.sums import Sums
from wagtail_privacy.analytics.keeping import groups
from wagtail_privacy.analytics.keeping.groups import Group, minus, plus, ripe

MINIMA = st.integers(1, 9)
VIEW, READ = Sums(views=1), Sums(engaged_seconds=9)
FIRST = Sums(views=1, visits=1, entries=1, bounces=1)
LATER = Sums(views=1, visits=1)
GOES_ON = Sums(bounces=-1)
STEPS = st.lists(
    st.sampled_from([VIEW, READ, FIRST, FIRST, FIRST, LATER, GOES_ON, None]), max_size=150
)


def releases(
    steps: list[Sums | None], minimum: int, *, by_views: bool = False
) -> Iterator[tuple[Sums, Sums, Sums]]:
    """Yield what is counted, what each release shows, and what waits then; None releases."""
    counted, waiting, coins = Sums(), Sums(), groups.toss()
    for step in [*steps, None]:
        if step is not None:
            if counted.bounces + step.bounces < 0:  # nobody goes on who has not come
                continue
            counted, waiting = plus(counted, step), plus(waiting, step)
            continue
        found = ripe(waiting, minimum, coins, by_views=by_views)
        waiting, coins = minus(waiting, found.sums), groups.tossed_anew(coins, found.groups)
        yield counted, found.sums, waiting


@given(STEPS, MINIMA, st.booleans())
def test_nothing_is_lost_and_only_groups_are_shown(
    steps: list[Sums | None], minimum: int, by_views: bool
) -> None:
    shown = Sums()
    for counted, added, waiting in releases(steps, minimum, by_views=by_views):
        shown = plus(shown, added)
        assert plus(shown, waiting) == counted
        if minimum == 1:
            assert waiting == Sums()
            continue
        for number in (added.views, added.visits):
            assert number == 0 or number >= minimum
        stayed = added.entries - max(added.bounces, 0)
        for number in (abs(added.bounces), stayed):
            assert number == 0 or number >= minimum
        # Seconds never come without those who read.
        assert not added.engaged_seconds or (added.views if by_views else added.visits) >= minimum
        # Nobody is counted as two entries, and at most the minimum waits.
        assert 0 <= waiting.entries <= 2 * minimum
        assert abs(waiting.bounces) <= minimum
        if not by_views:
            assert 0 <= waiting.visits <= minimum


def test_a_visit_that_goes_on_is_not_a_second_entry() -> None:
    """Five are shown as having left; then all of them go on, and five more come and go on."""
    five = Sums(5, 5, 5, 5, 50)
    shown = ripe(five, 5, 0).sums
    assert shown == five
    waiting = Sums(bounces=-5)
    moved = ripe(waiting, 5, 0)
    assert moved.sums == Sums(bounces=-5)
    assert moved.groups == Group.LEFT
    late = ripe(Sums(entries=5, bounces=-4), 5, 0)
    assert late.sums == Sums(entries=5)


def test_seconds_that_come_late_wait_for_the_next_visits() -> None:
    assert ripe(Sums(engaged_seconds=900, visits=4, views=40), 5, 0).sums == Sums()
    assert ripe(Sums(engaged_seconds=900, visits=5, views=41), 5, 0).sums == Sums(
        views=41, visits=5, engaged_seconds=900
    )


def test_the_views_of_one_visitor_do_not_stand_for_five() -> None:
    assert ripe(Sums(views=50), 5, 0).sums == Sums()
    assert ripe(Sums(views=50), 5, 0, by_views=True).sums == Sums(views=50)


def test_a_coin_is_kept_until_its_group_is_shown() -> None:
    assert ripe(Sums(5, 5), 5, Group.VISITS).sums == Sums()
    assert ripe(Sums(6, 6), 5, Group.VISITS).sums == Sums(6, 6)
    tossed = {groups.tossed_anew(int(Group.LEFT), int(Group.VISITS)) for _ in range(99)}
    assert tossed == {Group.LEFT, Group.LEFT | Group.VISITS}


def _possible(lacking: int, devices: int, pages: int, most: int) -> list[set[int]]:
    """Solve what waits of some devices from what they lack against the entries of pages."""
    found: list[set[int]] = [set() for _ in range(devices + pages)]
    for cells in itertools.product(range(most + 1), repeat=devices + pages):
        if sum(cells[:devices]) - sum(cells[devices:]) == lacking:
            for place, number in enumerate(cells):
                found[place].add(number)
    return found


@pytest.mark.parametrize(("devices", "pages"), [(1, 1), (2, 1), (2, 2), (3, 1), (3, 2)])
@pytest.mark.parametrize("minimum", [2, 3, 5])
def test_no_small_number_that_waits_follows_from_two_tables(
    devices: int, pages: int, minimum: int
) -> None:
    """Each visit has one device and one entry, so the two shown totals differ by what waits."""
    worst = set()
    most = max(groups.threshold(minimum, coin) - 1 for coin in (0, 1))
    for lacking in range(-pages * most, devices * most + 1):
        for values in _possible(lacking, devices, pages, most):
            if len(values) == 1:
                worst |= values
    assert worst <= {0, minimum}
    # Without the coin the same shows that somebody has exactly one less than the minimum.
    without = _possible(devices * (minimum - 1), devices, pages, minimum - 1)
    assert without[0] == {minimum - 1}


@given(STEPS, st.integers(2, 6), st.data())
def test_periods_that_overlap_differ_by_whole_groups(
    steps: list[Sums | None], minimum: int, data: st.DataObject
) -> None:
    shown = [added.visits for _counted, added, _waiting in releases(steps, minimum)]
    first = data.draw(st.integers(0, len(shown)))
    last = data.draw(st.integers(first, len(shown)))
    for inner in range(first, last + 1):
        difference = sum(shown[first:last]) - sum(shown[inner:last])
        assert difference == 0 or difference >= minimum


@given(
    st.lists(st.tuples(st.integers(0, 4), st.integers(0, 60)), max_size=150),
    MINIMA,
    st.booleans(),
    st.data(),
)
def test_nobody_seems_to_read_longer_than_anybody_does(
    steps: list[tuple[int, int]], minimum: int, by_views: bool, data: st.DataObject
) -> None:
    """Views of which each is read for a minute at most, in parts, shown in between."""
    views: list[int] = []  # the seconds of each
    waiting, coins, shown, unread = Sums(), groups.toss(), [Sums()], [0]
    for what, seconds in [*steps, (4, 0)]:
        if what < 2:
            views.append(0)
            waiting = plus(waiting, FIRST if what else VIEW)
        elif what < 4 and views:
            more = min(seconds, 60 - views[-what % len(views)])
            views[-what % len(views)] += more
            waiting = plus(waiting, Sums(engaged_seconds=more))
        elif what == 4:
            found = ripe(waiting, minimum, coins, by_views=by_views)
            waiting, coins = minus(waiting, found.sums), groups.tossed_anew(coins, found.groups)
            shown.append(plus(shown[-1], found.sums))
            has_views = found.sums.views or found.sums.engaged_seconds
            unread.append(60 * len(views) - sum(views) if has_views else unread[-1])
    for whole in shown:
        assert whole.engaged_seconds <= 60 * whole.views
    # In a period, too, but for what was being read just when the last group before was shown.
    before = data.draw(st.integers(0, len(shown) - 1))
    period = minus(shown[-1], shown[before])
    assert period.engaged_seconds <= 60 * period.views + unread[before]
