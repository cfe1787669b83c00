"""The counts' tables in a real PostgreSQL and a real MariaDB, each in a place of its own."""

import os
import uuid
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

import psycopg
import pymysql
import pytest
from django.db import OperationalError, connections

from tests.services import missing
from wagtail_privacy.analytics.models import (
    DimensionCount,
    FlushedBatch,
    MonthCount,
    PageCount,
    SiteCount,
    WaitingDimensionCount,
    WaitingPageCount,
)

#: The tables, as a test makes them in a database of its own.
MODELS = (
    FlushedBatch,
    WaitingPageCount,
    WaitingDimensionCount,
    PageCount,
    MonthCount,
    SiteCount,
    DimensionCount,
)

POSTGRESQL, MARIADB = "counts_in_postgresql", "counts_in_mariadb"


class Elsewhere(NamedTuple):
    """A database beside the one of the run."""

    alias: str
    #: Opens a connection of the calling thread under the alias.
    open: Callable[[], Any]
    #: Ends the connection of a wrapper from outside, as a server that goes away does.
    end: Callable[[Any], None]


def open_postgresql(schema: str) -> Any:
    """Open a connection of this thread to a schema of its own."""
    from django.db.backends.postgresql.base import DatabaseWrapper

    wrapper = DatabaseWrapper(
        {
            **connections.databases["default"],
            "ENGINE": "django.db.backends.postgresql",
            "HOST": os.environ.get("PGHOST", "127.0.0.1"),
            "USER": os.environ.get("PGUSER", "root"),
            "NAME": "test",
            "OPTIONS": {"options": f"-c search_path={schema}", "connect_timeout": 2},
        },
        alias=POSTGRESQL,
    )
    connections[POSTGRESQL] = wrapper
    return wrapper


def _end_postgresql(wrapper: Any) -> None:
    settings = wrapper.settings_dict
    with psycopg.connect(host=settings["HOST"], user=settings["USER"], dbname="test") as other:
        other.execute("SELECT pg_terminate_backend(%s)", [wrapper.connection.info.backend_pid])


def _mariadb_options() -> dict[str, str]:
    if socket := os.environ.get("TEST_MARIADB_SOCKET"):
        return {"unix_socket": socket}
    return {"host": os.environ.get("TEST_MARIADB_HOST", "127.0.0.1")}


def _connect_to_mariadb() -> Any:
    return pymysql.connect(
        user=os.environ.get("TEST_MARIADB_USER", "root"),
        password=os.environ.get("TEST_MARIADB_PASSWORD", ""),
        connect_timeout=2,
        **_mariadb_options(),
    )


def open_mariadb(name: str) -> Any:
    """Open a connection of this thread to a database of its own."""
    pymysql.install_as_MySQLdb()  # the driver without a compiler; Django asks for this name
    from django.db.backends.mysql.base import DatabaseWrapper

    options = _mariadb_options()
    wrapper = DatabaseWrapper(
        {
            **connections.databases["default"],
            "ENGINE": "django.db.backends.mysql",
            "HOST": options.get("unix_socket", options.get("host", "")),
            "PORT": "",
            "USER": os.environ.get("TEST_MARIADB_USER", "root"),
            "PASSWORD": os.environ.get("TEST_MARIADB_PASSWORD", ""),
            "NAME": name,
            "OPTIONS": {"connect_timeout": 2, "charset": "utf8mb4"},
        },
        alias=MARIADB,
    )
    connections[MARIADB] = wrapper
    return wrapper


def _end_mariadb(wrapper: Any) -> None:
    with _connect_to_mariadb() as other, other.cursor() as cursor:
        cursor.execute("KILL %s", [wrapper.connection.thread_id()])


def _create_tables(wrapper: Any) -> None:
    with wrapper.schema_editor() as editor:
        for model in MODELS:
            editor.create_model(model)


@pytest.fixture
def postgresql_counts(db: None) -> Iterator[Elsewhere]:
    """Give a schema with our tables in a real PostgreSQL."""
    name = f"wp_counts_{uuid.uuid4().hex[:12]}"
    wrapper = open_postgresql(name)
    try:
        wrapper.ensure_connection()
    except OperationalError:
        del connections[POSTGRESQL]
        missing("PostgreSQL", "Start one on 127.0.0.1 with the database `test`.")
    with wrapper.cursor() as cursor:
        cursor.execute(f"CREATE SCHEMA {name}")
    _create_tables(wrapper)
    yield Elsewhere(POSTGRESQL, lambda: open_postgresql(name), _end_postgresql)
    with wrapper.cursor() as cursor:
        cursor.execute(f"DROP SCHEMA {name} CASCADE")
    wrapper.close()
    del connections[POSTGRESQL]


@pytest.fixture
def mariadb_counts(db: None) -> Iterator[Elsewhere]:
    """Give a database with our tables in a real MariaDB."""
    name = f"wp_counts_{uuid.uuid4().hex[:12]}"
    try:
        administrator = _connect_to_mariadb()
    except pymysql.err.OperationalError:
        missing("MariaDB", "Start one on 127.0.0.1:3306 that lets root in without a password.")
    with administrator, administrator.cursor() as cursor:
        cursor.execute(f"CREATE DATABASE {name} CHARACTER SET utf8mb4")
        wrapper = open_mariadb(name)
        _create_tables(wrapper)
        yield Elsewhere(MARIADB, lambda: open_mariadb(name), _end_mariadb)
        wrapper.close()
        del connections[MARIADB]
        cursor.execute(f"DROP DATABASE {name}")


@pytest.fixture(params=["postgresql_counts", "mariadb_counts"])
def elsewhere(request: pytest.FixtureRequest) -> Elsewhere:
    """Give a real PostgreSQL, then a real MariaDB."""
    found: Elsewhere = request.getfixturevalue(request.param)
    return found


@pytest.fixture(params=["default", "postgresql_counts", "mariadb_counts"])
def alias(request: pytest.FixtureRequest) -> str:
    """Give the alias of the database of the run, then of the real ones."""
    if request.param == "default":
        return "default"
    found: Elsewhere = request.getfixturevalue(request.param)
    return found.alias
