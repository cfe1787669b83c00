"""How many forms come from one address within an hour, counted in memory only.

The address itself is kept nowhere. A counter is found by a hash of it whose key is random, is born
in the cache and ends with its hour. Without a cache in memory nothing is counted, and every form is
taken: a guard that fails must not cost anybody their answers.
"""

import logging
import secrets
from collections.abc import Mapping
from hashlib import blake2b
from typing import Any, NamedTuple

from django.core.cache import BaseCache, caches
from django.core.cache.backends.db import DatabaseCache
from django.core.cache.backends.filebased import FileBasedCache

from wagtail_privacy import conf
from wagtail_privacy.client_addresses import Address, client_address, packed

logger = logging.getLogger("wagtail_privacy.forms")

PREFIX = "wagtail_privacy.forms.rate"
WINDOW = 3600
KEY_BYTES = 32
FORWARDED = "HTTP_X_FORWARDED_FOR"
#: How many limits an address has that says it passes on the forms of others. It may be a network
#: of proxies that nobody has named, or somebody who writes the header to send more.
SHARES = 10

_has_warned = False


class Sender(NamedTuple):
    """The address that a form is counted under, and how many limits it has."""

    address: Address
    shares: int = 1


def sender_of(meta: Mapping[str, Any]) -> Sender | None:
    """Give the public address that a request comes from, or None where it cannot be known.

    No header makes a public address unknown: whoever sends a form can write one.
    """
    proxies = conf.forms().TRUSTED_PROXIES or conf.analytics().TRUSTED_PROXIES
    try:
        address = client_address(meta.get("REMOTE_ADDR", ""), meta.get(FORWARDED, ""), proxies)
    except ValueError:  # a proxy that is no network, which a check names
        return None
    is_passed_on = FORWARDED in meta and not proxies
    if address is None or not address.is_global:
        if is_passed_on:
            _warn_of_unnamed_proxy()
        return None
    return Sender(address, SHARES if is_passed_on else 1)


def _warn_of_unnamed_proxy() -> None:
    global _has_warned
    if not _has_warned:
        _has_warned = True
        logger.warning(
            "A proxy in a private network passes on forms, and TRUSTED_PROXIES is empty: "
            "nobody counts how many come from one address."
        )


def is_volatile(cache: BaseCache) -> bool:
    """Say whether a cache forgets without writing to a disk."""
    return not isinstance(cache, (DatabaseCache, FileBasedCache))


def take(meta: Mapping[str, Any], now: float) -> bool:
    """Count a form that is sent; False if its address has used up the hour."""
    config = conf.forms()
    sender = sender_of(meta) if config.RATE_LIMIT else None
    if sender is None:
        return True
    limit = config.RATE_LIMIT * sender.shares
    try:
        cache = caches[config.CACHE]
        return not is_volatile(cache) or _count(cache, sender.address, now) <= limit
    except Exception as error:
        logger.warning("Forms are taken without counting them: %s", type(error).__name__)
        return True


def _count(cache: BaseCache, address: Address, now: float) -> int:
    name = f"{PREFIX}.key.{int(now // WINDOW)}"
    cache.add(name, secrets.token_bytes(KEY_BYTES), WINDOW)
    key = cache.get(name)
    if not isinstance(key, bytes):
        return 0  # a cache that keeps nothing
    counter = f"{PREFIX}.{blake2b(packed(address), key=key, digest_size=16).hexdigest()}"
    if cache.add(counter, 1, WINDOW):
        return 1
    return cache.incr(counter)
