"""What all tests share: which of them belong to the settings at work, and where they start."""

import gc
import os
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.conf import settings
from django.core.cache import caches
from django.core.signals import request_finished
from django.test import Client
from django.utils import translation
from django.utils.module_loading import import_string
from wagtail.models import Site

from tests import factories
from tests.browser.fixtures import browser, browser_context, window
from tests.logs import LogBook
from tests.services import postgresql, redis_cache, redis_url
from tests.tasks import Tasks
from wagtail_privacy.models import ControllerSettings, DataCategory, Purpose, Recipient

__all__ = ["browser", "browser_context", "postgresql", "redis_cache", "redis_url", "window"]

TESTS = Path(__file__).parent
EXAMPLE = "tests.settings.example"

#: What must be installed for the tests of a folder. A single file says "# needs: app, app".
NEEDED_APPS = {
    "statements": ("wagtail_privacy.statements",),
    "forms": ("wagtail_privacy.forms",),
    "analytics": ("wagtail_privacy.analytics",),
    "pages": ("wagtail_privacy.pages",),
    "browser": ("wagtail_privacy.pages",),
    "localized": ("wagtail_localize",),
    "documented": ("tests.documented",),
    "together": (
        "wagtail_privacy.statements",
        "wagtail_privacy.forms",
        "wagtail_privacy.analytics",
    ),
}
#: Folders that ask for nothing that differs between the runs. A single file says "# once: why".
ONCE = ("packaging", "browser", "benchmarks")
ONCE_UNDER = "tests.settings.everything"

log_book = LogBook()


def _settings_module() -> str:
    return os.environ["DJANGO_SETTINGS_MODULE"]


def _needs_of(path: Path) -> list[str]:
    found = re.search(r"^# needs: (.+)$", path.read_text(encoding="utf-8"), re.MULTILINE)
    return [name.strip() for name in found[1].split(",")] if found else []


def _is_the_one_run() -> bool:
    return _settings_module() == ONCE_UNDER and "TEST_DATABASE" not in os.environ


def _is_once(path: Path) -> bool:
    return re.search(r"^# once: ", path.read_text(encoding="utf-8"), re.MULTILINE) is not None


def _belongs_here(room: str) -> bool:
    if (room == "example_site") != (_settings_module() == EXAMPLE):
        return False
    if room in ONCE and not _is_the_one_run():
        return False
    return all(apps.is_installed(name) for name in NEEDED_APPS.get(room, ()))


def pytest_ignore_collect(collection_path: Path) -> bool | None:
    """Leave out, without a skip, what the settings at work do not install."""
    if not collection_path.is_relative_to(TESTS) or collection_path == TESTS:
        return None
    room = collection_path.relative_to(TESTS).parts[0]
    if collection_path.is_dir():
        return None if _belongs_here(room) else True
    if not collection_path.name.startswith("test_"):
        return None
    if _is_once(collection_path) and not _is_the_one_run():
        return True
    if _belongs_here(room) and all(apps.is_installed(name) for name in _needs_of(collection_path)):
        return None
    return True


def pytest_report_header() -> str:
    database = os.environ.get("TEST_DATABASE", "sqlite")
    return f"wagtail_privacy: {_settings_module()}, {database}"


def pytest_sessionstart(session: pytest.Session) -> None:
    log_book.open()
    for key in getattr(settings, "WAGTAIL_PRIVACY", {}).get("FORMS", {}).get("ENCRYPTION_KEYS", ()):
        log_book.plant(key)
    # The book keeps every line; the report of a failed test shows the important ones.
    session.config.pluginmanager.get_plugin("logging-plugin").report_handler.setLevel("WARNING")


def pytest_sessionfinish(session: pytest.Session) -> None:
    """Fail the whole run if any log line of it tells of a person."""
    if leaks := log_book.leaks():
        session.exitstatus = pytest.ExitCode.TESTS_FAILED
        session.config.stash[LEAKS] = leaks


def pytest_terminal_summary(terminalreporter: Any, config: pytest.Config) -> None:
    for leak in config.stash.get(LEAKS, []):
        terminalreporter.write_line(f"FAILED: a log line tells of a person: {leak}", red=True)


LEAKS: pytest.StashKey[list[str]] = pytest.StashKey()


def _speak_english(**kwargs: Any) -> None:
    translation.activate("en")


@pytest.fixture(autouse=True)
def _fresh_start(settings: Any, tmp_path: Path) -> Iterator[None]:
    """Start each test in English, with empty caches and a media folder of its own."""
    settings.MEDIA_ROOT = tmp_path / "media"
    # A request leaves the language of its page behind; the test goes on in English.
    request_finished.connect(_speak_english)
    _speak_english()
    yield
    request_finished.disconnect(_speak_english)
    _speak_english()
    for cache in caches.all(initialized_only=True):
        cache.clear()
    if apps.is_installed("wagtail_privacy.forms"):
        # A browser test has committed it and emptied the database.
        import_string("wagtail_privacy.forms.submissions.persons.forget_secret")()


@pytest.fixture(scope="session")
def live_server(django_db_setup: None, live_server: Any) -> Any:
    """Give a server that was started once the databases were there.

    Before, it would find the one in memory, and all its threads would share a single connection:
    one closes it while another one reads, and Python crashes.
    """
    return live_server


class _Unapplied:
    def __init__(self, monkeypatch: pytest.MonkeyPatch):
        object.__setattr__(self, "_patch", monkeypatch)

    def __getattr__(self, name: str) -> Any:
        return getattr(settings, name)

    def __setattr__(self, name: str, value: object) -> None:
        self._patch.setattr(settings, name, value, raising=False)


@pytest.fixture
def unapplied_settings(monkeypatch: pytest.MonkeyPatch) -> Any:
    """Give settings that are read and not applied: Django 6.1 would set up the logging anew."""
    return _Unapplied(monkeypatch)


@pytest.fixture
def planted() -> Iterator[Callable[[str], str]]:
    """Give a function that marks a text as one that must never stand in any log."""
    yield log_book.plant
    assert not log_book.leaks(), "a log line tells of a person"


@pytest.fixture
def logs() -> LogBook:
    """Give all that was logged since the run began."""
    return log_book


@pytest.fixture(scope="session")
def _without_collecting() -> None:
    """Look for no garbage while migrations run: it takes a quarter of their time and finds none."""
    gc.disable()


@pytest.fixture(scope="session")
def django_db_setup(
    _without_collecting: None, django_db_setup: None, django_db_blocker: Any
) -> None:
    """Build the site once for all tests that roll back what they change."""
    if _settings_module() != EXAMPLE:
        with django_db_blocker.unblock():
            factories.create_site()
    # What is there now stays until the end; nobody need look through it again and again.
    gc.collect()
    gc.freeze()
    gc.enable()


@pytest.fixture
def site(db: None) -> Site:
    """Give a site with a German and an English home page."""
    # A browser test has emptied the database at its end.
    return Site.objects.filter(site_name=factories.SITE_NAME).first() or factories.create_site()


@pytest.fixture
def home(site: Site) -> Any:
    """Give the German home page."""
    return site.root_page.specific


@pytest.fixture
def english_home(home: Any) -> Any:
    """Give the English home page."""
    return home.get_translations().get().specific


@pytest.fixture
def admin(db: None) -> Any:
    """Give a superuser who reads English."""
    return factories.create_user("admin", is_staff=True, is_superuser=True)


@pytest.fixture
def privacy_officer(db: None) -> Any:
    """Give a member of the group "Privacy officers"."""
    user = factories.create_user("officer")
    user.groups.add(factories.officers())
    return user


@pytest.fixture
def editor(site: Site) -> Any:
    """Give somebody who may edit and publish pages and has no permission of this package."""
    user = factories.create_user("editor")
    user.groups.add(factories.writers(site))
    return user


def _client_of(user: Any) -> Client:
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def admin_client(admin: Any) -> Client:
    return _client_of(admin)


@pytest.fixture
def officer_client(privacy_officer: Any) -> Client:
    return _client_of(privacy_officer)


@pytest.fixture
def editor_client(editor: Any) -> Client:
    return _client_of(editor)


@pytest.fixture
def german_admin_client(db: None) -> Client:
    """Give a client of a superuser who reads the admin in German."""
    return _client_of(
        factories.create_user("verwalterin", language="de", is_staff=True, is_superuser=True)
    )


@pytest.fixture
def data_category(db: None) -> DataCategory:
    return factories.create_data_category()


@pytest.fixture
def recipient(db: None) -> Recipient:
    return factories.create_recipient()


@pytest.fixture
def purpose(recipient: Recipient) -> Purpose:
    return factories.create_purpose(recipients=[recipient])


@pytest.fixture
def indexed(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have Wagtail write its index of references and that of its search."""
    monkeypatch.setattr(Tasks, "writes_indexes", True)


@pytest.fixture
def controller(site: Site) -> ControllerSettings:
    return factories.create_controller(site)
