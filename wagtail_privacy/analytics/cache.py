"""Django's Redis cache for the sessions: it keeps its client, and it does not make a page wait.

    CACHES = {
        "visits": {
            "BACKEND": "wagtail_privacy.analytics.cache.RedisCache",
            "LOCATION": "redis://127.0.0.1:6379/1",
        },
    }

Django's own backend works as well. It makes a new client for every call, which costs more than the
call, and leaves waiting and repeating to redis-py, which may do both for seconds.
"""

from typing import Any

from django.core.cache.backends import redis as django_redis

#: Seconds after which a Redis that does not answer is left alone.
PATIENCE = 0.5


class RedisCacheClient(django_redis.RedisCacheClient):
    """Keeps one client per pool of connections; a client is safe to share between threads."""

    def __init__(self, servers: list[str], **options: Any):
        from redis.backoff import NoBackoff
        from redis.retry import Retry

        options.setdefault("socket_timeout", PATIENCE)
        options.setdefault("socket_connect_timeout", PATIENCE)
        options.setdefault("retry", Retry(NoBackoff(), 0))
        super().__init__(servers, **options)
        self._clients: dict[int, Any] = {}

    def get_client(self, key: Any = None, *, write: bool = False) -> Any:
        pool = self._get_connection_pool(write)  # type: ignore[attr-defined]
        client = self._clients.get(id(pool))
        if client is None:
            client = self._client(connection_pool=pool)  # type: ignore[attr-defined]
            self._clients[id(pool)] = client
        return client


class RedisCache(django_redis.RedisCache):
    """As Django's, with the client above."""

    def __init__(self, server: str | list[str], params: dict[str, Any]):
        super().__init__(server, params)
        self._class = RedisCacheClient
