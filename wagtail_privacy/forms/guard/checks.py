"""System checks of the guard: each names the line of the settings to change."""

from collections.abc import Iterator, Sequence
from typing import Any

from django.apps import AppConfig
from django.core.cache import InvalidCacheBackendError, caches
from django.core.cache.backends.dummy import DummyCache
from django.core.checks import CheckMessage, Error, register
from django.core.checks import Warning as CheckWarning

from wagtail_privacy import conf
from wagtail_privacy.client_addresses import networks
from wagtail_privacy.forms.guard.rate import is_volatile

WHERE = 'settings.WAGTAIL_PRIVACY["FORMS"]'


@register("wagtail_privacy")
def check_guard(app_configs: Sequence[AppConfig] | None, **kwargs: Any) -> list[CheckMessage]:
    """W012, E014: whether what one address sends can be counted, and for whom a proxy speaks."""
    if any(conf.problems()):
        return []  # E001 says so
    config = conf.forms()
    return [*_unsuitable_cache(config), *_no_networks(config)]


def _unsuitable_cache(config: conf.FormSettings) -> Iterator[CheckMessage]:
    if not config.RATE_LIMIT or _can_count(config.CACHE):
        return
    yield CheckWarning(
        f'{WHERE}["CACHE"] names {config.CACHE!r}, which is no cache in memory: nobody counts how '
        "many forms one address sends.",
        hint='Use one such as "django.core.cache.backends.redis.RedisCache", or set '
        f'{WHERE}["RATE_LIMIT"] = 0.',
        id="wagtail_privacy.W012",
    )


def _can_count(alias: str) -> bool:
    try:
        cache = caches[alias]
    except InvalidCacheBackendError:
        return False
    return is_volatile(cache) and not isinstance(cache, DummyCache)


def _no_networks(config: conf.FormSettings) -> Iterator[CheckMessage]:
    for name in config.TRUSTED_PROXIES:
        try:
            networks((name,))
        except ValueError:
            yield Error(
                f'{WHERE}["TRUSTED_PROXIES"] names {name!r}, which is no network.',
                hint='Write networks such as "10.0.0.0/8" or "192.0.2.1", or "unix".',
                id="wagtail_privacy.E014",
            )
