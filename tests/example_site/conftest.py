import sqlite3
from collections.abc import Iterator
from typing import Any

import pytest
from django.contrib.contenttypes.models import ContentType
from django.core.management import call_command
from django.db import connection
from wagtail.models import Site

#: The database as `load_demo` leaves it.
snapshot = sqlite3.connect(":memory:", check_same_thread=False)


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """Build the demo once; each test rolls back what it changes."""
    with django_db_blocker.unblock():
        call_command("load_demo", port=8000, verbosity=0)
        connection.connection.backup(snapshot)
    yield
    snapshot.close()


@pytest.fixture
def demo(db: None) -> None:
    """The demo as `load_demo` leaves it."""


@pytest.fixture
def lasting_demo(transactional_db: None) -> None:
    """The demo for a live server, which empties the database after each test."""
    if not Site.objects.exists():
        snapshot.backup(connection.connection)
        ContentType.objects.clear_cache()
        Site.clear_site_root_paths_cache()
