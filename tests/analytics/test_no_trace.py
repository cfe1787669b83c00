"""After many hits nothing tells of a visitor: no table, no file, no log line, no response."""

import random
import time
from typing import Any

import pytest
from django.apps import apps
from django.core.cache import caches
from django.db import connection

from tests.analytics.helpers import Visitor, counts
from wagtail_privacy.analytics.arriving import memory, sessions

pytestmark = pytest.mark.django_db

BROWSER = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0 Nr{number}"


def everything_stored() -> str:
    """Read every column of every table as text."""
    found = []
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")  # noqa: S608
            found.append(repr(cursor.fetchall()))
    return "\n".join(found)


def sqlite_bytes() -> bytes:
    """Give the bytes of the database file, with what lies unused in its pages."""
    connection.ensure_connection()
    return bytes(connection.connection.serialize())


def hit_from(addresses: list[str], tokens: list[str], chance: random.Random) -> list[bytes]:
    """Send hits from many visitors; give what the responses contain."""
    answers = []
    for number, address in enumerate(addresses):
        visitor = Visitor(address, BROWSER.format(number=number))
        for token in chance.choices(tokens, k=2):
            for response in (visitor.view(token, "search.example"), visitor.read(token, 9)):
                answers.append(response.serialize_headers() + response.content)
        visitor.send(f"rubbish from {address}")
        answers.append(visitor.pixel(tokens[0]).serialize_headers())
    return answers


def test_nobody_can_be_found_afterwards(
    token: str, second_token: str, logs: Any, planted: Any, monkeypatch: Any
) -> None:
    chance = random.Random(4711)  # noqa: S311
    addresses = [f"192.0.2.{n}" for n in range(1, 101)] + [f"2001:db8:{n:x}::1" for n in range(60)]
    numbers: list[bytes] = []
    digests: list[bytes] = []
    begin, digest = sessions.begin, sessions.digest

    def spied_begin(*args: Any) -> sessions.Visit:
        visit = begin(*args)
        numbers.append(visit.number)
        return visit

    def spied_digest(*args: Any) -> bytes:
        digests.append(digest(*args))
        return digests[-1]

    # The functions do what they do; only their results are kept, to know what to look for.
    monkeypatch.setattr(sessions, "begin", spied_begin)
    monkeypatch.setattr(sessions, "digest", spied_digest)
    first_line = len(logs.lines)
    answers = hit_from(addresses, [token, second_token], chance)
    assert counts()["entries"] == len(numbers) == 160

    secrets = [*(a.encode() for a in addresses), b"rv:140.0", b"Firefox"]
    for raw in (*numbers, *set(digests)):
        secrets += [raw, raw.hex().encode(), str(int.from_bytes(raw, "big")).encode()]
    stored = everything_stored().encode()
    assert b"wagtail_privacy_analytics" in stored  # the search reads something
    haystacks = [stored, b"\n".join(answers), "\n".join(logs.lines[first_line:]).encode()]
    if connection.vendor == "sqlite":
        haystacks.append(sqlite_bytes())
    for secret in secrets:
        assert not any(secret in haystack for haystack in haystacks), secret


def test_no_model_has_room_for_a_visitor() -> None:
    fields = {
        field.name
        for model in apps.get_app_config("wagtail_privacy_analytics").get_models()
        for field in model._meta.get_fields()
    }
    assert fields == {
        *("id", "site", "page", "day", "month", "written_at"),
        *("dimension", "page_number", "value", "number", "coins"),
        *("epsilon", "is_whole"),
        *("views", "visits", "entries", "bounces", "engaged_seconds"),
    }


def test_sessions_live_in_redis_and_end_there(
    redis_cache: Any, token: str, second_token: str
) -> None:
    visitor = Visitor("192.0.2.77", BROWSER.format(number=1))
    visitor.view(token)
    memory.forget()  # as another process would begin
    visitor.view(second_token)
    assert counts() | {"engaged_seconds": 0} == {
        "views": 2,
        "visits": 2,
        "entries": 1,
        "bounces": 0,
        "engaged_seconds": 0,
    }
    client = redis_cache._cache.get_client(write=True)
    keys = list(client.scan_iter(match=f"{redis_cache.key_prefix}*"))
    assert len(keys) == 2  # the key that hides, and the visit
    for key in keys:
        assert 0 < client.ttl(key) <= (24 * 60 + 30) * 60
        value = client.get(key)
        for secret in (b"192.0.2.77", bytes([192, 0, 2, 77]), b"Firefox"):
            assert secret not in value
            assert secret not in key
    visits = [key for key in keys if b".key." not in key]
    assert client.ttl(visits[0]) <= 30 * 60


def test_a_full_cache_of_one_process_does_not_end_all_visits(token: str, second_token: str) -> None:
    visitor = Visitor("192.0.2.78")
    visitor.view(token)
    cache = caches["default"]
    name = memory.KeyRing._name(sessions.epoch(time.time(), 24))
    assert cache.get(name)
    cache.delete(name)
    memory.key_ring._held = {e: (key, 0.0) for e, (key, _) in memory.key_ring._held.items()}
    visitor.view(second_token)
    assert counts()["entries"] == 1
    assert cache.get(name)
