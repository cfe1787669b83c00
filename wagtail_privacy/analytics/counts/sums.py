"""What hits add up to, as values."""

import uuid
from typing import NamedTuple

from wagtail_privacy.analytics.counts.dimensions import Seen

Key = tuple[int, int, int]  # site id, ordinal of the day, page id
#: Site id (0 for the whole installation), ordinal of the day, dimension, page id (0), value.
SeenKey = tuple[int, int, str, int, str]


class Sums(NamedTuple):
    """What is added to the counts of a page and day; the fields are columns of `PageCount`."""

    views: int = 0
    visits: int = 0
    entries: int = 0
    bounces: int = 0
    engaged_seconds: int = 0


class Added(NamedTuple):
    """What one hit adds: sums of pages, and once each what else was seen."""

    pages: tuple[tuple[int, int, Sums], ...]  # page id, ordinal of the day, sums
    day: int = 0
    seen: tuple[Seen, ...] = ()


class Batch(NamedTuple):
    """Sums that are written together or not at all."""

    id: uuid.UUID
    sums: dict[Key, Sums]
    seen: dict[SeenKey, int] = {}

    @property
    def size(self) -> int:
        return len(self.sums) + len(self.seen)
