"""Migrations that can be run again after they were stopped, on MariaDB and MySQL, too.

These two keep a table that a migration has made although what follows in it was stopped, so that it
would fail at its table the next time. Rows that it moves are safe: they are one transaction.
"""

from typing import Any

from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations import CreateModel


class CreateModelOnce(CreateModel):
    """Creates a table unless it is there; to be used where moving rows may take long after it."""

    def database_forwards(
        self,
        app_label: str,
        schema_editor: BaseDatabaseSchemaEditor,
        from_state: Any,
        to_state: Any,
    ) -> None:
        table = to_state.apps.get_model(app_label, self.name)._meta.db_table
        if table not in schema_editor.connection.introspection.table_names():
            super().database_forwards(app_label, schema_editor, from_state, to_state)
