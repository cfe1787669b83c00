"""What hits add up to, as values."""

import uuid
from typing import NamedTuple

Key = tuple[int, int, int]  # site id, ordinal of the day, page id


class Sums(NamedTuple):
    """What is added to the counts of a page and day; the fields are columns of `PageCount`."""

    views: int = 0
    visits: int = 0
    entries: int = 0
    bounces: int = 0
    engaged_seconds: int = 0


class Batch(NamedTuple):
    """Sums that are written together or not at all."""

    id: uuid.UUID
    sums: dict[Key, Sums]
