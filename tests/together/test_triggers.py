"""The database itself refuses to change a record, and to delete it before its time."""

# once: it asks each database by itself

import datetime
import uuid
from typing import Any

import pytest
from django.apps import apps
from django.db import DatabaseError, IntegrityError, connections, models, transaction
from django.utils import timezone

from tests.together.record_tables import (
    alias,
    guarded,
    mariadb_counts,
    postgresql_counts,
    sqlite_file,
)
from wagtail_privacy.append_only.checks import check_triggers
from wagtail_privacy.append_only.models import AppendOnlyQuerySet, guarded_models
from wagtail_privacy.append_only.triggers import (
    after_migrate,
    before_migrate,
    install,
    remove,
    unguarded,
)
from wagtail_privacy.forms.consents.proof.states import Act
from wagtail_privacy.forms.models import ConsentRecord
from wagtail_privacy.statements.models import PublishingDecision, StatementVersion

__all__ = ["alias", "guarded", "mariadb_counts", "postgresql_counts", "sqlite_file"]

DAY = datetime.timedelta(days=1)
CONSENTS = ConsentRecord._meta.db_table
VERSIONS = StatementVersion._meta.db_table
DECISIONS = PublishingDecision._meta.db_table


def consent(using: str, act: str = Act.GIVEN, **values: Any) -> ConsentRecord:
    """Put an act on record; unless told otherwise its time is not over."""
    now = timezone.now()
    row = ConsentRecord(
        act=act,
        **{
            "consent": uuid.uuid4(),
            "method": "box",
            "purpose_id": 1,
            "sending": uuid.uuid4(),
            "submission": uuid.uuid4(),
            "language": "de",
            "channel": "email",
            "form_page": 1,
            "use_until": now + DAY,
            "expires_at": now + 9 * DAY,
            "wording": "Ja",
            **values,
        },
    )
    row.save(using=using)
    return row


def version(using: str) -> StatementVersion:
    row = StatementVersion(
        page_id=1, number=1, language="de", created_at=timezone.now(), title="Datenschutz"
    )
    row.save(using=using)
    return row


def decision(using: str) -> PublishingDecision:
    row = PublishingDecision(page_id=1, points=[{"key": "a"}], reason="Darum.", user_id=7)
    row.save(using=using)
    return row


def run(using: str, sql: str) -> None:
    with transaction.atomic(using), connections[using].cursor() as cursor:
        cursor.execute(sql)


def is_refused(using: str, sql: str) -> bool:
    """Try a statement, and take back what it has done."""
    try:
        with transaction.atomic(using):
            run(using, sql)
            transaction.set_rollback(True, using)
    except IntegrityError:
        return True
    return False


WRITES = {
    "sqlite": [
        "INSERT OR REPLACE INTO {table} SELECT * FROM {table}",
        "REPLACE INTO {table} SELECT * FROM {table}",
        "UPDATE OR REPLACE {table} SET id = id + 1",
        "UPDATE OR IGNORE {table} SET id = id + 1",
        "INSERT INTO {table} SELECT * FROM {table} WHERE true "
        "ON CONFLICT (id) DO UPDATE SET id = 99",
    ],
    "postgresql": [
        "TRUNCATE {table}",
        "INSERT INTO {table} SELECT * FROM {table} ON CONFLICT (id) DO UPDATE SET id = 99",
    ],
    "mysql": [
        "REPLACE INTO {table} SELECT * FROM {table}",
        "INSERT INTO {table} SELECT * FROM {table} AS old ON DUPLICATE KEY UPDATE id = 99",
    ],
}
EVERYWHERE = ["UPDATE {table} SET id = id + 1", "DELETE FROM {table}"]


@pytest.mark.services
def test_every_way_of_changing_a_row_is_refused(alias: str) -> None:
    consent(alias), version(alias), decision(alias)
    writes = [*EVERYWHERE, *WRITES[connections[alias].vendor]]
    tables = (CONSENTS, VERSIONS, DECISIONS)
    open_before = [
        sql for sql in writes for table in tables if is_refused(alias, sql.format(table=table))
    ]
    assert not open_before  # so each of them can fail
    install(guarded_models(), alias)
    for sql in writes:
        for table in tables:
            assert is_refused(alias, sql.format(table=table)), (sql, table)
    assert ConsentRecord.objects.using(alias).get().verifies()


@pytest.mark.services
def test_new_rows_are_added(guarded: str) -> None:
    consent(guarded)
    consent(guarded)
    decision(guarded)
    version(guarded)
    assert ConsentRecord.objects.using(guarded).count() == 2


@pytest.mark.services
def test_two_clicks_put_an_act_on_record_once(guarded: str) -> None:
    row = consent(guarded)
    with pytest.raises(IntegrityError, match=r"(?i)unique|duplicate"), transaction.atomic(guarded):
        consent(guarded, consent=row.consent)


PAST, AHEAD = -3 * DAY, 3 * DAY
CONSENT_ROWS: dict[str, list[tuple[Act, dict[str, Any]]]] = {
    "in force": [(Act.GIVEN, {})],
    "over": [(Act.GIVEN, {"expires_at": PAST})],
    "pending": [(Act.GIVEN, {"needs_confirmation": True, "confirm_by": AHEAD})],
    "lapsed": [(Act.GIVEN, {"needs_confirmation": True, "confirm_by": PAST})],
    "confirmed": [
        (Act.GIVEN, {"needs_confirmation": True, "confirm_by": PAST}),
        (Act.CONFIRMED, {"needs_confirmation": True, "confirm_by": PAST}),
    ],
    "withdrawn": [(Act.GIVEN, {}), (Act.WITHDRAWN, {"expires_at": AHEAD})],
    "withdrawn long ago": [
        (Act.GIVEN, {"needs_confirmation": True, "confirm_by": PAST}),
        (Act.CONFIRMED, {"needs_confirmation": True, "confirm_by": PAST}),
        (Act.WITHDRAWN, {"expires_at": PAST}),
    ],
}


@pytest.mark.services
def test_database_and_purge_agree_on_what_is_over(guarded: str) -> None:
    now = timezone.now()
    for rows in CONSENT_ROWS.values():
        one = uuid.uuid4()
        for act, values in rows:
            moved = {k: now + v if isinstance(v, type(DAY)) else v for k, v in values.items()}
            consent(guarded, act, consent=one, **moved)
    records = ConsentRecord.objects.using(guarded)
    due = set(records.due(now).values_list("pk", flat=True))
    allowed = {
        pk
        for pk in records.values_list("pk", flat=True)
        if not is_refused(guarded, f"DELETE FROM {CONSENTS} WHERE id = {pk}")  # noqa: S608
    }
    assert len(due) == 1 + 1 + 3
    assert allowed == due
    assert records.purge(now) == len(due)
    assert records.count() == 6


@pytest.mark.services
def test_a_deleted_user_empties_one_column_and_no_other(guarded: str) -> None:
    decision(guarded)
    for change in ("user_id = 8", "user_id = NULL, reason = 'darum.'", "points = '[]'"):
        assert is_refused(guarded, f"UPDATE {DECISIONS} SET {change}"), change  # noqa: S608
    assert PublishingDecision.objects.using(guarded).update(user=None) == 1
    assert is_refused(guarded, f"UPDATE {DECISIONS} SET user_id = 7")  # noqa: S608


def test_a_table_of_what_is_over_can_be_emptied(guarded: str) -> None:
    if connections[guarded].vendor != "postgresql":
        return  # no other database asks before TRUNCATE
    run(guarded, f"TRUNCATE {VERSIONS}")
    consent(guarded, expires_at=timezone.now() + PAST)
    run(guarded, f"TRUNCATE {CONSENTS}")
    assert not ConsentRecord.objects.using(guarded).exists()


@pytest.mark.services
def test_a_check_names_the_tables_without_triggers(alias: str) -> None:
    [message] = check_triggers(None, databases=[alias])
    assert message.id == "wagtail_privacy.W003"
    for table in (CONSENTS, VERSIONS, DECISIONS):
        assert table in message.msg
    assert check_triggers(None) == []
    install(guarded_models(), alias)
    assert check_triggers(None, databases=[alias]) == []


WEAKENED = {
    "sqlite": ["DROP TRIGGER {table}_stays_i"],
    "postgresql": [
        "DROP TRIGGER {table}_stays_t ON {table}",
        "ALTER TABLE {table} DISABLE TRIGGER {table}_stays_d",
        "CREATE OR REPLACE FUNCTION {table}_stays_u() RETURNS trigger LANGUAGE plpgsql "
        "AS $$BEGIN RETURN NEW; END$$",
    ],
    "mysql": ["DROP TRIGGER {table}_stays_u"],
}


@pytest.mark.services
def test_a_weakened_trigger_shows_and_the_next_migrate_mends_it(
    guarded: str, settings: Any
) -> None:
    app = apps.get_app_config("wagtail_privacy_statements")
    settings.WAGTAIL_PRIVACY = {}
    for sql in WEAKENED[connections[guarded].vendor]:
        run(guarded, sql.format(table=VERSIONS))
        assert unguarded(guarded) == [VERSIONS]
        after_migrate(app, using=guarded)
        assert unguarded(guarded) == []


@pytest.mark.services
def test_a_migration_changes_rows_and_columns_while_the_triggers_are_down(
    guarded: str, settings: Any
) -> None:
    settings.WAGTAIL_PRIVACY = {}
    app = apps.get_app_config("wagtail_privacy_statements")
    other = apps.get_app_config("wagtail_privacy_forms")
    migration = type("Migration", (), {"app_label": app.label})
    version(guarded)
    before_migrate(other, using=guarded, plan=[(migration, False)])
    assert unguarded(guarded) == []
    before_migrate(app, using=guarded, plan=[(migration, False)])
    assert set(unguarded(guarded)) == {VERSIONS, DECISIONS}
    old = StatementVersion._meta.get_field("change_note")
    new = models.CharField(max_length=300, blank=True)
    new.set_attributes_from_name("change_note")
    with connections[guarded].schema_editor() as editor:
        editor.alter_field(StatementVersion, old, new)
    run(guarded, f"UPDATE {VERSIONS} SET change_note = 'moved'")  # noqa: S608
    after_migrate(app, using=guarded)
    assert unguarded(guarded) == []
    assert is_refused(guarded, f"DELETE FROM {VERSIONS}")  # noqa: S608


@pytest.mark.services
def test_the_setting_takes_them_down(guarded: str, settings: Any) -> None:
    settings.WAGTAIL_PRIVACY = {"RECORDS": {"DATABASE_TRIGGERS": False}}
    for app in apps.get_app_configs():
        after_migrate(app, using=guarded)
    [message] = check_triggers(None, databases=[guarded])
    assert "DATABASE_TRIGGERS" in (message.hint or "")
    assert CONSENTS in message.msg


def test_a_rebuilt_table_has_lost_its_triggers(sqlite_file: Any) -> None:
    name = sqlite_file.alias
    sqlite_file.features.supports_foreign_keys = False
    with sqlite_file.schema_editor() as editor:
        editor.create_model(StatementVersion)
    install([StatementVersion], name)
    version(name)
    old = StatementVersion._meta.get_field("change_note")
    new = models.TextField(blank=True)
    new.set_attributes_from_name("change_note")
    with sqlite_file.schema_editor() as editor:
        editor.alter_field(StatementVersion, old, new)
    assert unguarded(name) == [VERSIONS]
    assert StatementVersion.objects.using(name).count() == 1
    remove([StatementVersion], name)


def test_no_trigger_can_be_made_and_migrate_goes_on(
    sqlite_file: Any, settings: Any, logs: Any
) -> None:
    settings.WAGTAIL_PRIVACY = {}
    sqlite_file.features.supports_foreign_keys = False
    with sqlite_file.schema_editor() as editor:
        editor.create_model(StatementVersion)
    with sqlite_file.cursor() as cursor:
        cursor.execute("PRAGMA query_only = 1")
    after_migrate(apps.get_app_config("wagtail_privacy_statements"), using=sqlite_file.alias)
    assert any("could not be made" in line for line in logs.lines)
    assert unguarded(sqlite_file.alias) == [VERSIONS]


@pytest.mark.parametrize("model", guarded_models(), ids=lambda model: model.__name__)
def test_each_record_is_guarded_by_its_base_manager_too(model: Any) -> None:
    assert isinstance(model._base_manager.all(), AppendOnlyQuerySet)
    assert isinstance(model._default_manager.all(), AppendOnlyQuerySet)


def test_which_records_are_guarded() -> None:
    assert {ConsentRecord, StatementVersion, PublishingDecision} <= set(guarded_models())
    assert issubclass(IntegrityError, DatabaseError)
