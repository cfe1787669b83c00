"""How many hits were not counted, and why: per process; the buffer takes them to the counts."""

from collections import Counter
from enum import StrEnum


class Reason(StrEnum):
    """Why a hit was not counted."""

    METHOD = "method"
    ORIGIN = "origin"
    SIZE = "size"
    BODY = "body"
    TOKEN = "token"  # noqa: S105
    OFF = "off"
    OPTED_OUT = "opted-out"
    PRERENDER = "prerender"
    ROBOT = "robot"
    SPAM = "spam"
    RATE = "rate"
    NO_VISIT = "no-visit"
    REPEATED = "repeated"
    FULL = "full"
    FAULT = "fault"


_dropped: Counter[Reason] = Counter()
_written: Counter[Reason] = Counter()


def note(reason: Reason) -> None:
    """Count one hit that was not counted."""
    _dropped[reason] += 1


def take() -> dict[Reason, int]:
    """Give what has been noted since this was asked last."""
    now = Counter(_dropped)
    new = now - _written
    _written.update(new)
    return dict(new)


def are_waiting() -> bool:
    """Say whether anything has been noted since `take`."""
    return _dropped != _written


def dropped() -> dict[Reason, int]:
    """Give the hits of this process that were not counted, by reason."""
    return dict(_dropped)


def forget() -> None:
    """Begin anew at zero."""
    _dropped.clear()
    _written.clear()
