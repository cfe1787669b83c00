"""`python -m benchmarks [--quick] [ROW …]` prints the table of the measures as Markdown."""

import argparse
import os
import platform
import shutil
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from benchmarks.report import Row, Scale


def main() -> int:
    """Measure the rows asked for, and give 1 if one of them failed; a missed bar is no failure."""
    options = _options()
    with tempfile.TemporaryDirectory(prefix="benchmarks-") as directory:
        os.environ["BENCHMARK_DIRECTORY"] = directory
        os.environ["DJANGO_SETTINGS_MODULE"] = "benchmarks.settings"
        started = time.monotonic()
        _prepare()
        has_failed = _print_table(options)
        print(f"\n{_conditions(options.quick)} {time.monotonic() - started:.0f} seconds in all.")
    return 1 if has_failed else 0


def _options() -> argparse.Namespace:
    from benchmarks.report import ROWS

    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("rows", nargs="*", metavar="ROW", help="title of a row, or all of them")
    parser.add_argument("--quick", action="store_true", help="less work, rougher numbers")
    options = parser.parse_args()
    titles = [row.title for row in ROWS]
    if unknown := [title for title in options.rows if title not in titles]:
        parser.error(f"no such row: {', '.join(unknown)}; there are: {', '.join(titles)}")
    return options


def _prepare() -> None:
    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", verbosity=0)


def _print_table(options: argparse.Namespace) -> bool:
    from benchmarks.report import ROWS, Scale, markdown

    scale = Scale(is_quick=options.quick)
    for head in markdown([]):
        print(head, flush=True)
    rows = [row for row in ROWS if not options.rows or row.title in options.rows]
    failed = [_failed_by_itself(row, scale) for row in rows]
    return any(failed)


def _failed_by_itself(row: "Row", scale: "Scale") -> bool:
    """Measure a row in a process and a database of its own: what one adds would slow the next."""
    from django.conf import settings
    from django.db import connections

    connections.close_all()
    database = Path(settings.DATABASES["default"]["NAME"])
    untouched = database.with_suffix(".untouched")
    shutil.copy(database, untouched)
    if (child := os.fork()) == 0:
        os._exit(_print_row(row, scale))
    _, status = os.waitpid(child, 0)
    for left in database.parent.glob(f"{database.name}*"):
        left.unlink()
    untouched.rename(database)
    return status != 0


def _print_row(row: "Row", scale: "Scale") -> int:
    from benchmarks.report import line

    has_failed = False
    for finding in row.measure(scale):
        print(line(finding), flush=True)
        has_failed = has_failed or finding.has_failed
    return int(has_failed)


def _conditions(is_quick: bool) -> str:
    import django
    import wagtail

    run = "Quick run" if is_quick else "Full run"
    return (
        f"{run} on {os.cpu_count()} cores, {platform.system()} {platform.machine()}, "
        f"Python {platform.python_version()}, Django {django.__version__}, "
        f"Wagtail {wagtail.__version__}, SQLite."
    )


if __name__ == "__main__":
    sys.exit(main())
