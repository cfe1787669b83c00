"""A version is recorded whenever a statement says something else, and never changed afterwards."""

from collections.abc import Callable
from datetime import date
from io import StringIO
from typing import Any

import pytest
from django.apps import AppConfig, apps
from django.core.management import CommandError, call_command
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone, translation

from tests import factories
from tests.logs import LogBook
from tests.statements.caches import RememberingCache
from tests.statements.pages import create_statement, publish
from wagtail_privacy.append_only.models import AppendOnlyError
from wagtail_privacy.models import ControllerSettings
from wagtail_privacy.statements.models import StatementVersion
from wagtail_privacy.statements.versions.recording import record_version
from wagtail_privacy.statements.versions.snapshots import digest

Commit = Callable[..., Any]
FRONTEND_CACHE = "wagtail.contrib.frontend_cache"


@pytest.fixture
def commit(django_capture_on_commit_callbacks: Any) -> Commit:
    """Give a context after which everything happens that waits for the end of a transaction."""
    return lambda: django_capture_on_commit_callbacks(execute=True)


@pytest.fixture
def version(statement: Any, controller: ControllerSettings) -> StatementVersion:
    """Give the first version of a German statement."""
    found = record_version(statement, timezone.now())
    assert found is not None
    return found


def numbers(page: Any) -> list[int]:
    return [version.number for version in StatementVersion.objects.of(page)]


def last(page: Any) -> StatementVersion:
    found = StatementVersion.objects.of(page).first()
    assert found is not None
    return found


def test_publishing_a_statement_records_the_first_version(
    commit: Commit, home: Any, controller: ControllerSettings
) -> None:
    with commit():
        page = create_statement(home)
    version = last(page)
    assert numbers(page) == [1]
    assert (version.language, version.title, version.changes) == ("de", "Datenschutz", [])
    assert "Musterkasse" in version.canonical_content
    assert version.sha256 == digest(version.canonical_content)


def test_a_draft_has_no_version(commit: Commit, home: Any, controller: ControllerSettings) -> None:
    with commit():
        page = create_statement(home, live=False)
    assert numbers(page) == []
    assert record_version(page, timezone.now()) is None


def test_publishing_again_without_a_change_records_nothing(
    commit: Commit, statement: Any, version: StatementVersion
) -> None:
    with commit():
        publish(statement)
    assert numbers(statement) == [1]


def test_publishing_another_motto_records_a_version_that_says_so(
    commit: Commit, statement: Any, version: StatementVersion
) -> None:
    statement.motto = "Ihre Daten gehören Ihnen."
    with commit():
        publish(statement)
    assert numbers(statement) == [2, 1]
    (sentence,) = last(statement).changes
    assert "Ihre Daten gehören Ihnen." in sentence


def test_a_saved_draft_changes_nothing_for_readers(
    commit: Commit, statement: Any, version: StatementVersion
) -> None:
    statement.motto = "Nur ein Entwurf"
    with commit():
        statement.save_revision()
        statement.refresh_from_db()
    assert record_version(statement, timezone.now()) is None


def change_the_controller(controller: ControllerSettings) -> None:
    controller.name = "Andere Kasse"
    controller.save()


def change_the_page_for_confidential_messages(controller: ControllerSettings) -> None:
    page = controller.secure_contact_page.specific
    page.title = "Sicheres Formular"
    page.save_revision().publish()


def take_down_the_page_for_confidential_messages(controller: ControllerSettings) -> None:
    controller.secure_contact_page.specific.unpublish()


def delete_the_page_for_confidential_messages(controller: ControllerSettings) -> None:
    controller.secure_contact_page.specific.delete()


@pytest.mark.parametrize(
    "change",
    [
        lambda controller: factories.create_recipient(),
        change_the_controller,
        change_the_page_for_confidential_messages,
        take_down_the_page_for_confidential_messages,
        delete_the_page_for_confidential_messages,
    ],
)
def test_whatever_changes_the_statement_records_a_version(
    change: Callable[[ControllerSettings], None],
    commit: Commit,
    statement: Any,
    controller: ControllerSettings,
    home: Any,
) -> None:
    below = factories.PlainPage(title="Nachricht", locale=home.locale)
    home.add_child(instance=below)
    controller.secure_contact_page = below
    with commit():
        controller.save()
    assert numbers(statement) == [1]
    with commit():
        change(ControllerSettings.objects.get())
    assert numbers(statement) == [2, 1]


def test_a_recipient_that_is_deleted_is_no_longer_said(
    commit: Commit, statement: Any, controller: ControllerSettings
) -> None:
    recipient = factories.create_recipient()
    record_version(statement, timezone.now())
    with commit():
        recipient.delete()
    assert numbers(statement) == [2, 1]
    assert any("Rechenzentrum Musterstadt" in sentence for sentence in last(statement).changes)


def test_what_the_statement_does_not_say_records_nothing(
    commit: Commit, statement: Any, version: StatementVersion, home: Any
) -> None:
    with commit():
        home.save_revision().publish()
        factories.create_purpose()
        factories.create_data_category()
    assert numbers(statement) == [1]


def test_many_causes_in_one_transaction_are_one_version(
    commit: Commit, statement: Any, version: StatementVersion, controller: ControllerSettings
) -> None:
    with commit() as callbacks:
        change_the_controller(controller)
        for name in ("Eins", "Zwei"):
            factories.create_recipient(name={"de": name, "en": name})
    assert len(callbacks) > 3
    assert numbers(statement) == [2, 1]
    with CaptureQueriesContext(connection) as again:
        callbacks[0]()
    assert len(again) == 0, "what was evaluated is evaluated once more"


def test_each_language_has_its_own_history(
    commit: Commit, home: Any, english_home: Any, controller: ControllerSettings
) -> None:
    with commit():
        german = create_statement(home)
        english = create_statement(english_home, title="Privacy")
    recipient = factories.create_recipient()
    with commit():
        recipient.name = {**recipient.name, "en": "Data Centre of Musterstadt"}
        recipient.save()
    recipient.refresh_from_db()
    assert (numbers(german), numbers(english)) == ([2, 1], [2, 1])
    with commit():
        recipient.name = {**recipient.name, "en": "Data Centre"}
        recipient.save()
    assert (numbers(german), numbers(english)) == ([2, 1], [3, 2, 1])
    assert last(english).language == "en"
    assert last(english).changes == ["Data Centre of Musterstadt is now called Data Centre"]


def test_the_language_of_the_editor_does_not_matter(
    english_home: Any, controller: ControllerSettings
) -> None:
    page = create_statement(english_home, title="Privacy")
    record_version(page, timezone.now())
    with translation.override("de"):
        assert record_version(page, timezone.now()) is None
        factories.create_recipient()
        record_version(page, timezone.now())
    assert last(page).changes == ["New recipient: Musterstadt Data Centre"]
    assert "is responsible for the data" in last(page).canonical_content


def test_what_is_rolled_back_was_never_said(
    commit: Commit, statement: Any, version: StatementVersion, controller: ControllerSettings
) -> None:
    with commit(), transaction.atomic():
        change_the_controller(controller)
        transaction.set_rollback(True)
    assert numbers(statement) == [1]


def test_a_failure_does_not_break_what_caused_it_and_tells_no_data(
    commit: Commit,
    statement: Any,
    controller: ControllerSettings,
    logs: LogBook,
    planted: Callable[[str], str],
    settings: Any,
    tmp_path: Any,
) -> None:
    # A template of the site's own that cannot be rendered.
    broken = tmp_path / "wagtail_privacy" / "statements" / "summary.html"
    broken.parent.mkdir(parents=True)
    broken.write_text("{% include page.motto %}")
    options = {**settings.TEMPLATES[0], "DIRS": [tmp_path]}
    settings.TEMPLATES = [options]
    statement.motto = planted("Geheimes Motto")
    with commit():
        publish(statement)
    assert numbers(statement) == []
    statement.refresh_from_db()
    assert statement.motto == "Geheimes Motto"
    line = f"No version of statement {statement.pk} could be recorded: TemplateDoesNotExist"
    assert any(line in logged for logged in logs.lines)


def test_a_version_is_never_changed(version: StatementVersion) -> None:
    version.title = "Anderes"
    with pytest.raises(AppendOnlyError):
        version.save()
    with pytest.raises(AppendOnlyError):
        StatementVersion.objects.update(title="Anderes")
    with pytest.raises(AppendOnlyError):
        StatementVersion.objects.bulk_update([version], ["title"])
    with pytest.raises(AppendOnlyError):
        StatementVersion.objects.bulk_create([version], ignore_conflicts=True)
    with pytest.raises(AppendOnlyError):
        StatementVersion._base_manager.update(title="Anderes")
    with pytest.raises(AppendOnlyError):
        StatementVersion.objects.update_or_create(pk=version.pk, defaults={"title": "Anderes"})
    assert StatementVersion.objects.get().title == "Datenschutz"


def test_a_version_is_never_deleted(version: StatementVersion) -> None:
    with pytest.raises(AppendOnlyError):
        version.delete()
    with pytest.raises(AppendOnlyError):
        StatementVersion.objects.all().delete()
    assert StatementVersion.objects.count() == 1


def test_a_new_object_cannot_take_the_place_of_a_version(version: StatementVersion) -> None:
    fake = StatementVersion(pk=version.pk, page_id=version.page_id, number=9)
    fake.created_at = timezone.now()
    with pytest.raises(AppendOnlyError):
        fake.save()
    fake.pk = None
    fake.number = version.number
    with pytest.raises(IntegrityError), transaction.atomic():
        fake.save()
    assert StatementVersion.objects.get().title == "Datenschutz"


def test_versions_outlive_their_page_and_its_revisions(
    statement: Any, version: StatementVersion
) -> None:
    statement.revisions.all().delete()
    statement.delete()
    kept = StatementVersion.objects.get()
    assert kept.page_id == version.page_id
    assert "Musterkasse" in kept.canonical_content


def test_its_name_tells_nothing(version: StatementVersion) -> None:
    assert str(version) == "Version 1"


def test_the_command_records_what_nobody_noticed(
    statement: Any, version: StatementVersion, controller: ControllerSettings
) -> None:
    ControllerSettings.objects.update(name="Andere Kasse")
    said = StringIO()
    given = ("--note=Neuer Name", "--effective-date=2026-01-31")
    call_command("privacy_record_versions", *given, stdout=said)
    assert "Datenschutz: version 2" in said.getvalue()
    recorded = last(statement)
    assert (recorded.change_note, recorded.valid_since) == ("Neuer Name", date(2026, 1, 31))
    call_command("privacy_record_versions", stdout=StringIO())
    assert numbers(statement) == [2, 1]


def test_the_command_refuses_a_day_to_come(statement: Any) -> None:
    with pytest.raises(CommandError, match="future"):
        call_command("privacy_record_versions", "--effective-date=2999-01-01")
    assert numbers(statement) == []


def test_caches_before_the_site_forget_what_the_statement_said(
    commit: Commit,
    statement: Any,
    version: StatementVersion,
    controller: ControllerSettings,
    settings: Any,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    # Installing the app itself would start every other app a second time.
    monkeypatch.setitem(apps.app_configs, "frontend_cache", AppConfig.create(FRONTEND_CACHE))
    settings.WAGTAILFRONTENDCACHE = {
        "edge": {"BACKEND": "tests.statements.caches.RememberingCache"}
    }
    settings.WAGTAILFRONTENDCACHE_LANGUAGES = []
    RememberingCache.forgotten.clear()
    with commit():
        change_the_controller(controller)
    assert sorted(RememberingCache.forgotten) == [
        f"http://localhost{statement.url}{path}"
        for path in (
            "",
            "statement.jsonld",
            "statement.tilt.json",
            "versions/",
            "versions/1/",
            "versions/1/changes/",
            "versions/2/",
            "versions/2/changes/",
        )
    ]
