"""Clocks: two things measured in turn, so that whatever else the machine does hits both."""

import gc
import statistics
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

Clock = Callable[[], float]
Work = Callable[[int], object]  # does something so many times


@dataclass(frozen=True, slots=True)
class Spread:
    """The median of some numbers, and how far they lie apart."""

    median: float
    low: float
    high: float

    @classmethod
    def of(cls, numbers: Sequence[float]) -> "Spread":
        return cls(statistics.median(numbers), min(numbers), max(numbers))

    def __str__(self) -> str:
        return f"{self.median:.2f} ({self.low:.2f}–{self.high:.2f})"


@dataclass(frozen=True, slots=True)
class Comparison:
    """What ours and the stand-in took per 1000 times, in seconds, and the ratio per round."""

    ours: Spread
    theirs: Spread
    ratio: Spread

    @classmethod
    def of(cls, pairs: Sequence[tuple[float, float]]) -> "Comparison":
        """Compare pairs of (ours, theirs), one per round."""
        return cls(
            ours=Spread.of([ours for ours, _ in pairs]),
            theirs=Spread.of([theirs for _, theirs in pairs]),
            ratio=Spread.of([ours / theirs for ours, theirs in pairs]),
        )


def seconds(work: Work, times: int, clock: Clock = time.process_time) -> float:
    """Give the seconds that the work takes per 1000 times; by default those of the processor."""
    gc.collect()
    start = clock()
    work(times)
    return (clock() - start) * 1000 / times


def compare(
    ours: Work,
    theirs: Work,
    *,
    times: int,
    rounds: int,
    slices: int = 1,
    clock: Clock = time.process_time,
) -> Comparison:
    """Measure both in turn, A B A B, after a round that warms them up.

    In a round each has its turn so many times, for work that is the same in slices: a machine that
    others use, too, is another one a second later.
    """
    for work in (ours, theirs):
        work(max(1, times // 5))
    a_slice = max(1, times // slices)
    pairs = []
    for _ in range(rounds):
        taken = [
            (seconds(ours, a_slice, clock), seconds(theirs, a_slice, clock)) for _ in range(slices)
        ]
        pairs.append((statistics.mean(a for a, _ in taken), statistics.mean(b for _, b in taken)))
    return Comparison.of(pairs)
