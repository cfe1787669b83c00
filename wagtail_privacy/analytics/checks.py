"""System checks of the statistics: each names the line of the settings to change."""

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from django.apps import AppConfig
from django.conf import settings
from django.core.cache import BaseCache, InvalidCacheBackendError, caches
from django.core.cache.backends.db import DatabaseCache
from django.core.cache.backends.dummy import DummyCache
from django.core.cache.backends.filebased import FileBasedCache
from django.core.cache.backends.locmem import LocMemCache
from django.core.checks import CheckMessage, Error, register
from django.core.checks import Warning as CheckWarning
from django.db import connections, router
from django.urls import NoReverseMatch, reverse

from wagtail_privacy import client_addresses, conf
from wagtail_privacy.analytics.arriving import counting, robots
from wagtail_privacy.analytics.counts import modes, ways
from wagtail_privacy.analytics.keeping.upserts import DIALECTS
from wagtail_privacy.analytics.models import PageCount
from wagtail_privacy.analytics.public import noise
from wagtail_privacy.analytics.showing import charts
from wagtail_privacy.durations import LONGEST, DurationUnit
from wagtail_privacy.vocabulary.legal_bases import LEGAL_BASES

WHERE = 'settings.WAGTAIL_PRIVACY["ANALYTICS"]'
AT_LEAST_ONE = (
    "SESSION_IDLE_MINUTES",
    "SESSION_MAX_MINUTES",
    "KEY_HOURS",
    "BUFFER_SIZE",
    "RATE_LIMIT",
    "PAGE_RATE_LIMIT",
    "MAX_VALUES",
    "MINIMUM_COUNT",
    "RETENTION_MONTHS",
)

Found = Iterator[CheckMessage]


def _check(function: Callable[[conf.AnalyticsSettings], Found]) -> Any:
    """Register a check that reads the settings, unless the core check finds them unreadable."""

    def run(app_configs: Sequence[AppConfig] | None, **kwargs: Any) -> list[CheckMessage]:
        return [] if any(conf.problems()) else list(function(conf.analytics()))

    run.__name__ = function.__name__
    register(run, "wagtail_privacy")
    return function


@_check
def check_mode(config: conf.AnalyticsSettings) -> Found:
    """E020: a mode that does not exist."""
    if config.MODE not in modes.MODES:
        known = ", ".join(f'"{mode}"' for mode in modes.MODES)
        yield Error(
            f'{WHERE}["MODE"] is {config.MODE!r}.',
            hint=f"Choose one of {known}.",
            id="wagtail_privacy.E020",
        )


@_check
def check_cache(config: conf.AnalyticsSettings) -> Found:
    """E021, E022, W020: a cache that is missing or cannot hold the sessions."""
    if config.MODE != modes.VISITS:
        return
    try:
        cache = caches[config.CACHE]
    except InvalidCacheBackendError:
        yield Error(
            f'{WHERE}["CACHE"] names the cache {config.CACHE!r}, which settings.CACHES lacks.',
            hint=f'Add "{config.CACHE}" to CACHES, or name one that is there.',
            id="wagtail_privacy.E021",
        )
        return
    yield from _unsuitable(cache, f'settings.CACHES["{config.CACHE}"]')


def _unsuitable(cache: BaseCache, where: str) -> Found:
    advice = 'Use a cache in memory, such as "django.core.cache.backends.redis.RedisCache"'
    other = f'or name another one in {WHERE}["CACHE"].'
    if isinstance(cache, (DatabaseCache, FileBasedCache)):
        yield Error(
            f"{where} would write the sessions of visitors to a disk.",
            hint=f"{advice}, {other}",
            id="wagtail_privacy.E022",
        )
    elif isinstance(cache, DummyCache):
        yield Error(
            f"{where} forgets everything at once, so that no visit can be told from another.",
            hint=f'{advice}, {other} {WHERE}["MODE"] = "views" needs no cache.',
            id="wagtail_privacy.E022",
        )
    elif isinstance(cache, LocMemCache) and not settings.DEBUG:
        yield CheckWarning(
            f"{where} is separate in each process: with several, one visit counts several times.",
            hint=f"{advice}, {other} With one process, silence this warning and raise "
            'OPTIONS["MAX_ENTRIES"] above the visits of half an hour (it is 300 by default).',
            id="wagtail_privacy.W020",
        )


@_check
def check_libraries(config: conf.AnalyticsSettings) -> Found:
    """E023: a library of the extra is missing."""
    found = {"crawlerdetect": robots.is_available(), "pygal": charts.is_available()}
    for library, is_available in found.items():
        if not is_available:
            yield Error(
                f'"wagtail_privacy.analytics" in INSTALLED_APPS needs the library {library}.',
                hint='Install "wagtail-privacy[analytics]".',
                id="wagtail_privacy.E023",
            )


@_check
def check_proxies(config: conf.AnalyticsSettings) -> Found:
    """E024: a trusted proxy that is no network, or a header that nobody reads."""
    for name in config.TRUSTED_PROXIES:
        try:
            client_addresses.networks((name,))
        except ValueError:
            yield Error(
                f'{WHERE}["TRUSTED_PROXIES"] names {name!r}, which is no network.',
                hint='Write networks such as "10.0.0.0/8" or "192.0.2.1", or "unix".',
                id="wagtail_privacy.E024",
            )
    if config.FORWARDED_HEADER not in (counting.X_FORWARDED_FOR, counting.FORWARDED):
        yield Error(
            f'{WHERE}["FORWARDED_HEADER"] is {config.FORWARDED_HEADER!r}.',
            hint=f'Choose "{counting.X_FORWARDED_FOR}" or "{counting.FORWARDED}".',
            id="wagtail_privacy.E024",
        )


@_check
def check_numbers(config: conf.AnalyticsSettings) -> Found:
    """E025: a number that must be at least one."""
    for key in AT_LEAST_ONE:
        if getattr(config, key) < 1:
            yield Error(
                f'{WHERE}["{key}"] must be at least 1.',
                hint=f"The default is {getattr(conf.AnalyticsSettings(), key)}.",
                id="wagtail_privacy.E025",
            )


@_check
def check_retention(config: conf.AnalyticsSettings) -> Found:
    """E025: a retention period that no duration can hold."""
    longest = LONGEST[DurationUnit.MONTH]
    if longest < config.RETENTION_MONTHS:
        yield Error(
            f'{WHERE}["RETENTION_MONTHS"] must be at most {longest}.',
            hint="The default is 25.",
            id="wagtail_privacy.E025",
        )


@_check
def check_consent(config: conf.AnalyticsSettings) -> Found:
    """W022: the statement says that visitors have agreed, and nothing here asks them."""
    if config.LEGAL_BASIS == "6-1-a" and config.MODE != modes.OFF:
        yield CheckWarning(
            f'{WHERE}["LEGAL_BASIS"] = "6-1-a" lets the statement say that visitors have agreed to '
            "the statistics, but wagtail_privacy does not ask them.",
            hint="Put {% privacy_analytics %} only where your own code has asked and was told yes, "
            "Art. 7(1) GDPR, and silence this warning; or name another basis or none.",
            id="wagtail_privacy.W022",
        )


@_check
def check_legal_basis(config: conf.AnalyticsSettings) -> Found:
    """E026: a legal basis that Art. 6(1) GDPR does not know."""
    if config.LEGAL_BASIS and config.LEGAL_BASIS not in LEGAL_BASES:
        known = ", ".join(f'"{basis.code}"' for basis in LEGAL_BASES)
        yield Error(
            f'{WHERE}["LEGAL_BASIS"] is {config.LEGAL_BASIS!r}.',
            hint=f"Choose one of {known}, or remove the line.",
            id="wagtail_privacy.E026",
        )


@_check
def check_public_figures(config: conf.AnalyticsSettings) -> Found:
    """E028: public figures of an unknown kind, or noise that cannot be made."""
    if config.PUBLIC_FIGURES not in ways.WAYS:
        yield Error(
            f'{WHERE}["PUBLIC_FIGURES"] is {config.PUBLIC_FIGURES!r}.',
            hint=f"Choose one of {', '.join(map(repr, ways.WAYS))}.",
            id="wagtail_privacy.E028",
        )
    if config.PUBLIC_EPSILON <= 0:
        yield Error(
            f'{WHERE}["PUBLIC_EPSILON"] must be greater than 0.',
            hint="The default is 1.0.",
            id="wagtail_privacy.E028",
        )
    if config.PUBLIC_FIGURES == ways.NOISE and not noise.is_available():
        yield Error(
            f'{WHERE}["PUBLIC_FIGURES"] = "noise" needs the library opendp.',
            hint='Install "wagtail-privacy[dp]".',
            id="wagtail_privacy.E028",
        )


@_check
def check_database(config: conf.AnalyticsSettings) -> Found:
    """E027: a database for which no adding statement is known."""
    alias = router.db_for_write(PageCount)
    if config.MODE != modes.OFF and connections[alias].vendor not in DIALECTS:
        yield Error(
            f'settings.DATABASES["{alias}"]: the statistics cannot add to counts in this database.',
            hint="Use PostgreSQL, MySQL, MariaDB or SQLite.",
            id="wagtail_privacy.E027",
        )


@_check
def check_urls(config: conf.AnalyticsSettings) -> Found:
    """W021: nobody can send a hit, because the addresses are not mounted."""
    if config.MODE == modes.OFF:
        return
    try:
        reverse("wagtail_privacy_analytics:hit")
    except NoReverseMatch:
        yield CheckWarning(
            "The statistics have no address, so that nothing is counted.",
            hint='Add path("privacy/", include("wagtail_privacy.urls")) to your urls.py.',
            id="wagtail_privacy.W021",
        )
