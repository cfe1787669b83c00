"""The home page of the admin names the statements that lack something, to who can do something."""

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests import factories
from tests.statements.pages import create_statement
from wagtail_privacy import clock
from wagtail_privacy.models import ControllerSettings
from wagtail_privacy.statements.findings.reviews import review
from wagtail_privacy.statements.publication.deciding import accept, take_back

HEADING = "Privacy statements that lack something"
REPORT = 'href="/admin/privacy/findings/">All points'


@pytest.fixture
def lacking(statement: Any, complete: ControllerSettings) -> Any:
    """Give a live statement that must be filled at one point and is advised at another."""
    complete.authority_name = ""
    complete.decides_automatically = None
    complete.save()
    return statement


def panel(client: Client) -> str:
    content = client.get("/admin/").content.decode()
    start = content.find('<section class="wp-home-findings"')
    return content[start : content.index("</section>", start)] if start >= 0 else ""


def test_it_counts_and_leads_to_the_statement(admin_client: Client, lacking: Any) -> None:
    content = panel(admin_client)
    assert HEADING in content
    assert "Datenschutz (German)" in content
    assert "1 point must be filled" in content
    assert "1 point is advised" in content
    assert f'href="{reverse("wagtailadmin_pages:edit", args=[lacking.pk])}"' in content
    assert REPORT in content


def test_the_editor_of_the_page_sees_it_without_the_report(
    editor_client: Client, lacking: Any
) -> None:
    content = panel(editor_client)
    assert "Datenschutz (German)" in content
    assert REPORT not in content


def test_the_officer_sees_it_without_a_way_into_the_page(
    officer_client: Client, lacking: Any
) -> None:
    content = panel(officer_client)
    assert "Datenschutz (German)" in content
    assert "/edit/" not in content
    assert REPORT in content


def test_nobody_else_sees_it(client: Client, site: Any, lacking: Any) -> None:
    stranger = factories.create_user("stranger")
    group = factories.writers(site)
    permissions = group.permissions.all()
    stranger.user_permissions.set(permissions)
    client.force_login(stranger)
    assert client.get("/admin/").status_code == 200
    assert panel(client) == ""


def test_with_nothing_open_there_is_no_panel(
    admin_client: Client, statement: Any, complete: ControllerSettings
) -> None:
    assert panel(admin_client) == ""


def test_what_is_mended_or_accepted_leaves_it_at_once(
    admin_client: Client,
    lacking: Any,
    complete: ControllerSettings,
    django_capture_on_commit_callbacks: Any,
) -> None:
    assert "1 point must be filled" in panel(admin_client)
    with django_capture_on_commit_callbacks(execute=True):
        complete.decides_automatically = False
        complete.save()
    content = panel(admin_client)
    assert "must be filled" not in content
    assert "1 point is advised" in content
    found = review(lacking, clock.today())
    assert found
    with django_capture_on_commit_callbacks(execute=True):
        row = accept(found, found.advised[0], user=None, reason="x", review_on=clock.today())
    assert panel(admin_client) == ""
    with django_capture_on_commit_callbacks(execute=True):
        take_back(row, user=None)
    assert "1 point is advised" in panel(admin_client)


def test_the_most_urgent_three_stand_first(
    admin_client: Client, home: Any, english_home: Any, lacking: Any
) -> None:
    for number in range(3):
        create_statement(home, title=f"Weitere {number}", body=[("controller", {})])
    content = panel(admin_client)
    assert content.count("wp-findings__entry") == 3
    assert "Datenschutz (German)" not in content


def test_a_second_look_costs_no_review_and_more_statements_no_more_queries(
    admin_client: Client, home: Any, lacking: Any, django_capture_on_commit_callbacks: Any
) -> None:
    def queries() -> int:
        panel(admin_client)
        with CaptureQueriesContext(connection) as captured:
            panel(admin_client)
        return len(captured)

    before = queries()
    with django_capture_on_commit_callbacks(execute=True):
        create_statement(home, title="Weitere", body=[("controller", {})])
    after = queries()
    assert "Weitere (German)" in panel(admin_client)
    assert after == before
