"""System checks that ask others: the database what the statement says, Redis what it writes."""

from collections.abc import Iterator, Sequence
from typing import Any

from django.apps import AppConfig
from django.core.cache import InvalidCacheBackendError, caches
from django.core.cache.backends.redis import RedisCache
from django.core.checks import CheckMessage, Tags, register
from django.core.checks import Warning as CheckWarning
from django.db import DatabaseError, router

from wagtail_privacy import conf
from wagtail_privacy.analytics.counts import modes
from wagtail_privacy.analytics.log_settings import shortens_addresses
from wagtail_privacy.models import ControllerSettings


@register(Tags.database)
def check_server_log(
    app_configs: Sequence[AppConfig] | None, databases: Sequence[str] | None = None, **kwargs: Any
) -> list[CheckMessage]:
    """W023: the statement says that addresses are shortened, and nothing here does it."""
    alias = router.db_for_read(ControllerSettings)
    if alias not in (databases or ()) or shortens_addresses():
        return []
    try:
        claims = ControllerSettings.objects.using(alias).filter(server_log_address="shortened")
        sites = [str(found.site) for found in claims.select_related("site")]
    except DatabaseError:  # before the first migration
        return []
    return [
        CheckWarning(
            f"The statement of {name} says that the server log shortens addresses, but not "
            "every handler of settings.LOGGING does.",
            hint='Give the handlers the filter "wagtail_privacy.analytics.logging.'
            'AnonymiseAddresses". If only the web server writes a log and shortens them, silence '
            "this warning.",
            id="wagtail_privacy.W023",
        )
        for name in sites
    ]


@register("wagtail_privacy", deploy=True)
def check_redis_writes_nothing(
    app_configs: Sequence[AppConfig] | None, **kwargs: Any
) -> list[CheckMessage]:
    """W024: the Redis that holds the sessions writes them to a disk."""
    if any(conf.problems()) or (config := conf.analytics()).MODE != modes.VISITS:
        return []
    try:
        cache = caches[config.CACHE]
    except InvalidCacheBackendError:  # E021
        return []
    if not isinstance(cache, RedisCache):
        return []
    return [
        CheckWarning(
            f'settings.CACHES["{config.CACHE}"]: this Redis writes to a disk ({what}), and the '
            "sessions of visitors with it.",
            hint='Give the sessions a Redis of their own, started with --save "" --appendonly no, '
            'and name it in settings.WAGTAIL_PRIVACY["ANALYTICS"]["CACHE"].',
            id="wagtail_privacy.W024",
        )
        for what in _written_by(cache)
    ]


def _written_by(cache: RedisCache) -> Iterator[str]:
    """Yield what a Redis says that it writes; nothing if it cannot be asked."""
    try:
        client = cache._cache.get_client()
        found = {**client.config_get("save"), **client.config_get("appendonly")}
    except Exception:  # away, or a service that answers no such question
        return
    if found.get("save"):
        yield "snapshots"
    if found.get("appendonly") == "yes":
        yield "an append-only file"
