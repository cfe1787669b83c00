"""Sums reach the database once, whatever happens on the way: SQLite, PostgreSQL and MariaDB."""

# once: it asks each database by itself

import datetime
import sqlite3
import subprocess
import sys
import threading
import uuid
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.core.management import call_command
from django.db import OperationalError, connections

from tests.analytics.databases import (
    Elsewhere,
    alias,
    elsewhere,
    mariadb_counts,
    postgresql_counts,
)
from tests.analytics.helpers import Visitor, counts
from wagtail_privacy import conf
from wagtail_privacy.analytics.counts import drops
from wagtail_privacy.analytics.counts.dimensions import Dimension
from wagtail_privacy.analytics.counts.sums import Added, Batch, Sums
from wagtail_privacy.analytics.keeping.buffer import Buffer, add_all, buffer
from wagtail_privacy.analytics.keeping.groups import plus
from wagtail_privacy.analytics.keeping.upserts import ROWS
from wagtail_privacy.analytics.keeping.writing import add_counts, add_dimensions, add_waiting, write
from wagtail_privacy.analytics.models import (
    DimensionCount,
    FlushedBatch,
    PageCount,
    WaitingDimensionCount,
    WaitingPageCount,
)

__all__ = ["alias", "elsewhere", "mariadb_counts", "postgresql_counts"]

pytestmark = pytest.mark.django_db

DAY = datetime.date(2026, 11, 22)
ORDINAL = DAY.toordinal()
ONE = Sums(views=1, visits=1, entries=1, bounces=1, engaged_seconds=7)
NINE = Sums(9, 9, 9, 9, 63)
ROOT = Path(__file__).resolve().parents[2]


def batch_of(*pages: int) -> Batch:
    return Batch(uuid.uuid4(), {(1, ORDINAL, page): ONE for page in pages})


def stored(alias: str) -> dict[int, tuple[int, ...]]:
    """Give the sums of each page, whether they wait or are shown."""
    found: dict[int, Sums] = {}
    for model in (WaitingPageCount, PageCount):
        for page, *sums in model.objects.using(alias).values_list("page_id", *Sums._fields):
            found[page] = plus(found.get(page, Sums()), Sums(*sums))
    return {page: tuple(sums) for page, sums in found.items()}


def test_sums_add_up(alias: str) -> None:
    write(batch_of(3, 5), using=alias)
    write(batch_of(5), using=alias)
    assert stored(alias) == {3: (1, 1, 1, 1, 7), 5: (2, 2, 2, 2, 14)}
    assert WaitingPageCount.objects.using(alias).filter(day=DAY).count() == 2
    assert not PageCount.objects.using(alias).exists()


def test_a_batch_whose_confirmation_was_lost_counts_once(alias: str) -> None:
    batch = batch_of(3)
    write(batch, using=alias)
    write(batch, using=alias)
    assert stored(alias)[3][0] == 1
    # The same without the number of the batch doubles, so the number is what protects.
    add_waiting(batch.sums.items(), alias)
    assert stored(alias)[3][0] == 2


def test_only_the_last_number_of_a_process_is_kept(alias: str) -> None:
    last = None
    for _ in range(4):
        batch = batch_of(3)
        write(batch, forget=last, using=alias)
        last = batch.id
    assert list(FlushedBatch.objects.using(alias).values_list("id", flat=True)) == [last]


SEEN = {
    (1, ORDINAL, "device", 0, "phone"): 2,
    (1, ORDINAL, "event", 3, "Angebot öffnen"): 1,
    (1, ORDINAL, "referrer", 0, ""): 1,
    (0, ORDINAL, "dropped", 0, "robot"): 7,
}


def stored_dimensions(alias: str) -> Counter[tuple[str, int, str]]:
    found: Counter[tuple[str, int, str]] = Counter()
    for model in (WaitingDimensionCount, DimensionCount):
        rows = model.objects.using(alias).values_list("dimension", "page_number", "value", "number")
        for *key, number in rows:
            found[tuple(key)] += number
    return found


def test_dimensions_add_up_in_the_same_batch(alias: str) -> None:
    batch = Batch(uuid.uuid4(), {(1, ORDINAL, 3): ONE}, SEEN)
    write(batch, using=alias)
    write(batch, using=alias)  # its confirmation was lost
    write(batch._replace(id=uuid.uuid4()), using=alias)
    assert stored(alias)[3][0] == 2
    assert stored_dimensions(alias) == {key[2:]: 2 * number for key, number in SEEN.items()}


def test_values_beyond_the_limit_of_a_day_are_other(alias: str, analytics: Any) -> None:
    analytics(MAX_VALUES=3)
    for host in ("b.example", "a.example", "c.example", "d.example", "e.example", "a.example"):
        write(Batch(uuid.uuid4(), {}, {(1, ORDINAL, "referrer", 0, host): 1}), using=alias)
    many = {(1, ORDINAL, "event", page, f"Event {page}"): 1 for page in range(1, 7)}
    write(Batch(uuid.uuid4(), {}, many | {(1, ORDINAL, "device", 0, "phone"): 1}), using=alias)
    found = stored_dimensions(alias)
    assert {value: number for (name, _, value), number in found.items() if name == "referrer"} == {
        "a.example": 2,
        "b.example": 1,
        "c.example": 1,
        "(other)": 2,
    }
    others = [page for (name, page, value) in found if name == "event" and value == "(other)"]
    assert others == [4, 5, 6]
    assert found["device", 0, "phone"] == 1
    write(Batch(uuid.uuid4(), {}, {(1, ORDINAL + 1, "referrer", 0, "z.example"): 1}), using=alias)
    assert ("referrer", 0, "z.example") in stored_dimensions(alias)  # another day


def test_more_rows_than_a_statement_takes(alias: str) -> None:
    write(batch_of(*range(1, 2 * ROWS + 8)), using=alias)
    assert len(stored(alias)) == 2 * ROWS + 7


def test_a_taken_back_bounce(alias: str) -> None:
    write(batch_of(3), using=alias)
    write(Batch(uuid.uuid4(), {(1, ORDINAL, 3): Sums(bounces=-1)}), using=alias)
    assert stored(alias)[3] == (1, 1, 1, 0, 7)


def write_until_taken(batch: Batch, alias: str) -> None:
    """Write as the buffer does: a batch that the database refuses waits for the next turn."""
    for _ in range(20):
        try:
            return write(batch, using=alias)
        except OperationalError as error:
            if "eadlock" not in str(error):  # InnoDB ends one of two that wait for each other
                raise
    raise AssertionError("twenty deadlocks")


def test_many_writers_lose_and_block_nothing(elsewhere: Elsewhere) -> None:
    failed: list[BaseException] = []

    def work(number: int) -> None:
        elsewhere.open()
        try:
            for turn in range(25):
                pages = [(number * 7 + turn * 3 + step) % 40 + 1 for step in range(20)]
                batch = batch_of(*pages)
                seen = {(1, ORDINAL, "event", page, f"Event {page % 9}"): 1 for page in pages}
                write_until_taken(batch._replace(seen=seen), elsewhere.alias)
        except BaseException as error:
            failed.append(error)
        finally:
            connections[elsewhere.alias].close()

    threads = [threading.Thread(target=work, args=(number,)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failed == []
    assert sum(row[0] for row in stored(elsewhere.alias).values()) == 8 * 25 * 20
    assert sum(stored_dimensions(elsewhere.alias).values()) == 8 * 25 * 20


def test_a_connection_that_breaks_before_the_commit_counts_once(elsewhere: Elsewhere) -> None:
    """The server ends the connection in the middle; the second attempt is the only one."""
    wrapper = connections[elsewhere.alias]
    batch = batch_of(3)._replace(seen=SEEN)
    real = wrapper.commit

    def broken() -> None:
        wrapper.commit = real
        elsewhere.end(wrapper)
        real()

    wrapper.commit = broken
    with pytest.raises(Exception, match=r"(?i)terminat|closed|lost|gone|kill|connection"):
        write(batch, using=elsewhere.alias)
    wrapper.close()
    write(batch, using=elsewhere.alias)
    assert stored(elsewhere.alias)[3][0] == 1
    assert stored_dimensions(elsewhere.alias) == {key[2:]: n for key, n in SEEN.items()}


def fill(target: Buffer, *pages: int) -> list[bool]:
    config = conf.analytics()
    return [target.add(1, Added(((page, ORDINAL, ONE),)), config) for page in pages]


@pytest.mark.django_db(transaction=True)
def test_a_database_that_is_away_loses_nothing_and_names_nobody(
    logs: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    held = Buffer()
    fill(held, 1, 2, 2)
    with monkeypatch.context() as away:
        away.setattr(WaitingPageCount._meta, "db_table", "not_there")
        assert held.flush() is False
        fill(held, 2, 3)
        assert held.flush() is False
    assert logs.lines[-1].startswith("ERROR wagtail_privacy.analytics Counts wait for the database")
    assert held.flush() is True
    assert {page: row[0] for page, row in stored("default").items()} == {1: 1, 2: 3, 3: 1}
    assert len(held) == 0


@pytest.mark.django_db(transaction=True)
def test_a_full_buffer_drops_with_a_reason(
    analytics: Any, token: str, second_token: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    analytics(BUFFER_SIZE=1)
    with monkeypatch.context() as away:
        away.setattr(WaitingPageCount._meta, "db_table", "not_there")
        visitor = Visitor()
        assert [visitor.view(t).status_code for t in (token, token, second_token)] == [204] * 3
    assert drops.dropped()[drops.Reason.FULL] >= 1
    assert len(buffer) == 1


@pytest.mark.django_db(transaction=True)
def test_the_thread_writes_by_itself(analytics: Any) -> None:
    analytics(FLUSH_SECONDS=0.05)
    add_all(1, Added(((3, ORDINAL, ONE),)), conf.analytics())
    for _ in range(100):
        if not len(buffer):
            break
        threading.Event().wait(0.05)
    assert stored("default") == {3: (1, 1, 1, 1, 7)}


SCRIPT = """
import os, signal, sys, time
os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings.analytics_only"
from django.conf import settings
settings.DATABASES = {"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": sys.argv[2]}}
settings.WAGTAIL_PRIVACY = {"ANALYTICS": {"FLUSH_SECONDS": 3600}}
import django
django.setup()
from django.db import connection
from wagtail_privacy import conf
from wagtail_privacy.analytics.keeping.buffer import add_all, buffer
from wagtail_privacy.analytics.counts.sums import Added, Sums
from django.apps import apps
with connection.schema_editor() as editor:
    for model in apps.get_app_config("wagtail_privacy_analytics").get_models():
        editor.create_model(model)
connection.close()
def hit(number):
    for _ in range(number):
        add_all(1, Added(((3, 739000, Sums(views=1)),)), conf.analytics())
hit(10)
if sys.argv[1] == "fork":
    child = os.fork()
    if child == 0:
        hit(5)
        sys.exit(0)
    os.waitpid(child, 0)
elif sys.argv[1] == "kill":
    buffer.flush()
    hit(3)
    os.kill(os.getpid(), signal.SIGKILL)
"""


@pytest.mark.parametrize(("end", "expected"), [("stop", 10), ("fork", 15), ("kill", 10)])
def test_how_a_process_ends(end: str, expected: int, tmp_path: Path) -> None:
    """An orderly stop loses nothing, a fork doubles nothing, a kill loses one interval."""
    path = tmp_path / "counts.sqlite3"
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT, end, str(path)], cwd=ROOT, capture_output=True, check=False
    )
    assert done.returncode == (-9 if end == "kill" else 0), done.stderr.decode()
    with sqlite3.connect(path) as database:
        shown, waiting = (
            database.execute(query).fetchone()[0] or 0
            for query in (
                "SELECT SUM(views) FROM wagtail_privacy_analytics_pagecount",
                "SELECT SUM(views) FROM wagtail_privacy_analytics_waitingpagecount",
            )
        )
        assert shown + waiting == expected
        assert shown >= 9  # what is enough is shown at an orderly stop, too
    database.close()


def test_old_counts_are_pruned(capsys: pytest.CaptureFixture[str]) -> None:
    with time_machine.travel(datetime.datetime(2026, 11, 22, 12, tzinfo=datetime.UTC), tick=False):
        for day in (datetime.date(2024, 10, 21), datetime.date(2024, 10, 22), DAY):
            add_counts([(1, 3, day, NINE), (1, 4, day, ONE)])
            add_dimensions([(1, day, (Dimension.DEVICE, 0, "phone"), 9)])
        FlushedBatch.objects.create(
            id=uuid.uuid4(), written_at=datetime.datetime(2026, 11, 1, tzinfo=datetime.UTC)
        )
        add_dimensions([(1, datetime.date(2024, 10, 21), (Dimension.EVENT, 3, "rare"), 1)])
        add_counts([(1, 5, datetime.date(2024, 10, 21), ONE)])
        assert WaitingPageCount.objects.filter(page_id=5).exists()
        call_command("privacy_prune_analytics", "--dry-run")
        assert "4 counts before 2024-10-22 would be deleted" in capsys.readouterr().out
        assert PageCount.objects.count() == 3
        call_command("privacy_prune_analytics")
    # What waits goes with the day of its last addition.
    assert counts()["views"] == 2 * 9 + 3
    assert list(WaitingPageCount.objects.values_list("page_id", "views")) == [(4, 3)]
    assert not WaitingDimensionCount.objects.exists()
    assert not PageCount.objects.filter(day__lt=datetime.date(2024, 10, 22)).exists()
    assert set(DimensionCount.objects.values_list("day", flat=True)) == {
        datetime.date(2024, 10, 22),
        DAY,
    }
    assert not FlushedBatch.objects.exists()
