"""Real services for tests: absent ones are skipped loudly here, and fail where CI is set."""

import os
import uuid
from collections.abc import Iterator
from typing import Any, NoReturn

import pytest
import redis
from django.core.cache import caches

REDIS_URL = os.environ.get("TEST_REDIS_URL", "redis://127.0.0.1:6379/9")


def missing(what: str, remedy: str) -> NoReturn:
    """Fail in CI, where nothing may be left out; elsewhere skip and say why."""
    message = f"{what} is missing, so this was NOT tested. {remedy}"
    if os.environ.get("CI"):
        pytest.fail(message)
    pytest.skip(message)


@pytest.fixture(scope="session")
def redis_url() -> str:
    """Give the address of a Redis that answers."""
    try:
        redis.Redis.from_url(REDIS_URL, socket_connect_timeout=2).ping()
    except (redis.ConnectionError, redis.TimeoutError):
        missing("Redis", "Start one on 127.0.0.1:6379.")
    return REDIS_URL


@pytest.fixture
def redis_cache(redis_url: str, settings: Any) -> Iterator[Any]:
    """Make Redis the default cache for one test, under a prefix of its own; give that cache."""
    prefix = f"wp-test-{uuid.uuid4().hex}"
    before = settings.CACHES
    settings.CACHES = {
        **before,
        "default": {
            "BACKEND": "django.core.cache.backends.redis.RedisCache",
            "LOCATION": redis_url,
            "KEY_PREFIX": prefix,
        },
    }
    yield caches["default"]
    # Not `clear()`: that would empty the whole database, also of a run beside this one.
    connection = redis.Redis.from_url(redis_url)
    for key in connection.scan_iter(match=f"{prefix}*"):
        connection.delete(key)
    settings.CACHES = before


@pytest.fixture
def postgresql(db: None) -> Any:
    """Give the PostgreSQL connection of this run; the tests that ask for it need that database."""
    from django.db import connection

    if connection.vendor != "postgresql":
        pytest.skip("runs in the PostgreSQL part of `make test` only")
    return connection
