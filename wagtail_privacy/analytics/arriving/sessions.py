"""The rules of a session: a random number for one visit, found by a keyed hash.

Everything here is a function of values; `memory.py` keeps the sessions, in the cache only.
"""

import secrets
from hashlib import blake2b
from typing import NamedTuple

KEY_BYTES = 32
NUMBER_BYTES = 8
DIGEST_BYTES = 16
PERSON = b"wagtail_privacy"
MINUTE = 60
HOUR = 3600
#: So many different pages of a visit are told apart; more count as seen before.
MAX_PAGES = 64


class Visit(NamedTuple):
    """What is remembered of a visit while it lasts, and forgotten with it."""

    number: bytes  # the random session ID
    started: float
    seen: float
    entry_page: int
    entry_day: int  # ordinal of the date
    pages: tuple[int, ...]
    minute: int  # since the epoch, with the hits in it
    hits: int


class Limits(NamedTuple):
    """How long a visit lasts and how many hits of it count, in seconds and per minute."""

    idle: int
    longest: int
    rate: int


def new_key() -> bytes:
    """Give a fresh key for `digest`."""
    return secrets.token_bytes(KEY_BYTES)


def digest(key: bytes, site_id: int, address: bytes, browser: str) -> bytes:
    """Hash site, address and browser string with a key; each part carries its length."""
    hashed = blake2b(key=key, digest_size=DIGEST_BYTES, person=PERSON)
    for part in (b"%d" % site_id, address, browser.encode("utf-8", "surrogateescape")):
        hashed.update(len(part).to_bytes(4, "big"))
        hashed.update(part)
    return hashed.digest()


def epoch(now: float, key_hours: int) -> int:
    """Number the lifetime of a key; it changes every `key_hours`."""
    return int(now // (max(key_hours, 1) * HOUR))


def is_key_change_recent(now: float, key_hours: int, idle: int) -> bool:
    """Say whether a visit that is still alive may be filed under the key before."""
    return now % (max(key_hours, 1) * HOUR) < idle


def begin(page_id: int, day: int, now: float) -> Visit:
    """Start a visit with the first page it shows."""
    number = secrets.token_bytes(NUMBER_BYTES)
    return Visit(number, now, now, page_id, day, (page_id,), int(now // MINUTE), 1)


def is_over(visit: Visit, now: float, limits: Limits) -> bool:
    """Say whether a visit was idle or lasted for too long, or the clock went back."""
    return (
        now - visit.seen >= limits.idle
        or now - visit.started >= limits.longest
        or now < visit.started
    )


def is_flooding(visit: Visit, now: float, limits: Limits) -> bool:
    """Say whether a visit has used up its hits of this minute."""
    return visit.minute == int(now // MINUTE) and visit.hits >= limits.rate


def is_new_page(visit: Visit, page_id: int) -> bool:
    """Say whether a visit sees a page for the first time."""
    return page_id not in visit.pages and len(visit.pages) < MAX_PAGES


def go_on(visit: Visit, page_id: int, now: float) -> Visit:
    """Give a visit after one more hit on a page."""
    minute = int(now // MINUTE)
    return Visit(
        visit.number,
        visit.started,
        now,
        visit.entry_page,
        visit.entry_day,
        (*visit.pages, page_id) if is_new_page(visit, page_id) else visit.pages,
        minute,
        visit.hits + 1 if minute == visit.minute else 1,
    )
