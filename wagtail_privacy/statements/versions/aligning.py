"""Finds which paragraphs of two texts belong together, also in texts of thousands."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Hashable, Iterator, Sequence
from difflib import SequenceMatcher

#: What `SequenceMatcher.get_opcodes` gives: ("equal" or what else, i1, i2, j1, j2).
Operation = tuple[str, int, int, int, int]


def operations(old: Sequence[Hashable], new: Sequence[Hashable]) -> Iterator[Operation]:
    """Yield how the new sequence comes about from the old one.

    What stands once in both is paired first, and only what lies between two pairs is compared:
    a statement repeats itself ("We need: name") once per form, which alone takes time squared.
    """
    i = j = 0
    for a, b in [*_pairs(old, new), (len(old), len(new))]:
        yield from _between(old[i:a], new[j:b], i, j)
        if a < len(old):
            yield "equal", a, a + 1, b, b + 1
        i, j = a + 1, b + 1


def _between(
    old: Sequence[Hashable], new: Sequence[Hashable], i: int, j: int
) -> Iterator[Operation]:
    if old == new:
        if old:
            yield "equal", i, i + len(old), j, j + len(new)
        return
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    for name, i1, i2, j1, j2 in matcher.get_opcodes():
        yield name, i + i1, i + i2, j + j1, j + j2


def _pairs(old: Sequence[Hashable], new: Sequence[Hashable]) -> list[tuple[int, int]]:
    """Give the places of what stands once in both, as far as it stands in the same order."""
    places = {value: place for place, value in enumerate(new)}
    in_old, in_new = Counter(old), Counter(new)
    found = [
        (place, places[value])
        for place, value in enumerate(old)
        if in_old[value] == 1 and in_new[value] == 1
    ]
    return _longest_rising(found)


def _longest_rising(pairs: list[tuple[int, int]]) -> list[tuple[int, int]]:
    lowest_ends: list[int] = []  # of rising rows of each length, and which pair that is
    ends: list[int] = []
    before: list[int] = []
    for number, (_place, other) in enumerate(pairs):
        length = bisect_left(lowest_ends, other)
        before.append(ends[length - 1] if length else -1)
        lowest_ends[length : length + 1] = [other]
        ends[length : length + 1] = [number]
    row = []
    at = ends[-1] if ends else -1
    while at >= 0:
        row.append(pairs[at])
        at = before[at]
    return row[::-1]
