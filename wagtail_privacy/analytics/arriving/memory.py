"""Keeps the sessions of visitors: in the cache, nowhere else, and no longer than they last."""

import time
from typing import Any

from django.core.cache import BaseCache, caches

from wagtail_privacy.analytics.arriving import sessions
from wagtail_privacy.analytics.arriving.sessions import HOUR, KEY_BYTES, Limits, Visit
from wagtail_privacy.conf import AnalyticsSettings

PREFIX = "wagtail_privacy.analytics"
#: Seconds for which a process uses a key without asking the cache for it.
KEY_MEMORY = 60
#: Seconds for which a cache that failed is left alone, so that hits do not queue up for it.
REST = 5


class CacheAwayError(Exception):
    """The cache that holds the sessions cannot be reached."""


def limits_of(config: AnalyticsSettings) -> Limits:
    """Give the limits of a visit as the settings say."""
    return Limits(
        config.SESSION_IDLE_MINUTES * 60, config.SESSION_MAX_MINUTES * 60, config.RATE_LIMIT
    )


class KeyRing:
    """The keys of this epoch and the last, as this process knows them."""

    def __init__(self) -> None:
        self._held: dict[int, tuple[bytes, float]] = {}

    def current(self, cache: BaseCache, now: float, config: AnalyticsSettings) -> bytes:
        """Give the key of now; the first process to ask makes it."""
        epoch = sessions.epoch(now, config.KEY_HOURS)
        held = self._held.get(epoch)
        if held is not None and 0 <= now - held[1] < KEY_MEMORY:
            return held[0]
        # A key that the cache has lost comes back from a process that still holds it: otherwise
        # a small cache that drops its oldest entries would end all visits.
        candidate = held[0] if held is not None else sessions.new_key()
        lifetime = config.KEY_HOURS * HOUR + config.SESSION_IDLE_MINUTES * 60
        name = self._name(epoch)
        if not cache.add(name, candidate, lifetime):
            candidate = self._checked(cache.get(name)) or candidate
        self._held = {e: k for e, k in self._held.items() if e == epoch - 1}
        self._held[epoch] = (candidate, now)
        return candidate

    def previous(self, cache: BaseCache, now: float, config: AnalyticsSettings) -> bytes | None:
        """Give the key before, while a visit filed under it may still be alive."""
        idle = config.SESSION_IDLE_MINUTES * 60
        if not sessions.is_key_change_recent(now, config.KEY_HOURS, idle):
            self._held.pop(sessions.epoch(now, config.KEY_HOURS) - 1, None)
            return None
        return self._checked(cache.get(self._name(sessions.epoch(now, config.KEY_HOURS) - 1)))

    def forget(self) -> None:
        """Hold no key any more."""
        self._held.clear()

    @staticmethod
    def _name(epoch: int) -> str:
        return f"{PREFIX}.key.{epoch}"

    @staticmethod
    def _checked(value: Any) -> bytes | None:
        return value if isinstance(value, bytes) and len(value) == KEY_BYTES else None


key_ring = KeyRing()
_resting: dict[str, float] = {}


class Place:
    """Where in the cache the session of one visitor lies; raises `CacheAwayError`."""

    def __init__(
        self, config: AnalyticsSettings, site_id: int, address: bytes, browser: str, now: float
    ):
        if time.monotonic() < _resting.get(config.CACHE, 0):
            raise CacheAwayError
        self.config = config
        self.limits = limits_of(config)
        self.now = now
        self._visitor = (site_id, address, browser)
        try:
            self._cache = caches[config.CACHE]
            self._secret = key_ring.current(self._cache, now, config)
            self._key = self._file_under(self._secret)
        except Exception as error:
            raise self._away() from error

    @property
    def of_address(self) -> bytes:
        """What stands for the address, whatever the browser calls itself, as long as the key."""
        site_id, address, _browser = self._visitor
        return sessions.digest(self._secret, site_id, address, "")

    def find(self) -> Visit | None:
        """Give the visit that goes on here, if one does."""
        try:
            visit = _visit_from(self._cache.get(self._key)) or self._moved()
        except Exception as error:
            raise self._away() from error
        return None if visit is None or sessions.is_over(visit, self.now, self.limits) else visit

    def start(self, visit: Visit) -> Visit | None:
        """Remember a new visit; give the one that another hit has just begun, if so."""
        try:
            if self._cache.add(self._key, tuple(visit), self.limits.idle):
                return None
        except Exception as error:
            raise self._away() from error
        found = self.find()
        if found is None:  # what lies there is over
            self.keep(visit)
        return found

    def look(self) -> Visit | None:
        """Give the visit that goes on here and leave everything as it is."""
        try:
            visit = _visit_from(self._cache.get(self._key))
            if visit is None and (old := self._old_key()) is not None:
                visit = _visit_from(self._cache.get(old))
        except Exception as error:
            raise self._away() from error
        return None if visit is None or sessions.is_over(visit, self.now, self.limits) else visit

    def forget(self) -> None:
        """Forget the visit at once."""
        try:
            self._cache.delete_many([key for key in (self._key, self._old_key()) if key])
        except Exception as error:
            raise self._away() from error

    def keep(self, visit: Visit) -> None:
        """Remember a visit until it would be over."""
        left = int(visit.started + self.limits.longest - self.now)
        try:
            self._cache.set(self._key, tuple(visit), max(min(self.limits.idle, left), 1))
        except Exception as error:
            raise self._away() from error

    def _moved(self) -> Visit | None:
        old = self._old_key()
        if old is None:
            return None
        visit = _visit_from(self._cache.get(old))
        if visit is not None:
            self._cache.delete(old)
        return visit

    def _old_key(self) -> str | None:
        previous = key_ring.previous(self._cache, self.now, self.config)
        return None if previous is None else self._file_under(previous)

    def _file_under(self, key: bytes) -> str:
        return f"{PREFIX}.{sessions.digest(key, *self._visitor).hex()}"

    def _away(self) -> CacheAwayError:
        _resting[self.config.CACHE] = time.monotonic() + REST
        return CacheAwayError()


def forget() -> None:
    """Hold no key and bear no cache a grudge; the cache itself is untouched."""
    key_ring.forget()
    _resting.clear()


def _visit_from(value: Any) -> Visit | None:
    # A version of this package that wrote another shape may share the cache.
    if isinstance(value, tuple) and len(value) == len(Visit._fields):
        return Visit(*value)
    return None
