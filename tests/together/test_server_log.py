"""The statement says of the application's own log what its settings make certain, and no more."""

from typing import Any

import pytest
from django.test import Client

from tests import factories
from tests.analytics.test_log_settings import config, root
from tests.statements.pages import create_statement, publish
from wagtail_privacy.statements.models import StatementVersion

pytestmark = pytest.mark.django_db

SENTENCE = "Vor dem Schreiben einer Adresse"
GAP = "kürzt Adressen nicht"


@pytest.fixture
def statement(site: Any, home: Any) -> Any:
    factories.create_controller(site, server_log_address="shortened", server_log_days=7)
    return create_statement(home)


def text_of(statement: Any) -> str:
    return str(Client().get(statement.url).content.decode())


def test_it_says_what_the_settings_do(statement: Any, unapplied_settings: Any) -> None:
    unapplied_settings.LOGGING = config(**root("short"))
    unapplied_settings.WAGTAIL_PRIVACY = {
        **unapplied_settings.WAGTAIL_PRIVACY,
        "STATEMENTS": {"KEEP_SECONDS": 0},
    }
    text = text_of(statement)
    assert SENTENCE in text
    assert "Nach 7 Tagen" in text
    unapplied_settings.LOGGING = config(**root("short", "full"))
    assert SENTENCE not in text_of(statement)
    assert GAP not in text_of(statement)  # a matter of editors


def test_a_preview_shows_the_contradiction(
    statement: Any, unapplied_settings: Any, admin_client: Client
) -> None:
    unapplied_settings.LOGGING = config(**root("full"))
    preview = statement.make_preview_request(preview_mode=statement.default_preview_mode)
    assert GAP in preview.content.decode()


def test_a_version_holds_the_sentence(
    statement: Any, unapplied_settings: Any, django_capture_on_commit_callbacks: Any
) -> None:
    unapplied_settings.LOGGING = config(**root("short"))
    with django_capture_on_commit_callbacks(execute=True):
        publish(statement)
    content = StatementVersion.objects.of(statement).first().content
    facts = {fact["key"]: fact["aspects"] for fact in content["facts"]}
    assert SENTENCE in facts["website"]["own_log"][0]
