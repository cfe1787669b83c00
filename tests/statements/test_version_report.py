"""Privacy › Versions: what every statement has said, to read only, for those who may."""

from datetime import UTC, datetime
from typing import Any

import pytest
from django.contrib.auth.models import Permission
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests import factories
from tests.statements.pages import create_statement
from wagtail_privacy.models import ControllerSettings
from wagtail_privacy.statements.models import Cause
from wagtail_privacy.statements.versions.recording import record_version

URL = "/admin/privacy/versions/"


@pytest.fixture
def page(english_home: Any, controller: ControllerSettings) -> Any:
    """Give an English statement with three versions."""
    page = create_statement(english_home, title="Privacy")
    record(page, 1, cause=Cause.STATEMENT)
    factories.create_recipient()
    record(page, 2, cause=Cause.REGISTER, change_note="We have moved our servers.")
    page.body = [*page.body.raw_data][:2]
    type(page).objects.filter(pk=page.pk).update(body=page.body)
    record(page, 3, cause=Cause.STATEMENT)
    return page


def record(page: Any, month: int, **details: Any) -> None:
    version = record_version(page, datetime(2026, month, 3, 12, tzinfo=UTC), **details)
    assert version is not None


def read(client: Client, query: str = "") -> str:
    response = client.get(f"{URL}{query}")
    assert response.status_code == 200
    return " ".join(response.content.decode().split())


def test_an_officer_reads_every_version_with_its_cause_and_what_changed(
    officer_client: Client, page: Any
) -> None:
    content = read(officer_client)
    places = [content.index(f"Privacy · Version {number}") for number in (3, 2, 1)]
    assert places == sorted(places)
    for words in (
        "Test site",
        "English",
        "Feb. 3, 2026",
        "A register, a controller or a site changed",
        "New recipient: Musterstadt Data Centre",
        "We have moved our servers.",
        "First version",
    ):
        assert words in content
    assert f'href="{page.url}versions/2/"' in content
    assert f'href="{page.url}versions/2/changes/"' in content
    assert f'href="{page.url}versions/1/changes/"' not in content


def test_versions_of_one_cause_or_language_can_be_picked_out(
    officer_client: Client, page: Any
) -> None:
    assert "Version 3" not in read(officer_client, "?cause=register")
    assert "Version 2" in read(officer_client, "?cause=register")
    assert "Version 2" not in read(officer_client, "?language=de")


def test_what_is_no_longer_published_is_listed_without_an_address(
    officer_client: Client, page: Any
) -> None:
    page.unpublish()
    content = read(officer_client)
    assert "Version 2" in content
    assert "versions/2/" not in content
    page.delete()
    assert "Version 2" in read(officer_client)


def test_only_who_may_read_them_sees_the_menu_and_the_list(
    client: Client, officer_client: Client, page: Any
) -> None:
    assert URL in officer_client.get("/admin/").content.decode()
    user = factories.create_user("visitor")
    user.user_permissions.add(Permission.objects.get(codename="access_admin"))
    client.force_login(user)
    assert client.get(URL).status_code in (302, 403)
    assert URL not in client.get("/admin/").content.decode()


def test_nothing_can_be_changed_here(officer_client: Client, page: Any) -> None:
    assert officer_client.post(URL, {"number": 9}).status_code == 405


def test_the_list_needs_no_query_per_version(officer_client: Client, page: Any) -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            read(officer_client)
        return len(captured)

    read(officer_client)
    before = queries()
    for month in range(4, 10):
        factories.create_recipient(name={"de": str(month), "en": str(month)})
        type(page).objects.filter(pk=page.pk).update(motto=str(month))
        record(page, month)
    assert queries() <= before
