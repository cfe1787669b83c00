"""What hits leave on disk: the size of a SQLite file before and after."""

import itertools
from pathlib import Path

from django.db import connection

from benchmarks.client import Client
from benchmarks.report import Finding, Scale
from benchmarks.visitors import PAGES, all_counted, forget_counts, in_process

MOST_KILOBYTES = 150


def measure(scale: Scale) -> list[Finding]:
    """Give the growth for 100 000 hits on 200 pages, and for as many again."""
    hits = scale.pick(100_000, 10_000)
    work = in_process(Client([]), visitors=hits // 5, network=10)
    forget_counts()
    sizes = [_bytes_on_disk()]
    for _ in range(2):
        work(hits)
        sizes.append(_bytes_on_disk())
    first, second = (after - before for before, after in itertools.pairwise(sizes))
    all_counted(2 * hits)
    number = f"{hits:,}".replace(",", " ")
    return [
        Finding(
            what=f"bytes on disk, {number} hits on {PAGES} pages in a day",
            ours=f"{first / 1000:.0f} kB",
            bar=f"≤ {MOST_KILOBYTES} kB",
            is_kept=first <= MOST_KILOBYTES * 1000,
        ),
        Finding(f"bytes on disk, {number} hits more on the same day", f"{second / 1000:.0f} kB"),
    ]


def _bytes_on_disk() -> int:
    """Give the size of the database file and of what lies beside it, free pages taken out."""
    with connection.cursor() as cursor:
        cursor.execute("VACUUM")
    file = Path(connection.settings_dict["NAME"])
    return sum(part.stat().st_size for part in file.parent.glob(f"{file.name}*"))
