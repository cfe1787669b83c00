"""What waits is shown once there is enough of it: SQLite, PostgreSQL and MariaDB."""

# once: it asks each database by itself

import datetime
import random
import re
import signal
import sqlite3
import subprocess
import sys
import threading
import time
import uuid
from importlib import import_module
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import OperationalError, connection, connections, transaction

from tests.analytics.databases import Elsewhere, alias, elsewhere, mariadb_counts, postgresql_counts
from tests.analytics.helpers import SITE, Visitor, counts
from tests.analytics.test_rollup import assert_right
from wagtail_privacy.analytics.arriving import tokens
from wagtail_privacy.analytics.counts.sums import Batch, Sums
from wagtail_privacy.analytics.keeping import groups, rollup
from wagtail_privacy.analytics.keeping.buffer import buffer
from wagtail_privacy.analytics.keeping.groups import plus
from wagtail_privacy.analytics.keeping.releasing import release
from wagtail_privacy.analytics.keeping.writing import write
from wagtail_privacy.analytics.models import (
    DimensionCount,
    MonthCount,
    PageCount,
    SiteCount,
    WaitingDimensionCount,
    WaitingPageCount,
)

__all__ = ["alias", "elsewhere", "mariadb_counts", "postgresql_counts"]

pytestmark = pytest.mark.django_db

ROOT = Path(__file__).resolve().parents[2]
DAY, NEXT = datetime.date(2026, 11, 22), datetime.date(2026, 11, 23)
ONE = Sums(views=2, visits=1, entries=1, bounces=1, engaged_seconds=7)
COLUMNS = ("site_id", "page_id", *Sums._fields)


def batch_of(sums: Sums, *pages: int, day: datetime.date = DAY, **seen: int) -> Batch:
    keys = {(1, day.toordinal(), "event", 3, name.replace("_", "-")): n for name, n in seen.items()}
    return Batch(uuid.uuid4(), {(1, day.toordinal(), page): sums for page in pages}, keys)


def rows(model: Any, alias: str, *columns: str) -> set[tuple[Any, ...]]:
    return set(model.objects.using(alias).values_list(*columns))


def test_numbers_wait_across_days_until_there_are_enough(alias: str) -> None:
    for _ in range(4):
        write(batch_of(ONE, 3, opened=1), using=alias)
        release(DAY, using=alias)
    for model in (PageCount, MonthCount, SiteCount, DimensionCount):
        assert not model.objects.using(alias).exists()
    for _ in range(2):  # one of the two coins asks for six
        write(batch_of(ONE, 3, day=NEXT, opened=1), using=alias)
    release(NEXT, using=alias)
    assert rows(PageCount, alias, "day", *COLUMNS) == {(NEXT, 1, 3, 12, 6, 6, 6, 42)}
    assert rows(DimensionCount, alias, "day", "page_number", "value", "number") == {
        (NEXT, 3, "opened", 6)
    }
    assert_right(alias)
    assert not WaitingPageCount.objects.using(alias).exists()
    assert not WaitingDimensionCount.objects.using(alias).exists()


def test_one_group_is_shown_while_others_wait(alias: str) -> None:
    write(batch_of(Sums(9, 8, 4, 0, 80), 3), using=alias)
    release(DAY, using=alias)
    assert rows(PageCount, alias, *COLUMNS) == {(1, 3, 9, 8, 0, 0, 80)}
    assert rows(WaitingPageCount, alias, *COLUMNS) == {(1, 3, 0, 0, 4, 0, 0)}
    assert rows(SiteCount, alias, "day", *rollup.SITE_COLUMNS) == {(DAY, 9, 0, 80)}
    write(batch_of(Sums(entries=2), 3), using=alias)
    release(DAY, using=alias)
    assert rows(SiteCount, alias, "day", *rollup.SITE_COLUMNS) == {(DAY, 9, 6, 80)}


def test_the_coin_of_a_group_decides_and_stays(alias: str) -> None:
    write(batch_of(Sums(5, 5), 3, 4), using=alias)
    waiting = WaitingPageCount.objects.using(alias)
    waiting.filter(page_id=3).update(coins=groups.Group.VISITS)
    waiting.filter(page_id=4).update(coins=0)
    for _ in range(20):
        release(DAY, using=alias)
    assert rows(PageCount, alias, "page_id") == {(4,)}
    write(batch_of(Sums(1), 3), using=alias)
    assert waiting.get().coins == groups.Group.VISITS


def test_hits_that_were_not_counted_wait_too_as_they_may_be_of_one_visitor(alias: str) -> None:
    keys = [(0, DAY.toordinal(), "dropped", 0, reason) for reason in ("opted-out", "robot")]
    for number in (1, 5):
        write(Batch(uuid.uuid4(), {}, {keys[0]: 1, keys[1]: number}), using=alias)
        release(DAY, using=alias)
    assert rows(DimensionCount, alias, "site_id", "value", "number") == {(0, "robot", 6)}


def test_many_views_are_shown_only_where_nobody_tells_visits_apart(analytics: Any) -> None:
    write(batch_of(Sums(9, 9, 9, 0, 90), 3))
    release(DAY)
    write(batch_of(Sums(views=40, engaged_seconds=9), 3, 4))  # somebody reloads; no cache
    release(DAY)
    assert rows(PageCount, "default", "page_id", "views", "engaged_seconds") == {
        (3, 9, 90),
        (4, 40, 9),
    }
    analytics(MODE="views")
    release(DAY)
    assert rows(PageCount, "default", "page_id", "views") == {(3, 49), (4, 40)}


def test_a_batch_with_two_days_of_a_page_is_one_row(alias: str) -> None:
    sums = {(1, day.toordinal(), 3): ONE for day in (NEXT, DAY)}
    seen = {(1, day.toordinal(), "device", 0, "phone"): 1 for day in (NEXT, DAY)}
    write(Batch(uuid.uuid4(), sums, seen), using=alias)
    write(batch_of(ONE, 3), using=alias)  # late
    assert rows(WaitingPageCount, alias, "day", "views") == {(NEXT, 6)}
    assert rows(WaitingDimensionCount, alias, "day", "number") == {(NEXT, 2)}


def test_more_rows_than_one_transaction_moves(alias: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("wagtail_privacy.analytics.keeping.releasing.CHUNK", 7)
    write(
        batch_of(Sums(7, 7, 7, 7), *range(1, 31), **{f"e_{n}": 9 for n in range(30)}), using=alias
    )
    release(DAY, using=alias)
    assert PageCount.objects.using(alias).count() == 30
    assert DimensionCount.objects.using(alias).count() == 30
    assert_right(alias)


def everything(alias: str) -> dict[int, Sums]:
    found: dict[int, Sums] = {}
    for model in (PageCount, WaitingPageCount):
        for page, *sums in model.objects.using(alias).values_list("page_id", *Sums._fields):
            found[page] = plus(found.get(page, Sums()), Sums(*sums))
    return found


def test_several_release_at_once_and_show_nothing_twice(elsewhere: Elsewhere) -> None:
    failed: list[BaseException] = []
    pages = range(1, 16)

    def work(number: int) -> None:
        elsewhere.open()
        batches = [batch_of(ONE, *pages, opened=1, sent=2) for _ in range(15)]
        try:
            while batches:
                try:
                    write(batches[-1], using=elsewhere.alias)
                    batches.pop()
                    release(DAY, using=elsewhere.alias)
                except OperationalError as error:
                    if "eadlock" not in str(error):  # InnoDB ends one of two that wait
                        raise
        except BaseException as error:
            failed.append(error)
        finally:
            connections[elsewhere.alias].close()

    threads = [threading.Thread(target=work, args=(number,)) for number in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failed == []
    assert everything(elsewhere.alias) == {page: Sums(180, 90, 90, 90, 630) for page in pages}
    found: dict[str, int] = {}
    for model in (DimensionCount, WaitingDimensionCount):
        for value, number in model.objects.using(elsewhere.alias).values_list("value", "number"):
            found[value] = found.get(value, 0) + number
    assert found == {"opened": 90, "sent": 180}
    assert PageCount.objects.using(elsewhere.alias).count() == len(pages)
    assert_right(elsewhere.alias)


def test_a_release_that_is_interrupted_has_not_happened(elsewhere: Elsewhere) -> None:
    write(batch_of(Sums(9, 9, 9, 9), 3), using=elsewhere.alias)
    wrapper = connections[elsewhere.alias]
    real = wrapper.commit

    def broken() -> None:
        wrapper.commit = real
        elsewhere.end(wrapper)
        real()

    wrapper.commit = broken
    with pytest.raises(Exception, match=r"(?i)terminat|closed|lost|gone|kill|connection"):
        release(DAY, using=elsewhere.alias)
    wrapper.close()
    assert not PageCount.objects.using(elsewhere.alias).exists()
    release(DAY, using=elsewhere.alias)
    assert everything(elsewhere.alias) == {3: Sums(9, 9, 9, 9)}
    assert_right(elsewhere.alias)


RELEASER = """
import datetime, os, sys, time, uuid
os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings.analytics_only"
from django.conf import settings
settings.DATABASES = {"default": {
    "ENGINE": "django.db.backends.sqlite3", "NAME": sys.argv[1], "OPTIONS": {"timeout": 30}}}
import django
django.setup()
from wagtail_privacy.analytics.keeping.releasing import release
from wagtail_privacy.analytics.counts.sums import Batch, Sums
from wagtail_privacy.analytics.keeping.writing import write
day = datetime.date(2026, 11, 22)
while True:
    batch = Batch(uuid.uuid4(), {(1, day.toordinal(), page): Sums(1, 1, 1, 1) for page in (3, 4)})
    write(batch)
    print(flush=True)
    release(day)
    time.sleep(0.02)
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


def test_killed_while_two_processes_release_in_one_file(tmp_path: Path) -> None:
    """Both write and release as fast as they can in SQLite's usual mode, and are killed."""
    path = tmp_path / "counts.sqlite3"
    subprocess.run([sys.executable, "-c", TABLES, str(path)], cwd=ROOT, check=True)
    tallies = [tmp_path / f"tally{number}" for number in range(2)]
    workers = []
    for tally in tallies:
        with tally.open("wb") as output:
            command = [sys.executable, "-c", RELEASER, str(path)]
            workers.append(
                subprocess.Popen(command, cwd=ROOT, stdout=output, stderr=subprocess.PIPE)
            )
    for _ in range(600):
        if all(tally.stat().st_size > 20 for tally in tallies):
            break
        time.sleep(0.1)
    time.sleep(random.random() / 10)  # noqa: S311
    complaints = b""
    for worker in workers:
        worker.send_signal(signal.SIGKILL)
        complaints += worker.communicate()[1]
    written = sum(tally.stat().st_size for tally in tallies)
    assert complaints == b""
    database = sqlite3.connect(path)
    shown, waiting = (
        database.execute(query).fetchone()[0] or 0
        for query in (
            "SELECT SUM(visits) FROM wagtail_privacy_analytics_pagecount",
            "SELECT SUM(visits) FROM wagtail_privacy_analytics_waitingpagecount",
        )
    )
    months = database.execute("SELECT SUM(visits) FROM wagtail_privacy_analytics_monthcount")
    assert months.fetchone()[0] == shown
    database.close()
    # A batch whose line was not printed any more may be written.
    assert 0 <= shown + waiting - 2 * written <= 2 * len(workers)
    assert shown > 0


def test_the_buffer_releases_now_and_then(token: str, analytics: Any) -> None:
    analytics(RELEASE_SECONDS=3600)
    buffer._begin_anew()
    for number in range(8):
        Visitor(f"192.0.2.{number + 1}").view(token)
    assert not PageCount.objects.exists()  # the first look was at a single visit
    buffer.stop()
    assert PageCount.objects.get().visits == counts()["visits"] == 8


def test_the_nightly_command_releases(token: str, analytics: Any) -> None:
    write(batch_of(Sums(9, 9, 9, 9), 3))
    call_command("privacy_prune_analytics", "--dry-run")
    assert not PageCount.objects.exists()
    call_command("privacy_prune_analytics")
    assert PageCount.objects.get().visits == 9


def test_a_fault_while_releasing_loses_nothing_and_names_nobody(
    logs: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(7):
        with monkeypatch.context() as away:
            away.setattr(PageCount._meta, "db_table", "not_there")
            with transaction.atomic():
                Visitor(f"192.0.2.{number + 1}").view(tokens.make(SITE, 3))
    # The databases name the missing table by different errors.
    assert re.search(r"Counts wait to be shown: \w+Error$", logs.lines[-1])
    assert buffer.flush() is True
    assert buffer._release() is True
    assert everything("default")[3].visits == 7


def test_the_migration_regroups_what_is_there() -> None:
    """Raw counts of before: some days small, a page that few read, values, and drops."""
    days = [DAY + datetime.timedelta(days=number) for number in range(40)]
    chance = random.Random(7)  # noqa: S311
    truth: dict[int, Sums] = {}
    for page in range(1, 250):
        for day in days[:: 1 + page % 7]:
            number = chance.randint(0, 1 if page > 200 else 4)
            sums = Sums(2 * number, number, number // 2, number // 3, 30 * number)
            PageCount.objects.create(site_id=1, page_id=page, day=day, **sums._asdict())
            truth[page] = plus(truth.get(page, Sums()), sums)
    for day in days:
        for page, value in ((0, "phone"), (3, "opened")):
            DimensionCount.objects.create(
                site_id=1, day=day, dimension="event", page_number=page, value=value, number=2
            )
    DimensionCount.objects.create(site_id=0, day=DAY, dimension="dropped", value="rate", number=1)
    MonthCount.objects.create(site_id=1, page_id=3, month=DAY.replace(day=1), views=1)
    migration = import_module("wagtail_privacy.analytics.migrations.0005_waiting")
    migration.regroup(apps, SimpleNamespace(connection=connection))
    found = everything("default")
    assert {page: sums for page, sums in found.items() if any(sums)} == {
        page: sums for page, sums in truth.items() if any(sums)
    }
    assert_right()
    for sums in PageCount.objects.values_list(*Sums._fields):
        shown = Sums(*sums)
        assert shown.visits == 0 or shown.visits >= 5
        assert shown.bounces == 0 or shown.bounces >= 5
        assert shown.entries == shown.bounces or shown.entries - shown.bounces >= 5
    assert len({coins for (coins,) in rows(WaitingPageCount, "default", "coins")}) > 1
    numbers = DimensionCount.objects.filter(site_id=1).values_list("value", "number")
    assert {number for _value, number in numbers} == {6}
    waiting = WaitingDimensionCount.objects.values_list("value", "number")
    for value in ("phone", "opened"):
        left = dict(waiting).get(value, 0)
        assert sum(number for name, number in numbers if name == value) + left == 80
    assert WaitingDimensionCount.objects.get(site_id=0).number == 1


def test_a_migration_stopped_behind_its_tables_can_be_run_again(elsewhere: Elsewhere) -> None:
    for name in ("0004_rollups", "0005_waiting"):
        migration = import_module(f"wagtail_privacy.analytics.migrations.{name}").Migration
        for operation in migration.operations[:2]:
            with connections[elsewhere.alias].schema_editor() as editor:
                state = SimpleNamespace(apps=apps)
                operation.database_forwards("wagtail_privacy_analytics", editor, None, state)


def test_the_migration_backwards_shows_what_waits() -> None:
    write(batch_of(Sums(9, 9, 9, 9, 90), 3, opened=9))
    release(DAY)
    write(batch_of(ONE, 3, 4, day=NEXT, opened=2))
    write(batch_of(ONE, 3, opened=1))
    migration = import_module("wagtail_privacy.analytics.migrations.0005_waiting")
    migration.show_all(apps, SimpleNamespace(connection=connection))
    assert rows(PageCount, "default", "day", "page_id", *Sums._fields) == {
        (DAY, 3, 9, 9, 9, 9, 90),
        (NEXT, 3, 4, 2, 2, 2, 14),
        (NEXT, 4, 2, 1, 1, 1, 7),
    }
    assert_right()
    assert rows(DimensionCount, "default", "day", "value", "number") == {
        (DAY, "opened", 9),
        (NEXT, "opened", 3),
    }
