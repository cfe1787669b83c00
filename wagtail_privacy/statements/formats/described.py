"""The page that a machine-readable form describes."""

import datetime
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class DescribedPage:
    """What a machine-readable form says about the statement as a document."""

    identifier: str
    title: str
    url: str
    language: str
    created: datetime.datetime | None = None
    modified: datetime.datetime | None = None
    version: int = 1
