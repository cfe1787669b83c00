"""One statement that writes rows and adds to those that are there, as each database spells it."""

import datetime
from collections.abc import Sequence
from typing import Any, NamedTuple

from django.db import NotSupportedError, connections
from django.db.models import Model

#: Rows per statement; nine parameters each stay below the 999 that an older SQLite takes.
ROWS = 100


class Dialect(NamedTuple):
    """How a database says what becomes of a row that is there already."""

    conflict: str
    #: The value that was to be written.
    new: str
    greatest: str


_STANDARD = "ON CONFLICT ({keys}) DO UPDATE SET {sets}"
DIALECTS = {
    "sqlite": Dialect(_STANDARD, "excluded.{c}", "MAX"),
    "postgresql": Dialect(_STANDARD, "excluded.{c}", "GREATEST"),
    # VALUES() is the one spelling that MySQL and MariaDB share.
    "mysql": Dialect("ON DUPLICATE KEY UPDATE {sets}", "VALUES({c})", "GREATEST"),
}


class Columns(NamedTuple):
    """The columns of a statement, in the order of the values of a row."""

    keys: tuple[str, ...]
    #: Are added to what is there.
    added: tuple[str, ...]
    #: Become the greater of both.
    greatest: tuple[str, ...] = ()
    #: Stay as they are.
    kept: tuple[str, ...] = ()


def dialect(spellings: dict[str, Any], connection: Any) -> Any:
    """Give the spelling of a database; `NotSupportedError` if there is none."""
    try:
        return spellings[connection.vendor]
    except KeyError:
        raise NotSupportedError(f"No adding upsert is known for {connection.vendor}.") from None


def upsert(
    model: type[Model], columns: Columns, rows: Sequence[tuple[Any, ...]], alias: str
) -> None:
    """Write rows, no two with the same key, adding to those that are there."""
    connection = connections[alias]
    adapt = connection.ops.adapt_datefield_value
    with connection.cursor() as cursor:
        for start in range(0, len(rows), ROWS):
            chunk = rows[start : start + ROWS]
            parameters = [
                adapt(value) if isinstance(value, datetime.date) else value
                for row in chunk
                for value in row
            ]
            cursor.execute(_statement(connection, model, columns, len(chunk)), parameters)


def _statement(connection: Any, model: type[Model], columns: Columns, rows: int) -> str:
    spelling = dialect(DIALECTS, connection)
    quote = connection.ops.quote_name
    table = quote(model._meta.db_table)
    names = [quote(name) for part in columns for name in part]
    new = {name: spelling.new.format(c=quote(name)) for name in columns.added + columns.greatest}
    sets = [f"{quote(c)} = {table}.{quote(c)} + {new[c]}" for c in columns.added]
    sets += [
        f"{quote(c)} = {spelling.greatest}({table}.{quote(c)}, {new[c]})" for c in columns.greatest
    ]
    row = f"({', '.join(['%s'] * len(names))})"
    return (
        f"INSERT INTO {table} ({', '.join(names)}) VALUES {', '.join([row] * rows)} "  # noqa: S608
        + spelling.conflict.format(keys=", ".join(map(quote, columns.keys)), sets=", ".join(sets))
    )
