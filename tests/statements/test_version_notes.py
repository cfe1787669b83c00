"""An editor says what changed and from when on it holds; a version carries it, and nothing else."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

import pytest
import time_machine
from django.test import Client

from tests import factories
from tests.statements.pages import create_statement, publish
from wagtail_privacy.models import ControllerSettings
from wagtail_privacy.statements.models import Cause, StatementVersion
from wagtail_privacy.statements.versions.recording import record_version

Commit = Callable[..., Any]
MARCH = datetime(2026, 3, 3, 12, tzinfo=UTC)
APRIL = date(2026, 4, 1)


@pytest.fixture
def commit(django_capture_on_commit_callbacks: Any) -> Commit:
    """Give a context after which everything happens that waits for the end of a transaction."""
    return lambda: django_capture_on_commit_callbacks(execute=True)


@pytest.fixture
def page(commit: Commit, english_home: Any, complete: ControllerSettings) -> Any:
    """Give an English statement with a first version."""
    with time_machine.travel(datetime(2026, 1, 3, 12, tzinfo=UTC), tick=False), commit():
        return create_statement(english_home, title="Privacy")


def publish_with(commit: Commit, page: Any, **values: Any) -> Any:
    """Publish a page with other values and give it as it is stored then."""
    for name, value in values.items():
        setattr(page, name, value)
    with commit():
        publish(page)
    return type(page).objects.get(pk=page.pk)


def last(page: Any) -> StatementVersion:
    found = StatementVersion.objects.of(page).first()
    assert found is not None
    return found


def test_the_note_stands_with_the_version_that_comes_with_it(
    commit: Commit, page: Any, client: Client
) -> None:
    page = publish_with(commit, page, motto="Yours.", version_note="We have a motto now.")
    version = last(page)
    assert (version.number, version.change_note) == (2, "We have a motto now.")
    for below in ("versions/", "versions/2/changes/"):
        assert "We have a motto now." in client.get(f"{page.url}{below}").content.decode()


def test_what_is_recorded_is_cleared_where_the_editor_writes(
    commit: Commit, page: Any, admin_client: Client
) -> None:
    page = publish_with(commit, page, motto="Yours.", version_note="News.", version_date=APRIL)
    draft = page.get_latest_revision_as_object()
    assert (page.version_note, page.version_date) == ("", None)
    assert (draft.version_note, draft.version_date, draft.motto) == ("", None, "Yours.")
    content = admin_client.get(f"/admin/pages/{page.pk}/edit/").content.decode()
    assert 'name="version_note"' in content
    assert "News." not in content


def test_a_note_belongs_to_no_later_version(commit: Commit, page: Any) -> None:
    page = publish_with(commit, page, version_note="Nothing has changed.")
    assert last(page).number == 1
    with commit():
        factories.create_recipient()
    assert (last(page).number, last(page).change_note) == (2, "")


def test_a_note_in_a_draft_waits(commit: Commit, page: Any) -> None:
    page.version_note = "Not yet."
    page.save_revision()
    with commit():
        factories.create_recipient()
    assert last(page).change_note == ""
    assert page.get_latest_revision_as_object().version_note == "Not yet."


def test_a_version_may_hold_from_a_later_day_on(commit: Commit, page: Any, client: Client) -> None:
    with time_machine.travel(MARCH, tick=False):
        page = publish_with(commit, page, motto="Yours.", version_date=APRIL)
        shown = " ".join(client.get(page.url).content.decode().split())
        assert "Valid from 1 April 2026" in shown
        assert f'<a href="{page.url}versions/1/">until then version 1 holds</a>' in shown
        listed = " ".join(client.get(f"{page.url}versions/").content.decode().split())
        assert listed.index("· to come") < listed.index("Version 1") < listed.index("· in force")
        old = client.get(f"{page.url}versions/1/").content.decode()
        assert "To the version in force" not in old
        to_come = client.get(f"{page.url}versions/2/").content.decode()
        assert "It holds from 1 April 2026 on." in to_come
        assert "noindex" in to_come
    with time_machine.travel(datetime(2026, 4, 1, 12, tzinfo=UTC), tick=False):
        assert "Valid since 1 April 2026" in client.get(page.url).content.decode()
        listed = " ".join(client.get(f"{page.url}versions/").content.decode().split())
        assert "to come" not in listed
        assert listed.index("· in force") < listed.index("Version 1")


def test_an_old_version_leads_to_the_one_in_force_and_not_to_the_one_to_come(
    commit: Commit, page: Any, client: Client
) -> None:
    with time_machine.travel(MARCH, tick=False):
        page = publish_with(commit, page, motto="Yours.")
        page = publish_with(commit, page, motto="Ours.", version_date=APRIL)
        old = client.get(f"{page.url}versions/1/").content.decode()
    assert f'<a href="{page.url}versions/2/">To the version in force</a>' in old


def test_a_change_that_holds_at_once_ends_the_waiting(
    commit: Commit, page: Any, client: Client
) -> None:
    with time_machine.travel(MARCH, tick=False):
        page = publish_with(commit, page, motto="Yours.", version_date=APRIL)
        with commit():
            factories.create_recipient()
        listed = client.get(f"{page.url}versions/").content.decode()
        assert listed.index("· in force") < listed.index("versions/2/")
        assert "to come" not in listed
        overtaken = client.get(f"{page.url}versions/2/").content.decode()
    assert "It holds from" not in overtaken
    assert "To the version in force" in overtaken


def test_a_day_that_has_passed_counts_as_the_day_of_publishing(commit: Commit, page: Any) -> None:
    with time_machine.travel(MARCH, tick=False):
        page = publish_with(commit, page, motto="Yours.", version_date=date(2026, 2, 1))
    assert last(page).effective_date is None
    assert last(page).valid_since == date(2026, 3, 3)


def test_a_copy_takes_no_note_along(page: Any) -> None:
    page.version_note, page.version_date = "For this one.", APRIL
    page.save_revision()
    copy = page.copy(update_attrs={"slug": "copy"}, keep_live=False)
    assert (copy.version_note, copy.version_date) == ("", None)


def test_a_version_knows_why_it_came(commit: Commit, page: Any, english_home: Any) -> None:
    assert last(page).cause == Cause.STATEMENT
    with commit():
        factories.create_recipient()
    assert last(page).cause == Cause.REGISTER
    settings = ControllerSettings.objects.get()
    below = factories.PlainPage(title="Message", locale=english_home.locale)
    english_home.add_child(instance=below)
    settings.secure_contact_page = below
    with commit():
        settings.save()
    below.title = "Confidential message"
    with commit():
        below.save_revision().publish()
    assert last(page).cause == Cause.PAGE
    # Whatever else changes in the same transaction: publishing is the nearest cause.
    with commit():
        factories.create_recipient()
        page.motto = "Yours."
        publish(page)
    assert last(page).cause == Cause.STATEMENT


def test_caches_forget_every_version_because_each_leads_to_the_newest(page: Any) -> None:
    for motto in ("One.", "Two."):
        type(page).objects.filter(pk=page.pk).update(motto=motto)
        assert record_version(page, MARCH)
    paths = type(page).objects.get(pk=page.pk).get_cached_paths()
    for number in (1, 2, 3):
        assert f"/versions/{number}/" in paths
        assert f"/versions/{number}/changes/" in paths
