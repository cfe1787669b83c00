"""How each database is told to refuse: the triggers of one table, and what stands there of them."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db import models

#: How much earlier than the application the database lets a row go: clocks differ, and so do
#: time zones where `USE_TZ` is off.
GRACE = "1 day"


@dataclass(frozen=True, slots=True)
class Trigger:
    """A trigger, the statements that make it, and the text by which it is known again."""

    name: str
    statements: tuple[str, ...]
    text: str


@dataclass(frozen=True, slots=True)
class Table:
    """A table as the triggers need it; every name is quoted."""

    name: str  # without quotation marks
    quoted: str
    columns: tuple[str, ...]
    may_be_emptied: tuple[str, ...]
    unique: tuple[tuple[str, ...], ...]
    may_go: tuple[str, ...]

    @classmethod
    def of(cls, model: Any, connection: Any) -> "Table":
        """Give what the triggers of a model need."""
        quote, meta = connection.ops.quote_name, model._meta

        def columns(names: Any) -> tuple[str, ...]:
            return tuple(quote(meta.get_field(name).column) for name in names)

        constraints = (c for c in meta.constraints if isinstance(c, models.UniqueConstraint))
        unique: list[Any] = [(f.name,) for f in meta.concrete_fields if f.unique]
        unique += [c.fields for c in constraints if c.fields and not c.condition]
        return cls(
            name=meta.db_table,
            quoted=quote(meta.db_table),
            columns=columns(field.name for field in meta.concrete_fields),
            may_be_emptied=columns(model.may_be_emptied),
            unique=tuple(columns(names) for names in unique),
            may_go=model.may_go,
        )

    @property
    def message(self) -> str:
        """What the database answers."""
        return f"wagtail_privacy: rows of {self.name} are only ever added"

    def is_over(self, row: str, now: str) -> list[str]:
        """Give the conditions of which one lets a row be deleted."""
        return [one.format(row=row, table=self.quoted, now=now) for one in self.may_go]


class Dialect:
    """What all databases have in common."""

    now: str
    #: Compares two values of which each may be NULL, byte by byte.
    same: str

    def triggers(self, table: Table) -> Iterator[Trigger]:
        """Yield the triggers that keep a table as it is."""
        yield self.row_trigger(table, "UPDATE", self.is_emptying(table))
        yield self.row_trigger(table, "DELETE", table.is_over("OLD", self.now))

    def is_emptying(self, table: Table) -> list[str]:
        """Give the condition under which an update changes nothing but what may be emptied."""
        if not table.may_be_emptied:
            return []
        conditions = []
        for column in table.columns:
            same = self.same.format(f"NEW.{column}", f"OLD.{column}")
            empty = f" OR NEW.{column} IS NULL" if column in table.may_be_emptied else ""
            conditions.append(f"({same}{empty})")
        return [" AND ".join(conditions)]

    def row_trigger(self, table: Table, event: str, permissions: list[str]) -> Trigger:
        """Give the trigger that refuses an event for each row for which no condition holds."""
        raise NotImplementedError

    def installed(self, cursor: Any, table: str) -> dict[str, str]:
        """Give the texts of our triggers that are at work on a table, by their names."""
        raise NotImplementedError

    def removal(self, table: Table, name: str) -> tuple[str, ...]:
        """Give the statements that remove a trigger."""
        return (f"DROP TRIGGER IF EXISTS {name}",)


def name_of(table: Table, event: str) -> str:
    """Give the name of a trigger; it has no letter that needs quotation marks."""
    return f"{table.name}_stays_{event.lower()[0]}"


def any_of(conditions: list[str]) -> str:
    """Give the condition that one of several holds."""
    return " OR ".join(f"({one})" for one in conditions) or "FALSE"


class SQLite(Dialect):
    """SQLite; an altered field rebuilds the table, and takes the triggers away with the old one."""

    now = f"datetime('now', '+{GRACE}')"
    same = "{} IS {}"

    def triggers(self, table: Table) -> Iterator[Trigger]:
        yield from super().triggers(table)
        # INSERT OR REPLACE deletes what is in its way without asking any trigger for DELETE.
        keys = [
            " AND ".join(f"{column} = NEW.{column}" for column in columns)
            for columns in table.unique
        ]
        found = " OR ".join(f"EXISTS (SELECT 1 FROM {table.quoted} WHERE {key})" for key in keys)  # noqa: S608
        yield self.row_trigger(table, "INSERT", [f"NOT ({found})"])

    def row_trigger(self, table: Table, event: str, permissions: list[str]) -> Trigger:
        name = name_of(table, event)
        # The second word is what a duplicate says by itself.
        what = f"{table.message}; UNIQUE" if event == "INSERT" else table.message
        text = (
            f"CREATE TRIGGER {name} BEFORE {event} ON {table.quoted} "
            f"WHEN ({any_of(permissions)}) IS NOT TRUE "
            f"BEGIN SELECT RAISE(ABORT, '{what}'); END"
        )
        return Trigger(name, (text,), text)

    def installed(self, cursor: Any, table: str) -> dict[str, str]:
        cursor.execute(
            "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND tbl_name = %s", [table]
        )
        return dict(cursor.fetchall())


class PostgreSQL(Dialect):
    """PostgreSQL, with TRUNCATE; each trigger has a function of its name."""

    now = f"(now() + interval '{GRACE}')"
    same = "{} IS NOT DISTINCT FROM {}"

    def triggers(self, table: Table) -> Iterator[Trigger]:
        yield from super().triggers(table)
        over = any_of(table.is_over("found", self.now))
        left = f"SELECT 1 FROM {table.quoted} AS found WHERE ({over}) IS NOT TRUE"  # noqa: S608
        yield self._trigger(table, "TRUNCATE", [f"NOT EXISTS ({left})"], "STATEMENT", "NULL")

    def row_trigger(self, table: Table, event: str, permissions: list[str]) -> Trigger:
        given = "NEW" if event == "UPDATE" else "OLD"
        return self._trigger(table, event, permissions, "ROW", given)

    def _trigger(
        self, table: Table, event: str, permissions: list[str], per: str, given: str
    ) -> Trigger:
        name = name_of(table, event)
        # One after the other: a condition without a query is ten times quicker than one with.
        passing = "".join(f"IF {one} THEN RETURN {given}; END IF; " for one in permissions)
        body = (
            f"BEGIN {passing}RAISE EXCEPTION '{table.message}' "
            f"USING ERRCODE = 'integrity_constraint_violation'; END"
        )
        statements = (
            f"CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $${body}$$",
            f"CREATE TRIGGER {name} BEFORE {event} ON {table.quoted} "
            f"FOR EACH {per} EXECUTE FUNCTION {name}()",
        )
        return Trigger(name, statements, body)

    def installed(self, cursor: Any, table: str) -> dict[str, str]:
        cursor.execute(
            "SELECT tgname, prosrc FROM pg_trigger JOIN pg_proc ON pg_proc.oid = tgfoid "
            "WHERE tgrelid = to_regclass(quote_ident(%s)) AND NOT tgisinternal "
            "AND tgenabled IN ('O', 'A')",
            [table],
        )
        return dict(cursor.fetchall())

    def removal(self, table: Table, name: str) -> tuple[str, ...]:
        return (
            f"DROP TRIGGER IF EXISTS {name} ON {table.quoted}",
            f"DROP FUNCTION IF EXISTS {name}()",
        )


class MariaDB(Dialect):
    """MariaDB and MySQL; neither TRUNCATE nor what a foreign key does fires a trigger there."""

    now = f"(UTC_TIMESTAMP(6) + INTERVAL {GRACE.upper()})"
    same = "BINARY {} <=> BINARY {}"

    def row_trigger(self, table: Table, event: str, permissions: list[str]) -> Trigger:
        name = name_of(table, event)
        body = (
            f"BEGIN IF ({any_of(permissions)}) IS NOT TRUE THEN SIGNAL SQLSTATE '23000' "
            f"SET MYSQL_ERRNO = 4025, MESSAGE_TEXT = '{table.message}'; END IF; END"
        )
        statement = f"CREATE TRIGGER {name} BEFORE {event} ON {table.quoted} FOR EACH ROW {body}"
        return Trigger(name, (statement,), body)

    def installed(self, cursor: Any, table: str) -> dict[str, str]:
        cursor.execute(
            "SELECT trigger_name, action_statement FROM information_schema.triggers "
            "WHERE trigger_schema = DATABASE() AND event_object_table = %s",
            [table],
        )
        return dict(cursor.fetchall())


_DIALECTS: dict[str, Dialect] = {
    "sqlite": SQLite(),
    "postgresql": PostgreSQL(),
    "mysql": MariaDB(),
}


def dialect_of(connection: Any) -> Dialect | None:
    """Give how a database is told, or None for one that we do not know."""
    return _DIALECTS.get(connection.vendor)
