"""A number for people to see.

Nothing is hidden here: what is counted is shown only once there is enough of it, see `groups.py`.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Figure:
    """A number, or none where there is nothing to make it from, as the average of nobody."""

    number: int | None

    @property
    def sort_key(self) -> int:
        return -1 if self.number is None else self.number


NONE = Figure(None)


def count(number: int) -> Figure:
    """Give a count; one that was taken back on a later day is none."""
    return Figure(max(number, 0))
