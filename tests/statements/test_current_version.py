"""Other features ask which version of the statement is read now, and what changed since one."""

from datetime import UTC, datetime
from typing import Any

import pytest
from django.db import connection
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext
from wagtail.models import Site

from tests import factories
from tests.statements.pages import create_statement
from wagtail_privacy import registry
from wagtail_privacy.models import ControllerSettings
from wagtail_privacy.statements.models import StatementVersion
from wagtail_privacy.statements.versions.recording import record_version

JANUARY = datetime(2026, 1, 3, 12, tzinfo=UTC)


@pytest.fixture
def page(statement: Any, controller: ControllerSettings) -> Any:
    """Give a German statement with two versions."""
    record_version(statement, JANUARY)
    factories.create_recipient()
    record_version(statement, JANUARY)
    return statement


def test_a_consent_can_point_at_the_version_of_today(page: Any, client: Client) -> None:
    found = registry.current_statement_version(Site.objects.get(), "de")
    assert found is not None
    recorded = StatementVersion.objects.get(number=2)
    assert (found.page_id, found.number, found.language) == (page.pk, 2, "de")
    assert found.sha256 == recorded.sha256
    assert found.url == f"{page.full_url}versions/2/"
    assert recorded.sha256 in client.get(found.url).content.decode()


def test_what_changed_since_somebody_agreed_has_an_address(page: Any, client: Client) -> None:
    found = registry.find_statement_version(page.pk)
    assert found is not None
    assert client.get(found.url_of(1)).status_code == 200
    content = client.get(found.changes_since(1)).content.decode()
    assert "Rechenzentrum Musterstadt" in content


@pytest.mark.parametrize("number", [2, 3, 0, -1])
def test_nothing_has_changed_since_the_version_of_today(page: Any, number: int) -> None:
    found = registry.find_statement_version(page.pk)
    assert found is not None
    assert found.changes_since(number) == ""


def test_the_language_is_asked_for_and_another_one_is_better_than_none(
    page: Any, english_home: Any
) -> None:
    site = Site.objects.get()
    fallback = registry.current_statement_version(site, "en")
    assert fallback is not None
    assert fallback.language == "de"
    english = create_statement(english_home, title="Privacy")
    record_version(english, JANUARY)
    found = registry.current_statement_version(site, "en")
    assert found is not None
    assert (found.page_id, found.number, found.language) == (english.pk, 1, "en")


def test_without_a_version_there_is_nothing_to_point_at(statement: Any) -> None:
    assert registry.current_statement_version(Site.objects.get(), "de") is None
    assert registry.find_statement_version(statement.pk) is None


def test_a_statement_that_is_gone_keeps_its_number_but_has_no_address(page: Any) -> None:
    page.unpublish()
    found = registry.find_statement_version(page.pk)
    assert found is not None
    assert (found.number, found.url, found.changes_since(1)) == (2, "", "")
    assert registry.current_statement_version(Site.objects.get(), "de") is None


def test_the_footer_asks_for_no_version(page: Any, client: Client) -> None:
    site = Site.objects.get()
    request = RequestFactory().get("/")
    registry.find_statement(site, "de", request)
    with CaptureQueriesContext(connection) as captured:
        registry.find_statement(site, "de", request)
    assert len(captured) == 0
    with CaptureQueriesContext(connection) as captured:
        registry.current_statement_version(site, "de", request)
    assert len(captured) == 2
    assert not any("canonical_content" in query["sql"] for query in captured.captured_queries)
