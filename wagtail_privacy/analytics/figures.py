"""Which numbers may be shown, so that no small number of people can be read or worked out.

One function for every output. A cell from 1 up to the minimum is *small* and never shown. Where
the total of all cells is shown as well, the small cells together are what it exceeds the others by;
if that gives a small cell away, more cells are *withheld*, and where those do not suffice, the
total. For each small cell at least two values then fit whatever is shown, also for somebody who
knows these rules. What is withheld first is decided by the order of the cells, which must not
depend on their values.

Not covered here: differences between overlapping periods.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum, auto
from typing import NamedTuple


class State(Enum):
    """Whether a number is shown, and if not, why."""

    SHOWN = auto()
    SMALL = auto()
    WITHHELD = auto()


@dataclass(frozen=True, slots=True)
class Figure:
    """A number for people to see, or the reason why they do not."""

    number: int | None
    state: State = State.SHOWN

    @property
    def is_shown(self) -> bool:
        return self.state is State.SHOWN

    @property
    def sort_key(self) -> int:
        """Order by what is shown only: a rank among others would tell the number."""
        return -1 if self.number is None else self.number


SMALL = Figure(None, State.SMALL)
WITHHELD = Figure(None, State.WITHHELD)


class Column(NamedTuple):
    """The cells of a column and their total, as they may be shown together."""

    cells: tuple[Figure, ...]
    total: Figure


def single(number: int, minimum: int) -> Figure:
    """Show a number that nothing else adds up to, unless it is small."""
    number = max(number, 0)
    return SMALL if 0 < number < minimum else Figure(number)


def part(number: int, whole: int, whole_figure: Figure, minimum: int) -> Figure:
    """Show a part of a number, unless it or the rest is small or the whole is not shown."""
    number = max(min(number, whole), 0)
    figure = single(number, minimum)
    if not figure.is_shown:
        return figure
    if not whole_figure.is_shown or 0 < whole - number < minimum:
        return WITHHELD
    return figure


def protect(numbers: Sequence[int], minimum: int) -> Column:
    """Show the cells of a column and their total as far as no small cell can be worked out."""
    numbers = [max(number, 0) for number in numbers]
    cells = [single(number, minimum) for number in numbers]
    small = [number for number in numbers if 0 < number < minimum]
    if not small:
        return Column(tuple(cells), Figure(sum(numbers)))
    candidates = [place for place, number in enumerate(numbers) if number >= minimum]
    if _hide_each_other(small, minimum):
        return Column(tuple(cells), Figure(sum(numbers)))
    if not candidates:
        # The total of a single cell says nothing new; that of several may.
        return Column(tuple(cells), SMALL if len(small) == 1 else WITHHELD)
    hidden = sum(small)
    for taken, place in enumerate(candidates, start=1):
        cells[place] = WITHHELD
        hidden += numbers[place]
        if hidden > len(small) * (minimum - 1) + taken * minimum:
            return Column(tuple(cells), Figure(sum(numbers)))
    return Column(tuple(cells), WITHHELD)


def _hide_each_other(small: Sequence[int], minimum: int) -> bool:
    """Say whether the sum of small cells leaves each of them at least two values."""
    return len(small) > 1 and len(small) < sum(small) < len(small) * (minimum - 1)


def protect_both(
    first: Sequence[int], second: Sequence[int], minimum: int
) -> tuple[Column, Column]:
    """Protect two columns that share their total, such as the pages and the days of a period."""
    columns = protect(first, minimum), protect(second, minimum)
    if all(column.total.is_shown for column in columns):
        return columns
    # A column that is shown in full would give the total away that the other must not show.
    return _without_total(columns[0]), _without_total(columns[1])


def _without_total(column: Column) -> Column:
    if not column.total.is_shown:
        return column
    cells = (WITHHELD if cell.number else cell for cell in column.cells)
    return Column(tuple(cells), WITHHELD)


def protect_within(numbers: Sequence[int], whole: int, shown: Figure, minimum: int) -> list[Figure]:
    """Show the parts of a number that is shown elsewhere; whatever they lack of it is a part too.

    If no choice of cells keeps the small ones hidden, or the whole itself is, all are withheld.
    """
    rest = max(whole - sum(numbers), 0)
    column = protect([*numbers, rest], minimum)
    if shown.is_shown and column.total.is_shown:
        return list(column.cells[: len(numbers)])
    return [WITHHELD if number > 0 else Figure(0) for number in numbers]
