"""The tables of the records in an SQLite, a PostgreSQL and a MariaDB of their own."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.db import connections
from django.db.backends.sqlite3.base import DatabaseWrapper

from tests.analytics.databases import mariadb_counts, postgresql_counts
from wagtail_privacy.append_only.models import guarded_models
from wagtail_privacy.append_only.triggers import install

__all__ = ["alias", "guarded", "mariadb_counts", "postgresql_counts", "sqlite_file"]

SQLITE = "records_in_sqlite"


@pytest.fixture
def sqlite_file(tmp_path: Path, db: None) -> Iterator[Any]:
    """Give an empty SQLite in a file."""
    values = {**connections.databases["default"], "NAME": str(tmp_path / "records.sqlite3")}
    wrapper = DatabaseWrapper({**values, "OPTIONS": {}}, alias=SQLITE)
    connections[SQLITE] = wrapper
    yield wrapper
    wrapper.close()
    del connections[SQLITE]


@pytest.fixture(params=["sqlite_file", "postgresql_counts", "mariadb_counts"])
def alias(request: pytest.FixtureRequest, db: None) -> str:
    """Give a database with the tables of the records, and without their triggers."""
    name: str = request.getfixturevalue(request.param).alias
    wrapper = connections[name]
    # The tables that they point at are not there.
    wrapper.features.supports_foreign_keys = False
    with wrapper.schema_editor() as editor:
        for model in guarded_models():
            editor.create_model(model)
    wrapper.disable_constraint_checking()
    return name


@pytest.fixture
def guarded(alias: str) -> str:
    """Give such a database with the triggers."""
    install(guarded_models(), alias)
    return alias
