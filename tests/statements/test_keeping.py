"""A published statement is rendered once for all readers, and nobody reads what is no longer so."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.db import connection
from django.template import engines
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext
from wagtail import hooks
from wagtail.models import Locale, Site

from tests import factories
from tests.statements.pages import create_statement
from wagtail_privacy import clock, registry
from wagtail_privacy.activities import CollectionPoint, ProcessingActivity
from wagtail_privacy.models import ControllerSettings, Recipient
from wagtail_privacy.registry import PROCESSING_ACTIVITIES, WITHDRAWAL_WAYS, announced
from wagtail_privacy.statements.changing import announce_change, is_change_pending
from wagtail_privacy.statements.memory.store import MOST_KEPT, Memory
from wagtail_privacy.statements.models import LastChange

Commit = Callable[..., Any]
OLD, NEW = "Rechenzentrum Musterstadt", "Neues Rechenzentrum"


@pytest.fixture
def commit(django_capture_on_commit_callbacks: Any) -> Commit:
    """Give a context after which everything happens that waits for the end of a transaction."""
    return lambda: django_capture_on_commit_callbacks(execute=True)


@pytest.fixture
def page(commit: Commit, home: Any, controller: ControllerSettings) -> Any:
    """Give a published statement with one recipient that nothing is waiting for."""
    with commit():
        factories.create_recipient()
        page = create_statement(home)
    assert not is_change_pending()
    return page


def change_unnoticed() -> None:
    """Change what the statement says past every signal."""
    Recipient.objects.update(name={"de": NEW, "en": NEW})


def read(client: Client, page: Any) -> str:
    return client.get(page.url).content.decode()


def test_a_second_reader_is_shown_what_the_first_one_saw(client: Client, page: Any) -> None:
    first = read(client, page)
    assert OLD in first
    change_unnoticed()
    assert read(client, page) == first


def test_a_kept_statement_asks_the_registers_nothing(client: Client, page: Any) -> None:
    read(client, page)
    with CaptureQueriesContext(connection) as captured:
        read(client, page)
    tables = " ".join(query["sql"] for query in captured.captured_queries)
    assert len(captured) <= 10
    assert "wagtail_privacy_recipient" not in tables
    assert "wagtail_privacy_controllersettings" not in tables


def save_a_recipient() -> None:
    Recipient.objects.get().save()


def publish_a_page() -> None:
    Site.objects.get(is_default_site=True).root_page.specific.save_revision().publish()


def save_a_page_without_a_revision() -> None:
    Site.objects.get(is_default_site=True).root_page.specific.save()


def save_a_site() -> None:
    Site.objects.get(is_default_site=True).save()


def save_a_language() -> None:
    Locale.objects.get(language_code="de").save()


@pytest.mark.parametrize(
    "cause",
    [
        save_a_recipient,
        publish_a_page,
        save_a_page_without_a_revision,
        save_a_site,
        save_a_language,
        announce_change,
    ],
)
def test_whatever_is_noticed_lets_everybody_read_the_statement_anew(
    cause: Callable[[], None], commit: Commit, client: Client, page: Any
) -> None:
    read(client, page)
    change_unnoticed()
    with commit():
        cause()
    assert NEW in read(client, page)


def test_another_process_is_told_through_the_database(client: Client, page: Any) -> None:
    read(client, page)
    change_unnoticed()
    LastChange.announce(clock.now())
    assert NEW in read(client, page)


def test_a_draft_that_is_saved_changes_nothing_for_readers(
    commit: Commit, client: Client, page: Any
) -> None:
    token = LastChange.current_token()
    page.motto = "Nur ein Entwurf"
    with commit():
        page.save_revision()
    assert LastChange.current_token() == token
    assert not is_change_pending()


def test_within_its_own_transaction_a_change_is_read_at_once(client: Client, page: Any) -> None:
    read(client, page)
    recipient = Recipient.objects.get()
    recipient.name = {"de": NEW, "en": NEW}
    recipient.save()
    assert is_change_pending()
    assert NEW in read(client, page)


def test_a_draft_is_neither_kept_nor_shown_to_readers(
    client: Client, page: Any, rf: RequestFactory
) -> None:
    draft = page.get_latest_revision_as_object()
    draft.body = [("text", {"heading": "Entwurf", "text": "<p>Noch geheim</p>"})]
    request = rf.get("/", headers={"host": "localhost"})
    assert "Noch geheim" in draft.serve(request).render().content.decode()
    published = read(client, page)
    assert "Noch geheim" not in published
    assert "Noch geheim" in draft.serve(request).render().content.decode()


def test_a_preview_is_always_fresh(admin_client: Client, client: Client, page: Any) -> None:
    read(client, page)
    change_unnoticed()
    preview = admin_client.get(f"/admin/pages/{page.pk}/view_draft/").content.decode()
    assert NEW in preview


def test_what_is_kept_was_made_for_nobody_in_particular(page: Any, rf: RequestFactory) -> None:
    template = engines["django"].from_string(
        "{% load wagtail_privacy_statements %}"
        "{% kept %}<{{ page.title }}|{{ request.path }}|{{ user }}|{{ secret }}>{% endkept %}"
    )
    request = rf.get("/geheim/", headers={"host": "localhost"})
    page.is_as_published = True
    shown = template.render({"page": page, "secret": "Erika", "user": "Erika"}, request)
    assert shown == "<Datenschutz|||>"


def test_each_site_is_kept_apart(commit: Commit, client: Client, page: Any, settings: Any) -> None:
    settings.ALLOWED_HOSTS = ["*"]
    with commit():
        other = Site.objects.create(hostname="other.example", root_page=page.get_parent())
        ControllerSettings.objects.create(site=other, name="Andere Kasse")
    assert "Andere Kasse" not in read(client, page)
    path = page.url.removeprefix("http://localhost")
    there = client.get(path, headers={"host": "other.example"}).content.decode()
    assert "Andere Kasse" in there
    assert "Andere Kasse" not in read(client, page)


@pytest.fixture
def owners_activities() -> Iterator[list[ProcessingActivity]]:
    """Register a function of the site's own that gives whatever is in the list."""
    given: list[ProcessingActivity] = []

    def of_the_owner(site: Site, language: str) -> list[ProcessingActivity]:
        return given

    with hooks.register_temporarily(PROCESSING_ACTIVITIES, of_the_owner):
        yield given


def test_activities_of_the_owner_that_announce_nothing_are_read_at_once(
    client: Client, page: Any, owners_activities: list[ProcessingActivity]
) -> None:
    assert "Kundenkarte" not in read(client, page)
    owners_activities.append(ProcessingActivity(CollectionPoint("card", "Kundenkarte"), ()))
    assert "Kundenkarte" in read(client, page)
    change_unnoticed()
    assert OLD in read(client, page), "what did not change is still kept"


def test_ways_to_withdraw_of_the_owner_are_asked_for_with_the_activities(
    client: Client, page: Any
) -> None:
    asked: list[int] = []

    def of_the_owner(site: Site, language: str, activities: tuple[Any, ...]) -> list[Any]:
        asked.append(len(activities))
        return []

    with hooks.register_temporarily(WITHDRAWAL_WAYS, of_the_owner):
        first = read(client, page)
        change_unnoticed()
        assert read(client, page) == first
    assert len(asked) >= 2


def test_activities_that_are_announced_wait_for_the_announcement(client: Client, page: Any) -> None:
    given: list[ProcessingActivity] = []

    @announced
    def of_the_owner(site: Site, language: str) -> list[ProcessingActivity]:
        return given

    with hooks.register_temporarily(PROCESSING_ACTIVITIES, of_the_owner):
        read(client, page)
        given.append(ProcessingActivity(CollectionPoint("card", "Kundenkarte"), ()))
        assert "Kundenkarte" not in read(client, page)
        announce_change()
        assert "Kundenkarte" in read(client, page)


def test_an_owner_can_switch_it_off(client: Client, page: Any, settings: Any) -> None:
    settings.WAGTAIL_PRIVACY = {**settings.WAGTAIL_PRIVACY, "STATEMENTS": {"KEEP_SECONDS": 0}}
    read(client, page)
    change_unnoticed()
    assert NEW in read(client, page)


def test_while_templates_are_being_written_nothing_is_kept(
    client: Client, page: Any, settings: Any
) -> None:
    settings.DEBUG = True
    read(client, page)
    change_unnoticed()
    assert NEW in read(client, page)


def test_where_the_statement_is_read_is_asked_again_after_a_change_only(
    page: Any, site: Site, commit: Commit
) -> None:
    def asked() -> tuple[str, int]:
        statement = registry.find_statement(site, "de")
        version = registry.current_statement_version(site, "de")
        return (statement.title if statement else "", version.number if version else 0)

    first = asked()
    assert first == (page.title, 1)
    with CaptureQueriesContext(connection) as captured:
        assert asked() == first
    assert {sql["sql"].split(" FROM ")[1].split()[0] for sql in captured.captured_queries} == {
        LastChange._meta.db_table
    }
    page.title = "Neuer Titel"
    with commit():
        page.save_revision().publish()
        assert asked()[0] == "Neuer Titel"  # in the transaction that changes it, too
    assert asked() == ("Neuer Titel", 2)
    with commit():
        page.unpublish()
    assert asked() == ("", 0)
    with CaptureQueriesContext(connection) as captured:
        assert asked() == ("", 0)
    assert len(captured) == 2  # that there is none is remembered, too


def test_a_text_is_recalled_while_it_is_young_and_nothing_has_changed() -> None:
    now = [0.0]
    memory = Memory(clock=lambda: now[0])
    memory.keep("page", "Monday", "<p>")
    assert memory.recall("page", "Monday", 60) == "<p>"
    assert memory.recall("page", "Tuesday", 60) is None
    assert memory.recall("other", "Monday", 60) is None
    now[0] = 59.9
    assert memory.recall("page", "Monday", 60) == "<p>"
    now[0] = 60
    assert memory.recall("page", "Monday", 60) is None


def test_the_memory_does_not_grow_for_ever() -> None:
    memory = Memory()
    for number in range(MOST_KEPT + 5):
        memory.keep(number, "Monday", "<p>")
    kept = [memory.recall(number, "Monday", 60) for number in range(MOST_KEPT + 5)]
    assert kept[-1] == "<p>"
    assert len(list(filter(None, kept))) <= MOST_KEPT
