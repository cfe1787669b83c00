"""Runs the suite under every way of installing, some at a time, and ends with pytest's summaries.

Used by ``make test``. TEST_JOBS sets how many runs go at once, TEST_COVERAGE=1 measures what is
covered; arguments are passed to pytest.
"""

import os
import re
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
SUMMARY = re.compile(r"^=*\s*((?:\d+ \w+(?:, )?)+|no tests ran) in [\d.]+s.*$", re.MULTILINE)
COUNT = re.compile(r"(\d+) (passed|failed|errors?|skipped|xfailed|xpassed|deselected|warnings?)")
NO_TESTS = 5
#: What waits longest, for browsers and processes: a run of its own beside the rest.
SLOW = ("tests/analytics", "tests/browser", "tests/together")
NUMBERS_OF_PAGES = (
    *("tests/analytics/test_beside.py", "tests/analytics/test_narrowed.py"),
    *("tests/analytics/test_report.py", "tests/analytics/test_snippet.py"),
)
#: What has to do with pages, for the run on a base page of the site's own.
WITH_PAGES = (
    *("tests/statements", "tests/forms", "tests/start", "tests/together"),
    *NUMBERS_OF_PAGES,
)
#: Of these, what looks at no page, or asks of it only what others of these ask as well; the runs
#: on Wagtail's own base page have all of it.
WITHOUT_PAGES = (
    *("tests/forms/consents/test_admin.py", "tests/forms/consents/test_dry_run.py"),
    *("tests/forms/consents/test_links.py", "tests/forms/consents/test_plans.py"),
    *("tests/forms/consents/test_records.py", "tests/forms/consents/test_seals.py"),
    *("tests/forms/consents/test_states.py", "tests/forms/consents/test_unsubscribing.py"),
    *("tests/forms/test_adopting.py", "tests/forms/test_bad_input.py"),
    *("tests/forms/test_complaints.py", "tests/forms/test_cookies.py"),
    *("tests/forms/test_encryption.py", "tests/forms/test_error_reports.py"),
    *("tests/forms/test_export.py", "tests/forms/test_files.py", "tests/forms/test_guard.py"),
    *("tests/forms/test_lock.py", "tests/forms/test_make_key.py", "tests/forms/test_no_trace.py"),
    *("tests/forms/test_once.py", "tests/forms/test_persons.py", "tests/forms/test_purge.py"),
    *("tests/forms/test_rotation.py", "tests/forms/test_typed_answers.py"),
    *("tests/forms/test_unexplained.py", "tests/forms/test_warning.py"),
    *(
        "tests/statements/tilt",
        "tests/statements/test_accepting.py",
        "tests/statements/test_dpv.py",
    ),
    *("tests/statements/test_findings_report.py", "tests/statements/test_home_panel.py"),
    *("tests/statements/test_todo_report.py", "tests/statements/test_version_notes.py"),
    *("tests/start/test_helpers.py", "tests/start/test_responsible.py"),
)
#: What shows words and pages; its questions to the database are those of the rest of the suite.
SHOWN = (
    *("tests/core/test_menu_and_controller.py", "tests/forms/start", "tests/start"),
    *("tests/forms/test_complaints.py", "tests/forms/test_hints.py"),
    *("tests/forms/test_site_rights.py", "tests/forms/test_typed_answers.py"),
    *("tests/statements/tilt", "tests/statements/test_findings_report.py"),
    *("tests/statements/test_home_panel.py", "tests/statements/test_machine_readable.py"),
    *("tests/statements/test_page.py", "tests/statements/test_reading.py"),
    *("tests/statements/test_section_facts.py", "tests/statements/test_side_panel.py"),
    *("tests/statements/test_todo_report.py", "tests/statements/test_version_notes.py"),
    *("tests/statements/test_version_pages.py", "tests/together/test_languages.py"),
)
#: What is stored, looked up, counted and deleted, for the run on MariaDB; the statistics have
#: theirs in every run.
STORED = (
    *("tests/forms/consents/test_sending.py", "tests/forms/test_export.py"),
    *("tests/forms/test_no_trace.py", "tests/forms/test_once.py", "tests/forms/test_persons.py"),
    *("tests/forms/test_purge.py", "tests/forms/test_submissions_admin.py"),
    *("tests/forms/test_warning.py", "tests/statements/test_versions.py"),
)
#: What people see of the statistics, for the run in which nothing else is installed.
WITH_NUMBERS = (
    *("tests/core", "tests/start", "tests/analytics/test_activities.py"),
    *("tests/analytics/test_checks.py", "tests/analytics/test_hit.py"),
    "tests/analytics/test_visit_page.py",
    *("tests/analytics/test_public_figures.py", *NUMBERS_OF_PAGES),
)
#: What people see of the forms, and what they register, where nothing else is installed.
WITH_FORMS = (
    *("tests/start", "tests/forms/start", "tests/forms/consents/test_after_sending.py"),
    *("tests/forms/consents/test_receipts.py", "tests/forms/consents/test_sending.py"),
    *("tests/forms/test_choosing.py", "tests/forms/test_page_actions.py"),
    *("tests/forms/test_landing.py", "tests/forms/test_publishing.py"),
    *("tests/forms/test_submissions_admin.py", "tests/forms/test_hints.py"),
)


@dataclass
class Run:
    """One run of pytest: under which settings, and what it said."""

    title: str
    settings: str
    environment: dict[str, str] = field(default_factory=dict)
    is_measured: bool = False  # says what is covered, which costs a third of its time
    paths: tuple[str, ...] = ()  # only these, because the other runs have the rest
    output: str = ""
    code: int = -1

    def start(self, arguments: list[str]) -> None:
        """Run pytest to its end."""
        module = f"tests.settings.{self.settings}"
        measured = ["coverage", "run", "-m"] if self.is_measured else []
        command = [sys.executable, "-m", *measured, "pytest", "-q"]
        command += arguments or self.paths
        done = subprocess.run(
            command,
            cwd=ROOT,
            env={**os.environ, **self.environment, "DJANGO_SETTINGS_MODULE": module},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
        )
        self.output, self.code = done.stdout, done.returncode
        # A part of the suite that was asked for by name may belong to other settings.
        if arguments and self.code == NO_TESTS:
            self.code = 0

    @property
    def summary(self) -> str:
        """Give pytest's last line."""
        found = [match[0] for match in SUMMARY.finditer(self.output)]
        return found[-1].strip("= ") if found else f"no summary, exit code {self.code}"

    @property
    def left_out(self) -> list[str]:
        """List the lines in which pytest says what it skipped and why."""
        return [line for line in self.output.splitlines() if line.startswith("SKIPPED")]


def postgresql_answers() -> bool:
    """Whether a PostgreSQL lets us in, so that the suite can make its database there."""
    import psycopg

    host = os.environ.get("PGHOST", "127.0.0.1")
    user = os.environ.get("PGUSER", "root")
    try:
        psycopg.connect(host=host, user=user, dbname="postgres", connect_timeout=3).close()
    except psycopg.OperationalError:
        return False
    return True


def mariadb_answers() -> bool:
    """Whether a MariaDB lets us in, so that the suite can make its database there."""
    import pymysql

    user = os.environ.get("TEST_MARIADB_USER", "root")
    password = os.environ.get("TEST_MARIADB_PASSWORD", "")
    try:
        pymysql.connect(host="127.0.0.1", user=user, password=password, connect_timeout=3).close()
    except pymysql.MySQLError:
        return False
    return True


def redis_answers() -> bool:
    """Whether a Redis answers on this machine."""
    import redis

    try:
        return bool(redis.Redis("127.0.0.1", 6379, socket_connect_timeout=3).ping())
    except redis.RedisError:
        return False


def without(paths: tuple[str, ...]) -> list[str]:
    """Give the arguments by which pytest leaves paths out."""
    return [f"--ignore={path}" for path in paths]


def measures_coverage() -> bool:
    """Whether to measure coverage, as ``make coverage`` does."""
    return os.environ.get("TEST_COVERAGE") == "1"


def plan(*, is_whole: bool) -> list[Run]:
    """List the runs, the longest first; a part of the suite is small enough for one run less."""
    measured, rest = measures_coverage(), tuple(without(SLOW))
    runs = service_runs()
    parts = {"everything, what is slow": SLOW, "everything, the rest": rest}
    for title, paths in (parts if is_whole else {"everything": ()}).items():
        runs.append(Run(title, "everything", is_measured=measured, paths=paths))
    runs += [
        Run("custom base page", "custom_page", paths=(*WITH_PAGES, *without(WITHOUT_PAGES))),
        Run("statements only", "statements_only"),
        Run("example site", "example"),
        *(mariadb_runs() if is_whole else ()),
        Run("forms only", "forms_only", paths=WITH_FORMS),
        Run("analytics only", "analytics_only", paths=WITH_NUMBERS),
        Run("translated with wagtail-localize", "localized", paths=("tests/localized",)),
        Run("as Wagtail documents its forms", "documented", paths=("tests/documented",)),
    ]
    return runs


def service_runs() -> list[Run]:
    """Give the run on real services; say loudly what it lacks, and fail in CI."""
    environment = {}
    on_postgresql = _is_there("PostgreSQL", postgresql_answers)
    on_redis = _is_there("Redis", redis_answers)
    if on_postgresql:
        environment["TEST_DATABASE"] = "postgresql"
    if on_redis:
        environment["TEST_CACHE"] = "redis"
    if not environment:
        return []
    title = " and ".join(["PostgreSQL"] * on_postgresql + ["Redis"] * on_redis)
    return [Run(f"everything on {title}", "everything", environment, paths=tuple(without(SHOWN)))]


def mariadb_runs() -> list[Run]:
    """Give the run on MariaDB, where a search does not see what a test has not committed."""
    if not _is_there("MariaDB", mariadb_answers):
        return []
    environment = {"TEST_DATABASE": "mariadb"}
    return [Run("what is stored, on MariaDB", "everything", environment, paths=STORED)]


def _is_there(name: str, answers: Callable[[], bool]) -> bool:
    if answers():
        return True
    if os.environ.get("CI"):
        sys.exit(f"{name} does not answer. In CI nothing may be left out.")
    print(f"!!! {name} does not answer, so nothing is tested on it.", flush=True)
    return False


def execute(runs: list[Run], arguments: list[str]) -> None:
    """Run them side by side; show the whole output of those that fail."""

    def one(run: Run) -> Run:
        run.start(arguments)
        return run

    # One more than there are processors, because tests wait for browsers and for other processes.
    jobs = int(os.environ.get("TEST_JOBS", "0")) or min((os.cpu_count() or 1) + 1, 4)
    with ThreadPoolExecutor(jobs) as pool:
        for run in pool.map(one, runs):
            print(f"--- {run.title}: {run.summary}", flush=True)
            print("\n".join(run.output.splitlines() if run.code else run.left_out), flush=True)


def report_coverage() -> int:
    """Say what the tests have covered; give the exit code of the report."""
    if not measures_coverage():
        return 0
    tool = [sys.executable, "-m", "coverage"]
    subprocess.run([*tool, "combine", "--quiet"], cwd=ROOT, check=False)
    return subprocess.run([*tool, "report"], cwd=ROOT, check=False).returncode


def main(arguments: list[str]) -> int:
    started = time.monotonic()
    if measures_coverage():
        subprocess.run([sys.executable, "-m", "coverage", "erase"], cwd=ROOT, check=False)
    runs = plan(is_whole=not arguments)
    execute(runs, arguments)
    # A part of the suite says nothing about the coverage of the whole.
    uncovered = 0 if arguments else report_coverage()
    print()
    total: Counter[str] = Counter()
    for run in runs:
        print(f"{'FAILED' if run.code else 'ok':6} {run.title}: {run.summary}")
        for number, outcome in COUNT.findall(run.summary):
            total[outcome] += int(number)
    if uncovered:
        print("FAILED coverage is below the mark of pyproject.toml")
    counts = ", ".join(f"{number} {outcome}" for outcome, number in total.items())
    print(f"===== {counts} in {time.monotonic() - started:.2f}s =====")
    return 1 if uncovered or any(run.code for run in runs) else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
