"""Small numbers of people must not be shown, nor be what others leave over."""

import itertools
from collections import defaultdict

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wagtail_privacy.analytics.figures import (
    Column,
    Figure,
    State,
    part,
    protect,
    protect_both,
    protect_within,
    single,
)

NUMBERS = st.lists(st.integers(0, 200) | st.integers(0, 9), max_size=12)
MINIMA = st.integers(3, 12)


def possible_values(column: Column, minimum: int, place: int) -> set[int]:
    """Solve a small cell from all that is shown, knowing what "small" and "withheld" mean."""
    small = sum(cell.state is State.SMALL for cell in column.cells)
    withheld = sum(cell.state is State.WITHHELD for cell in column.cells)
    if not column.total.is_shown:
        return set(range(1, minimum))
    rest = (column.total.number or 0) - sum(cell.number or 0 for cell in column.cells)
    found = set()
    for value in range(1, minimum):
        left = rest - value
        lowest = (small - 1) + withheld * minimum
        highest = (small - 1) * (minimum - 1) if not withheld else float("inf")
        if lowest <= left <= highest:
            found.add(value)
    return found


@given(NUMBERS, MINIMA)
def test_no_small_cell_follows_from_the_total(numbers: list[int], minimum: int) -> None:
    column = protect(numbers, minimum)
    for place, (number, cell) in enumerate(zip(numbers, column.cells, strict=True)):
        if 0 < number < minimum:
            assert cell.state is State.SMALL
            assert len(possible_values(column, minimum, place)) >= 2
        if cell.is_shown:
            assert cell.number == number


@given(NUMBERS, MINIMA)
def test_the_naive_total_gives_small_cells_away(numbers: list[int], minimum: int) -> None:
    """The solver above finds what a report without protection would tell."""
    big = [number + minimum for number in numbers]
    naive = Column((single(1, minimum), *(Figure(n) for n in big)), Figure(1 + sum(big)))
    assert possible_values(naive, minimum, 0) == {1}


@pytest.mark.parametrize(
    ("minimum", "cells", "highest"), [(3, 3, 20), (3, 4, 14), (4, 3, 24), (5, 3, 28)]
)
def test_no_small_cell_follows_for_somebody_who_knows_the_rules(
    minimum: int, cells: int, highest: int
) -> None:
    """List every table, and compare those that look the same: each small cell must differ."""
    alike: dict[Column, list[tuple[int, ...]]] = defaultdict(list)
    for table in itertools.product(range(highest + 1), repeat=cells):
        alike[protect(table, minimum)].append(table)
    for column, tables in alike.items():
        if (column.total.number or 0) > highest:
            continue  # tables with larger numbers would look the same and are not in the list
        for place, cell in enumerate(column.cells):
            if cell.state is State.SMALL:
                assert len({table[place] for table in tables}) >= 2, (column, tables)


@given(NUMBERS, MINIMA)
def test_two_partitions_of_a_total_do_not_tell_it_if_one_must_not(
    pages: list[int], minimum: int
) -> None:
    days = [sum(pages[0::2]), sum(pages[1::2])]
    first, second = protect_both(pages, days, minimum)
    assert first.total.is_shown == second.total.is_shown
    if not first.total.is_shown:
        for column in (first, second):
            assert not any(cell.number for cell in column.cells)


@given(st.integers(0, 50), st.integers(0, 50), MINIMA)
def test_a_part_never_tells_a_small_rest(number: int, more: int, minimum: int) -> None:
    whole = number + more
    shown = single(whole, minimum)
    figure = part(number, whole, shown, minimum)
    if figure.number is not None and shown.number is not None:
        rest = shown.number - figure.number
        assert rest == 0 or rest >= minimum
        assert figure.number == 0 or figure.number >= minimum


def test_large_numbers_and_zeros_stand_as_they_are() -> None:
    assert protect([0, 7, 12], 5) == Column((Figure(0), Figure(7), Figure(12)), Figure(19))


def test_a_column_without_small_cells_is_shown_below_zero_as_none() -> None:
    assert protect([-1, 9], 5).total == Figure(9)


def test_one_small_cell_takes_another_one_along() -> None:
    column = protect([3, 40, 50], 5)
    assert [cell.state for cell in column.cells] == [State.SMALL, State.WITHHELD, State.SHOWN]
    assert column.total == Figure(93)


def test_several_small_cells_hide_each_other() -> None:
    column = protect([3, 2, 50], 5)
    assert [cell.state for cell in column.cells] == [State.SMALL, State.SMALL, State.SHOWN]
    assert column.total == Figure(55)


def test_a_minimum_of_one_hides_nothing() -> None:
    assert protect([1, 2], 1) == Column((Figure(1), Figure(2)), Figure(3))


@given(NUMBERS, st.integers(0, 200), MINIMA)
def test_parts_of_a_number_shown_elsewhere_tell_no_small_one(
    numbers: list[int], rest: int, minimum: int
) -> None:
    whole = sum(numbers) + rest
    shown = single(whole, minimum)
    cells = protect_within(numbers, whole, shown, minimum)
    assert not any(
        cell.is_shown and 0 < number < minimum for number, cell in zip(numbers, cells, strict=True)
    )
    # What is not counted under any value is worked out as easily as a cell that is not shown.
    column = Column((*cells, single(rest, minimum)), shown)
    if shown.is_shown and 0 < rest < minimum:
        others = [cell for cell in cells if not cell.is_shown]
        assert others
        assert all(cell.state is State.WITHHELD for cell in others) or (
            len(possible_values(column, minimum, len(numbers))) >= 2
        )
    elif rest == 0:
        for place, cell in enumerate(cells):
            if cell.state is State.SMALL:
                assert len(possible_values(column, minimum, place)) >= 2


@pytest.mark.parametrize(
    ("numbers", "whole", "states"),
    [
        ([3, 97], 100, [State.SMALL, State.WITHHELD]),  # 97 would tell the 3
        ([40, 60], 100, [State.SHOWN, State.SHOWN]),
        ([40, 57], 100, [State.WITHHELD, State.SHOWN]),  # 3 visits lack the dimension
        ([2, 3, 50], 55, [State.SMALL, State.SMALL, State.SHOWN]),
        ([4, 0], 4, [State.WITHHELD, State.SHOWN]),  # the whole is small
    ],
)
def test_parts_beside_their_whole(numbers: list[int], whole: int, states: list[State]) -> None:
    cells = protect_within(numbers, whole, single(whole, 5), 5)
    assert [cell.state for cell in cells] == states
