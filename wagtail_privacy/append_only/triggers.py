"""The second line: triggers by which the database itself refuses to change or delete a record.

They are put up after each `migrate` and taken down before one that touches their app, because a
migration may change rows, and rebuilds a table on SQLite.
"""

import logging
from collections.abc import Iterable, Sequence
from typing import Any

from django.apps import AppConfig
from django.db import DatabaseError, connections, router, transaction

from wagtail_privacy import conf
from wagtail_privacy.append_only.dialects import Dialect, Table, Trigger, dialect_of
from wagtail_privacy.append_only.models import AppendOnlyModel, guarded_models

logger = logging.getLogger(__name__)


def install(models: Iterable[type[AppendOnlyModel]], using: str) -> None:
    """Put up the triggers of some models that are missing or out of date."""
    connection = connections[using]
    dialect = dialect_of(connection)
    for table in _tables(models, using):
        if dialect is not None:
            with transaction.atomic(using), connection.cursor() as cursor:
                _install(dialect, table, cursor)


def _install(dialect: Dialect, table: Table, cursor: Any) -> None:
    for trigger in _lacking(dialect, table, cursor):
        for statement in (*dialect.removal(table, trigger.name), *trigger.statements):
            cursor.execute(statement)


def remove(models: Iterable[type[AppendOnlyModel]], using: str) -> None:
    """Take the triggers of some models down."""
    connection = connections[using]
    dialect = dialect_of(connection)
    for table in _tables(models, using):
        if dialect is not None:
            with transaction.atomic(using), connection.cursor() as cursor:
                for trigger in dialect.triggers(table):
                    for statement in dialect.removal(table, trigger.name):
                        cursor.execute(statement)


def unguarded(using: str) -> list[str]:
    """Name the tables that the database lets anybody change, as it lacks a trigger of ours."""
    connection = connections[using]
    dialect, found = dialect_of(connection), []
    with connection.cursor() as cursor:
        for table in _tables(guarded_models(), using):
            if dialect is None or _lacking(dialect, table, cursor):
                found.append(table.name)
    return found


def _lacking(dialect: Dialect, table: Table, cursor: Any) -> list[Trigger]:
    installed = dialect.installed(cursor, table.name)
    return [
        trigger
        for trigger in dialect.triggers(table)
        if installed.get(trigger.name) != trigger.text
    ]


def _tables(models: Iterable[type[AppendOnlyModel]], using: str) -> list[Table]:
    wanted = [model for model in models if router.allow_migrate_model(using, model)]
    if not wanted:
        return []
    connection = connections[using]
    existing = set(connection.introspection.table_names())
    return [Table.of(model, connection) for model in wanted if model._meta.db_table in existing]


def _models_of(app: AppConfig) -> list[type[AppendOnlyModel]]:
    return [model for model in guarded_models() if model._meta.app_label == app.label]


def before_migrate(
    sender: AppConfig, using: str, plan: Sequence[tuple[Any, bool]] = (), **kwargs: Any
) -> None:
    """Take down what a migration of an app may run into; to be connected to `pre_migrate`."""
    if any(migration.app_label == sender.label for migration, _backwards in plan):
        remove(_models_of(sender), using)


def after_migrate(sender: AppConfig, using: str, **kwargs: Any) -> None:
    """Put up what an app needs, or take it down if the settings say so; for `post_migrate`."""
    models = _models_of(sender)
    if not models:
        return
    if not conf.records().DATABASE_TRIGGERS:
        remove(models, using)
        return
    try:
        install(models, using)
    except DatabaseError as error:
        # The site works without them, and W003 goes on to say so.
        logger.warning("The triggers of %s could not be made: %s", sender.label, error)
