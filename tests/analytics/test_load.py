"""Many hits, many processes, hard ends: what is counted, what is lost, and what is left behind."""

# once: it kills servers of its own

import os
import random
import re
import signal
import sqlite3
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from asgiref.sync import async_to_sync
from django.test import AsyncClient, RequestFactory

from tests.analytics.helpers import FIREFOX, HIT, counts
from tests.analytics.test_no_trace import everything_stored, sqlite_bytes
from wagtail_privacy.analytics import views
from wagtail_privacy.analytics.arriving import sessions
from wagtail_privacy.analytics.counts import drops
from wagtail_privacy.analytics.keeping.buffer import buffer

pytestmark = pytest.mark.django_db

ROOT = Path(__file__).resolve().parents[2]
#: The full number once, on SQLite; the other ways of installing run the same code.
IS_FULL = (
    os.environ["DJANGO_SETTINGS_MODULE"] == "tests.settings.everything"
    and "TEST_DATABASE" not in os.environ
)
ADDRESSES, HITS_EACH = (2000, 5) if IS_FULL else (50, 2)


def addresses() -> Iterator[str]:
    """Yield addresses that stand in no other text: the networks that routers test with."""
    for number in range(ADDRESSES):
        if number % 2:
            yield f"198.19.{number // 250}.{number % 250 + 1}"
        else:
            yield f"2001:2:{number:x}:beef::{number + 1:x}"


def everything_in(cache: Any) -> bytes:
    """Give every key and value that lies in Redis under the prefix of this test."""
    client = cache._cache.get_client()
    keys = list(client.scan_iter(match=f"{cache.key_prefix}*", count=1000))
    assert len(keys) == ADDRESSES + 1  # the visits, and the key that hides their addresses
    return b"\n".join([*keys, *client.mget(keys)])


def test_many_hits_leave_no_trace(
    redis_cache: Any, token: str, second_token: str, logs: Any, monkeypatch: Any, analytics: Any
) -> None:
    analytics(FLUSH_SECONDS=3600)
    numbers: list[bytes] = []
    digests: set[bytes] = set()
    begin, digest = sessions.begin, sessions.digest

    def spied_begin(*args: Any) -> sessions.Visit:
        numbers.append((visit := begin(*args)).number)
        return visit

    def spied_digest(*args: Any) -> bytes:
        digests.add(found := digest(*args))
        return found

    # The functions do what they do; only their results are kept, to know what to look for.
    monkeypatch.setattr(sessions, "begin", spied_begin)
    monkeypatch.setattr(sessions, "digest", spied_digest)
    first_line, chance = len(logs.lines), random.Random(4711)  # noqa: S311
    bodies = [f'{{"token": "{t}", "kind": "view", "value": ""}}' for t in (token, second_token)]
    for address in addresses():
        requests = RequestFactory(REMOTE_ADDR=address, HTTP_USER_AGENT=f"{FIREFOX} {address[:9]}")
        for _ in range(HITS_EACH):
            request = requests.post(HIT, chance.choice(bodies), content_type="text/plain")
            assert views.hit(request).status_code == 204
    buffer.flush()
    assert counts()["views"] == ADDRESSES * HITS_EACH
    assert counts()["entries"] == len(numbers) == ADDRESSES

    on_disk = everything_stored().encode() + "\n".join(logs.lines[first_line:]).encode()
    if connection_is_sqlite():
        on_disk += sqlite_bytes()
    in_memory = everything_in(redis_cache)
    # The search reads what it should: tables there, and here the hashes that visits lie under.
    assert b"wagtail_privacy_analytics" in on_disk
    assert written_out(list(digests)) & set(WORDS.findall(in_memory))
    for haystack in (on_disk, in_memory):
        assert b"Firefox" not in haystack
        assert not re.search(rb"198\.19\.\d+\.\d+|2001:2:[0-9a-f]+:", haystack)
    assert not written_out([*numbers, *digests]) & set(WORDS.findall(on_disk))
    for raw in (numbers + sorted(digests))[::10]:
        assert raw not in on_disk


WORDS = re.compile(rb"[0-9a-f]{16,}")


def written_out(secrets: list[bytes]) -> set[bytes]:
    """Give secrets as whoever stores one as text would: in hexadecimal or as a number."""
    ways = ((raw.hex(), str(int.from_bytes(raw, "big"))) for raw in secrets)
    return {text.encode() for pair in ways for text in pair}


def connection_is_sqlite() -> bool:
    from django.db import connection

    return connection.vendor == "sqlite"


def test_under_asgi_a_hit_is_counted_without_sql(
    token: str, analytics: Any, django_assert_num_queries: Any
) -> None:
    analytics(FLUSH_SECONDS=3600)
    client = AsyncClient()
    headers = {"user-agent": FIREFOX}
    body = f'{{"token": "{token}", "kind": "view", "value": ""}}'
    with django_assert_num_queries(0):
        for _ in range(3):
            response = async_to_sync(client.post)(
                HIT, body, content_type="text/plain", headers=headers
            )
            assert response.status_code == 204
    assert drops.dropped() == {}
    buffer.flush()
    assert counts()["views"] == 3


WORKER = """
import mmap, os, struct, sys, time
os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings.analytics_only"
from django.conf import settings
settings.DATABASES = {"default": {
    "ENGINE": "django.db.backends.sqlite3", "NAME": sys.argv[1],
    "OPTIONS": {"timeout": 20, "transaction_mode": "IMMEDIATE"}}}
settings.WAGTAIL_PRIVACY = {"ANALYTICS": {"FLUSH_SECONDS": 0.05, "RELEASE_SECONDS": 0.2}}
import django
django.setup()
from wagtail_privacy import conf
from wagtail_privacy.analytics.keeping.buffer import add_all, buffer
from wagtail_privacy.analytics.counts.sums import Added, Sums
with open(sys.argv[2], "r+b") as file:
    truth = mmap.mmap(file.fileno(), 8)
page = int(sys.argv[3])
one = Added(((page, 739000, Sums(views=1)),))
number = 0
while True:
    assert add_all(1, one, conf.analytics())
    number += 1
    struct.pack_into("q", truth, 0, number)
    time.sleep(0.0005)
"""
TABLES = """
import os, sys
os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings.analytics_only"
from django.conf import settings
settings.DATABASES = {"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": sys.argv[1]}}
import django
django.setup()
from django.apps import apps
from django.db import connection
with connection.schema_editor() as editor:
    for model in apps.get_app_config("wagtail_privacy_analytics").get_models():
        editor.create_model(model)
"""


def run(script: str, *arguments: object) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-c", script, *map(str, arguments)]
    return subprocess.Popen(command, cwd=ROOT, stderr=subprocess.PIPE)


@pytest.mark.parametrize("number", [1, 3])
def test_killed_under_load_nothing_counts_twice_and_little_is_lost(
    tmp_path: Path, number: int
) -> None:
    """Each worker is killed at a random moment; its own tally lies in a file that outlives it."""
    path = tmp_path / "counts.sqlite3"
    assert run(TABLES, path).communicate()[1] == b""
    tallies = [tmp_path / f"tally{page}" for page in range(1, number + 1)]
    for tally in tallies:
        tally.write_bytes(bytes(8))
    workers = [run(WORKER, path, tally, page) for page, tally in enumerate(tallies, start=1)]

    def truth(tally: Path) -> int:
        return int.from_bytes(tally.read_bytes(), sys.byteorder)

    for worker, tally in zip(workers, tallies, strict=True):
        for _ in range(300):
            if truth(tally) > 2500 or worker.poll() is not None:
                break
            time.sleep(0.1)
        time.sleep(random.random() / 4)  # noqa: S311
        worker.send_signal(signal.SIGKILL)
        worker.wait()
        assert worker.stderr is not None
        assert worker.stderr.read() == b""
        worker.stderr.close()
    database = sqlite3.connect(path)
    stored: Counter[int] = Counter()
    for page, number in database.execute(
        "SELECT page_id, views FROM wagtail_privacy_analytics_pagecount"
    ):
        stored[page] += number
    assert stored  # the workers were killed while numbers moved from what waits to what is shown
    for page, number in database.execute(
        "SELECT page_id, views FROM wagtail_privacy_analytics_waitingpagecount"
    ):
        stored[page] += number
    database.close()
    for page, tally in enumerate(tallies, start=1):
        lost = truth(tally) - stored.get(page, 0)
        # What the tally had not noted yet when the worker was killed is one hit at most.
        assert lost >= -1, (page, lost)
        # One interval is some hundred hits, most of a second on a busy machine. Several writers
        # on one SQLite file wait for each other longer than that.
        assert number > 1 or lost <= 1500, (page, lost)
    assert sum(stored.values()) > 0
